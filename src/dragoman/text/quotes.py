"""Who says what: quotation marks, verbs of saying with their complements, "according to", "reportedly", transcripts."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.model import Span
from dragoman.text.words import words

_LONGEST = 6000  # characters of one quotation; an opening mark without a closing one means nothing further on
_SAME_SPEAKER = 400  # characters between two quotations of one speaker, the second without a verb of saying
_MARK = re.compile(r"[\"“”]|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words `span` said by whom `cue` names; `speaker` is the token that heads the cue, None for "reportedly".

    `turn` says that it is a turn of a transcript, which another speaker's follows.
    """

    span: Span
    cue: Span
    speaker: int | None
    direct: bool
    turn: bool = False


def quoted(text: str) -> list[Span]:
    """Stretches within double quotation marks, the marks included; marks of one paragraph pair up in turn."""
    found: list[Span] = []
    opening: int | None = None
    for match in _MARK.finditer(text):
        mark = match.group()[0]
        if mark == "\n":
            if opening is not None and text[opening] == "“":
                found.append(Span(opening, match.start()))
            opening = None
        elif opening is None or mark == "“":
            opening = match.start() if mark != "”" else None
        else:
            if match.start() - opening <= _LONGEST:
                found.append(Span(opening, match.end()))
            opening = None
    return found


def sayings(doc: Doc, persons: frozenset[int] = frozenset()) -> list[Saying]:
    """All that is said in `doc`, in text order; `persons` are the tokens that head persons' names."""
    text = doc.text
    marks = quoted(text)
    found = [*_reported(doc), *_according(doc), *_hearsay(doc), *_transcript(doc, persons)]
    found += _direct(doc, marks, [s for s in found if s.speaker is not None])
    return sorted(found, key=lambda s: (s.span.start, -s.span.end))


def _chars(doc: Doc, first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))


def phrase(token: Token) -> tuple[int, int]:
    """The tokens of the noun phrase that `token` heads, without relative clauses and appositions after a comma."""
    doc = token.doc
    first = max(token.left_edge.i, token.i - 14)
    last = token.i + 1
    edge = min(token.right_edge.i + 1, token.i + 16)
    while last < edge:
        word = doc[last]
        if (
            word.lower_ in (",", "who", "which", "that", "(", "-", "--", '"', "”", "“", ";", ":")
            or word.pos_ == "SPACE"
        ):
            break
        last += 1
    while first < token.i and doc[first].pos_ in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    return first, last


