"""Saved HTML becomes Markdown that says the same."""

import pytest

from microsite.markdown import render
from microsite.moving.jekyll.html_text import markdown


class Place:
    def __init__(self) -> None:
        self.told: list[str] = []

    def picture(self, source: str, alt: str, title: str) -> str:
        return f"![{alt}](picture:4f0c91aa)"

    def link(self, href: str) -> str:
        return href

    def tell(self, fragment: str, template: str, **params: object) -> None:
        self.told.append(template % params)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>a\n b</p>", "a b"),
        ("<p>光\n <b>影</b>\n 。</p>", "光**影**。"),
        ("<p>1. no list</p>", "1\\. no list"),
        ("<p># $5 * _x_ `y` [z] &amp;lt;</p>", "\\# \\$5 \\* \\_x\\_ \\`y\\` \\[z\\] \\&lt;"),
        ("<h2><strong>Bold</strong></h2>", "## Bold"),
        ("<p><b>AIGC+</b>传媒</p>", "<strong>AIGC+</strong>传媒"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n\n  - b"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ('<pre><code class="language-c">x;\n</code></pre>', "```c\nx;\n```"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<p>x <code>a`b</code></p>", "x ``a`b``"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "t\n: d"),
        (
            "<details><summary>s</summary>x</details>",
            "<details><summary>s</summary>\n\nx\n\n</details>",
        ),
        (r"<p>so \(a_1\) and $$b$$</p>", "so $a_1$ and\n\n$$\nb\n$$"),
        ('<script type="math/tex; mode=display">x^2</script>', "$$\nx^2\n$$"),
        (
            '<i class="katex"><annotation encoding="application/x-tex">y</annotation></i>',
            "$y$",
        ),
        (
            '<figure><img src="a.png"><figcaption>F</figcaption></figure>',
            ":::figure picture=4f0c91aa\nF\n:::",
        ),
        (
            '<h2 id="old">New *name*</h2><p><a href="#old">go</a></p>',
            "## New \\*name\\*\n\n[go](#new-name)",
        ),
        ('<p style="display: none">gone</p><style>x</style><svg></svg>', ""),
    ],
)
def test_html_becomes_markdown(html: str, said: str) -> None:
    assert markdown(html, Place()) == said


def test_escaped_text_reads_as_it_did() -> None:
    html = "<p>1) * a_b_c ~~ ::: ![x](y) &lt;b&gt; \\</p>"
    served = render(markdown(html, Place()), "en").html
    assert "1) * a_b_c ~~ ::: ![x](y) &lt;b&gt; \\" in served


@pytest.mark.parametrize("name", ["script", "iframe", "video", "object", "form"])
def test_what_cannot_be_carried_is_told(name: str) -> None:
    place = Place()
    markdown(f"<div><{name}>x</{name}></div>", place)
    assert place.told == [f"A <{name}> cannot be carried over; it was left out."]
