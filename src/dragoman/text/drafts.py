"""Mentions as found, before anybody is asked who is meant."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Doc, Token

from dragoman.actors import Entry, Sort, Title, Wording, find_place
from dragoman.model import Actor, ActorType, Place, Span
from dragoman.text.names import Guess, Known, Run
from dragoman.text.parsed import Form
from dragoman.text.scan import Scan, head_of
from dragoman.text.states import name_of
from dragoman.text.words import words


class Sense(StrEnum):
    """What kind of thing a draft speaks of."""

    PERSON = "person"
    KNOWN = "known"
    BODY = "body"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(slots=True)
class Draft:
    """A mention in the making; token indices as in `Mention`.

    `name` is what the text calls it, without leading article. `countries` is what modifiers say. `titles` were read
    next to a person's name. `lemma` is the head noun or pronoun in lower case.
    """

    first: int
    last: int
    head: int
    form: Form
    sense: Sense
    name: str
    entry: Entry | None = None
    titles: list[Title] = field(default_factory=list)
    former: bool = False
    honorific: str | None = None
    lemma: str = ""
    plural: bool = False
    definite: bool = False
    number: int | None = None
    countries: tuple[str, ...] = ()
    governs: bool = True
    place: Place | None = None
    actors: tuple[Actor, ...] = ()
    because: tuple[Span, ...] = ()


_ACTOR_TYPES = {
    Sort.STATE: ActorType.STATE,
    Sort.DEMONYM: ActorType.STATE,
    Sort.CAPITAL: ActorType.STATE,
    Sort.SEAT: ActorType.STATE,
    Sort.IGO: ActorType.IGO,
    Sort.BODY: ActorType.BODY,
    Sort.SIDE: ActorType.GROUP,
}
_AT_PLACE = frozenset(
    {
        "in",
        "at",
        "to",
        "into",
        "near",
        "from",
        "for",
        "via",
        "through",
        "across",
        "outside",
        "inside",
        "around",
        "toward",
        "towards",
        "over",
        "off",
        "beyond",
        "throughout",
        "within",
        "leaving",
    }
)
_REACH_VERBS = frozenset({"visit", "leave", "tour", "reach", "enter", "depart", "revisit", "flee", "quit", "exit"})
_EVENT_NOUNS = frozenset(
    {
        "summit",
        "talk",
        "meeting",
        "conference",
        "visit",
        "trip",
        "airport",
        "session",
        "round",
        "forum",
        "suburb",
        "hotel",
        "office",
        "bureau",
        "street",
        "tour",
    }
)
_TELLS = frozenset(
    {
        "letter",
        "message",
        "say",
        "tell",
        "speak",
        "write",
        "send",
        "offer",
        "appeal",
        "call",
        "proposal",
        "warning",
        "give",
        "hand",
        "deliver",
        "convey",
        "suggest",
        "propose",
        "pledge",
        "sell",
        "provide",
        "aid",
        "invitation",
        "signal",
    }
)


def governs(token: Token, sort: Sort) -> bool:
    """Whether the name of a state or capital headed by `token` stands for its government, as its grammar has it.

    Subject of a verb, possessor, modifier and partner ("talks between Pyongyang and Washington") govern; the goal of a
    motion and the place of an act ("in Moscow", "to Moscow", "visited Seoul") do not.
    """
    for _ in range(8):
        if token.dep_ not in ("conj", "appos") or token.head is token or token.head.pos_ not in ("PROPN", "NOUN"):
            break
        token = token.head
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in _AT_PLACE:
        governor = head.head
        if head.lower_ == "to" and (governor.lemma_ in _TELLS) and governor.lemma_ != "call":
            return True
        return head.lower_ == "from" and governor.pos_ == "NOUN" and _people(governor)
    if token.dep_ == "dobj":
        return head.lemma_ not in _REACH_VERBS
    if token.dep_ in ("compound", "nmod", "amod"):
        return sort is not Sort.CAPITAL or head.lemma_.lower() not in _EVENT_NOUNS
    if sort is Sort.CAPITAL and token.dep_ in ("ROOT", "npadvmod", "dep", "advmod"):
        return False
    return not (
        token.dep_ == "pobj"
        and head.lower_ == "of"
        and head.head.lemma_.lower() in ("city", "capital", "town", "north", "south", "east", "west", "outskirts")
    )


def _people(token: Token) -> bool:
    return token.lemma_.lower() in words("offices") or token.lower_ in words("groups")


def span_head(doc: Doc, first: int, last: int, preferred: int) -> int:
    """The token of first..last that hangs outside it: `preferred` if that is one, else the last such."""
    if not first <= doc[preferred].head.i < last or doc[preferred].head.i == preferred:
        return preferred
    outside = [i for i in range(first, last) if not first <= doc[i].head.i < last or doc[i].head.i == i]
    words_only = [i for i in outside if doc[i].pos_ in ("PROPN", "NOUN", "ADJ", "NUM")]
    return words_only[-1] if words_only else preferred


def known_draft(doc: Doc, hit: Known, forms: Mapping[tuple[str, str], str]) -> Draft:
    """A draft of a gazetteer hit: state, demonym, capital, seat, organisation, side, body, city or site.

    `forms` has the fullest wording in the article of each organisation, body and side, by name and sort.
    """
    head = span_head(doc, hit.first, hit.last, hit.last - 1)
    token = doc[head]
    entry = hit.best
    modifies = token.dep_ in ("compound", "amod", "nmod", "punct") or (token.tag_ == "JJ" and token.dep_ != "acomp")
    if modifies and entry.sort in (Sort.STATE, Sort.DEMONYM):
        entry = next((e for e in hit.entries if e.wording is Wording.ADJECTIVE), entry)
    elif entry.wording is Wording.ADJECTIVE:
        entry = next((e for e in hit.entries if e.wording is not Wording.ADJECTIVE), entry)
    form = Form.DEMONYM if entry.wording is not Wording.NAME and modifies else Form.NAME
    draft = Draft(hit.first, hit.last, head, form, Sense.KNOWN, entry.name, entry)
    draft.countries = (entry.country,) if entry.country else ()
    draft.place = _place(entry)
    if draft.place is not None and form is Form.NAME:
        draft.governs = governs(token, entry.sort)
    if entry.wording is Wording.PEOPLE and not modifies:
        draft.actors = (Actor(doc[hit.first : hit.last].text, ActorType.GROUP, entry.country),)
        draft.form = Form.NOMINAL
        draft.plural = token.tag_.endswith("S")
    elif entry.sort in _ACTOR_TYPES:
        actor = known_actor(entry, hit.entries)
        draft.actors = (dataclasses.replace(actor, name=forms.get((entry.name, entry.sort), actor.name)),)
    return draft


def known_actor(entry: Entry, entries: tuple[Entry, ...] = ()) -> Actor:
    """The actor that a gazetteer entry is; a capital and a seat of power are the state."""
    kind = _ACTOR_TYPES[entry.sort]
    name = entry.name
    if kind is ActorType.STATE and entry.country:
        name = state_name(entry.country, entries) or name
    return Actor(name, kind, entry.country)


def state_name(code: str, entries: tuple[Entry, ...] = ()) -> str | None:
    """The usual English name of the state with ISO 3166 alpha-3 `code`."""
    return next((e.name for e in entries if e.sort is Sort.STATE and e.country == code), None) or name_of(code)


_CITY_STATES = frozenset({"SGP", "MCO", "VAT", "SMR"})


def _place(entry: Entry) -> Place | None:
    if entry.sort in (Sort.STATE, Sort.DEMONYM) and entry.wording in (Wording.NAME,):
        return Place(entry.name if entry.country in _CITY_STATES else None, entry.country)
    if entry.sort in (Sort.CAPITAL, Sort.CITY):
        return find_place(entry.name, entry.country) or Place(entry.name, entry.country)
    if entry.sort in (Sort.SITE, Sort.SEAT, Sort.REGION):
        return Place(entry.name, entry.country)
    return None


def person_draft(doc: Doc, found: Scan, run: Run) -> Draft:
    """A draft of a person's name, widened by the title before it."""
    before, after = found.title_before(run.first), found.title_after(run.last)
    first = before.first if before is not None else run.first
    preferred = head_of(run, found.tokens)
    draft = Draft(first, run.last, preferred, Form.NAME, Sense.PERSON, run.text)
    draft.head = span_head(doc, first, run.last, preferred)
    if before is not None:
        draft.former = before.former
        draft.honorific = before.honorific
        if before.title is not None:
            draft.titles.append(before.title)
        if before.outer is not None:
            draft.titles.append(before.outer)
    if after is not None and after.title is not None:
        draft.titles.append(after.title)
    return draft


