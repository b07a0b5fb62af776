"""Statements that are carried out for every report, written out once: building them anew costs more than they do."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect

Values = Mapping[str, Any]


class Insert:
    """Puts rows into a table. A column that a row lacks is left empty."""

    def __init__(self, table: sa.Table) -> None:
        self._table = table
        self._columns = [column for column in table.columns if not _is_number(column)]
        self._values = _Values(self._columns)
        self._texts: dict[str, str] = {}

    def one(self, connection: Connection, row: Values) -> int:
        """Put in a row of a table that numbers its rows; its number."""
        text = self._text(connection.dialect) + " RETURNING id"
        return int(connection.exec_driver_sql(text, self._values.of(row)).scalar_one())

    def many(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Put in rows, which may be none."""
        found = [self._values.of(row) for row in rows]
        if found:
            connection.exec_driver_sql(self._text(connection.dialect), found)

    def _text(self, dialect: Dialect) -> str:
        if dialect.name not in self._texts:
            quote = dialect.identifier_preparer.quote
            names = ", ".join(quote(column.name) for column in self._columns)
            marks = ", ".join([_mark(dialect)] * len(self._columns))
            self._texts[dialect.name] = f"INSERT INTO {quote(self._table.name)} ({names}) VALUES ({marks})"  # noqa: S608 - names of the schema
        return self._texts[dialect.name]


class Update:
    """Sets columns of the rows of a table that have a number."""

    def __init__(self, table: sa.Table, columns: Sequence[sa.Column[Any]]) -> None:
        self._table = table
        self._columns = columns
        self._values = _Values(columns)
        self._texts: dict[str, str] = {}

    def one(self, connection: Connection, number: int, row: Values) -> None:
        """Set the columns of the row of this number to the values of `row`."""
        connection.exec_driver_sql(self._text(connection.dialect), (*self._values.of(row), number))

    def _text(self, dialect: Dialect) -> str:
        if dialect.name not in self._texts:
            quote, mark = dialect.identifier_preparer.quote, _mark(dialect)
            sets = ", ".join(f"{quote(column.name)} = {mark}" for column in self._columns)
            self._texts[dialect.name] = f"UPDATE {quote(self._table.name)} SET {sets} WHERE id = {mark}"  # noqa: S608 - names of the schema
        return self._texts[dialect.name]


class _Values:
    """The values of columns in a row as the driver takes them."""

    def __init__(self, columns: Sequence[sa.Column[Any]]) -> None:
        self._names = [column.name for column in columns]
        self._json = [n for n, column in enumerate(columns) if isinstance(column.type, sa.JSON)]

    def of(self, row: Values) -> tuple[Any, ...]:
        values = [row.get(name) for name in self._names]
        for n in self._json:
            values[n] = json.dumps(values[n])
        return tuple(values)


def _is_number(column: sa.Column[Any]) -> bool:
    return bool(column.primary_key and column.autoincrement is True)


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"
