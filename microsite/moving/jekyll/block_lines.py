"""The first lines of the site's own blocks."""

import re


def first_line(name: str, **values: str | bool) -> str:
    """The line that a block begins with."""
    parts = [f":::{name}"]
    for key, value in values.items():
        if value is True:
            parts.append(key)
        elif value:
            parts.append(f"{key}={_quoted(str(value))}")
    return " ".join(parts)


def _quoted(value: str) -> str:
    said = " ".join(value.split())
    if re.fullmatch(r"[\w./:#-]+", said):
        return said
    if '"' not in said:
        return f'"{said}"'
    return f"'{said}'" if "'" not in said else '"{}"'.format(said.replace('"', "”"))
