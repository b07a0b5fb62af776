"""Parse a text through a simplified copy of it, and carry the analysis back to every character.

The small model stumbles over names that it has not seen cut into pieces ("Kim Hyun - chong"), over line breaks and
over "(left)". The parser therefore reads a shadow of the text in which each known name is one plain word, and blank
tokens and such brackets are left out; the analysis is then put onto the tokens of the text itself, whose offsets
nobody has touched.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.text.layout import sentence_index

CHUNK = 1500
"""Tokens handed to the parser at once, at least; memory grows with it, speed no longer does."""

_RUN = 200  # characters without a blank, above which the tokenizer's affix rules turn quadratic
_LONG_RUN = re.compile(rf"\S{{{_RUN}}}(?=\S)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: `words[i]` begins at character `at[i]`; joined with `spaces` they give the text back."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    at: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `first` to `last` (exclusive) that the parser sees as the one word `word`, headed by token `head`."""

    first: int
    last: int
    head: int
    word: str


def tokenize(nlp: Language, text: str, edges: frozenset[int] = frozenset()) -> Tokens:
    """The tokens of `text`, blank ones included, by the model's own tokenizer; linear also without any blank.

    A token that one of `edges` (character offsets) would cut is cut there: "U.S.-U.K." with both names known.
    """
    cuts = [0, *(m.end() for m in _LONG_RUN.finditer(text)), len(text)]
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        doc = nlp.tokenizer(text[start:end])
        words += [t.text for t in doc]
        spaces += [bool(t.whitespace_) for t in doc]
    return _cut_at(words, spaces, edges)


def _cut_at(words: list[str], spaces: list[bool], edges: frozenset[int]) -> Tokens:
    shown: list[str] = []
    blanks: list[bool] = []
    at: list[int] = []
    offset = 0
    for word, space in zip(words, spaces, strict=True):
        inner = [] if len(word) < 4 else [k for k in range(1, len(word)) if offset + k in edges]
        for begin, end in zip([0, *inner], [*inner, len(word)], strict=True):
            shown.append(word[begin:end])
            blanks.append(space and end == len(word))
            at.append(offset + begin)
        offset += len(word) + space
    return Tokens(tuple(shown), tuple(blanks), tuple(at))


@dataclass(frozen=True, slots=True)
class _Plan:
    """`kept[k]` is the token that shadow word `k` stands for; `unit_of` gives the unit of a token."""

    kept: tuple[int, ...]
    words: tuple[str, ...]
    sentence: tuple[int, ...]
    extent: tuple[tuple[int, int], ...]


def _plan(tokens: Tokens, units: Iterable[Unit], dropped: frozenset[int], starts: list[int]) -> _Plan:
    kept: list[int] = []
    shown: list[str] = []
    extent: list[tuple[int, int]] = []
    begins = {u.first: u for u in units}
    i = 0
    while i < len(tokens):
        unit = begins.get(i)
        if unit is not None:
            kept.append(unit.head)
            shown.append(unit.word)
            extent.append((unit.first, unit.last))
            i = unit.last
            continue
        if i not in dropped and not tokens.words[i].isspace():
            kept.append(i)
            shown.append(tokens.words[i])
            extent.append((i, i + 1))
        i += 1
    sentence = tuple(sentence_index(starts, tokens.at[a]) for a, _ in extent)
    return _Plan(tuple(kept), tuple(shown), sentence, tuple(extent))


def _chunks(plan: _Plan) -> list[tuple[int, int]]:
    cuts, begin = [], 0
    for k in range(1, len(plan.kept)):
        if k - begin >= CHUNK and plan.sentence[k] != plan.sentence[k - 1]:
            cuts.append((begin, k))
            begin = k
    if begin < len(plan.kept):
        cuts.append((begin, len(plan.kept)))
    return cuts


def _parse(nlp: Language, plan: _Plan) -> list[Doc]:
    docs = []
    for begin, end in _chunks(plan):
        begins: list[bool | int | None] = [
            k == begin or plan.sentence[k] != plan.sentence[k - 1] for k in range(begin, end)
        ]
        docs.append(Doc(nlp.vocab, words=list(plan.words[begin:end]), sent_starts=begins))
    return list(nlp.pipe(docs, batch_size=4))


