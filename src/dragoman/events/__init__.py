"""Parsed text to reports: the codebook and the coder."""
