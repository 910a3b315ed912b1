"""Markdown itself: headings, notes, tables, mathematics, code, quotations, links, HTML."""

import pytest

from microsite.markdown import Words, render
from microsite.markdown.code import MOST


def html(text: str, lang: str = "en") -> str:
    return render(text, lang, languages=("zh", "en")).html


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("*a* **b** ~~c~~", "<em>a</em> <strong>b</strong> <s>c</s>"),
        ("**光影**研究", "<strong>光影</strong>研究"),
        ("3. a\n4. b", '<ol start="3">'),
        ("- [x] a", '<li class="b-task"><span class="b-box b-done" role="img" aria-label="Done">'),
        ("- [ ] a", 'aria-label="To do"></span> a'),
        ("Term\n: Said", "<dl>\n<dt>Term</dt>\n<dd>Said</dd>\n</dl>"),
        ("| a |\n|--:|\n| b |", '<td class="b-right">b</td>'),
        ("| a |\n|---|\n| b |", 'tabindex="0" role="group" aria-label="Table"><table>'),
        ("a $x^2$ b", "<math><msup>"),
        ("即 $x$。", '<span class="tied"><math><mi>x</mi></math>。</span>'),
        ("$$\na\n$$", '<math display="block">'),
        ("$5 and $6", "<p>$5 and $6</p>"),
        ("```python\ndef f(): pass\n```", '<span class="c-k">def</span>'),
        ("```\n<b>\n```", "<code>&lt;b&gt;"),
        ("```text\na\n```", "<code>a\n</code>"),
        ("> a\n> -- B, *C*", "</blockquote>\n<figcaption>B, <em>C</em></figcaption></figure>"),
        ("> a\n>\n> —— 乙", "<figcaption>乙</figcaption>"),
        ("> a\n> -- *B*", "<figcaption><em>B</em></figcaption>"),
        ("> a\n> b", "<p>a\nb</p>\n</blockquote>"),
        ("a[^x]\n\n[^x]: note", '<sup class="b-ref"><a href="#note-1" id="note-1-from"'),
        ("H<sub>2</sub>O <kbd>x</kbd>", "H<sub>2</sub>O <kbd>x</kbd>"),
        ("<details open>\n<summary>a</summary>\n\n*b*\n\n</details>", '<details open="">'),
        ("<ruby>漢<rt>hàn</rt></ruby>", "<ruby>漢<rt>hàn</rt></ruby>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("a <b class=x id=y style=z>c</b>", "a <b>c</b>"),
        ("a &amp; b < c", "a &amp; b &lt; c"),
    ],
)
def test_markdown_is_rendered(text: str, part: str) -> None:
    assert part in html(text)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/research/", "/zh/research/"),
        ("/research", "/zh/research/"),
        ("research", "/zh/research/"),
        ("team/zhiyao-shen", "/zh/team/zhiyao-shen/"),
        ("research?q=a#b", "/zh/research/?q=a#b"),
        ("/en/team/", "/en/team/"),
        ("/", "/zh/"),
        ("/static/site.css", "/static/site.css"),
        ("/pictures/ab-320.webp", "/pictures/ab-320.webp"),
        ("files/a.pdf", "/files/a.pdf"),
        ("https://x.org/a", "https://x.org/a"),
        ("//x.org/a", "https://x.org/a"),
        ("www.x.org", "https://www.x.org"),
        ("mailto:a@x.org", "mailto:a@x.org"),
        ("tel:+86-21-1234", "tel:+86-21-1234"),
        ("?page=2", "?page=2"),
    ],
)
def test_an_address_within_the_site_gets_the_texts_language(written: str, address: str) -> None:
    assert f'<a href="{address}" rel="noopener">x</a>' in html(f"[x]({written})", "zh")
    assert f'href="{address}"' in html(f"<a href='{written}'>x</a>", "zh")


def test_a_site_of_one_language_keeps_its_addresses() -> None:
    assert 'href="/research/"' in render("[x](research)", "de").html


def test_headings_stand_below_the_pages_title() -> None:
    assert "<h2" in html("# a\n\n## b")
    assert "<h3" in html("# a\n\n## b")
    assert "<h2" in html("## b")
    assert "<h1" not in html("# a")


def test_headings_have_anchors_of_their_own_in_every_script() -> None:
    made = render("## 我们是谁？\n\n## Who we *are*\n\n## 我们是谁？\n\n## !\n\n## Ａ１", "zh")
    assert [heading.id for heading in made.headings] == [
        "h-我们是谁",
        "h-who-we-are",
        "h-我们是谁-2",
        "h-section",
        "h-a1",
    ]
    assert [heading.text for heading in made.headings][1] == "Who we are"
    assert 'id="h-我们是谁-2"' in made.html


def test_anchors_differ_even_from_those_that_look_like_a_second_one() -> None:
    made = render("## a\n\n## a 2\n\n## a\n\n## a 2\n\n## a", "en")
    assert len({heading.id for heading in made.headings}) == 5


def test_a_link_to_a_heading_needs_its_words_alone() -> None:
    assert 'href="#h-open-science"' in html("[x](#open-science)\n\n## Open science")
    assert 'href="#h-开放"' in html("[x](#开放)\n\n## 开放")
    assert 'href="#join"' in html("[x](#join)")


@pytest.mark.parametrize("mark", ["[toc]", "[TOC]", "[目录]"])
def test_the_list_of_contents_nests_as_the_headings_do(mark: str) -> None:
    made = html(f"{mark}\n\n## A\n\n### B\n\n#### C\n\n## D & E")
    start = made.index("<nav")
    contents = made[start : made.index("</nav>")]
    assert contents.count("<ol>") == contents.count("</ol>") == 3
    assert contents.count("<li>") == contents.count("</li>") == 4
    assert "D &amp; E</a>" in contents


def test_a_list_of_contents_without_headings_is_nothing() -> None:
    assert html("[toc]\n\na") == "<p>a</p>\n"


def test_the_renderers_own_words_are_given_to_it() -> None:
    words = Words(footnotes="脚注", back="返回正文", note="说明")
    made = render("a[^1]\n\n[^1]: b\n\n:::alert\nc\n:::", "zh", words=words).html
    for word in ("脚注", "返回正文", "说明"):
        assert word in made


def test_two_texts_on_a_page_keep_their_ids_apart() -> None:
    made = render("## A\n\n[x](#a) b[^1]\n\n[^1]: c", "en", prefix="join-").html
    for part in ('id="join-h-a"', 'href="#join-h-a"', 'id="join-note-1"', 'href="#join-note-1"'):
        assert part in made


def test_a_note_used_twice_leads_back_to_both_places() -> None:
    made = html("a[^1] b[^1]\n\n[^1]: c")
    assert made.count('href="#note-1"') == 2
    assert 'href="#note-1-from"' in made
    assert 'href="#note-1-2"' in made


def test_long_code_is_shown_in_one_colour() -> None:
    made = html("```python\n" + "x = 1\n" * (MOST // 5) + "```")
    assert "<span" not in made


def test_a_bad_formula_is_shown_as_written() -> None:
    assert "<code>$\\frac{$</code>" in html("a $\\frac{$ b")


def test_a_text_is_rendered_once() -> None:
    text = "# the same text\n\n:::alert\na\n:::"
    assert render(text, "en").html is render(text, "en").html
