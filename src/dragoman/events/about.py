"""What a contact is about, in the text's own words."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.events.grammar import conjoined, is_verb

_TALKING = frozenset({"discuss", "address", "review", "cover", "raise", "debate", "negotiate", "tackle"})
_ABOUT = frozenset({"about", "regarding", "concerning"})
_MOST = 3
_LONGEST = 6  # words


def topics(trigger: Token) -> tuple[str, ...]:
    """At most three phrases of at most six words: what is discussed "on", "about" or after "to discuss"."""
    found: list[str] = []
    for token in _objects(trigger):
        phrase = _phrase(token)
        if phrase and phrase not in found:
            found.append(phrase)
    return tuple(found[:_MOST])


def _objects(trigger: Token) -> Iterator[Token]:
    verb = trigger if is_verb(trigger) else trigger.head
    for root in (trigger, verb):
        for child in root.children:
            on_a_topic = child.lower_ == "on" and not is_verb(root)  # "talks on fisheries", not "met on an island"
            if child.dep_ == "prep" and (child.lower_ in _ABOUT or on_a_topic):
                yield from (n for c in child.children if c.dep_ == "pobj" for n in conjoined(c))
            elif is_verb(child) and child.lemma_ in _TALKING:
                yield from _of_talk(child)
    if verb.lemma_ in _TALKING:
        yield from _of_talk(verb)


def _of_talk(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "dobj":
            yield from conjoined(child)


def _phrase(noun: Token) -> str:
    """The noun with what stands before it; no dates, no names of days, no pronouns."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME") or noun.lemma_ in ("issue", "range"):
        return ""
    words = [t for t in noun.doc[noun.left_edge.i : noun.i + 1] if not t.is_space]
    while words and words[0].pos_ in ("DET", "PRON", "PUNCT"):
        words.pop(0)
    return "".join(t.text_with_ws for t in words).strip() if 0 < len(words) <= _LONGEST else ""
