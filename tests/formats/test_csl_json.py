import json
from typing import Any

import pytest

from microsite import formats
from microsite.bibtex import Entry, ParsedFile, reading
from tests.bibtex.files import codes


def csl(told: Any) -> ParsedFile:
    return formats.read("refs.json", json.dumps(told, indent=1, ensure_ascii=False).encode())


def one(**item: Any) -> Entry:
    return csl([{"id": "key", "type": "article-journal", "title": "T", **item}]).entries[0]


def test_names_keep_their_parts() -> None:
    entry = one(
        author=[
            {"family": "Gogh", "non-dropping-particle": "van", "given": "Vincent"},
            {"family": "Davis", "given": "Sammy", "suffix": "Jr."},
            {"family": "Artagnan", "dropping-particle": "d'", "given": "Charles"},
            {"literal": "Barnes and Noble, Inc."},
            {"family": "王", "given": "伟"},
            {"family": "Plato"},
        ]
    )
    assert [name.display for name in reading.authors(entry)] == [
        "Vincent van Gogh",
        "Sammy Davis, Jr.",
        "Charles d'Artagnan",
        "Barnes and Noble, Inc.",
        "王伟",
        "Plato",
    ]


def test_dates_are_read_in_every_form() -> None:
    assert reading.year(one(issued={"date-parts": [["2020", 3, 5]]})) == 2020
    assert one(issued={"date-parts": [[2020, 3], [2021, 1]]}).get("date") == "2020-03/2021-01"
    assert reading.year(one(issued={"raw": "Spring 1999"})) == 1999
    assert one(issued={"date-parts": [[2020]], "season": 2}).get("csl-issued")


def test_markup_and_special_signs_come_through() -> None:
    entry = one(title='CO<sub>2</sub> & {braces} cost $5 <span class="nocase">or</span> 10%')
    assert reading.title(entry) == "CO₂ & {braces} cost $5 or 10%"


def test_each_item_has_the_line_of_its_id() -> None:
    parsed = csl([{"id": "a", "type": "book", "title": "A"}, {"id": 2, "type": "x", "title": "B"}])
    assert [(entry.key, entry.line) for entry in parsed.entries] == [("a", 3), ("2", 8)]


def test_the_key_comes_from_where_reference_managers_put_it() -> None:
    address = "http://zotero.example/users/1/items/ABC"
    assert one(id=address).key == "ABC"
    assert one(id=address, note="Citation Key: foo2020").key == "foo2020"
    assert one(**{"id": address, "citation-key": "bar2021"}).key == "bar2021"


def test_what_has_no_field_keeps_its_name() -> None:
    entry = one(custom={"a": 1}, medium="Film")
    assert entry.get("csl-medium") == "Film"
    assert '"a": 1' in (entry.get("csl-custom") or "")


def test_an_object_with_items_is_a_list() -> None:
    assert csl({"items": [{"type": "book", "title": "A"}]}).entries[0].key == "a"


def test_what_is_no_reference_is_counted_and_told() -> None:
    parsed = csl([{"id": "a", "type": "book", "title": "A"}, 3, {"x": 1}])
    assert parsed.failed == 2
    assert [code for _, code in codes(parsed)] == ["not-csl-item", "not-csl-item"]


def test_other_json_is_refused() -> None:
    assert codes(csl({"name": "package"})) == [(1, "not-csl-json")]
    assert codes(csl([{"itemType": "book", "title": "A"}])) == [(1, "not-csl-json")]
    assert codes(formats.read("a.json", b'[{"id": 1,\n}')) == [(2, "broken-json")]
    assert codes(formats.read("a.json", b"[" * 100_000)) == [(1, "broken-json")]


@pytest.mark.parametrize("depth", [700, 900, 950, 960, 970, 980, 985, 990, 995, 5000])
def test_values_deep_within_values_do_not_raise(depth: int) -> None:
    deep = b'[{"id":"a","type":"book","x":' + b"[" * depth + b"]" * depth + b"}]"
    parsed = formats.read("a.json", deep)
    assert parsed.entries or parsed.problems
