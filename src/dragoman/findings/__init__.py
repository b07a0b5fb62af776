"""Answers to analysts' questions, read from the record."""
