"""Dynamic GEXF 1.2: actors as nodes, contacts between them as edges with the days on which they took place."""

import xml.etree.ElementTree as ET
from itertools import combinations
from typing import BinaryIO, Final

import networkx
from networkx.readwrite.gexf import GEXFWriter

from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import exact_day, first_day, last_day
from dragoman.exports.sides import halves
from dragoman.exports.wording import line
from dragoman.model import Event, EventParticipant, EventStatus

# Only contacts that took place or, as far as is known, will: a network has no sign for one that was called off.
_DRAWN: Final = frozenset({EventStatus.HAPPENED, EventStatus.PLANNED, EventStatus.POSSIBLE, EventStatus.UNCONFIRMED})
# Participants of one event: a summit of all states has 20,000 pairs, a hostile page could have millions.
_CROWD: Final = 250

Spell = tuple[str | None, str | None]
Pair = tuple[str, str]


def write(contents: Contents, out: BinaryIO) -> int:
    """One undirected graph; returns the number of its edges, one for each pair of actors, status and kind."""
    graph = networkx.MultiGraph(mode="dynamic", name="")
    for entry in contents.actors():
        _add_node(graph, entry.id, line(entry.name), entry.type, entry.country)
    spells: dict[tuple[Pair, str, str], list[tuple[Spell, str]]] = {}
    last_report = ""
    for event in standing(contents):
        last_report = max(last_report, event.last_reported or "")
        if event.status in _DRAWN:
            for pair in _pairs(event, graph):
                spells.setdefault((pair, event.kind, event.status), []).append((_spell(event), event.id))
    for (pair, kind, status), found in sorted(spells.items()):
        known = sorted({spell for spell, _ in found if spell != (None, None)}, key=_order)
        attributes = {"spells": known} if known else {}
        graph.add_edge(
            *pair,
            key=f"{kind} {status}",
            id=f"{pair[0]} - {pair[1]}: {kind} {status}",
            weight=len(found),
            kind=str(kind),
            status=str(status),
            events=" ".join(sorted(event for _, event in found)),
            **attributes,
        )
    _write(graph, last_report, out)
    return int(graph.number_of_edges())


def _add_node(graph: networkx.MultiGraph, identity: str, name: str, sort: str, country: str | None) -> None:
    graph.add_node(line(identity), label=name, type=str(sort), country=country or "")


def _pairs(event: Event, graph: networkx.MultiGraph) -> list[Pair]:
    """The pairs of actors in touch: across the two ends of a directed contact, all with all in a mutual one."""
    ends = halves(event)
    for participant in event.participants:
        if line(participant.id) not in graph:
            actor = participant.actor
            _add_node(graph, participant.id, line(actor.name), actor.type, actor.country)
    sources, targets = _ids(ends.sources), _ids(ends.targets)
    met = [(a, b) for a in sources for b in targets] if targets else list(combinations(sources, 2))
    return sorted({(min(a, b), max(a, b)) for a, b in met if a != b})


def _ids(participants: tuple[EventParticipant, ...]) -> list[str]:
    return [line(participant.id) for participant in participants][:_CROWD]


def _spell(event: Event) -> Spell:
    """The first and last day that the contact can have had; an end that is not known stays open."""
    when = event.when
    if when is None:
        return None, None
    first, last = first_day(when.start), last_day(when.end)
    if first and not last and exact_day(when.start):
        last = first
    return first.isoformat() if first else None, last.isoformat() if last else None


def _order(spell: Spell) -> tuple[str, str]:
    return spell[0] or "", spell[1] or "9999"


def _write(graph: networkx.MultiGraph, last_report: str, out: BinaryIO) -> None:
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    meta = writer.xml.find("meta")
    # networkx puts today there, and the same record must give the same bytes.
    del meta.attrib["lastmodifieddate"]
    if last_report:
        meta.set("lastmodifieddate", last_report)
    ET.indent(writer.xml)
    ET.ElementTree(writer.xml).write(out, encoding="utf-8", xml_declaration=True)
    out.write(b"\n")
