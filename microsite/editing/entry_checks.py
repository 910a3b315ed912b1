"""Whether what somebody wrote by hand can stand in an entry."""

import re
from collections.abc import Iterator

from microsite.editing.kinds import Fields
from microsite.editing.problems import Problem
from microsite.editing.words import N_
from microsite.importing.changes import ENTRY_TYPE

_FIELD_NAME = re.compile(r"[^\W\d_][\w:.+/-]{0,60}")
_TYPE = re.compile(r"[a-z]\w{0,40}")
_BRACE = re.compile(r"(?<!\\)[{}]")
_LONGEST_FIELD = 100_000


def entry_problems(fields: Fields) -> Iterator[Problem]:
    """All that is wrong with the fields that are written by hand."""
    for key, text in (fields.get("edited") or {}).items():
        name = key.partition("#")[0]
        said = {"name": name[:40], "most": _LONGEST_FIELD}
        if name == ENTRY_TYPE and not _TYPE.fullmatch(text):
            said["name"] = text[:40]
            yield Problem("edited", N_("“%(name)s” is no type of entry such as article."), said)
        elif name != ENTRY_TYPE and not _FIELD_NAME.fullmatch(name):
            yield Problem("edited", N_("“%(name)s” cannot be the name of a field."), said)
        elif not _is_balanced(text):
            message = N_("The braces in “%(name)s” do not balance: each { needs its }.")
            yield Problem("edited", message, said)
        elif len(text) > _LONGEST_FIELD:
            message = N_("“%(name)s” is too long: at most %(most)d characters.")
            yield Problem("edited", message, said)


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
