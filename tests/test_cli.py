"""The command line."""

import json
import os
import tarfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from microsite import create_app
from microsite.cli import main
from microsite.db import db
from microsite.models import Editor, Publication
from tests.conftest import close

BIB = """@article{one, title={One}, author={A, B}, year=2020}
@article{two, title={Two}, author={A, B}, year=2021}
@article{bad, title={never closed
@article{three, title={Three}, author={A, B}, year=2022}
"""


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MICROSITE_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    file = tmp_path / "some.bib"
    file.write_text(BIB)
    return file


def run(*args: object, input: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=input)


def imported(*args: object) -> dict[str, Any]:
    result = run("import-bibtex", "--json", *args)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def count(model: type[Any]) -> int:
    app = create_app()
    with app.app_context():
        found = db.session.query(model).count()
    close(app)
    return found


@pytest.mark.parametrize(
    "command",
    [[], ["init"], ["serve"], ["demo"], ["create-editor"], ["backup"], ["tidy"], ["import-bibtex"]],
)
def test_every_command_explains_itself(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_the_documentation_has_every_command_and_option() -> None:
    text = (Path(__file__).parent.parent / "docs" / "command-line.md").read_text()
    shown = {name: command for name, command in main.commands.items() if not command.hidden}
    for name, command in shown.items():
        assert f"microsite {name}" in text
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in text, f"{name} {option}"


def test_a_first_start_makes_a_lab_and_an_editor_and_a_second_keeps_them(instance: Path) -> None:
    first = run("init", "--demo")
    assert first.exit_code == 0, first.output
    assert "Password:" in first.output
    publications = count(Publication)
    assert publications > 30
    second = run("init", "--demo")
    assert second.exit_code == 0
    assert "Password:" not in second.output
    assert count(Publication) == publications
    assert count(Editor) == 1


def test_the_demonstration_lab_goes_only_into_an_empty_database(instance: Path) -> None:
    assert run("demo").exit_code == 0
    result = run("demo")
    assert result.exit_code == 1
    assert "holds a lab already" in result.output


def test_publications_that_came_before_the_lab_are_not_taken_for_samples(
    instance: Path, bib: Path
) -> None:
    imported(bib)
    assert run("init", "--demo").exit_code == 0
    assert count(Publication) == 3
    assert run("demo").exit_code == 1


def test_what_is_no_database_is_said(instance: Path) -> None:
    instance.mkdir()
    (instance / "microsite.sqlite3").write_bytes(b"no database" * 1000)
    result = run("demo")
    assert isinstance(result.exception, SystemExit)
    assert "cannot be used" in result.output


def test_an_empty_secret_is_made_anew(instance: Path) -> None:
    instance.mkdir()
    (instance / "secret_key").write_text("")
    app = create_app()
    assert len(app.config["SECRET_KEY"]) == 64
    assert create_app().config["SECRET_KEY"] == app.config["SECRET_KEY"]
    assert (instance / "secret_key").stat().st_mode & 0o077 == 0


def test_the_database_is_its_owners_alone(instance: Path) -> None:
    run("demo")
    assert (instance / "microsite.sqlite3").stat().st_mode & 0o077 == 0


def test_an_import_counts_and_a_second_one_finds_nothing_new(instance: Path, bib: Path) -> None:
    first = imported(bib)
    assert {key: first[key] for key in ("new", "changed", "unchanged", "unclear")} == {
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "unclear": 0,
    }
    [problem] = first["problems"]
    assert problem["line"] == 3
    assert set(problem) == {"line", "key", "message"}
    second = imported(bib)
    assert (second["new"], second["unchanged"]) == (0, 3)
    assert count(Publication) == 3


def test_a_dry_run_writes_nothing(instance: Path, bib: Path) -> None:
    assert imported("--dry-run", bib)["new"] == 3
    assert count(Publication) == 0


def test_several_files_are_summed_up_and_problems_say_which(
    instance: Path, bib: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.bib"
    other.write_text("@misc{four, title={Four}}")
    found = imported(bib, other)
    assert found["new"] == 4
    assert found["problems"][0]["file"] == str(bib)


def test_what_is_new_gets_its_directions(instance: Path, bib: Path) -> None:
    run("demo")
    imported("--direction", "coding", bib)
    app = create_app()
    with app.app_context():
        row = db.session.query(Publication).filter_by(citation_key="one").one()
        assert [direction.slug for direction in row.directions] == ["coding"]
    close(app)


def test_for_people_it_prints_lines(instance: Path, bib: Path) -> None:
    result = run("import-bibtex", bib)
    assert result.exit_code == 0
    assert "3 new" in result.stdout
    assert "line 3" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["import-bibtex"], "Missing argument"),
        (["import-bibtex", "/nowhere.bib"], "does not exist"),
        (["create-editor", "nobody", "--password-stdin"], "no mail address"),
        (["create-editor", "a@b@c", "--password-stdin"], "no mail address"),
        (["serve", "--port", "99999"], "99999"),
        (["serve", "--workers", "0"], "0"),
        (["backup", "/nowhere/lab.tar.gz"], "No such file"),
        (["nonsense"], "No such command"),
    ],
)
def test_bad_input_is_a_clear_error(instance: Path, args: list[str], said: str) -> None:
    result = run(*args)
    assert result.exit_code != 0
    assert said in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_direction_nobody_has_is_named_with_those_there_are(instance: Path, bib: Path) -> None:
    result = run("import-bibtex", "--direction", "nowhere", bib)
    assert result.exit_code == 2
    assert "nowhere" in result.output
    assert count(Publication) == 0


