"""A source is asked politely and patiently, and no answer of it does harm."""

import time
from email.utils import formatdate

import httpx
import pytest

from microsite import settings
from microsite.fetching import Fetched, Options, fetch, find
from tests.fetching.answers import CROSSREF, PAGE
from tests.fetching.conftest import Fetch
from tests.fetching.standin import Answer, StandIn, bibtex

ONE = "10.5555/12345678"
PATH = f"/doi/{ONE}"


def code(fetched: Fetched) -> str:
    assert fetched.text == ""
    [problem] = fetched.problems
    assert ONE in problem.message
    return problem.code


def test_the_source_is_told_who_asks_and_for_what(source: StandIn, fetched: Fetch) -> None:
    source.answers[PATH] = [bibtex(CROSSREF)]
    fetched(ONE)
    [asked] = source.asked
    assert asked.headers["Accept"] == "application/x-bibtex"
    assert asked.headers["User-Agent"].startswith("Microsite/")


def test_the_agent_names_the_site_and_its_editor_where_they_are_set() -> None:
    own = {"MICROSITE_BASE_URL": "https://lab.example.org", "MICROSITE_EDITOR_EMAIL": "li@lab.org"}
    known = Options.from_settings(settings.load(own))
    assert known.agent.endswith("(https://lab.example.org; mailto:li@lab.org)")
    unknown = Options.from_settings(settings.load({}))
    assert "(" not in unknown.agent
    assert unknown == Options()
    assert "(" not in Options(site="https://实验室.example", mail="李@lab.org").agent


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_source_is_asked_again(
    source: StandIn, fetched: Fetch, slept: list[float], status: int
) -> None:
    source.answers[PATH] = [Answer("busy", status), Answer("busy", status), bibtex(CROSSREF)]
    assert "Lin_2020" in fetched(ONE).text
    assert [wait for wait in slept if wait >= 1] == [1, 2]


def test_the_source_says_how_long_to_wait(
    source: StandIn, fetched: Fetch, slept: list[float]
) -> None:
    source.answers[PATH] = [
        Answer("", 429, {"Retry-After": "7"}),
        Answer("", 429, {"Retry-After": formatdate(time.time() + 20, usegmt=True)}),
        bibtex(CROSSREF),
    ]
    assert fetched(ONE).problems == ()
    first, second = (wait for wait in slept if wait >= 1)
    assert first == 7
    assert 15 < second <= 20


@pytest.mark.parametrize("wait", ["3600", "9" * 500])
def test_a_wait_too_long_is_not_waited(source: StandIn, fetched: Fetch, wait: str) -> None:
    source.answers[PATH] = [Answer("", 429, {"Retry-After": wait})]
    assert code(fetched(ONE)) == "fetch-busy"
    assert len(source.asked) == 1


@pytest.mark.parametrize("wait", ["soon", "-5", "", "Thu, 99 Foo 2026 00:00:00 GMT"])
def test_a_wait_that_makes_no_sense_is_passed_over(
    source: StandIn, fetched: Fetch, wait: str
) -> None:
    source.answers[PATH] = [Answer("", 503, {"Retry-After": wait}), bibtex(CROSSREF)]
    assert fetched(ONE).problems == ()


def test_a_source_that_stays_busy_is_given_up(source: StandIn, fetched: Fetch) -> None:
    source.answers[PATH] = [Answer("", 500)]
    assert code(fetched(ONE)) == "fetch-busy"
    assert len(source.asked) == 3


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, "fetch-not-found"), (410, "fetch-not-found"), (204, "fetch-not-found"),
     (400, "fetch-refused"), (403, "fetch-refused"), (406, "fetch-refused")],
)  # fmt: skip
def test_a_no_is_final(source: StandIn, fetched: Fetch, status: int, expected: str) -> None:
    source.answers[PATH] = [Answer("", status)]
    assert code(fetched(ONE)) == expected
    assert len(source.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(PAGE, headers={"Content-Type": "text/html"}),
        Answer(PAGE, headers={"Content-Type": "application/x-bibtex"}),
        Answer(CROSSREF, headers={"Content-Type": "text/html; charset=utf-8"}),
        Answer('{"title": "x"}', headers={"Content-Type": "application/json"}),
        Answer(""),
        Answer("mail me @ home"),
        Answer(b"\xff\x00\xfe@"),
    ],
)
def test_what_is_no_bibtex_is_left_out(source: StandIn, fetched: Fetch, answer: Answer) -> None:
    source.answers[PATH] = [answer]
    assert code(fetched(ONE)) == "fetch-unusable"


