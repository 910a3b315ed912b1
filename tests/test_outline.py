"""The headings of a text, and what leads to them."""

from microsite.outline import Heading, outlined


def test_each_heading_gets_an_id_and_a_place_in_the_list() -> None:
    page, headings = outlined("<h2>The list</h2><p>x</p><h3>错法</h3>")
    assert page == '<h2 id="text-the-list">The list</h2><p>x</p><h3 id="text-错法">错法</h3>'
    assert headings == [
        Heading(2, "text-the-list", "The list"),
        Heading(3, "text-错法", "错法"),
    ]


def test_headings_of_the_same_words_have_ids_of_their_own() -> None:
    _, headings = outlined("<h2>Again</h2><h2>Again</h2><h2>Again</h2><h2>?!</h2>")
    assert [heading.id for heading in headings] == [
        "text-again",
        "text-again-2",
        "text-again-3",
        "text-part",
    ]


def test_an_id_that_is_there_stays_and_is_taken() -> None:
    page, headings = outlined('<h2 id="text-a">One</h2><h2>A</h2>')
    assert page.startswith('<h2 id="text-a">')
    assert [heading.id for heading in headings] == ["text-a", "text-a-2"]


def test_markup_within_a_heading_is_no_part_of_its_name() -> None:
    page, headings = outlined("<h2>A <em>small</em> R&amp;D <code>x</code></h2>")
    assert headings == [Heading(2, "text-a-small-r-d-x", "A small R&D x")]
    assert "<em>small</em>" in page


def test_other_elements_are_left_alone() -> None:
    page = "<h1>No</h1><header>No</header><p>&lt;h2&gt;</p>"
    assert outlined(page) == (page, [])
