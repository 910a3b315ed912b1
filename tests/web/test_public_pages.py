"""What holds on every public page."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import counted_queries

PATHS = (
    "",
    "about/",
    "research/",
    "research/?direction=aigc&year=2024&type=article",
    "research/shen2018palettes/",
    "directions/",
    "directions/aigc/",
    "projects/",
    "projects/?direction=coding&area=film",
    "projects/second-draft/",
    "team/",
    "articles/",
    "articles/tag/evaluation/",
    "articles/2025/",
    "articles/eight-rooms/",
    "news/",
    "join/",
)
PAGES = [f"/{lang}/{path}" for lang in ("zh", "en") for path in PATHS]


class Reader(HTMLParser):
    """Collects what the tests look at."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **attributes: str) -> Iterator[dict[str, str | None]]:
        for name, found in self.elements:
            if name == tag and all(found.get(key) == value for key, value in attributes.items()):
                yield found


def read(client: FlaskClient, path: str) -> Reader:
    response = client.get(path)
    assert response.status_code == 200, path
    return Reader(response.get_data(as_text=True))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_and_in_which_language(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    [html] = page.all("html")
    assert html["lang"] == ("zh-Hans" if path.startswith("/zh") else "en")
    assert len(list(page.all("h1"))) == 1
    assert len(list(page.all("main"))) == 1
    assert len(list(page.all("title"))) == 1
    [description] = page.all("meta", name="description")
    assert (description["content"] or "").strip()
    [canonical] = page.all("link", rel="canonical")
    assert canonical["href"] == f"http://localhost{path}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_itself_in_every_language(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    alternates = [link for link in page.all("link", rel="alternate") if "hreflang" in link]
    found = {link["hreflang"]: link["href"] for link in alternates}
    rest = path[len("/zh/") :]
    assert found["zh-Hans"] == f"http://localhost/zh/{rest}"
    assert found["en"] == f"http://localhost/en/{rest}"
    assert "x-default" in found


@pytest.mark.parametrize("path", PAGES)
def test_the_language_switch_leads_to_the_same_page(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    other = "en" if path.startswith("/zh") else "zh"
    assert f"/{other}/{path[len('/zh/') :]}" in {link.get("href") for link in page.all("a")}


@pytest.mark.parametrize("path", PAGES)
def test_the_first_link_skips_to_the_content(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    first = next(page.all("a"))
    assert any(attrs.get("id") == (first["href"] or "")[1:] for _, attrs in page.elements)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_inline_and_no_other_host(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    for tag, attributes in page.elements:
        assert "style" not in attributes, (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        # What describes the page for machines is data, and no script to be run.
        if tag == "script" and attributes.get("type") != "application/ld+json":
            assert (attributes.get("src") or "").startswith("/static/")
        if tag in ("img", "source", "iframe"):
            assert not re.match(r"(https?:)?//", attributes.get("src") or "")
    assert not list(page.all("style"))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_inside_the_site_leads_somewhere(client: FlaskClient, path: str) -> None:
    page = read(client, path)
    links = {link["href"] for link in page.all("a") if (link.get("href") or "").startswith("/")}
    links |= {image["src"] for image in page.all("img")}
    for link in sorted(filter(None, links)):
        assert client.get(link).status_code in (200, 302), link


@pytest.mark.parametrize("path", PAGES)
def test_every_picture_has_a_size_and_a_text(client: FlaskClient, path: str) -> None:
    for image in read(client, path).all("img"):
        assert {"alt", "width", "height"} <= image.keys(), image


@pytest.mark.parametrize(
    "path", ["", "about/", "research/", "projects/", "team/", "articles/", "news/"]
)
def test_chinese_pages_hold_no_english_interface_words(client: FlaskClient, path: str) -> None:
    english = {"Research", "Projects", "Team", "About", "Search", "Abstract", "Skip to content"}
    english |= {"Articles", "News", "Tags", "Read more", "Feed", "Lately", "All articles"}
    text = Reader(client.get(f"/zh/{path}").get_data(as_text=True)).text
    words = {line.strip() for line in text.splitlines()}
    assert not words & english


@pytest.mark.parametrize("path", ["", "research/", "directions/aigc/", "team/", "projects/"])
def test_a_page_costs_at_most_eighteen_queries(demo_app: Flask, path: str) -> None:
    client = demo_app.test_client()
    client.get("/zh/research/")
    with counted_queries(demo_app) as statements:
        assert client.get(f"/en/{path}").status_code == 200
    assert len(statements) <= 18, "\n".join(statements)


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/zh/nothing/", "/en/research/nobody2020/", "/en/team/nobody/", "/xx/research/"],
)
def test_a_missing_page_is_a_page_of_the_site(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "<main" in response.get_data(as_text=True)


def test_an_empty_database_is_a_site_too(app: Flask) -> None:
    client = app.test_client()
    for path in ("", "about/", "research/", "projects/", "team/"):
        page = client.get(f"/en/{path}")
        assert page.status_code == 200, path
        assert "Microsite" in page.text


def test_a_missing_page_claims_no_address_but_can_be_read_in_the_other_language(
    client: FlaskClient,
) -> None:
    page = client.get("/zh/nothing/")
    assert "canonical" not in page.text
    assert "hreflang" not in page.text.split("</head>")[0]
    switch = re.compile(r'href="([^"]+)"[^>]*data-lang="en"')
    assert switch.findall(page.text) == ["/en/nothing/"]
    [longer] = switch.findall(client.get("/zh/nothing/at-all/").text)
    assert client.get(longer).headers["Location"] == "/en/nothing/at-all/"
