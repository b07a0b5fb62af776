"""Which people the record took for one actor and are two, as people have said: what later reports are told by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.actors import name_key
from dragoman.model import Verdict
from dragoman.record.schema import actors, articles, judgements, reports

_ORIGIN, _GOAL = actors.alias("origin"), actors.alias("goal")
# A judgement that splits an actor keeps as its value the id of the other one; one that parts two actors keeps none.
IS_SPLIT: Final = sa.and_(
    judgements.c.about == "actor", judgements.c.verdict == str(Verdict.DIFFERENT), judgements.c.value.is_not(None)
)
_STANDING: Final = (
    sa.select(_ORIGIN.c.id.label("origin"), _GOAL.c.id.label("goal"), _GOAL.c.name, judgements.c.other, articles.c.page)
    .join(_ORIGIN, _ORIGIN.c.key == judgements.c.target)
    .join(_GOAL, _GOAL.c.key == judgements.c.value)
    .join(reports, reports.c.ref == judgements.c.other, isouter=True)
    .join(articles, articles.c.id == reports.c.article_id, isouter=True)
    .where(IS_SPLIT, judgements.c.undone_at.is_(None))
    .order_by(judgements.c.at, judgements.c.id)
)


@dataclass(frozen=True, slots=True)
class Splits:
    """By an actor's row and a spelling (folded), whose row it is instead: on a page, or with None on all of them."""

    rules: Mapping[tuple[int, str], Mapping[str | None, int]] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: Connection) -> Self:
        """Those that stand. The one named in a report is told apart on its page, in all of its versions."""
        rules: dict[tuple[int, str], dict[str | None, int]] = {}
        for row in connection.execute(_STANDING):
            spelled = name_key(row.other if row.page is None else row.name)
            rules.setdefault((row.origin, spelled), {})[row.page] = row.goal
        return cls(rules)

    def goal(self, number: int, spelled: str, page: str | None) -> int:
        """Who an actor is under a folded name on a page: himself, if nobody said otherwise."""
        seen: set[int] = set()
        while number not in seen:
            seen.add(number)
            by_page = self.rules.get((number, spelled), {})
            number = by_page.get(page, by_page.get(None, number))
        return number

    def below(self, number: int) -> set[int]:
        """The actor and all that were split off him, or off those."""
        found, front = {number}, {number}
        while front:
            front = {goal for (origin, _), goals in self.rules.items() if origin in front for goal in goals.values()}
            front -= found
            found |= front
        return found
