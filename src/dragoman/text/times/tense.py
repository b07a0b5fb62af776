"""Whether the words around a time expression speak of the past or of the future."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from spacy.tokens import Doc, Token

from dragoman.resources import load_yaml


class Tense(StrEnum):
    """Where an act lies as seen from publication; NONE where no verb tells.

    PRESENT is the present tense, which is the future where it names a day ("meets on Friday"). OPEN is what lay ahead
    in the past ("was to meet on Friday"), which publication may have overtaken.
    """

    PAST = "past"
    PRESENT = "present"
    OPEN = "open"
    FUTURE = "future"
    NONE = "none"


_LEFT, _RIGHT = 12, 25  # tokens before and after a verb among which its auxiliaries and complements stand
_CLIMB = 40  # steps up the tree; no sentence that a person reads is deeper
_MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})
_NEAR = 3  # tokens between a verb of saying and its day


@dataclass(frozen=True, slots=True)
class _Way:
    """What stands between a time and its verb: its noun, the words above it, the preposition before it."""

    noun: Token | None
    above: frozenset[str]
    preposition: str


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = load_yaml("dragoman.text.times", "tense.yaml")
    return {name: frozenset(words) for name, words in data.items()}


def tense_at(doc: Doc, first: int, last: int) -> Tense:
    """The tense of what happens at the time that tokens `first` to `last` (exclusive) of `doc` name."""
    if _said_before(doc, first):
        return Tense.PAST
    root = root_of(doc, first, last)
    owned = root.dep_ in _MODIFYING or (last < len(doc) and doc[last].tag_ == "POS")
    verb, way = _climb(root, doc[first - 1].lower_ if first else "")
    tense = _by_words(way) or (_of_verb(verb, way) if verb is not None else Tense.NONE)
    if tense is Tense.PRESENT and way.preposition in {"since", "from"}:  # "has been staying since Monday"
        return Tense.PAST
    if owned and tense in {Tense.PRESENT, Tense.OPEN}:
        return Tense.PAST
    if (
        owned and tense is Tense.FUTURE and not way.above & _lists()["ahead"]
    ):  # "Wednesday's ruling" is known; "Friday's summit" may lie ahead
        return tense if way.noun is not None and way.noun.lemma_.lower() in _lists()["meetings"] else Tense.PAST
    return tense


def root_of(doc: Doc, first: int, last: int) -> Token:
    """The token of `first` to `last` (exclusive) that stands highest in the tree.

    `Span.root` walks up to the sentence's root, however deep, for each call.
    """
    outer = [token for token in doc[first:last] if not first <= token.head.i < last or token.head.i == token.i]
    return min(outer, key=_depth) if len(outer) > 1 else (outer or [doc[first]])[0]


def _depth(token: Token) -> int:
    steps = 0
    while token.head.i != token.i and steps < _CLIMB:
        token, steps = token.head, steps + 1
    return steps


def _said_before(doc: Doc, first: int) -> bool:
    """ "said on Monday it held talks": the day belongs to the verb of saying, whatever the parse."""
    lists = _lists()
    index = first - 1
    while index >= 0 and first - index <= _NEAR and (doc[index].pos_ == "ADP" or doc[index].lower_ in lists["between"]):
        index -= 1
    if index < 0:
        return False
    verb = doc[index]
    return verb.lemma_.lower() in lists["saying"] and verb.tag_ in {"VBD", "VBN", "VBZ"}


def _climb(token: Token, before: str) -> tuple[Token | None, _Way]:
    """The verb that governs a time, and what is passed on the way up."""
    noun: Token | None = None
    above: set[str] = set()
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            return token, _Way(noun, frozenset(above), before)
        above.add(token.lower_)
        named = token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ != "DATE"
        if named and noun is None and token.dep_ not in {"npadvmod", "tmod"}:
            noun = token
        if token.head.i == token.i:
            break
        token = token.head
    return None, _Way(noun, frozenset(above), before)


def _by_words(way: _Way) -> Tense | None:
    """ "ahead of talks on Friday", "plans for a visit on Monday"; "after a meeting on Friday"."""
    lists = _lists()
    if way.above & lists["ahead"]:
        return Tense.FUTURE
    if way.noun is not None and way.above & lists["following"]:
        return Tense.PAST
    return None


def _of_verb(verb: Token, way: _Way) -> Tense:
    """The tense of the verb or, where its form does not tell, of the verbs above it."""
    lists = _lists()
    lemma = verb.lemma_.lower()
    if way.noun is not None and lemma in lists["planning"] and way.noun.lemma_.lower() in lists["meetings"]:
        return Tense.FUTURE
    if way.preposition in {"until", "till", "by", "through", "to"} and lemma in lists["deferring"]:
        return Tense.FUTURE
    for _ in range(_CLIMB):
        tense = _of_form(verb, way)
        if tense is not None:
            return tense
        noun, higher = _higher(verb)
        if _awaits(verb, noun, higher):
            return _awaited(higher, noun)
        if higher is None:
            return Tense.NONE
        verb, way = higher, _Way(None, frozenset(), "")
    return Tense.NONE


def _higher(verb: Token) -> tuple[Token | None, Token | None]:
    """The noun that a verb hangs on, if it does, and the next verb above it."""
    token = verb.head
    noun = token if token.pos_ == "NOUN" else None
    for _ in range(_CLIMB):
        if token.i != verb.i and token.pos_ in {"VERB", "AUX"}:
            return noun, token
        if token.head.i == token.i:
            break
        token = token.head
    return noun, None


def _awaits(verb: Token, noun: Token | None, higher: Token | None) -> bool:
    """An infinitive that is wanted, planned, or stands alone as in a headline ("Xi to visit Pyongyang Thursday")."""
    lists = _lists()
    if not _has_to(verb):
        return False
    if verb.dep_ == "conj" and not _has_to(verb.head):
        return True
    if noun is not None and verb.dep_ in {"acl", "relcl"}:
        return noun.lemma_.lower() in lists["prospects"]
    return higher is None or higher.lemma_.lower() in lists["wanting"]


def _children(verb: Token) -> tuple[Token, ...]:
    """The tokens near a verb that hang on it; `Token.children` walks the whole sentence, however long."""
    near = verb.doc[max(verb.i - _LEFT, 0) : verb.i + _RIGHT]
    return tuple(token for token in near if token.head.i == verb.i and token.i != verb.i)


def _awaited(higher: Token | None, noun: Token | None) -> Tense:
    """ "was scheduled to arrive" lay ahead in the past; "agreed to meet" and "plans to meet" lie ahead."""
    if higher is None or noun is not None:
        return Tense.FUTURE
    helpers = _helpers(higher)
    return _lay_ahead(higher, helpers) if _is_ahead(higher, helpers, _Way(None, frozenset(), "")) else Tense.FUTURE


def _helpers(verb: Token) -> set[str]:
    return {child.lower_ for child in _children(verb) if child.dep_ in {"aux", "auxpass"}}


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in _children(verb) if child.dep_ == "aux")


def _of_form(verb: Token, way: _Way) -> Tense | None:
    """The tense of a verb by its own form and auxiliaries; None where a higher verb decides."""
    lists = _lists()
    helpers = _helpers(verb)
    if helpers & lists["will"]:
        return Tense.FUTURE
    if helpers & lists["may"]:
        return _modal(verb, helpers)
    if "to" in helpers:
        return Tense.PAST if "have" in helpers else None
    if _is_ahead(verb, helpers, way):
        return _lay_ahead(verb, helpers)
    return _finite(verb, helpers)


def _finite(verb: Token, helpers: set[str]) -> Tense | None:
    lists = _lists()
    reported = verb.lower_ == "according"  # "according to the radio on Sunday"
    if reported or helpers & lists["did"] or verb.tag_ in {"VBD", "VBN"}:
        return Tense.PAST
    if verb.tag_ in {"VBZ", "VBP"} or helpers & lists["does"]:
        lemma = verb.lemma_.lower()
        if lemma in lists["saying"]:
            return Tense.PAST
        return Tense.PRESENT if lemma in lists["timetabled"] or helpers & lists["does"] else Tense.NONE
    return None


def _lay_ahead(verb: Token, helpers: set[str]) -> Tense:
    """ "is to meet", "was to meet", "had been due to meet"."""
    if "had" in helpers:
        return Tense.PAST
    return Tense.OPEN if helpers & {"was", "were"} or verb.tag_ == "VBD" else Tense.FUTURE


def _modal(verb: Token, helpers: set[str]) -> Tense:
    """ "could meet" lies ahead; "could have met" and "could not be reached" do not."""
    if helpers & {"have", "'ve", "’ve"}:
        return Tense.PAST
    denied = any(child.dep_ in {"neg", "preconj"} for child in _children(verb))
    return Tense.PAST if "could" in helpers and denied else Tense.FUTURE


def _is_ahead(verb: Token, helpers: set[str], way: _Way) -> bool:
    """ "scheduled for Friday", "set to meet", "planned to meet", "is due on Friday", "is to meet"."""
    lists = _lists()
    lemma = verb.lemma_.lower()
    complement = any(child.dep_ == "xcomp" for child in _children(verb))
    if lemma in lists["intending"]:
        return True
    if lemma in lists["scheduling"] and verb.tag_ == "VBN":
        return complement or way.preposition == "for" or bool(helpers & {"is", "are"})
    if lemma != "be":
        return False
    ready = any(c.lower_ in lists["ready"] for c in _children(verb) if c.dep_ in {"acomp", "oprd", "attr"})
    return ready or any(c.dep_ == "xcomp" and _has_to(c) for c in _children(verb))
