"""What the live blocks of a text show: rows of the database, in a constant number of queries."""

from microsite.blocks.gather import gather
from microsite.blocks.wishes import Answer

__all__ = ["Answer", "gather"]
