"""The commands that write a record, on both stores."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman import jsonio
from dragoman.cli import app
from dragoman.record.record import Record
from dragoman.record.recorder import Recorder
from dragoman.samples import record_sample_pages

VIENTIANE = "The foreign minister of Mongolia met with Lao President Kham Vong in Vientiane on Monday."
ASTANA = "Kazakh President Daniyar Seitov telephoned Peruvian President Elena Quispe on Tuesday."
SEOUL = "Norwegian Prime Minister Kari Lunde arrived in Seoul on Wednesday for talks."


def page(key: str, text: str, **fields: object) -> dict[str, object]:
    return {"id": key, "published": "2018-03-15", "title": "Talks", "text": text, "outlet": f"The {key}", **fields}


PAGES = [page("a", VIENTIANE), page("b", ASTANA), page("c", SEOUL), page("d", VIENTIANE + " They spoke of trade.")]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return written(tmp_path / "pages.jsonl", *PAGES)


def written(path: Path, *pages_: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in pages_))
    return path


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def done(*args: str | Path) -> Result:
    result = run(*args)
    assert result.exit_code == 0, result.stderr
    return result


def content(place: str) -> list[dict[str, Any]]:
    """Everything that a record tells."""
    with Record.open(place) as record:
        return [
            *map(jsonio.event_json, record.events()),
            *map(jsonio.article_json, record.articles()),
            *map(jsonio.actor_json, record.actors()),
        ]


def told(place: str) -> list[dict[str, Any]]:
    """The events of a record."""
    with Record.open(place) as record:
        return [jsonio.event_json(event) for event in record.events()]


def process(*args: str | Path, **how: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dragoman", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


# add


def test_add_stores_pages_and_counts_what_came_of_them(pages: Path, record_url: str) -> None:
    result = done("add", pages, "--record", record_url)
    assert result.stdout == ""
    assert result.stderr == "4 pages read; 4 reports: 3 new events, 1 joined\n"
    with Record.open(record_url) as record:
        assert sorted((e.kind, e.independent_sources) for e in record.events()) == [
            ("call", 1),
            ("meeting", 2),
            ("visit", 1),
        ]


def test_adding_twice_changes_nothing_and_reads_nothing(
    pages: Path, record_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", pages, "--record", record_url)
    before = content(record_url)
    monkeypatch.setattr("dragoman.record.adding.read_page", None)
    result = done("add", pages, "--record", record_url)
    assert result.stderr == "0 pages read, 4 unchanged; 0 reports\n"
    assert content(record_url) == before


def test_several_processes_store_the_same(pages: Path, tmp_path: Path) -> None:
    for jobs in "12":
        done("add", pages, "--record", tmp_path / jobs, "--jobs", jobs)
    assert content(str(tmp_path / "1")) == content(str(tmp_path / "2"))


def test_a_broken_off_run_says_what_it_stored_and_is_taken_up_again(
    pages: Path, tmp_path: Path, record_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        add = Recorder.add

        def broken(recorder: Recorder, article: Any, *rest: Any) -> Any:
            if article.id == "c":
                raise KeyboardInterrupt
            return add(recorder, article, *rest)

        patch.setattr(Recorder, "add", broken)
        handler = signal.getsignal(signal.SIGINT)
        result = run("add", pages, "--record", record_url)
        signal.signal(signal.SIGINT, handler)
    assert result.exit_code == 130
    assert result.stderr == ("stopped: 2 pages read; 2 reports: 2 new events, 0 joined\ndragoman: interrupted\n")
    assert done("add", pages, "--record", record_url).stderr == (
        "2 pages read, 2 unchanged; 2 reports: 1 new event, 1 joined\n"
    )
    whole = str(tmp_path / "whole.sqlite")
    done("add", pages, "--record", whole)
    assert content(record_url) == content(whole)


def test_ctrl_c_ends_after_the_article_at_hand(tmp_path: Path, record_url: str) -> None:
    many = [page(str(number), f"{VIENTIANE} {'They spoke of trade. ' * (number % 9)}") for number in range(200)]
    source = written(tmp_path / "many.jsonl", *many)
    with process("add", source, "--record", record_url, "--format", "jsonl", "--jobs", "1") as adding:
        assert adding.stdout is not None
        lines = [adding.stdout.readline()]
        os.kill(adding.pid, signal.SIGINT)
        lines += adding.stdout.readlines()
        assert adding.stderr is not None
        told = adding.stderr.read().splitlines()
        assert adding.wait(60) == 130
    assert told[-1] == "dragoman: interrupted"
    assert told[-2].startswith(f"stopped: {len(lines)} page")
    with Record.open(record_url) as record:
        assert [article.id for article in record.articles()] == sorted(json.loads(line)["article"] for line in lines)
    assert len(lines) < len(many)


def test_json_lines_of_what_was_stored(pages: Path, tmp_path: Path) -> None:
    place = tmp_path / "record.sqlite"
    lines = [
        json.loads(line) for line in done("add", pages, "--record", place, "--format", "jsonl").stdout.splitlines()
    ]
    assert lines == [
        {"article": "a", "outcome": "added", "reports": 1, "new_events": 1, "joined": 0},
        {"article": "b", "outcome": "added", "reports": 1, "new_events": 1, "joined": 0},
        {"article": "c", "outcome": "added", "reports": 1, "new_events": 1, "joined": 0},
        {"article": "d", "outcome": "added", "reports": 1, "new_events": 0, "joined": 1},
    ]
    assert done("add", pages, "--record", place, "--format", "jsonl").stdout == ""


def test_a_newer_version_takes_the_place_of_an_older_one_and_says_so(tmp_path: Path, record_url: str) -> None:
    url = "http://courier.example/talks"
    old = written(tmp_path / "old.jsonl", page("old", VIENTIANE, url=url))
    new = written(tmp_path / "new.jsonl", page("new", f"{VIENTIANE} {SEOUL}", url=url, published="2018-03-16"))
    done("add", old, "--record", record_url)
    assert done("add", new, "--record", record_url).stderr == (
        "replaced new: 2 reports, before 1\n1 page read, 1 replaced; 2 reports: 1 new event, 1 joined\n"
    )
    with Record.open(record_url) as record:
        assert [article.id for article in record.articles()] == ["new"]
        assert {source.article for event in record.events() for source in event.sources} == {"new"}


def test_an_older_version_is_kept_aside_and_says_so(tmp_path: Path, record_url: str) -> None:
    url = "http://courier.example/talks"
    old = written(tmp_path / "old.jsonl", page("old", VIENTIANE, url=url))
    new = written(tmp_path / "new.jsonl", page("new", VIENTIANE, url=url, published="2018-03-16"))
    done("add", new, "--record", record_url)
    before = told(record_url)
    assert done("add", old, "--record", record_url).stderr == (
        "older old: kept aside, for the record has a newer version\n1 page read, 1 older than the record's; 0 reports\n"
    )
    assert told(record_url) == before
    assert done("add", old, "--record", record_url).stderr == "0 pages read, 1 unchanged; 0 reports\n"


def test_pages_that_fail_and_are_skipped_have_a_line_each(tmp_path: Path) -> None:
    korean = page(
        "k", "문재인 대통령은 월요일 서울에서 몽골 외무장관을 만났다고 청와대가 밝혔다. 두 사람은 무역을 논의했다."
    )
    source = written(tmp_path / "pages.jsonl", PAGES[0], korean)
    result = run("add", source, tmp_path / "none.html", "--record", tmp_path / "record.sqlite")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"skipped {source}, line 2: not in English (language: ko)",
        f"failed {tmp_path}/none.html: no such file or directory",
        "1 page read, 1 skipped (not in English (language: ko): 1), 1 failed; 1 report: 1 new event, 0 joined",
    ]
    quiet = run("add", source, tmp_path / "none.html", "--record", tmp_path / "record.sqlite", "--quiet")
    assert quiet.stderr == f"failed {tmp_path}/none.html: no such file or directory\n"


def test_two_runs_at_once_store_the_same_as_one(record_url: str, tmp_path: Path) -> None:
    folder = record_sample_pages()
    both = [process("add", folder, "--record", record_url) for _ in range(2)]
    told = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    alone = str(tmp_path / "alone.sqlite")
    done("add", folder, "--record", alone)
    assert content(record_url) == content(alone)


def test_two_runs_with_pages_of_their_own_lose_nothing(record_url: str, tmp_path: Path) -> None:
    sources = [
        written(tmp_path / f"{half}.jsonl", *(page(f"{half}{n}", f"{text} {n}", outlet=half) for n in range(10)))
        for half, text in (("x", VIENTIANE), ("y", ASTANA))
    ]
    both = [process("add", source, "--record", record_url, "--jobs", "1") for source in sources]
    told = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    with Record.open(record_url) as record:
        assert sorted((event.kind, len(event.sources)) for event in record.events()) == [("call", 10), ("meeting", 10)]


def test_the_place_of_the_record_may_come_from_the_environment(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_RECORD", str(tmp_path / "new folder" / "record.sqlite"))
    done("add", pages)
    assert len(content(str(tmp_path / "new folder" / "record.sqlite"))) > 3


def test_ids_and_addresses_of_any_length_end_no_run(tmp_path: Path, record_url: str) -> None:
    far = bytes((7 * number) % 26 + 97 for number in range(9000)).decode()
    wide = "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(2000))
    source = written(
        tmp_path / "long.jsonl",
        page(far, VIENTIANE),
        page("b", ASTANA, url=f"http://x.example/{wide}", outlet=far),
        page(wide, SEOUL),
    )
    result = done("add", source, "--record", record_url)
    assert result.stderr.endswith("3 pages read; 3 reports: 3 new events, 0 joined\n")
    assert done("add", source, "--record", record_url).stderr.endswith("0 pages read, 3 unchanged; 0 reports\n")


# reread


def test_reread_finds_nothing_new_in_what_this_version_read(pages: Path, record_url: str) -> None:
    done("add", pages, "--record", record_url)
    before = content(record_url)
    assert done("reread", "--record", record_url).stderr == (
        "4 articles read anew; 4 reports as before, 0 replaced, 0 gone, 0 new\n"
    )
    assert content(record_url) == before


def test_reread_puts_a_new_reading_in_the_place_of_the_old(
    pages: Path, record_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        # A version of Dragoman that overlooked all but two.
        patch.setattr("dragoman.reading.code", overlooking("Seoul", "Mongolia"))
        done("add", pages, "--record", record_url)
    assert done("reread", "--record", record_url, "--jobs", "1").stderr == (
        "changed a: 0 replaced, 0 gone, 1 new\n"
        "changed c: 0 replaced, 0 gone, 1 new\n"
        "changed d: 0 replaced, 0 gone, 1 new\n"
        "4 articles read anew; 1 report as before, 0 replaced, 0 gone, 3 new\n"
    )
    monkeypatch.setattr("dragoman.reading.code", overlooking("Seoul"))
    assert done("reread", "--record", record_url, "--jobs", "1").stderr == (
        "changed c: 0 replaced, 1 gone, 0 new\n4 articles read anew; 3 reports as before, 0 replaced, 1 gone, 0 new\n"
    )
    with Record.open(record_url) as record:
        assert {event.kind for event in record.events()} == {"meeting", "call"}


def overlooking(*words: str) -> Any:
    from dragoman.events.coder import code

    def some(parsed: Any) -> Any:
        return tuple(report for report in code(parsed) if not any(word in report.evidence for word in words))

    return some


# What cannot be a record


def newer(path: Path) -> None:
    done("add", "-q", written(path.parent / "in.jsonl", PAGES[0]), "--record", path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def another_program_s(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


NO_RECORDS = {
    "text": (lambda path: path.write_text("Dear diary"), "this file is no record of Dragoman's"),
    "folder": (lambda path: path.mkdir(), "this is a folder; a record is a file"),
    "newer": (newer, "made by a newer version of Dragoman (its tables are 9999); update first"),
    "database": (another_program_s, "this database holds other tables than a record's"),
}


@pytest.mark.parametrize("command", ["add", "reread"])
@pytest.mark.parametrize("kind", NO_RECORDS)
def test_what_is_no_record_is_left_alone(kind: str, command: str, pages: Path, tmp_path: Path) -> None:
    make, reason = NO_RECORDS[kind]
    place = tmp_path / "record"
    make(place)
    before = place.read_bytes() if place.is_file() else None
    result = run(*(("add", pages) if command == "add" else ("reread",)), "--record", place)
    assert result.exit_code == 1
    assert result.stderr == f"dragoman: {place}: {reason}\n"
    assert (place.read_bytes() if place.is_file() else None) == before


def test_reread_makes_no_record(tmp_path: Path) -> None:
    result = run("reread", "--record", tmp_path / "record")
    assert (result.exit_code, result.stderr) == (
        1,
        f"dragoman: {tmp_path}/record: there is no record yet; `dragoman add` makes one\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["mysql://host/base", "postgresql://host:port/x", "://"])
def test_an_address_that_is_none_is_a_wrong_command(place: str, pages: Path) -> None:
    result = run("add", pages, "--record", place)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_a_server_that_is_not_there_is_one_line(pages: Path, tmp_path: Path) -> None:
    result = run("add", pages, "--record", f"postgresql://me:secret@/talks?host={tmp_path}")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "the database does not answer" in result.stderr
    assert "secret" not in result.stderr


def test_a_read_only_record_is_one_line(pages: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    place = folder / "record.sqlite"
    done("add", written(tmp_path / "one.jsonl", PAGES[0]), "--record", place)
    before = content(str(place))
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    # Root may write everywhere, unless it gives that up.
    given_up = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    if given_up and not shutil.which("setpriv"):
        pytest.skip("there is no setpriv, and root may write everywhere")
    command = [*given_up, sys.executable, "-m", "dragoman", "add", str(pages), "--record", str(place)]
    adding = subprocess.run(command, capture_output=True, text=True, check=False)
    told = adding.stderr.splitlines()
    assert adding.returncode == 1
    assert told[-1] == f"dragoman: {place}: it may only be read: the file or its folder is write-protected"
    assert len(told) <= 2
    folder.chmod(0o755)
    place.chmod(0o644)
    assert content(str(place)) == before


def filler(number: int) -> str:
    """Sentences that are no copy of another page's."""
    chosen = random.Random(number)
    return " ".join(f"They named {chosen.randrange(10**9)} and {chosen.randrange(10**9)}." for _ in range(20))


def test_a_full_disk_ends_the_run_with_what_was_stored_before(tmp_path: Path) -> None:
    many = [page(str(number), f"{VIENTIANE} {filler(number)}", outlet=str(number)) for number in range(20)]
    source = written(tmp_path / "many.jsonl", *many)
    place = tmp_path / "record.sqlite"
    done("add", "-q", written(tmp_path / "first.jsonl", many[0]), "--record", place)
    # No file may grow beyond that: for SQLite, whose journal does, it is a disk without room.
    blocks = place.stat().st_size // 1024 + 1
    command = f'ulimit -f {blocks}; exec "{sys.executable}" -m dragoman add "{source}" --record "{place}" --jobs 1'
    done_ = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done_.returncode == 1
    stopped, told = done_.stderr.splitlines()[-2:]
    assert told.startswith(f"dragoman: {place}: the disk ")
    assert told.endswith("full; what was added before is kept")
    with Record.open(str(place)) as record:
        stored = len(list(record.articles()))
    assert stopped.startswith(f"stopped: {stored - 1} page")
    assert 1 < stored < 20
    assert f", {stored} unchanged; " in done("add", source, "--record", place).stderr
