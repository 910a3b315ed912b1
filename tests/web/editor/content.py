"""Sending the editor's forms as a browser does: with all fields that the page holds."""

import html
import re
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

URL = "/editor/content"


class _Form(HTMLParser):
    """The fields of the form with an id, as a browser would send them."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.action = ""
        self.fields: MultiDict[str, str] = MultiDict()
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form" and has.get("id") == self.form_id:
            self.inside, self.action = True, has.get("action") or ""
        name = has.get("name") or ""
        if not self.inside or not name:
            if self.inside and tag == "option" and self._select and "selected" in has:
                self.fields.add(self._select, has.get("value") or "")
            return
        if tag == "input" and (has.get("type") not in ("checkbox", "radio") or "checked" in has):
            self.fields.add(name, has.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self.fields.add(name, "")
        elif tag == "select":
            self._select = name

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            values = self.fields.poplist(self._area)
            data = data.removeprefix("\n") if not values[-1] else data
            self.fields.setlist(self._area, [*values[:-1], values[-1] + data])


def form_in(page: str, form_id: str = "form") -> tuple[str, "MultiDict[str, str]"]:
    """The address and the fields of a form."""
    parser = _Form(form_id)
    parser.feed(page)
    assert parser.action, f"no form {form_id}"
    return parser.action, parser.fields


def send(
    client: FlaskClient, page: str, form_id: str = "form", **changed: str | list[str]
) -> TestResponse:
    """Send a form of a page with some of its fields changed (`__` stands for a hyphen)."""
    action, fields = form_in(page, form_id)
    for name, value in changed.items():
        fields.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return client.post(action, data=fields)


def page_of(client: FlaskClient, path: str) -> str:
    """A page of the editor's content, which must be there."""
    answer = client.get(f"{URL}/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def made(answer: TestResponse) -> int:
    """The number of what a form has made."""
    assert answer.status_code == 303, problems(answer.get_data(as_text=True))
    found = re.search(r"/(\d+)/\?", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return int(found[1])


def problems(page: str) -> list[str]:
    """What a page says is wrong."""
    return [html.unescape(one) for one in re.findall(r'class="ed-wrong"[^>]*>([^<]*)<', page)]
