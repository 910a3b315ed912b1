"""The blocks a .bib file is split into."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """One block: `kind` is entry, string, preamble, comment, text (between blocks) or failed.

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
    is_mended: bool = False

    @property
    def is_lost_entry(self) -> bool:
        """Whether an entry could not be read here, and not a @comment or a @string."""
        return self.kind == "failed" and not self.name
