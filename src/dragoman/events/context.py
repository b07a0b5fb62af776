"""What one statement leaves to its neighbours: the place of a meeting on a visit, the day of a visit for a meeting."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.events.candidate import Candidate
from dragoman.events.home import home_of
from dragoman.events.when import day_of
from dragoman.model import ActorType, Kind, Place, Role, Span, Status
from dragoman.text.parsed import Parsed

_VISITING = frozenset({"visit", "come", "travel", "trip"})
_RECENT = 2  # days
_THERE = frozenset({Kind.MEETING, Kind.AGREEMENT})


def complete(found: Sequence[Candidate], parsed: Parsed) -> list[Candidate]:
    """The candidates with places and days taken from visits of the same people in the same sentence, else article."""
    found = [part for c in found for part in _apart(c, found)]
    found = [_landed(c, found, parsed) for c in _legs(found)]
    visits = [c for c in found if c.entry.kind is Kind.VISIT and c.refusal is None and not c.echo]
    done = [_on_a_visit(c, visits) if c.entry.kind in _THERE and c.refusal is None else c for c in found]
    home = home_of(parsed.article) if parsed.article.dateline else None
    if home is not None:
        done = [_at_home(c, home, parsed) if c.entry.kind in _THERE and c.refusal is None else c for c in done]
    done = [_where_to(c, visits, parsed) if c.entry.kind is Kind.INVITATION and c.refusal is None else c for c in done]
    meetings = [c for c in done if c.entry.kind is Kind.MEETING and c.refusal is None and not c.echo]
    done = [_signed_at(c, meetings) if c.entry.kind is Kind.AGREEMENT and c.refusal is None else c for c in done]
    done = [_apart_from_talks(c, done) if "apart" in c.entry.flags and c.refusal is None else c for c in done]
    inviters = [c for c in done if c.entry.kind is Kind.INVITATION and c.refusal is None]
    return [
        _invited(_visit_day(c, meetings), inviters) if c.entry.kind is Kind.VISIT and c.refusal is None else c
        for c in done
    ]


def _on_a_visit(meeting: Candidate, visits: list[Candidate]) -> Candidate:
    """A meeting without a place is where a visit by one of its sides brings it together with its host."""
    if meeting.place is not None:
        return meeting
    keys = {s.actor.key for s in meeting.sides}
    countries = {s.actor.country for s in meeting.sides}
    fitting = [
        v
        for v in visits
        if v.place is not None
        and any(s.role is Role.VISITOR and s.actor.key in keys for s in v.sides)
        and (v.span == meeting.span or v.place.country in countries)
        and (v.status in (meeting.status, Status.HAPPENED) or meeting.status is Status.POSSIBLE)
    ]
    near = [v for v in fitting if v.span == meeting.span] or fitting
    places = {(v.place.name, v.place.country) for v in near if v.place}
    if len({country for _, country in places}) != 1:
        return meeting
    visit = max(near, key=lambda v: v.place is not None and v.place.name is not None)
    because = {**meeting.because, "place": visit.because.get("place", ())}
    when = meeting.when
    same_day = visit.span == meeting.span or (visit.when is not None and visit.when.start == visit.when.end)
    if when is None and same_day and visit.when is not None and visit.status is meeting.status:
        when = visit.when
        because["start"] = visit.because.get("start", ())
    return replace(meeting, place=visit.place, when=when, because=because)


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
    met = [
        c.place
        for c in found
        if c.refusal is None and c.place is not None and c.place.country not in states | {None}
        if c.entry.kind in (Kind.MEETING, Kind.VISIT) and visitors & {s.actor.key for s in c.sides}
    ]
    home = home_of(parsed.article) if parsed.article.dateline else None
    if not met and home is not None and home.country not in states:
        met = [home]
    return replace(visit, place=met[0], echo=False) if met and None not in states else visit


def _names_a_side(span: Span, candidate: Candidate) -> bool:
    return any(s.span.start <= span.start and span.end <= s.span.end for s in candidate.sides)


def _placed(candidate: Candidate, place: Place, *spans: Span) -> Candidate:
    return replace(candidate, place=place, because={**candidate.because, "place": spans})


def _visit_day(visit: Candidate, meetings: list[Candidate]) -> Candidate:
    """A visit without a day was on when its visitor met somebody there."""
    if visit.when is not None or visit.place is None:
        return visit
    visitors = {s.actor.key for s in visit.sides if s.role is Role.VISITOR}
    for meeting in meetings:
        if meeting.when is None or meeting.place is None or meeting.status is not visit.status:
            continue
        there = meeting.place.country == visit.place.country and meeting.place.name in (None, visit.place.name)
        if there and visitors & {s.actor.key for s in meeting.sides}:
            return replace(
                visit, when=meeting.when, because={**visit.because, "start": meeting.because.get("start", ())}
            )
    return visit


def _signed_at(agreement: Candidate, meetings: list[Candidate]) -> Candidate:
    """What sides that met agree without a day or place of its own was agreed when and where they met."""
    if agreement.when is not None and agreement.place is not None:
        return agreement
    keys = {s.actor.key for s in agreement.sides}
    for meeting in meetings:
        if meeting.status is agreement.status and len(keys & {s.actor.key for s in meeting.sides}) > 1:
            because = dict(agreement.because)
            when, place = agreement.when, agreement.place
            if when is None and meeting.when is not None:
                when, because["start"] = meeting.when, meeting.because.get("start", ())
            if place is None and meeting.place is not None:
                place, because["place"] = meeting.place, meeting.because.get("place", ())
            return replace(agreement, when=when, place=place, because=because)
    return agreement


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


def _apart_from_talks(message: Candidate, found: list[Candidate]) -> Candidate:
    """What is said in a meeting or call is no message of its own: "he congratulated him on his election"."""
    keys = {s.actor.country for s in message.sides}
    talks = (c for c in found if c.entry.kind in (Kind.MEETING, Kind.CALL) and c.refusal is None and not c.echo)
    if any(keys <= {s.actor.country for s in c.sides} for c in talks):
        return replace(message, refusal="it was said in talks that are reported")
    return message


def _at_home(meeting: Candidate, home: Place, parsed: Parsed) -> Candidate:
    """Talks of the last two days without a place were at the dateline's, if one of the sides is at home there."""
    published = parsed.article.published
    if meeting.place is not None or meeting.status is not Status.HAPPENED or published is None or meeting.when is None:
        return meeting
    first = day_of(meeting.when.start, last=False) if meeting.when.start else None
    recent = first is not None and 0 <= (published.day - first).days <= _RECENT
    at_home = recent and any(s.actor.country == home.country for s in meeting.sides)
    return replace(meeting, place=home) if at_home else meeting
