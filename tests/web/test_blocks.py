"""Texts with blocks in the demonstration lab: what they show, in how many queries."""

import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.localized import Localized
from microsite.markdown import BLOCKS, Rendered
from microsite.models import (
    Area,
    Article,
    Highlight,
    NewsItem,
    Page,
    Person,
    Picture,
    Project,
    Publication,
    Role,
    Tag,
)
from microsite.models.base import now
from microsite.web.blocks import rendered
from tests.conftest import counted_queries

HASH = "ab12" * 16


@pytest.fixture
def lab(demo_app: Flask) -> Flask:
    """The demonstration lab with something of everything."""
    with demo_app.app_context():
        tag = Tag(kind="tag", slug="slow", name=Localized(zh="慢", en="Slow"))
        text = Localized(zh="文", en="Told")
        db.session.add_all([
            Article(
                slug="slower", title=text, state="published", published_at=now(), tags=[tag]
            ),
            Article(
                slug="later", title=text, state="published",
                published_at=datetime(2999, 1, 1, tzinfo=UTC),
            ),
            Article(slug="never", title=text),
            NewsItem(date=date(2026, 5, 1), text=Localized(zh="**新**", en="**News**")),
            Area(slug="optics", position=0, name=text),
            Picture(
                hash=HASH, filename="a.jpg", media_type="image/jpeg", width=1600, height=900,
                widths=[320, 1600], size=1, alt=Localized(en="A lamp", zh="灯"),
            ),
            Picture(
                hash="ab34" * 16, filename="b.jpg", media_type="image/jpeg", width=9, height=9,
                size=1,
            ),
        ])  # fmt: skip
        [first] = db.session.query(Project).order_by(Project.position).limit(1)
        first.areas = list(db.session.query(Area).filter_by(slug="optics"))
        db.session.commit()
    return demo_app


