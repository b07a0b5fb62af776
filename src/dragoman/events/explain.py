"""Why a page makes the reports that it makes: sentence by sentence what fired, what filled it, and what was refused."""

from dataclasses import dataclass

from dragoman.events.candidate import Candidate
from dragoman.events.codebook import codebook
from dragoman.events.coder import candidates
from dragoman.events.merge import groups_of, report_of
from dragoman.model import Place, Report, Span
from dragoman.text.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Fired:
    """One trigger in a sentence.

    `word` is the trigger as the text has it, `entry` the codebook entry's id. `fields` gives each field with what
    filled it and the words that decided it. `report` is the number (from 1) of the report that it went into, or None
    with the `refusal`.
    """

    word: str
    entry: str
    fields: tuple[tuple[str, str, tuple[str, ...]], ...]
    report: int | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """A sentence with all that fired in it; empty `fired` means that no word of it is in the codebook."""

    span: Span
    text: str
    fired: tuple[Fired, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article's reports and how its sentences led to them."""

    reports: tuple[Report, ...]
    sentences: tuple[SentenceTrace, ...]


def explain(parsed: Parsed) -> Explanation:
    """Trace the reading of an article; `reports` equals what `code` returns for it."""
    found = candidates(parsed)
    groups = groups_of(found)
    number = {_key(c): i for i, group in enumerate(groups, 1) for c in group}
    text = parsed.article.text
    by_sentence: dict[int, list[Fired]] = {}
    for candidate in found:
        token = parsed.doc[candidate.trigger]
        fired = Fired(
            word=token.text,
            entry=candidate.entry.id,
            fields=_fields(candidate, text),
            report=number.get(_key(candidate)),
            refusal=candidate.refusal or (None if _key(candidate) in number else "points back to nothing"),
        )
        by_sentence.setdefault(token.sent.start_char, []).append(fired)
    sentences = tuple(
        SentenceTrace(
            Span(s.start_char, s.end_char),
            text[s.start_char : s.end_char].strip(),
            tuple(by_sentence.get(s.start_char, ())),
        )
        for s in parsed.doc.sents
        if s.text.strip()
    )
    return Explanation(tuple(report_of(g, parsed, codebook()) for g in groups), sentences)


def _key(candidate: Candidate) -> tuple[str, int, Place | None]:
    return candidate.entry.id, candidate.trigger, candidate.place


def _fields(candidate: Candidate, text: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    def because(field: str) -> tuple[str, ...]:
        return tuple(span.of(text) for span in candidate.because.get(field, ()))

    fields: list[tuple[str, str, tuple[str, ...]]] = [
        (str(s.role), f"{s.actor.name} ({s.actor.country or '?'})", (s.span.of(text),)) for s in candidate.sides
    ]
    if candidate.refusal is None:
        fields.append(("status", str(candidate.status), because("status")))
    if candidate.place is not None:
        where = ", ".join(p for p in (candidate.place.name, candidate.place.country) if p)
        fields.append(("place", where, because("place")))
    if candidate.when is not None:
        fields.append(("when", f"{candidate.when.start or '…'} to {candidate.when.end or '…'}", because("start")))
    if candidate.attribution:
        fields.append(("source", candidate.attribution, because("attribution")))
    return tuple(fields)
