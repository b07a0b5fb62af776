"""What a user names becomes pages, whatever the kind, the packing and the encoding."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from dragoman.errors import InputError, PageError, SourceError
from dragoman.pages.limits import Limits
from dragoman.pages.raw import PageKind, RawPage
from dragoman.pages.sources import read_sources

HTML = "<!DOCTYPE html><html><head><title>Talks</title></head><body><p>The envoys met in Ulaanbaatar.</p></body></html>"
ARTICLE = "The foreign ministers of Mongolia and Laos met in Vientiane on Monday. They agreed to meet again in May."


def pages(*names: str | Path, **options: object) -> list[RawPage]:
    found = list(read_sources([str(name) for name in names], **options))  # type: ignore[arg-type]
    assert all(isinstance(page, RawPage) for page in found), found
    return found  # type: ignore[return-value]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_kind_is_told_from_the_content_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HTML)
    (tmp_path / "b.html").write_text(ARTICLE)
    (tmp_path / "c.html").write_text(json.dumps({"id": "x", "text": ARTICLE}) + "\n")
    found = pages(tmp_path)
    assert [(page.id, page.kind) for page in found] == [
        ("a", PageKind.HTML),
        ("b", PageKind.ARTICLE),
        ("x", PageKind.ARTICLE),
    ]
    assert [page.content for page in found] == [HTML, ARTICLE, ARTICLE]


def test_jsonl_has_three_shapes_and_given_fields(tmp_path: Path) -> None:
    records = [
        {"id": "h", "html": HTML},
        {"id": "d", "dump": "Menu\n" + ARTICLE},
        {"id": 7, "published": "2018-03-12", "title": "Talks", "text": ARTICLE, "outlet": "The Lantern"},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\ufeff" + "\n\n".join(json.dumps(record) for record in records))
    first, second, third = pages(file, published="2020-02-12")
    assert (first.kind, second.kind, third.kind) == (PageKind.HTML, PageKind.DUMP, PageKind.ARTICLE)
    assert (third.id, third.title, third.outlet) == ("7", "Talks", "The Lantern")
    assert (first.published, third.published) == ("2020-02-12", "2018-03-12")
    assert third.name == f"{file}, line 5"


@pytest.mark.parametrize("content", [HTML.encode(), json.dumps({"id": "z", "text": ARTICLE}).encode()])
def test_gzip_of_each_kind(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plain.bin").write_bytes(content)
    (tmp_path / "packed.bin").write_bytes(gzip.compress(content))
    (plain,) = pages(tmp_path / "plain.bin")
    (packed,) = pages(tmp_path / "packed.bin")
    assert packed.content == plain.content
    assert packed.kind == plain.kind


def test_folders_are_read_through_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    assert [page.id for page in pages(tmp_path)] == ["a", "1", "2"]


def test_globs_and_each_file_once(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.html"):
        (tmp_path / name).write_text(ARTICLE)
    assert [page.id for page in pages(tmp_path / "*.txt", tmp_path / "1.txt", tmp_path)] == ["1", "2", "3"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "talks [1].txt").write_text(ARTICLE)
    assert pages(tmp_path / "talks [1].txt")[0].content == ARTICLE


def test_ids_are_stems_and_stay_unique(tmp_path: Path) -> None:
    for name in ("north/day1.html.gz", "south/day1.html", "south/day1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    assert [page.id for page in pages(tmp_path)] == ["day1", "south-day1", "south-day1-2"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, gzip.compress(HTML.encode()))
    page, again = list(read_sources(["-", "-"]))
    assert isinstance(page, RawPage)
    assert (page.id, page.name, page.content) == ("stdin", "-", HTML)
    assert str(again) == "-: standard input can be read only once"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café in São Paulo — “talks”".encode(), "Café in São Paulo — “talks”"),
        ("\ufeffCafé".encode(), "Café"),
        ("Café — “talks”".encode("cp1252"), "Café — “talks”"),
        ("Café talks".encode("utf-16"), "Café talks"),
        ("Café talks with envoys".encode("utf-16-le"), "Café talks with envoys"),
        ('<html><meta charset="euc-kr"><p>문재인'.encode("euc-kr"), '<html><meta charset="euc-kr"><p>문재인'),
        ('<html><meta charset="latin-1">“So”'.encode("cp1252"), '<html><meta charset="latin-1">“So”'),
        ('<html><meta charset="iso-2022-jp">会談'.encode("iso-2022-jp"), '<html><meta charset="iso-2022-jp">会談'),
        ("회담 결과를 발표했다".encode()[:-1], "회담 결과를 발표했\ufffd"),
        ('<html><meta charset="rot13">Café'.encode(), '<html><meta charset="rot13">Café'),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "page").write_bytes(data)
    assert pages(tmp_path / "page")[0].content == text


def test_utf16_jsonl(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(
        "".join(json.dumps({"id": i, "text": "Café"}) + "\r\n" for i in "ab").encode("utf-16")
    )
    assert [page.id for page in pages(tmp_path / "in")] == ["a", "b"]


def test_half_a_surrogate_pair_in_json_becomes_one_character(tmp_path: Path) -> None:
    (tmp_path / "in").write_text('{"id": "a", "text": "One \\ud83d two"}')
    (page,) = pages(tmp_path / "in")
    assert page.content == "One \ufffd two"
    page.content.encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file holds nothing but blanks"),
        (b"%PDF-1.7 ...", "not text: a PDF document"),
        (b"PK\x03\x04rest", "not text: a ZIP archive or an office document"),
        (bytes(range(256)) * 4, "not text: binary data"),
        ("会談の結果".encode("shift_jis") + b"\x81", "the encoding is unknown"),
        (b"\xff\xfea\x00b", "the text breaks off or is not in the encoding that its mark names (utf-16-le)"),
        (b"\x01\x02\x03\x04 words", "not text: binary data"),
        (gzip.compress(b"words " * 99, mtime=0)[:-9], "the gzip data is cut off before its end"),
        (b"\x1f\x8b\x08\x00garbage, not deflate at all", "the gzip data is damaged"),
        (gzip.compress(gzip.compress(b"words", mtime=0), mtime=0), "not text: compressed with gzip twice"),
    ],
)
def test_what_is_no_page(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad").write_bytes(data)
    (tmp_path / "good").write_text(ARTICLE)
    error, page = read_sources([str(tmp_path / "bad"), str(tmp_path / "good")])
    assert isinstance(error, PageError)
    assert str(error).startswith(f"{tmp_path / 'bad'}: {reason}")
    assert isinstance(page, RawPage)


def test_an_empty_name_is_not_the_present_folder() -> None:
    assert [str(error) for error in read_sources([""])] == ["'': no name is given"]


def test_lines_of_jsonl_fail_one_by_one(tmp_path: Path) -> None:
    lines = [
        '{"id": "one", "text": "Envoys met."}',
        '{"id": "two", "text": ',
        '["not", "an", "object"]',
        '{"text": "Envoys met."}',
        '{"id": "three"}',
        '{"id": "four", "text": 4}',
        '{"id": "one", "text": "Envoys met again."}',
        "[" * 100_000,
        '{"id": "five", "text": "Envoys met."}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    found = list(read_sources([str(tmp_path / "in.jsonl")]))
    reasons = [str(item).removeprefix(f"{tmp_path}/in.jsonl, ") for item in found if isinstance(item, InputError)]
    assert [item.id for item in found if isinstance(item, RawPage)] == ["one", "five"]
    assert reasons == [
        "line 2: broken JSON: expecting value (one object a line is expected)",
        "line 3: not a JSON object",
        'line 4: the key "id" is missing or not a text',
        'line 5: none of the keys "html", "dump" or "text" is there',
        'line 6: the key "text" is not a text',
        'line 7: the id "one" was read before',
        "line 8: broken JSON: nested too deep",
    ]


def test_a_file_of_broken_lines_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": \n' * 50)
    found = list(read_sources([str(tmp_path / "in.jsonl")], limits=Limits(bad_lines=10)))
    assert len(found) == 11
    assert "more than 10 lines are broken" in str(found[-1])


def test_too_long_pages_and_lines(tmp_path: Path) -> None:
    limits = Limits(page_bytes=1_000_000)
    (tmp_path / "1.txt").write_text("word " * 300_000)
    (tmp_path / "2.jsonl").write_text(
        '{"id": "a", "text": "' + "word " * 300_000 + '"}\n{"id": "b", "text": "Envoys met."}'
    )
    (tmp_path / "3.gz").write_bytes(gzip.compress(b"word " * 1_000_000))
    first, second, page, last = read_sources([str(tmp_path)], limits=limits)
    assert str(first) == f"{tmp_path}/1.txt: longer than the 1 MB that a page may have"
    assert str(second) == f"{tmp_path}/2.jsonl, line 1: longer than the 1 MB that a page may have"
    assert isinstance(page, RawPage)
    assert str(last) == f"{tmp_path}/3.gz: longer than the 1 MB that a page may have"


def test_an_endless_jsonl_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "in.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "x"}\n' + b"\n" * 5_000_000))
    *_, last = read_sources([str(tmp_path / "in.gz")], limits=Limits(stream_bytes=2_000_000))
    assert str(last) == f"{tmp_path}/in.gz: longer than 2 MB; the rest is not read"


def test_missing_unreadable_and_special_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "locked").write_text(ARTICLE)
    (tmp_path / "ok").write_text(ARTICLE)
    really_open = Path.open

    def refuse(path: Path, *args: object, **options: object) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    names = ["dangling", "circle", "locked", "missing", "*.none", "ok"]
    *errors, page = read_sources([str(tmp_path / name) for name in names])
    assert [str(error).removeprefix(f"{tmp_path}/") for error in errors] == [
        "dangling: no such file or directory",
        "circle: too many levels of symbolic links",
        "locked: permission denied",
        "missing: no such file or directory",
        "*.none: no file matches the pattern",
    ]
    assert isinstance(page, RawPage)
    assert str(next(read_sources(["/dev/null"]))) == "/dev/null: neither a file nor a folder"
    assert str(next(read_sources(["a\0b"]))) == "a\\0b: not a file name"


def test_folder_loops_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "up").symlink_to(tmp_path)
    (tmp_path / "deep" / "page.txt").write_text(ARTICLE)
    (tmp_path / "beside").symlink_to(tmp_path / "deep")
    (tmp_path / "none").mkdir()
    found = list(read_sources([str(tmp_path), str(tmp_path / "none")]))
    assert [item.id for item in found if isinstance(item, RawPage)] == ["page"]
    assert [str(item) for item in found if isinstance(item, InputError)] == [
        f"{tmp_path}/beside/er/up: a link back to a folder above it; not followed",
        f"{tmp_path}/none: the folder holds no file",
    ]


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = Path(str(tmp_path) + "/caf\udce9.txt")
    path.write_text(ARTICLE)
    (page,) = pages(path)
    assert page.id == "caf\ufffd"
    page.name.encode()


def test_other_schemes_are_refused() -> None:
    (error,) = read_sources(["ftp://example.org/page.html"])
    assert isinstance(error, SourceError)
    assert str(error) == "ftp://example.org/page.html: refused: only http and https are read, not ftp"
