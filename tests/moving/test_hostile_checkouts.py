"""Whatever lies in a folder is told; nothing outside is read, and nobody sees a traceback."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from microsite import editing
from microsite.cli import main
from microsite.db import begin_writing, db
from microsite.models import Article, Page, Picture
from microsite.web.auth import new_editor
from tests.moving.conftest import Brought
from tests.moving.seeds import make_seeds

BOMB = "---\na: &a [x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a]\ntitle: Bomb\n---\nText\n"


def told(report: dict[str, Any]) -> dict[str, str]:
    return {one["file"]: one["message"] for one in report["problems"]}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_aliases_in_yaml_are_told_and_not_followed(bring: Brought, tmp_path: Path) -> None:
    report = bring(write(tmp_path / "s", "bomb.md", BOMB))
    assert "aliases" in told(report)["bomb.md"]


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "title: 'x",
        "? [a]: b",
        "- a\n- b",
        "date: 2024-99-99",
        "[" * 3000,
        "!!python/object/apply:os.system ['true']",
        "\ttitle: x",
        "a: b: c",
        "title: !!int x",
        "date: 0001-01-01",
        "place: 1e999",
        "title: {a: b}\ntags: {a: b}\ncategories: 3",
        "title: T\nimage: //[x?y\nlink: //[x%5d\npaperurl: http://[x/y.pdf\ncitation: ((((",
        "permalink: [a]\nredirect_from: {x: y}\nimage: [1]\nnav: [1]\nlang: [x]\nprofile: 3",
    ],
)
def test_bad_front_matter_never_ends_in_a_traceback(
    bring: Brought, tmp_path: Path, front: str
) -> None:
    folder = tmp_path / "s"
    for name in (
        "a.md", "_posts/2024-01-01-b.md", "_members/c.md", "_projects/d.md", "_news/e.md",
        "_publications/f.md",
    ):  # fmt: skip
        write(folder, name, f"---\n{front}\n---\nText.\n")
    bring(folder)


@pytest.mark.parametrize("said", ["a: 1", "- 1\n- [x]\n- title: []", "x", "[[[", "", "- title: T"])
def test_bad_data_files_never_end_in_a_traceback(bring: Brought, tmp_path: Path, said: str) -> None:
    folder = tmp_path / "s"
    for name in ("projects", "citations", "sources", "coauthors", "types"):
        write(folder, f"_data/{name}.yaml", said)
    write(folder, "_config.yml", said)
    bring(write(folder, "a.md", "---\ntitle: A\n---\nText.\n"))


@pytest.mark.parametrize(
    "body",
    [
        "{% include",
        "{% include %}",
        "{% capture %}{% capture x %}",
        "{% endcapture %}",
        "{{",
        "%}",
        "{% raw %}",
        "{% for x %}",
        "{% include section.html %}{% include feature.html text=text %}",
        "{% include list.html %}{% include button.html %}{% include grid.html %}",
        "{% cite %}{% link %}",
        "{% assign %}{% assign a %}{% assign a = b %}{{ a }}",
        "<div>" * 3000,
        "<div",
        "<p></div>",
        "<table><tr></table>",
        "<ul>" * 900 + "x",
        "![](data:image/png;base64,!!)",
        "[a](<",
        "$$ $$ $",
        "<img>",
        "<img src=>",
        "<figure><img src='x'></figure>",
        "\x01\x02",
        "> " * 2000,
        "<script>alert(1)</script><iframe src=//x></iframe>",
        "* TOC\n{:toc}",
        "<!-- ",
        "<br>" * 5000,
        "<div class=toc></div>",
        "<h1></h1><h2></h2>",
        "<dl><dd>x</dl><details></details>",
        "![x](//[x?y) ![x](/[x%5b) ![x](HTTP://[x?y) <img src='\t//[x%5d'>",
        "[x](../../../../etc/passwd) ![x](../../../../etc/passwd) ![x](/etc/passwd)",
    ],
)
def test_no_body_ends_in_a_traceback(bring: Brought, tmp_path: Path, body: str) -> None:
    folder = write(tmp_path / "s", "a.md", f"---\ntitle: A\n---\n{body}\n")
    write(folder, "about.html", f"---\ntitle: B\n---\n<p>{body}</p>\n")
    bring(folder)


def test_links_out_of_the_folder_are_not_followed(
    app: Flask, bring: Brought, tmp_path: Path
) -> None:
    write(tmp_path / "out", "secret.md", "---\ntitle: Secret\n---\nSecret.\n")
    folder = write(tmp_path / "s", "a.md", "---\ntitle: A\n---\nText ![x](photo.jpg)\n")
    os.symlink(tmp_path / "out" / "secret.md", folder / "linked.md")
    os.symlink(tmp_path / "out", folder / "all")
    os.symlink("/etc/passwd", folder / "photo.jpg")
    report = bring(folder)
    assert {"linked.md", "all", "photo.jpg"} <= set(told(report))
    with app.app_context():
        assert [page.slug for page in db.session.scalars(select(Page))] == ["a"]
        assert db.session.query(Picture).count() == 0


def test_garbage_and_large_files_are_told(bring: Brought, tmp_path: Path) -> None:
    folder = write(tmp_path / "s", "garbage.md", bytes(range(256)) * 40)
    write(folder, "large.md", b"---\ntitle: x\n---\n" + b"x" * 5_000_000)
    write(folder, "open.md", "---\ntitle: never closed\n")
    write(folder, "picture.jpg", b"no picture at all")
    write(folder, "a.md", "---\ntitle: A\n---\n![x](picture.jpg)\n\n![y](gone.png)\n")
    found = told(bring(folder))
    assert "no text" in found["garbage.md"]
    assert "4 MB" in found["large.md"]
    assert "no end" in found["open.md"]
    assert "refused" in found["picture.jpg"]
    assert "gone.png" in found["a.md"]


def test_gbk_is_read_and_told(app: Flask, bring: Brought, tmp_path: Path) -> None:
    text = "---\ntitle: 关于我们\nnav: About\n---\n我们在湖边做研究。\n"
    report = bring(write(tmp_path / "s", "about.md", text.encode("gbk")))
    assert "gb18030" in told(report)["about.md"]
    with app.app_context():
        page = db.session.scalar(select(Page))
        assert page
        assert dict(page.text) == {"zh": "我们在湖边做研究。"}


def test_an_empty_folder_says_what_is_wanted(bring: Brought, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    assert "_config.yml" in told(bring(tmp_path / "s"))["."]


def test_what_an_editor_wrote_is_not_overwritten(
    app: Flask, bring: Brought, tmp_path: Path, editor_of: int
) -> None:
    folder = make_seeds(tmp_path / "s")
    bring(folder)
    with app.app_context():
        session = db.session()
        begin_writing(session)
        page = session.scalar(select(Page).where(Page.slug == "about"))
        assert page
        kind = editing.KINDS["page"]
        editing.save(
            session, kind, page, {"text": {"en": "Mine."}}, editor_of, editing.version_of(page)
        )
        article = session.scalar(select(Article))
        assert article
        editing.delete(session, editing.KINDS["article"], article, editor_of)
        session.commit()
    report = bring(folder)
    messages = [one["message"] for one in report["problems"]]
    assert any("/about/ was changed on the site" in one for one in messages)
    assert any("was deleted on the site" in one for one in messages)
    with app.app_context():
        page = db.session.scalar(select(Page).where(Page.slug == "about"))
        assert page
        assert dict(page.text) == {"en": "Mine."}
        assert db.session.query(Article).count() == 1


@pytest.fixture
def editor_of(app: Flask) -> int:
    with app.app_context():
        editor = new_editor("lin@example.org", "correct horse battery")
        db.session.add(editor)
        db.session.commit()
        return editor.id


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MICROSITE_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


@pytest.mark.usefixtures("instance")
def test_the_command_reports_in_words_and_as_json(tmp_path: Path) -> None:
    folder = make_seeds(tmp_path / "s")
    tried = run("import-site", folder, "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert "Would be:" in tried.output
    assert "page: 2 new" in tried.output
    done = json.loads(run("import-site", folder, "--json").stdout)
    assert done["counts"]["article"]["new"] == 2
    again = run("import-site", folder)
    assert "page: 2 unchanged" in again.output
    assert "001_945925b8520431e6.txt: line 9: " in again.stderr


@pytest.mark.usefixtures("instance")
def test_on_a_terminal_the_command_shows_how_far_it_is(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "microsite", "import-site", str(make_seeds(tmp_path / "s"))]
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL) as process:
        os.close(theirs)
        said = b""
        # Linux ends a terminal that nobody writes to any more with an error.
        with contextlib.suppress(OSError):
            while part := os.read(ours, 4096):
                said += part
    os.close(ours)
    assert process.returncode == 0
    assert "001_945925b8520431e6.txt" in said.decode()
    assert re.search(r"write +\[#+\] +100%", said.decode())


@pytest.mark.usefixtures("instance")
def test_the_command_wants_a_folder(tmp_path: Path) -> None:
    assert run("import-site", tmp_path / "none").exit_code == 2
