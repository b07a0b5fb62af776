"""Bytes to text: compression, encodings, and what is no text at all."""

import codecs
import gzip
import io
import re
import zlib
from typing import BinaryIO, Final, cast

from dragoman.errors import InputError, PageError, SourceError

# What is looked at to tell what an input is.
HEAD_BYTES: Final = 65_536
_GZIP: Final = b"\x1f\x8b"
_MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (_GZIP, "compressed with gzip twice"),
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w:.-]{2,40})""", re.I
)
_DECLARED_WITHIN: Final = 4096
# Browsers read these labels as the larger set that pages really use (WHATWG Encoding Standard, table of labels).
_WIDER: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Codecs of Python that are no charsets, or that no page can be in whose declaration was legible.
_NO_CHARSETS: Final = frozenset(
    {"base64", "bz2", "hex", "idna", "mbcs", "punycode", "quopri", "raw-unicode-escape", "rot-13", "undefined"}
    | {"unicode-escape", "utf-7", "uu", "zlib"}
)
# Characters that no text has; form feed, tab, the line ends and NEL are text.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_SHARE: Final = 0.01


class Joined(io.RawIOBase):
    """A stream whose first bytes have been read already, put together again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill `buffer` from the head, then from the rest; the number of bytes filled, 0 at the end."""
        size = len(buffer)
        data = bytes(self._head[:size]) if self._head else self._rest.read(size)
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first 64 KiB of `stream` (fewer at its end), and a stream that still has them."""
    parts: list[bytes] = []
    missing = HEAD_BYTES
    while missing > 0 and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    head = b"".join(parts)
    return head, cast(BinaryIO, io.BufferedReader(Joined(head, stream)))


def decompressed(stream: BinaryIO) -> BinaryIO:
    """The stream itself or, when its content is gzip, what it unpacks to, unpacked as it is read."""
    head, stream = peek(stream)
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if head.startswith(_GZIP) else stream


def read_failure(name: str, error: BaseException) -> InputError:
    """The one line that a person gets for an error met while bytes were read."""
    if isinstance(error, EOFError):
        return PageError(name, "the gzip data is cut off before its end")
    if isinstance(error, (zlib.error, gzip.BadGzipFile)):
        return PageError(name, "the gzip data is damaged")
    if isinstance(error, OSError):
        return SourceError(name, (error.strerror or str(error) or type(error).__name__).lower())
    raise error


READ_ERRORS: Final = (OSError, EOFError, zlib.error)


def decode(name: str, data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes.

    In this order: a byte order mark; UTF-8; the charset that the transport (`charset`) or the page's markup declares;
    UTF-8 with a few broken characters; Windows-1252. UTF-16 without a mark is known by its zero bytes. Raises PageError
    for what is binary or in no such encoding.
    """
    if not data.strip():
        raise PageError(name, "the file is empty" if not data else "the file holds nothing but blanks")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise PageError(name, f"not text: {what}")
    text = _decode(name, data, charset)
    sample = text[:HEAD_BYTES]
    if len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise PageError(name, "not text: binary data")
    return text


def _decode(name: str, data: bytes, charset: str | None) -> str:
    encoding = _marked(data)
    if encoding:
        text = _try(data, encoding)
        if text is None:
            raise PageError(name, f"the text breaks off or is not in the encoding that its mark names ({encoding})")
        return text.removeprefix("\ufeff")
    if b"\0" in data[:HEAD_BYTES]:
        raise PageError(name, "not text: binary data")
    declared = _known(charset) or _declared(data)
    # All bytes of the ISO-2022 and HZ encodings are ASCII, so trying UTF-8 first would never reach them.
    order = [declared, "utf-8"] if declared and declared.startswith(("iso2022", "hz")) else ["utf-8", declared]
    for candidate in order:
        if candidate and (text := _try(data, candidate)) is not None:
            return text
    nearly = data.decode("utf-8", errors="replace")
    broken = nearly.count("\ufffd")
    sound = sum(1 for char in nearly if char > "\x7f") - broken
    if broken * 4 <= sound:
        return nearly
    if (text := _try(data, "cp1252")) is not None:
        return text
    raise PageError(name, "the encoding is unknown: not UTF-8, UTF-16, Windows-1252 or what the page declares")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return _known(match.group(1).decode("ascii")) if match else None


def _known(label: str | None) -> str | None:
    """Python's name of the text encoding that `label` stands for, widened as browsers do; None for an unknown one."""
    if not label:
        return None
    try:
        info = codecs.lookup(label.strip("\"' ").replace("ks_c_5601-1987", "euc_kr"))
    except (LookupError, ValueError):
        return None
    if info.name in _NO_CHARSETS or info.name.startswith(("utf-16", "utf-32")):
        return None
    return _WIDER.get(info.name, info.name)
