"""What one chooses in a preview: kept, for all or some, and carried out."""

import re
import time

from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Publication
from tests.conftest import counted_queries
from tests.library import library
from tests.web.editor.uploads import (
    NEW,
    bring,
    carry_out,
    choose,
    hidden,
    publication,
    upload,
)

HTMX = {"HX-Request": "true"}
MANY = "".join(f"@misc{{many{n}, title={{Thing number {n}}}, year=2001}}\n" for n in range(120))
OTHER_RAIN = "@misc{fei2025rain, title={Quite Another}, author={Fei, Ning}, year=2019}"


def ticked(page: str) -> int:
    return len(re.findall(r'type="checkbox" id="choice-\d+"[^>]* checked', page))


def test_rows_come_by_status_and_page(editor: FlaskClient) -> None:
    carry_out(editor, bring(editor, NEW))
    url = bring(editor, NEW.replace("Wet", "Wetter") + MANY)
    second = editor.get(f"{url}?status=new&page=2").text
    assert ">many50<" in second
    assert ">many49<" not in second
    assert "fei2025rain" not in second
    assert "Wetter" in editor.get(f"{url}?status=changed").text
    assert "fei2024snow" in editor.get(f"{url}?status=unchanged").text


def test_an_address_that_makes_no_sense_shows_the_first_rows(editor: FlaskClient) -> None:
    url = bring(editor, MANY)
    for query in ("?status=nothing&page=x", "?page=0", "?page=-1", "?page=²"):
        assert ">many0<" in editor.get(url + query).text
    assert ">many119<" in editor.get(f"{url}?status=new&page=999999").text


def test_htmx_gets_the_rows_alone_and_the_address_to_push(editor: FlaskClient) -> None:
    url = bring(editor, MANY)
    response = editor.get(f"{url}?status=new&page=2", headers=HTMX)
    assert "<html" not in response.text
    assert 'id="plan"' in response.text
    assert response.headers["HX-Push-Url"] == f"{url}?status=new&page=2"
    assert "HX-Request" in response.headers["Vary"]


def test_choices_survive_leaving_and_other_pages(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, MANY)
    assert choose(editor, url, choice_3="skip").status_code == 303
    choose(editor, url, choice_60="skip", status="new", page="2")
    assert ticked(editor.get(f"{url}?status=new").text) == 49
    assert ticked(editor.get(f"{url}?status=new&page=2").text) == 49
    carry_out(editor, url)
    assert publication(demo_app, "many3") is None
    assert publication(demo_app, "many60") is None
    assert upload(demo_app, url).outcome["new"] == 118


def test_saving_by_htmx_answers_with_the_sums(editor: FlaskClient) -> None:
    url = bring(editor, MANY)
    form = {**hidden(editor, url), "choice-0": "skip"}
    editor.set_cookie("lang", "en")
    response = editor.post(f"{url}/choices", data=form, headers=HTMX)
    assert 'id="sums"' in response.text
    assert "119 new" in response.text
    assert "choice-1" not in response.text


def test_none_of_a_status_holds_for_all_pages_and_single_rows_override(
    editor: FlaskClient, demo_app: Flask
) -> None:
    url = bring(editor, MANY)
    choose(editor, url, do="all:new:skip")
    assert ticked(editor.get(f"{url}?status=new&page=3").text) == 0
    choose(editor, url, choice_7="add")
    carry_out(editor, url)
    assert publication(demo_app, "many7")
    assert upload(demo_app, url).outcome["new"] == 1


def test_without_a_script_one_saves_and_goes_on(editor: FlaskClient) -> None:
    url = bring(editor, MANY)
    response = choose(editor, url, choice_1="skip", status="new", do="page:2")
    assert response.headers["Location"] == f"{url}?status=new&page=2"
    assert ticked(editor.get(url).text) == 49


def test_a_field_can_be_kept_while_the_others_change(editor: FlaskClient, demo_app: Flask) -> None:
    carry_out(editor, bring(editor, NEW))
    changed = NEW.replace("Journal of Weather", "Annals").replace("2024, x", "2023, x")
    url = bring(editor, changed)
    choose(editor, url, field_0_journal="held")
    page = editor.get(f"{url}?status=changed").text
    assert re.search(r'name="field-0-journal" value="held" checked', page)
    assert re.search(r'name="field-0-year" value="file" checked', page)
    carry_out(editor, url)
    row = publication(demo_app, "fei2024snow")
    assert row
    assert (row.venue, row.year) == ("Journal of Weather", 2023)


