"""The names that a block may ask for: each list is read once, and only if one is needed."""

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import parse_qsl

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.filters import Filters
from microsite.markdown import Ask, problem
from microsite.models import Area, Direction, Person, Role, Tag

# What a filter copied from the research page's address may hold and a list has no use for.
_UNUSED = {"page", "sort", "size"}
# Of a lab that has not set up its roles.
_ALUMNI = ("alumni", "alumnus")


class RefusedError(Exception):
    """A question that cannot be answered, with what is wrong with it."""

    def __init__(self, code: str, line: int, **params: str | int) -> None:
        super().__init__(code)
        self.problem = problem(code, line, **params)


class Known:
    """The site's own names, as a block may write them."""

    def __init__(self, session: Session, directions: Sequence[Direction]) -> None:
        self._session = session
        self.directions = [direction.slug for direction in directions]

    @cached_property
    def roles(self) -> list[str]:
        """The roles that somebody has, in the lab's order, then those nobody foresaw."""
        held = set(self._session.scalars(select(Person.role).distinct()))
        return [*(r.slug for r in self._roles if r.slug in held), *sorted(held - self._named)]

    @cached_property
    def alumni_roles(self) -> list[str]:
        """The roles of those who left."""
        return [role.slug for role in self._roles if role.alumni] or list(_ALUMNI)

    @cached_property
    def areas(self) -> list[str]:
        """The areas of application."""
        return list(self._session.scalars(select(Area.slug).order_by(Area.position)))

    @cached_property
    def tags(self) -> list[str]:
        """The tags and categories of articles."""
        return list(self._session.scalars(select(Tag.slug).distinct().order_by(Tag.slug)))

    def filters(self, ask: Ask) -> Filters:
        """The filters of a block of publications, those written out and those of `filter`.

        Raises RefusedError for a name or value that the research page would ignore.
        """
        args: dict[str, list[str]] = {}
        before, mark, after = ask.values.get("filter", "").partition("?")
        written = after if mark else before
        for part in written.split("&"):
            if part and "=" not in part:
                raise RefusedError("no-filter", ask.line, value=part[:80])
        for name, value in parse_qsl(written):
            args.setdefault(name, []).append(value)
        for name in ("direction", "year", "type", "person"):
            args.setdefault(name, []).extend(_several(ask.values.get(name, "")))
        if ask.values.get("q"):
            args["q"] = [ask.values["q"]]
        for name in _UNUSED:
            args.pop(name, None)
        for name, values in args.items():
            for value in values:
                if not Filters.from_args({name: [value]}).to_args():
                    raise RefusedError("no-filter", ask.line, value=f"{name}={value}"[:80])
        for value in args["direction"]:
            if value not in self.directions:
                said = ", ".join(self.directions) or "–"
                raise RefusedError("no-direction", ask.line, value=value[:80], known=said)
        return Filters.from_args(args)

    @cached_property
    def _roles(self) -> list[Role]:
        return list(self._session.scalars(select(Role).order_by(Role.position)))

    @property
    def _named(self) -> set[str]:
        return {role.slug for role in self._roles}


def _several(written: str) -> list[str]:
    return written.replace("，", ",").replace(",", " ").split()
