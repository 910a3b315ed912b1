"""A stand-in for the sources, and fetching that never truly waits."""

from collections.abc import Callable, Iterator

import pytest

from microsite.fetching import Fetched, Options, fetch, find
from tests.fetching.standin import StandIn, stand_in

Fetch = Callable[..., Fetched]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of whoever runs the tests is not for the loopback address."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def source() -> Iterator[StandIn]:
    with stand_in() as made:
        yield made


@pytest.fixture
def slept() -> list[float]:
    """How long was waited, each time."""
    return []


@pytest.fixture
def fetched(source: StandIn, slept: list[float]) -> Fetch:
    """Fetch what a text names from the stand-in."""

    def run(text: str, timeout: float = 5, mail: str = "") -> Fetched:
        address = source.address
        options = Options(
            f"{address}/doi", f"{address}/arxiv", f"{address}/eutils", timeout, mail=mail
        )
        return fetch(find(text).identifiers, options, sleep=slept.append)

    return run
