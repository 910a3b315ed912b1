"""The few words that the renderer itself writes."""

from typing import NamedTuple


class Words(NamedTuple):
    """What a text's reader sees or hears beside it; the web layer says it in their language."""

    contents: str = "Contents"
    footnotes: str = "Footnotes"
    back: str = "Back to the text"
    table: str = "Table"
    code: str = "Code"
    formula: str = "Formula"
    done: str = "Done"
    to_do: str = "To do"
    note: str = "Note"
    tip: str = "Tip"
    warning: str = "Warning"
    danger: str = "Danger"
