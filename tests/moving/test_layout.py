"""Nothing that editors say may be lost on the way out: each column is in a file or has a reason."""

from sqlalchemy import inspect

from microsite.editing.kinds import ALL, Shape
from microsite.models import Base, Lab, Picture, Publication, StoredFile
from microsite.moving.content import entries_in, layout

# Tables that are written column by column, and those that have files of their own.
WHOLE = {"labs", "pictures", "stored_files"}
OWN_FILES = {"revisions", "old_addresses", "author_decisions", "entry_decisions"}


def relations() -> set[str]:
    """The tables between two things that the registry knows."""
    found = {"refused_directions"}
    for kind in ALL.values():
        for field in kind.fields:
            if field.shape is Shape.MANY:
                secondary = inspect(kind.model).relationships[field.name].secondary
                assert secondary is not None
                found.add(str(secondary.description))
    return found


def test_every_table_is_exported_or_has_a_reason() -> None:
    exported = {*layout.TABLES.values(), *WHOLE, *OWN_FILES, *relations()}
    missing = set(Base.metadata.tables) - exported - set(layout.LEFT_OUT)
    assert missing == set()
    assert exported & set(layout.LEFT_OUT) == set()


def test_every_column_of_content_is_exported_or_has_a_reason() -> None:
    for kind in ALL.values():
        table = layout.TABLES[kind.name]
        known = {field.name for field in kind.fields} | set(layout.REASONS)
        known |= layout.DERIVED.get(table, set())
        if kind.ordered:
            known.add("position")
        if kind.model is Publication:
            known |= {"citation_key", "edited_fields", "created_at", "source", "fingerprint"}
            known |= set(entries_in.OWN)
        columns = {column.key for column in inspect(kind.model).columns}
        assert columns - known == set(), kind.name
    assert layout.REASONS
    assert {Lab, Picture, StoredFile} <= {mapper.class_ for mapper in Base.registry.mappers}


def test_reasons_are_given_for_columns_that_there_are() -> None:
    columns = {
        table.name: {column.name for column in table.columns}
        for table in Base.metadata.sorted_tables
    }
    for table, names in layout.DERIVED.items():
        assert names <= columns[table]
    assert set(layout.LEFT_OUT) <= set(columns)
    assert set(layout.REASONS) <= set.union(*columns.values())
