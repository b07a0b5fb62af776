"""How real a contact is: tense, modals, negation and the words that govern the one that states it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events.codebook import Factuality
from dragoman.events.grammar import is_verb, objects, own_subject, with_particle
from dragoman.model import Status

_SEVERITY = {Status.HAPPENED: 0, Status.PLANNED: 1, Status.POSSIBLE: 2, Status.OFF: 3}
_STEPS = 7
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "nsubjpass", "attr", "oprd", "acomp", "conj"})
_GOVERNING_PREPOSITIONS = frozenset({"for", "on", "to", "from", "about", "forward", "against", "of"})
# "the talks stalled": the event is the subject of a verb that says what became of it
_FATES = frozenset({"be", "remain", "fail", "stall", "collapse", "await", "appear", "seem", "look"})
_PAST_PREPOSITIONS = frozenset(
    {"after", "since", "following", "during", "at", "in", "with", "upon", "as", "by", "while", "when"}
)
_AHEAD_PREPOSITIONS = frozenset({"before", "ahead", "prior"})
_FRAMES = frozenset({"after", "following", "during", "at", "upon"})
_UPON = frozenset({"before", "after", "when", "once", "until"})
_BEING = frozenset({"be", "mark", "make", "become", "represent", "constitute"})
# "will hold a series of meetings", "take part in the talks", "the negotiation process": the contact is what it is of
_MANY = frozenset({"series", "round", "number", "couple", "cycle", "set", "string", "part", "process"})
_TAKING_PART = frozenset({"part", "participate", "engage"})
_OPEN = frozenset({"should", "must", "may", "might"})
_WILLING = frozenset({"ready", "prepared", "willing"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "ll"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A status and the tokens that decided it."""

    status: Status
    tokens: tuple[Token, ...] = ()


def status_of(trigger: Token, facts: Factuality) -> Finding:
    """The status that the words around `trigger` give the contact, without regard to its date.

    Words above the trigger are asked in turn until one settles it; the least real status of those found counts.
    """
    worst = Finding(Status.HAPPENED)
    for finding in _signals(trigger, facts):
        if _SEVERITY[finding.status] > _SEVERITY[worst.status]:
            worst = finding
    return worst


def _signals(trigger: Token, facts: Factuality) -> list[Finding]:
    found: list[Finding] = []
    if not is_verb(trigger):
        found = _of_event_noun(trigger, facts)
        if any(f.status is not Status.OFF for f in found):  # "the upcoming visit" needs no verb to say so
            return [f for f in found if f.status is not Status.HAPPENED]
    current: Token = trigger
    came_from: Token | None = None
    for _ in range(_STEPS):
        if is_verb(current):
            findings, final = _of_verb(current, came_from, facts)
            found.extend(findings)
            if final:
                break
        elif current.lower_ in _AHEAD_PREPOSITIONS and current.dep_ in ("prep", "mark", "advmod"):
            if came_from is None or not is_verb(came_from):
                found.append(Finding(Status.PLANNED, (current,)))
                break
        elif current != trigger and current.pos_ in ("NOUN", "PROPN", "ADJ"):
            listed = facts.nouns.get(current.lemma_.lower()) or facts.adjectives.get(current.lower_)
            if listed is None and current.dep_ not in ("conj",) and current.lemma_.lower() not in _MANY:
                break  # "the way for", "the results of": the contact is not what the clause asserts
            if listed and listed is not Status.HAPPENED:
                found.append(Finding(listed, (current,)))
                break
        upward = _upward(current, facts)
        if upward is None:
            break
        came_from, current = current, upward
    return found


def _of_verb(verb: Token, came_from: Token | None, facts: Factuality) -> tuple[list[Finding], bool]:
    """What the verb says of itself or of what it governs; True when nothing above it matters any more."""
    found: list[Finding] = []
    governs = came_from is not None and _governs(verb, came_from)
    listed = facts.verbs.get(verb.lemma_.lower()) if governs else None
    if governs and with_particle(verb) in facts.verbs:
        listed = facts.verbs[with_particle(verb)]
    negation = next((c for c in verb.children if c.dep_ == "neg"), None)
    if listed is Status.OFF and negation is not None:  # "has not ruled out"
        listed, negation = Status.POSSIBLE, None
    if listed and listed is not Status.HAPPENED:
        found.append(Finding(listed, (verb,)))
    absent = verb.lemma_ == "be" and came_from is not None and _is_beside_the_point(verb, came_from, facts)
    only = any(c.lower_ == "only" for c in verb.children)
    if negation is not None and not only and not absent and (came_from is None or governs):
        found.append(Finding(Status.OFF, (negation,)))
    supposed = _supposed(verb, came_from)
    found.extend((supposed,) if supposed is not None else _auxiliaries(verb, facts))
    if verb.lemma_ == "be":
        found.extend(_copula(verb, came_from, facts))
    elif came_from is not None and _has_to(verb, came_from):
        found.append(Finding(Status.POSSIBLE, (verb,)))
    settled = bool(listed) and listed is not Status.HAPPENED
    return found, settled or (_is_finite(verb) and verb.dep_ not in ("ccomp",) and not _still_to_come(verb))