def show(app: Flask, text: str, path: str = "/en/about/") -> Rendered:
    with app.test_request_context(path):
        app.preprocess_request()
        return rendered(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":::citation key=gu2026regret", ["/en/research/gu2026regret/"]),
        (":::portrait person=zhiyao-shen", ["/en/team/zhiyao-shen/"]),
        (
            ":::list of=publications items='lu2023vase，he2020bits, lu2023vase'",
            ["/en/research/lu2023vase/", "/en/research/he2020bits/"],
        ),
        (
            ":::list of=people items='linchuan-gu wanzhou-lu'",
            ["/en/team/linchuan-gu/", "/en/team/wanzhou-lu/"],
        ),
        (":::list of=projects items=lantern", ["/en/projects/lantern/"]),
        (":::list of=articles items=slower", ["/en/articles/slower/"]),
        (":::articles number=1", ["/en/articles/slower/"]),
        (":::articles tag=slow", ["/en/articles/slower/"]),
        (":::projects area=optics", ["/en/projects/plumbbob/"]),
        (":::news", []),
        (
            ":::directions",
            [
                f"/en/directions/{slug}/"
                for slug in ("aigc", "coding", "interactive-art", "medical-imaging")
            ],
        ),
        (
            ":::publications year=2017",
            ["/en/research/gu2017quiet/", "/en/research/shen2017strokes/"],
        ),
        (
            ":::publications filter='https://x.example/en/research/?year=2017&page=2&q=quiet'",
            ["/en/research/gu2017quiet/"],
        ),
        (":::publications person=linchuan-gu q=quiet", ["/en/research/gu2017quiet/"]),
    ],
)  # fmt: skip
def test_a_live_block_shows_what_it_asks_for(lab: Flask, text: str, shown: list[str]) -> None:
    found = show(lab, text)
    assert not found.problems
    titles = re.findall(r'<h2[^>]*><a href="([^"]+)"', found.html)
    if "directions" in text:
        titles = re.findall(r'<li[^>]*><a href="([^"]+)"', found.html)
    assert titles == shown


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (":::citation key=nobody2020", "no-publication", "nobody2020"),
        (":::portrait person=nobody", "no-person", "nobody"),
        (":::list of=projects items='lantern nothing'", "no-project", "nothing"),
        (":::list of=articles items=later", "no-article", "later"),
        (":::highlights direction=nothing", "no-direction", "aigc, coding"),
        (":::publications direction=aigc,nothing", "no-direction", "nothing"),
        (":::people direction=nothing", "no-direction", "aigc"),
        (":::people role=nothing", "no-role", "doctoral"),
        (":::projects area=nothing", "no-area", "film"),
        (":::articles tag=nothing", "no-tag", "slow"),
        (":::publications filter='colour=red'", "no-filter", "colour=red"),
        (":::publications year=recent", "no-filter", "year=recent"),
        (":::publications filter=aigc", "no-filter", "aigc"),
        (":::publications q=zzzzzz", "nothing-found", "publications"),
        ("![a](picture:ffff)", "no-picture", "ffff"),
        ("![a](picture:ab12ab)\n\n![a](picture:ab34ff)", "no-picture", "ab34ff"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_the_site_has_not_is_told_in_both_languages(
    lab: Flask, text: str, code: str, said: str, lang: str
) -> None:
    with lab.test_request_context(f"/{lang}/about/"):
        lab.preprocess_request()
        from microsite.web.i18n import problem_message

        [problem] = rendered(f"a\n\n{text}").problems
        message = problem_message(problem)
    assert problem.code == code
    assert problem.line >= 3
    assert said in message
    assert bool(re.search("[\u4e00-\u9fff]", message)) == (lang == "zh")


def test_two_pictures_of_one_beginning_are_told_apart_by_more(lab: Flask) -> None:
    with lab.app_context():
        db.session.add(
            Picture(
                hash="ab12" + "0" * 60, filename="c", media_type="image/png", width=1, height=1,
                size=1,
            )
        )  # fmt: skip
        db.session.commit()
    assert [one.code for one in show(lab, "![a](picture:ab12)").problems] == ["twofold-picture"]
    assert not show(lab, "![a](picture:ab12a)").problems


def test_a_picture_bears_its_own_words_or_those_of_the_text(lab: Flask) -> None:
    assert 'alt="A lamp"' in show(lab, "![](picture:ab12)").html
    assert 'alt="&lt;Here&gt;"' in show(lab, "![<Here>](picture:ab12)").html
    assert f"/pictures/{HASH}-320.webp" in show(lab, ":::figure picture=ab12:::").html


def test_a_drawing_takes_the_hue_of_its_direction(lab: Flask) -> None:
    found = show(lab, "![a](drawing:aigc/lamp) ![b](drawing:lamp)")
    assert "/drawings/cover/264/aigc/lamp.svg" in found.html
    assert "/drawings/cover/none/lamp.svg" in found.html
    assert lab.test_client().get("/drawings/cover/264/aigc/lamp.svg").status_code == 200


def test_what_is_hidden_is_not_shown(lab: Flask) -> None:
    with lab.app_context():
        for publication in db.session.query(Publication):
            publication.hidden = True
        db.session.commit()
    found = show(lab, ":::citation key=gu2026regret\n\n:::publications\n\n:::highlights\n")
    assert "/research/" not in found.html
    assert {one.code for one in found.problems} <= {"no-publication", "nothing-found"}


def test_people_are_the_team_of_today_unless_a_role_is_named(lab: Flask) -> None:
    assert "lanzhi-he" not in show(lab, ":::people").html
    assert "lanzhi-he" in show(lab, ":::people role=alumni").html
    with lab.app_context():
        db.session.query(Role).filter_by(slug="doctoral").one().alumni = True
        db.session.commit()
    assert "wanzhou-lu" not in show(lab, ":::people").html


def test_more_publications_are_a_click_away(lab: Flask) -> None:
    found = show(lab, ":::publications direction=aigc number=2")
    assert found.html.count("data-citation-key") == 2
    assert 'href="/en/research/?direction=aigc"' in found.html
    assert "b-more" not in show(lab, ":::publications year=2017").html


def test_a_publication_shown_twice_has_no_id_twice(lab: Flask) -> None:
    found = show(lab, ":::citation key=gu2026regret\n\n:::citation key=gu2026regret\n")
    assert found.html.count('data-citation-key="gu2026regret"') == 2
    assert "publication-" not in found.html.replace("b-live-publications", "")


ONE_OF_EACH = """
:::citation key=gu2026regret
:::portrait person=zhiyao-shen
:::list of=publications items="lu2023vase"
:::list of=projects items="lantern"
:::highlights number=9
:::directions number=1
:::publications number=1 direction=aigc
:::people role=postdoc number=1
:::projects area=optics number=1
:::articles tag=slow number=1
:::news number=1
![a](picture:ab12)
"""


def test_a_page_costs_as_many_queries_with_a_hundred_blocks_as_with_ten(lab: Flask) -> None:
    def cost(text: str) -> int:
        with lab.app_context():
            page = db.session.query(Page).filter_by(slug="about").one()
            page.text = Localized(en=text)
            db.session.commit()
        with counted_queries(lab) as statements:
            page_html = lab.test_client().get("/en/about/").get_data(as_text=True)
        assert page_html.count("/team/zhiyao-shen/") >= text.count(":::portrait")
        return len(statements)

    few = cost(ONE_OF_EACH)
    many = ONE_OF_EACH.replace("number=1", "number=9") * 9 + ":::publications q=light\n" * 20
    assert cost(many) == few
    assert few < 40


def test_a_page_without_blocks_asks_nothing_more(lab: Flask) -> None:
    with lab.test_request_context("/en/about/"):
        lab.preprocess_request()
        with counted_queries(lab) as statements:
            rendered("# Only text\n\n:::alert\na\n:::")
        assert not statements


def test_editors_see_what_is_wrong_and_visitors_do_not(
    lab: Flask, editor: FlaskClient, client: FlaskClient
) -> None:
    with lab.app_context():
        page = db.session.query(Page).filter_by(slug="about").one()
        page.text = Localized(en="a\n\n:::citation key=nobody2020", zh="a\n\n:::cart\nb\n:::")
        db.session.commit()
    told = editor.get("/en/about/").get_data(as_text=True)
    assert "Line 3" in told
    assert "nobody2020" in told
    told = editor.get("/zh/about/").get_data(as_text=True)
    assert "第3行" in told
    assert "card" in told
    for path in ("/en/about/", "/zh/about/"):
        seen = client.get(path).get_data(as_text=True)
        assert "b-problems" not in seen
        assert "nobody2020" not in seen
        assert ":::" not in seen


def test_a_text_in_another_language_says_so(lab: Flask) -> None:
    with lab.app_context():
        page = db.session.query(Page).filter_by(slug="about").one()
        page.text = Localized(zh="只有中文\n\n:::portrait person=zhiyao-shen")
        db.session.commit()
    page_html = lab.test_client().get("/en/about/").get_data(as_text=True)
    assert '<div class="b-inside" lang="zh-Hans"><p>只有中文</p>' in page_html
    assert "/en/team/zhiyao-shen/" in page_html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guide_shows_every_block_beside_its_text(lab: Flask, lang: str) -> None:
    with lab.app_context():
        page = db.session.query(Page).filter_by(slug="writing-pages").one()
        text = page.text[lang]
        assert page.place is None
    found = show(lab, text, f"/{lang}/writing-pages/")
    assert not found.problems
    examples = re.findall(r'<div class="b-example"><pre[^>]*><code>(.*?)</code>', found.html, re.S)
    shown = set(re.findall(r"^[:：]{3}(\w+)", "\n".join(examples), re.M))
    # An example of an example shows one within.
    assert shown == set(BLOCKS)
    headings = {heading.text for heading in found.headings}
    assert set(BLOCKS) <= headings
    for kind in BLOCKS.values():
        for value in kind.values:
            assert value in text, (kind.name, value)
    for part in ("<math", "<table>", "b-task", "<dl>", 'start="3"', "c-k", "b-notes", "b-contents"):
        assert part in found.html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_editors_find_the_guide_and_visitors_do_not_stumble_over_it(
    lab: Flask, editor: FlaskClient, client: FlaskClient, lang: str
) -> None:
    editor.set_cookie("lang", lang)
    assert "/editor/guide" in editor.get("/editor/").get_data(as_text=True)
    response = editor.get("/editor/guide")
    assert response.headers["Location"] == f"/{lang}/writing-pages/"
    assert client.get(response.headers["Location"]).status_code == 200
    assert "writing-pages" not in client.get(f"/{lang}/").get_data(as_text=True)
    with lab.app_context():
        db.session.query(Page).filter_by(slug="writing-pages").delete()
        db.session.commit()
    assert "b-example" in editor.get("/editor/guide").get_data(as_text=True)


def test_no_question_is_too_strange_to_be_answered(lab: Flask) -> None:
    strange = ["x", "-1", "99999999999", "a&" * 200, "?", "%00", "%ff", "''", ";", "𝔘", "年=1"]
    live = [kind for kind in BLOCKS.values() if kind.live]
    lines = [
        f":::{kind.name} " + " ".join(f'{name}="{odd}"' for name in names)
        for kind in live
        for odd in strange
        for names in (kind.values, *([name] for name in kind.values))
    ]
    text = "\n".join(lines)
    for part in (text[: len(text) // 2], text[len(text) // 2 :], *lines[::7]):
        assert isinstance(show(lab, part), Rendered)


def test_nobody_is_asked_about_twice_in_one_request(lab: Flask) -> None:
    with lab.app_context():
        assert db.session.query(Person).count() > 5
        assert db.session.query(Highlight).count() > 2
    found = show(lab, ":::people\n\n:::people\n")
    assert found.html.count('href="/en/team/zhiyao-shen/"') == 2
