"""Who fills which grammatical slot of a verb or noun, read off the dependency parse.

A *slot* is a name that the codebook uses: "subject", "object", "agent", "possessor", "modifier", or a preposition
("with", "to", "between"). Labels are those of spaCy's English models (ClearNLP's scheme).
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "relcl", "advcl", "csubj", "parataxis", "acl"})
# "asked him to meet": the object, not the subject, is who meets
OBJECT_CONTROL = frozenset(
    [
        "ask",
        "urge",
        "invite",
        "tell",
        "order",
        "allow",
        "enable",
        "permit",
        "persuade",
        "convince",
        "request",
        "instruct",
        "call",
        "encourage",
        "advise",
        "want",
        "expect",
        "help",
        "let",
        "make",
        "send",
        "dispatch",
        "summon",
        "authorize",
        "authorise",
        "force",
        "press",
        "lead",
        "see",
    ]
)
# verbs that only carry the noun's meaning: "hold talks", "pay a visit", "have a conversation"
LIGHT = frozenset(
    [
        "hold",
        "have",
        "make",
        "pay",
        "conduct",
        "do",
        "take",
        "give",
        "undertake",
        "begin",
        "start",
        "conclude",
        "finish",
        "end",
        "complete",
        "kick",
        "wrap",
        "launch",
        "open",
        "attend",
        "host",
        "chair",
        "resume",
        "continue",
        "schedule",
        "plan",
        "arrange",
        "cancel",
        "postpone",
        "announce",
        "embark",
        "go",
        "return",
        "come",
        "leave",
        "depart",
        "participate",
        "join",
        "send",
        "receive",
        "deliver",
        "convey",
        "extend",
        "issue",
        "accept",
        "sign",
        "reach",
        "enter",
        "exchange",
        "arrive",
        "set",
        "be",
        "engage",
        "describe",
        "initiate",
        "seek",
        "offer",
        "propose",
        "hand",
        "bring",
        "carry",
        "get",
        "place",
        "decline",
        "refuse",
        "reject",
        "agree",
        "cut",
        "shorten",
        "hand",
        "carry",
        "pass",
        "relay",
        "convey",
        "transmit",
        "express",
        "deliver",
    ]
)
_CIRCUMSTANCE = frozenset({"at", "upon", "after", "before", "during", "following", "since", "with", "by", "from"})
_ADPOSITIONS = frozenset({"ADP", "SCONJ", "ADV", "VERB"})
_NO_SLOT = frozenset({"according", "because", "due", "such", "instead"})  # "according to": nobody goes there
_DAYS_AND_MONTHS = frozenset([*calendar.month_name, *calendar.day_name, *calendar.month_abbr]) - {""}
_TAKING_PLACE = frozenset(
    {"hold", "schedule", "set", "plan", "slate", "expect", "take", "begin", "open", "start", "sign", "be", "conclude"}
)
_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod"})
_CLIMB_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that heads the filler of a slot; `through` is the preposition or verb that leads to it."""

    token: Token
    slot: str
    through: Token | None = None


def conjoined(token: Token) -> Iterator[Token]:
    """`token` and all that is coordinated to its right ("Chung, Suh and Kim"), in text order, at most 40."""
    queue, count = [token], 0
    while queue and count < 40:
        current = queue.pop(0)
        count += 1
        yield current
        queue.extend(c for c in current.children if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX"))


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, else `token` itself."""
    if token.tag_ in ("WP", "WDT", "WP$") or token.lower_ in ("who", "which", "that", "whom", "whose"):
        verb = token.head
        for _ in range(_CLIMB_LIMIT):
            if verb.dep_ == "relcl":
                return _dated(verb.head)
            if verb.head == verb:
                break
            verb = verb.head
    return token


def _dated(noun: Token) -> Token:
    """The event rather than its day: "a summit on July 11, which he will attend"."""
    for _ in range(4):
        if not (noun.tag_ == "CD" or noun.text in _DAYS_AND_MONTHS):
            break
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun


def is_verb(token: Token) -> bool:
    """True for main verbs and for "be" and "have" used as main verbs; not for "following" as a preposition."""
    return token.pos_ in ("VERB", "AUX") and not (token.dep_ == "prep" and token.tag_ == "VBG")


def with_particle(verb: Token) -> str:
    """ "call off" of "called it off", "look forward" of "looked forward to it"."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt" or c.lower_ == "forward"), "")
    return f"{verb.lemma_} {particle}"


