"""What became of an event, day by day, in the words of a news desk: new, changed, called off, confirmed ..."""

from dataclasses import dataclass

from dragoman.model import Status
from dragoman.record.life import place_shown
from dragoman.record.timing import shown
from dragoman.record.view import View

NEW = "new"
CHANGED = "changed"
CALLED_OFF = "called off"
REVIVED = "revived"
HAPPENED = "happened"
CONTRADICTED = "contradicted"
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Development:
    """One of them: `on` is the day of publication of the `article` that brought it; the rest as in an event's life."""

    on: str | None
    what: str
    article: str
    field: str
    before: str | None
    after: str | None


def developments_of(view: View) -> list[Development]:
    """The entries of an event's life, the second independent source that confirmed it, and each contradiction."""
    found = [
        Development(c.on, _what(c.field, c.before, c.after), c.article, c.field, c.before, c.after) for c in view.life
    ]
    return [*found, *_confirmation(view), *_contradictions(view)]


def _what(field: str, before: str | None, after: str | None) -> str:
    if before is None and field == "status":
        return NEW
    if field == "status" and after == Status.OFF:
        return CALLED_OFF
    if field == "status" and before == Status.OFF:
        return HAPPENED if after == Status.HAPPENED else REVIVED
    return HAPPENED if field == "status" and after == Status.HAPPENED else CHANGED


def _confirmation(view: View) -> list[Development]:
    """The second voice that says the same of the event as the first."""
    saying = [s for s in view.sources if s.status is view.status and not s.rejected]
    first = saying[0] if saying else None
    second = next((s for s in saying if first is not None and s.voice != first.voice), None)
    if second is None:
        return []
    return [Development(second.published, CONFIRMED, second.article, "status", None, str(view.status))]


def _contradictions(view: View) -> list[Development]:
    found = []
    for disagreement in view.disagreements:
        stands = {"date": shown(view.when), "place": place_shown(view.place), "status": str(view.status)}.get(
            disagreement.field, str(view.kind)
        )
        for value, articles in zip(disagreement.values, disagreement.articles, strict=True):
            source = next((s for s in view.sources if s.article in articles), None)
            if value != stands and source is not None:
                found.append(
                    Development(source.published, CONTRADICTED, source.article, disagreement.field, stands, value)
                )
    return found
