"""The commands that ask a record, as people and other programs meet them.

Run as a script, it writes the transcripts of docs/questions.md anew.
"""

import json
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.record.record import Record
from dragoman.samples import record_sample_pages

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
TRANSCRIPT = re.compile(r"```text\n\$ dragoman (.*)\n((?:(?!```).*\n)*)```")
COMMANDS = ("timeline", "agenda", "who", "country", "pair", "together", "changes", "search", "event")
TODAY = ("--today", "2020-01-01")


def run(place: str, *args: str) -> Result:
    return CliRunner().invoke(app, [*args, "--record", place], prog_name="dragoman", env={"COLUMNS": "132"})


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def fill(place: str) -> str:
    result = CliRunner().invoke(app, ["add", str(record_sample_pages()), "--record", place, "--quiet", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return place


def shown(place: str, command: str) -> str:
    result = run(place, *shlex.split(command))
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.stdout.splitlines())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(str(tmp_path_factory.mktemp("cli") / "record.sqlite"))


def test_the_transcripts_in_the_docs_are_what_the_commands_say(place: str) -> None:
    transcripts = TRANSCRIPT.findall(PAGE.read_text())
    assert {command.split()[0] for command, _ in transcripts} == set(COMMANDS)
    for command, said in transcripts:
        assert said.rstrip("\n") == shown(place, command), f"dragoman {command}: run `make docs`"


def test_a_timeline_is_lines_of_events(place: str) -> None:
    found = lines(run(place, "timeline", *TODAY))
    assert len(found) == 21
    assert list(found[0])[:4] == ["id", "kind", "status", "participants"]
    assert {"sources", "life", "disagreements", "plover", "cameo", "start", "end"} <= set(found[0])
    assert lines(run(place, "timeline", "--limit", "3", *TODAY)) == found[-3:]
    visits = lines(run(place, "timeline", "--kind", "visit", "--status", "unconfirmed", *TODAY))
    assert [event["start"] for event in visits] == ["2018-11-19"]


@pytest.mark.parametrize(
    "words",
    [["--pair", "USA", "RUS"], ["--pair", "RUS,usa"], ["--pair", "Russia", "Hale"], ["--pair", "Sorin, United States"]],
)
def test_a_pair_is_two_words_or_one_with_a_comma(place: str, words: list[str]) -> None:
    found = lines(run(place, "timeline", *words, *TODAY))
    assert {"2016-12-30", "2017-09-20"} == {event["start"] for event in found}


def test_questions_of_one_answer_are_one_line(place: str) -> None:
    (sorin,) = lines(run(place, "who", "Sorin", *TODAY))
    assert (sorin["id"], sorin["events"], sorin["first_contact"]) == ("RUS/arkady-sorin", 2, "2016-12-30")
    assert sorin["gaps"] == [{"from": "2016-12-30", "to": "2017-09-20", "days": 264}]
    (state,) = lines(run(place, "country", "Uzbekistan", *TODAY))
    assert state["visits_received"]["events"] == 3
    (pair,) = lines(run(place, "pair", "USA", "Sorin", *TODAY))
    assert [side["id"] for side in pair["sides"]] == ["USA", "RUS/arkady-sorin"]
    (event,) = lines(run(place, "event", state["recent"][0]["id"], *TODAY))
    assert (event["asked"], event["judgements"]) == (event["id"], [])


def test_the_others_are_a_line_for_each(place: str) -> None:
    (coming,) = lines(run(place, "agenda", "--today", "2018-11-10"))
    assert (coming["date"], coming["start"], coming["status"]) == ("day", "2018-11-19", "planned")
    unmet = lines(run(place, "together", "--unmet", *TODAY))
    assert [one["event"] for one in unmet] == [None, None, None]
    assert {one["place"]["name"] for one in unmet} == {"Reykjavik", "Tashkent"}
    assert len(lines(run(place, "together", *TODAY))) == 12
    assert len(lines(run(place, "together", "--limit", "2", *TODAY))) == 2
    told = lines(run(place, "changes", "--since", "2017-09-01", "--until", "2017-09-07", *TODAY))
    assert [one["what"] for one in told] == ["called off", "revived"]
    assert lines(run(place, "changes", "--since", "2017-09-01", "--until", "2017-09-07", "--limit", "1")) == told[-1:]
    found = lines(run(place, "search", "Karimi", "Bergen"))
    assert {one["found"] for one in found} == {"article", "report", "event"}
    for one in found:
        for start, end in one.get("hits", ()):
            assert one["snippet"][start:end].casefold() in ("karimi", "bergen")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["who", "Weber"], "'Weber' can be AUT/daniel-weber"),
        (["who", "Arkadi Sorinn"], "nearest names are Arkady Sorin"),
        (["who", "Russia"], "Russia is a state; ask for it as country RUS"),
        (["country", "Usbekistan"], "the nearest are Uzbekistan (UZB)"),
        (["pair", "USA", "usa"], "USA is named twice"),
        (["timeline", "--pair", "USA"], "a pair has two sides"),
        (["timeline", "USA"], "'USA' belongs to no option"),
        (["timeline", "--since", "2018-13"], "--since '2018-13' is no date"),
        (["timeline", "--until", "yesterday"], "--until 'yesterday' is no date"),
        (["timeline", "--place", "Moscow, Nowhere"], "'Nowhere' is no state"),
        (["timeline", "--place", "Nowhereville"], "no list knows a place 'Nowhereville'"),
        (["together", "--place", "Nowhereville"], "no list knows a place 'Nowhereville'"),
        (["timeline", "--since", "2018", "--until", "2017"], "--until 2017 is before --since 2018"),
        (["together", "--since", "2018", "--until", "2017"], "--until 2017 is before --since 2018"),
        (["changes", "--since", "2018", "--until", "2017-05"], "--until 2017-05 is before --since 2018"),
        (["changes", "--since", "1-2-3-4"], "is no date"),
        (["search", "***"], "no word to search for"),
        (["event", "E0"], "no event 'E0'"),
        (["agenda", "--today", "soon"], "--today 'soon' is no day"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(place: str, words: list[str], told: str) -> None:
    result = run(place, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.startswith("dragoman: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ["timeline", "--since", "2030"],
        ["agenda"],
        ["country", "TUV"],
        ["together", "--since", "2030"],
        ["changes", "--since", "2030"],
        ["search", "zzz"],
    ],
)
def test_an_empty_answer_is_an_answer(place: str, words: list[str]) -> None:
    table = run(place, *words, "--format", "table")
    assert (table.exit_code, table.stderr) == (0, "")
    assert table.stdout.strip()
    assert run(place, *words).exit_code == 0


def test_a_record_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    for words in (["timeline"], ["who", "x"], ["event", "E1"], ["search", "x"]):
        result = run(str(tmp_path / "none.sqlite"), *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "there is no record yet" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_record_may_come_from_the_environment_and_the_answer_go_to_a_file(place: str, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    result = CliRunner().invoke(app, ["timeline", "--output", str(out)], env={"DRAGOMAN_RECORD": place})
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(out.read_text().splitlines()) == 21


def test_asking_changes_nothing(place: str) -> None:
    before = Path(place).read_bytes()
    for words in (["timeline"], ["agenda"], ["who", "Sorin"], ["together"], ["search", "talks"]):
        assert run(place, *words).exit_code == 0
    assert Path(place).read_bytes() == before


def test_redirected_events_and_judgements_are_told(tmp_path: Path) -> None:
    own = fill(str(tmp_path / "own.sqlite"))
    one, other = (event["id"] for event in lines(run(own, "timeline", "--country", "BRA")))
    judged = run(own, "judge", "same", one, other, "--by", "ana", "--note", "one \x1b[31mcall")
    assert judged.exit_code == 0, judged.output
    kept = lines(run(own, "event", one))[0]["id"]
    gone = other if kept == one else one
    table = run(own, "event", gone, "--format", "table").stdout
    assert f"{gone} turned out to be {kept}" in table
    assert "ana: same" in table
    assert "\x1b[31m" not in table
    with Record.open(own) as record:
        assert record.event(gone).id == kept


def write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = fill(f"{folder}/record.sqlite")
        text = PAGE.read_text()
        disputed = next(one for one in lines(run(place, "timeline")) if one["disagreements"])
        text = re.sub(r"(?<=\$ dragoman event )\w+", disputed["id"], text)
        text = TRANSCRIPT.sub(lambda m: f"```text\n$ dragoman {m[1]}\n{shown(place, m[1])}\n```", text)
    PAGE.write_text(text)


if __name__ == "__main__":
    write()
