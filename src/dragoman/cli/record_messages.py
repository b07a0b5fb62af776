"""What is told while pages go into the record, and while its articles are read anew."""

from collections import Counter

from dragoman.cli.messages import Messages, number
from dragoman.errors import RecordError
from dragoman.record.intake import Outcome
from dragoman.record.recorder import Added, Reread


class AddMessages(Messages):
    """Counts what became of each page. A run that is broken off ends with the count of what was stored before."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__("report", quiet=quiet)
        self._outcomes: Counter[Outcome] = Counter()
        self._reports = self._new = self._joined = 0

    def known(self) -> None:
        """A page was not read because the record knows it."""
        self._outcomes[Outcome.UNCHANGED] += 1
        self.show_progress()

    def stored(self, added: Added) -> None:
        """An article was stored, or turned out to be in the record already."""
        self._outcomes[added.outcome] += 1
        self._new += added.new_events
        self._joined += added.joined
        if added.outcome is Outcome.REPLACED:
            self._reports += added.reports
            told = f"{added.article}: {number(added.reports, 'report')}, before {added.before}"
            self.tell("replaced", told, "cyan")
        elif added.outcome is Outcome.OLDER:
            self.tell("older", f"{added.article}: kept aside, for the record has a newer version", "cyan")
        else:
            self._reports += added.reports

    def ending(self, error: BaseException | None) -> str | None:
        """The closing line, also of a run that the record or Ctrl-C has ended."""
        if error is None:
            return self.closing_line()
        return f"stopped: {self.closing_line()}" if isinstance(error, RecordError | KeyboardInterrupt) else None

    def closing_line(self) -> str:
        """What came of the run: "41 pages read, 3 unchanged, 1 replaced; 57 reports: 30 new events, 27 joined"."""
        parts = [f"{number(self._stored, 'page')} read"]
        for outcome, word in (
            (Outcome.UNCHANGED, "unchanged"),
            (Outcome.REPLACED, "replaced"),
            (Outcome.OLDER, "older than the record's"),
        ):
            if self._outcomes[outcome]:
                parts.append(f"{self._outcomes[outcome]:,} {word}")
        came = f": {number(self._new, 'new event')}, {self._joined:,} joined" if self._reports else ""
        return ", ".join([*parts, *self.not_read()]) + f"; {number(self._reports, 'report')}{came}"

    def progress_line(self) -> str:
        """What has been done so far."""
        unchanged = self._outcomes[Outcome.UNCHANGED]
        known = f", {unchanged:,} unchanged" if unchanged else ""
        return f"{number(self._stored, 'page')} stored{known}, {number(self._reports, 'report')}"

    @property
    def done(self) -> int:
        """Pages that are dealt with."""
        return self._outcomes.total() + self.left_out

    @property
    def _stored(self) -> int:
        return self._outcomes.total() - self._outcomes[Outcome.UNCHANGED]


class RereadMessages(Messages):
    """Counts what became of the reports of articles that are read anew."""

    tells_notes = False

    def __init__(self, *, quiet: bool) -> None:
        super().__init__("report", quiet=quiet)
        self._articles = self._kept = self._replaced = self._gone = self._new = 0

    def replaced(self, result: Reread) -> None:
        """An article's reports were compared with those of the new reading."""
        self._articles += 1
        self._kept += result.kept
        self._replaced += result.replaced
        self._gone += result.gone
        self._new += result.new
        if result.replaced or result.gone or result.new:
            told = f"{result.article}: {_changes(result.replaced, result.gone, result.new)}"
            self.tell("changed", told, "cyan")

    def ending(self, error: BaseException | None) -> str | None:
        """The closing line, also of a run that the record or Ctrl-C has ended."""
        if error is None:
            return self.closing_line()
        return f"stopped: {self.closing_line()}" if isinstance(error, RecordError | KeyboardInterrupt) else None

    def closing_line(self) -> str:
        """What came of the run: "41 articles read anew; 55 reports as before, 1 replaced, 1 gone, 0 new"."""
        parts = [f"{number(self._articles, 'article')} read anew", *self.not_read()]
        changed = _changes(self._replaced, self._gone, self._new)
        return ", ".join(parts) + f"; {number(self._kept, 'report')} as before, {changed}"


def _changes(replaced: int, gone: int, new: int) -> str:
    return f"{replaced:,} replaced, {gone:,} gone, {new:,} new"
