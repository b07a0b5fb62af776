"""One page from the web, fetched as if the address were hostile.

Only http and https, no credentials, no proxies or settings from the environment, few redirects, one deadline for
everything. The host is looked up once, every address it has must be public, and the connection goes to the address that
was checked: a name that resolves to another address a moment later (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Any, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore

from dragoman import __version__
from dragoman.errors import SourceError
from dragoman.pages.limits import Limits

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_STEP_SECONDS: Final = 10.0
# NAT64 maps all of IPv4 into it (RFC 6052), private addresses too.
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes as sent, the address after redirects, and the declared charset."""

    content: bytes
    url: str
    charset: str | None


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives for a host, in its order. Raises OSError."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet: not private, loopback, link-local, multicast or reserved."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address in _NAT64 or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True, slots=True)
class Web:
    """The outside world that `fetch` sees: the look-up of names and the rule for addresses. Tests pass their own."""

    addresses: Callable[[str, int], Sequence[str]] = system_addresses
    allowed: Callable[[Address], bool] = is_public

    def fetch(self, url: str, limits: Limits) -> Fetched:
        """The page at `url`. Raises SourceError, named `url`, for everything that keeps it from being had."""
        deadline = time.monotonic() + limits.url_seconds
        current = url
        for _ in range(limits.redirects + 1):
            parts = _checked(url, current)
            reply = self._get(url, parts, limits, deadline)
            if isinstance(reply, Fetched):
                return reply
            try:
                current = urljoin(urlunsplit(parts), reply)
            except ValueError:
                raise SourceError(url, "redirected to what is no well-formed address") from None
        raise SourceError(url, f"more than {limits.redirects} redirects")

    def _get(self, name: str, parts: SplitResult, limits: Limits, deadline: float) -> Fetched | str:
        """One request: the page, or where it redirects to."""
        host = _ascii_host(name, parts)
        port = parts.port or _PORTS[parts.scheme]
        backend = _Pinned(self._safe_address(name, host, port, deadline), deadline)
        target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:@!$'()*+,;~-._[]")
        where = httpcore.URL(scheme=parts.scheme, host=host, port=port, target=target)
        steps = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
        headers: dict[bytes | str, bytes | str] = {
            "Host": parts.netloc if parts.hostname == host else f"{host}:{port}",
            "User-Agent": f"dragoman/{__version__}",
            "Accept": "text/html, text/plain, application/jsonl, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        try:
            with (
                httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool,
                pool.stream("GET", where, headers=headers, extensions={"timeout": steps}) as response,
            ):
                return _answer(name, response, urlunsplit(parts), limits)
        except (httpcore.TimeoutException, TimeoutError):
            raise SourceError(name, _slow(limits, deadline)) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise SourceError(name, f"the connection failed: {_one_line(error)}") from None

    def _safe_address(self, name: str, host: str, port: int, deadline: float) -> str:
        found = self._look_up(name, host, port, deadline)
        if not found:
            raise SourceError(name, f"the host {host} has no address")
        for text in found:
            try:
                allowed = self.allowed(ipaddress.ip_address(text.partition("%")[0]))
            except ValueError:
                allowed = False
            if not allowed:
                what = f"{host} is" if text == host else f"{host} leads to {text}, which is"
                raise SourceError(name, f"refused: {what} not a public address")
        return found[0]

    def _look_up(self, name: str, host: str, port: int, deadline: float) -> Sequence[str]:
        """The resolver has no time limit of its own, so it is asked in a thread that the process need not wait for."""
        answers: list[Sequence[str]] = []
        errors: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(self.addresses(host, port))
            except (OSError, UnicodeError) as error:
                errors.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(max(0.0, deadline - time.monotonic()))
        if errors or not answers:
            raise SourceError(name, f"the host {host} cannot be found")
        return answers[0]


def _checked(name: str, url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises SourceError."""
    try:
        parts = urlsplit(url)
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        raise SourceError(name, "not a well-formed address") from None
    if parts.scheme not in _PORTS:
        raise SourceError(name, f"refused: only http and https are read, not {parts.scheme or 'this'}")
    if not parts.hostname or not port_ok or any(char <= " " or char == "\x7f" for char in url):
        raise SourceError(name, "not a well-formed address")
    if "@" in parts.netloc:
        raise SourceError(name, "refused: the address holds a user name or password")
    return parts


def _ascii_host(name: str, parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        return host
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        raise SourceError(name, "not a well-formed address") from None


def _answer(name: str, response: httpcore.Response, url: str, limits: Limits) -> Fetched | str:
    headers = Message()
    for key, value in response.headers:
        headers[key.decode("latin-1")] = value.decode("latin-1")
    location = headers.get("Location")
    if response.status in _REDIRECTS and location:
        return location
    if response.status != 200:
        raise SourceError(name, f"the server answered with status {response.status}")
    length = headers.get("Content-Length", "")
    too_big = SourceError(name, f"longer than the {limits.page_bytes // 1_000_000} MB that a page may have")
    if length.isdecimal() and int(length[:20]) > limits.page_bytes:
        raise too_big
    content = bytearray()
    for chunk in response.iter_stream():
        content += chunk
        if len(content) > limits.page_bytes:
            raise too_big
    return Fetched(bytes(content), url, headers.get_content_charset())


def _slow(limits: Limits, deadline: float) -> str:
    if time.monotonic() >= deadline:
        return f"not read to its end within {limits.url_seconds:g} seconds"
    return f"no answer for {_STEP_SECONDS:g} seconds"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Pinned(httpcore.NetworkBackend):
    """Connects to one address, whatever the host is called, and holds every step to the deadline."""

    def __init__(self, address: str, deadline: float) -> None:
        self._address = address
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the checked address; `host` is only what the request and the certificate are for."""
        left = _left(self._deadline, timeout)
        stream = self._backend.connect_tcp(self._address, port, left, local_address, socket_options)
        return _Timed(stream, self._deadline)


class _Timed(httpcore.NetworkStream):
    """A stream whose every read and write ends at the deadline: a server that drips bytes cannot hold on for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes` bytes."""
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection under TLS; the certificate must be `server_hostname`'s."""
        left = _left(self._deadline, timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the underlying connection knows of itself."""
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Seconds that a step may take. Raises httpcore.ReadTimeout when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return left if timeout is None else min(left, timeout)
