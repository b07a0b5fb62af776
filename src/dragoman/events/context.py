"""What one statement leaves to its neighbours: the place of a meeting on a visit, the day of a visit for a meeting."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import islice

from dragoman.events.candidate import Candidate
from dragoman.events.days import day_of
from dragoman.events.home import home_of
from dragoman.events.narrative import told_in_turn
from dragoman.events.within import set_apart
from dragoman.model import ActorType, Kind, Place, Role, Span, Status
from dragoman.text.parsed import Parsed

_VISITING = frozenset({"visit", "come", "travel", "trip"})
_RECENT = 2  # days
_DAY = len("2020-02-12")
_MOST = 200  # statements that others are compared with; an article has dozens, and cost must stay bounded
_ACTS = frozenset({Kind.AGREEMENT, Kind.MESSAGE, Kind.INVITATION})
_THERE = frozenset({Kind.MEETING, Kind.AGREEMENT})


def complete(found: Sequence[Candidate], parsed: Parsed) -> list[Candidate]:
    """The candidates with places, days and hosts taken from visits and meetings of the same people.

    Each step only fills what is empty or makes it more precise, and looks at the same sentence before the article.
    """
    done = [part for c in found for part in _apart(c, found[:_MOST])]
    done = [_landed(c, done[:_MOST], parsed) for c in _legs(done)]
    visits = _told(done, Kind.VISIT)
    done = _each(done, _THERE, lambda c: _on_a_visit(c, visits))
    home = home_of(parsed.article) if parsed.article.dateline else None
    if home is not None:
        done = _each(done, _THERE, lambda c: _at_home(c, home, parsed))
    done = _each(done, {Kind.INVITATION}, lambda c: _where_to(c, visits, parsed))
    meetings = _told(done, Kind.MEETING)
    done = _each(done, _ACTS, lambda c: _done_at(c, meetings, parsed))
    done = set_apart(done, parsed)
    inviters = _told(done, Kind.INVITATION)
    return _each(done, {Kind.VISIT}, lambda c: _invited(_visit_to(c, meetings), inviters))


def _told(found: Sequence[Candidate], kind: Kind) -> list[Candidate]:
    told = (c for c in found if c.entry.kind is kind and c.refusal is None and not c.echo)
    return list(islice(told, _MOST))


def _each(
    found: Sequence[Candidate], kinds: Collection[Kind], step: Callable[[Candidate], Candidate]
) -> list[Candidate]:
    return [step(c) if c.entry.kind in kinds and c.refusal is None else c for c in found]


def _on_a_visit(meeting: Candidate, visits: list[Candidate]) -> Candidate:
    """A meeting is where, and if it says no more when, a visit by one of its sides brings it to its host."""
    visit = _visit_of(meeting, visits)
    if visit is None or visit.place is None:
        return meeting
    because = dict(meeting.because)
    place, when = meeting.place, meeting.when
    if place is None or (place.name is None and visit.place.name is not None):
        place, because["place"] = visit.place, visit.because.get("place", ())
    same_day = visit.span == meeting.span or (visit.when is not None and visit.when.start == visit.when.end)
    if when is None and same_day and visit.when is not None and visit.status is meeting.status:
        when, because["start"] = visit.when, visit.because.get("start", ())
    return replace(meeting, place=place, when=when, because=because)


def _visit_of(meeting: Candidate, visits: list[Candidate]) -> Candidate | None:
    """The visit that a meeting is part of; None if visits to several states fit, or to another place than its own."""
    keys = {s.actor.key for s in meeting.sides}
    countries = {s.actor.country for s in meeting.sides}
    fitting = [
        v
        for v in visits
        if v.place is not None
        and any(s.role is Role.VISITOR and s.actor.key in keys for s in v.sides)
        and (v.span == meeting.span or v.place.country in countries)
        and (meeting.place is None or _same_place(meeting.place, v.place))
        and (v.status in (meeting.status, Status.HAPPENED) or meeting.status in (Status.POSSIBLE, Status.OFF))
    ]
    near = [v for v in fitting if v.span == meeting.span] or fitting
    if len({v.place.country for v in near if v.place}) != 1:
        return None
    return max(near, key=lambda v: (v.place is not None and v.place.name is not None, v.when is not None))


def _same_place(a: Place, b: Place) -> bool:
    return a.country == b.country and (a.name is None or b.name is None or a.name == b.name)


def _where_to(invitation: Candidate, visits: list[Candidate], parsed: Parsed) -> Candidate:
    """Where the invited go: the place named after it, that of the visit in its sentence, else the sender's state."""
    token = parsed.doc[invitation.trigger]
    ahead = [t for t in token.subtree if t.i > token.i]
    for later in ahead:
        mention = parsed.mention_at(later)
        if mention and mention.head == later.i and mention.place and not _names_a_side(mention.span, invitation):
            return _placed(invitation, mention.place, mention.span)
    for visit in visits:
        if visit.span == invitation.span and visit.place is not None:
            return _placed(invitation, visit.place, *visit.because.get("place", ()))
    if any(t.lemma_ in _VISITING for t in ahead):
        for side in invitation.sides:
            if side.role is Role.SENDER and side.actor.country not in (None, "IGO"):
                return _placed(invitation, Place(None, side.actor.country), side.span)
    return invitation


