"""Who did it to whom, for formats that have a source and a target, and the sector codes of PLOVER and CAMEO."""

import re
from dataclasses import dataclass

from dragoman.model import Actor, ActorType, Event, EventParticipant, Kind, Role

Participants = tuple[EventParticipant, ...]

# A summit of a hundred has 9,900 ordered pairs; a hostile page must not make millions.
_MOST_SIDES = 100
_DIRECTED = frozenset({Kind.VISIT, Kind.MESSAGE, Kind.INVITATION})
_GIVING = frozenset({Role.VISITOR, Role.SENDER, Role.PARTY})
_TAKING = frozenset({Role.HOST, Role.RECIPIENT})
# The first that fits counts: a "former defence minister" is no minister, a "defence minister" is of the government.
_SECTORS = (
    ("ELI", r"\b(?:former|ex|late)\b"),
    ("OPP", r"\bopposition\b"),
    ("GOV", r"\b(?:minister|ministry|secretary of state|state department|foreign office)\b"),
    ("SPY", r"\b(?:intelligence|spy|cia|mi6|fsb)\b"),
    ("COP", r"\bpolice\b"),
    ("JUD", r"\b(?:judge|court|justice of)\b"),
    (
        "LEG",
        r"\b(?:parliament|parliamentary|congress|congressman|congresswoman|senate|senator|lawmaker|legislator|"
        r"speaker|mp|assembly|duma|bundestag|knesset)\b",
    ),
    ("MIL", r"\b(?:army|navy|air force|military|admiral|commander|chief of (?:the )?(?:general |joint )?staff)\b"),
    ("REL", r"\b(?:pope|patriarch|archbishop|bishop|cardinal)\b"),
    (
        "GOV",
        r"\b(?:president|premier|chancellor|king|queen|prince|princess|emir|sultan|leader|head of state|"
        r"head of government|ambassador|envoy|representative|adviser|advisor|secretary|department|government|cabinet|"
        r"council|commissioner|diplomat|governor|kremlin|white house|office)\b",
    ),
)
_PATTERNS = tuple((sector, re.compile(pattern, re.IGNORECASE)) for sector, pattern in _SECTORS)


@dataclass(frozen=True, slots=True)
class Halves:
    """`sources` act on `targets`; where the contact is mutual, all are sources (as PLOVER has it)."""

    sources: Participants
    targets: Participants


def halves(event: Event) -> Halves:
    """Visitor and host, sender and recipient; carriers of a message count neither way."""
    acting = tuple(p for p in event.participants if p.role is not Role.CARRIER)
    targets = tuple(p for p in acting if p.role in _TAKING)
    if event.kind not in _DIRECTED:
        return Halves(acting, ())
    return Halves(tuple(p for p in acting if p.role in _GIVING), targets)


def pairs(event: Event) -> list[tuple[Participants, Participants]]:
    """Every ordered pair of sides, a side being all who act for one state; () stands for a side that is unknown.

    Directed contacts go from each source side to each target side, mutual ones both ways between every two sides. Where
    all act for one state, each participant is a side. Without any participant there is one pair of unknown sides. Of
    more than 100 sides the first 100 count.
    """
    found = halves(event)
    if found.targets or event.kind in _DIRECTED:
        return [(a, b) for a in _sides(found.sources) or [()] for b in _sides(found.targets) or [()]]
    sides = _sides(found.sources)
    if len(sides) == 1:
        sides = [*((participant,) for participant in found.sources[:_MOST_SIDES])]
    if len(sides) < 2:
        return [(sides[0] if sides else (), ())]
    return [(a, b) for a in sides for b in sides if a is not b]


def _sides(participants: Participants) -> list[Participants]:
    grouped: dict[str, list[EventParticipant]] = {}
    for participant in participants:
        country = participant.actor.country
        grouped.setdefault(country if country and country != "IGO" else participant.id, []).append(participant)
    return [tuple(group) for group in grouped.values()][:_MOST_SIDES]


def sector(actor: Actor) -> str | None:
    """PLOVER's primary sector code of a state, body or office-holder by the words of its name or office; else None."""
    if actor.type is ActorType.STATE:
        return "GOV"
    words = actor.office if actor.type is ActorType.PERSON else actor.name if actor.type is ActorType.BODY else None
    return next((code for code, pattern in _PATTERNS if pattern.search(words)), None) if words else None
