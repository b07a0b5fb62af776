"""What makes a statement a contact."""

from dragoman.events.candidate import Candidate
from dragoman.events.codebook import codebook
from dragoman.events.contact import why_no_contact
from dragoman.events.who import Side
from dragoman.model import Actor, ActorType, Place, Role, Span


def received(host: Actor, visitor: Actor) -> Candidate:
    """ "HOST received VISITOR in Norway"."""
    entry = next(entry for entry in codebook().entries if entry.id == "visit.receive")
    sides = (Side(host, Role.HOST, Span(0, 4), "subject", 0), Side(visitor, Role.VISITOR, Span(14, 20), "object", 3))
    return Candidate(entry, 1, Span(0, 40), sides=sides, place=Place(None, "NOR"))


def test_nobody_receives_himself() -> None:
    holm = Actor("Per Holm", ActorType.PERSON, None, "governor")
    guest = Actor("Ana Costa", ActorType.PERSON, None, "governor")
    assert why_no_contact(received(holm, holm)) == "no visitor"
    assert why_no_contact(received(holm, guest)) is None
