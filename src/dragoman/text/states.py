"""Usual names of states by their codes."""

from functools import cache

from dragoman.actors.tables import rows


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("states.csv")}


def name_of(code: str) -> str | None:
    """The usual English name of the state with ISO 3166 alpha-3 `code`; None if there is none."""
    return _names().get(code)
