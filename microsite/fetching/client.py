"""Asking a source over the web: politely, patiently, and only where it may be asked."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from microsite.fetching.options import Options

LARGEST = 2_000_000
ATTEMPTS = 3
LONGEST_WAIT = 30.0
_MOST_REDIRECTS = 5
_TEMPORARY = (408, 425, 429, 500, 502, 503, 504)
_NOT_FOUND = (204, 404, 410)
# The last is what a host name of impossible parts gives rise to.
_BROKEN = (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError, UnicodeError)


class FetchError(Exception):
    """Nothing was fetched; `code` is that of a problem and `params` fill its message."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Host(NamedTuple):
    """A source as the client knows it: its name for people, its base address, its manners.

    At least `interval` seconds pass between two requests. Only where `resolves` may an answer
    lead on to another host, as doi.org leads to the registration agencies.
    """

    name: str
    base: str
    interval: float
    resolves: bool = False


class Client:
    """One connection pool for a run. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        options: Options,
        *,
        sleep: Callable[[float], None] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._sleep = sleep
        self._timeout = options.timeout
        self._asked: dict[str, float] = {}
        self._http = httpx.Client(
            headers={"User-Agent": options.agent, "Accept-Encoding": "identity"},
            timeout=options.timeout,
            transport=transport,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(
        self, host: Host, path: str, accept: str, params: Mapping[str, str] | None = None
    ) -> tuple[str, str]:
        """The media type and the text that `host` answers for `path`.

        Raises:
            FetchError: when it does not, after asking again where that may help.
        """
        for attempt in range(1, ATTEMPTS + 1):
            self._pace(host)
            wait = 2.0 ** (attempt - 1)
            try:
                response, body = self._follow(host, host.base + path, accept, params)
            except _BROKEN:
                code = "fetch-unreachable"
            else:
                if response.status_code not in _TEMPORARY:
                    return _accepted(response, body)
                code = "fetch-busy"
                wait = max(wait, _asked_to_wait(response))
            if attempt == ATTEMPTS or wait > LONGEST_WAIT:
                break
            self._sleep(wait)
        raise FetchError(code)

    def _pace(self, host: Host) -> None:
        left = self._asked.get(host.name, -host.interval) + host.interval - time.monotonic()
        if host.name in self._asked and left > 0:
            self._sleep(left)
        self._asked[host.name] = time.monotonic()

    def _follow(
        self, host: Host, address: str, accept: str, params: Mapping[str, str] | None
    ) -> tuple[httpx.Response, bytes]:
        url = httpx.URL(address, params=dict(params)) if params else httpx.URL(address)
        for _ in range(_MOST_REDIRECTS + 1):
            with self._http.stream("GET", url, headers={"Accept": accept}) as response:
                if not response.has_redirect_location:
                    return response, self._body(response)
                url = url.join(response.headers["Location"])
            _check_redirect(host, url)
        raise FetchError("fetch-unusable")

    def _body(self, response: httpx.Response) -> bytes:
        """The body, as long as it is of a decent size and comes in time."""
        ends = time.monotonic() + self._timeout
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST:
                raise FetchError("fetch-too-large")
            if time.monotonic() > ends:
                raise httpx.ReadTimeout("the answer trickles")
        return bytes(body)


def _accepted(response: httpx.Response, body: bytes) -> tuple[str, str]:
    if response.status_code in _NOT_FOUND:
        raise FetchError("fetch-not-found")
    if response.status_code != 200:
        raise FetchError("fetch-refused", status=response.status_code)
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        return media_type, body.decode(response.charset_encoding or "utf-8", "replace")
    except LookupError:
        return media_type, body.decode("utf-8", "replace")


def _asked_to_wait(response: httpx.Response) -> float:
    """Seconds a Retry-After header asks for: a number or a date (RFC 9110, 10.2.3)."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        return parsedate_to_datetime(asked).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _check_redirect(host: Host, url: httpx.URL) -> None:
    base = httpx.URL(host.base)
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise FetchError("fetch-led-astray")
    if url.host == base.host:
        return
    # Nobody outside may make this server ask its neighbours, except where it is told to itself.
    if not host.resolves or (_is_inside(url.host) and not _is_inside(base.host)):
        raise FetchError("fetch-led-astray")


def _is_inside(name: str) -> bool:
    """Whether a host name leads, wholly or in part, to addresses that are not public."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    return any(not address.is_global or address.is_multicast for address in addresses)
