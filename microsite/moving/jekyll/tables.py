"""Tables as Markdown."""

from collections.abc import Sequence

# So many empty cells fill up rows that are shorter than others; a page that has more is no table.
MOST_EMPTY = 10_000


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row is its head; a cell holds one line."""
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    if width * len(rows) - sum(map(len, rows)) > MOST_EMPTY:
        return "\n\n".join(" ".join(row) for row in rows)
    lines = [_line(row, width) for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _line(row: Sequence[str], width: int) -> str:
    cells = [*row, *[""] * (width - len(row))]
    said = [cell.replace("\\\n", "<br>").replace("\n", " ").replace("|", "\\|") for cell in cells]
    return "| " + " | ".join(said) + " |"
