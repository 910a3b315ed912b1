"""The data files of a site: what they say, and what was made of them."""

import csv
import io
from pathlib import PurePosixPath
from typing import Any

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.jekyll.front import data

KINDS = (".yml", ".yaml", ".json", ".csv")
# Data that themes keep for themselves.
_OF_THEME = {
    "navigation", "ui-text", "types", "socials", "venues", "authors", "theme", "comments", "share",
    "contact", "links", "coauthors", "orcid", "roles", "settings", "featured_plugins",
}  # fmt: skip


class Data:
    """What `site.data` is in Jekyll."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        # The block for what was made of a file, by its name; the files that something was made of.
        self.listed: dict[str, str] = {}
        self.used: set[str] = set()
        self._values: dict[str, Any] = {}

    def values(self, name: str) -> Any:
        """What a data file says; None for none."""
        if name not in self._values:
            path, said = data(self.checkout, f"_data/{name}") or ("", None)
            table = f"_data/{name}.csv"
            if not path and table in self.checkout.files:
                path, said = table, _rows(self.checkout.text(table) or "")
            self._values[name] = said
            self.used.add(path)
        return self._values[name]

    def tell_unread(self) -> None:
        """Note the data files of which nothing was made, and which no page looped over."""
        for path in self.checkout.under("_data", *KINDS):
            name = PurePosixPath(path).stem
            if path in self.used or name.lower() in _OF_THEME or path.count("/") > 1:
                continue
            said = self.values(name)
            if number := len(said) if isinstance(said, list | dict) else 0:
                self.checkout.report.tell(path, 1, problems.DATA_LEFT, number=number)


def _rows(text: str) -> list[dict[str, Any]]:
    try:
        return [dict(row) for row in csv.DictReader(io.StringIO(text))]
    except csv.Error:
        return []
