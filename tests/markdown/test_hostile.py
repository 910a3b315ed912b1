"""No text, whatever it holds, brings a script, a handler or a request to another site."""

import pytest

from microsite.markdown import render, render_markdown
from tests.markdown.hostile import INPUTS, TEXTS, Findings, findings


def test_there_are_two_hundred_of_them_and_no_two_alike() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 200
    assert set(INPUTS) == {"html", "svg", "markdown", "blocks", "urls"}


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_it_gets_through(text: str) -> None:
    never = {"script", "img", "svg", "input", "form", "picture", "source"}
    for form in (text, f"{text}\n\nafter", f"- {text}", f"[x]({text})", f":::card\n{text}\n:::"):
        page = render(form, "en").html
        assert not findings(page), form
        assert not never & set(Findings(page).tags)


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_it_gets_through_plain_markdown(text: str) -> None:
    page = render_markdown(text)
    assert not findings(page)
    assert "<img" not in page


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_around_it_stays_whole(text: str) -> None:
    """A text cannot close what the renderer opened."""
    wrapped = f"first\n\n:::alert title=Within\n\n{text}\n\n:::\n\n`<end>`\n"
    page = render(wrapped, "en").html
    depth = 0
    for part in page.split("<")[1:]:
        depth += part.startswith(("div", "section")) - part.startswith(("/div", "/section"))
        assert depth >= 0
    assert depth == 0
