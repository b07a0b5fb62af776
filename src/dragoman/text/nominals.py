"""Nominals headed by nouns of office or group, and pronouns, as drafts."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from dragoman.actors import Sort
from dragoman.text.drafts import Draft, Sense
from dragoman.text.parsed import Form
from dragoman.text.words import words

_NUMBERS = {
    "both": 2,
    "two": 2,
    "pair": 2,
    "duo": 2,
    "couple": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "both", "his", "her", "their", "its", "our", "my", "your"}
)
_LEFT = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT", "ADV", "CCONJ", "PRON", "VERB", "SYM"})
_INWARD = frozenset({"of", "from"})
_REACH = 12
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
    **dict.fromkeys(("you", "your", "yours", "yourself"), "you"),
    **dict.fromkeys(("who", "whom", "whose"), "who"),
}


class Cover:
    """Which name draft covers a token."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._at = {i: d for d in reversed(drafts) for i in range(d.first, d.last)}

    def __getitem__(self, i: int) -> Draft | None:
        return self._at.get(i)


def nominals(doc: Doc, names: list[Draft]) -> list[Draft]:
    """Drafts of "the envoy", "two Estonian envoys", "the foreign ministers of France and Germany", and of pronouns."""
    cover = Cover(names)
    persons = Cover([d for d in names if d.sense is Sense.PERSON])
    offices, groups = words("offices"), words("groups")
    found = []
    for token in doc:
        if token.pos_ in ("PRON", "DET") and token.lower_ in PRONOUNS:
            if not (token.lower_ == "us" and token.text == "US"):
                found.append(_pronoun(token))
        elif token.pos_ in ("NOUN", "PROPN") and persons[token.i] is None:
            if _heads_nominal(token, cover, offices, groups):
                found.append(_nominal(token, cover))
        elif (
            token.lower_ in ("both", "two")
            and token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass")
            and token.pos_ != "NOUN"
        ):
            found.append(
                Draft(
                    token.i,
                    token.i + 1,
                    token.i,
                    Form.NOMINAL,
                    Sense.NOMINAL,
                    token.text,
                    lemma="two",
                    plural=True,
                    definite=True,
                    number=2,
                )
            )
    return found


def _pronoun(token: Token) -> Draft:
    lemma = PRONOUNS[token.lower_]
    plural = lemma in ("they", "we")
    return Draft(
        token.i,
        token.i + 1,
        token.i,
        Form.PRONOUN,
        Sense.PRONOUN,
        token.text,
        lemma=lemma,
        plural=plural,
        definite=True,
    )


def _part_of_phrase(token: Token) -> bool:
    """ "rebel-held", "head of state", "General Assembly": the noun heads nothing of its own."""
    doc, i = token.doc, token.i
    after = doc[i + 1] if i + 1 < len(doc) else None
    if after is not None and not token.whitespace_ and after.text == "-":
        return True
    if token.lower_ == "general":
        return after is not None and after.lower_ in ("assembly", "staff", "secretary")
    heads = ("head", "secretary", "minister")
    return token.lower_ == "state" and i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].lemma_.lower() in heads


def _heads_nominal(token: Token, cover: Cover, offices: frozenset[str], groups: frozenset[str]) -> bool:
    lower, lemma = token.lower_, token.lemma_.lower()
    if (lower not in offices and lower not in groups and lemma not in offices) or _part_of_phrase(token):
        return False
    held = cover[token.i]
    if held is not None and not (
        held.last - 1 == token.i and held.entry is not None and held.entry.sort is Sort.DEMONYM
    ):
        return False
    head = token.head
    if lemma == "leadership" and token.i + 1 < len(token.doc) and token.nbor().lower_ in ("in", "on", "at", "of"):
        return False  # "Malta's leadership in clearing mines" is what it does
    if token.dep_ in ("compound", "nmod", "amod") and head.i > token.i:
        inner = head.lower_ in offices or head.lower_ in groups or head.lemma_.lower() in offices
        return not inner and cover[head.i] is None and lower not in _WEAK
    return True


_WEAK = frozenset(
    [
        "party",
        "general",
        "state",
        "country",
        "deputy",
        "nation",
        "government",
        "union",
        "military",
        "police",
        "army",
        "party",
        "republic",
        "bank",
        "company",
        "force",
        "public",
        "team",
        "security",
        "general",
        "chief",
        "member",
        "head",
        "lead",
        "people",
        "citizen",
    ]
)


