"""What every command has in common: its exit status, and one clear line for whatever ends it."""

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

import typer

from dragoman.cli.plain import plain
from dragoman.errors import RecordError, UsageError

EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_INTERRUPTED: Final = 130


def examples(*lines: str) -> str:
    r"""The end of a command's help; the mark \b keeps the lines apart."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def carry_out(work: Callable[[], bool]) -> None:
    """Do the work of a command, which says whether all went well. What ends it is told in one line, no traceback."""
    try:
        all_done = work()
    except UsageError as error:
        sys.stderr.write(f"dragoman: {plain(str(error))}\n")
        raise typer.Exit(EXIT_USAGE) from None
    except RecordError as error:
        sys.stderr.write(f"dragoman: {plain(str(error))}\n")
        raise typer.Exit(EXIT_FAILED) from None
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for process in multiprocessing.active_children():
            process.terminate()
        sys.stderr.write("dragoman: interrupted\n")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output has what it wanted.
        _forget_output()
        raise typer.Exit(0) from None
    except OSError as error:
        # What cannot be read is told page by page, so this is about the output: a full disk, say.
        sys.stderr.write(f"dragoman: the output cannot be written: {(error.strerror or str(error)).lower()}\n")
        _forget_output()
        raise typer.Exit(EXIT_FAILED) from None
    except Exception as error:  # noqa: BLE001 - what is left here is a fault of ours, and a traceback helps no user
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        told = plain(f"{type(error).__name__}: {error} ({where})")
        sys.stderr.write(f"dragoman: a fault of Dragoman's own, please report it: {told}\n")
        raise typer.Exit(EXIT_FAILED) from None
    if not all_done:
        raise typer.Exit(EXIT_FAILED)


def _forget_output() -> None:
    """Python would complain once more when it flushes standard output at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
