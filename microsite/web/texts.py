"""A long text for a page: its HTML and the headings its contents list leads to."""

from collections.abc import Sequence

from markupsafe import Markup

from microsite.localized import Localized
from microsite.markdown import Heading
from microsite.reading import excerpt
from microsite.web.blocks import with_headings
from microsite.web.templating import plain


def with_contents(value: Localized) -> tuple[Markup, Sequence[Heading]]:
    """Safe HTML and its headings; none where the text has a list of contents of its own."""
    page, headings = with_headings(value)
    return page, () if 'class="b-contents"' in page else headings


def summary_of(summary: Localized, text: Localized) -> str:
    """The summary an editor wrote, else the beginning of the text, in plain words."""
    return plain(summary) or excerpt(plain(text))
