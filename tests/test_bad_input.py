"""Bad input of every kind goes in beside good pages: one clear line for each, and the good pages are read."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.pages.fetch import Web

GOOD = (
    "VIENTIANE, March 12 -- The foreign minister of Mongolia met with Lao President Kham Vong in Vientiane on Monday. "
    "The two agreed to meet again in Ulaanbaatar in May, officials said."
)


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def ids(result: Result) -> list[str]:
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "zz-good.txt"
    path.write_text(GOOD)
    return path


def clean_beside(good: Path, bad: Path) -> str:
    """The one line that is told of the bad input, after checking that the good page was read and both were counted."""
    result = run("clean", bad, good, "--published", "2018-03-13")
    assert ids(result) == ["zz-good"]
    assert result.exit_code == 1
    told, closing = result.stderr.splitlines()
    assert closing == "1 page read, 1 failed"
    assert told.startswith(f"failed {bad}")
    return told.removeprefix(f"failed {bad}")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ": the file is empty"),
        (bytes(range(256)) * 100, ": not text: binary data"),
        (b"\x81\x8d\x8f" * 100, ": the encoding is unknown: not UTF-8, UTF-16, Windows-1252 or what the page declares"),
        (gzip.compress(GOOD.encode())[:-20], ": the gzip data is cut off before its end"),
        (gzip.compress(b"\0" * 50_000_000), ": longer than the 20 MB that a page may have"),
        (b"word " * 10_000_000, ": longer than the 20 MB that a page may have"),
        (b'{"id": "a", "text": broken}', ", line 1: broken JSON: expecting value (one object a line is expected)"),
        (b'{"text": "no id"}', ', line 1: the key "id" is missing or not a text'),
        (b'{"id": "no text"}', ', line 1: none of the keys "html", "dump" or "text" is there'),
        (b'{"id": "e", "text": "  "}', ", line 1: the page is empty"),
    ],
    ids=["empty", "binary", "encoding", "cut-gzip", "bomb", "50MB", "broken-json", "no-id", "no-text", "blank-text"],
)
def test_one_clear_line(good: Path, content: bytes, told: str) -> None:
    bad = good.with_name("bad")
    bad.write_bytes(content)
    assert clean_beside(good, bad) == told


def test_a_file_that_cannot_be_read(good: Path) -> None:
    bad = good.with_name("link.html")
    bad.symlink_to(good.with_name("nowhere"))
    assert clean_beside(good, bad) == ": no such file or directory"


def test_a_folder_loop(good: Path) -> None:
    (good.parent / "a").mkdir()
    (good.parent / "a" / "loop").symlink_to(good.parent)
    result = run("clean", good.parent)
    assert ids(result) == ["zz-good"]
    assert result.exit_code == 1
    assert "a/loop: a link back to a folder above it; not followed" in result.stderr


def test_a_broken_line_among_good_ones(good: Path) -> None:
    good.write_text(
        "\n".join([json.dumps({"id": "a", "text": GOOD}), '{"id": "b", "te', json.dumps({"id": "c", "text": GOOD})])
    )
    result = run("clean", good)
    assert ids(result) == ["a", "c"]
    assert f"failed {good}, line 2: broken JSON: " in result.stderr
    assert result.stderr.splitlines()[-1] == "2 pages read, 1 failed"


def test_a_private_address(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pages.sources.Web", lambda: Web(lambda _host, _port: ["169.254.169.254"]))
    result = run("clean", "http://metadata.example/latest", good)
    assert ids(result) == ["zz-good"]
    assert result.exit_code == 1
    assert (
        "failed http://metadata.example/latest: refused: metadata.example leads to 169.254.169.254, "
        "which is not a public address" in result.stderr
    )


def test_a_page_not_in_english_is_skipped_and_is_no_failure(good: Path) -> None:
    other = good.with_name("es.txt")
    other.write_text(
        "El ministro de Exteriores de Mongolia se reunió el lunes en Vientián con el presidente de Laos. " * 4
    )
    result = run("read", other, good)
    assert result.exit_code == 0
    first, *_, closing = result.stderr.splitlines()
    assert first == f"skipped {other}: not in English (language: es)"
    assert closing.startswith("1 page read, 1 skipped (not in English (language: es): 1); ")


HOSTILE = {
    "one-long-line": GOOD + " The envoys talked about trade and about the weather" * 2000 + ".",
    "one-long-word": GOOD + " " + "a" * 100_000,
    "brackets": GOOD + " " + "(" * 4000 + ")" * 4000,
    "quotes": GOOD + ' "' * 4000,
    "commas": GOOD + " Kim, Lee, Park," * 800,
    "capitals": GOOD + " Minister President Envoy" * 1200,
    "no-blank": GOOD + " on Monday" * 2000,
    "lines": GOOD + "\nMonday" * 2000,
    "controls": GOOD + " \x1b[31m\x07\u202e\u2028 talks" * 100,
    "combining": GOOD + " e" + "\u0301" * 50_000,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_text_is_read(shape: str, tmp_path: Path) -> None:
    (tmp_path / "page.jsonl").write_text(json.dumps({"id": "a", "published": "2018-03-13", "text": HOSTILE[shape]}))
    result = run("read", tmp_path / "page.jsonl")
    assert result.exit_code == 0, result.output
    assert "meeting" in [json.loads(line)["kind"] for line in result.stdout.splitlines()]


MARKUP = {
    "nested": "<div>" * 100_000 + f"<p>{GOOD}</p>",
    "nested-inline": "<b>" * 100_000 + GOOD,
    "unclosed": f"<p>{GOOD}</p>" + "<table><tr><td>" * 20_000,
    "attributes": f"<p {' '.join(f'a{number}=b' for number in range(50_000))}>{GOOD}</p>",
    "elements": "<br>" * 300_000 + f"<p>{GOOD}</p>",
    "entities": f"<p>{GOOD}</p><p>" + "&amp;" * 50_000 + "</p>",
    "comment": f"<p>{GOOD}</p>" + "<!--" * 50_000,
    "json-ld": '<script type="application/ld+json">' + "[" * 100_000 + f"</script><p>{GOOD}</p>",
    "doctype": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + f"<p>{GOOD} &b;</p>",
}


@pytest.mark.parametrize("shape", MARKUP)
def test_hostile_markup_is_read_or_refused_in_one_line(shape: str, tmp_path: Path) -> None:
    bad = tmp_path / "page.html"
    bad.write_text(f"<html><head><title>Talks</title></head><body>{MARKUP[shape]}</body></html>")
    (tmp_path / "zz-good.txt").write_text(GOOD)
    result = run("clean", tmp_path)
    assert ids(result)[-1] == "zz-good"
    if result.exit_code == 0:
        assert "met with Lao President Kham Vong" in json.loads(result.stdout.splitlines()[0])["text"]
    else:
        assert [line for line in result.stderr.splitlines() if str(bad) in line and line.startswith("failed ")]
    assert "fault of Dragoman's own" not in result.stderr
