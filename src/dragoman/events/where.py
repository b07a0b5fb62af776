"""Where a contact takes place."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.events.grammar import CLAUSES, is_verb
from dragoman.model import Place
from dragoman.text.parsed import Mention, Parsed

_AT = frozenset({"in", "at", "to", "into", "near", "outside"})


def place_in(
    roots: Iterable[Token], trigger: Token, parsed: Parsed, preps: frozenset[str] = _AT
) -> tuple[Place, Mention] | None:
    """The place that stands, after "in" or "at", in the clauses of `roots` nearest to the trigger; later words win over earlier."""
    best: tuple[int, Place, Mention] | None = None
    for root in roots:
        for token in _own(root):
            if token.dep_ not in ("prep", "agent") or token.lower_ not in preps:
                continue
            for child in token.children:
                if child.dep_ != "pobj":
                    continue
                mention = parsed.mention_at(child)
                if (
                    mention is None
                    or mention.place is None
                    or (mention.governs and mention.place.name is None and token.lower_ == "to")
                ):
                    continue
                distance = child.i - trigger.i if child.i > trigger.i else 3 * (trigger.i - child.i)
                if best is None or distance < best[0]:
                    best = (distance, mention.place, mention)
        if best:
            return best[1], best[2]
    return None


def _own(root: Token) -> list[Token]:
    found, stack = [], [root]
    while stack and len(found) < 300:
        current = stack.pop()
        found.append(current)
        stack.extend(c for c in current.children if not (is_verb(c) and (c.dep_ in CLAUSES or c.dep_ == "conj")))
    return found
