"""Why a word that could state a contact does not. Each check gives the reason in words, or None."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from dragoman.events.candidate import Candidate
from dragoman.events.codebook import Entry
from dragoman.events.grammar import Filler, is_verb, light_verb, own_tokens, prepositions
from dragoman.events.readout import is_official
from dragoman.events.where import Goal
from dragoman.events.who import Side
from dragoman.model import ActorType, Kind, Role, Status
from dragoman.text.parsed import Parsed

_IN_PERSON = ("sidelines", "margins", "in person", "face to face", "face-to-face")
_TOGETHER = (*_IN_PERSON, "arriv", "visit")
_BY_WIRE = (
    "by phone",
    "by telephone",
    "phone call",
    "telephone call",
    "on the phone",
    "the call",
    "phone conversation",
)
_ABOUT = frozenset({"about", "regarding", "concerning"})
# "at the initiative of"
_NO_PLACES = frozenset(
    {"initiative", "request", "invitation", "time", "length", "level", "end", "moment", "stage", "behest"}
)
_GO_ON = frozenset({"continue", "maintain", "keep"})
_MOVES = frozenset({ActorType.PERSON, ActorType.GROUP})


def fires(token: Token, entry: Entry, slots: Mapping[str, list[Filler]]) -> bool:
    """Whether the entry speaks of this use of the word at all: "sit down", "speak by phone", "sign an accord"."""
    if entry.particle and not any(c.lower_ in entry.particle for c in token.children if c.dep_ in ("prt", "advmod")):
        return False
    what = [*slots.get("object", ()), *slots.get("in", ())]
    if entry.object and not any(f.token.lemma_.lower() in entry.object for f in what):
        return False
    if entry.without & {c.lower_ for c in token.children}:
        return False
    if entry.complement and not any(
        c.dep_ in ("xcomp", "ccomp") and c.lemma_ in entry.complement for c in token.children
    ):
        return False
    if "plain" in entry.flags and any(c.dep_ in ("oprd", "attr", "xcomp", "ccomp", "acomp") for c in token.children):
        return False
    if "deed" in entry.flags and token.tag_ in ("VBP", "VBZ") and not _what_will_be_done(token):
        return False
    if "intransitive" in entry.flags and any(c.dep_ == "dobj" for c in token.children):
        return False
    if entry.cue and not _cued(token, entry):
        return False
    if "presence" in entry.flags:
        complement = any(c.dep_ in ("attr", "acomp", "oprd") and c.lower_ != "due" for c in token.children)
        return not complement and any(slot in slots for slot in entry.roles["destination"])
    return True


def _what_will_be_done(verb: Token) -> bool:
    return any(c.dep_ in ("xcomp", "dobj") or (c.dep_ == "prep" and c.lower_ in ("on", "upon")) for c in verb.children)


def setting(token: Token, entry: Entry, parsed: Parsed) -> bool:
    """Whether the page is of the kind that the entry speaks of: "spoke with" is a call in a readout, else talks."""
    if not entry.flags & {"remote", "face", "in person"}:
        return True
    told = _without_topics(token).casefold()
    there = _at_a_place(token)
    if "in person" in entry.flags:
        return (there or in_person(token.sent)) and not by_wire(token.sent)
    together = there or any(cue in told for cue in _TOGETHER)
    wired = by_wire(token.sent) or any(cue in (parsed.article.title or "").casefold() for cue in _BY_WIRE)
    apart = wired or (is_official(parsed) and not together)
    return apart == ("remote" in entry.flags)


def _at_a_place(token: Token) -> bool:
    carrier = None if is_verb(token) else light_verb(token)
    fillers = [*prepositions(token), *(prepositions(carrier) if carrier is not None else ())]
    return any(f.slot == "at" and f.token.lemma_.lower() not in _NO_PLACES for f in fillers)


def by_wire(sentence: Span) -> bool:
    """Whether a sentence says that it was by telephone."""
    lowered = sentence.text.casefold()
    return any(cue in lowered for cue in _BY_WIRE)


def in_person(sentence: Span) -> bool:
    """Whether a sentence says that they were in one place."""
    lowered = sentence.text.casefold()
    return any(cue in lowered for cue in _IN_PERSON)


def _without_topics(token: Token) -> str:
    """The words of the sentence but for what the talks were about: "spoke with him about his visit to Oslo"."""
    about = next((t for t in token.sent if t.i > token.i and t.dep_ == "prep" and t.lower_ in _ABOUT), None)
    topics = {t.i for t in about.subtree} if about is not None else set()
    return " ".join(t.text for t in token.sent if t.i not in topics)


def _bidden(token: Token) -> bool:
    """ "Invited him to visit": the visit is what the invitation is for, not another contact."""
    above = token
    for _ in range(4):
        if above.head == above or above.dep_ == "relcl":
            return False
        above = above.head
        if above.lemma_ in ("invite", "invitation", "ask", "bid"):
            return True
    return False


def _never_so_far(verb: Token | None) -> bool:
    """ "Have never met", "has not yet visited", "have yet to meet": nothing that was to be, nothing that was denied."""
    if verb is None:
        return False
    if verb.tag_ == "VB" and verb.dep_ == "xcomp":
        return verb.head.lemma_ == "have" and any(c.lower_ == "yet" for c in verb.head.children)
    here = {c.lower_ for c in verb.children}
    if verb.tag_ != "VBN" or not here & {"have", "has", "had", "'ve", "’ve"}:
        return False
    return "never" in here or ("yet" in here and any(c.dep_ == "neg" for c in verb.children))


def words(token: Token, entry: Entry, slots: Mapping[str, list[Filler]]) -> str | None:
    """The words that an entry does not stand."""
    if entry.kind is Kind.VISIT and token.tag_ in ("VB", "NN") and _bidden(token):
        return "it is what an invitation is for"
    if _never_so_far(token if entry.verbal else light_verb(token)):
        return "it says that there has been none so far"
    for slot, banned in entry.avoid.items():
        for filler in slots.get(slot, ()):
            if filler.token.lemma_.lower() in banned:
                return f"{slot} is {filler.token.text!r}"
    return None


def merely_goes_on(token: Token, candidate: Candidate) -> str | None:
    """ "Agreed to continue their dialogue": that they will go on talking, at no time and in no place, is no contact."""
    verb = token.head
    if candidate.when is not None or candidate.place is not None or candidate.status is Status.OFF:
        return None
    if token.dep_ != "dobj" or verb.lemma_ not in _GO_ON or verb.tag_ != "VB":
        return None
    return "they will only go on talking"


def _cued(token: Token, entry: Entry) -> bool:
    nearby = {t.lower_ for t in own_tokens(token)} | {t.lemma_.lower() for t in own_tokens(token)}
    if not entry.verbal:
        nearby |= {w for t in token.subtree for w in (t.lower_, t.lemma_.lower())}
        carrier = light_verb(token)
        if carrier is not None:
            nearby |= {t.lower_ for t in own_tokens(carrier)}
    return bool(nearby & entry.cue)


def roles(entry: Entry, sides: Sequence[Side], goals: Sequence[Goal]) -> str | None:
    """The roles and slots that an entry needs."""
    filled = {str(s.role) for s in sides} | ({"destination"} if goals else set())
    if "forum" in entry.roles and any(s.slot == "modifier" for s in sides):
        filled.add("forum")
    missing = sorted(entry.needs - filled)
    if missing:
        return f"no {missing[0]}"
    if entry.slots:
        by_slot = {s.slot for s in sides}
        if len({s.token for s in sides if s.slot == "subject"}) > 1:
            by_slot.add("joint")
        if len({s.actor.country for s in sides if s.slot == "subject"}) > 1:
            by_slot.add("together")
        if not by_slot & entry.slots:
            return f"nobody {' or '.join(sorted(entry.slots))}"
    if "city" in entry.flags and not any(g.place.name for g in goals):
        return "no city"
    return _types(entry, sides)


def _types(entry: Entry, sides: Sequence[Side]) -> str | None:
    """The types of actors that an entry needs."""
    people = [s for s in sides if s.actor.type is ActorType.PERSON]
    if "person host" in entry.flags and not any(s.role is Role.HOST for s in people):
        return "the host is no person"
    if "two people" in entry.flags and (len(people) < 2 or len({s.slot for s in people}) < 2):
        return "not two persons who meet"
    if "states and organisation" in entry.flags and {s.actor.type for s in sides} != {ActorType.STATE, ActorType.IGO}:
        return "not a state and an organisation"
    if "people" in entry.flags and not any(s.actor.type in _MOVES for s in sides):
        return "no person or delegation"
    return None


def is_echo(token: Token, entry: Entry, sides: Sequence[Side], *, incomplete: bool) -> bool:
    """True for a pointer to a contact told elsewhere: "the talks", "his visit", "during the meeting".

    It names no side in its own phrase, or not all that the entry needs (`incomplete`).
    """
    if entry.verbal:  # "landed on Sunday": where, another sentence says
        return incomplete and "arrival" in entry.flags and any(s.role is Role.VISITOR for s in sides)
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in token.children)
    if definite and all(s.slot in ("adverbial", "implied", "planner") for s in sides):
        return True
    return incomplete and (definite or any(c.dep_ == "poss" for c in token.children))
