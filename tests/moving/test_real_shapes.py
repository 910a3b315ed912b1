"""Shapes that real sites have: people and lists as data, nested Liquid, LaTeX, boxes, strays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from microsite.db import db
from microsite.models import Article, Page, Person, Project
from tests.moving.conftest import Brought
from tests.pictures.files import arrow, saved

Bring = Callable[[dict[str, str]], dict[str, Any]]


@pytest.fixture
def made(bring: Brought, tmp_path: Path) -> Bring:
    """Bring a site of these files."""

    def brought(files: dict[str, str]) -> dict[str, Any]:
        for name, text in {"index.md": "---\ntitle: Lab\n---\nHello.\n", **files}.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name in ("images/a.png", "assets/img/bo.png"):
            (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "site" / name).write_bytes(saved(arrow(64, len(name) + 40), "PNG"))
        return bring(tmp_path / "site")

    return brought


def page(app: Flask, made: Bring, body: str, **data: str) -> str:
    """The text that becomes of a page; `data` are files of `_data`."""
    files = {f"_data/{name}.yml": text for name, text in data.items()}
    made({"one.md": f"---\ntitle: One\nyears: [2024, 2023]\n---\n{body}\n", **files})
    with app.app_context():
        found = db.session.scalar(select(Page).where(Page.slug == "one"))
        assert found
        return found.text["en"]


def told(report: dict[str, Any]) -> list[str]:
    return [f"{one['file']}:{one['line']}: {one['message']}" for one in report["problems"]]


FACULTY = """- name: Ada Tern
  image: bo.png
  position: Professor
  email: ada (at) example.org
  website: https://ada.example.org
  twitter: adatern
  description: Listens to *water*.
"""
ALUMNI = """- name: Bo Gull
  degree: PhD, 2021
  year: 2021
  firstjob: Lighthouse
- name: Ada Tern
"""
TEAM = """- name: Cy Rook
  title: Postdoc
  github_username: cyrook
- name: Di Wren
  title: Student
  alumni: true
  shoe: 42