def _still_to_come(verb: Token) -> bool:
    """ "He is to see her before both leave for Oslo": the present tense is as real as the clause above."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBZ", "VBP"):
        return False
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _UPON for c in verb.children)


def _governs(verb: Token, child: Token) -> bool:
    """True if `child` is what the verb is about, not a mere circumstance of it."""
    if child.dep_ in _COMPLEMENTS:
        return True
    if child.dep_ == "nsubj":
        return verb.lemma_ in _FATES
    if child.dep_ in ("prep", "agent"):
        return child.lower_ in _GOVERNING_PREPOSITIONS
    return False


def _has_to(verb: Token, came_from: Token) -> bool:
    """ "He has to start a dialogue"; who "had to", did."""
    return (
        verb.lemma_ == "have" and verb.tag_ in ("VBZ", "VBP") and came_from.dep_ == "xcomp" and came_from.tag_ == "VB"
    )


def _is_beside_the_point(be: Token, came_from: Token, facts: Factuality) -> bool:
    """ "I was not on the call", "the talks are not easy": what is denied is not that they were."""
    if came_from.dep_ == "prep":
        return True
    said = (c.lower_ for c in be.children if c.dep_ in ("acomp", "attr"))
    return came_from.dep_ == "nsubj" and any(word in facts.judged for word in said)


def _auxiliaries(verb: Token, facts: Factuality) -> Iterator[Finding]:
    conditional = any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in verb.children)
    for child in verb.children:
        word = child.lower_
        if child.dep_ in ("aux", "auxpass"):
            if word in _FUTURE:
                yield Finding(Status.PLANNED, (child,))
            elif word in ("would", "'d", "’d"):  # future in the past, unless an "if" hangs on it
                yield Finding(Status.POSSIBLE if conditional else Status.PLANNED, (child,))
            elif word in facts.modals:
                yield Finding(Status.POSSIBLE, (child,))
        elif word == "off" and verb.lemma_ in ("be", "call"):
            yield Finding(Status.OFF, (child,))
        elif child.dep_ == "advmod":
            listed = facts.adverbs.get(word)
            if listed and listed is not Status.HAPPENED and not _only_before(child):
                yield Finding(listed, (child,))
        elif child.dep_ == "mark" and word in ("if", "whether", "unless", "until"):
            yield Finding(Status.POSSIBLE, (child,))


def _is_cancelled(clause: Token, facts: Factuality) -> bool:
    """ "A meeting with Xi in Chile that was cancelled": wherever the parse hangs it, only the meeting can be."""
    own = any(c.dep_ == "nsubjpass" and c.lower_ in ("which", "that") for c in clause.children)
    return own and clause.head.pos_ == "PROPN" and with_particle(clause).strip() in facts.dropped


def _is_not_in(noun: Token) -> bool:
    """ "They are not in talks": there are none, but "he was not in the talks" of others."""
    prep = noun.head
    bare = noun.dep_ == "pobj" and prep.lower_ == "in" and not any(c.dep_ in ("det", "poss") for c in noun.children)
    return bare and prep.head.lemma_ == "be" and any(c.dep_ == "neg" for c in prep.head.children)


def _is_to_come(clause: Token) -> bool:
    """ "The summit, which will take place in June": the summit itself is what will be."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("which", "that") for c in clause.children)
    return own and any(c.dep_ in ("aux", "auxpass") and c.lower_ in _FUTURE for c in clause.children)


def _only_before(adverb: Token) -> bool:
    """ "Met ahead of the summit": before something else, which tells nothing of whether they did."""
    return adverb.lower_ == "ahead" and any(c.lower_ == "of" for c in adverb.children)


def _supposed(verb: Token, came_from: Token | None) -> Finding | None:
    """ "A summit would be the third": what it would be, nobody says that it is to be."""
    would = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("would", "'d", "’d")), None)
    if would is None or verb.lemma_ not in _BEING or came_from is None or came_from.dep_ != "nsubj":
        return None
    some = any(c.dep_ == "det" and c.lower_ in ("a", "an", "any", "such", "another") for c in came_from.children)
    told = any(c.dep_ in ("attr", "acomp", "dobj", "oprd") for c in verb.children)
    return Finding(Status.POSSIBLE, (would,)) if some and told else None


