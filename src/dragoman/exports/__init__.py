"""The record written in the formats that others read, and read back."""

from dragoman.exports.contents import Contents
from dragoman.exports.formats import FORMATS, ExportFormat

__all__ = ["FORMATS", "Contents", "ExportFormat"]
