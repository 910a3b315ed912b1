"""The child that opens pictures, with what it took of memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

_MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print("\\n%d" % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, end="")
"""


class Measured(NamedTuple):
    """What came of a file; `made` is empty and `refused` its reason if it was not taken."""

    made: dict[str, Any]
    refused: str
    params: dict[str, Any]
    megabytes: float


def clean(content: bytes, folder: Path) -> Measured:
    """Have it cleaned into `folder`, as an upload is."""
    source = folder / "source"
    source.write_bytes(content)
    return ordered(action="clean", source=str(source), folder=str(folder))


def ordered(**order: Any) -> Measured:
    # The system counts a child as large as its parent was: measure from a small one.
    answer = subprocess.run(
        [sys.executable, "-S", "-c", _MEASURE, sys.executable, "-m", "microsite.pictures.child"],
        input=json.dumps(order).encode(),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    said, kilobytes = answer.decode().rsplit("\n", 1)
    told = json.loads(said)
    return Measured(
        told.get("made", {}),
        told.get("refused", ""),
        told.get("params", {}),
        int(kilobytes) / 1024,
    )
