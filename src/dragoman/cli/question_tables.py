"""Answers from a record as people like to see them on a terminal."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.plain import plain
from dragoman.cli.wording import named, when_text, where_text, who_text
from dragoman.findings.agenda import NEWS_DAYS, Agenda
from dragoman.findings.changes import Changes
from dragoman.findings.contacts import Contacts, Count, Ranked
from dragoman.findings.dossiers import Dossier, PairDossier, StateDossier, Trips
from dragoman.findings.lines import Line
from dragoman.findings.search import RANKED, Found, Snippet
from dragoman.findings.sides import Side
from dragoman.findings.timeline import Timeline
from dragoman.findings.together import CoPresence, Together
from dragoman.model import EventStatus

STATUS_STYLE: Final = {
    EventStatus.HAPPENED: "green",
    EventStatus.PLANNED: "cyan",
    EventStatus.POSSIBLE: "yellow",
    EventStatus.OFF: "red",
    EventStatus.UNCONFIRMED: "magenta",
}
# From here on there is room for all columns side by side.
_WIDE: Final = 110
_WHAT_STYLE: Final = {
    "new": "cyan",
    "called off": "red",
    "revived": "yellow",
    "happened": "green",
    "contradicted": "magenta",
}


def timeline(found: Timeline, width: int) -> RenderableType:
    """Events one under the other."""
    if not found.lines:
        return Text("no such event", "dim")
    more = f"the last {len(found.lines)}; --limit shows more, --since and --until others"
    return Group(_events(found.lines, width), Text(more if found.more else _count(len(found.lines)), "dim"))


def agenda(found: Agenda, width: int) -> RenderableType:
    """What is coming: by day, some time, and without a date."""
    blocks: list[RenderableType] = []
    for title, lines in (
        (f"{found.first} to {found.last}", found.dated),
        ("some time, from before or until after these days", found.some_time),
        (f"without a date, reported in the last {NEWS_DAYS} days", found.undated),
    ):
        if lines:
            blocks += [heading(title), _events(lines, width, on_whose_word=True)]
    if not blocks:
        return Text(f"nothing is known to come from {found.first} to {found.last}", "dim")
    return Group(*blocks, *([Text("there is more than is shown here", "dim")] if found.more else []))


def dossier(found: Dossier, width: int) -> RenderableType:
    """All about a person or office."""
    actor = found.actor
    about = _facts(
        ("id", actor.id),
        ("state", actor.country),
        ("names", ", ".join(actor.names[1:]) or None),
        ("formerly", ", ".join(actor.former_ids) or None),
        *_numbers(found.contacts),
    )
    offices = _grid(width, ("office", 3), ("state", 1), ("seen from", 2), ("to", 2))
    for held in actor.offices:
        offices.add_row(plain(held.office), held.country or "", held.first or "", held.last or "")
    blocks: list[RenderableType] = [Text(plain(actor.name), "bold"), about]
    if actor.offices:
        blocks += [heading("offices"), offices]
    blocks += _trips("trips", found.trips, width)
    blocks += _ranked(f"counterparts, in the last {found.looked_at:,} events", found.counterparts, width)
    return Group(*blocks, *_rest(found.contacts, width))


def state(found: StateDossier, width: int) -> RenderableType:
    """All about a state."""
    return Group(
        Text(found.state.name, "bold"),
        _facts(("code", found.state.code), *_numbers(found.contacts)),
        *_ranked("counterparts", found.counterparts, width),
        *_ranked(f"people, in the last {found.looked_at:,} events", found.people, width),
        *_trips("visits by its people", found.visits_made, width),
        *_trips("visits to it", found.visits_received, width),
        *_rest(found.contacts, width),
    )


def pair(found: PairDossier, width: int) -> RenderableType:
    """All contact between two sides."""
    title = " and ".join(_side(side) for side in (found.one, found.other))
    return Group(
        Text(title, "bold"),
        _facts(*_numbers(found.contacts)),
        *_ranked(f"people, in the last {found.looked_at:,} events", found.people, width),
        *_rest(found.contacts, width),
    )


def together(found: Together, width: int) -> RenderableType:
    """Co-presences one under the other."""
    notes = [_count(found.total, "co-presence")]
    if len(found.found) < found.total:
        notes = [f"the last {len(found.found)} of {notes[0]}; --limit shows more"]
    if found.looked_back_to is not None:
        notes.append(looked_back(found))
    if not found.found:
        return Text("\n".join(["nobody is known to have been in one place with somebody so", *notes[1:]]), "dim")
    wide = width >= _WIDE
    columns = (("days", 13), ("who", 4), *((("where", 2),) if wide else ()), ("met in", 12))
    table = _grid(width, *columns, fixed=("days", "met in"))
    for one in found.found:
        _add_co_presence(table, one, wide=wide)
    return Group(table, *(Text(note, "dim") for note in notes))


def _add_co_presence(table: Table, one: CoPresence, *, wide: bool) -> None:
    days = one.first if one.first == one.last else f"{one.first}\nto {one.last}"
    who = Text("\n".join(plain(named(p.actor) + (f", {p.actor.office}" if p.actor.office else "")) for p in one.people))
    where = where_text(one.place) + ("" if one.exact else " (the state only)")
    if one.status is not EventStatus.HAPPENED:
        where += f" ({one.status})"
    met = Text(one.event, "green") if one.event else Text("not told", "yellow")
    if wide:
        table.add_row(days, who, where, met)
    else:
        table.add_row(days, Group(who, Text(where, "dim")), met)


def looked_back(found: Together) -> str:
    """The remark that not all stays were looked at."""
    return f"only days from {found.looked_back_to} on were looked at; --since and --until choose others"


def changes(found: Changes, width: int) -> RenderableType:
    """Changes by day."""
    if not found.told:
        return Text("nothing was told in this time", "dim")
    table = _grid(width, ("on", 10), ("what", 12), ("event", 5), ("source", 2), ("id", 12), fixed=("on", "what", "id"))
    for told in found.told:
        line = told.event
        text = Text(f"{line.kind}: {plain(who_text(line.kind, line.participants))}", "bold")
        if told.field != "status" or told.before is not None:
            text.append(f"\n{told.field}: {plain(told.before or '-')} → {plain(told.after or '-')}", "dim not bold")
        what = Text(told.what, _WHAT_STYLE.get(told.what, ""))
        table.add_row(told.on, what, text, plain(told.outlet or told.article), line.id)
    more = f"the last {len(found.told)}; --limit shows more, --until earlier ones"
    return Group(table, Text(more if found.more else _count(len(found.told), "change"), "dim"))


def found(found: Found, width: int) -> RenderableType:
    """Articles, evidence, actors and events under one another."""
    blocks: list[RenderableType] = []
    if found.actors:
        actors = _grid(width, ("name", 3), ("id", 3), ("type", 1))
        for actor in found.actors:
            actors.add_row(plain(actor.name), plain(actor.id), actor.type)
        blocks += [heading("actors"), actors]
    if found.events:
        blocks += [heading("events"), _events([one.event for one in found.events], width)]
    if found.reports:
        blocks.append(heading("evidence"))
        for report in found.reports:
            head = (
                f"{report.published or '-'}  {plain(report.outlet or report.article)}  {report.event} {report.report}"
            )
            blocks += [Text(head, "dim"), Padding(_snippet(report.snippet), (0, 0, 0, 2))]
    if found.articles:
        blocks.append(heading("articles"))
        for article in found.articles:
            head = f"{article.published or '-'}  {plain(article.outlet or '')}  {plain(article.title or article.id)}"
            blocks += [Text(head, "dim"), Padding(_snippet(article.snippet), (0, 0, 0, 2))]
    if not blocks:
        return Text("nothing has these words", "dim")
    if found.bounded:
        blocks.append(Text(f"many have these words; the newest {RANKED:,} were ranked", "dim"))
    return Group(*blocks)


def _snippet(snippet: Snippet) -> Text:
    text = Text(plain(snippet.text), "italic")
    if len(text) == len(snippet.text):
        for start, end in snippet.hits:
            text.stylize("bold not italic", start, end)
    return text


def heading(text: str) -> Text:
    """The title of a part of an answer."""
    return Text(f"\n{text}", "underline")


def _grid(width: int, *columns: tuple[str, int], fixed: Sequence[str] = ()) -> Table:
    """Columns with their shares of the width, or for those that are `fixed` their characters."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", width=width, pad_edge=False)
    for name, share in columns:
        if name in fixed:
            table.add_column(name, width=share)
        else:
            table.add_column(name, ratio=share, overflow="fold")
    return table


