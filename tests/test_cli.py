"""The commands as a person or another program meets them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman import __version__
from dragoman.cli import app
from dragoman.cli.plain import plain

TALKS = (
    "VIENTIANE, March 12 -- The foreign minister of Mongolia met with Lao President Kham Vong in Vientiane on Monday. "
    "Kham Vong will visit Ulaanbaatar in May, officials said."
)
DUMP = "Home\nWorld\nSport\nSign in\n\nEnvoys meet in Vientiane\n\n" + TALKS + "\n\nMost popular\nCookie policy\n"


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def line(**fields: object) -> str:
    return json.dumps({"id": "a", "published": "2018-03-13", "title": "Envoys meet", "text": TALKS, **fields})


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.jsonl"
    path.write_text(line() + "\n")
    return path


def test_read_writes_reports_that_carry_their_evidence(page: Path) -> None:
    result = run("read", page)
    assert result.exit_code == 0
    meeting = next(record for record in records(result) if record["kind"] == "meeting")
    assert list(meeting) == [
        "article",
        "kind",
        "status",
        "participants",
        "place",
        "start",
        "end",
        "approximate",
        "attribution",
        "evidence",
        "span",
        "plover",
        "cameo",
        "about",
        "confidence",
        "because",
        "trigger",
        "published",
        "outlet",
        "agency",
        "url",
        "copy_of",
    ]
    assert (meeting["article"], meeting["status"], meeting["start"]) == ("a", "happened", "2018-03-12")
    start, end = meeting["span"]  # type: ignore[misc]
    assert TALKS[start:end] == meeting["evidence"]
    assert {"name": "Kham Vong", "country": "LAO"}.items() <= meeting["participants"][1].items()  # type: ignore[index]
    count = len(records(result))
    assert result.stderr == f"1 page read; {count} report{'s' if count > 1 else ''}\n"


def test_read_shows_a_table(page: Path) -> None:
    result = run("read", page, "--format", "table")
    assert result.exit_code == 0
    assert "Envoys meet  2018-03-13 (given)" in result.stdout
    row = next(row for row in result.stdout.splitlines() if "2018-03-12" in row)
    assert row.split()[:3] == ["2018-03-12", "happened", "meeting"]
    assert "Kham Vong (LAO)" in " ".join(result.stdout.split())


def test_clean_keeps_the_text_of_an_article_and_takes_the_menus_off_a_dump() -> None:
    result = run("clean", "-", stdin="\n".join([line(), json.dumps({"id": "d", "dump": DUMP})]))
    article, dump = records(result)
    assert article["text"] == TALKS
    assert list(article) == [
        "id",
        "title",
        "published",
        "published_time",
        "updated",
        "dated_by",
        "outlet",
        "agency",
        "byline",
        "dateline",
        "language",
        "url",
        "copy_of",
        "text",
        "removed",
        "notes",
    ]
    assert (article["published"], article["dated_by"], article["language"]) == ("2018-03-13", "given", "en")
    assert "Sport" not in str(dump["text"])
    assert "Sport" in str(dump["removed"])
    assert dump["copy_of"] == "a"


def test_clean_shows_a_text_for_people(page: Path) -> None:
    result = run("clean", page, "--format", "table")
    assert "published  2018-03-13 (given)" in result.stdout
    assert TALKS in " ".join(result.stdout.split())


def test_times_have_offsets_into_the_given_text() -> None:
    text = "\n  On Monday,  the envoys met.\r\nThey meet again in May. "
    (record,) = records(run("times", stdin=line(text=text)))
    assert record["id"] == "a"
    found = [(time["text"], time["value"], time["begin"], time["finish"]) for time in record["times"]]  # type: ignore[attr-defined]
    assert found == [("Monday", "2018-03-12", "2018-03-12", "2018-03-12"), ("May", "2018-05", "2018-05", "2018-05")]
    assert all(text[time["start"] : time["end"]] == time["text"] for time in record["times"])  # type: ignore[attr-defined]


def test_times_shows_a_table(page: Path) -> None:
    rows = run("times", page, "--format", "table").stdout.splitlines()
    assert ["Monday", "DATE", "2018-03-12", "2018-03-12", "2018-03-12"] in [row.split() for row in rows]


def test_explain_shows_what_fired(page: Path) -> None:
    result = run("explain", page)
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "met meeting.meet report 1" in text
    assert "when: 2018-03-12 to 2018-03-12 from “Monday”" in text


def test_explain_can_show_silent_sentences() -> None:
    text = TALKS + " The weather was warm."
    assert "The weather was warm." not in run("explain", "-", stdin=line(text=text)).stdout
    assert "Sentences without a word of the codebook: " in run("explain", "-", stdin=line(text=text)).stdout
    assert "The weather was warm." in run("explain", "-", "--all", stdin=line(text=text)).stdout


def test_the_day_of_publication_is_given_by_json_before_the_option() -> None:
    lines = [line(published=None), line(id="b", text="The envoys met in Astana on Monday.")]
    first, second = records(run("clean", "--published", "2020-02-12", stdin="\n".join(lines)))
    assert (first["published"], second["published"]) == ("2020-02-12", "2018-03-13")


def test_without_a_day_of_publication_a_remark_says_so() -> None:
    result = run("read", stdin=line(published=None, text="The envoys of Laos and Mongolia met in Astana on Monday."))
    assert all(record["start"] is None for record in records(result))
    assert [told for told in result.stderr.splitlines() if told.startswith("note -, line 1: ")]


def test_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    lines = [line(id=str(i), text=TALKS.replace("Monday", f"March {i}")) for i in range(1, 9)]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines[:4], '{"id": "broken', *lines[4:]]))
    one, two = (run("read", tmp_path / "in.jsonl", "--jobs", jobs) for jobs in "12")
    assert one.exit_code == two.exit_code == 1
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert "8 pages read, 1 failed" in one.stderr


def test_output_goes_into_a_file_that_appears_when_all_is_done(page: Path) -> None:
    out = page.with_name("out.jsonl")
    result = run("read", page.parent, "--output", out)
    assert result.stdout == ""
    assert out.read_text() == run("read", page).stdout
    assert sorted(path.name for path in page.parent.iterdir()) == ["out.jsonl", "page.jsonl"]
    assert run("clean", page, "--format", "table", "--output", out).exit_code == 0
    assert out.read_text().startswith("Envoys meet\n")


def test_quiet_tells_failures_only(page: Path) -> None:
    result = run("read", page, "missing.html", "--quiet")
    assert result.stderr == "failed missing.html: no such file or directory\n"
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "args",
    [
        ["read", "--published", "Monday", "-"],
        ["read", "--format", "xml", "-"],
        ["read", "--jobs", "0", "-"],
        ["read", "--output", "/nowhere/out.jsonl", "-"],
        ["explain"],
        ["reed"],
        ["read", "--no-such-option"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_ends_with_2_and_says_why(args: list[str]) -> None:
    result = run(*args, stdin=line())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_version() -> None:
    assert run("--version").stdout == f"dragoman {__version__}\n"


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman", "--version"], capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == [f"dragoman {__version__}"]


def test_codebook_test_says_what_came_out() -> None:
    result = run("codebook", "test")
    assert "examples" in result.stdout.splitlines()[-1]
    assert result.exit_code == (0 if "all as expected" in result.stdout else 1)


def test_nothing_from_a_page_reaches_the_terminal_s_controls() -> None:
    text = TALKS.replace("Monday", "Monday \x1b]0;owned\x07\x9b31m\u202e")
    for command in ("read", "clean", "times"):
        result = run(command, "--format", "table", "-", stdin=line(title="\x1b[31mTalks\r\nfailed", text=text))
        assert not set("\x1b\x07\x9b\r\u202e") & set(result.stdout + result.stderr)
    assert plain("a\nb\x00\ud800c") == "a b c"
    assert plain("a\nb\tc", lines=True) == "a\nb c"


def process(*args: str, new_group: bool = False) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *args]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=new_group)


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(line(id=str(i), text=f"{i} {TALKS * 50}") for i in range(200)))
    with process("clean", "--jobs", "1", "--quiet", str(tmp_path / "in.jsonl")) as run_:
        assert run_.stdout is not None
        assert run_.stderr is not None
        assert run_.stdout.readline().startswith(b'{"id": "0"')
        run_.stdout.close()
        assert run_.stderr.read() == b""
        assert run_.wait(60) == 0


def test_an_interrupt_ends_without_a_traceback() -> None:
    with process("clean", "--jobs", "1", "-") as run_:
        assert run_.stdin is not None
        assert run_.stdout is not None
        assert run_.stderr is not None
        run_.stdin.write((line() + "\n").encode() + b"\n" * 100_000)
        run_.stdin.flush()
        assert run_.stdout.readline().startswith(b'{"id": "a"')
        os.kill(run_.pid, signal.SIGINT)
        assert run_.stderr.read() == b"dragoman: interrupted\n"
        assert run_.wait(60) == 130


def test_an_interrupt_of_all_processes_at_once_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(line(id=str(i), text=f"{i} {TALKS * 50}") for i in range(200)))
    with process("clean", "--jobs", "2", str(tmp_path / "in.jsonl"), new_group=True) as run_:
        assert run_.stdout is not None
        assert run_.stderr is not None
        assert run_.stdout.readline().startswith(b'{"id": "0"')
        # As a terminal does it.
        os.killpg(run_.pid, signal.SIGINT)
        assert run_.stderr.read() == b"dragoman: interrupted\n"
        assert run_.wait(60) == 130


def test_a_fault_of_ours_gives_one_line(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such\nluck")

    monkeypatch.setattr("dragoman.cli.run.read_sources", broken)
    result = run("clean", page)
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "dragoman: a fault of Dragoman's own, please report it: RuntimeError: no such luck ("
    )
    assert result.stderr.count("\n") == 1


def test_the_output_may_be_a_pipe_but_no_folder(page: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("clean", page, "-o", pipe).exit_code == 0
        assert json.loads(os.read(reader, 65536))["id"] == "a"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    result = run("clean", page, "-o", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == f"dragoman: {tmp_path} cannot be written: it is a folder\n"


def test_the_output_is_not_written_through_a_link(page: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept")
    (tmp_path / ".out.part").symlink_to(tmp_path / "precious")
    assert run("clean", page, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "precious").read_text() == "kept"
    assert not (tmp_path / "out").is_symlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_one_line(page: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", "from dragoman.cli import main; main()", "clean", str(page), "-q"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode() == "dragoman: the output cannot be written: no space left on device\n"
