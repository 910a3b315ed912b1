"""What the page of a preview shows: one status at a time, one page of its rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import request, url_for

from microsite.bibtex import Problem
from microsite.importing.plan import STATUSES, Plan, Row
from microsite.models import BibUpload
from microsite.web.data import all_directions
from microsite.web.editor.bib_uploads import plans
from microsite.web.editor.bib_uploads.choices import LATER, Draft
from microsite.web.editor.bib_uploads.paging import Page, page_of
from microsite.web.editor.bib_uploads.problems import of_notes

SIZE, PROBLEMS_SIZE = 50, 100
# Problems that are shown above the first rows.
GLANCE = 5
TABS = ("new", "changed", "unclear", "unchanged", "problems")


@dataclass
class Preview:
    """One state of the preview. `asked` is the status in the address, empty for the first look."""

    upload: BibUpload
    plan: Plan
    suggested: Mapping[int, tuple[str, ...]]
    draft: Draft
    asked: str
    number: int

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Those of the file behind those met before there was one."""
        return (*of_notes(self.upload), *self.plan.problems)

    @cached_property
    def rows_by_status(self) -> dict[str, list[Row]]:
        """All rows."""
        found: dict[str, list[Row]] = {status: [] for status in STATUSES}
        for row in self.plan.rows:
            found[row.status].append(row)
        return found

    @property
    def is_open(self) -> bool:
        """Whether there is anything to apply."""
        return any(self.rows_by_status[status] for status in ("new", "changed", "unclear"))

    @property
    def status(self) -> str:
        """The status shown: the one asked for, else the first that has rows."""
        if self.asked:
            return self.asked
        return next((one for one in STATUSES if self.rows_by_status[one]), "problems")

    @property
    def page(self) -> Page[Row]:
        """The rows shown."""
        return page_of(self.rows_by_status.get(self.status, []), self.number, SIZE)

    @property
    def problems_page(self) -> Page[Problem]:
        """The problems shown, where they are what was asked for."""
        return page_of(self.problems, self.number, PROBLEMS_SIZE)

    @property
    def glance(self) -> Sequence[Problem]:
        """The first problems, for the first look."""
        return () if self.asked or self.status == "problems" else self.problems[:GLANCE]

    @property
    def shown_problems(self) -> Sequence[Problem]:
        """The problems that stand on the page."""
        return self.problems_page.rows if self.status == "problems" else self.glance

    @cached_property
    def sums(self) -> dict[str, int]:
        """How many publications would be new, changed and left undecided."""
        counted: Counter[str] = Counter()
        for row in self.plan.rows:
            choice = self.draft.of(row)
            if row.status == "unclear" and choice == LATER:
                counted["open"] += 1
            elif choice in ("add", "new"):
                counted["new"] += 1
            elif choice == "update" or choice.startswith("same:"):
                counted["changed"] += 1
        return {name: counted[name] for name in ("new", "changed", "open")}

    @cached_property
    def suggestions(self) -> int:
        """How many rows have a suggested direction that they do not have yet."""
        return sum(
            not set(slugs) <= set(self.draft.directions_of(self.plan.rows[number]))
            for number, slugs in self.suggested.items()
        )

    def url(self, status: str = "", page: int = 1) -> str:
        """The address of a state."""
        status = status or self.asked
        return url_for(
            "bib_uploads.show",
            upload_id=self.upload.id,
            status=status or None,
            page=page if page > 1 else None,
        )

    def by_number(self, number: int) -> Row:
        """The row that another one calls its twin."""
        return self.plan.rows[number]


def preview(upload: BibUpload, asked: str | None = None, number: int = 1) -> Preview:
    """The preview as it is now; an unknown status is the first look."""
    asked = request.args.get("status", "") if asked is None else asked
    plan = plans.plan(upload)
    known = [direction.slug for direction in all_directions()]
    slugs = [slug for slug in upload.direction_slugs if slug in known]
    return Preview(
        upload=upload,
        plan=plan,
        suggested=plans.suggested(upload),
        draft=Draft(plan, upload.choices, slugs),
        asked=asked if asked in TABS else "",
        number=number,
    )
