"""Dragoman reads news pages and official readouts and keeps the diplomatic record."""

__version__ = "0.1.0"
