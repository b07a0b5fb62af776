"""All that stands in the grammatical slots of a trigger, its light verb included."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.events import grammar
from dragoman.events.codebook import Entry, codebook
from dragoman.events.grammar import Filler
from dragoman.model import Status

Slots = dict[str, list[Filler]]

_NO_CIRCUMSTANCE = frozenset(
    {"of", "about", "on", "between", "against", "than", "like", "from", "regarding", "concerning"}
)
_RECEIVING = frozenset({"receive", "get", "accept", "obtain", "decline", "reject", "refuse"})
_CARRYING = frozenset({"hand", "bring", "carry", "pass", "relay", "deliver", "convey", "transmit", "take", "give"})
_SEEING = frozenset({"see", "meet", "visit"})
# "spoke for 75 minutes with", "spoke by video link with": the parse hangs "with" on what stands between
_ASIDE = frozenset({"for", "on", "over", "by", "via", "through"})
_WIRES = frozenset(
    {"phone", "telephone", "video", "link", "videolink", "videoconference", "conference", "line", "call"}
)
_EARLIER = frozenset({"recent", "previous", "earlier", "past", "respective", "ongoing"})
_BONDS = frozenset(
    {"engagement", "conversation", "contact", "meeting", "talk", "cooperation", "relation", "tie", "relationship"}
    | {"partnership", "negotiation", "dialogue", "consultation", "alliance", "call", "friendship", "dispute"}
)
_EDGES = frozenset({"margin", "sideline"})  # "spoke on the margins of the summit with": with hangs on the summit
_GATHERING = frozenset({"involve", "include", "bring", "gather"})


def slot_fillers(trigger: Token, entry: Entry) -> Slots:
    """The fillers of every slot that the codebook can name, in text order within a slot."""
    slots: Slots = {}
    if entry.verbal:
        _of_verb(trigger, slots)
    else:
        _of_noun(trigger, entry, slots)
    if "by" in slots:
        slots["agent"] = slots["by"]
    return slots


def _put(slots: Slots, slot: str, tokens: Iterable[Token]) -> None:
    fillers = [Filler(t, slot) for t in tokens]
    if fillers:
        slots.setdefault(slot, []).extend(fillers)


def _put_prepositions(slots: Slots, token: Token) -> None:
    for filler in grammar.prepositions(token):
        slots.setdefault(filler.slot, []).append(filler)


def _of_verb(verb: Token, slots: Slots) -> None:
    _put(slots, "subject", grammar.subject(verb))
    _put(slots, "object", grammar.objects(verb))
    _put_prepositions(slots, verb)
    for child in verb.children:  # "met Friday in Oslo with": the preposition may hang on what stands between
        if child.dep_ in ("dobj", "npadvmod", "advmod", "prt", "nmod", "attr", "oprd"):
            if not _is_their_bond(child):
                _put_prepositions(slots, child)
        elif child.dep_ == "acomp" and child.lower_ == "due":
            _put(slots, "due", (f.token for f in grammar.prepositions(child) if f.slot in ("in", "at")))
        elif child.dep_ == "prep" and child.lower_ in _ASIDE:
            for measure in child.children:
                if measure.dep_ == "pobj" and (measure.ent_type_ in ("TIME", "DATE") or measure.lemma_ in _WIRES):
                    _put_prepositions(slots, measure)
                elif measure.dep_ == "pobj" and measure.lemma_.lower() in _EDGES:
                    for filler in grammar.prepositions(measure):
                        _put_prepositions(slots, filler.token)
    _put(slots, "about", _agreed(verb))
    _put(slots, "purpose", _to_see(verb))


def _is_their_bond(noun: Token) -> bool:
    """ "Discussed their recent talks with Malta": the talks were with Malta; but "discussed cooperation with A"."""
    return noun.lemma_.lower() in _BONDS and any(
        c.dep_ == "poss" or (c.dep_ == "amod" and c.lower_ in _EARLIER) for c in noun.children
    )


def _of_noun(noun: Token, entry: Entry, slots: Slots) -> None:
    owners = (t for c in noun.children if c.dep_ == "poss" for t in grammar.conjoined(grammar.antecedent(c)))
    _put(slots, "possessor", owners)
    _put(slots, "modifier", grammar.modifiers(noun))
    _put_prepositions(slots, noun)
    for filler in grammar.prepositions(noun):  # "a message of condolences from": what it is of carries the sender
        if filler.slot == "of" and filler.token.lemma_.lower() in entry.words:
            _put_prepositions(slots, filler.token)
    carrier = grammar.light_verb(noun)
    if carrier is not None and carrier.lemma_.lower() in grammar.LIGHT:
        if noun.dep_ not in ("nsubj", "nsubjpass") and noun not in grammar.own_subject(carrier):
            if carrier.lemma_.lower() in _CARRYING:
                _put(slots, "courier", grammar.subject(carrier))
            role = "receiver" if carrier.lemma_.lower() in _RECEIVING else "subject"
            _put(slots, role, [t for t in grammar.subject(carrier) if t != noun])
        datives = (c for c in carrier.children if c.dep_ == "dative" and c.pos_ != "ADP")
        _put(slots, "dative", (t for c in datives for t in grammar.conjoined(c)))
        _put_prepositions(slots, carrier)
    else:
        if noun.dep_ not in ("dobj", "nsubj", "nsubjpass") or not grammar.is_verb(noun.head):
            _put(slots, "adverbial", _clause_subject(noun))
            if noun.dep_ == "pobj" and grammar.is_verb(noun.head.head):  # "in a message, Moon invited Xi"
                _put(slots, "addressee", grammar.objects(noun.head.head))
        if carrier is not None and _plans(carrier):
            _put(slots, "planner", [t for t in grammar.subject(carrier) if t != noun])
    _put(slots, "purpose", _to_see(noun if carrier is None else carrier))
    for child in noun.children:  # "a summit attended by", "talks involving"
        if child.dep_ == "acl" and grammar.is_verb(child):
            _put_prepositions(slots, child)
            _put(slots, "purpose", _to_see(child))
            if child.tag_ == "VBG" and child.lemma_ in _GATHERING:
                _put(slots, "between", grammar.objects(child))


def _plans(verb: Token) -> bool:
    """True for "cancelled the visit", "is considering a trip": who plans or drops it is who would go."""
    status = codebook().factuality.verbs.get(verb.lemma_.lower())
    return status is not None and status is not Status.HAPPENED


def _agreed(verb: Token) -> Iterator[Token]:
    """What a verb is about: its complement, or the noun after "on"."""
    yield from (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "dobj"))
    yield from (f.token for f in grammar.prepositions(verb) if f.slot in ("on", "upon", "to", "about"))


def _to_see(token: Token) -> Iterator[Token]:
    """Whom a journey was made for: "the trip made by May to see President Trump"."""
    for child in token.children:
        if child.dep_ in ("xcomp", "advcl", "acl", "relcl") and child.lemma_ in _SEEING and child.tag_ == "VB":
            yield from grammar.objects(child)
            yield from (f.token for f in grammar.prepositions(child) if f.slot == "with")


def _clause_subject(noun: Token) -> list[Token]:
    """The subject of the clause in which an event noun is a circumstance: "after talks with Abe, he left"."""
    first = noun
    for _ in range(4):  # "about a meeting and a summit"
        if first.dep_ != "conj":
            break
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ in _NO_CIRCUMSTANCE:
        return []
    current = noun
    for _ in range(6):
        outside = current != noun and current.dep_ == "dobj" and current.lemma_ != "part"
        if current.head == current or outside:  # "play a role in the summit" is not to be at it
            return []
        current = current.head
        if grammar.is_verb(current):
            if any(c.dep_ == "expl" for c in current.children):
                return []  # "said that there was progress in the talks"
            if current.dep_ == "pcomp" and current.head.lower_ in _NO_CIRCUMSTANCE - {"from"}:
                return []  # "exchanged views on making the summit a success"
            return [t for t in grammar.subject(current) if t != noun]
    return []
