"""Official readouts: short notes by an office on what it did that day."""

from urllib.parse import urlsplit

from spacy.tokens import Token

from dragoman.events.codebook import Entry
from dragoman.events.grammar import is_verb, light_verb
from dragoman.events.offices import is_office
from dragoman.model import ActorType, Kind
from dragoman.text.parsed import Parsed

_OPENING = 4  # characters: only the first sentence, blanks before it aside
_FRAMES = frozenset({"during", "in", "at"})
_LEAD = 400  # characters: a readout states its contact at once


def is_official(parsed: Parsed) -> bool:
    """Whether the page is an office's own: by its address, by "readout" in its title, or by its manner.

    The manner of a readout: no agency, no dateline, nobody's word is needed for what it tells.
    """
    article = parsed.article
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    if host:
        return is_office(host)
    if "readout" in (article.title or "").casefold():
        return True
    if article.agency or article.dateline or article.byline:
        return False
    return not any(_reported(q.cue.of(article.text)) for q in parsed.quotes if q.span.start < _LEAD)


def _reported(cue: str) -> bool:
    """Whether a phrase of attribution is a newspaper's ("officials said", "reportedly")."""
    lowered = cue.casefold()
    return any(word in lowered for word in ("said", "told", "report", "according", "source"))


def states_its_own_day(trigger: Token, kind: Kind, parsed: Parsed) -> bool:
    """Whether a contact without a time word is dated to the day of publication.

    So are contacts told in the past tense in the main clause of an official readout (the annotation guide's rule).
    """
    framed = _framed_by(trigger)
    verb = trigger if is_verb(trigger) else light_verb(trigger) or framed
    if verb is None or verb.tag_ != "VBD" or verb.dep_ not in ("ROOT", "conj"):
        return False
    if not is_official(parsed):
        return False
    if framed is not None and kind is not Kind.MESSAGE and trigger.sent.start_char >= _OPENING:
        return False
    if parsed.article.url or "readout" in (parsed.article.title or "").casefold():
        return True
    return trigger.sent.start_char < _OPENING and kind in (Kind.MEETING, Kind.CALL) and _by_an_office(verb, parsed)


def _framed_by(noun: Token) -> Token | None:
    """What was done in a contact: "During a telephone conversation, the two presidents discussed the border"."""
    frame = noun.head
    if noun.dep_ != "pobj" or frame.lower_ not in _FRAMES or not is_verb(frame.head):
        return None
    return frame.head


def is_news_of_the_day(trigger: Token, entry: Entry) -> bool:
    """Whether the tense makes a visit the news of the day: "has arrived in Moscow", "is in Kyiv on a visit"."""
    if entry.kind is not Kind.VISIT or not is_verb(trigger):
        return False
    if trigger.lemma_ in ("be", "visit"):
        return trigger.tag_ in ("VBZ", "VBP") or (trigger.tag_ == "VBG" and _has(trigger, "is", "are"))
    return trigger.tag_ == "VBN" and _has(trigger, "has", "have")


def _has(verb: Token, *auxiliaries: str) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in auxiliaries for c in verb.children)


def _by_an_office(verb: Token, parsed: Parsed) -> bool:
    for child in verb.children:
        if child.dep_ == "nsubj":
            mention = parsed.mention_at(child)
            return mention is not None and any(a.type is ActorType.PERSON and a.office for a in mention.actors)
    return False
