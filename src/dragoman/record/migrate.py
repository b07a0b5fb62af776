"""Versions of the tables, by Alembic: each step in `migrations/versions` keeps what is stored."""

from pathlib import Path
from typing import Final

from sqlalchemy.engine import Connection

# The newest step; `test_migrations` holds it equal to what the folder says.
HEAD: Final = "0002"
_FOLDER: Final = Path(__file__).with_name("migrations")


def is_known(version: str) -> bool:
    """Whether the tables' version is one that this Dragoman can bring up to date."""
    return any(path.name.startswith(f"{version}_") for path in (_FOLDER / "versions").glob("*.py"))


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring the tables to version `to` within the connection's transaction."""
    # Alembic takes a moment to load, and is needed only when a record is made or is old.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