def amid_what_will_be(noun: Token) -> bool:
    """ "Following the talks, they will sign": what frames an act to come is to come, if it has no day of its own."""
    prep = noun.head
    if is_verb(noun) or noun.dep_ not in ("pobj", "dobj") or prep.lower_ not in _FRAMES or not is_verb(prep.head):
        return False
    verb = prep.head
    ready = verb.tag_ in ("VBP", "VBZ") and any(c.dep_ == "acomp" and c.lower_ in _WILLING for c in verb.children)
    return ready or any(c.dep_ == "aux" and c.lower_ in _FUTURE | _OPEN for c in verb.children)


def _copula(verb: Token, came_from: Token | None, facts: Factuality) -> Iterator[Finding]:
    """The copula of "is to visit", "is due to visit", "a visit is possible"."""
    if came_from is not None and came_from.dep_ == "xcomp" and any(c.lower_ == "to" for c in came_from.children):
        yield Finding(Status.PLANNED, (verb,))
    for child in verb.children:
        if child.dep_ in ("acomp", "attr"):
            listed = facts.adjectives.get(child.lower_)
            if listed and listed is not Status.HAPPENED:
                yield Finding(listed, (child,))


def _of_event_noun(noun: Token, facts: Factuality) -> list[Finding]:
    """Words before and after an event noun: "the planned visit", "no talks", "a summit scheduled for May"."""
    found = [Finding(Status.OFF, (t,)) for t in noun.subtree if t.dep_ == "relcl" and _is_cancelled(t, facts)][:1]
    if _is_not_in(noun):
        found.append(Finding(Status.OFF, (noun.head,)))
    for child in noun.children:
        word = child.lower_
        if child.dep_ in ("amod", "nmod", "compound", "advmod"):
            listed = facts.adjectives.get(word) or facts.adverbs.get(word)
            if listed and not _only_before(child):
                found.append(Finding(listed, (child,)))
        elif child.dep_ == "det" and word == "no":
            found.append(Finding(Status.OFF, (child,)))
        elif child.dep_ == "relcl" and _is_to_come(child):
            found.append(Finding(Status.PLANNED, (child,)))
        elif child.dep_ in ("acl", "relcl") and (child.tag_ == "VBN" or noun in objects(child)):
            listed = facts.verbs.get(with_particle(child)) or facts.verbs.get(child.lemma_)
            if listed and listed is not Status.HAPPENED:
                found.append(Finding(listed, (child,)))
        elif child.dep_ == "prep":  # "Putin's visit possibly during the first half of the year"
            found.extend(
                Finding(facts.adverbs[c.lower_], (c,))
                for c in child.children
                if c.dep_ == "advmod" and facts.adverbs.get(c.lower_, Status.HAPPENED) is not Status.HAPPENED
            )
    return found


def _upward(token: Token, facts: Factuality) -> Token | None:
    """The word that governs `token` and may bear on its status; None where the statement stands on its own."""
    head, dep = token.head, token.dep_
    if head == token or dep in ("relcl", "parataxis", "appos"):
        return None
    if is_verb(token):
        return _above_verb(token, facts)
    if dep == "pobj":
        if head.lower_ == "in" and (head.head.lemma_ in _TAKING_PART or _takes_part(head.head)):
            return head.head
        return None if head.lower_ in _PAST_PREPOSITIONS else head
    if dep in ("prep", "agent"):
        return head if head.pos_ != "PROPN" and token.lower_ in _GOVERNING_PREPOSITIONS else None
    if dep == "compound":
        return head if head.lemma_.lower() in _MANY else None
    return head if dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "acomp", "conj", "dative") else None


def _above_verb(verb: Token, facts: Factuality) -> Token | None:
    head, dep = verb.head, verb.dep_
    if dep == "ccomp" and head.lemma_.lower() in facts.saying:
        return None
    if dep == "conj":
        shared = is_verb(head) and not own_subject(verb) and not _is_tensed(verb)
        return head if shared else None
    if _still_to_come(verb):
        return head
    if dep in ("advcl", "acl"):
        infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
        return head if infinitive else None
    if dep == "pcomp":
        return None if head.lower_ in _PAST_PREPOSITIONS else head
    return head


def _takes_part(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lemma_ == "part" for c in verb.children)


def _is_tensed(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children
    )


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children
    )
