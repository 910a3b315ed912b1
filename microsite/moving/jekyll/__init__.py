"""A Jekyll site brought in: first all is read and its pictures prepared, then all is written."""

import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from microsite.moving.jekyll.reading import RESERVED, Plan, read
from microsite.moving.jekyll.result import write
from microsite.moving.report import Report
from microsite.pictures.folder import FILES, PICTURES, Folder

__all__ = ["RESERVED", "Plan", "bring", "read", "write"]

Progress = Callable[[str, int, int], object]


def bring(
    session: Session,
    folder: Path,
    pictures_folder: Path,
    dry_run: bool = False,
    *,
    files_folder: Path | None = None,
    languages: Sequence[str] = ("zh", "en"),
    reserved: Collection[str] = RESERVED,
) -> Report:
    """Bring in the Jekyll site in `folder`; the caller commits.

    With `dry_run` the report is the same and nothing is changed, neither rows nor files. Never
    raises for anything in the folder.
    """
    with tempfile.TemporaryDirectory() as scratch:
        kept = Folder(Path(scratch) / PICTURES if dry_run else pictures_folder)
        files = Path(scratch) / FILES if dry_run else files_folder
        plan = read(
            folder,
            kept,
            files_folder=Folder(files) if files else None,
            languages=languages,
            reserved=reserved,
        )
        with session.begin_nested() as point:
            report = write(session, plan)
            if dry_run:
                point.rollback()
    if dry_run:
        session.expire_all()
    return report
