"""Entries that the tests of the plan and of its application share."""

from tests.conftest import DATA

DEMO = DATA.parent.parent / "microsite" / "demo" / "publications.bib"
FIRST = {"title": "Light and Shade in Generated Pictures", "author": "Lu, Wanzhou", "year": "2024"}
OTHER = {"title": "A Survey of Sound in Empty Rooms", "author": "Gu, Linchuan", "year": "2020"}


def entry(key: str, kind: str = "article", /, **fields: str) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}}}\n"
