"""Where the sources are, and who asks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Self

# The default of the setting: an address that nobody reads.
_NOBODY = "editor@example.org"


@dataclass(frozen=True, slots=True)
class Options:
    """Where the sources are (an empty address switches one off) and how to ask them.

    `timeout` is in seconds, for connecting and for one whole answer. `site` and `mail` tell the
    sources who asks, as they wish.
    """

    doi_url: str = "https://doi.org"
    arxiv_url: str = "https://export.arxiv.org"
    pubmed_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    timeout: float = 20.0
    site: str = ""
    mail: str = ""

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """Read from the site's settings, by their names without prefix."""
        mail = settings["EDITOR_EMAIL"]
        return cls(
            doi_url=settings["DOI_URL"],
            arxiv_url=settings["ARXIV_URL"],
            pubmed_url=settings["PUBMED_URL"],
            timeout=float(settings["FETCH_TIMEOUT"]),
            site=settings["BASE_URL"],
            mail="" if mail == _NOBODY else mail,
        )

    @property
    def agent(self) -> str:
        """The User-Agent header: the program, the site and whom to write to."""
        about = [self.site, f"mailto:{self.mail}" if self.mail else ""]
        told = "; ".join(part for part in about if part and part.isascii())
        return f"Microsite/{version('microsite')}" + (f" ({told})" if told else "")