@dataclass(slots=True)
class _Columns:
    """What `Doc` takes, one entry a token."""

    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    ents: list[str]


def _blank(tokens: Tokens) -> _Columns:
    n = len(tokens)
    blank = [w.isspace() for w in tokens.words]
    return _Columns(
        ["_SP" if b else "NNP" for b in blank],
        ["SPACE" if b else "PROPN" for b in blank],
        [""] * n,
        list(tokens.words),
        list(range(n)),
        ["dep"] * n,
        ["O"] * n,
    )


def _carry(columns: _Columns, docs: Sequence[Doc], plan: _Plan) -> None:
    """Copy the analysis of the shadow's words to the tokens that they stand for."""
    base = 0
    for doc in docs:
        for token in doc:
            k = base + token.i
            i = plan.kept[k]
            columns.tags[i], columns.pos[i], columns.morphs[i] = token.tag_, token.pos_, str(token.morph)
            first, last = plan.extent[k]
            if last - first == 1:
                columns.lemmas[i] = token.lemma_
            columns.heads[i], columns.deps[i] = plan.kept[base + token.head.i], token.dep_
            if token.ent_type_:
                columns.ents[first] = f"{token.ent_iob_}-{token.ent_type_}"
                columns.ents[first + 1 : last] = [f"I-{token.ent_type_}"] * (last - first - 1)
            _fold(columns, first, last, i)
        base += len(doc)


def _fold(columns: _Columns, first: int, last: int, head: int) -> None:
    for j in range(first, last):
        if j != head:
            columns.heads[j] = head
            named = columns.lemmas[j][:1].isalnum()
            columns.deps[j], columns.tags[j], columns.pos[j] = (
                ("compound", "NNP", "PROPN") if named else ("punct", "HYPH", "PUNCT")
            )


def _attach(columns: _Columns, tokens: Tokens, plan: _Plan, starts: list[int]) -> None:
    """Leave one root a sentence, then hang every left-out token on a neighbour of its sentence."""
    sentence_of: dict[int, int] = {}
    for (first, last), number in zip(plan.extent, plan.sentence, strict=True):
        sentence_of.update(dict.fromkeys(range(first, last), number))
    roots: dict[int, int] = {}
    for i in plan.kept:
        if columns.heads[i] == i:
            top = roots.setdefault(sentence_of[i], i)
            columns.heads[i], columns.deps[i] = top, "ROOT" if top == i else "dep"
    following = next(iter(plan.kept), 0)
    upcoming = iter([*plan.kept[1:], len(tokens)])
    previous = None
    for i in range(len(tokens)):
        if i in sentence_of:
            previous = i
            while following <= i:
                following = next(upcoming, len(tokens) + 1)
            continue
        blank = tokens.words[i].isspace()
        own = sentence_index(starts, tokens.at[i])
        near = previous if previous is not None and (blank or sentence_of[previous] == own) else following
        if near in sentence_of:
            columns.heads[i] = near
        elif previous is not None:
            columns.heads[i] = previous
        columns.deps[i] = "appos" if tokens.words[i][:1].isalnum() else "punct"


def analyse(nlp: Language, tokens: Tokens, starts: list[int], units: Sequence[Unit], dropped: frozenset[int]) -> Doc:
    """The analysed doc of `tokens`: parsed with each of `units` as one word and `dropped` tokens left out.

    `units` are in order and do not overlap or cross sentence starts (character offsets `starts`). Inside a unit every
    token hangs on its head. Sentences are those of `starts`.
    """
    plan = _plan(tokens, units, dropped, starts)
    columns = _blank(tokens)
    _carry(columns, _parse(nlp, plan), plan)
    _attach(columns, tokens, plan, starts)
    return Doc(
        nlp.vocab,
        words=list(tokens.words),
        spaces=list(tokens.spaces),
        tags=columns.tags,
        pos=columns.pos,
        morphs=columns.morphs,
        lemmas=columns.lemmas,
        heads=columns.heads,
        deps=columns.deps,
        ents=columns.ents,
    )