def _is_saying(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in words("sayings")


def _reported(doc: Doc) -> Iterator[Saying]:
    for verb in doc:
        if not _is_saying(verb):
            continue
        subject = _subject(verb)
        if subject is None:
            continue
        content = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis")), None)
        parenthetic = verb.dep_ == "parataxis" or (
            verb.dep_ == "ccomp" and verb.head.i < verb.i and doc[verb.left_edge.i - 1].lower_ == ","
        )
        first, last = phrase(subject)
        if content is not None:
            begin, end = content.left_edge.i, content.right_edge.i + 1
            if begin <= verb.i < end:
                begin, end = (begin, verb.left_edge.i) if content.i < verb.i else (verb.i + 1, end)
            if begin < end:
                yield Saying(_chars(doc, begin, end), _chars(doc, first, last), subject.i, False)
        elif parenthetic:
            sentence = verb.sent
            yield Saying(_chars(doc, sentence.start, sentence.end), _chars(doc, first, last), subject.i, False)


def _subject(verb: Token) -> Token | None:
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ not in ("it", "there", "that", "which"):
                return child
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _according(doc: Doc) -> Iterator[Saying]:
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            noun = next((c for c in doc[token.i + 1].children if c.dep_ == "pobj"), None)
            if noun is None:
                continue
            first, last = noun.left_edge.i, min(noun.right_edge.i + 1, noun.i + 12)
            while last > noun.i + 1 and doc[last - 1].pos_ in ("PUNCT", "SPACE"):
                last -= 1
            sentence = token.sent
            yield Saying(_chars(doc, sentence.start, sentence.end), _chars(doc, first, last), noun.i, False)


def _hearsay(doc: Doc) -> Iterator[Saying]:
    adverbs = words("hearsay")
    for token in doc:
        if token.lower_ in adverbs:
            verb = token.head if token.head.pos_ in ("VERB", "AUX") else token
            begin, end = verb.left_edge.i, verb.right_edge.i + 1
            yield Saying(_chars(doc, begin, end), _chars(doc, token.i, token.i + 1), None, False)


def _transcript(doc: Doc, persons: frozenset[int]) -> Iterator[Saying]:
    current: tuple[int, int, int] | None = None  # cue tokens, and where the speech begins
    for sentence in doc.sents:
        label = _label(sentence.start, sentence.end, doc)
        if label is None:
            continue
        if current is not None and current[2] < sentence.start:
            yield _speech(doc, current, sentence.start, persons)
        current = (sentence.start, label, sentence.end)
    if current is not None and current[2] < len(doc):
        yield _speech(doc, current, len(doc), persons)


def _speech(doc: Doc, opening: tuple[int, int, int], end: int, persons: frozenset[int]) -> Saying:
    """The turn of the speaker whom `opening` names, up to token `end`."""
    first, last, begin = opening
    speaker = next((i for i in range(last - 1, first - 1, -1) if i in persons), last - 1)
    return Saying(_chars(doc, begin, end), _chars(doc, first, last), speaker, True, turn=True)


def _label(first: int, last: int, doc: Doc) -> int | None:
    """The end of the speaker's name if the tokens are a transcript's "Vladimir Putin:"."""
    while last > first and doc[last - 1].is_space:
        last -= 1
    if not 1 < last - first <= 30 or doc[last - 1].text not in (":", "):"):
        return None
    last -= 1
    bracketed = doc[last].text != ":" or doc[last - 1].text == ")"  # "(via interpreter)"
    if bracketed:
        last = next((i for i in range(last - 1, first, -1) if doc[i].text == "("), last)
    return last if doc[last - 1].text[:1].isupper() and doc[first].text[:1].isupper() else None


def _direct(doc: Doc, marks: list[Span], reported: list[Saying]) -> Iterator[Saying]:
    """Give each quoted stretch the speaker of its sentence, else of the quotation before it in the same paragraph."""
    at = [token.idx for token in doc]
    starts = [sentence.start for sentence in doc.sents]
    said_in = _sayers(doc, reported, at, starts) if marks else {}
    previous: Saying | None = None
    for mark in marks:
        if mark.end - mark.start < 4:
            continue
        last = bisect_right(at, mark.end - 1) - 1
        sentences = [bisect_right(starts, i) - 1 for i in (bisect_right(at, mark.start) - 1, last)]
        after = sentences[1] + 1
        if after < len(starts) and last + 1 >= starts[after] and doc[starts[after]].text[:1].islower():
            sentences.append(after)
        options = [s for n in dict.fromkeys(sentences) for s in said_in.get(n, ()) if s.cue.start not in mark]
        if options:
            near = min(options, key=lambda s: min(abs(s.cue.start - mark.end), abs(mark.start - s.cue.end)))
        elif previous is not None and mark.start - previous.span.end < _SAME_SPEAKER:
            near = previous
        else:
            continue
        previous = Saying(mark, near.cue, near.speaker, True)
        yield previous


def _sayers(doc: Doc, reported: list[Saying], at: list[int], starts: list[int]) -> dict[int, list[Saying]]:
    """Who says something in each sentence, by the sentence's number."""
    found: dict[int, list[Saying]] = {}
    for verb in doc:
        if _is_saying(verb):
            subject = _subject(verb)
            if subject is not None:
                cue = _chars(doc, *phrase(subject))
                said = Saying(Span(verb.idx, verb.idx + 1), cue, subject.i, True)
                found.setdefault(bisect_right(starts, verb.i) - 1, []).append(said)
    for said in reported:
        token = bisect_right(at, said.cue.start) - 1
        found.setdefault(bisect_right(starts, token) - 1, []).append(said)
    return found
