"""One statement of a contact in one sentence, before the statements of an article are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.events.codebook import Entry
from dragoman.events.who import Side
from dragoman.model import Place, Span, Status, TimeSpan


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one trigger states.

    `trigger` is a token index, `span` the evidence in characters, `because` the deciding characters per field.
    `refusal` says why it is no report; `echo` that it points to a contact told elsewhere ("the talks"), and `alone`
    that it is enough for a contact of its own should there be none. `carried` says that its day was told of another
    contact, so that it keeps nothing apart.
    """

    entry: Entry
    trigger: int
    span: Span
    status: Status = Status.HAPPENED
    sides: tuple[Side, ...] = ()
    place: Place | None = None
    when: TimeSpan | None = None
    attribution: str | None = None
    about: tuple[str, ...] = ()
    echo: bool = False
    alone: bool = True
    refusal: str | None = None
    carried: bool = False
    because: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
