"""`microsite export-content` and `import-content`, as somebody types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from microsite.cli import main
from tests.moving.test_round_trip import held


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    return result.exit_code, result.output


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MICROSITE_INSTANCE", str(tmp_path / "first"))
    assert run("demo")[0] == 0
    return tmp_path / "first"


def test_a_site_goes_out_and_into_an_empty_one(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run("export-content", tmp_path / "content")
    assert code == 0
    assert "125 files" in said
    monkeypatch.setenv("MICROSITE_INSTANCE", str(tmp_path / "second"))
    code, said = run("import-content", tmp_path / "content", "--dry-run")
    assert said.startswith("Would be:")
    code, said = run("import-content", tmp_path / "content", "--json")
    assert code == 0
    report = json.loads(said)
    assert report["counts"]["person"] == {"new": 12, "changed": 0, "unchanged": 0}
    assert report["problems"] == []
    (tmp_path / "again" / ".git").mkdir(parents=True)
    assert run("export-content", tmp_path / "again")[0] == 0
    assert held(tmp_path / "again") == held(tmp_path / "content")


def test_what_is_gone_on_the_site_goes_from_the_folder_and_nothing_else_does(
    instance: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "content"
    run("export-content", folder)
    (folder / "pages" / "old.yaml").write_text("{}\n")
    (folder / "README.md").write_text("ours")
    (folder / "pages" / "notes.txt").write_text("ours")
    untouched = (folder / "lab.yaml").stat().st_mtime_ns
    assert run("export-content", folder)[0] == 0
    assert not (folder / "pages" / "old.yaml").exists()
    assert (folder / "README.md").exists()
    assert (folder / "pages" / "notes.txt").exists()
    assert (folder / "lab.yaml").stat().st_mtime_ns == untouched


def test_a_folder_with_something_else_is_refused(instance: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.tex").write_text("mine")
    code, said = run("export-content", tmp_path / "home")
    assert code == 1
    assert "holds other files" in said
    assert held(tmp_path / "home") == {"thesis.tex": b"mine"}
    code, said = run("import-content", tmp_path / "home")
    assert code == 1
    assert "nothing was read" in said


def test_a_problem_is_told_on_a_line_of_its_own(instance: Path, tmp_path: Path) -> None:
    run("export-content", tmp_path / "content")
    path = tmp_path / "content" / "pages" / "join.yaml"
    path.write_text(path.read_text().replace("place: ", "place: x"))
    code, said = run("import-content", tmp_path / "content")
    assert code == 0
    assert "pages/join.yaml:1: “x" in said
    assert "Problems, listed above: 1." in said
