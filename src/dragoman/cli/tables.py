"""Results as people like to see them on a terminal."""

from itertools import groupby
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.plain import plain
from dragoman.cli.wording import when_text, where_text, who_text
from dragoman.events.examples import Outcome
from dragoman.events.explain import Fired
from dragoman.model import (
    Article,
    Report,
    Status,
    TimeSpan,
)
from dragoman.reading import Explained, Reading, Timed

_STATUS_STYLE: Final = {
    Status.HAPPENED: "green",
    Status.PLANNED: "cyan",
    Status.POSSIBLE: "yellow",
    Status.OFF: "red",
}
# From here on there is room for all columns side by side.
_WIDE: Final = 120
_EVIDENCE_CHARS: Final = 220


class ReportTable:
    """The reports of one article after the other; the columns are named once and stand in line for all."""

    def __init__(self) -> None:
        self._named = False

    def of(self, reading: Reading, width: int) -> RenderableType:
        """Title line and table of one article, for a terminal of `width` characters."""
        heading = _heading(reading.article)
        if not reading.reports:
            return Group(heading, Text("  no contacts", "dim"))
        table = _grid(width, named=not self._named)
        self._named = True
        shown = ""
        for report in reading.reports:
            evidence = "(the same words)" if report.evidence == shown else _shortened(plain(report.evidence))
            shown = report.evidence
            _add(table, report, evidence, wide=width >= _WIDE)
        return Group(heading, table)


def article(found: Article) -> RenderableType:
    """An article's text below what is known of it, and what was left out by reason."""
    about = Table.grid(padding=(0, 2))
    for label, value in (
        ("published", _published(found)),
        ("updated", found.updated.iso() if found.updated else None),
        ("outlet", found.outlet),
        ("agency", found.agency),
        ("byline", found.byline),
        ("dateline", found.dateline),
        ("language", found.language),
        ("copy of", found.copy_of),
        ("left out", _removed(found)),
    ):
        if value:
            about.add_row(Text(label, "dim"), Text(plain(value)))
    text = Text(plain(found.text, lines=True))
    return Group(Text(plain(found.title or found.id), "bold"), about, Text(), text, Text())


def times(timed: Timed, width: int) -> RenderableType:
    """The time expressions of an article, one a row."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", width=min(width, _WIDE))
    for name in ("text", "type", "value", "from", "to"):
        table.add_column(name, overflow="fold")
    for mention in timed.times:
        span = mention.when or TimeSpan(None, None)
        text = plain(mention.span.of(timed.article.text))
        table.add_row(Text(text), mention.type, plain(mention.value), span.start or "", span.end or "")
    return Group(_heading(timed.article), table if timed.times else Text("  no time expressions", "dim"))


def explanation(explained: Explained, width: int, *, everything: bool) -> RenderableType:
    """Sentence by sentence what fired, what filled it and what was refused; then the reports."""
    blocks: list[RenderableType] = [_heading(explained.article)]
    for sentence in explained.explanation.sentences:
        if sentence.fired or everything:
            blocks.append(Text(plain(sentence.text), "" if sentence.fired else "dim"))
            blocks.extend(Padding(_fired(fired), (0, 0, 0, 4)) for fired in sentence.fired)
    silent = sum(1 for sentence in explained.explanation.sentences if not sentence.fired)
    if silent and not everything:
        blocks.append(Text(f"Sentences without a word of the codebook: {silent} (--all shows them)", "dim"))
    reports = explained.explanation.reports
    return Group(*blocks, Text(), ReportTable().of(Reading(explained.article, reports), width))


def failed_example(outcome: Outcome) -> RenderableType:
    """An example of the codebook that did not come out, and what was wrong."""
    heading = Text.assemble((outcome.entry, "bold"), "  ", plain(outcome.example.text))
    return Group(heading, *(Text(f"    {plain(fault)}", "red") for fault in outcome.faults))


def examples_summary(run: int, failed: int) -> RenderableType:
    """The closing line of `codebook test`."""
    style = "red" if failed else "green"
    return Text(f"{run} examples, {failed} failed" if failed else f"{run} examples, all as expected", style)


def _grid(width: int, *, named: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_header=named, width=width, pad_edge=False)
    table.add_column("date", width=13)
    table.add_column("status", width=8)
    table.add_column("kind", width=10)
    if width < _WIDE:
        table.add_column("who, where, source, evidence", ratio=1)
        return table
    table.add_column("who", ratio=3)
    table.add_column("where", ratio=2)
    table.add_column("source", ratio=2)
    table.add_column("evidence", ratio=5)
    return table


def _add(table: Table, report: Report, words: str, *, wide: bool) -> None:
    status = Text(report.status, _STATUS_STYLE[report.status])
    first = (Text(when_text(report.when)), status, Text(report.kind))
    who = Text(who_text(report.kind, report.participants), "bold")
    source = plain(report.attribution or "")
    evidence = Text(words, "italic" if wide else "dim italic")
    if wide:
        table.add_row(*first, who, Text(where_text(report.place)), Text(source), evidence)
        return
    where = where_text(report.place)
    line = Text.assemble(who, f"  in {where}" if where else "", f"  (per {source})" if source else "")
    table.add_row(*first, Group(line, evidence))


def _heading(found: Article) -> Text:
    parts = [part for part in (found.outlet, _published(found)) if part]
    if found.copy_of:
        parts.append(f"copy of {found.copy_of}")
    return Text.assemble(
        "\n", (plain(found.title or found.id), "bold underline"), "  ", (plain(", ".join(parts)), "dim")
    )


def _published(found: Article) -> str | None:
    if found.published is None:
        return None
    by = f" ({found.dated_by})" if found.dated_by else ""
    return found.published.iso() + by


def _removed(found: Article) -> str | None:
    reasons = sorted(piece.reason for piece in found.removed)
    return ", ".join(f"{reason} {len(list(group))}" for reason, group in groupby(reasons)) or None


def _shortened(text: str) -> str:
    if len(text) <= _EVIDENCE_CHARS:
        return text
    return text[:_EVIDENCE_CHARS].rsplit(" ", 1)[0] + " …"


def _fired(fired: Fired) -> RenderableType:
    made = f"report {fired.report}" if fired.report else f"no report: {fired.refusal or 'merged away'}"
    head = Text.assemble(
        (plain(fired.word), "bold"), f"  {fired.entry}  ", (made, "green" if fired.report else "yellow")
    )
    rows = [
        Text.assemble(
            (f"  {name}: ", "dim"),
            plain(value),
            ("  from " if words else "", "dim"),
            "; ".join(f"“{plain(w)}”" for w in words),
        )
        for name, value, words in fired.fields
    ]
    return Group(head, *rows)