def is_passive(verb: Token) -> bool:
    """True for "was invited" and for a reduced relative "a summit held in Seoul"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def own_subject(verb: Token) -> list[Token]:
    """Heads of the verb's own subject, relative pronouns resolved, coordination expanded."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.dep_ != "csubj":
            noun = antecedent(child)
            found = list(conjoined(noun))
            if noun != child and len(found) > 1 and not _is_plural(verb):  # "A and B, who will arrive": B
                found = [t for t in found if t.i < child.i][-1:] or found
            return found
    return _inverted_subject(verb)


def _is_plural(verb: Token) -> bool:
    return verb.tag_ == "VBP" or any(c.lower_ in ("are", "were", "have", "both") for c in verb.children)


def _inverted_subject(verb: Token) -> list[Token]:
    """ "Leaving here today were the delegations of": the subject stands after the copula."""
    copula = verb.head
    if verb.tag_ != "VBG" or copula.lemma_ != "be" or copula.i < verb.i:
        return []
    after = [c for c in copula.children if c.i > copula.i and c.dep_ in ("nsubj", "attr", "nsubjpass")]
    return list(conjoined(after[0])) if after else []


def subject(verb: Token) -> list[Token]:
    """Who does it: the own subject, or the one that control and coordination supply.

    "is expected to visit", "left to meet", "after arriving in", "an envoy sent to meet", "met and had a talk with".
    """
    current = verb
    for _ in range(_CLIMB_LIMIT):
        found = own_subject(current)
        if current == verb and is_passive(verb):
            if found or verb.dep_ == "conj":  # what it is done to, not who does it
                return []
        elif found:
            return found
        upward = _controller(current)
        if isinstance(upward, list):
            return upward
        if upward is None:
            return []
        current = upward
    return []


def _controller(verb: Token) -> list[Token] | Token | None:
    """One step towards the understood subject: the subject itself, a verb to look at next, or None."""
    head, dep = verb.head, verb.dep_
    if dep == "relcl":
        return list(conjoined(head))
    if dep == "acl":
        return _of_noun_clause(verb, head)
    if dep in ("xcomp", "ccomp") and is_verb(head):
        objects = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]
        if objects and head.lemma_ in OBJECT_CONTROL:
            return list(conjoined(antecedent(objects[0])))
        return head
    if dep in ("conj", "advcl", "aux", "dep", "parataxis") and is_verb(head):
        return head
    if dep == "pcomp" and head.dep_ == "prep":
        return head.head if is_verb(head.head) else list(_possessors(head.head)) or _clause_verb(head.head)
    if dep == "pobj" and head.dep_ == "prep":
        return _clause_verb(head.head)
    if dep in ("amod", "compound"):
        return None
    if dep in ("attr", "acomp", "oprd") and is_verb(head):
        return head
    if dep in ("xcomp", "ccomp", "advcl") and head.pos_ == "ADJ":  # "is due to pay", "is ready to meet"
        return head.head if is_verb(head.head) else None
    return None


def _of_noun_clause(verb: Token, noun: Token) -> list[Token] | Token | None:
    if verb.tag_ == "VBN":
        return []
    if verb.tag_ == "VBG":
        return list(conjoined(noun))
    holders = list(_possessors(noun))  # "his plan to visit", "China's decision to invite"
    if holders:
        return holders
    return _clause_verb(noun)


