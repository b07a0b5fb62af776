"""The tables of a record. Source rows (articles, reports) are never rewritten; events are worked out from them anew.

Days that are compared are kept as proleptic Gregorian ordinals (`datetime.date.toordinal`) beside their ISO texts.
A change here needs a migration in `migrations/versions`. In a table without row ids the columns of the primary key come
first: SQLite 3.40 else reports NULLs that are none (`PRAGMA integrity_check`).
"""

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=True)


def _place() -> tuple[Column[str], Column[str], Column[float], Column[float], Column[int]]:
    return (
        Column("place_name", Text),
        Column("place_country", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("geonames", Integer),
    )


def _of_event() -> tuple[Column[int], Column[str], Column[str], Column[int]]:
    return (
        Column("day", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("last_day", Integer),
    )


settings: Final = Table("settings", metadata, Column("name", Text, primary_key=True), Column("value", Text))

# One row per version of a page; `current` marks the newest, whose reports count. `key` is the article's id, `page` that
# of the page's first version.
# `raw_hash` is that of the page as it came, so that a page that is known need not be read again.
articles: Final = Table(
    "articles",
    metadata,
    _number(),
    Column("key", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("raw_hash", Text, nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("outlet", Text),
    Column("agency", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("published", Text),
    Column("published_time", Text),
    Column("published_zone", Text),
    Column("updated", Text),
    Column("updated_time", Text),
    Column("updated_zone", Text),
    Column("dated_by", Text),
    Column("language", Text),
    Column("url", Text),
    Column("source", Text),
    Column("copy_of", Text),
    Column("removed", JSON),
    Column("notes", JSON),
    Column("voice", Text, nullable=False),
    Column("longitude", Float),
    Column("added_at", Text, nullable=False),
    Column("reader", Text, nullable=False),
    UniqueConstraint("page", "version"),
    Index(None, "key"),
    Index(None, "url"),
    Index(None, "raw_hash"),
    Index(None, "published"),
    Index(None, "copy_of"),
)

# Hashes of bands of an article's MinHash: articles that share one may be copies of one another.
copy_bands: Final = Table(
    "copy_bands",
    metadata,
    Column("band", BigInteger, nullable=False),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    PrimaryKeyConstraint("band", "article_id"),
    sqlite_with_rowid=False,
)

actors: Final = Table(
    "actors",
    metadata,
    _number(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("country", Text),
    Column("merged_into", ForeignKey("actors.id")),
    Index(None, "merged_into"),
)

# `folded` is the name without accents, case and hyphens.
actor_names: Final = Table(
    "actor_names",
    metadata,
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    PrimaryKeyConstraint("actor_id", "name"),
    Index(None, "folded"),
)

# The words of an actor's names, folded, for names that people type in part.
actor_words: Final = Table(
    "actor_words",
    metadata,
    Column("word", Text, nullable=False),
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    PrimaryKeyConstraint("word", "actor_id"),
    sqlite_with_rowid=False,
)

# Keys under which possible namesakes of an actor are found.
actor_blocks: Final = Table(
    "actor_blocks",
    metadata,
    Column("block", Text, nullable=False),
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    PrimaryKeyConstraint("block", "actor_id"),
    sqlite_with_rowid=False,
)

offices: Final = Table(
    "offices",
    metadata,
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    Column("office", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    PrimaryKeyConstraint("actor_id", "office", "country"),
)

# What is worked out from an event's reports and judgements, for questions to be answered fast. `status` is that of
# the last word; whether a plan's day has passed is seen when the record is asked. `profile` is what merging compares.
# `digest` tells whether the rows that hang on the event need to be written anew. `day` is the day under which questions
# list the event: its first, else the one on which it was first reported, else 0. `strength` is that of its best source.
events: Final = Table(
    "events",
    metadata,
    _number(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("approximate", Boolean, nullable=False),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("day", Integer, nullable=False),
    *_place(),
    Column("confidence", Float, nullable=False),
    Column("independent_sources", Integer, nullable=False),
    Column("strength", Text),
    Column("reports", Integer, nullable=False),
    Column("first_reported", Text),
    Column("last_reported", Text),
    Column("plover_event", Text),
    Column("plover_mode", Text),
    Column("cameo", Text),
    Column("about", JSON),
    Column("verdict", Text),
    Column("profile", JSON),
    Column("digest", Text),
    Column("redirect_to", ForeignKey("events.id")),
    Index(None, "day", "last_day"),
    Index(None, "place_country", "day"),
    Index(None, "place_name", "day"),
    Index(None, "kind", "day"),
    Index(None, "status", "day"),
    Index(None, "status", "last_day"),
    Index(None, "status", "last_reported"),
    Index(None, "redirect_to"),
)

# `own_event_id` is the event that merging chose; `event_id` the one after people's judgements. A report of a version
# that was replaced has neither; `replaced_by` is the report of the newer version that says the same.
reports: Final = Table(
    "reports",
    metadata,
    _number(),
    Column("ref", Text, nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("event_id", ForeignKey("events.id")),
    Column("own_event_id", ForeignKey("events.id")),
    Column("replaced_by", ForeignKey("reports.id")),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("approximate", Boolean, nullable=False),
    *_place(),
    Column("attribution", Text),
    Column("evidence", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("plover_event", Text),
    Column("plover_mode", Text),
    Column("cameo", Text),
    Column("about", JSON),
    Column("confidence", Float, nullable=False),
    Column("because", JSON),
    Index(None, "article_id"),
    Index(None, "event_id"),
    Index(None, "own_event_id"),
)

report_participants: Final = Table(
    "report_participants",
    metadata,
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("country", Text),
    Column("office", Text),
    PrimaryKeyConstraint("report_id", "position"),
    Index(None, "actor_id"),
    sqlite_with_rowid=False,
)

# The next three repeat `day`, `kind`, `status` and `last_day` of the event, so that a dossier of many events is told
# from one index. Their `status` is "rejected" where people rejected the event or all of its reports.
event_participants: Final = Table(
    "event_participants",
    metadata,
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("country", Text),
    Column("office", Text),
    *_of_event(),
    PrimaryKeyConstraint("event_id", "position"),
    Index(None, "actor_id", "day", "kind", "status", "last_day", "role"),
    sqlite_with_rowid=False,
)

# The sides of an event ("KOR"), each once, in its first role.
event_sides: Final = Table(
    "event_sides",
    metadata,
    Column("side", Text, nullable=False),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    *_of_event(),
    Column("role", Text, nullable=False),
    PrimaryKeyConstraint("side", "day", "event_id", postgresql_include=["kind", "status", "last_day", "role"]),
    Index(None, "side", "kind", "status", "last_day"),
    Index(None, "event_id"),
    sqlite_with_rowid=False,
)

# Pairs of sides of an event ("KOR", "USA"; in the order of the alphabet).
event_pairs: Final = Table(
    "event_pairs",
    metadata,
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    *_of_event(),
    PrimaryKeyConstraint("one", "other", "day", "event_id", postgresql_include=["kind", "status", "last_day"]),
    Index(None, "other", "one", "day", "kind", "status", "last_day"),
    Index(None, "event_id"),
    sqlite_with_rowid=False,
)

# Where merging looks for an event: its kind and sides, and the days on which a report of it may date it.
event_blocks: Final = Table(
    "event_blocks",
    metadata,
    Column("block", Text, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    PrimaryKeyConstraint("block", "first_day", "last_day", "event_id"),
    Index(None, "event_id"),
    sqlite_with_rowid=False,
)

# `what` is new, changed, "called off", revived, happened, contradicted or confirmed; `field`, `before`, `after` as in
# an event's life. `on` is the day of publication of the article that brought it.
changes: Final = Table(
    "changes",
    metadata,
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("on_day", Text),
    Column("what", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    PrimaryKeyConstraint("event_id", "position"),
    Index(None, "on_day"),
    sqlite_with_rowid=False,
)

# Where a person was, a row for each day: for the question who was in one place at one time.
stays: Final = Table(
    "stays",
    metadata,
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("actor_id", ForeignKey("actors.id"), nullable=False),
    Column("day", Integer, nullable=False),
    Column("actor_country", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("status", Text, nullable=False),
    PrimaryKeyConstraint("event_id", "actor_id", "day"),
    Index(None, "day"),
    Index(None, "country", "day"),
    Index(None, "actor_id", "day"),
    Index(None, "actor_country", "day"),
    sqlite_with_rowid=False,
)

judgements: Final = Table(
    "judgements",
    metadata,
    _number(),
    Column("key", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("other", Text),
    Column("field", Text),
    Column("value", Text),
    Column("note", Text),
    Column("undone_at", Text),
    Column("undone_by", Text),
    Index(None, "target"),
    Index(None, "other"),
)
