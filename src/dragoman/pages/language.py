"""What language a text is in, offline and the same every time."""

import re
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from dragoman.errors import ArticleSkipped
from dragoman.model import Article

# A page's first screens tell its language; more only costs time.
_SAMPLE_CHARS: Final = 5000
# Words that hold English together and that no neighbouring language shares as a set.
_GLUE: Final = frozenset({"the", "and", "of", "to", "that", "with", "by", "from", "said", "has"})
_GLUE_SHARE: Final = 0.10
_GLUE_KINDS: Final = 3
# Below these the model guesses: "Kim met Xi." is Afrikaans to it, a list of Chinese names Tagalog.
_MIN_WORDS: Final = 8
_MIN_CONFIDENCE: Final = 0.6
# Nigerian Pidgin is what the model makes of an English headline.
_ENGLISH: Final = frozenset({"en", "pcm"})
_WORD: Final = re.compile(r"[^\W\d_]+")
# Latin letters end here, with Latin Extended Additional apart; what lies above is another script.
_LAST_LATIN: Final = 0x024F
_LATIN_ADDITIONAL: Final = range(0x1E00, 0x1F00)


def detect_language(text: str) -> str | None:
    """ISO 639-1 (or 639-3) code of the language of `text`, from its first 5,000 characters; None if it cannot be told.

    English is recognised by its function words, so that a page full of Korean or Chinese names in Latin letters stays
    English; other languages by a naive Bayes model of byte sequences (langid, Lui and Baldwin 2012), which is believed
    only on enough words and with confidence.
    """
    sample = text[:_SAMPLE_CHARS]
    words = _WORD.findall(sample.lower())
    if not words:
        return None
    glue = [word for word in words if word in _GLUE]
    if len(glue) >= _GLUE_SHARE * len(words) and len(set(glue)) >= _GLUE_KINDS:
        return "en"
    code, confidence = _identifier().classify(sample)
    if _mostly_not_latin(words):
        return str(code)
    if code in _ENGLISH:
        return "en"
    if len(words) < _MIN_WORDS or confidence < _MIN_CONFIDENCE:
        return None
    return str(code)


def require_english(article: Article) -> Article:
    """The article itself, or ArticleSkipped if it is surely in another language. An undetermined language passes."""
    if article.language not in (None, "en"):
        raise ArticleSkipped(article.source or article.id, f"not in English (language: {article.language})")
    return article


def _mostly_not_latin(words: list[str]) -> bool:
    letters = "".join(words)
    foreign = sum(1 for letter in letters if ord(letter) > _LAST_LATIN and ord(letter) not in _LATIN_ADDITIONAL)
    return foreign * 2 > len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