"""


def test_people_come_from_data_files_by_their_role(app: Flask, made: Bring) -> None:
    report = made({
        "_data/faculty.yml": FACULTY, "_data/alumni.yml": ALUMNI, "_data/team_members.yml": TEAM,
    })  # fmt: skip
    assert report["counts"]["person"]["new"] == 4
    with app.app_context():
        people = {one.slug: one for one in db.session.scalars(select(Person))}
        bo, cy, di = people["bo-gull"], people["cy-rook"], people["di-wren"]
        assert (bo.role, bo.end_year, bo.went_to["en"]) == ("alumni", 2021, "Lighthouse")
        assert (cy.role, cy.links) == ("postdoc", [["github", "https://github.com/cyrook"]])
        assert di.role == "alumni"
    assert any("team_members.yml:7" in one and "shoe" in one for one in told(report))
    assert not any("alumni.yml" in one for one in told(report))


def test_what_a_person_says_in_data_is_theirs(app: Flask, made: Bring) -> None:
    made({"_data/faculty.yml": FACULTY})
    with app.app_context():
        ada = db.session.scalars(select(Person)).one()
        assert (ada.role, ada.title["en"], ada.email) == (
            "faculty", "Professor", "ada@example.org",
        )  # fmt: skip
        assert ada.portrait
        assert ada.text["en"] == "Listens to *water*."
        assert ["twitter", "https://twitter.com/adatern"] in ada.links
        assert ["homepage", "https://ada.example.org"] in ada.links


def test_a_loop_over_people_is_the_block_that_lists_them(app: Flask, made: Bring) -> None:
    body = "{% for p in site.data.faculty %}{{ p | card }}{% endfor %}\n\nEnd.\n"
    assert page(app, made, body, faculty=FACULTY) == ":::people role=faculty number=300\n\nEnd."


def test_a_loop_in_a_list_of_html_is_that_block_as_well(app: Flask, made: Bring) -> None:
    body = "<p>Gone.</p>\n\n<ul>\n{% for p in site.data.alumni %}<li>x</li>{% endfor %}\n</ul>\n"
    text = page(app, made, body, alumni=ALUMNI)
    assert text == "Gone.\n\n:::people role=alumni number=300"


def test_a_loop_over_data_is_written_out_with_its_conditions(app: Flask, made: Bring) -> None:
    courses = "- name: Tides\n  url: https://t.example\n- name: Sand\n  year: 3\n"
    body = (
        "{% assign all = site.data.courses | sort: 'name' %}"
        "{% for c in all %}\n"
        "- {% if c.url %}[{{ c.name }}]({{ c.url }}){% else %}{{ c.name | upcase }}{% endif %}"
        "{% unless forloop.last %};{% endunless %}{% endfor %}\n"
    )
    text = page(app, made, body, courses=courses)
    assert [one for one in text.split("\n") if one] == ["- SAND;", "- [Tides](https://t.example)"]


def test_loops_in_one_another_end_where_they_end(app: Flask, made: Bring) -> None:
    body = (
        "{% for y in page.years %}\n## {{ y }}\n{% for a in unknown %}x{% endfor %}\n"
        "in {{ y }}\n{% endfor %}\n\nafter\n"
    )
    text = page(app, made, body)
    assert text.split() == ["##", "2024", "in", "2024", "##", "2023", "in", "2023", "after"]


def test_a_loop_over_a_bibliography_is_one_list(app: Flask, made: Bring) -> None:
    body = "Ours.\n{% for y in site.bib %}{% bibliography -q @*[year={{y}}]* %}{% endfor %}"
    assert page(app, made, body) == "Ours.\n\n:::publications number=50"


def test_a_condition_that_cannot_be_told_keeps_its_first_branch(app: Flask, made: Bring) -> None:
    body = (
        "{% if site.a %}one{% if site.b %}two{% else %}three{% endif %}{% else %}four{% endif %}"
        "{% if page.nothing %}five{% elsif page.title == 'One' %} six{% endif %}"
    )
    assert page(app, made, body) == "onetwo six"


def test_liquid_in_comments_says_nothing(app: Flask, made: Bring) -> None:
    body = "a <!-- {% if page.news %} {% include news.html %} {% endif %} --> b"
    assert page(app, made, body).split() == ["a", "b"]


def test_raw_within_code_is_no_tag(app: Flask, made: Bring) -> None:
    body = (
        "{% highlight liquid %}{% raw %}{% highlight x %}{{ a }}{% endhighlight %}{% endraw %}"
        "{% endhighlight %}\n"
    )
    assert page(app, made, body) == "```liquid\n{% highlight x %}{{ a }}{% endhighlight %}\n```"


def test_environments_of_latex_are_formulas(app: Flask, made: Bring) -> None:
    body = (
        "So\n\n\\begin{eqnarray}\n a && b, \\\\\\\\\\\\\n c \\label{eq:x}\n\\end{eqnarray}\n\n"
        "with $\\\\{p_0\\\\}$ and $x\\_1$.\n"
    )
    text = page(app, made, body)
    assert "$$\n\\begin{aligned}\na & b, \\\\\n c\n\\end{aligned}\n$$" in text
    assert "with $\\{p_0\\}$ and $x_1$." in text


def test_words_between_the_items_of_a_list_stay(app: Flask, made: Bring) -> None:
    assert page(app, made, "<ul>\n<li>A</li>, and more\n<li>B</li>\n</ul>") == "- A , and more\n- B"


def test_boxes_of_themes_are_alerts(app: Flask, made: Bring) -> None:
    text = page(app, made, "> ##### TIP\n>\n> Do so.\n{: .block-tip }\n\nSee.\n{: .notice}\n")
    assert ":::alert kind=tip\n##### TIP\n\nDo so.\n:::" in text.replace("## TIP", "##### TIP")
    assert ":::alert kind=note\nSee.\n:::" in text


def test_links_are_meant_from_the_page_and_below_the_base(app: Flask, made: Bring) -> None:
    made({
        "_config.yml": "baseurl: /base\n",
        "_pages/a.md": "---\ntitle: A\npermalink: /x/a/\n---\n[b](../b/) [c](/base/x/b/) [d]()\n",
        "_pages/b.md": '---\ntitle: B\npermalink: /x/b/\n---\nB <a href="../a/">a</a>\n',
    })  # fmt: skip
    with app.app_context():
        text = {one.title["en"]: one.text["en"] for one in db.session.scalars(select(Page))}
    assert text["A"] == "[b](/x-b/) [c](/x-b/) d"
    assert text["B"] == 'B <a href="/x-a/">a</a>'


def test_a_figure_by_url_comes_and_one_without_a_picture_is_told(app: Flask, made: Bring) -> None:
    report = made({
        "_posts/2020-01-01-a.md": '---\ntitle: A\n---\n{% include figure.html url="/a.png" '
        'description="An arrow" %}\n\n{% include figure.html of="x" %}\n\n'
        '{% include video.html path="https://v.example/1" %}\n',
    })  # fmt: skip
    with app.app_context():
        text = db.session.scalars(select(Article)).one().text["en"]
    assert ":::figure picture=" in text
    assert "An arrow\n:::" in text
    assert "[Video](https://v.example/1)" in text
    assert any("names no picture" in one for one in told(report))


def test_tools_are_projects_and_two_of_one_name_are_two(app: Flask, made: Bring) -> None:
    made({"_data/tools.yaml": "- name: Net\n  description: One.\n- name: Net\n  repo: a/b\n"})
    with app.app_context():
        assert [one.slug for one in db.session.scalars(select(Project))] == ["net", "net-2"]


def test_what_nothing_was_made_of_is_told(made: Bring) -> None:
    report = made({
        "_data/awards.yml": "- title: Medal\n", "_pages/plain.html": "<p>No front matter</p>\n",
        "one.md": "---\ntitle: One\n---\nX <d-cite key='a'></d-cite>\n\n*[CSS]: Sheets\n\n"
        '{% include list.html data="projects" filters="group: featured" %}\n',
    })  # fmt: skip
    lines = told(report)
    assert (
        "_data/awards.yml:1: Entries of this data file that nothing here was made of: 1." in lines
    )
    assert any(one.startswith("_pages/plain.html:1: No front matter") for one in lines)
    assert any("one.md:4" in one and "<d-cite>" in one for one in lines)
    assert any("one.md:6" in one and "<abbr>" in one for one in lines)
    assert any("group: featured" in one for one in lines)


def test_a_page_that_the_site_has_itself_stands_in_the_navigation_once(
    app: Flask, made: Bring
) -> None:
    made({"team/index.md": "---\ntitle: Team\nnav:\n  order: 3\n---\nWe are few.\n"})
    with app.app_context():
        found = db.session.scalars(select(Page).where(Page.slug == "team-page")).one()
        assert found.place is None
