"""Parsed text to reports: fires the codebook on every word and puts together what each trigger states."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.events import checks, grammar
from dragoman.events.attribution import source_of
from dragoman.events.candidate import Candidate
from dragoman.events.codebook import Codebook, Entry, codebook
from dragoman.events.merge import merge
from dragoman.events.readout import states_its_own_day
from dragoman.events.status import status_of
from dragoman.events.when import day_of, when_of
from dragoman.events.where import place_in
from dragoman.events.who import Goal, Side, goals_of, host_country, sides_of, slot_fillers
from dragoman.model import Kind, Place, Report, Span, Status, TimeSpan
from dragoman.text.parsed import Parsed


def code(parsed: Parsed) -> tuple[Report, ...]:
    """The contacts that an article reports, in the order of their evidence.

    The same article and version give the same reports. Never raises on any parsed text.
    """
    return merge(candidates(parsed), parsed, codebook())


def candidates(parsed: Parsed) -> list[Candidate]:
    """Every statement of a contact that an entry of the codebook fires on, refused ones included."""
    book = codebook()
    found: list[Candidate] = []
    for token in parsed.doc:
        verbal = token.pos_ in ("VERB", "AUX")
        if not verbal and token.pos_ not in ("NOUN", "PROPN"):
            continue
        if not verbal and parsed.mention_at(token) is not None and parsed.mention_at(token).form == "name":
            continue
        taken: set[Kind] = set()
        for entry in book.candidates(token.lemma_.lower(), verbal=verbal):
            if entry.kind in taken:
                continue
            made = list(_fire(token, entry, parsed, book))
            if any(c.refusal is None for c in made):
                taken.add(entry.kind)
            found.extend(made)
    return found


def _fire(token: Token, entry: Entry, parsed: Parsed, book: Codebook) -> Iterator[Candidate]:
    """One candidate a destination for visits, else one; a refused one if the entry's conditions fail."""
    slots = slot_fillers(token, entry)
    if not checks.fires(token, entry, slots):
        return
    base = Candidate(entry, token.i, _evidence(token))
    refusal = checks.words(entry, slots)
    if refusal:
        yield replace(base, refusal=refusal)
        return
    sides = sides_of(token, entry, slots, parsed)
    goals = goals_of(token, entry, slots, parsed)
    if entry.kind is Kind.VISIT and not goals:
        goals = host_country(sides)
    refusal = checks.roles(entry, sides, goals)
    echo = bool(refusal) and checks.is_echo(token, entry)
    if refusal and not echo:
        yield replace(base, refusal=refusal, sides=tuple(sides))
        return
    for goal in goals if entry.kind is Kind.VISIT and goals else goals[:1] or [None]:
        yield _describe(replace(base, echo=echo), token, sides, goal, parsed, book)


def _describe(
    base: Candidate, token: Token, sides: list[Side], goal: Goal | None, parsed: Parsed, book: Codebook
) -> Candidate:
    because: dict[str, tuple[Span, ...]] = {}
    carrier = grammar.light_verb(token) if not base.entry.verbal else None
    dated = when_of(token, parsed, carrier, book.factuality.saying)
    when: TimeSpan | None = None
    if dated is not None:
        when, mention = dated
        because["start"] = (mention.span,)
    finding = status_of(token, book.factuality)
    status = _with_time(finding.status, when, parsed)
    because["status"] = tuple(Span(t.idx, t.idx + len(t)) for t in finding.tokens) or (
        Span(token.idx, token.idx + len(token)),
    )
    place, place_span = _place(base, token, carrier, goal, parsed)
    if place_span is not None:
        because["place"] = (place_span,)
    if when is None and status is Status.HAPPENED and states_its_own_day(token, parsed):
        day = parsed.article.published
        when = TimeSpan(day.day.isoformat(), day.day.isoformat()) if day else None
    said = source_of(token, parsed)
    if said is not None:
        because["attribution"] = (said[1],)
    because["participants"] = tuple(dict.fromkeys(s.span for s in sides))
    described = replace(
        base,
        status=status,
        sides=tuple(sides),
        place=place,
        when=when,
        attribution=said[0] if said else None,
        because=because,
    )
    refusal = checks.contact(described)
    return replace(described, refusal=refusal) if refusal and not base.echo else described


def _place(
    base: Candidate, token: Token, carrier: Token | None, goal: Goal | None, parsed: Parsed
) -> tuple[Place | None, Span | None]:
    if goal is not None:
        return goal.place, goal.span
    if base.entry.kind in (Kind.CALL, Kind.MESSAGE, Kind.INVITATION):
        return None, None
    roots = [t for t in (token, carrier) if t is not None]
    found = place_in(roots, token, parsed)
    return (found[0], found[1].span) if found else (None, None)


def _with_time(status: Status, when: TimeSpan | None, parsed: Parsed) -> Status:
    """A day after publication cannot have happened."""
    published = parsed.article.published
    if (
        status is Status.HAPPENED
        and when is not None
        and when.start
        and published
        and day_of(when.start, last=False) > published.day
    ):
        return Status.PLANNED
    return status


def _evidence(token: Token) -> Span:
    """The sentence, without the blanks around it."""
    text = token.sent.text
    start = token.sent.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
