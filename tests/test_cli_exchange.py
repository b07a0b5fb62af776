"""Judgements, exports and imports on the command line, on both stores."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman import jsonio
from dragoman.cli import app
from dragoman.exports import FORMATS
from dragoman.model import Event, EventSource
from dragoman.record.record import Record

MET = "The foreign minister of Mongolia met with Lao President Kham Vong in Vientiane on Monday."
RANG = "Kazakh President Daniyar Seitov telephoned Peruvian President Elena Quispe on Tuesday."


def page(key: str, text: str) -> dict[str, object]:
    return {"id": key, "published": "2018-03-15", "title": "Talks", "text": text, "outlet": f"The {key}"}


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def done(*args: str | Path, stdin: bytes | None = None) -> Result:
    result = run(*args, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture
def desk(record_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record of two contacts, the first of two sources; every command's own."""
    monkeypatch.setenv("DRAGOMAN_RECORD", record_url)
    monkeypatch.setenv("DRAGOMAN_USER", "ana")
    lines = [page("a", MET), page("b", RANG), page("c", f"They spoke of trade. {MET}")]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)))
    done("add", "-q", tmp_path / "pages.jsonl")
    return record_url


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record of nothing."""
    place = str(tmp_path / "empty.sqlite")
    monkeypatch.setenv("DRAGOMAN_RECORD", place)
    Record.open(place, create=True).close()
    return place


def events(place: str) -> dict[str, Event]:
    with Record.open(place) as record:
        return {event.kind: event for event in record.events()}


def source_of(event: Event, article: str) -> EventSource:
    return next(source for source in event.sources if source.article == article)


def content(place: str) -> list[dict[str, Any]]:
    with Record.open(place) as record:
        return [
            *map(jsonio.event_json, record.events()),
            *map(jsonio.article_json, record.articles()),
            *map(jsonio.actor_json, record.actors()),
            *map(jsonio.judgement_json, record.judgements()),
        ]


# judge


def test_a_judgement_is_told_with_its_id_and_can_be_undone(desk: str) -> None:
    before = events(desk)
    call = before["call"]
    said = done("judge", "correct", call.id, "kind", "meeting", "--note", "by video").stdout.split(": ")
    assert said[1] == f"the kind of {call.id} is meeting\n"
    assert "call" not in events(desk)
    (listed,) = (json.loads(line) for line in done("judge", "list").stdout.splitlines())
    assert (listed["id"], listed["by"], listed["note"], listed["field"]) == (said[0], "ana", "by video", "kind")
    assert done("judge", "undo", said[0], "--by", "ben").stdout == (
        f"{said[0]} (undone): the kind of {call.id} is meeting\n"
    )
    assert events(desk) == before
    assert done("judge", "list").stdout == ""
    assert json.loads(done("judge", "list", "--all").stdout)["undone_by"] == "ben"
    assert "by ben" in done("judge", "list", "--all", "--format", "table").stdout


def test_accept_and_reject_events_and_reports(desk: str) -> None:
    meeting, call = events(desk)["meeting"], events(desk)["call"]
    report = source_of(meeting, "c").report
    assert done("judge", "reject", report).stdout.endswith(f": {report} is rejected\n")
    assert done("judge", "accept", call.id, "--by", "ben").stdout.endswith(f": {call.id} is accepted\n")
    assert source_of(events(desk)["meeting"], "c").rejected
    assert events(desk)["meeting"].independent_sources == 1
    assert events(desk)["call"].verdict == "accepted"


def test_same_and_different(desk: str) -> None:
    meeting, call = events(desk)["meeting"], events(desk)["call"]
    assert done("judge", "same", meeting.id, call.id).stdout.endswith(f": {meeting.id} and {call.id} are one\n")
    assert len(events(desk)) == 1
    report = source_of(meeting, "c").report
    done("judge", "different", report, meeting.id)
    with Record.open(desk) as record:
        assert sorted(len(event.sources) for event in record.events()) == [1, 2]


def test_who_took_part_is_corrected(desk: str) -> None:
    before = events(desk)
    call = before["call"]
    said = done("judge", "correct", call.id, "participant", "Pia Costa Nunez, PRT, foreign minister").stdout
    assert said.endswith(f": in {call.id} takes part Pia Costa Nunez, PRT, foreign minister, party\n")
    gone = done("judge", "correct", call.id, "absent", call.participants[0].id).stdout
    assert gone.endswith(f": in {call.id} {call.participants[0].id} takes no part\n")
    shown = done("event", call.id, "--format", "table").stdout
    assert "Pia Costa Nunez" in shown
    assert "corrected" in shown
    assert call.id in done("timeline", "--who", "costa nunez").stdout
    for line in (gone, said):
        done("judge", "undo", line.split(": ")[0])
    assert events(desk) == before


def test_an_actor_is_split(desk: str) -> None:
    meeting = events(desk)["meeting"]
    report = source_of(meeting, "c").report
    known = next(p.id for p in meeting.participants if "/" in p.id)
    said = done("judge", "different", known, report).stdout
    assert said.endswith(f": {known} is not the one named in {report}: that is {known}-2\n")
    assert f"{known}-2" in done("event", meeting.id).stdout
    done("judge", "undo", said.split(": ")[0])
    assert events(desk)["meeting"] == meeting


def test_what_cannot_be_said_is_one_line(desk: str) -> None:
    for args, line in (
        (("accept", "E404"), "no event, report or actor E404 in "),
        (("correct", "E404", "place", "Nowhere at all"), "'Nowhere at all' is no place that is known"),
        (("correct", "E404", "colour", "red"), "'colour' cannot be corrected; these can: kind, status, date, place"),
        (("undo", "J404"), "no judgement J404 in "),
        (("reject", "E404", "--by", " "), "a judgement needs the name of who says it"),
    ):
        result = run("judge", *args)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"dragoman: {line}")
        assert result.stderr.count("\n") == 1
    assert done("judge", "list", "--all").stdout == ""


# export


def test_export_lists_its_formats() -> None:
    rows = done("export", "--list").stdout.splitlines()
    assert [row.split()[0] for row in rows] == list(FORMATS)
    assert all(form.summary in done("export", "--help").stdout for form in FORMATS.values())


def test_every_format_comes_out_of_a_record(desk: str, tmp_path: Path) -> None:
    for name in sorted(set(FORMATS) - {"ftm"}):
        comes_out(name, tmp_path)


def comes_out(name: str, tmp_path: Path) -> None:
    result = done("export", name, "--output", tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 40
    assert result.stdout == ""
    count = result.stderr.split()[0]
    assert int(count) >= (0 if name == "geojson" else 2)
    assert result.stderr in (f"{count} entries as {name}\n", f"{count} entry as {name}\n")
    assert done("export", name, "-q").stdout_bytes == (tmp_path / "out").read_bytes()


def test_followthemoney_comes_out_where_it_is_installed(desk: str) -> None:
    pytest.importorskip("followthemoney", reason="followthemoney is not installed", exc_type=ImportError)
    lines = [json.loads(line) for line in done("export", "ftm").stdout.splitlines()]
    assert {"Event", "Call", "Person", "Article"} <= {line["schema"] for line in lines}


def test_a_format_that_needs_a_package_says_which(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "dragoman.exports.followthemoney", raising=False)
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    result = run("export", "ftm")
    assert result.exit_code == 2
    assert result.stderr == "dragoman: this format needs FollowTheMoney: pip install 'dragoman[followthemoney]'\n"


def test_a_terminal_is_spared_binary_formats(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.cli.run_exchange._is_terminal", lambda: True)
    result = run("export", "parquet")
    assert result.exit_code == 2
    assert result.stderr == (
        "dragoman: parquet is no text for a terminal; write it to a file: --output talks.parquet\n"
    )
    assert result.stdout_bytes == b""


@pytest.mark.parametrize("args", [(), ("docx",), ("csv", "--today", "Monday")], ids=str)
def test_an_export_that_cannot_be_is_a_wrong_command(args: tuple[str, ...]) -> None:
    result = run("export", *args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_statuses_are_those_of_the_day(desk: str, tmp_path: Path) -> None:
    plan = page("p", "Norwegian Prime Minister Kari Lunde will visit Seoul on 2 April 2018.")
    (tmp_path / "plan.jsonl").write_text(json.dumps(plan))
    done("add", "-q", tmp_path / "plan.jsonl")
    before, after = (done("export", "csv", "--today", day).stdout for day in ("2018-03-20", "2018-04-20"))
    assert "visit,planned" in before
    assert "visit,unconfirmed" in after


# import


def test_a_record_moves_with_its_judgements(desk: str, tmp_path: Path) -> None:
    report = source_of(events(desk)["meeting"], "c").report
    done("judge", "reject", report, "--note", "a film")
    (tmp_path / "talks.jsonl.gz").write_bytes(gzip.compress(done("export", "native", "-q").stdout_bytes))
    other = str(tmp_path / "other.sqlite")
    result = done("import", tmp_path / "talks.jsonl.gz", "--record", other)
    assert result.stderr.endswith("talks.jsonl.gz: 3 articles; 3 reports, 2 new events; 1 judgement\n")
    assert content(other) == content(desk)
    assert done("export", "native", "-q", "--record", other).stdout == done("export", "native", "-q").stdout


def test_standard_input_can_be_imported(desk: str, tmp_path: Path) -> None:
    native = done("export", "native", "-q").stdout_bytes
    done("import", "-", "--record", tmp_path / "other.sqlite", stdin=native)
    assert content(str(tmp_path / "other.sqlite")) == content(desk)


def entity(schema: str, key: str, **properties: str | list[str]) -> str:
    lists = {name: [value] if isinstance(value, str) else value for name, value in properties.items()}
    return json.dumps({"id": key, "schema": schema, "properties": lists})


def test_office_holders_widen_the_offices_of_actors(desk: str, tmp_path: Path) -> None:
    lines = [
        entity("Person", "p1", name=["Kham Vong", "Кхам Вонг"], country="la"),
        entity("Person", "p2", name="Batbayar Ganbold", country="mn"),
        entity("Position", "o1", name="President", country="la"),
        entity("Position", "o2", name="Minister of Trade", country="mn"),
        entity("Occupancy", "h1", holder="p1", post="o1", startDate="2016-04-20", endDate="2021-03-22"),
        entity("Occupancy", "h2", holder="p2", post="o2", startDate="2017"),
        entity("Occupancy", "h3", holder="p2", post="o2"),
        entity("Occupancy", "h4", holder="nobody", post="o2"),
    ]
    file = tmp_path / "holders.ftm.json"
    file.write_text("\n".join(lines))
    for _ in range(2):
        result = run("import", file)
        assert result.exit_code == 1
        assert result.stderr.splitlines() == [
            f"failed {file}: occupancy h4: its person is not in the file or has no name",
            f"{file}: 3 office-holders, 1 without a date (only the name is kept)",
        ]
    with Record.open(desk) as record:
        actors = {actor.id: actor for actor in record.actors()}
    known, new = actors["LAO/kham-vong"], actors["MNG/batbayar-ganbold"]
    assert [(o.office, o.first, o.last) for o in known.offices] == [("President", "2016-04-20", "2021-03-22")]
    assert known.names == ("Kham Vong", "Кхам Вонг")
    assert [(o.office, o.first, o.last) for o in new.offices] == [("Minister of Trade", "2017-01-01", None)]


def test_an_imported_office_holder_is_whom_later_articles_name(desk: str, tmp_path: Path) -> None:
    lines = [
        entity("Person", "p", name=["Elena Quispe", "Эле́на Киспе", "إيلينا كيسبي"], country="pe"),
        entity("Position", "o", name="President", country="pe"),
        entity("Occupancy", "h", holder="p", post="o", startDate="2016-07-28", endDate="2019"),
    ]
    (tmp_path / "holders").write_text("\n".join(lines))
    done("import", tmp_path / "holders")
    (tmp_path / "more.jsonl").write_text(json.dumps(page("d", RANG.replace("Tuesday", "Wednesday"))))
    done("add", tmp_path / "more.jsonl")
    with Record.open(desk) as record:
        assert [actor.id for actor in record.actors() if "Quispe" in actor.name] == ["PER/elena-quispe"]


def tasks(place: str) -> list[dict[str, Any]]:
    """The record's tasks as Label Studio gives them back: predictions taken over as an annotation by ana."""
    given: list[dict[str, Any]] = json.loads(done("export", "labelstudio", "-q", "--record", place).stdout)
    for task in given:
        (prediction,) = task.pop("predictions")
        task["annotations"] = [{"result": prediction["result"], "completed_by": {"email": "ana@desk.example"}}]
    return given