def _legs(found: Sequence[Candidate]) -> list[Candidate]:
    """The days of a tour are those of its legs: "will visit the Gulf from July 13 to 16", "will fly on to Jeddah"."""
    tours = [
        c
        for c in found
        if c.entry.kind is Kind.VISIT and c.refusal is None and c.when and c.place and c.place.country is None
    ]
    tours = tours[:_MOST]
    return [_leg(c, tours) if c.entry.kind is Kind.VISIT and c.when is None else c for c in found]


def _leg(visit: Candidate, tours: list[Candidate]) -> Candidate:
    visitors = {s.actor.key for s in visit.sides if s.role is Role.VISITOR}
    for tour in tours:
        if visit.status is tour.status and visitors & {s.actor.key for s in tour.sides if s.role is Role.VISITOR}:
            return replace(visit, when=tour.when, because={**visit.because, "start": tour.because.get("start", ())})
    return visit


def _apart(meeting: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """One meeting with each, where the article tells elsewhere of a meeting with one of them alone.

    "Envoys who met with Kim and Trump" were at two meetings if the text goes on to "their meeting with Trump".
    """
    met = [s for s in meeting.sides if s.slot == "with"]
    rest = [s for s in meeting.sides if s.slot != "with"]
    states = {s.actor.country for s in met}
    if meeting.entry.kind is not Kind.MEETING or meeting.refusal or not rest or len(met) < 2 or len(states) < len(met):
        return [meeting]
    keys, own = {s.actor.key for s in met}, {s.actor.key for s in rest}
    for other in found:
        there = {s.actor.key for s in other.sides}
        same = other.entry.kind is meeting.entry.kind and other.status is meeting.status and not other.refusal
        if same and other.trigger != meeting.trigger and there & own and len(there & keys) == 1 and len(there) == 2:
            return [replace(meeting, sides=(*rest, side)) for side in met]
    return [meeting]


def _landed(visit: Candidate, found: Sequence[Candidate], parsed: Parsed) -> Candidate:
    """An arrival that does not say where is where its visitor met somebody abroad, else at a dateline abroad."""
    if not visit.echo or "arrival" not in visit.entry.flags or visit.refusal is not None:
        return visit
    visitors = {s.actor.key for s in visit.sides if s.role is Role.VISITOR}
    states = {s.actor.country for s in visit.sides if s.role is Role.VISITOR}
    there = [
        c
        for c in found
        if c.refusal is None and c.place is not None and c.place.country not in states | {None}
        if c.entry.kind in (Kind.MEETING, Kind.VISIT) and visitors & {s.actor.key for s in c.sides}
    ]
    # where he is said to be going next is not where he landed
    met = [c.place for c in [c for c in there if c.status is visit.status] or there if c.place is not None]
    home = home_of(parsed.article) if parsed.article.dateline else None
    if not met and home is not None and home.country not in states:
        met = [home]
    if not met or None in states:
        return visit
    cities = [p for p in met if p.geonames is not None and p.country == met[0].country]
    done = visit.status is Status.HAPPENED
    return replace(visit, place=cities[0] if cities and done else Place(None, met[0].country), echo=False)


def _names_a_side(span: Span, candidate: Candidate) -> bool:
    return any(s.span.start <= span.start and span.end <= s.span.end for s in candidate.sides)


def _placed(candidate: Candidate, place: Place, *spans: Span) -> Candidate:
    return replace(candidate, place=place, because={**candidate.because, "place": spans})


def _visit_to(visit: Candidate, meetings: list[Candidate]) -> Candidate:
    """A visit that gives only the state, or no day, was to the city and on the day where its visitor met somebody."""
    if visit.place is None:
        return visit
    visitors = {s.actor.key for s in visit.sides if s.role is Role.VISITOR}
    because = dict(visit.because)
    place, when = visit.place, visit.when
    for meeting in meetings:
        if meeting.place is None or meeting.status is not visit.status or not _same_place(place, meeting.place):
            continue
        if not visitors & {s.actor.key for s in meeting.sides}:
            continue
        if place.name is None and meeting.place.geonames is not None:
            place, because["place"] = meeting.place, meeting.because.get("place", ())
        if when is None and meeting.when is not None:
            when, because["start"] = meeting.when, meeting.because.get("start", ())
    return replace(visit, place=place, when=when, because=because)


def _done_at(act: Candidate, meetings: list[Candidate], parsed: Parsed) -> Candidate:
    """What people who met sign, send or ask each other without a day of its own, they did when they met.

    An agreement was also made where they met. "He had invited him before" was at another time.
    """
    agreed = act.entry.kind is Kind.AGREEMENT
    placed = not agreed or act.place is not None
    if not agreed and (act.status is not Status.HAPPENED or not told_in_turn(act, parsed)):
        return act
    if act.when is not None and placed:
        return act
    keys = {s.actor.key for s in act.sides}
    for meeting in meetings:
        if meeting.status is act.status and len(keys & {s.actor.key for s in meeting.sides}) > 1:
            because = dict(act.because)
            when, place = act.when, act.place
            if when is None and meeting.when is not None and (agreed or len(meeting.when.start or "") == _DAY):
                when, because["start"] = meeting.when, meeting.because.get("start", ())
            if not placed and meeting.place is not None:
                place, because["place"] = meeting.place, meeting.because.get("place", ())
            return replace(act, when=when, place=place, because=because, carried=act.when is None and when is not None)
    return act


def _invited(visit: Candidate, invitations: list[Candidate]) -> Candidate:
    """Who invited the visitor is the host: "arrived on a visit at the invitation of Kim Jong Il"."""
    if visit.place is None or any(s.role is Role.HOST and s.actor.type is ActorType.PERSON for s in visit.sides):
        return visit
    for invitation in invitations:
        if invitation.span != visit.span:
            continue
        for side in invitation.sides:
            if side.role is Role.SENDER and side.actor.country == visit.place.country:
                return replace(visit, sides=(*visit.sides, replace(side, role=Role.HOST)))
    return visit


def _at_home(meeting: Candidate, home: Place, parsed: Parsed) -> Candidate:
    """Talks of these days without a place are at the dateline's, if one of the sides is at home there."""
    published = parsed.article.published
    told = meeting.status in (Status.HAPPENED, Status.PLANNED)
    if meeting.place is not None or not told or published is None or meeting.when is None:
        return meeting
    first = day_of(meeting.when.start, last=False) if meeting.when.start else None
    recent = first is not None and abs((published.day - first).days) <= _RECENT
    at_home = recent and any(s.actor.country == home.country for s in meeting.sides)
    return replace(meeting, place=home) if at_home else meeting
