"""Whether the words around a time expression speak of the past or of the future."""

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token


class Tense(StrEnum):
    """Where an act lies as seen from publication."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


_CLIMB = 40  # steps up the tree; no sentence that a person reads is deeper


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(files(__package__).joinpath("tense.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def tense_at(doc: Doc, first: int, last: int) -> Tense:
    """The tense of what happens at the time that tokens `first` to `last` name."""
    said = _saying_before(doc, first)
    if said is not None:
        return said
    root = doc[first:last].root
    return _climb(root)


def _saying_before(doc: Doc, first: int) -> Tense | None:
    """ "said on Monday it held talks": the day belongs to the verb of saying, whatever the parse."""
    index = first - 1
    while (
        index >= 0 and first - index <= 3 and (doc[index].pos_ == "ADP" or doc[index].lower_ in {"late", "early", ","})
    ):
        index -= 1
    if index < 0 or doc[index].lemma_.lower() not in _lists()["saying"] or doc[index].tag_ not in {"VBD", "VBN", "VBZ"}:
        return None
    return Tense.PAST


def _climb(token: Token) -> Tense:
    lists = _lists()
    noun: Token | None = None
    prep: str | None = None
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            return _of_verb(token, noun, prep)
        if (
            token.pos_ in {"NOUN", "PROPN"}
            and token.dep_ not in {"npadvmod", "tmod"}
            and noun is None
            and token.ent_type_ != "DATE"
        ):
            noun = token
        if token.lower_ in lists["later"] or token.lower_ in lists["prospects"]:
            return Tense.FUTURE
        if token.lower_ in lists["earlier"]:
            prep = token.lower_
        if token.head.i == token.i:
            return Tense.NONE
        token = token.head
    return Tense.NONE


def _of_verb(verb: Token, noun: Token | None, prep: str | None) -> Tense:
    lists = _lists()
    for _ in range(_CLIMB):
        helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
        lemma = verb.lemma_.lower()
        if (
            noun is not None
            and prep is None
            and lemma in lists["planning"]
            and noun.lemma_.lower() in lists["meetings"]
        ):
            return Tense.FUTURE
        plain = _finite(verb, lemma, helpers)
        if plain is not None:
            return plain
        if verb.head.i == verb.i:
            return Tense.NONE
        higher = _next_verb(verb)
        if higher is None:
            return Tense.NONE
        if "to" in helpers and not _goes(higher, verb):
            return Tense.FUTURE
        verb, noun = higher, None
    return Tense.NONE


def _next_verb(verb: Token) -> Token | None:
    token = verb.head
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _goes(higher: Token, verb: Token) -> bool:
    """ "arrived to meet", "was there to meet", "went on to say": the infinitive has happened too."""
    return (
        higher.lemma_.lower() in _lists()["going"]
        and higher.tag_ in {"VBD", "VBN", "VBG"}
        and verb.dep_ in {"advcl", "xcomp", "relcl"}
    )


def _finite(verb: Token, lemma: str, helpers: set[str]) -> Tense | None:
    """The tense of a verb by its own form and auxiliaries; None where a higher verb decides."""
    lists = _lists()
    if helpers & lists["will"]:
        return Tense.FUTURE
    if helpers & lists["may"]:
        return Tense.PAST if helpers & {"have", "'ve"} else Tense.FUTURE
    if "to" in helpers:
        return Tense.PAST if "have" in helpers else None
    if lemma in lists["scheduling"] and (verb.tag_ == "VBN" or lemma in lists["intending"]):
        return Tense.FUTURE
    if lemma == "be" and any(c.lower_ in lists["ready"] for c in verb.children if c.dep_ in {"acomp", "oprd", "attr"}):
        return Tense.FUTURE
    if lemma == "be" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children):
        return Tense.FUTURE
    if helpers & lists["did"] or verb.tag_ in {"VBD", "VBN"}:
        return Tense.PAST
    if verb.tag_ in {"VBZ", "VBP"} or helpers & lists["does"]:
        return Tense.PAST if lemma in lists["saying"] else Tense.FUTURE
    return None
