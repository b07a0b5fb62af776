"""Who belongs to "his party" and "the delegation", where the text names them: "accompanied by A and B"."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc, Token

from dragoman.model import Actor, ActorType
from dragoman.text.drafts import Draft, Sense
from dragoman.text.memory import Memory
from dragoman.text.roles import subjects

_COMPANY = frozenset({"accompanied", "accompanying"})
_CONTENTS = frozenset({"including", "included", "includes", "include", "comprising", "comprises", "comprised"})
_WITH_OF = frozenset({"consisting", "consists", "consisted", "composed"})
_GOING = frozenset({"leaving", "arriving", "coming", "departing", "travelling", "traveling"})
_GROUPS = frozenset({"party", "delegation", "team", "mission", "entourage", "group"})
_LONGEST = 24  # names of one list
_ROLLS = 12  # lists of one article, so that a hostile text stays linear
_REACH = 200  # tokens of one list


@dataclass(frozen=True, slots=True)
class _Roll:
    """Names in a list, and the draft of whom or what they accompany or make up."""

    holder: Draft
    members: tuple[Draft, ...]


class Members:
    """The lists of members in one article; to be asked once every draft has its actors."""

    def __init__(self, memory: Memory, drafts: list[Draft]) -> None:
        self._memory = memory
        self._drafts = drafts
        self._firsts = [d.first for d in drafts]

    def assign(self) -> None:
        """Give members the country of their group, and groups named by a noun alone their members as actors."""
        for roll in islice(self._rolls(self._memory.doc), _ROLLS):
            codes = {a.country for a in roll.holder.actors if a.country} or set(roll.holder.countries)
            codes = codes or {a.country for d in roll.members for a in d.actors if a.country}
            if len(codes) != 1:
                continue
            code = codes.pop()
            people = tuple(d.actors[0] for d in roll.members if d.actors and d.actors[0].country in (code, None))
            lent = {a: replace(a, country=code) for a in people if a.country is None}
            for draft in self._drafts if lent else ():
                draft.actors = tuple(lent.get(a, a) for a in draft.actors)
            self._fill(roll.holder, tuple(lent.get(a, a) for a in people), code)

    def _fill(self, holder: Draft, people: tuple[Actor, ...], code: str | None) -> None:
        """Replace the group's own mentions, or "his party" of the person accompanied, by its members."""
        if not people:
            return
        for draft in self._drafts:
            if draft.sense is not Sense.NOMINAL or any(a.type is ActorType.PERSON for a in draft.actors):
                continue
            own = {a.country for a in draft.actors} | set(draft.countries)
            same = holder.sense is Sense.NOMINAL and draft.lemma == holder.lemma and own <= {code, None}
            if (draft is holder or (same and draft.definite)) or self._is_party_of(draft, holder):
                draft.actors = people

    def _is_party_of(self, draft: Draft, holder: Draft) -> bool:
        if draft.lemma not in _GROUPS:
            return False
        owners = {a.key for a in self._memory.owners_of(draft)}
        return bool(owners & {a.key for a in holder.actors if a.type is ActorType.PERSON})

    def _rolls(self, doc: Doc) -> Iterator[_Roll]:
        for token in doc:
            lower = token.lower_
            opens = lower in _CONTENTS or lower in _COMPANY or self._along(token)
            if not opens and not (lower in _WITH_OF and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of"):
                continue
            holder = self._holder(token)
            if holder is None:
                continue
            members = tuple(d for d in self._listed(token) if d.actors != holder.actors)
            if members:
                yield _Roll(holder, members)

    def _along(self, cue: Token) -> bool:
        """The "with" of "Leaving with the president were A and B"."""
        return cue.lower_ == "with" and cue.i > 0 and cue.doc[cue.i - 1].lower_ in _GOING

    def _holder(self, cue: Token) -> Draft | None:
        if cue.lower_ == "with":
            at = bisect_right(self._firsts, cue.i)
            following = self._drafts[at] if at < len(self._drafts) else None
            return following if following is not None and self._can_hold(following, cue) else None
        if cue.lower_ == "accompanying":
            return next((self._memory.at_head.get(c.i) for c in cue.children if c.dep_ == "dobj"), None)
        for subject in subjects(cue):
            held = self._memory.at_head.get(subject.i)
            if held is not None and held.lemma != "who":
                if held.sense is Sense.PRONOUN and held.lemma == "which":
                    break
                return held if self._can_hold(held, cue) else None
        return self._before(cue)

    def _before(self, cue: Token) -> Draft | None:
        """The group (for "accompanied" also the person) named last before the cue in its sentence."""
        start = cue.sent.start
        for i in range(bisect_right(self._firsts, cue.i) - 1, -1, -1):
            draft = self._drafts[i]
            if draft.first < start or cue.i - draft.last > 4:
                break
            if self._can_hold(draft, cue):
                return draft
        return None

    def _can_hold(self, draft: Draft, cue: Token) -> bool:
        if cue.lower_ not in _CONTENTS | _WITH_OF and draft.lemma not in _GROUPS:
            return len(draft.actors) == 1 and draft.actors[0].type is ActorType.PERSON
        return draft.sense is Sense.NOMINAL and draft.plural | (draft.lemma in _GROUPS)

    def _listed(self, cue: Token) -> tuple[Draft, ...]:
        """The persons named after the cue, up to the next finite verb."""
        doc = cue.doc
        end = min(cue.sent.end, cue.i + _REACH)
        stop = next(
            (
                i
                for i in range(cue.i + 1, end)
                if doc[i].tag_ in ("VBD", "VBP", "VBZ", "MD", "WP")
                and not (cue.lower_ in ("accompanying", "with") and doc[i].lemma_ == "be")
            ),
            end,
        )
        at = bisect_right(self._firsts, cue.i)
        near = self._drafts[at : at + 4 * _LONGEST]
        named = [d for d in near if d.first < stop and d.sense is Sense.PERSON and len(d.actors) == 1]
        return tuple(named[:_LONGEST])
