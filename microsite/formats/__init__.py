"""What people bring, whatever its format, read into entries. Pure: no Flask, no database."""

from microsite.formats.archive import bundle
from microsite.formats.joining import read

__all__ = ["bundle", "read"]
