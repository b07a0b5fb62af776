"""FollowTheMoney entities as JSON lines, for OpenAleph, OpenSanctions' tools and others that read them."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from dragoman.errors import UsageError
from dragoman.exports.contents import Contents, standing
from dragoman.exports.sides import halves
from dragoman.exports.wording import clean, counting, digest, line, place_words, title, web_address
from dragoman.exports.writing import write_lines
from dragoman.jsonio import Json
from dragoman.model import ActorEntry, ActorType, Article, Event, EventParticipant, EventSource, Kind, Role

try:
    from followthemoney import model
    from followthemoney.proxy import EntityProxy
except ImportError as error:  # an optional dependency
    raise UsageError("this format needs FollowTheMoney: pip install 'dragoman[followthemoney]'") from error

_ACTOR: Final = {
    ActorType.PERSON: "Person",
    ActorType.BODY: "PublicBody",
    ActorType.STATE: "PublicBody",
    ActorType.IGO: "Organization",
    ActorType.GROUP: "LegalEntity",
}
_CONTACT: Final = {Kind.VISIT: "Trip", Kind.CALL: "Call"}
# FollowTheMoney's own limits, in characters; what is longer is cut, not refused.
_TEXT: Final = 65_000
_STRING: Final = 1_000
_NAME: Final = 384


def write(contents: Contents, out: BinaryIO) -> int:
    """Articles, actors with their offices, then events with places and mentions; each entity is validated.

    Returns the number of entities. Ids are the same in every run. Raises UsageError if followthemoney is not installed.
    """
    return write_lines((_checked(entity) for entity in _entities(contents)), out)


def _entities(contents: Contents) -> Iterator[EntityProxy]:
    # Only ids of places and posts are kept, so that each is written once.
    written: set[str] = set()
    for article in contents.articles():
        yield _article(article)
    for entry in contents.actors():
        yield _actor(entry)
        yield from _once(_offices(entry), written)
    for event in standing(contents):
        yield from _once(_places(event), written)
        yield _event(event)
        yield from _mentions(event)


def _once(entities: Iterable[EntityProxy], written: set[str]) -> Iterator[EntityProxy]:
    for entity in entities:
        if entity.id and entity.id not in written:
            written.add(entity.id)
            yield entity


def _checked(entity: EntityProxy) -> Json:
    data: dict[str, Any] = entity.to_dict()
    entity.schema.validate({"properties": data["properties"]})
    return data


def _make(schema: str, identity: str, **properties: str | Iterable[str | None] | None) -> EntityProxy:
    """An entity with what of the properties its types accept: a country that is none, say, is left out."""
    entity = model.make_entity(schema)
    entity.id = identity
    for name, values in properties.items():
        given = [values] if isinstance(values, str) or values is None else values
        entity.add(name, [value for value in given if value])
    return entity


def _id(sort: str, *parts: str) -> str:
    return f"dragoman-{sort}-{digest(*parts)}"


def _article(article: Article) -> EntityProxy:
    return _make(
        "Article",
        _id("article", article.id),
        title=line(article.title)[:_STRING] or None,
        name=line(article.title)[:_NAME] or None,
        author=line(article.byline)[:_STRING] or None,
        publisher=line(article.outlet)[:_STRING] or None,
        publishedAt=article.published.day.isoformat() if article.published else None,
        language=article.language,
        sourceUrl=web_address(article.url),
        bodyText=clean(article.text)[:_TEXT] or None,
    )


def _actor(entry: ActorEntry) -> EntityProxy:
    schema = _ACTOR[entry.type]
    entity = _make(
        schema,
        _id("actor", entry.id),
        name=line(entry.name)[:_NAME] or entry.id,
        alias=[line(name)[:_NAME] for name in entry.names if name != entry.name],
        country=_country(entry.country),
    )
    if entry.type in (ActorType.STATE, ActorType.GROUP):
        entity.add("classification", str(entry.type))
    if entry.type is ActorType.PERSON:
        entity.add("position", [line(held.office)[:_STRING] for held in entry.offices])
    return entity


def _offices(entry: ActorEntry) -> Iterator[EntityProxy]:
    if entry.type is not ActorType.PERSON:
        return
    for held in entry.offices:
        office = line(held.office)[:_NAME]
        if not office:
            continue
        post = _id("position", office, held.country or "")
        yield _make("Position", post, name=office, country=_country(held.country))
        # The days on which he was seen in office, which are not those of its beginning and end.
        yield _make(
            "Occupancy",
            _id("occupancy", entry.id, office, held.country or ""),
            holder=_id("actor", entry.id),
            post=post,
            date=[held.first, held.last],
        )


def _country(code: str | None) -> str | None:
    return None if code == "IGO" else code


def _places(event: Event) -> Iterator[EntityProxy]:
    place = event.place
    if place and (place.name or place.country):
        yield _make(
            "Address",
            _place_id(event),
            full=place_words(place),
            city=line(place.name) or None,
            country=_country(place.country),
            latitude=None if place.lat is None else f"{place.lat:.5f}",
            longitude=None if place.lon is None else f"{place.lon:.5f}",
        )


def _place_id(event: Event) -> str:
    place = event.place
    return _id("place", (place.name if place else "") or "", (place.country if place else "") or "")


def _event(event: Event) -> EntityProxy:
    when, sources = event.when, counting(event)
    entity = _make(
        _CONTACT.get(event.kind, "Event"),
        _id("event", event.id),
        summary=title(event)[:_TEXT],
        description=[clean(source.evidence)[:_TEXT] for source in sources],
        recordId=event.id[:_STRING],
        startDate=when.start if when else None,
        endDate=when.end if when else None,
        date=when.start if when and when.start == when.end else None,
        modifiedAt=event.last_reported,
        proof=[_id("article", source.article) for source in sources],
        publisher=[line(source.outlet)[:_STRING] for source in sources],
        sourceUrl=[web_address(source.url) for source in sources],
    )
    if event.kind is Kind.CALL:
        _add_callers(entity, event)
    else:
        _add_involved(entity, event)
    return entity


def _add_callers(entity: EntityProxy, event: Event) -> None:
    """Who rang whom is seldom told: the first side stands as the caller, the others as receivers."""
    parties = halves(event).sources
    home = parties[0].actor.country if parties else None
    calling = [p for p in parties if p is parties[0] or (home and p.actor.country == home)]
    entity.add("caller", _actor_ids(calling))
    entity.add("receiver", _actor_ids(p for p in parties if p not in calling))


def _add_involved(entity: EntityProxy, event: Event) -> None:
    entity.add("name", title(event)[:_NAME])
    entity.add("keywords", [str(event.kind), str(event.status), *(line(topic)[:_STRING] for topic in event.about)])
    entity.add("involved", _actor_ids(event.participants))
    entity.add("organizer", _actor_ids(p for p in event.participants if p.role is Role.HOST))
    if event.place and (event.place.name or event.place.country):
        entity.add("location", place_words(event.place))
        entity.add("addressEntity", _place_id(event))
        entity.add("country", _country(event.place.country))
        if event.kind is Kind.VISIT:
            entity.add("endLocation", _place_id(event))


def _actor_ids(participants: Iterable[EventParticipant]) -> list[str]:
    return [_id("actor", participant.id) for participant in participants]


def _mentions(event: Event) -> Iterator[EntityProxy]:
    """A mention of each participant in each article whose evidence has the name, or the last word of a person's."""
    seen: set[tuple[str, str]] = set()
    for source in counting(event):
        for participant in event.participants:
            if (source.article, participant.id) not in seen and _named(participant, source):
                seen.add((source.article, participant.id))
                yield _make(
                    "Mention",
                    _id("mention", event.id, source.article, participant.id),
                    document=_id("article", source.article),
                    name=line(participant.actor.name)[:_NAME],
                    resolved=_id("actor", participant.id),
                    detectedSchema=_ACTOR[participant.actor.type],
                    contextCountry=_country(participant.actor.country),
                )


def _named(participant: EventParticipant, source: EventSource) -> bool:
    name, evidence = line(participant.actor.name).casefold(), line(source.evidence).casefold()
    if not name:
        return False
    last = name.split()[-1]
    person = participant.actor.type is ActorType.PERSON and len(last) > 2
    return name in evidence or (person and last in evidence)
