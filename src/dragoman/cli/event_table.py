"""One event as people like to see it: its life, its sources with what they say, and where they differ."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.plain import plain
from dragoman.cli.question_tables import STATUS_STYLE, heading
from dragoman.cli.wording import named, when_text, where_text
from dragoman.findings.one_event import EventDossier
from dragoman.model import Event, EventSource, Judgement


def event(found: EventDossier) -> RenderableType:
    """Everything about an event."""
    one = found.event
    blocks: list[RenderableType] = []
    if found.redirected:
        blocks.append(Text(f"{plain(found.asked)} turned out to be {one.id}", "yellow"))
    blocks += [_title(one), _about(one), heading("life"), _life(one)]
    if one.disagreements:
        blocks += [heading("sources disagree"), _disagreements(one)]
    blocks.append(heading(f"sources: {one.independent_sources} independent, {len(one.sources)} reports"))
    blocks += [_source(source) for source in one.sources]
    if found.judgements:
        blocks += [heading("judgements"), *(_judgement(judgement) for judgement in found.judgements)]
    return Group(*blocks)


def _title(one: Event) -> Text:
    return Text.assemble((one.id, "bold"), f"  {one.kind}  ", (one.status, STATUS_STYLE[one.status]))


def _about(one: Event) -> Table:
    table = Table.grid(padding=(0, 2))
    for participant in one.participants:
        office = f", {participant.actor.office}" if participant.actor.office else ""
        table.add_row(
            Text(participant.role, "dim"), Text(plain(f"{named(participant.actor)}{office}  {participant.id}"))
        )
    for label, value in (
        ("when", " ".join(when_text(one.when).split())),
        ("where", where_text(one.place)),
        ("about", ", ".join(one.about)),
        ("confidence", f"{one.confidence:.2f}"),
        ("coded", " ".join(part for part in (one.plover.event, one.plover.mode, f"CAMEO {one.plover.cameo}") if part)),
        ("judged", one.verdict or ""),
        ("corrected", ", ".join(one.corrected)),
        ("formerly", ", ".join(one.former_ids)),
    ):
        if value:
            table.add_row(Text(label, "dim"), Text(plain(value)))
    return table


def _life(one: Event) -> Table:
    table = Table.grid(padding=(0, 2))
    for change in one.life:
        what = f"{change.before} → {change.after}" if change.before is not None else change.after or ""
        table.add_row(
            change.on or "-", Text(change.field, "dim"), Text(plain(what)), Text(plain(change.article), "dim")
        )
    return table


def _disagreements(one: Event) -> Table:
    table = Table.grid(padding=(0, 2))
    for disagreement in one.disagreements:
        for value, articles in zip(disagreement.values, disagreement.articles, strict=True):
            table.add_row(Text(disagreement.field, "dim"), Text(plain(value), "bold"), Text(plain(", ".join(articles))))
    return table


def _source(source: EventSource) -> RenderableType:
    marks = [source.strength.value]
    if source.attribution:
        marks[0] += f": {source.attribution}"
    if source.copy_of:
        marks.append(f"copy of {source.copy_of}")
    if source.rejected:
        marks.append("rejected: copy of a rejected report" if source.rejected_as_copy else "rejected")
    outlet = source.outlet or source.article
    head = Text.assemble(
        source.published or "-",
        "  ",
        (plain(outlet + (f" ({source.agency})" if source.agency and source.agency != outlet else "")), "bold"),
        f"  {source.kind} {source.status}",
        (f"  {plain('; '.join(marks))}", "dim"),
        (f"  {source.report}", "dim"),
    )
    body = [Text(f"“{plain(source.evidence)}”", "dim" if source.rejected else "italic")]
    if source.url:
        body.append(Text(plain(source.url), "dim"))
    return Group(head, *(Padding(line, (0, 0, 0, 4)) for line in body))


def _judgement(judgement: Judgement) -> Text:
    said = f"{judgement.at[:16].replace('T', ' ')}  {judgement.by}: {judgement.verdict} {judgement.target}"
    for part in (judgement.other, judgement.field, judgement.value):
        said += f" {part}" if part else ""
    said += f" ({judgement.note})" if judgement.note else ""
    if judgement.undone_at:
        said += f"; undone {judgement.undone_at[:10]} by {judgement.undone_by}"
    return Text(plain(f"{said}  {judgement.id}"))
