"""The record written in the formats that others read, and read back."""
