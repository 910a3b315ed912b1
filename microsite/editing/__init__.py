"""Changing what the site says: kinds of things, revisions, merging, deletion, order, drafts.

Everything takes a `Session` and never commits; the caller holds the write lock.
"""

from microsite.editing.addresses import path_of
from microsite.editing.batches import TakenBack, of_moment, take_back, undelete_whole
from microsite.editing.bulk import MOST_HIGHLIGHTS, Action, Done, carry_out, concerned
from microsite.editing.checks import problems, tidied
from microsite.editing.deleting import NotDeletedError, delete, deleted, undelete
from microsite.editing.differences import Difference, differences
from microsite.editing.drafts import draft_of, drafts_of, drop_draft, drop_saved, keep_draft
from microsite.editing.joining import join_directions
from microsite.editing.kinds import ALL, KINDS, PUBLICATION, Field, Fields, Kind, Shape
from microsite.editing.labels import joined, label_of, names_in, names_of
from microsite.editing.merging import Clash, Merged, merge
from microsite.editing.ordering import in_order, reorder
from microsite.editing.problems import Problem
from microsite.editing.removing import remove, removed
from microsite.editing.revisions import at_version, history, last_changes, newest, revision
from microsite.editing.saving import LostError, StaleError, create, restore, save
from microsite.editing.slugs import checked, proposed, suggested
from microsite.editing.snapshots import empty, id_of, snapshot, version_of
from microsite.editing.surroundings import leading_to
from microsite.editing.tags import tags_named

__all__ = [
    "ALL",
    "KINDS",
    "MOST_HIGHLIGHTS",
    "PUBLICATION",
    "Action",
    "Clash",
    "Difference",
    "Done",
    "Field",
    "Fields",
    "Kind",
    "LostError",
    "Merged",
    "NotDeletedError",
    "Problem",
    "Shape",
    "StaleError",
    "TakenBack",
    "at_version",
    "carry_out",
    "checked",
    "concerned",
    "create",
    "delete",
    "deleted",
    "differences",
    "draft_of",
    "drafts_of",
    "drop_draft",
    "drop_saved",
    "empty",
    "history",
    "id_of",
    "in_order",
    "join_directions",
    "joined",
    "keep_draft",
    "label_of",
    "last_changes",
    "leading_to",
    "merge",
    "names_in",
    "names_of",
    "newest",
    "of_moment",
    "path_of",
    "problems",
    "proposed",
    "remove",
    "removed",
    "reorder",
    "restore",
    "revision",
    "save",
    "snapshot",
    "suggested",
    "tags_named",
    "take_back",
    "tidied",
    "undelete",
    "undelete_whole",
    "version_of",
]
