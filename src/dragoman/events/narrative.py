"""Days that a story carries on: what is told after a dated contact, of the same people, happened on that day."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.events.candidate import Candidate
from dragoman.events.days import day_of
from dragoman.events.grammar import is_verb, light_verb
from dragoman.model import ActorType, Status, TimeSpan
from dragoman.text.parsed import Parsed

_REACH = 2  # sentences over which the day of one person's contacts is carried
_FAR = 8  # the same where both sides are the same
_MOST = 200  # statements that are looked at, so that a hostile article stays linear
_CLIMB = 6
_AMID = frozenset({"in", "at", "during", "after", "following", "with"})
# "Later he landed in Baghdad": of the day that the story is at
_SEQUENCE = frozenset({"later", "then", "afterwards", "afterward", "earlier", "next", "thereafter"})
_OTHER_TENSES = frozenset({"have", "has", "had", "will", "would", "may", "might", "could", "to"})
# the story goes back behind what it just told
_BACK = frozenset({"previously", "once", "last", "ago", "since", "former", "before", "recently", "often", "twice"})


def carry_days(found: Sequence[Candidate], parsed: Parsed) -> list[Candidate]:
    """The statements with the days of those before them, where one sentence goes on from the other."""
    starts = [s.start for s in parsed.doc.sents]
    done: list[Candidate] = []
    for candidate in found:
        day = _carried(candidate, done[-_MOST:], parsed, starts) if _is_open(candidate, parsed) else None
        done.append(candidate if day is None else _on_the_day_of(candidate, day))
    return done


def _on_the_day_of(candidate: Candidate, other: Candidate) -> Candidate:
    because = {**candidate.because, "start": other.because.get("start", ())}
    return replace(candidate, when=other.when, because=because, carried=True)


def _is_open(c: Candidate, parsed: Parsed) -> bool:
    """Whether it is told in the past tense and nothing says when."""
    if c.when is not None or c.refusal is not None or c.echo or c.status is not Status.HAPPENED:
        return False
    return told_in_turn(c, parsed)


def told_in_turn(c: Candidate, parsed: Parsed) -> bool:
    """Whether it is told in the simple past, and as a part of the story: "met", but not "had met" or "once met"."""
    token = parsed.doc[c.trigger]
    verb = _finite(token)
    return verb is not None and not _BACK & {t.lower_ for t in verb.subtree if t.sent.start == token.sent.start}


def _finite(token: Token) -> Token | None:
    """The verb in the simple past that tells of `token`; None for "has met", "had met", "will meet"."""
    verb: Token | None = token if is_verb(token) else light_verb(token) or _around(token)
    for _ in range(_CLIMB):
        if verb is None:
            return None
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & _OTHER_TENSES or verb.tag_ in ("VBZ", "VBP", "VB"):
            return None
        if verb.tag_ == "VBD" or auxiliaries & {"was", "were"}:
            return verb
        verb = verb.head if verb.dep_ in ("conj", "advcl", "xcomp") and verb.head != verb else None
    return None


def _around(noun: Token) -> Token | None:
    """The verb of the clause in which an event is a circumstance: "told him so in a letter", "after talks with X"."""
    prep = noun.head
    return prep.head if noun.dep_ == "pobj" and prep.lower_ in _AMID and is_verb(prep.head) else None


def _carried(c: Candidate, before: Sequence[Candidate], parsed: Parsed, starts: Sequence[int]) -> Candidate | None:
    """The nearest dated statement before, of the same people, that this one goes on from."""
    sent = parsed.doc[c.trigger].sent
    here = bisect_right(starts, c.trigger)
    goes_on = sent[0].lower_ in _SEQUENCE
    for other in reversed(before):
        away = here - bisect_right(starts, other.trigger)
        if away > _FAR:
            return None
        if other.when is None or other.refusal is not None or other.status is not Status.HAPPENED:
            continue
        if not _single(other.when):
            continue
        if _shares(c, other, both=away > _REACH and not goes_on):
            begin = sent.start if goes_on else starts[max(0, here - 2)]
            return None if _other_day(other, begin, sent.end, parsed) else other
    return None


def _other_day(other: Candidate, begin: int, end: int, parsed: Parsed) -> bool:
    """Whether tokens `begin` to `end`, as far as they stand after the sentence of `other`, speak of another day."""
    first = max(begin, parsed.doc[other.trigger].sent.end)
    between = (t for t in parsed.times if first <= t.first < end)
    return any(t.when is not None and t.when != other.when and t.value != "PRESENT_REF" for t in between)


def _single(when: TimeSpan) -> bool:
    if not when.start or not when.end or len(when.start) < 10:
        return False
    return (day_of(when.end, last=True) - day_of(when.start, last=False)).days < 3


def _shares(a: Candidate, b: Candidate, *, both: bool) -> bool:
    """Whether both are of one person, or of the same two sides."""
    one, other = ({s.actor.key: s.actor for s in c.sides} for c in (a, b))
    common = one.keys() & other.keys()
    return len(common) > 1 or (not both and any(one[key].type is ActorType.PERSON for key in common))
