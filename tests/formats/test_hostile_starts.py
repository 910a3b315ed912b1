"""Beginnings of files that patterns could stumble over, and tags that a library keeps to itself."""

import time

import pytest

from microsite import formats


@pytest.mark.parametrize("start", ["<!-- -->", "<!-- -->\n", "<?xml?>", "<!--", "<!-- "])
def test_any_number_of_comments_before_an_entry_takes_no_time(start: str) -> None:
    began = time.process_time()
    parsed = formats.read("a.bib", (start * 50_000 + "\n@misc{a, title={A}}").encode())
    assert time.process_time() - began < 2
    assert [entry.key for entry in parsed.entries] == ["a"]


def test_a_ris_tag_nobody_knows_is_kept_whatever_its_name() -> None:
    text = "TY  - JOUR\nTI  - A\nUK  - first\nXX  - second\nER  - \n"
    (entry,) = formats.read("a.ris", text.encode()).entries
    kept = [value for _, value in entry.fields]
    assert "first" in kept
    assert "second" in kept


def test_an_address_that_ends_with_a_backslash_keeps_its_field_closed() -> None:
    text = '[{"id": "a", "type": "book", "title": "A", "URL": "https://x.org/a\\\\"}]'
    parsed = formats.read("a.json", text.encode())
    assert [entry.key for entry in parsed.entries] == ["a"]
    assert parsed.problems == ()
