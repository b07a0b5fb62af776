"""Reads people's corrections from a Label Studio export (its full JSON), and checks each against the text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from dragoman.errors import InputError
from dragoman.exports.wording import line
from dragoman.model import Kind, Span, Status

# Bytes of an export; it is one JSON value and must be read whole.
_LARGEST: Final = 512 << 20
_LONGEST_NOTE: Final = 10_000
_MOST_PEOPLE: Final = 100


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a span of an article. `text` is `span` of the article's text, character by character.

    `report` is the reference of the report that the span was shown for; None where the person marked a contact that
    was not read. `rejected` says that there is no contact. `participants` are those who took part and `absent` those
    who did not, each as a person writes it ("Alex Wong, USA, visitor"). `by` is the person as Label Studio names him,
    `at` an ISO 8601 time.
    """

    article: str
    report: str | None
    span: Span
    text: str
    kind: Kind | None
    status: Status | None
    rejected: bool = False
    accepted: bool = False
    participants: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    note: str | None = None
    by: str | None = None
    at: str | None = None


def read_corrections(stream: BinaryIO) -> Iterator[Correction | InputError]:
    """The corrections of an export, in its order; cancelled annotations are passed over.

    What is not well formed, names no article, or has offsets that do not match the task's text comes as InputError, and
    the rest is read. Offsets may count characters or, as browsers do, UTF-16 units.
    """
    raw = stream.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        yield InputError("the export", "larger than 512 MB")
        return
    try:
        tasks = json.loads(raw)
    except (ValueError, RecursionError):
        yield InputError("the export", "not JSON")
        return
    if not isinstance(tasks, list):
        yield InputError("the export", "not a list of tasks: export it as JSON, not as JSON-MIN")
        return
    for number, task in enumerate(tasks, 1):
        yield from _of_task(number, task)


def _of_task(number: int, task: Any) -> Iterator[Correction | InputError]:
    data = _dict(_dict(task).get("data"))
    article, text = data.get("article"), data.get("text")
    if not isinstance(article, str) or not isinstance(text, str):
        yield InputError(f"task {number}", "its data has no article or no text")
        return
    annotations = _dict(task).get("annotations")
    if not isinstance(annotations, list):
        yield InputError(f"task {number}", "no annotations: export it as JSON, not as JSON-MIN")
        return
    known = frozenset(_dict(data.get("reports")))
    for annotation in map(_dict, annotations):
        if not annotation.get("was_cancelled"):
            for identity, results in _regions(annotation).items():
                name = f"task {number}, region {line(identity)[:100]}"
                yield _correction(name, results, _Page(article, text, known), identity, annotation)


@dataclass(frozen=True, slots=True)
class _Page:
    article: str
    text: str
    reports: frozenset[str]


def _regions(annotation: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The results by the region that they are about."""
    results = annotation.get("result")
    regions: dict[str, list[dict[str, Any]]] = {}
    for result in map(_dict, results if isinstance(results, list) else ()):
        if isinstance(result.get("id"), str):
            regions.setdefault(result["id"], []).append(result)
    return regions


def _correction(
    name: str, results: list[dict[str, Any]], page: _Page, identity: str, annotation: dict[str, Any]
) -> Correction | InputError:
    values = {str(result.get("from_name")): _dict(result.get("value")) for result in results}
    # Choices and notes repeat the region's offsets, so that a region without a label still has them.
    spanned = values.get("kind") or next((value for value in values.values() if "start" in value), {})
    span = _span(spanned, page.text)
    if span is None:
        return InputError(name, "its offsets do not match the text of the task")
    kind, status = _choice(values.get("kind"), "labels"), _choice(values.get("status"), "choices")
    if kind is not None and kind not in set(Kind):
        return InputError(name, f"{line(kind)[:100]} is no kind of contact")
    if status is not None and status not in set(Status):
        return InputError(name, f"{line(status)[:100]} is no status")
    verdict = _choice(values.get("verdict"), "choices")
    if verdict not in (None, "accept", "reject"):
        return InputError(name, f"{line(verdict)[:100]} is no verdict")
    return Correction(
        article=page.article,
        report=identity if identity in page.reports else None,
        span=span,
        text=span.of(page.text),
        kind=Kind(kind) if kind else None,
        status=Status(status) if status else None,
        rejected=verdict == "reject",
        accepted=verdict == "accept",
        participants=_texts(values.get("participant"))[:_MOST_PEOPLE],
        absent=_texts(values.get("absent"))[:_MOST_PEOPLE],
        note=line(" ".join(_texts(values.get("note"))))[:_LONGEST_NOTE] or None,
        by=_person(annotation.get("completed_by")),
        at=next((at for key in ("updated_at", "created_at") if isinstance(at := annotation.get(key), str)), None),
    )


def _span(value: dict[str, Any], text: str) -> Span | None:
    """The span of `text` that reads as the value says; None if there is none at its offsets."""
    start, end, quoted = value.get("start"), value.get("end"), value.get("text")
    if type(start) is not int or type(end) is not int or not isinstance(quoted, str) or not 0 <= start < end:
        return None
    # Label Studio writes a line end within a selection as the two characters "\" and "n".
    wanted = {quoted, quoted.replace("\\n", "\n")}
    if end <= len(text) and text[start:end] in wanted:
        return Span(start, end)
    first, last = _from_utf16(text, start), _from_utf16(text, end)
    return Span(first, last) if first is not None and last is not None and text[first:last] in wanted else None


def _from_utf16(text: str, offset: int) -> int | None:
    """The offset in characters of an offset in UTF-16 units; None within a character. Past the end it is the end."""
    try:
        return len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le"))
    except UnicodeDecodeError:
        return None


def _choice(value: dict[str, Any] | None, key: str) -> str | None:
    chosen = (value or {}).get(key)
    return chosen[0] if isinstance(chosen, list) and chosen and isinstance(chosen[0], str) else None


def _texts(value: dict[str, Any] | None) -> tuple[str, ...]:
    """What a person wrote: one text, or several."""
    given = (value or {}).get("text")
    texts = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return tuple(text for text in texts if isinstance(text, str) and text.strip())


def _person(value: Any) -> str | None:
    """An e-mail address or a number, as the export has it."""
    named = _dict(value).get("email") or _dict(value).get("id") if isinstance(value, dict) else value
    return line(str(named))[:200] or None if isinstance(named, str | int) and not isinstance(named, bool) else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
