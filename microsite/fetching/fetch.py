"""From identifiers to BibTeX: each source asked in its own way, one failure at a time."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from microsite.bibtex.entry import Problem
from microsite.fetching import arxiv, pubmed
from microsite.fetching.client import Client, FetchError, Host
from microsite.fetching.identifiers import Identifier
from microsite.fetching.options import Options
from microsite.fetching.problems import problem

MOST = 100
_NAMES = {"doi": "doi.org", "arxiv": "arXiv", "pubmed": "PubMed"}
# Failures that say something of the source, not of the identifier.
_OF_THE_SOURCE = ("fetch-unreachable", "fetch-busy")
_PATIENCE = 3

Reader = Callable[[Sequence[Identifier]], dict[Identifier, str]]
Outcome = tuple[Identifier, str | FetchError]


@dataclass(frozen=True, slots=True)
class Fetched:
    """`text` holds the entries in the order asked for; `problems` are by the pasted lines."""

    text: str
    problems: tuple[Problem, ...]


def fetch(
    identifiers: Sequence[Identifier],
    options: Options,
    *,
    progress: Callable[[int], None] = lambda done: None,
    sleep: Callable[[float], None] = time.sleep,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """The publications that the first MOST identifiers name, and why some are missing.

    Never raises for what a source does. `progress` is told how many identifiers are done with.
    """
    asked, left = identifiers[:MOST], identifiers[MOST:]
    entries: dict[Identifier, str] = {}
    problems: list[Problem] = []
    with Client(options, sleep=sleep, transport=transport) as client:
        for done, (identifier, outcome) in enumerate(_ask_all(asked, options, client), 1):
            if isinstance(outcome, FetchError):
                problems.append(_told(identifier, outcome))
            else:
                entries[identifier] = outcome
            progress(done)
    if left:
        problems.append(problem("fetch-too-many", left[0].line, most=MOST, count=len(left)))
    texts = _with_keys_of_their_own([entries[one] for one in asked if one in entries])
    return Fetched(
        "".join(f"{text}\n\n" for text in texts),
        tuple(sorted(problems, key=lambda one: one.line)),
    )


def _ask_all(asked: Sequence[Identifier], options: Options, client: Client) -> Iterator[Outcome]:
    # The pauses are what the sources ask for: https://info.arxiv.org/help/api/tou.html (one
    # request in 3 s), https://www.ncbi.nlm.nih.gov/books/NBK25497/ (3 in a second).
    doi = Host(_NAMES["doi"], options.doi_url, 0.2, resolves=True)
    arxiv_host = Host(_NAMES["arxiv"], options.arxiv_url, 3.0)
    pubmed_host = Host(_NAMES["pubmed"], options.pubmed_url, 0.34)
    ways: tuple[tuple[str, str, int, Reader], ...] = (
        ("doi", doi.base, 1, lambda some: _from_doi(client, doi, some)),
        ("arxiv", arxiv_host.base, 50, lambda some: _from_arxiv(client, arxiv_host, some)),
        (
            "pubmed",
            pubmed_host.base,
            20,
            lambda some: _from_pubmed(client, pubmed_host, some, options),
        ),
    )
    for kind, base, size, read in ways:
        mine = [one for one in asked if one.kind == kind]
        if base:
            yield from _ask(mine, size, read)
        else:
            yield from ((one, FetchError("fetch-off")) for one in mine)


def _ask(mine: Sequence[Identifier], size: int, read: Reader) -> Iterator[Outcome]:
    """Ask in portions; a source that stays silent is left alone after a few."""
    silent = 0
    for start in range(0, len(mine), size):
        portion = mine[start : start + size]
        outcomes = list(_ask_portion(portion, read))
        failures = [outcome for _, outcome in outcomes if isinstance(outcome, FetchError)]
        is_silent = any(failure.code in _OF_THE_SOURCE for failure in failures)
        silent = silent + 1 if is_silent else 0
        yield from outcomes
        if silent == _PATIENCE:
            yield from ((one, failures[-1]) for one in mine[start + size :])
            return


def _ask_portion(portion: Sequence[Identifier], read: Reader) -> Iterator[Outcome]:
    try:
        found = read(portion)
    except FetchError as failure:
        if len(portion) == 1 or failure.code in _OF_THE_SOURCE:
            yield from ((one, failure) for one in portion)
            return
        # One of them spoils the answer for all: halving finds it without asking for each.
        middle = len(portion) // 2
        yield from _ask_portion(portion[:middle], read)
        yield from _ask_portion(portion[middle:], read)
        return
    for one in portion:
        yield one, found.get(one) or FetchError("fetch-not-found")


def _from_doi(client: Client, host: Host, some: Sequence[Identifier]) -> dict[Identifier, str]:
    """Content negotiation, as https://citation.doi.org/docs.html describes it."""
    [one] = some
    path = "/" + quote(one.value, safe="/:;().-_")
    media_type, text = client.get(host, path, "application/x-bibtex")
    # Where an agency does not know BibTeX, its reader's page comes instead.
    if "html" in media_type or not re.match(r"\s*@\s*[A-Za-z]+\s*[{(]", text):
        raise FetchError("fetch-unusable")
    return {one: text.strip()}


def _from_arxiv(client: Client, host: Host, some: Sequence[Identifier]) -> dict[Identifier, str]:
    """https://info.arxiv.org/help/api/user-manual.html: id_list, in one request."""
    ids = ",".join(one.value for one in some)
    params = {"id_list": ids, "max_results": str(len(some))}
    entries = arxiv.read(client.get(host, "/api/query", "application/atom+xml", params)[1])
    return {one: entries[one.same_as[1]] for one in some if one.same_as[1] in entries}


def _from_pubmed(
    client: Client, host: Host, some: Sequence[Identifier], options: Options
) -> dict[Identifier, str]:
    """EFetch: https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.EFetch."""
    params = {"db": "pubmed", "retmode": "xml", "id": ",".join(one.value for one in some)}
    params |= {"tool": "microsite"} | ({"email": options.mail} if options.mail else {})
    entries = pubmed.read(client.get(host, "/efetch.fcgi", "application/xml", params)[1])
    return {one: entries[one.value] for one in some if one.value in entries}


def _told(identifier: Identifier, failure: FetchError) -> Problem:
    return problem(
        failure.code,
        identifier.line,
        source=_NAMES[identifier.kind],
        identifier=identifier.value,
        **failure.params,
    )


def _with_keys_of_their_own(texts: Sequence[str]) -> list[str]:
    """Agencies make keys like Lin_2020 for anybody: a later one of the same gets a letter."""
    seen: dict[str, int] = {}
    own = []
    for text in texts:
        if found := re.match(r"(\s*@\s*[A-Za-z]+\s*[{(]\s*)([^\s,{}()]+)", text):
            before = seen.get(found[2].lower(), 0)
            seen[found[2].lower()] = before + 1
            if before:
                text = f"{found[0]}-{before + 1}{text[found.end() :]}"
        own.append(text)
    return own
