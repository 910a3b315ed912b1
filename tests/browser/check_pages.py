"""`make check-pages`: what is wrong with which page. Names of pages narrow it down."""

import sys
import tempfile
from pathlib import Path

from tests.browser.pages.check import check
from tests.browser.pages.complete import unmet_addresses, unmet_templates
from tests.browser.pages.findings import told


def main(names: list[str]) -> int:
    """Look at all pages, or those of these names; 1 if anything is wrong."""
    checked = check(names)
    findings = [finding for one in checked for finding in one.findings]
    print(told(findings))
    unmet: set[str] = set()
    if not names:
        with tempfile.TemporaryDirectory() as folder:
            for one in checked:
                unmet |= unmet_templates(one.templates)
                unmet |= unmet_addresses(one.endpoints, Path(folder))
        for one_unmet in sorted(unmet):
            print(f"{one_unmet}: no walk in tests/browser/pages meets it")
    pages = sum(len(one.pages) for one in checked)
    bad = len({(one.page, one.lang) for one in findings})
    print(f"{pages} pages; {bad} of them have {len(findings)} faults")
    return 1 if findings or unmet else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
