"""Corrections from outside into a record: each becomes a judgement, if its words are those of the record's article."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import sqlalchemy as sa

from dragoman.errors import InputError, UsageError
from dragoman.exports.corrections import Correction
from dragoman.model import Judgement
from dragoman.record.judge import Judge, who_takes_part
from dragoman.record.judged import Judged
from dragoman.record.partakers import ABSENT, PARTICIPANT, is_so, typed_participant
from dragoman.record.record import Record
from dragoman.record.schema import articles, reports

_REPORT: Final = (
    sa.select(reports.c.kind, reports.c.status, articles.c.key, articles.c.text)
    .join(articles, articles.c.id == reports.c.article_id)
    .where(reports.c.ref == sa.bindparam("ref"))
)
_SHOWN: Final = 60


def apply_corrections(
    record: Record, corrections: Iterable[Correction | InputError], by: str | None
) -> Iterator[Judgement | InputError]:
    """Judge what corrections say; what the record has already is not said again, so a file can be imported twice.

    Judgements are in the name of `by`, else of whom a correction names. What does not fit the record comes out as an
    InputError that says why. Raises RecordError.
    """
    judge = Judge(record.engine, record.place)
    for correction in corrections:
        if isinstance(correction, InputError):
            yield correction
            continue
        try:
            yield from _applied(record, judge, correction, by or correction.by or "")
        except UsageError as error:
            yield InputError(_name(correction), str(error))


def _applied(record: Record, judge: Judge, correction: Correction, by: str) -> Iterator[Judgement | InputError]:
    name, ref = _name(correction), correction.report
    if ref is None:
        yield InputError(name, "it marks a contact that was not read; a record holds only what was read")
        return
    with record.reading() as connection:
        row = connection.execute(_REPORT, {"ref": ref}).mappings().first()
        judged = Judged.load(connection)
    if row is None:
        yield InputError(name, f"the record has no report {ref}")
        return
    if row["key"] != correction.article or correction.span.of(row["text"]) != correction.text:
        yield InputError(name, "its words do not stand there in the article that the record has")
        return
    yield from _judgements(judge, correction, ref, _standing(row, judged, ref), by)
    for field, texts in ((PARTICIPANT, correction.participants), (ABSENT, correction.absent)):
        for text in texts:
            with record.reading() as connection:
                known = is_so(
                    connection, typed_participant(text), who_takes_part(connection, ref), absent=field == ABSENT
                )
            if not known:
                yield judge.correct(ref, field, text, by=by, note=correction.note)


def _judgements(
    judge: Judge, correction: Correction, ref: str, standing: dict[str, Any], by: str
) -> Iterator[Judgement]:
    """What is said anew. The judge opens a transaction of his own for each."""
    for field, value in (("kind", correction.kind), ("status", correction.status)):
        if value is not None and standing[field] != value:
            yield judge.correct(ref, field, str(value), by=by, note=correction.note)
    if correction.rejected and not standing["rejected"]:
        yield judge.reject(ref, by=by, note=correction.note)
    if correction.accepted and not standing["accepted"]:
        yield judge.accept(ref, by=by, note=correction.note)


def _standing(row: sa.RowMapping, judged: Judged, ref: str) -> dict[str, Any]:
    """What the record says of a report now: as it was read, and as people have set it."""
    said = {"kind": row["kind"], "status": row["status"], **judged.set_of_report.get(ref, {})}
    return said | {"rejected": ref in judged.rejected, "accepted": ref in judged.accepted}


def _name(correction: Correction) -> str:
    words = " ".join(correction.text.split())
    return f"{correction.article}, “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
