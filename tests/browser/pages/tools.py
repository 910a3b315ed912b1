"""What the checks take from npm."""

from pathlib import Path

from tests.browser import node


def axe() -> Path:
    return node.installed("axe-core") / "axe.min.js"


def vnu() -> Path:
    return node.installed("vnu-jar") / "build" / "dist" / "vnu.jar"
