"""Parsed text to reports: fires the codebook on every word and puts together what each trigger states."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.events import checks, grammar
from dragoman.events.about import topics
from dragoman.events.attribution import source_of
from dragoman.events.candidate import Candidate
from dragoman.events.codebook import Codebook, Entry, codebook
from dragoman.events.company import with_company
from dragoman.events.contact import why_no_contact
from dragoman.events.context import complete
from dragoman.events.days import day_of
from dragoman.events.grammar import Filler
from dragoman.events.merge import merge
from dragoman.events.narrative import carry_days
from dragoman.events.readout import is_news_of_the_day, states_its_own_day
from dragoman.events.slots import slot_fillers
from dragoman.events.status import Finding, amid_what_will_be, status_of
from dragoman.events.when import when_of
from dragoman.events.where import Goal, goals_of, place_of
from dragoman.events.who import Side, apart, host_country, implied_side, sides_of
from dragoman.model import ActorType, Kind, Report, Role, Span, Status, TimeSpan
from dragoman.text.parsed import Form, Parsed, TimeMention

_TALKS = frozenset({Kind.CALL, Kind.MEETING})  # a word states one or the other
# these tell in the present tense what the day's timetable says
_DUE = frozenset(
    ["fly", "go", "leave", "travel", "head", "depart", "arrive", "come", "return", "meet", "hold", "begin", "start"]
)
_UNDER_WAY = frozenset({"meet", "hold"})
_OTHER_SIDE = ("with", "between", "among")
_NEAR = 8  # tokens
_PLACELESS = frozenset({Kind.CALL, Kind.MESSAGE})


def code(parsed: Parsed) -> tuple[Report, ...]:
    """The contacts that an article reports, in the order of their evidence.

    The same article and version give the same reports. Never raises on any parsed text.
    """
    return merge(candidates(parsed), parsed, codebook())


def candidates(parsed: Parsed) -> list[Candidate]:
    """Every statement of a contact that an entry of the codebook fires on, refused ones included."""
    book = codebook()
    triggers = [t for t in parsed.doc if _may_trigger(t, parsed, book)]
    reader = _Reader(parsed, book, frozenset(t.i for t in triggers if _has_its_own_day(t)))
    found: list[Candidate] = []
    for token in triggers:
        taken: set[Kind] = set()
        entries = book.candidates(token.lemma_.lower(), verbal=grammar.is_verb(token))
        for entry in sorted(entries, key=lambda e: not e.cue):
            if entry.kind not in taken and not (entry.kind in _TALKS and taken & _TALKS):
                made = list(reader.fire(token, entry))
                if any(c.refusal is None for c in made):
                    taken.add(entry.kind)
                found.extend(made)
    return complete(carry_days(with_company(found, parsed), parsed), parsed)


def _may_trigger(token: Token, parsed: Parsed, book: Codebook) -> bool:
    lemma = token.lemma_.lower()
    if lemma not in book.lemmas:  # most words
        return False
    verbal = grammar.is_verb(token)
    if not (verbal or token.pos_ in ("NOUN", "PROPN")) or not book.candidates(lemma, verbal=verbal):
        return False
    mention = parsed.mention_at(token) if not verbal else None
    return mention is None or mention.form is not Form.NAME


def _has_its_own_day(token: Token) -> bool:
    """An event noun's phrase dates the noun; but "a visit at the invitation of X on Monday" dates the visit."""
    return not grammar.is_verb(token) and token.lemma_.lower() != "invitation"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Fires entries on the words of one article; `nouns` are the event nouns, whose phrases are their own."""

    parsed: Parsed
    book: Codebook
    nouns: frozenset[int]

    def fire(self, token: Token, entry: Entry) -> Iterator[Candidate]:
        """One candidate a destination for visits, else one; a refused one if the entry's conditions fail."""
        slots = slot_fillers(token, entry)
        if not checks.fires(token, entry, slots) or not checks.setting(token, entry, self.parsed):
            return
        base = Candidate(entry, token.i, _evidence(token))
        refusal = checks.words(token, entry, slots)
        if refusal:
            yield replace(base, refusal=refusal)
            return
        sides = sides_of(token, entry, slots, self.parsed)
        goals = goals_of(token, entry, slots, self.parsed)
        if entry.kind is Kind.VISIT and not goals:
            goals = host_country(sides)
        if "somewhere" in entry.flags and not goals and (goal := place_of([token], token, self.parsed, self.nouns)):
            goals = [goal]
        if not _is_complete(entry, slots, sides):
            sides = self._with_implied(token, entry, sides)
        refusal = checks.roles(entry, sides, goals)
        echo = checks.is_echo(token, entry, sides, incomplete=bool(refusal))
        if refusal and not echo:
            yield replace(base, refusal=refusal, sides=tuple(sides))
            return
        legs: list[Goal | None] = list(goals if entry.kind is Kind.VISIT else goals[:1])
        for goal in legs or [None]:
            for together in apart(token, entry, sides):
                yield self._describe(replace(base, echo=echo, alone=refusal is None), token, together, goal)

    def _with_implied(self, token: Token, entry: Entry, sides: list[Side]) -> list[Side]:
        """Adds the side that talks or a letter leave to the sentence before; not within somebody's quoted words."""
        if "implied" not in entry.flags or not sides or self._spoken(token):
            return sides
        role = Role.PARTY
        if entry.kind in (Kind.MESSAGE, Kind.INVITATION):
            carried = entry.kind is Kind.INVITATION or any(s.role is Role.CARRIER for s in sides)
            if not carried or any(s.role is Role.RECIPIENT for s in sides):
                return sides
            role = Role.RECIPIENT
        other = implied_side(token, sides, role, self.parsed)
        return [*sides, other] if other is not None else sides

    def _spoken(self, token: Token) -> bool:
        """Whether the word stands inside quotation marks, where the sentence before is another speaker's."""
        return any(q.direct and token.idx in q.span for q in self.parsed.quotes)

    def _describe(self, base: Candidate, token: Token, sides: list[Side], goal: Goal | None) -> Candidate:
        because: dict[str, tuple[Span, ...]] = {"participants": tuple(dict.fromkeys(s.span for s in sides))}
        carrier = grammar.light_verb(token) if not base.entry.verbal else None
        stop = self.nouns - {token.i}
        when: TimeSpan | None = None
        dated = when_of(token, self.parsed, carrier, self.book.factuality, stop)
        if dated is not None and not (base.echo and not _own_day(token, carrier, dated[1])):
            when, mention = dated
            because["start"] = (mention.span,)
        finding = status_of(token, self.book.factuality)
        if base.entry.status is not None and finding.status is Status.HAPPENED:
            finding = Finding(base.entry.status)
        if base.entry.kind is Kind.INVITATION and token.dep_ == "pobj":  # "at the invitation of": it has been made
            when, finding = None, Finding(Status.HAPPENED)
        due = _is_due(token, carrier, dated[1]) if dated is not None else amid_what_will_be(token)
        status = _with_time(finding.status, when, self.parsed, due=due)
        because["status"] = tuple(_span(t) for t in finding.tokens) or (_span(token),)
        if goal is None and base.entry.kind not in _PLACELESS:
            held = () if base.entry.verbal else grammar.held_in(token)
            goal = place_of([t for t in (token, *held, carrier) if t is not None], token, self.parsed, stop)
        if goal is not None:
            because["place"] = (goal.span,)
        today = states_its_own_day(token, base.entry.kind, self.parsed) or is_news_of_the_day(token, base.entry)
        if when is None and status is Status.HAPPENED and today:
            day = self.parsed.article.published
            when = TimeSpan(day.day.isoformat(), day.day.isoformat()) if day else None
        said = source_of(token, self.parsed)
        if said is not None:
            because["attribution"] = (said[1],)
        described = replace(
            base,
            status=status,
            sides=tuple(sides),
            place=goal.place if goal and base.entry.kind not in _PLACELESS else None,
            when=when,
            attribution=said[0] if said else None,
            about=topics(token),
            because=because,
        )
        refusal = why_no_contact(described) or checks.merely_goes_on(token, described)
        if base.echo:
            guessed = any(s.slot == "implied" for s in sides)
            return replace(described, alone=base.alone and refusal is None and not guessed)
        return replace(described, refusal=refusal)