def choice(region: str, name: str, chosen: str, value: dict[str, Any]) -> dict[str, Any]:
    span = {key: value[key] for key in ("start", "end", "text")}
    return {
        "id": region,
        "from_name": name,
        "to_name": "text",
        "type": "choices",
        "value": span | {"choices": [chosen]},
    }


def test_corrections_become_judgements_once(desk: str, tmp_path: Path) -> None:
    first, second, third = tasks(desk)
    kind, _ = second["annotations"][0]["result"]
    kind["value"]["labels"] = ["meeting"]
    region, value = third["annotations"][0]["result"][0]["id"], third["annotations"][0]["result"][0]["value"]
    third["annotations"][0]["result"].append(choice(region, "verdict", "reject", value))
    file = tmp_path / "corrected.json"
    file.write_text(json.dumps([first, second, third]))
    result = done("import", file)
    assert [line.split(": ", 1)[1] for line in result.stderr.splitlines()] == [
        f"the kind of {kind['id']} is meeting",
        f"{region} is rejected",
        "2 judgements",
    ]
    with Record.open(desk) as record:
        assert {judgement.by for judgement in record.judgements()} == {"ana@desk.example"}
        assert {event.kind for event in record.events()} == {"meeting"}
    assert done("import", file).stderr == f"{file}: 0 judgements\n"


