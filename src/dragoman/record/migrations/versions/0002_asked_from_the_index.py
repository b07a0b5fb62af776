"""PostgreSQL answers from the index alone: what a state's events come to, and which of the newest rows have the words.

SQLite needs neither: there the rows lie in the primary key's order, and words are listed by row.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_POSTGRESQL = (
    "ALTER TABLE event_sides DROP CONSTRAINT pk_event_sides, ADD CONSTRAINT pk_event_sides "
    "PRIMARY KEY (side, day, event_id) INCLUDE (kind, status, last_day, role)",
    "ALTER TABLE event_pairs DROP CONSTRAINT pk_event_pairs, ADD CONSTRAINT pk_event_pairs "
    "PRIMARY KEY (one, other, day, event_id) INCLUDE (kind, status, last_day)",
    "DROP INDEX ix_articles_words",
    "CREATE INDEX ix_articles_words ON articles USING gin (words, (ARRAY[id >> 11]))",
    "DROP INDEX ix_reports_words",
    "CREATE INDEX ix_reports_words ON reports USING gin (words, (ARRAY[id >> 11]))",
)


def upgrade() -> None:
    """Make the indexes anew; on a million reports that takes half a minute."""
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRESQL:
            op.execute(sa.text(statement))