def test_a_file_without_entries_is_an_error(instance: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.bib"
    page.write_text("<html></html>")
    result = run("import-bibtex", page)
    assert result.exit_code == 1
    assert "page.bib" in result.output


def test_an_editor_is_made_and_given_a_new_password(instance: Path) -> None:
    assert (
        run("create-editor", "Lin@Example.org", "--password-stdin", input="long enough\n").exit_code
        == 0
    )
    again = run("create-editor", "lin@example.org", "--password-stdin", input="another one\n")
    assert "new password" in again.output
    assert count(Editor) == 1


def test_a_short_password_is_refused(instance: Path) -> None:
    result = run("create-editor", "lin@example.org", "--password-stdin", input="short\n")
    assert result.exit_code == 1
    assert "at least" in result.output


def test_a_backup_unpacked_is_the_site_again(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("demo")
    publications = count(Publication)
    secret = create_app().config["SECRET_KEY"]
    result = run("backup", tmp_path / "lab.tar.gz")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "lab.tar.gz").stat().st_mode & 0o077 == 0
    with tarfile.open(tmp_path / "lab.tar.gz") as archive:
        archive.extractall(tmp_path / "again", filter="data")
    monkeypatch.setenv("MICROSITE_INSTANCE", str(tmp_path / "again"))
    assert count(Publication) == publications
    assert create_app().config["SECRET_KEY"] == secret
    assert sorted(path.name for path in tmp_path.glob("tmp*")) == []


def test_pictures_go_into_a_backup_and_what_nobody_knows_is_tidied(
    instance: Path, tmp_path: Path
) -> None:
    run("init")
    stranger = instance / "pictures" / "ab" / f"{'ab' * 32}-320.webp"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"x")
    (instance / "pictures" / "new").mkdir()
    run("backup", tmp_path / "lab.tar.gz")
    with tarfile.open(tmp_path / "lab.tar.gz") as archive:
        names = archive.getnames()
    assert f"pictures/ab/{stranger.name}" in names
    assert "pictures/new" not in names
    assert run("tidy").output == "0 files removed\n"
    os.utime(stranger, (0, 0))
    assert run("tidy").output == "1 files removed\n"
    assert not stranger.exists()


def test_a_wrong_setting_stops_with_its_name(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MICROSITE_UPLOAD_LIMIT_MB", "plenty")
    result = run("demo")
    assert result.exit_code == 1
    assert "MICROSITE_UPLOAD_LIMIT_MB" in result.output


def test_a_setting_nobody_knows_stops_with_its_name(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MICROSITE_PROT", "8000")
    result = run("serve")
    assert result.exit_code == 1
    assert "MICROSITE_PROT" in result.output
