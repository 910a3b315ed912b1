"""The blocks a .bib file is split into."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """One block: `kind` is entry, regular, string, preamble, comment, text or failed.

    A text stands between other blocks. A regular block is an entry whose `fields` are read
    already: lower-case names, values without delimiters, but for the bare words whose numbers
    are in `words`.

    `start` and `end` are offsets; those of a failed block end where reading stopped. `name` is
    the entry type, the name of a @string, or for a failed block `@comment` and the like. `key` is
    the citation key or the source of a @string's value. `fields` are pairs of the name as written
    and the source of the value, delimiters included;
    in a mended block stand-ins may take the place of single characters.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    key: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    is_mended: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether this is an entry that could be read."""
        return self.kind in ("entry", "regular")

    @property
    def is_lost_entry(self) -> bool:
        """Whether an entry could not be read here, and not a @comment or a @string."""
        return self.kind == "failed" and not self.name
