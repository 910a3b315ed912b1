import pytest
from flask import Flask

from microsite.models import Publication
from microsite.web.templating import title_html


@pytest.mark.parametrize(
    ("title", "markup", "shown"),
    [
        ("E. coli & co", "", "E. coli &amp; co"),
        ("E. coli & co", "<em>E. coli</em> &amp; co", "<em>E. coli</em> &amp; co"),
        ("H₂O", "H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("x", "<i>x</i><script>alert(1)</script>", "<i>x</i>&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("x", '<i onclick="a">x</i>', '&lt;i onclick="a"&gt;x</i>'),
    ],
)
def test_a_title_shows_the_formatting_it_was_published_with(
    app: Flask, title: str, markup: str, shown: str
) -> None:
    with app.app_context():
        html = title_html(Publication(title=title, title_markup=markup))
    assert str(html).replace("&#34;", '"').replace("&quot;", '"') == shown


def test_mathematics_in_a_formatted_title_is_set(app: Flask) -> None:
    with app.app_context():
        html = title_html(Publication(title="x", title_markup="<em>Why</em> $a &lt; b$?"))
    assert html.startswith('<em>Why</em> <span class="tied"><math')
    assert "&lt;" in html
