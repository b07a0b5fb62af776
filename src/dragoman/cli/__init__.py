"""The commands of `dragoman` on the terminal."""

from dragoman.cli.app import app, main

__all__ = ["app", "main"]