def _nominal(token: Token, cover: Cover) -> Draft:
    doc = token.doc
    first = _left(token)
    last, inward = _right(token, cover)
    start = first
    while start < token.i and (
        doc[start].tag_ == "PRP$"
        or doc[start].lower_ in ("the", "a", "an", "this", "that", "these", "those", "both")
        or doc[start].pos_ == "PUNCT"
    ):
        if doc[start].lower_ == "both":
            break
        start += 1
    name = " ".join(doc[start:last].text.split())
    draft = Draft(first, last, token.i, Form.NOMINAL, Sense.NOMINAL, name, lemma=token.lemma_.lower())
    lowers = [doc[i].lower_ for i in range(first, token.i)]
    draft.plural = token.tag_.endswith("S") or token.lower_ in ("delegation", "pair", "duo", "couple", "trio", "people")
    draft.number = next((_NUMBERS[w] for w in lowers if w in _NUMBERS), _NUMBERS.get(token.lower_))
    draft.former = any(w in ("former", "ex", "late") for w in lowers)
    bare = not any(w in ("a", "an", "some", "several", "many", "any", "other", "another", "no") for w in lowers)
    draft.definite = any(w in _DEFINITE for w in lowers) or (bare and token.text[:1].isupper() and not draft.plural)
    draft.countries = _countries(doc, first, token.i, cover) or _countries(doc, inward, last, cover)
    if draft.lemma in words("others_nouns"):  # "Malta's international partners" are of other states
        owners = [cover[c.i] for c in token.children if c.dep_ == "poss"]
        own = {code for owner in owners if owner is not None for code in owner.countries}
        draft.countries = tuple(code for code in draft.countries if code not in own)
    return draft


def _left(token: Token) -> int:
    doc, edge = token.doc, max(token.left_edge.i, token.i - _REACH)
    first = token.i
    while first > edge:
        left = doc[first - 1]
        joins = left.lower_ == "and" and left.dep_ == "cc" and doc[first - 2].pos_ in ("PROPN", "ADJ")
        foreign = left.pos_ not in _LEFT or left.dep_ in ("nsubj", "ROOT", "relcl", "cc")
        if (foreign or left.lower_ in (",", ";", ":", "(", ")", "--")) and not joins:
            break
        if left.text in "\"“”'‘" and left.dep_ != "case":
            break
        first -= 1
    return first


def _right(token: Token, cover: Cover) -> tuple[int, int]:
    """The end of the nominal with its "of ..." and "from ...", and where that begins."""
    doc = token.doc
    i = token.i + 1
    if i >= len(doc) or doc[i].lower_ not in _INWARD or doc[i].head.i != token.i:
        return i, i
    end = min(doc[i].right_edge.i + 1, token.i + _REACH + 4)
    for j in range(i + 1, end):
        held = cover[j]
        if held is not None and held.sense is Sense.PERSON and held.first == j:
            end = j
            break
        if doc[j].pos_ in ("VERB", "AUX") or doc[j].lower_ in (
            ";",
            ":",
            "who",
            "which",
            "that",
            "to",
            "in",
            "on",
            "at",
            "with",
            "for",
            '"',
            "”",
        ):
            end = j
            break
        if doc[j].is_space and doc[j].i > i + 1 and j + 1 == end:
            end = j
            break
    while end > i + 1 and (doc[end - 1].pos_ in ("PUNCT", "SPACE", "CCONJ", "DET")):
        end -= 1
    return (end, i) if end > i + 1 else (token.i + 1, token.i + 1)


def _countries(doc: Doc, first: int, last: int, cover: Cover) -> tuple[str, ...]:
    found: list[str] = []
    for i in range(first, last):
        draft = cover[i]
        if draft is None or draft.first != i:
            continue
        if i > first and doc[i - 1].lower_ in ("to", "for", "on", "in", "against"):
            continue
        for code in draft.countries:
            if code not in found:
                found.append(code)
    return tuple(found)


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of its sentence, from 0, for every token."""
    starts = [s.start for s in doc.sents]
    return [bisect_right(starts, i) - 1 for i in range(len(doc))]
