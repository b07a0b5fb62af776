"""How real a contact is: tense, modals, negation and the words that govern the one that states it."""

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events.codebook import Factuality
from dragoman.events.grammar import is_verb, own_subject
from dragoman.model import Status

_SEVERITY = {Status.HAPPENED: 0, Status.PLANNED: 1, Status.POSSIBLE: 2, Status.OFF: 3}
_STEPS = 7


@dataclass(frozen=True, slots=True)
class Finding:
    """A status and the tokens that decided it."""

    status: Status
    tokens: tuple[Token, ...] = ()


def status_of(trigger: Token, facts: Factuality) -> Finding:
    """The status that the words around `trigger` give the contact, without regard to its date."""
    worst = Finding(Status.HAPPENED)
    for finding in _signals(trigger, facts):
        if _SEVERITY[finding.status] > _SEVERITY[worst.status]:
            worst = finding
    return worst


def _signals(trigger: Token, facts: Factuality) -> list[Finding]:
    found = _noun_signals(trigger, facts) if not is_verb(trigger) else []
    current, came_from = trigger, None
    for _ in range(_STEPS):
        if is_verb(current):
            own = _verb_signals(current, came_from, facts)
            found.extend(own.findings)
            if own.final:
                break
        elif current is not trigger:
            listed = facts.nouns.get(current.lemma_.lower())
            if listed and listed is not Status.HAPPENED:
                found.append(Finding(listed, (current,)))
        upward = _upward(current, facts)
        if upward is None:
            break
        came_from, current = current, upward
    return found


@dataclass(frozen=True, slots=True)
class _Verb:
    findings: tuple[Finding, ...]
    final: bool


def _verb_signals(verb: Token, came_from: Token | None, facts: Factuality) -> _Verb:
    """What the verb itself says of what it is or governs; `final` when nothing above it matters any more."""
    found: list[Finding] = []
    governs = came_from is not None and _governs(verb, came_from)
    listed = facts.verbs.get(verb.lemma_.lower()) if governs else None
    particle = next((c for c in verb.children if c.dep_ == "prt"), None)
    if governs and particle is not None and (verb.lemma_, particle.lower_) in _PHRASAL_OFF:
        listed = Status.OFF
    negation = next((c for c in verb.children if c.dep_ == "neg"), None)
    if listed is Status.OFF and negation is not None:
        listed, negation = Status.POSSIBLE, None
    if listed and listed is not Status.HAPPENED:
        found.append(Finding(listed, (verb,)))
    if negation is not None and not (negation.lower_ == "only"):
        found.append(Finding(Status.OFF, (negation,)))
    found.extend(_auxiliaries(verb, facts))
    if governs and listed is None and verb.lemma_ == "be":
        found.extend(_copula(verb, came_from, facts))
    finite = _is_finite(verb)
    return _Verb(tuple(found), final=finite and listed is not Status.HAPPENED and verb.lemma_ not in ("be",))


_PHRASAL_OFF = frozenset(
    {
        ("call", "off"),
        ("turn", "down"),
        ("put", "off"),
        ("break", "off"),
        ("pull", "out"),
        ("back", "out"),
        ("rule", "out"),
    }
)


def _governs(verb: Token, child: Token) -> bool:
    """True if `child` is what the verb is about, not a mere circumstance of it."""
    if child.dep_ in ("xcomp", "ccomp", "dobj", "nsubjpass", "attr", "oprd", "acomp", "nsubj", "conj"):
        return not (
            child.dep_ == "nsubj" and verb.lemma_ not in ("be", "remain", "fail", "stall", "collapse", "take", "await")
        )
    if child.dep_ in ("prep", "agent"):
        return child.lower_ in ("for", "on", "to", "from", "about", "forward", "against", "of")
    return child.dep_ == "prt"


def _auxiliaries(verb: Token, facts: Factuality) -> list[Finding]:
    found = []
    for aux in verb.children:
        if aux.dep_ not in ("aux", "auxpass"):
            continue
        word = aux.lower_
        if word in ("will", "'ll", "’ll", "wo", "shall", "ll"):
            found.append(Finding(Status.PLANNED, (aux,)))
        elif word in ("would", "'d"):
            reported = verb.dep_ in ("ccomp", "conj", "relcl", "advcl") or not any(
                c.dep_ == "mark" and c.lower_ == "if" for c in verb.children
            )
            found.append(Finding(Status.PLANNED if reported else Status.POSSIBLE, (aux,)))
        elif word in facts.modals:
            found.append(Finding(Status.POSSIBLE, (aux,)))
    for child in verb.children:
        if child.dep_ == "advmod":
            listed = facts.adverbs.get(child.lower_)
            if listed and listed is not Status.HAPPENED:
                found.append(Finding(listed, (child,)))
        elif child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless"):
            found.append(Finding(Status.POSSIBLE, (child,)))
    if (
        not found
        and verb.tag_ == "VBG"
        and any(c.lower_ in ("is", "are", "'s", "’s") and c.dep_ == "aux" for c in verb.children)
    ):
        pass
    return found


def _copula(verb: Token, came_from: Token | None, facts: Factuality) -> list[Finding]:
    """ "is to visit", "is due to visit", "a visit is possible"."""
    found = []
    if came_from is not None and came_from.dep_ == "xcomp" and any(c.lower_ == "to" for c in came_from.children):
        found.append(Finding(Status.PLANNED, (verb,)))
    for child in verb.children:
        if child.dep_ == "acomp":
            listed = facts.adjectives.get(child.lower_)
            if listed and listed is not Status.HAPPENED:
                found.append(Finding(listed, (child,)))
    return found


def _noun_signals(noun: Token, facts: Factuality) -> list[Finding]:
    found = []
    for child in noun.children:
        word = child.lower_
        if child.dep_ in ("amod", "nmod", "compound", "advmod"):
            listed = facts.adjectives.get(word)
            if listed and not (word in ("next",) and any(t.lower_ in ("day", "morning") for t in child.subtree)):
                found.append(Finding(listed, (child,)))
        elif child.dep_ == "det" and word == "no":
            found.append(Finding(Status.OFF, (child,)))
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in facts.verbs:
            listed = facts.verbs[child.lemma_]
            if listed is not Status.HAPPENED:
                found.append(Finding(listed, (child,)))
    return found


def _upward(token: Token, facts: Factuality) -> Token | None:
    """The word that governs `token` and may bear on its status; None where the statement stands on its own."""
    head, dep = token.head, token.dep_
    if head is token or dep in ("relcl", "parataxis", "appos"):
        return None
    if is_verb(token):
        return _above_verb(token, head, dep, facts)
    if dep in ("prep", "agent", "pobj", "pcomp"):
        return None if head.lower_ in ("after", "since", "following", "during") else head
    if dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "acomp", "conj", "dative"):
        return head
    return None


def _above_verb(verb: Token, head: Token, dep: str, facts: Factuality) -> Token | None:
    if dep == "ccomp" and head.lemma_.lower() in facts.saying:
        return None
    if dep in ("xcomp", "ccomp", "acomp", "csubj"):
        return head
    if dep == "conj":
        return head if is_verb(head) and not own_subject(verb) and not _is_tensed(verb) else None
    if dep == "advcl":
        purpose = verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
        return head if purpose else None
    if dep == "acl":
        return head if verb.tag_ == "VB" else None
    if dep == "pcomp":
        return None if head.lower_ in ("after", "since", "by", "while", "when") else head
    return None


def _is_tensed(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children
    )


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children
    )