def run_sense(doc: Doc, run: Run) -> Guess:
    """What a run is, now that the parser and its entities have been asked as well."""
    if run.guess is not Guess.UNKNOWN:
        return run.guess
    labels = [doc[i].ent_type_ for i in range(run.first, run.last)]
    if "PERSON" in labels:
        return Guess.PERSON
    if "ORG" in labels:
        return Guess.BODY
    return Guess.UNKNOWN


def city_draft(doc: Doc, found: Scan, run: Run) -> Draft | None:
    """A draft of a city that the gazetteer does not have, where grammar or the entity model speaks of a place."""
    if run.guess is not Guess.UNKNOWN or len(run.text) < 3:
        return None
    token = doc[run.last - 1]
    words_at = found.tokens.words
    before = words_at[run.first - 1].lower() if run.first else ""
    placed = before in _AT_PLACE or before in ("of", "between", "city", "town")
    entity = token.ent_type_ in ("GPE", "LOC", "FAC")
    following = (
        next((k for k in found.known if k.first == run.last + 1), None)
        if words_at[run.last : run.last + 1] == (",",)
        else None
    )
    hint = following.best.country if following is not None and following.best.sort is Sort.STATE else None
    if not (entity or hint or (placed and token.ent_type_ in ("", "PERSON", "ORG"))):
        return None
    place = find_place(run.text, hint)
    if place is None or (hint and place.country != hint) or (not entity and not hint and not placed):
        return None
    draft = Draft(
        run.first, run.last, span_head(doc, run.first, run.last, run.last - 1), Form.NAME, Sense.BODY, run.text
    )
    draft.place = place
    draft.governs = False
    return draft
