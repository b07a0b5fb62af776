"""Pages from the web, against a server on the loopback whose name and address the tests give to `Web`."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from dragoman.errors import InputError
from dragoman.pages.fetch import Address, Web, is_public
from dragoman.pages.limits import Limits
from dragoman.pages.raw import RawPage
from dragoman.pages.sources import read_sources

PAGE = b"<!DOCTYPE html><html><body><p>The envoys met in Astana.</p></body></html>"


class Server:
    """Answers every request on one port with the bytes that `reply` gives for its path."""

    def __init__(self, reply: Callable[[str], Iterator[bytes]]) -> None:
        self.requests: list[bytes] = []
        self._reply = reply
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with closing(connection):
                request = b""
                while b"\r\n\r\n" not in request and (part := connection.recv(4096)):
                    request += part
                self.requests.append(request)
                try:
                    for data in self._reply(request.split(b" ", 2)[1].decode()):
                        connection.sendall(data)
                except OSError:
                    continue

    def stop(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)


@contextmanager
def serving(reply: Callable[[str], Iterator[bytes]]) -> Iterator[Server]:
    server = Server(reply)
    try:
        yield server
    finally:
        server.stop()


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def web(hosts: dict[str, str] | None = None, allowed: Callable[[Address], bool] = lambda _: True) -> Web:
    known = {"news.example": "127.0.0.1"} | (hosts or {})

    def addresses(host: str, port: int) -> list[str]:
        if host not in known:
            raise OSError("no such host")
        return known[host].split()

    return Web(addresses, allowed)


def only(url: str, world: Web, limits: Limits | None = None) -> RawPage | InputError:
    (found,) = read_sources([url], web=world, limits=limits)
    return found


def reason(url: str, world: Web, limits: Limits | None = None) -> str:
    found = only(url, world, limits)
    assert isinstance(found, InputError)
    assert str(found) == f"{url}: {found.reason}"
    return found.reason


def test_a_page_and_its_redirects() -> None:
    def reply(path: str) -> Iterator[bytes]:
        if path == "/old?day=1":
            yield answer(b"", "Location: /talks/today.html", status="302 Found")
        else:
            yield answer(PAGE, "Content-Type: text/html; charset=utf-8")

    with serving(reply) as server:
        page = only(f"http://news.example:{server.port}/old?day=1", web())
    assert isinstance(page, RawPage)
    assert page.content.encode() == PAGE
    assert page.url == f"http://news.example:{server.port}/talks/today.html"
    assert page.id == "news.example-talks-today"
    assert f"Host: news.example:{server.port}".encode() in server.requests[0]
    assert b"Authorization" not in server.requests[0]


def test_the_transport_s_charset_and_gzip_count() -> None:
    body = gzip.compress("회담 결과".encode("euc-kr"))
    headers = ("Content-Type: text/plain; charset=EUC-KR", "Content-Encoding: gzip")
    with serving(lambda _: iter([answer(body, *headers)])) as server:
        page = only(f"http://news.example:{server.port}/", web())
    assert isinstance(page, RawPage)
    assert page.content == "회담 결과"


def test_a_redirect_to_a_private_address_is_refused() -> None:
    def allowed(address: Address) -> bool:
        return str(address) == "127.0.0.1"

    hosts = {"intranet.example": "192.168.0.10"}
    with serving(lambda _: iter([answer(b"", "Location: http://intranet.example/", status="301 Moved")])) as server:
        told = reason(f"http://news.example:{server.port}/", web(hosts, allowed))
    assert told == "refused: intranet.example leads to 192.168.0.10, which is not a public address"


def test_one_private_address_among_public_ones_is_enough() -> None:
    world = Web(lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    assert "10.0.0.1, which is not a public address" in reason("http://news.example/", world)


def test_the_checked_address_is_the_one_connected_to() -> None:
    asked: list[str] = []

    def addresses(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with serving(lambda _: iter([answer(PAGE)])) as server:
        page = only(f"http://rebinding.example:{server.port}/", Web(addresses, lambda _: True))
    assert isinstance(page, RawPage)
    assert asked == ["rebinding.example"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://user:secret@news.example/", "refused: the address holds a user name or password"),
        ("file:///etc/passwd", "refused: only http and https are read, not file"),
        ("http://", "not a well-formed address"),
        ("http://news.example:99999/", "not a well-formed address"),
        ("http://news.example/a b", "not a well-formed address"),
        ("http://unknown.example/", "the host unknown.example cannot be found"),
        ("http://[::1", "not a well-formed address"),
    ],
)
def test_addresses_that_are_not_asked(url: str, told: str) -> None:
    assert reason(url, web()) == told


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://a@news.example/", "gopher://news.example/"])
def test_redirects_that_are_not_followed(location: str) -> None:
    with serving(lambda _: iter([answer(b"", f"Location: {location}", status="302 Found")])) as server:
        assert reason(f"http://news.example:{server.port}/", web()).startswith("refused: ")


def test_a_redirect_to_no_address_at_all() -> None:
    with serving(lambda _: iter([answer(b"", "Location: http://[", status="302 Found")])) as server:
        told = reason(f"http://news.example:{server.port}/", web())
    assert told == "redirected to what is no well-formed address"


def test_redirects_in_a_circle_and_bad_statuses() -> None:
    def reply(path: str) -> Iterator[bytes]:
        yield answer(b"", f"Location: {path}x", status="307 On") if path != "/gone" else answer(b"", status="410 Gone")

    with serving(reply) as server:
        assert reason(f"http://news.example:{server.port}/", web()) == "more than 5 redirects"
        assert len(server.requests) == 6
        assert reason(f"http://news.example:{server.port}/gone", web()) == "the server answered with status 410"


def test_a_page_that_never_ends_is_too_long() -> None:
    def reply(path: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b"x" * 65_536

    with serving(reply) as server:
        told = reason(f"http://news.example:{server.port}/", web(), Limits(page_bytes=1_000_000))
    assert told == "longer than the 1 MB that a page may have"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Drip: ", b""])
def test_a_server_that_drips_is_left(start: bytes) -> None:
    stop = threading.Event()

    def reply(path: str) -> Iterator[bytes]:
        yield start
        while not stop.wait(0.02):
            yield b"x" if start else b""

    with serving(reply) as server:
        try:
            told = reason(f"http://news.example:{server.port}/", web(), Limits(url_seconds=0.3))
        finally:
            stop.set()
    assert told == "not read to its end within 0.3 seconds"


def test_a_resolver_that_hangs_is_left() -> None:
    world = Web(lambda _host, _port: time.sleep(2) or [], lambda _: True)  # type: ignore[func-returns-value]
    assert reason("http://slow.example/", world, Limits(url_seconds=0.1)) == "the host slow.example cannot be found"


def test_a_length_that_is_announced_too_long_is_not_read() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n"
    with serving(lambda _: iter([head])) as server:
        told = reason(f"http://news.example:{server.port}/", web())
    assert told == "longer than the 20 MB that a page may have"


@pytest.mark.parametrize(
    "data", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"]
)
def test_what_is_no_http(data: bytes) -> None:
    with serving(lambda _: iter([data])) as server:
        assert reason(f"http://news.example:{server.port}/", web()).startswith("the connection failed: ")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_the_system_s_resolver_and_the_default_rule_refuse_this_machine() -> None:
    assert reason("http://localhost:9/", Web()).endswith("which is not a public address")
    assert reason("http://2130706433/", Web()).endswith(("which is not a public address", "cannot be found"))
