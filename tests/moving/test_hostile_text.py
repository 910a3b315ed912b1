"""Whatever a page says, reading twice as much of it takes about twice as long."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.moving.jekyll.levels import raised
from microsite.moving.jekyll.reading import Plan, read
from microsite.pictures.folder import Folder

SIZE = 50_000
# None takes more than a third of it; what looked through the rest again and again took minutes.
SECONDS = 15

REPEATED = [
    "```\n", "~~~ a\n", "``` x\n~~~ y\n", "<div>\n", "<div>", "<div>\n\n", "<p>", "<div><span>",
    "<ul><li>", "<b>", "<i class=", "<a href=x>", "<h1>", "<pre>", "<code>", "<br>\n", "<hr>x\n",
    "<dl><dt>", "<details><summary>", "<figure><figcaption>", "<table><tr><td>", "<td>x</td>",
    "<tr><td>x</td></tr>\n", "<math>", '<span class="katex">', '<div class="toc">', "<form>",
    '<script type="math/tex">x</script>', "<script>\n", "<style>", "<svg><g>", "<!--", "<!-- \n",
    "<span", "<img ", "<img a=b ", "<a '\"", "<", "</b>", "<br></b>", "&#", "\\(", "\\\\[", "$$a",
    "$ a ", "$ _", "{% ", "{{ ", "{% {{ ", "{% capture x %}", "{% for a in b %}", "{% raw %}",
    "{% if a %}", "{% zz %}", "{{ a }}", "{% cite a %}", "{% include section.html %}", "{:",
    '{% include card.html text="a" %}', "{% link a.md %}", "[", "![", "](", "[a](", "[a\n",
    "![a](b.png) ", "![a](b.png \"a", "[a](b/c.x) ", "![a](http://x/y.png) ", "`", "`a``b", "* a\n",
    "> ", "# ", "#", "- ", " ", "\n", "\t", "| a | b |\n", "*", "_", "\ue102", "\ue1000\ue101",
    "&#xe100;0&#xe101;<p>x</p>\n", "<d-code block>", "\\begin{equation}", "<!--{{ a }}", "$$", "$a",
    "<!-- {{ a }} -->", "{% if a %}b{% else %}", "{% unless page.a %}{% endif %}", "> x\n", "x\n",
    "{% assign a = a | append: a %}", '{% assign a = "b" | split: "" %}', "<li>a</li>b", "|||\n",
    "{% for a in page.tags %}", "x\n{: .notice }\n", "> x\n{: .block-tip }\n", "*[a]: b\n", "[a]()",
    "{% if a or b and c == d %}", '<a href="b">', "| a | b |\n|---|\n",
]  # fmt: skip

MADE: dict[str, Callable[[int], str]] = {
    "nested elements": lambda n: "<div>" * (n // 11) + "x" + "</div>" * (n // 11),
    "nested spans of a saved article": lambda n: (
        "<p>" + "<span>" * (n // 13) + "x" + "</span>" * (n // 13) + "</p>"
    ),
    "a row as wide as the table is long": lambda n: (
        f"<table><tr>{'<td>x' * (n // 10)}</tr>{'<tr><td>x' * (n // 18)}</table>"
    ),
    "fences each longer than the last": lambda n: "".join(
        f"{'`' * length}\n" for length in range(3, int((2 * n) ** 0.5))
    ),
    "backticks each longer than the last": lambda n: "".join(
        f"{'`' * length}a" for length in range(1, int((2 * n) ** 0.5))
    ),
    "captures that double": lambda n: (
        "{% capture a0 %}aaaaaaaaaa{% endcapture %}"
        + "".join(
            f"{{% capture a{i} %}}{{{{ a{i - 1} }}}}{{{{ a{i - 1} }}}}{{% endcapture %}}"
            for i in range(1, n // 55)
        )
        + f"{{{{ a{n // 55 - 1} }}}}"
    ),
    "grids that double": lambda n: (
        "{% capture a0 %}aaaaaaaaaa{% endcapture %}"
        + "".join(
            f"{{% capture a{i} %}}{{% include grid.html col1=a{i - 1} col2=a{i - 1} %}}"
            "{% endcapture %}"
            for i in range(1, n // 75)
        )
        + f"{{{{ a{n // 75 - 1} }}}}"
    ),
    "grids in one another": lambda n: "".join(
        f"{{% capture x{i} %}}{{% include grid.html content=x{i - 1} %}}{{% endcapture %}}"
        for i in range(n // 70)
    ),
    "texts that double by a filter": lambda n: (
        '{% assign a = "aaaaaaaaaa" %}' + "{% assign a = a | append: a %}" * (n // 31) + "{{ a }}"
    ),
    "texts that grow by replacing": lambda n: (
        '{% assign a = "aaaaaaaaaa" %}'
        + '{% assign a = a | replace: "a", a %}' * (n // 38)
        + "{{ a }}"
    ),
    "loops in one another": lambda n: (
        '{% assign a = "'
        + "a " * 200
        + '" | split: " " %}'
        + "{% for b in a %}" * 20
        + "x"
        + "{% endfor %}" * 20
    ),
    "a heading with many signs": lambda n: f"# a{'#' * n}x",
    "a paragraph of breaks": lambda n: f"<p>a{'<br>' * (n // 4)}b</p>",
    "a link with blanks": lambda n: f"[a](b.png{' ' * n}x",
    "a picture with a long name": lambda n: f"![{'a' * n}]({'b' * n})",
    "a bracket that never closes": lambda n: f"{{:{'a' * n}",
}

FRONT: dict[str, Callable[[int], str]] = {
    "a bomb of aliases": lambda n: f"a: &a [x]\nb: [{'*a, ' * (n // 4)}]",
    "lists in one another": lambda n: f"a: {'[' * n}",
    "mappings in one another": lambda n: f"a: {'{a: ' * (n // 4)}",
    "many unknown keys": lambda n: "".join(f"k{i}: x\n" for i in range(n // 9)),
    "many tags": lambda n: f"title: t\ndate: 2020-01-01\ntags: [{'a, ' * (n // 3)}]",
    "a number": lambda n: f"title: {'1' * n}",
    "minutes and seconds": lambda n: f"title: 1{':11' * (n // 3)}",
    "an explicit number": lambda n: f"title: !!int 0x{'f' * 9000}",
    "signs of tags": lambda n: f'title: t\ndescription: "{"<a " * (n // 3)}"',
    "an excerpt of pictures": lambda n: f'title: t\nexcerpt: "{"<img src " * (n // 9)}"',
    "no end": lambda n: "a: b\n---x\n" * (n // 10),
}

# What stands in the front matter, and what asks for it again and again.
ASKED = {
    "a long value": (f"x: {'ab ' * 100_000}", "{{ page.x }}"),
    "what it contains": (f"x: {'ab ' * 100_000}", "{% if page.x contains 'zz' %}a{% endif %}"),
    "a list put together": (
        f"x: [{'ab ' * 20_000}, {'b ' * 20_000}]",
        "{% assign @ = page.x | join %}",
    ),
    "a list sorted": (f"x: [{'ab ' * 50_000}, {'b ' * 90_000}]", "{% assign a = page.x | sort %}"),
    "a loop over a list": (f"x: [{'a, ' * 10_000}]", "{% assign @ = 1 %}{% for a in page.x %}"),
}


def timed(folder: Path, text: str) -> tuple[Plan, float]:
    folder.mkdir()
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "kept.md").write_text("---\ntitle: Kept\n---\nIt goes in.\n")
    start = time.process_time()
    plan = read(folder, Folder(folder / "pictures"))
    return plan, time.process_time() - start


def check(folder: Path, text: str) -> Plan:
    plan, seconds = timed(folder, text)
    assert seconds < SECONDS
    assert "kept" in [item.fields["slug"] for item in plan.items]
    return plan


@pytest.mark.parametrize("unit", REPEATED)
def test_what_is_repeated_costs_bounded_time(tmp_path: Path, unit: str) -> None:
    body = unit * (SIZE // len(unit))
    check(tmp_path / "s", f"---\ntitle: A\n---\n{body}\n")


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_to_cost_costs_bounded_time(tmp_path: Path, name: str) -> None:
    check(tmp_path / "s", f"---\ntitle: A\n---\n{MADE[name](SIZE)}\n")


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_for_again_and_again_costs_bounded_time(tmp_path: Path, name: str) -> None:
    front, unit = ASKED[name]
    body = "".join(unit.replace("@", f"a{number}") for number in range(200_000 // len(unit)))
    check(tmp_path / "s", f"---\ntitle: A\n{front}\n---\n{body}{'{% endfor %}' * 5000}\n")


def test_loops_however_deep_in_one_another_are_read(tmp_path: Path) -> None:
    body = f"{'{%for x in page.tags%}' * 400}x{'{%endfor%}' * 400}"
    plan = check(tmp_path / "s", f"---\ntitle: A\ntags: [a]\n---\n{body}\n")
    assert any("The loop" in str(one) for one in plan.report.problems)


def test_a_citation_of_dots_costs_bounded_time(tmp_path: Path) -> None:
    (tmp_path / "s/_publications").mkdir(parents=True)
    said = f"---\ntitle: A\ncitation: {'.' * 100_000}x\n---\n"
    (tmp_path / "s/_publications/a.md").write_text(said)
    start = time.process_time()
    assert read(tmp_path / "s", Folder(tmp_path / "pictures")).citations.text
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", FRONT)
def test_hostile_front_matter_costs_bounded_time(tmp_path: Path, name: str) -> None:
    check(tmp_path / "s", f"---\n{FRONT[name](SIZE)}\n---\nText.\n")


def test_levels_are_raised_around_fences_that_never_end() -> None:
    start = time.process_time()
    assert raised("~~~ a\n### b\n" * 20_000).startswith("~~~ a\n## b\n")
    assert time.process_time() - start < 5


def test_what_is_too_much_is_told_with_its_line(tmp_path: Path) -> None:
    deep = "---\ntitle: A\n---\n\n" + "<div>" * 200 + "word" + "</div>" * 200
    plan = check(tmp_path / "deep", deep)
    assert "word" in str([item.fields.get("text") for item in plan.items])
    assert [(one.line, "64 deep" in str(one)) for one in plan.report.problems] == [(5, True)]
    many = "---\ntitle: A\n---\n" + "".join(f"{{% zz{n} %}}\n" for n in range(1500))
    told = check(tmp_path / "many", many).report.problems
    assert len(told) == 1001
    assert "no more of this file" in str(told[-1])
    long = check(tmp_path / "long", "---\ntitle: A\n---\n" + "word " * 300_000)
    assert ["1000 KB" in str(one) for one in long.report.problems] == [True, False]
    grown = check(tmp_path / "grown", f"---\ntitle: A\n---\n{MADE['captures that double'](5000)}")
    assert any("grows beyond" in str(one) for one in grown.report.problems)


@pytest.mark.parametrize("unit", [".", "(", " (", "a, ", "and ", ",A", "A. "])
def test_a_hostile_citation_costs_bounded_time(tmp_path: Path, unit: str) -> None:
    said = unit * (SIZE // len(unit))
    (tmp_path / "s/_publications").mkdir(parents=True)
    (tmp_path / "s/_publications/a.md").write_text(
        f'---\ntitle: A\ncitation: "a{said}b c"\n---\n', encoding="utf-8"
    )
    start = time.process_time()
    assert read(tmp_path / "s", Folder(tmp_path / "pictures")).citations.text
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("kind", ["_posts", "_members", "_projects", "_news", "_publications"])
def test_a_thousand_things_of_one_name_take_no_search(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "s"
    (folder / kind).mkdir(parents=True)
    for number in range(1000):
        name = f"2020-01-01-{number}.md"
        (folder / kind / name).write_text("---\ntitle: Same\ndate: 2020-01-01\n---\nText.\n")
    start = time.process_time()
    plan = read(folder, Folder(tmp_path / "pictures"))
    assert time.process_time() - start < SECONDS
    assert plan.items or plan.citations.text
