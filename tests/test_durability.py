"""An import that is killed leaves all or nothing; `make durability` tries it many times over."""

from tests.durability import by_command, on_site
from tests.library import library

# Large enough for a process of its own, small enough to be quick.
ENTRIES = 300


def test_a_command_that_is_killed_leaves_all_or_nothing() -> None:
    wrong, _, came = by_command(library(ENTRIES), ENTRIES, "command", 1.0)
    assert not wrong
    assert came in ("all", "nothing")


def test_after_a_power_cut_the_page_says_what_happened_and_the_file_can_be_applied_again() -> None:
    wrong, _, came = on_site(library(ENTRIES), ENTRIES, "all", 0.3)
    assert (wrong, came) == ([], "nothing")
