"""Going out again: an export is what came in, in the order and the keys that BibTeX can read."""

import re
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session

from microsite import create_app
from microsite.bibtex import ParsedFile, parse
from microsite.cli import main
from microsite.db import db
from microsite.filters import Filters
from microsite.importing import Outcome, draw_up
from microsite.models import Direction, Publication
from microsite.publications.export import export
from tests.conftest import DATA, close
from tests.library import library
from tests.round_trip import bring, everything, round_trip

CHILDREN = """@inproceedings{a, title={A}, author={A, B}, year={2001}, crossref={vol}}
@inproceedings{b, title={B}, author={A, B}, year={2009}, crossref={VOL}, xdata={pub}}
@book{other, title={Other}, author={C, D}, year={2003}, publisher={xdata=more-publisher-1}}
@proceedings{vol, title={Volume}, year={2005}, abstract={Secret}, crossref={series}}
@mvproceedings{series, title={Series}, year={2005}}
@xdata{pub, publisher={Press}}
@xdata{more, publisher={More}}
"""


def keys(text: str) -> list[str]:
    return [entry.key for entry in parse(text).entries]


def public(session: Session, **asked: list[str]) -> str:
    pieces = export(session.connection(), Filters.from_args(asked), with_hidden=False)
    return "".join(pieces)


def again(text: str) -> Outcome:
    return bring(parse(text))


def no_change(outcome: Outcome, publications: int) -> bool:
    counts = (outcome.new, outcome.changed, outcome.unclear, outcome.unchanged)
    return counts == (0, 0, 0, publications)


@pytest.mark.parametrize("file", sorted(DATA.glob("*.bib")), ids=lambda file: str(file.stem))
def test_importing_an_export_changes_nothing(app: Flask, file: Path) -> None:
    trip = round_trip(app, file.read_bytes())
    assert no_change(trip.back, trip.publications)
    assert trip.exported == trip.exported_again
    assert trip.publications > 0


def test_an_export_fills_an_empty_site_with_the_same(app: Flask, empty_instance: Path) -> None:
    with app.app_context():
        bring(parse(CHILDREN))
        exported = everything()
        for publication in db.session.query(Publication):
            db.session.delete(publication)
        db.session.commit()
        assert again(exported).new == 7
        assert sorted(everything().split("\n\n")) == sorted(exported.split("\n\n"))


def test_fields_keep_their_order_their_spelling_and_their_repetitions(session: Session) -> None:
    entry = (
        '@online{k,\n  zzz = {1},\n  title = {G{\\"o}del  and $x$},\n'
        "  url = {a},\n  author = {A, B},\n  url = {b}\n}\n\n"
    )
    bring(parse(entry))
    assert everything() == entry


def test_abbreviations_come_out_in_full(session: Session) -> None:
    bring(parse("@string{j = {Journal}}\n@article{a, title={T}, journal = j # { of X}, month=may}"))
    assert "journal = {Journal of X},\n  month = may\n" in everything()


def test_what_others_draw_on_comes_after_them(session: Session) -> None:
    bring(parse(CHILDREN))
    found = keys(everything())
    assert set(found[:3]) == {"a", "b", "other"}
    assert set(found[3:]) == {"vol", "pub", "more", "series"}
    assert found.index("vol") < found.index("series")


def test_what_others_draw_on_comes_along_though_nobody_asked_for_it(session: Session) -> None:
    bring(parse(CHILDREN))
    assert keys(public(session, year=["2001"])) == ["a", "vol", "series"]
    assert no_change(again(public(session, year=["2001"])), 3)
    assert keys(public(session, year=["2009"])) == ["b", "pub", "vol", "series"]
    assert keys(public(session, year=["2003"])) == ["other", "more"]


def test_a_hidden_one_comes_along_without_what_is_its_own(session: Session) -> None:
    bring(parse(CHILDREN))
    session.query(Publication).filter_by(citation_key="vol").one().hidden = True
    session.commit()
    text = public(session, year=["2001"])
    assert "Volume" in text
    assert "Secret" not in text
    assert "Secret" in everything()
    assert no_change(again(text), 3)


def test_a_hidden_one_nobody_draws_on_is_left_out(session: Session) -> None:
    bring(parse("@misc{a, title={A}}\n@misc{b, title={B}}\n@xdata{c, publisher={C}}"))
    session.query(Publication).filter_by(citation_key="a").one().hidden = True
    session.commit()
    assert keys(public(session)) == ["b"]
    assert set(keys(everything())) == {"a", "b", "c"}


def test_a_parent_that_is_missing_and_a_circle_end_well(session: Session) -> None:
    bring(
        parse(
            "@inbook{a, title={A}, crossref={b}}\n@inbook{b, title={B}, crossref={a}}\n"
            "@inbook{c, title={C}, crossref={nowhere}}\n@inbook{d, title={D}, crossref={d}}"
        )
    )
    assert sorted(keys(everything())) == ["a", "b", "c", "d"]


