"""Which time expression dates a contact."""

import datetime as dt
from dataclasses import replace

from spacy.tokens import Token

from dragoman.events.codebook import Factuality
from dragoman.events.grammar import held_in, is_verb, own_tokens, with_particle
from dragoman.model import TimeSpan
from dragoman.text.parsed import Parsed, TimeMention

_OBJECTS = frozenset({"dobj", "nsubjpass", "ccomp", "xcomp", "attr"})
_STEPS = 5
# "in a ceremony on Monday", "at the Kremlin on Monday": the day is the contact's
_TOGETHER_WITH = frozenset({"in", "at", "with", "during", "on", "to", "from", "for", "between", "by", "of"})
# "congratulated her on winning at the 2021 championships": the year is that of winning
_REASONS = frozenset({"on", "for", "about", "of"})


def when_of(
    trigger: Token, parsed: Parsed, carrier: Token | None, facts: Factuality, stop: frozenset[int]
) -> tuple[TimeSpan, TimeMention] | None:
    """The days of the contact that `trigger` states, and the expression that says so.

    Looked for first under the trigger itself, then under the verb that carries it, then in the clauses above, up to
    a verb of saying (its day is the day of the speech). `carrier` is a noun's light verb, if any; `stop` are other
    events, whose days are their own.
    """
    tried: set[int] = set()
    is_object = trigger.dep_ in _OBJECTS  # "announced a visit on Monday" is the day of the announcement
    current: Token | None = trigger
    for _ in range(_STEPS):
        if current is None:
            return None
        if current.i not in tried and not (is_object and current != trigger and _is_act(current, facts)):
            tried.add(current.i)
            clauses = [current, *(held_in(trigger) if current == trigger and not is_verb(trigger) else ())]
            times = (_nearest(root, trigger, parsed, stop) for root in clauses)
            found = next((t for t in times if t is not None), None)
            if found is not None:
                return _with_length(found, trigger, parsed)
        if current is trigger and carrier is not None and carrier.i not in tried:
            current = carrier
            continue
        current = _above(current, facts.saying)
    return None


def _is_act(verb: Token, facts: Factuality) -> bool:
    """Whether a verb's day is that of its own act: "announced", "called off"."""
    return verb.lemma_.lower() in facts.acts or with_particle(verb) in facts.acts


def _above(token: Token, saying: frozenset[str]) -> Token | None:
    head = token.head
    if head == token or token.dep_ in ("appos",):
        return None
    if token.dep_ == "relcl":
        return None
    if is_verb(head) and head.lemma_.lower() in saying:
        return None
    return head


def _nearest(root: Token, trigger: Token, parsed: Parsed, stop: frozenset[int]) -> TimeMention | None:
    """The time expression of `root`'s own clause that stands nearest to the trigger."""
    span = {t.i for t in own_tokens(root, stop)}
    best: tuple[int, TimeMention] | None = None
    for time in parsed.times:
        if time.when is None or time.head not in span or _of_another(time, root):
            continue
        distance = abs(time.head - trigger.i)
        if best is None or distance < best[0]:
            best = (distance, time)
    return best[1] if best else None


def _of_another(time: TimeMention, root: Token) -> bool:
    """Whether a time expression dates some other thing: "due to the election on Sunday"."""
    token = root.doc[time.head]
    for _ in range(30):
        above = token.head
        if token == root or above == token:
            return False
        if token.dep_ == "pcomp" and above.lower_ in _REASONS:
            return True
        named = token.pos_ == "NOUN" and token.dep_ == "pobj" and not time.first <= token.i < time.last
        if named and above.lower_ not in _TOGETHER_WITH and above != root.head:
            return True
        token = above
    return False


def _with_length(time: TimeMention, trigger: Token, parsed: Parsed) -> tuple[TimeSpan, TimeMention]:
    """Adds "four-day" of "embarked on a four-day trip on Wednesday"."""
    when = time.when
    assert when is not None
    if when.start and len(when.start) == 10 and when.end == when.start:
        days = next(
            (t.days for t in parsed.times if t.days and t.type == "DURATION" and abs(t.head - trigger.i) <= 3), None
        )
        if days and 1 < days <= 31:
            last = dt.date.fromisoformat(when.start) + dt.timedelta(days=days - 1)
            when = replace(when, end=last.isoformat())
    return when, time