def test_corrections_of_who_took_part_become_judgements_once(desk: str, tmp_path: Path) -> None:
    (task, *_) = tasks(desk)
    given = task["annotations"][0]["result"]
    region, value = given[0]["id"], given[0]["value"]
    span = {key: value[key] for key in ("start", "end", "text")}
    for name, texts in (
        ("participant", ["Pia Costa Nunez, PRT, foreign minister", "Xaro Unheard"]),
        ("absent", ["Nobody At All"]),
    ):
        given.append({"id": region, "from_name": name, "type": "textarea", "value": span | {"text": texts}})
    file = tmp_path / "corrected.json"
    file.write_text(json.dumps([task]))
    result = run("import", file)
    told = [line.split(": ", 1)[1] for line in result.stderr.splitlines()]
    assert told[0] == f"in {region} takes part Pia Costa Nunez, PRT, foreign minister, party"
    assert "say for which state" in told[1]
    with Record.open(desk) as record:
        assert [e.corrected for e in record.events() if "PRT/pia-costa-nunez" in {p.id for p in e.participants}] == [()]
    given[-2]["value"]["text"].pop()
    file.write_text(json.dumps([task]))
    assert done("import", file).stderr == f"{file}: 0 judgements\n"


def test_corrections_that_do_not_fit_the_record_are_told(desk: str, tmp_path: Path) -> None:
    first, second, third = tasks(desk)
    # Another text than the record's, a report that it does not have, and a contact that was not read.
    first["data"]["text"] = first["data"]["text"].replace("Mongolia", "Songolia")
    for result in first["annotations"][0]["result"]:
        result["value"]["text"] = result["value"]["text"].replace("Mongolia", "Songolia")
        result["value"]["labels"] = ["call"]
    known = second["annotations"][0]["result"][0]["id"]
    second["data"]["reports"] = {"R404": "E1"}
    for result in second["annotations"][0]["result"]:
        result["id"] = "R404"
    for result in third["annotations"][0]["result"]:
        result["id"] = "drawn"
    file = tmp_path / "corrected.json"
    file.write_text(json.dumps([first, second, third]))
    result = run("import", file, "--by", "ben")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert [line.rsplit(": ", 1)[1] for line in told] == [
        "its words do not stand there in the article that the record has",
        "the record has no report R404",
        "it marks a contact that was not read; a record holds only what was read",
        "0 judgements",
    ]
    assert known != "R404"
    assert done("judge", "list", "--all").stdout == ""


@pytest.mark.parametrize(
    ("content_", "reason"),
    [
        (b"Dear diary", "neither a native export, nor office-holders in FollowTheMoney, nor Label Studio's JSON"),
        (b"", "neither a native export, nor office-holders in FollowTheMoney, nor Label Studio's JSON"),
        (b"\x1f\x8b\x08\x00broken", "compressed file ended before the end-of-stream marker was reached"),
        (b"[1, 2", "the export: not JSON"),
    ],
    ids=["diary", "empty", "broken gzip", "broken JSON"],
)
def test_what_cannot_be_imported_is_one_line(content_: bytes, reason: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content_)
    result = run("import", file, "--quiet")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"failed {file}: {reason}"]
    assert run("import", tmp_path / "none").stderr == f"failed {tmp_path}/none: no such file or directory\n"
    assert run("import", tmp_path).stderr == f"failed {tmp_path}: this is a folder; name the files\n"
