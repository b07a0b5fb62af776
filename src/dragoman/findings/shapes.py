"""Answers as JSON: one object a line, keys always in the same order. docs/questions.md describes them."""

from collections.abc import Iterable, Iterator

from dragoman.findings.agenda import Agenda
from dragoman.findings.changes import Told
from dragoman.findings.contacts import Contacts, Ranked
from dragoman.findings.dossiers import Dossier, PairDossier, StateDossier, Trips
from dragoman.findings.lines import Line
from dragoman.findings.named import Somebody
from dragoman.findings.one_event import EventDossier
from dragoman.findings.search import Found, Snippet
from dragoman.findings.sides import Side
from dragoman.findings.together import CoPresence, Together
from dragoman.jsonio import (
    Json,
    actor_json,
    event_json,
    event_participant_json,
    judgement_json,
    place_json,
    when_json,
)


def line_json(line: Line) -> Json:
    """An event in short: keys as in `event_json`, besides `strength` (of the best source) and `reports`."""
    return {
        "id": line.id,
        "kind": line.kind,
        "status": line.status,
        "participants": [event_participant_json(participant) for participant in line.participants],
        "place": place_json(line.place) if line.place else None,
        **when_json(line.when),
        "confidence": round(line.confidence, 3),
        "independent_sources": line.independent_sources,
        "strength": line.strength,
        "reports": line.reports,
        "first_reported": line.first_reported,
        "last_reported": line.last_reported,
        "verdict": line.verdict,
    }


def agenda_json(agenda: Agenda) -> Iterator[Json]:
    """A line for each event: `date` is "day", "some time" or "none", then the event in short."""
    for date, lines in (("day", agenda.dated), ("some time", agenda.some_time), ("none", agenda.undated)):
        for line in lines:
            yield {"date": date, **line_json(line)}


def dossier_json(dossier: Dossier) -> Json:
    """A person or office: keys as in `actor_json`, then the contacts."""
    return {
        **actor_json(dossier.actor),
        **_contacts(dossier.contacts),
        "trips": _trips(dossier.trips),
        "counterparts": _ranked(dossier.counterparts),
        "looked_at": dossier.looked_at,
    }


def state_json(dossier: StateDossier) -> Json:
    """A state by code and name, then the contacts."""
    return {
        "id": dossier.state.code,
        "name": dossier.state.name,
        **_contacts(dossier.contacts),
        "visits_made": _trips(dossier.visits_made),
        "visits_received": _trips(dossier.visits_received),
        "counterparts": _ranked(dossier.counterparts),
        "people": _ranked(dossier.people),
        "looked_at": dossier.looked_at,
    }


def pair_json(dossier: PairDossier) -> Json:
    """The two sides, then the contacts between them."""
    return {
        "sides": [_side(dossier.one), _side(dossier.other)],
        **_contacts(dossier.contacts),
        "people": _ranked(dossier.people),
        "looked_at": dossier.looked_at,
    }


def together_json(answer: Together) -> Iterator[Json]:
    """A line for each co-presence."""
    return (_co_presence(one) for one in answer.found)


def told_json(told: Told) -> Json:
    """A change: what, when and who told it, then the event in short."""
    return {
        "on": told.on,
        "what": told.what,
        "field": told.field,
        "from": told.before,
        "to": told.after,
        "article": told.article,
        "outlet": told.outlet,
        "url": told.url,
        "event": line_json(told.event),
    }


def found_json(found: Found) -> Iterator[Json]:
    """A line for each thing found: `found` is "article", "report", "actor" or "event"."""
    for article in found.articles:
        yield {
            "found": "article",
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "url": article.url,
            **_snippet(article.snippet),
        }
    for report in found.reports:
        yield {
            "found": "report",
            "id": report.report,
            "event": report.event,
            "article": report.article,
            "outlet": report.outlet,
            "published": report.published,
            "url": report.url,
            **_snippet(report.snippet),
        }
    for somebody in found.actors:
        yield {"found": "actor", **_side(somebody), "type": somebody.type, "country": somebody.country}
    for event in found.events:
        yield {"found": "event", "matching_reports": event.reports, **line_json(event.event)}


def event_dossier_json(dossier: EventDossier) -> Json:
    """An event with everything, what people said of it, and the id that was asked for."""
    return {
        **event_json(dossier.event),
        "judgements": [judgement_json(judgement) for judgement in dossier.judgements],
        "asked": dossier.asked,
    }


def _contacts(contacts: Contacts) -> Json:
    return {
        "events": contacts.events,
        "counts": [{"kind": c.kind, "status": c.status, "events": c.events} for c in contacts.counts],
        "first_contact": contacts.first,
        "last_contact": contacts.last,
        "gaps": [{"from": gap.first, "to": gap.last, "days": gap.days} for gap in contacts.gaps],
        "recent": [line_json(line) for line in contacts.recent],
        "coming": [line_json(line) for line in contacts.coming],
    }


def _trips(trips: Trips) -> Json:
    return {"events": trips.events, "last": [line_json(line) for line in trips.last]}


def _ranked(ranked: Iterable[Ranked]) -> list[Json]:
    return [{"id": r.id, "name": r.name, "events": r.events, "first": r.first, "last": r.last} for r in ranked]


def _side(side: Side) -> Json:
    return {"id": side.code if not isinstance(side, Somebody) else side.id, "name": side.name}


def _co_presence(one: CoPresence) -> Json:
    return {
        "people": [
            {
                "name": present.actor.name,
                "country": present.actor.country,
                "office": present.actor.office,
                "actor": present.id,
                "place": place_json(present.place),
                "events": list(present.events),
            }
            for present in one.people
        ],
        "place": place_json(one.place),
        "first": one.first,
        "last": one.last,
        "exact": one.exact,
        "status": one.status,
        "event": one.event,
    }


def _snippet(snippet: Snippet) -> Json:
    return {"snippet": snippet.text, "hits": [list(hit) for hit in snippet.hits]}