def _possessors(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield from conjoined(antecedent(child))


def _clause_verb(token: Token) -> Token | None:
    """The verb that governs `token` within its clause."""
    for _ in range(_CLIMB_LIMIT):
        if token.head == token:
            return token if is_verb(token) else None
        token = token.head
        if is_verb(token):
            return token
    return None


def objects(verb: Token) -> list[Token]:
    """Whom or what it is done to: direct object, subject of a passive, head of a reduced or object relative clause."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "nsubjpass", "attr", "oprd") and child.pos_ != "ADP":
            found.extend(conjoined(antecedent(child)))
    if found:
        return found
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return list(conjoined(verb.head))
    if verb.dep_ == "relcl" and own_subject(verb) and verb.head not in own_subject(verb):
        return list(conjoined(verb.head))
    if verb.dep_ == "conj" and is_verb(verb.head) and is_passive(verb) and verb.tag_ == "VBN":
        return objects(verb.head) if is_passive(verb.head) else subject(verb.head)
    return []


def prepositions(token: Token) -> Iterator[Filler]:
    """Objects of the prepositions that hang on `token`: "from Beijing to Moscow", "in China and in Japan"."""
    queue = [c for c in token.children if c.dep_ in ("prep", "agent", "dative") and c.pos_ in _ADPOSITIONS]
    queue.extend(after_aside(token) if is_verb(token) else adjacent(token))
    seen = 0
    while queue and seen < 30:
        prep = queue.pop(0)
        seen += 1
        if prep.lower_ in _NO_SLOT:
            continue
        name = "by" if prep.dep_ == "agent" else prep.lower_
        for child in prep.children:
            if child.dep_ == "pobj" or (child.dep_ == "dobj" and prep.tag_ == "VBG"):
                for noun in conjoined(antecedent(child)):
                    yield Filler(noun, name, prep)
            elif child.dep_ == "pcomp" and child.tag_ == "VB":  # "spoke with X to discuss" parsed as "X to discuss"
                for noun in own_subject(child):
                    yield Filler(noun, name, prep)
            elif child.dep_ in ("prep", "conj") and child.pos_ == "ADP":
                if name == "out" and child.lower_ == "of":
                    yield from (Filler(c, "out of", child) for c in child.children if c.dep_ == "pobj")
                queue.append(child)  # "on to Moscow", "in China and in Japan"


def modifiers(noun: Token) -> Iterator[Token]:
    """Names before a noun: "the Russia-Greece summit", "the Iranian visit", "Moscow talks"."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in _MODIFIERS:
            yield child
            yield from (c for c in child.subtree if c != child and (c.dep_ in _MODIFIERS or c.dep_ == "conj"))


def light_verb(noun: Token) -> Token | None:
    """The verb that carries an event noun: "held" for "talks" in "held a round of talks", None if there is none."""
    current = noun
    for _ in range(4):
        head = current.head
        if head == current:
            return None
        if is_verb(head):
            if current.dep_ in ("dobj", "nsubjpass", "attr", "oprd") or (current.dep_ == "nsubj"):
                return head
            return head if current.dep_ == "pobj" else None
        if head.dep_ in ("prep", "agent") or head.pos_ == "ADP":
            governor = head.head
            if is_verb(governor):
                return governor if governor.lemma_ in LIGHT and head.lower_ not in _CIRCUMSTANCE else None
            if governor.lemma_ in ("round", "series", "session", "number", "set", "day", "kind", "form", "couple"):
                current = governor
                continue
            return None
        if current.dep_ == "conj":
            current = head
            continue
        return None
    return None


def own_tokens(root: Token, stop: frozenset[int] = frozenset()) -> list[Token]:
    """The tokens of `root`'s own clause in text order, at most 300: its subtree without further clauses.

    Nor does it enter the phrases of the tokens in `stop`.
    """
    found: list[Token] = []
    stack = [root]
    while stack and len(found) < 300:
        current = stack.pop()
        found.append(current)
        for child in current.children:
            if is_verb(child) and (child.dep_ in CLAUSES or child.dep_ == "conj"):
                continue
            if child.i not in stop:
                stack.append(child)
    for prep in after_aside(root) if is_verb(root) else adjacent(root):
        found.extend(t for t in prep.subtree if t.i not in stop)
    return sorted(found, key=lambda t: t.i)


def after_aside(verb: Token) -> list[Token]:
    """Prepositions of a verb that the parse hangs on a clause between commas before them, at most six.

    "Received the general, who leads the delegation, in Oslo on Sunday": the place and the day are of "received".
    """
    found: list[Token] = []
    for child in verb.children:
        for clause in child.children:
            if clause.dep_ not in ("relcl", "acl", "appos") or clause.i < child.i:
                continue
            closed = [c for c in clause.children if c.dep_ == "prep" and c.i > clause.i and _after_comma(c)]
            if closed:
                found.extend(c for c in clause.children if c.dep_ == "prep" and c.i >= closed[0].i)
    return found[:6]


def _after_comma(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text == ","


def held_in(noun: Token) -> Iterator[Token]:
    """Verbs of a clause on an event noun that say when and where it is: "a summit that was held in"."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child) and child.lemma_ in _TAKING_PLACE:
            yield child


def adjacent(noun: Token) -> Iterator[Token]:
    """Prepositions that follow a noun's phrase at once though the parse hangs them elsewhere, at most three.

    "The outcomes of the meeting in Moscow on January 19": the day is the meeting's.
    """
    edge = noun.right_edge.i
    for _ in range(3):
        if edge + 1 >= noun.sent.end:
            return
        prep = noun.doc[edge + 1]
        if prep.dep_ not in ("prep", "agent") or prep.head.i > noun.i or prep.lower_ in ("to", "of"):
            return
        yield prep
        edge = prep.right_edge.i
