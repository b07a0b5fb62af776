"""Where results go: standard output, or a file that appears when it is complete."""

import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from rich.console import Console, RenderableType

from dragoman.errors import UsageError

# Of a table that goes into a file or a pipe, in characters.
_FILE_WIDTH: Final = 132


class Output:
    """A context that writes lines of JSON and things for people, in UTF-8.

    With a `path`, it writes to a hidden file beside it and puts that in its place at the end, so that a broken run
    leaves no half result and a run over the same folder does not read what it writes. A pipe or device is written to
    as it stands. Raises UsageError if it cannot.
    """

    def __init__(self, path: Path | None) -> None:
        if path and (path.is_dir() or not path.name):
            raise UsageError(f"{path} cannot be written: it is a folder")
        self._path = path
        self._special = path is not None and path.exists() and not path.is_file()
        self._part = path if self._special or path is None else path.with_name(f".{path.name}.part")
        self._stream: BinaryIO
        self._console: Console

    def __enter__(self) -> Self:
        if self._part is None:
            self._stream = sys.stdout.buffer
            self._console = Console(
                file=sys.stdout, width=None if sys.stdout.isatty() else _FILE_WIDTH, highlight=False
            )
            return self
        try:
            if not self._special:
                # Whatever has this name already, a link somewhere else perhaps, is not written through.
                self._part.unlink(missing_ok=True)
            self._stream = self._part.open("wb" if self._special else "xb")
        except OSError as error:
            raise UsageError(f"{self._path} cannot be written: {(error.strerror or str(error)).lower()}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._part is None or self._path is None:
            if error is None:
                sys.stdout.flush()
            return
        self._stream.close()
        if self._special:
            return
        if error is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)

    @property
    def width(self) -> int:
        """Characters in a line."""
        return _FILE_WIDTH if self._part else self._console.width

    @property
    def stream(self) -> BinaryIO:
        """Where bytes go, for formats that are written as such."""
        return self._stream

    def lines(self, lines: Iterable[str]) -> None:
        """Write the lines of one result, at once, so that the next program in a pipe can go on."""
        for line in lines:
            self._stream.write(line.encode() + b"\n")
        self._stream.flush()

    def show(self, thing: RenderableType) -> None:
        """Write something for people."""
        if self._part is None:
            self._console.print(thing)
            return
        console = Console(width=_FILE_WIDTH, highlight=False, no_color=True, force_terminal=False)
        with console.capture() as captured:
            console.print(thing)
        self._stream.write(captured.get().encode())