def _is_complete(entry: Entry, slots: Mapping[str, list[Filler]], sides: list[Side]) -> bool:
    """Whether nobody is left to the sentence before: "I held talks with A", "a meeting of the Defence Council"."""
    speaks = [f.token.lower_ for f in slots.get("subject", ())]
    if not entry.verbal and speaks and all(word in ("i", "we") for word in speaks):
        return not any(s.slot == "subject" for s in sides)
    if any(slots.get(slot) and all(s.slot != slot for s in sides) for slot in _OTHER_SIDE):
        return True  # with somebody who is nobody's official: "a meeting with workers"
    return bool(sides) and all(s.slot == "of" and s.actor.type is ActorType.BODY for s in sides)


def _own_day(token: Token, carrier: Token | None, time: TimeMention) -> bool:
    """Whether a time expression stands with an echo itself: "the visit next week", not elsewhere in the sentence."""
    near = time.head in range(token.left_edge.i, token.right_edge.i + 1)
    return near or (carrier is not None and abs(time.first - token.i) < _NEAR)


def _with_time(status: Status, when: TimeSpan | None, parsed: Parsed, *, due: bool) -> Status:
    """A day after publication cannot have happened; what is `due` on the day of publication has not yet."""
    published = parsed.article.published
    if status is Status.HAPPENED and when is None and due:
        return Status.PLANNED
    if status is not Status.HAPPENED or when is None or not when.start or published is None:
        return status
    first = day_of(when.start, last=False)
    ahead = first > published.day or (due and len(when.start) == 10 and first == published.day)
    return Status.PLANNED if ahead else status


def _is_due(token: Token, carrier: Token | None, time: TimeMention) -> bool:
    """Whether the tense tells of what is to come: "flies to Oslo today", "is flying on"; a caption "arrives on Friday".

    The present tense of captions has the name of the day.
    """
    verb = token if grammar.is_verb(token) else carrier
    if verb is None or verb.lemma_ not in _DUE:
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return not any(t.text in calendar.day_name for t in token.doc[time.first : time.last])
    if verb.tag_ != "VBG" or not any(c.dep_ == "aux" and c.lower_ in ("is", "are") for c in verb.children):
        return False
    # "we are meeting here today", says one to the other
    return not (verb.lemma_ in _UNDER_WAY and any(c.dep_ == "nsubj" and c.lower_ == "we" for c in verb.children))


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _evidence(token: Token) -> Span:
    """The sentence, without the blanks around it."""
    text = token.sent.text
    start = token.sent.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
