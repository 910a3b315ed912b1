"""The last gate: nothing but these tags and attributes leaves the renderer."""

import nh3

from microsite.markdown.addresses import SCHEMES

# No picture, frame, form, script or style: what shows pictures is put in afterwards, and is the
# site's own.
_TAGS = """
a abbr aside b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption
figure h2 h3 h4 h5 h6 hr i ins kbd li mark nav ol p pre q rp rt ruby s samp section small span
strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_ATTRIBUTES = {
    "*": {"aria-label", "class", "dir", "id", "lang", "role", "tabindex", "title"},
    "a": {"href"},
    "details": {"open"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()), attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel="noopener"
)


def clean(html: str) -> str:
    """The same HTML, sanitised and well-formed."""
    return _CLEANER.clean(html)