def test_a_parent_may_be_known_by_an_alias(session: Session) -> None:
    bring(
        parse(
            "@proceedings{vol, title={V}, year={2000}, ids={old, older}}\n"
            "@inproceedings{a, title={A}, crossref={older}, year={2001}}"
        )
    )
    assert keys(public(session, year=["2001"])) == ["a", "vol"]


def test_keys_that_bibtex_cannot_read_are_written_otherwise_and_found_again(
    session: Session,
) -> None:
    bring(parse("@misc{my key, title={A}}\n@misc{my-key, title={B}}\n@misc{O'Hara, title={C}}"))
    text = everything()
    assert sorted(keys(text)) == sorted(["my-key", "O-Hara", next(k for k in keys(text) if k[7:])])
    assert no_change(again(text), 3)
    assert everything() == text


def test_keys_that_differ_in_capitals_alone_are_told_apart(session: Session) -> None:
    bring(parse("@misc{lin2020, title={A}}\n@misc{Lin2020, title={B}}\n@misc{LIN2020, title={C}}"))
    text = everything()
    assert len({key.lower() for key in keys(text)}) == 3
    assert "lin2020" in keys(text)
    assert no_change(again(text), 3)
    # The key does not depend on what else was asked for.
    alone = public(session, q=["B"])
    assert set(keys(alone)) < set(keys(text))


def test_a_renamed_parent_is_known_by_the_key_its_children_use(session: Session) -> None:
    bring(
        parse(
            "@inproceedings{a, title={A}, crossref={the volume}}\n"
            "@proceedings{the volume, title={Volume}, year={2005}}"
        )
    )
    text = everything()
    assert keys(text) == ["a", "the-volume"]
    assert "ids = {the volume}" in text
    child = parse(text).entries[0]
    assert dict(child.inherited)["year"] == "2005"


def test_a_large_export_takes_no_more_memory_than_a_small_one(session: Session) -> None:
    bring(parse(library(3000)))
    small = _peak(session, Filters(years=tuple(range(2000, 2005))))
    assert _peak(session, Filters()) < 1.3 * small


def _peak(session: Session, filters: Filters) -> int:
    tracemalloc.start()
    length = sum(map(len, export(session.connection(), filters, with_hidden=True)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert length > 500_000
    return peak


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance with a few publications, one of them hidden."""
    monkeypatch.setenv("MICROSITE_INSTANCE", str(tmp_path / "instance"))
    assert run("init").exit_code == 0
    app = create_app()
    with app.app_context():
        bring(
            parse("@misc{one, title={One}, year={2020}}\n@article{two, title={Zwölf}, year=2021}")
        )
        for publication in db.session.query(Publication):
            publication.hidden = publication.citation_key == "one"
        video = Direction(slug="video", position=0, hue=10)
        db.session.add(video)
        db.session.query(Publication).filter_by(citation_key="two").one().directions = [video]
        db.session.commit()
    close(app)
    return tmp_path / "instance"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], ["two", "one"]),
        (["year=2020"], ["one"]),
        (["?year=2020&year=2021&page=3"], ["two", "one"]),
        (["direction=video&type=article"], ["two"]),
        (["q=zwolf"], ["two"]),
        (["q=nothing"], []),
    ],
)
def test_the_command_prints_what_the_filter_asks_for_hidden_or_not(
    instance: Path, asked: list[str], expected: list[str]
) -> None:
    result = run("export-bibtex", *asked)
    assert result.exit_code == 0, result.output
    text = result.stdout_bytes.decode("utf-8")
    assert (keys(text) if expected else text) == (expected or "")


@pytest.mark.parametrize(
    "asked",
    ["years=2020", "year=soon", "direction=nowhere", "direction=A B", "type=!", "nonsense", "&"],
)
def test_the_command_refuses_a_filter_that_would_do_nothing(instance: Path, asked: str) -> None:
    result = run("export-bibtex", asked)
    assert result.exit_code == 2
    assert "FILTER" in result.stderr
    assert result.stdout == ""


def test_the_command_writes_a_file_at_once_or_not_at_all(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.bib"
    assert run("export-bibtex", "--output", file).exit_code == 0
    assert keys(file.read_text("utf-8")) == ["two", "one"]

    def breaks(*args: object, **kwargs: object) -> ParsedFile:
        raise OSError(28, "No space left on device", "out.bib")

    monkeypatch.setattr("microsite.cli.export.export", breaks)
    result = run("export-bibtex", "-o", file)
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert keys(file.read_text("utf-8")) == ["two", "one"]
    assert not [path for path in tmp_path.iterdir() if re.match("tmp", path.name)]


def test_a_plan_of_an_export_has_no_problems_but_those_it_came_with(session: Session) -> None:
    bring(parse(CHILDREN))
    exported = parse(everything())
    assert exported.problems == ()
    assert draw_up(session, exported).counts["unchanged"] == 7
