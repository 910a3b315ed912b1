"""Whatever is sent with a form: it is saved, or said to be wrong; never an error of ours."""

import random

import pytest
from flask.testing import FlaskClient

from microsite.editing import KINDS
from tests.web.editor.content import URL, form_in, page_of

ODD = (
    "", " ", "0", "-1", "99999999999999999999", "1e9", "nan", "²", "１２", "2026-13-45",
    "0000-00-00",
    "9999-12-31T23:59", "0001-01-01T00:00", "draft", "published", "tag",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}", "%(x)s %s %", "\x00", "\r\n\r\n", "a\u202eb", "🏮" * 50, "光", "é" * 900,
    "javascript:alert(1)", "https://[", "https://a.example/\t", "//evil.example", "mailto:",
    "/a/../b",
    "slug", "slug-" * 40, "a,b,，,c", "Zhiyao Shen", "()", "zhiyao-shen", "1", "2", "../..",
    "\\", "'\"",
)  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_odd_values_are_saved_or_refused(editor: FlaskClient, name: str) -> None:
    editor.set_cookie("lang", "en")
    chance = random.Random(name)
    new = page_of(editor, f"{name}/new")
    seen = set()
    for _ in range(25):
        action, fields = form_in(new)
        for field in list(fields):
            if field != "csrf_token" and chance.random() < 0.5:
                fields.setlist(field, chance.choices(ODD, k=chance.choice((1, 1, 2, 3))))
        answer = editor.post(action, data=fields)
        seen.add(answer.status_code)
        if answer.status_code == 303:
            page = editor.get(answer.headers["Location"]).get_data(as_text=True)
            assert "<script>alert" not in page
            # It can be opened again, and saved as it is.
            action, fields = form_in(page)
            assert editor.post(action, data=fields).status_code == 303
        assert answer.status_code in (303, 422), fields
        assert editor.post(f"{URL}/{name}/0/draft", data=fields).status_code == 200
    assert page_of(editor, f"{name}/")
    assert 422 in seen


def test_a_form_without_its_fields_empties_nothing(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")
    page = page_of(editor, "page/1/")
    action, fields = form_in(page)
    bare = {name: fields[name] for name in ("csrf_token", "version")}
    assert editor.post(action, data=bare).status_code == 303
    assert form_in(page_of(editor, "page/1/"))[1]["text-en"] == fields["text-en"]
