"""Label Studio tasks: each article with its reports as predictions, for people to check and correct."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from dragoman import __version__
from dragoman.exports.contents import Contents
from dragoman.exports.wording import line, web_address
from dragoman.exports.writing import write_list
from dragoman.jsonio import Json
from dragoman.model import Article, EventSource

CONFIG: Final = """\
<View>
  <Header value="$title"/>
  <Labels name="kind" toName="text" choice="single">
    <Label value="visit"/>
    <Label value="meeting"/>
    <Label value="call"/>
    <Label value="message"/>
    <Label value="invitation"/>
    <Label value="agreement"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="status" toName="text" perRegion="true" choice="single">
    <Choice value="happened"/>
    <Choice value="planned"/>
    <Choice value="possible"/>
    <Choice value="off"/>
  </Choices>
  <Choices name="verdict" toName="text" perRegion="true" choice="single">
    <Choice value="accept"/>
    <Choice value="reject"/>
  </Choices>
  <TextArea name="participant" toName="text" perRegion="true"/>
  <TextArea name="absent" toName="text" perRegion="true"/>
  <TextArea name="note" toName="text" perRegion="true"/>
</View>
"""


def write(contents: Contents, out: BinaryIO) -> int:
    """A JSON list with one task per article, for a project with `CONFIG` as its labelling interface.

    Events come by day and articles by id, so the reports are first put in order in a private temporary file.
    """
    with TemporaryDirectory(prefix="dragoman-") as folder, closing(sqlite3.connect(Path(folder, "reports"))) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("CREATE TABLE reports (article TEXT, start INTEGER, report TEXT, region TEXT)")
        base.executemany("INSERT INTO reports VALUES (?, ?, ?, ?)", _reports(contents))
        base.execute("CREATE INDEX by_article ON reports (article, start, report)")
        return write_list("[", (_task(article, base) for article in contents.articles()), "\n]\n", out)


def _reports(contents: Contents) -> Iterator[tuple[str, int, str, str]]:
    for event in contents.events():
        for source in event.sources:
            region = json.dumps({"event": event.id, "score": round(source.confidence, 3), "result": _results(source)})
            yield source.article, source.span.start, source.report, region


def _results(source: EventSource) -> list[Json]:
    """The results of one region share its id, which is the report's reference."""
    span = {"start": source.span.start, "end": source.span.end, "text": source.evidence}
    results = [
        _result(source, "kind", "labels", {**span, "labels": [str(source.kind)]}),
        _result(source, "status", "choices", {**span, "choices": [str(source.status)]}),
    ]
    if source.rejected:
        results.append(_result(source, "verdict", "choices", {**span, "choices": ["reject"]}))
    return results


def _result(source: EventSource, name: str, sort: str, value: Json) -> Json:
    return {"id": source.report, "from_name": name, "to_name": "text", "type": sort, "value": value}


def _task(article: Article, base: sqlite3.Connection) -> Json:
    query = "SELECT report, region FROM reports WHERE article = ? ORDER BY start, report"
    found: list[tuple[str, Any]] = [(row[0], json.loads(row[1])) for row in base.execute(query, (article.id,))]
    task: Json = {
        "data": {
            "article": article.id,
            "title": line(article.title),
            "text": article.text,
            "outlet": line(article.outlet) or None,
            "published": article.published.day.isoformat() if article.published else None,
            "url": web_address(article.url),
            "reports": {report: region["event"] for report, region in found},
        }
    }
    if found:
        task["predictions"] = [
            {
                "model_version": f"dragoman {__version__}",
                "score": min(region["score"] for _, region in found),
                "result": [result for _, region in found for result in region["result"]],
            }
        ]
    return task
