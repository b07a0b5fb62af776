"""The first tables of a record, and the indexes of words that each database has in its own way."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite: words of the articles and of the evidence, kept up to date by triggers; English word forms count as one.
_SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER articles_words_insert AFTER INSERT ON articles BEGIN "
    "INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "CREATE TRIGGER articles_words_delete AFTER DELETE ON articles BEGIN "
    "INSERT INTO article_words(article_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END",
    "CREATE VIRTUAL TABLE report_words USING fts5(evidence, content='reports', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER reports_words_insert AFTER INSERT ON reports BEGIN "
    "INSERT INTO report_words(rowid, evidence) VALUES (new.id, new.evidence); END",
    "CREATE TRIGGER reports_words_delete AFTER DELETE ON reports BEGIN "
    "INSERT INTO report_words(report_words, rowid, evidence) VALUES ('delete', old.id, old.evidence); END",
)
# PostgreSQL: the same as generated columns, accents dropped as SQLite does. A text of more characters could pass the
# limit of a tsvector (1 MB).
_LETTERS = (
    "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćčďēęěğīłńňōőřśşšţťūůűźżžșțÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝĆČĎĘĚĞİŁŃŇŐŘŚŞŠŢŤŮŰŹŻŽȘȚ",
    "aaaaaaceeeeiiiinooooouuuuyyaaaccdeeegilnnoorsssttuuuzzzstAAAAAACEEEEIIIINOOOOOUUUUYCCDEEGILNNORSSSTTUUZZZST",
)
_PLAIN = "to_tsvector('english', translate(left({}, 200000), '" + "', '".join(_LETTERS) + "'))"
_POSTGRESQL_WORDS = (
    "ALTER TABLE articles ADD COLUMN words tsvector GENERATED ALWAYS AS "
    "(" + _PLAIN.format("coalesce(title, '') || ' ' || text") + ") STORED",
    "CREATE INDEX ix_articles_words ON articles USING gin (words)",
    f"ALTER TABLE reports ADD COLUMN words tsvector GENERATED ALWAYS AS ({_PLAIN.format('evidence')}) STORED",
    "CREATE INDEX ix_reports_words ON reports USING gin (words)",
)


def upgrade() -> None:
    """Make all tables."""
    _tables()
    words = _SQLITE_WORDS if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_WORDS
    for statement in words:
        op.execute(sa.text(statement))


def _tables() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["actors.id"], name=op.f("fk_actors_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("key", name=op.f("uq_actors_key")),
    )
    op.create_index(op.f("ix_actors_merged_into"), "actors", ["merged_into"], unique=False)
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("raw_hash", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_time", sa.Text(), nullable=True),
        sa.Column("published_zone", sa.Text(), nullable=True),
        sa.Column("updated", sa.Text(), nullable=True),
        sa.Column("updated_time", sa.Text(), nullable=True),
        sa.Column("updated_zone", sa.Text(), nullable=True),
        sa.Column("dated_by", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("copy_of", sa.Text(), nullable=True),
        sa.Column("removed", sa.JSON(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("page", "version", name=op.f("uq_articles_page_version")),
    )
    op.create_index(op.f("ix_articles_copy_of"), "articles", ["copy_of"], unique=False)
    op.create_index(op.f("ix_articles_key"), "articles", ["key"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)
    op.create_index(op.f("ix_articles_raw_hash"), "articles", ["raw_hash"], unique=False)
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("first_reported", sa.Text(), nullable=True),
        sa.Column("last_reported", sa.Text(), nullable=True),
        sa.Column("plover_event", sa.Text(), nullable=True),
        sa.Column("plover_mode", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("profile", sa.JSON(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("redirect_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["redirect_to"], ["events.id"], name=op.f("fk_events_redirect_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("key", name=op.f("uq_events_key")),
    )
    op.create_index(op.f("ix_events_day_last_day"), "events", ["day", "last_day"], unique=False)
    op.create_index(op.f("ix_events_kind_day"), "events", ["kind", "day"], unique=False)
    op.create_index(op.f("ix_events_place_country_day"), "events", ["place_country", "day"], unique=False)
    op.create_index(op.f("ix_events_place_name_day"), "events", ["place_name", "day"], unique=False)
    op.create_index(op.f("ix_events_redirect_to"), "events", ["redirect_to"], unique=False)
    op.create_index(op.f("ix_events_status_day"), "events", ["status", "day"], unique=False)
    op.create_index(op.f("ix_events_status_last_day"), "events", ["status", "last_day"], unique=False)
    op.create_index(op.f("ix_events_status_last_reported"), "events", ["status", "last_reported"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
        sa.UniqueConstraint("key", name=op.f("uq_judgements_key")),
    )
    op.create_index(op.f("ix_judgements_other"), "judgements", ["other"], unique=False)
    op.create_index(op.f("ix_judgements_target"), "judgements", ["target"], unique=False)
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "actor_blocks",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_blocks_actor_id")),
        sa.PrimaryKeyConstraint("block", "actor_id", name=op.f("pk_actor_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_names",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_names_actor_id")),
        sa.PrimaryKeyConstraint("actor_id", "name", name=op.f("pk_actor_names")),
    )
    op.create_index(op.f("ix_actor_names_folded"), "actor_names", ["folded"], unique=False)
    op.create_table(
        "actor_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_words_actor_id")),
        sa.PrimaryKeyConstraint("word", "actor_id", name=op.f("pk_actor_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "changes",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_changes_event_id")),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_changes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_changes_on_day"), "changes", ["on_day"], unique=False)
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_copy_bands_article_id")),
        sa.PrimaryKeyConstraint("band", "article_id", name=op.f("pk_copy_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_blocks",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_blocks_event_id")),
        sa.PrimaryKeyConstraint("block", "first_day", "last_day", "event_id", name=op.f("pk_event_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_blocks_event_id"), "event_blocks", ["event_id"], unique=False)
    op.create_table(
        "event_pairs",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_pairs_event_id")),
        sa.PrimaryKeyConstraint("one", "other", "day", "event_id", name=op.f("pk_event_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_pairs_event_id"), "event_pairs", ["event_id"], unique=False)
    op.create_index(
        op.f("ix_event_pairs_other_one_day_kind_status_last_day"),
        "event_pairs",
        ["other", "one", "day", "kind", "status", "last_day"],
        unique=False,
    )
    op.create_table(
        "event_participants",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_event_participants_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_participants_event_id")),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_participants")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_participants_actor_id_day_kind_status_last_day_role"),
        "event_participants",
        ["actor_id", "day", "kind", "status", "last_day", "role"],
        unique=False,
    )
    op.create_table(
        "event_sides",
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_sides_event_id")),
        sa.PrimaryKeyConstraint("side", "day", "event_id", name=op.f("pk_event_sides")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_sides_event_id"), "event_sides", ["event_id"], unique=False)
    op.create_index(
        op.f("ix_event_sides_side_kind_status_last_day"),
        "event_sides",
        ["side", "kind", "status", "last_day"],
        unique=False,
    )
    op.create_table(
        "offices",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_offices_actor_id")),
        sa.PrimaryKeyConstraint("actor_id", "office", "country", name=op.f("pk_offices")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("own_event_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("plover_event", sa.Text(), nullable=True),
        sa.Column("plover_mode", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("because", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_reports_article_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_reports_event_id")),
        sa.ForeignKeyConstraint(["own_event_id"], ["events.id"], name=op.f("fk_reports_own_event_id")),
        sa.ForeignKeyConstraint(["replaced_by"], ["reports.id"], name=op.f("fk_reports_replaced_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("ref", name=op.f("uq_reports_ref")),
    )
    op.create_index(op.f("ix_reports_article_id"), "reports", ["article_id"], unique=False)
    op.create_index(op.f("ix_reports_event_id"), "reports", ["event_id"], unique=False)
    op.create_index(op.f("ix_reports_own_event_id"), "reports", ["own_event_id"], unique=False)
    op.create_table(
        "stays",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("actor_country", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_stays_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_stays_event_id")),
        sa.PrimaryKeyConstraint("event_id", "actor_id", "day", name=op.f("pk_stays")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_stays_actor_country_day"), "stays", ["actor_country", "day"], unique=False)
    op.create_index(op.f("ix_stays_actor_id_day"), "stays", ["actor_id", "day"], unique=False)
    op.create_index(op.f("ix_stays_country_day"), "stays", ["country", "day"], unique=False)
    op.create_index(op.f("ix_stays_day"), "stays", ["day"], unique=False)
    op.create_table(
        "report_participants",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_report_participants_actor_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_participants_report_id")),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_report_participants")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_report_participants_actor_id"), "report_participants", ["actor_id"], unique=False)