def test_what_was_edited_by_hand_is_marked_and_stays(editor: FlaskClient, demo_app: Flask) -> None:
    carry_out(editor, bring(editor, NEW))
    with demo_app.app_context():
        row = db.session.query(Publication).filter_by(citation_key="fei2024snow").one()
        row.edited_fields = ["journal"]
        db.session.commit()
    editor.set_cookie("lang", "en")
    url = bring(editor, NEW.replace("Journal of Weather", "Annals"))
    page = editor.get(url).text
    assert "edited by hand" in page
    assert re.search(r'name="field-0-journal" value="held" checked', page)
    carry_out(editor, url)
    kept = publication(demo_app, "fei2024snow")
    assert kept
    assert kept.venue == "Journal of Weather"


def test_an_unclear_entry_is_shown_beside_what_it_may_be(editor: FlaskClient) -> None:
    carry_out(editor, bring(editor, NEW))
    editor.set_cookie("lang", "en")
    page = editor.get(bring(editor, OTHER_RAIN)).text
    assert "same key" in page
    assert "Quite Another" in page
    assert re.search(r'value="later" checked', page)
    assert re.search(r'name="field-0-booktitle"|name="field-0-year"', page)


def test_what_was_decided_before_is_chosen_again(editor: FlaskClient) -> None:
    carry_out(editor, bring(editor, NEW))
    url = bring(editor, OTHER_RAIN)
    carry_out(editor, url, choice_0="skip")
    editor.set_cookie("lang", "en")
    page = editor.get(bring(editor, OTHER_RAIN)).text
    assert "You decided about this entry before" in page
    assert re.search(r'value="skip" checked', page)


def test_two_versions_in_one_file_can_become_one(editor: FlaskClient, demo_app: Flask) -> None:
    versions = """
@article{pre, title={On the Weight of Shadows in Cities}, author={Doe, Jane and Roe, Ann},
  journal={arXiv preprint arXiv:2203.01234}, eprint={2203.01234}, archiveprefix={arXiv}, year=2022}
@article{pub, title={On the Weight of Shadows in Cities}, author={Doe, Jane and Roe, Ann},
  journal={Cities}, doi={10.5555/cities.1}, year=2023}
"""
    url = bring(editor, versions)
    assert 'value="into:0"' in editor.get(url).text
    carry_out(editor, url, choice_1="into:0")
    with demo_app.app_context():
        found = db.session.query(Publication).filter(Publication.title.like("On the Weight%")).all()
        assert [row.doi for row in found] == ["10.5555/cities.1"]


def test_choices_nobody_offers_are_ignored(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW)
    form = {
        "choice-0": "update", "choice-1": "same:1", "choice-99": "skip", "choice-x": "skip",
        "field-0-title": "held", "field-0-": "held", "was-1": "", "directions-1": "nowhere",
        "do": "all:new:same:1", "page": "²",
    }  # fmt: skip
    assert choose(editor, url, **form).status_code == 303
    kept = upload(demo_app, url).choices
    assert (kept["rows"], kept["others"], kept["fields"]) == ({}, {}, {})
    assert kept["directions"] == {}


def test_enter_saves_and_does_not_apply(editor: FlaskClient) -> None:
    page = editor.get(bring(editor, NEW)).text
    form = page[page.index('class="ed-plan"') :]
    assert re.search(r"<button[^>]*>", form)[0].count("/choices")  # type: ignore[index]


def test_choosing_after_applying_leads_to_what_came(editor: FlaskClient) -> None:
    url = bring(editor, NEW)
    form = hidden(editor, url)
    carry_out(editor, url)
    assert editor.post(f"{url}/choices", data=form).headers["Location"] == url
    answer = editor.post(f"{url}/choices", data=form, headers=HTMX)
    assert answer.headers["HX-Redirect"] == url


def test_a_preview_asks_the_same_few_queries_for_any_size(
    editor: FlaskClient, demo_app: Flask
) -> None:
    counts = []
    for size in (1, 5000):
        url = bring(editor, library(size))
        with counted_queries(demo_app) as statements:
            assert editor.get(url).status_code == 200
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 1


def test_later_pages_of_a_large_preview_need_no_new_plan(editor: FlaskClient) -> None:
    url = bring(editor, library(2000))
    times = []
    for page in (1, 2):
        began = time.perf_counter()
        assert editor.get(f"{url}?status=new&page={page}").status_code == 200
        times.append(time.perf_counter() - began)
    assert times[1] < times[0] * 0.7


def test_a_kept_plan_is_never_shown_stale(editor: FlaskClient) -> None:
    url = bring(editor, NEW)
    assert ticked(editor.get(url).text) == 2
    carry_out(editor, bring(editor, NEW), choice_1="skip")
    assert ticked(editor.get(f"{url}?status=new").text) == 1