def _events(lines: Iterable[Line], width: int, *, on_whose_word: bool = False) -> Table:
    wide = width >= _WIDE
    columns = [("date", 13), ("status", 11), ("kind", 10), ("who" if wide else "who, where", 5)]
    columns += [("where", 3)] if wide else []
    columns += [("sources", 16 if on_whose_word else 7), ("id", 12)]
    table = _grid(width, *columns, fixed=("date", "status", "kind", "sources", "id"))
    for line in lines:
        rejected = line.verdict == "rejected"
        status = Text("rejected" if rejected else line.status, "red" if rejected else STATUS_STYLE[line.status])
        who = Text(who_text(line.kind, line.participants), "bold")
        where = where_text(line.place)
        if not wide and where:
            who.append(f" in {where}", "not bold")
        told = str(line.independent_sources)
        if on_whose_word:
            told = f"{told}, {line.strength or 'unknown'}\nsure to {line.confidence:.2f}"
        date = when_text(line.when) if line.when else "-"
        table.add_row(date, status, line.kind, who, *([where] if wide else []), told, line.id)
    return table


def _facts(*facts: tuple[str, str | None]) -> Table:
    about = Table.grid(padding=(0, 2))
    for label, value in facts:
        if value:
            about.add_row(Text(label, "dim"), Text(plain(value)))
    return about