def test_an_answer_in_another_encoding_is_read(source: StandIn, fetched: Fetch) -> None:
    source.answers[PATH] = [bibtex(CROSSREF.replace("–", "-"), "iso-8859-1")]
    assert "García, José" in fetched(ONE).text
    kind = {"Content-Type": "application/x-bibtex; charset=nonsense"}
    source.answers[PATH] = [Answer(CROSSREF, headers=kind)]
    assert "García, José" in fetched(ONE).text


def test_a_huge_answer_is_not_read_to_its_end(source: StandIn, fetched: Fetch) -> None:
    source.answers[PATH] = [bibtex("@misc{x, note={" + "x" * 5_000_000 + "}}")]
    assert code(fetched(ONE)) == "fetch-too-large"


def test_a_slow_source_is_given_up_after_the_time_set(source: StandIn, fetched: Fetch) -> None:
    source.answers[PATH] = [Answer("", delay=0.3)]
    assert code(fetched(ONE, timeout=0.05)) == "fetch-unreachable"
    assert len(source.asked) == 3


def test_an_answer_that_trickles_is_given_up_too(
    source: StandIn, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    class Drops(httpx.SyncByteStream):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for _ in range(100):
                time.sleep(0.01)
                yield b"@"

    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=Drops()))
    options = Options(timeout=0.03)
    got = fetch(find(ONE).identifiers, options, sleep=slept.append, transport=transport)
    assert code(got) == "fetch-unreachable"


def test_nobody_at_the_address_is_told(slept: list[float]) -> None:
    options = Options("http://127.0.0.1:1", timeout=1)
    assert code(fetch(find(ONE).identifiers, options, sleep=slept.append)) == "fetch-unreachable"


def test_a_redirect_is_followed_with_the_same_wish(source: StandIn, fetched: Fetch) -> None:
    away = source.address.replace("127.0.0.1", "localhost") + "/agency/x"
    source.answers[PATH] = [Answer("", 302, {"Location": away})]
    source.answers["/agency/x"] = [bibtex(CROSSREF)]
    assert "Lin_2020" in fetched(ONE).text
    assert source.asked[1].headers["Accept"] == "application/x-bibtex"


def test_going_round_in_circles_ends(source: StandIn, fetched: Fetch) -> None:
    source.answers[PATH] = [Answer("", 302, {"Location": PATH})]
    assert code(fetched(ONE)) == "fetch-unusable"
    assert len(source.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/secret",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://someone:secret@8.8.8.8/",
        "file:///etc/passwd",
        "ftp://8.8.8.8/",
        "gopher://8.8.8.8/",
    ],
)
def test_a_source_outside_cannot_lead_inside(target: str, slept: list[float]) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": target})

    # An address in numbers, so that nobody's name has to be looked up.
    got = fetch(
        find(ONE).identifiers,
        Options("https://8.8.4.4"),
        sleep=slept.append,
        transport=httpx.MockTransport(answer),
    )
    assert code(got) == "fetch-led-astray"
    assert asked == ["8.8.4.4"]


@pytest.mark.parametrize(
    "target", ["http://[nonsense/", "https://" + "x" * 300 + "/", "http://a:b:c/"]
)
def test_a_redirect_to_nowhere_is_a_problem(target: str, slept: list[float]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host != "8.8.4.4":
            raise httpx.ConnectError("no such host")
        return httpx.Response(302, headers={"Location": target})

    options, transport = Options("https://8.8.4.4"), httpx.MockTransport(answer)
    got = fetch(find(ONE).identifiers, options, sleep=slept.append, transport=transport)
    assert code(got) in ("fetch-unreachable", "fetch-led-astray")


def test_only_the_resolver_of_dois_may_lead_to_another_host(slept: list[float]) -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(302, headers={"Location": "https://8.8.8.8/"})
    )
    options = Options(arxiv_url="https://8.8.4.4")
    got = fetch(find("2101.00001").identifiers, options, sleep=slept.append, transport=transport)
    assert [one.code for one in got.problems] == ["fetch-led-astray"]
