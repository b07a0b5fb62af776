"""Dates that are as long as what is known, as days."""

import datetime as dt


def day_of(value: str, *, last: bool) -> dt.date:
    """The first or last day of a date that is as long as what is known ("2020-02" -> 2020-02-29)."""
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    first = dt.date(parts[0], month, 1)
    if not last:
        return first
    following = dt.date(parts[0] + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
