"""Finds the browser that the tests drive; run as a program it also installs one where it can."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
HELP = """The browser tests need Chromium or Chrome, and none was found. Install one, for example
  Debian, Ubuntu: apt-get install chromium
  others:         .venv/bin/playwright install chromium
or name one in the variable CHROMIUM."""


def find() -> str | None:
    """The path of a browser on this machine, if there is one."""
    named = os.environ.get("CHROMIUM")
    candidates = [named, *map(shutil.which, NAMES), *PLACES]
    found = next((path for path in candidates if path and Path(path).is_file()), None)
    return found or _playwrights_own()


def install() -> None:
    """Try the system's package, then Playwright's own download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
    if not find():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, stdout=sys.stderr, check=False)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


if __name__ == "__main__":
    if not find():
        install()
    if not find():
        sys.exit(HELP)
