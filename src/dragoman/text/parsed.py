"""The typed values that the text stage hands to the coder."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dragoman.model import Actor, Article, Place, Span, TimeSpan


class Form(StrEnum):
    """How a mention is worded."""

    NAME = "name"  # "Kim Hyun-chong", "the State Department", "Pyongyang"
    NOMINAL = "nominal"  # "the envoy", "the US official", "the two leaders", "three Iranian diplomats"
    PRONOUN = "pronoun"  # "he", "they", "we", "his"
    DEMONYM = "demonym"  # "South Korean", "Iranian" as a modifier ("the Iranian side" is a nominal)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for one or more actors, a place, or both.

    `first` (inclusive), `last` (exclusive) and `head` are token indices in the doc. `span` is the same in characters
    and covers the whole name with its title ("US President Donald Trump"). `actors` is empty for a mere place and where
    reference fails; "the two leaders" has two. `place` is set for every city, country and site, so that the coder can
    use "Moscow" as a place in "in Moscow" and as the state in "Moscow supports"; `governs` says which of the two its
    grammar makes it (True: the government acts). `because` has the antecedents that reference used.
    `of` is, for "his visit" or "the president's trip", nothing special: possessives are mentions like any other.
    """

    span: Span
    first: int
    last: int
    head: int
    form: Form
    actors: tuple[Actor, ...] = ()
    place: Place | None = None
    governs: bool = True
    because: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: TIMEX3 `type` and `value`, and the days that it means (None if it names none on the calendar).

    `when` is None for durations, sets and, if the day of publication is unknown, for everything relative.
    `days` is the length of a DURATION in days where it has one ("a four-day trip": 4).
    `text_begin`/`first`/`last`/`head` are token indices as in `Mention`.
    """

    span: Span
    first: int
    last: int
    head: int
    type: str
    value: str
    when: TimeSpan | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of text that somebody said: within quotation marks, or the complement of a verb of saying.

    `cue` is the attributing phrase as the text has it ("Airport sources", "a ministry spokesperson", "reportedly").
    `named` is True when the speaker is a resolved person, body or state.
    """

    span: Span
    cue: Span
    speakers: tuple[Actor, ...]
    direct: bool


@dataclass(frozen=True)
class Parsed:
    """An article with what the text stage found in it.

    `mentions`, `times` and `quotes` are in text order; mentions do not overlap except that a possessive or modifier
    mention may lie within a longer nominal ("[[the US] official]").
    """

    article: Article
    doc: Doc
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    quotes: tuple[Quote, ...]

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        return {m.head: m for m in sorted(self.mentions, key=lambda m: m.last - m.first)}

    @cached_property
    def _innermost(self) -> dict[int, Mention]:
        inner: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.first - m.last):
            for i in range(mention.first, mention.last):
                inner[i] = mention
        return inner

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Mention, ...]]:
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(self.doc[mention.first].sent.start, []).append(mention)
        return {start: tuple(mentions) for start, mentions in found.items()}

    def mentions_in(self, sentence: Words) -> tuple[Mention, ...]:
        """The mentions that begin in `sentence`, in text order."""
        return self._by_sentence.get(sentence.start, ())

    def mention_of(self, token: Token) -> Mention | None:
        """The widest mention headed by `token`."""
        return self._by_head.get(token.i)

    def mention_at(self, token: Token) -> Mention | None:
        """The innermost mention that covers `token`."""
        return self._innermost.get(token.i)

    def sentence(self, token: Token) -> Words:
        """The sentence that `token` stands in."""
        return token.sent
