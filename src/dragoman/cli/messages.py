"""What is told beside the results, on standard error: failures, skips, remarks, progress and the closing line."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Final, Self, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from dragoman.cli.plain import plain
from dragoman.errors import ArticleSkipped, InputError
from dragoman.reading import Cleaned

Result = TypeVar("Result", bound=Cleaned)

# Fewer pages are read before a progress line could be.
_MANY_PAGES: Final = 20


class Messages:
    """Takes the errors out of a stream of results and tells them, one line each; counts everything.

    As a context it shows progress on a terminal from the 21st page on and ends with the closing line. `unit` is what is
    made of pages ("report"). A kind of messages without `tells_notes` is for articles whose remarks were told before.
    """

    tells_notes = True

    def __init__(self, unit: str, *, quiet: bool) -> None:
        self._unit = unit
        self._quiet = quiet
        self._console = Console(file=sys.stderr, soft_wrap=True, highlight=False)
        self._progress: Progress | None = None
        self._made = self._read = self._failed = 0
        self._skipped: Counter[str] = Counter()

    @property
    def nothing_failed(self) -> bool:
        """Whether every page so far was read or skipped for a reason."""
        return not self._failed

    def count(self, made: int) -> None:
        """So many units were made of a page."""
        self._made += made

    def sift(self, results: Iterable[Result | InputError]) -> Iterator[Result]:
        """The results that are no errors, in order."""
        for result in results:
            if isinstance(result, ArticleSkipped):
                self._skipped[result.reason] += 1
                self.tell("skipped", str(result), "yellow")
            elif isinstance(result, InputError):
                self._failed += 1
                self.tell("failed", str(result), "red", even_if_quiet=True)
            else:
                self._read += 1
                for note in result.article.notes if self.tells_notes else ():
                    self.tell("note", note, "cyan")
                yield result
            self.show_progress()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()
        line = self.ending(error)
        if line is not None and not self._quiet:
            self._console.print(Text(line, "dim"))

    def ending(self, error: BaseException | None) -> str | None:
        """What is told at the end of a run, or of one that an error broke off."""
        return self.closing_line() if error is None else None

    def closing_line(self) -> str:
        """What came of the run: "31 pages read, 2 skipped (not in English (language: es): 2), 1 failed; 57 reports"."""
        made = "" if self._unit == "article" else f"; {number(self._made, self._unit)}"
        return plain(", ".join([f"{number(self._read, 'page')} read", *self.not_read()]) + made)

    def not_read(self) -> list[str]:
        """How many pages were skipped and failed, as far as any were."""
        parts = []
        if self._skipped:
            reasons = ", ".join(f"{reason}: {count}" for reason, count in sorted(self._skipped.items()))
            parts.append(f"{self._skipped.total()} skipped ({reasons})")
        if self._failed:
            parts.append(f"{self._failed} failed")
        return parts

    def progress_line(self) -> str:
        """What has been done so far, for the progress line."""
        return f"{number(self.done, 'page')}, {self._made} {self._unit}s"

    @property
    def done(self) -> int:
        """Pages that are dealt with."""
        return self._read + self.left_out

    @property
    def left_out(self) -> int:
        """Pages that were skipped or failed."""
        return self._failed + self._skipped.total()

    def tell(self, label: str, line: str, style: str, *, even_if_quiet: bool = False) -> None:
        """One line beside the results: what it is, and what there is to say."""
        if even_if_quiet or not self._quiet:
            self._console.print(Text.assemble((label, style), " ", plain(line)))

    def show_progress(self) -> None:
        """Bring the progress line up to date, where there is a terminal for it."""
        if self._quiet or self.done <= _MANY_PAGES or not self._console.is_terminal:
            return
        if self._progress is None:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._progress = Progress(*columns, console=self._console, transient=True)
            self._progress.add_task("")
            self._progress.start()
        self._progress.update(self._progress.task_ids[0], description=self.progress_line())


def number(count: int, unit: str) -> str:
    """How many of what: "1 page", "1,200 pages"."""
    return f"{count:,} {unit}{'' if count == 1 else 's'}"