def _numbers(contacts: Contacts) -> list[tuple[str, str | None]]:
    return [
        ("events", f"{contacts.events:,}" + (f" ({_counts(contacts.counts)})" if contacts.counts else "")),
        ("first contact", contacts.first),
        ("last contact", contacts.last),
    ]


def _counts(counts: Sequence[Count]) -> str:
    kinds: dict[str, list[str]] = {}
    for count in counts:
        kinds.setdefault(count.kind, []).append(f"{count.events:,} {count.status}")
    return "; ".join(f"{kind}: {', '.join(parts)}" for kind, parts in kinds.items())


def _rest(contacts: Contacts, width: int) -> list[RenderableType]:
    blocks: list[RenderableType] = []
    if contacts.gaps:
        gaps = _grid(width, ("days", 1), ("from", 2), ("to", 4))
        for gap in contacts.gaps:
            gaps.add_row(f"{gap.days:,}", gap.first, gap.last)
        blocks += [heading("longest without contact"), gaps]
    if contacts.coming:
        blocks += [heading("coming"), _events(contacts.coming, width)]
    if contacts.recent:
        blocks += [heading("the last events"), _events(contacts.recent, width)]
    return blocks


def _trips(title: str, trips: Trips, width: int) -> list[RenderableType]:
    if not trips.events:
        return []
    shown = f"{trips.events:,}, the last {len(trips.last)}" if trips.events > len(trips.last) else f"{trips.events}"
    return [heading(f"{title}: {shown}"), _events(trips.last, width)]


def _ranked(title: str, ranked: Sequence[Ranked], width: int) -> list[RenderableType]:
    if not ranked:
        return []
    table = _grid(width, ("events", 1), ("name", 3), ("id", 3), ("first", 2), ("last", 2))
    for one in ranked:
        table.add_row(f"{one.events:,}", plain(one.name), plain(one.id), one.first or "", one.last or "")
    return [heading(title), table]


def _side(side: Side) -> str:
    return f"{plain(side.name)} ({plain(side.id)})"


def _count(number: int, unit: str = "event") -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
