"""Lists and forms for everything that editors change, but for publications."""

from microsite.web.editor.content import (
    conflicts,
    drafting,
    forms,
    histories,
    lists,
    orders,
    previews,
    proposing,
    removal,
)
from microsite.web.editor.content.blueprint import blueprint

__all__ = [
    "blueprint",
    "conflicts",
    "drafting",
    "forms",
    "histories",
    "lists",
    "orders",
    "previews",
    "proposing",
    "removal",
]
