"""undo of uploads, decisions about unclear entries, identifiers of publications

Revision 0002.
"""

import json

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

UPLOAD_COLUMNS = ('state', 'choices', 'started_at', 'undone_at', 'rows', 'notes')
PUBLICATION_COLUMNS = ('title_markup', 'eprint', 'isbn', 'edited_fields')
ARXIV = 'https://arxiv.org/abs/'


def upgrade() -> None:
    for column in (
        sa.Column('state', sa.String(), server_default='waiting', nullable=False),
        sa.Column('choices', sa.JSON(), server_default='{}', nullable=False),
        sa.Column('started_at', sa.DateTime(), nullable=True),
        sa.Column('undone_at', sa.DateTime(), nullable=True),
        sa.Column('rows', sa.JSON(), server_default='[]', nullable=False),
        sa.Column('notes', sa.JSON(), server_default='[]', nullable=False),
    ):
        op.add_column('bib_uploads', column)
    op.execute("UPDATE bib_uploads SET state = 'applied' WHERE applied_at IS NOT NULL")
    for column in (
        sa.Column('title_markup', sa.String(), server_default='', nullable=False),
        sa.Column('eprint', sa.String(), nullable=True),
        sa.Column('isbn', sa.String(), nullable=True),
        sa.Column('edited_fields', sa.JSON(), server_default='[]', nullable=False),
    ):
        op.add_column('publications', column)
    op.create_index('ix_publications_eprint', 'publications', ['eprint'])
    _fill_eprints()
    op.create_table('publication_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('publication_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['upload_id'], ['bib_uploads.id'], name=op.f('fk_publication_changes_upload_id_bib_uploads'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publication_changes'))
    )
    op.create_index(op.f('ix_publication_changes_upload_id'), 'publication_changes', ['upload_id'])
    op.create_index(op.f('ix_publication_changes_publication_id'), 'publication_changes', ['publication_id'])
    op.create_table('entry_decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('publication_id', sa.Integer(), nullable=True),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_entry_decisions_publication_id_publications'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['upload_id'], ['bib_uploads.id'], name=op.f('fk_entry_decisions_upload_id_bib_uploads'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_decisions'))
    )
    for name in ('mark', 'publication_id', 'upload_id'):
        op.create_index(op.f(f'ix_entry_decisions_{name}'), 'entry_decisions', [name])


def _fill_eprints() -> None:
    """The arXiv identifiers of what is held; the next import of an entry says the rest."""
    publications = sa.table(
        'publications', sa.column('id'), sa.column('eprint'), sa.column('bib_links', sa.String)
    )
    connection = op.get_bind()
    held = connection.execute(
        sa.select(publications.c.id, publications.c.bib_links).where(
            publications.c.bib_links.contains(ARXIV)
        )
    ).all()
    for number, links in held:
        found = [url.removeprefix(ARXIV) for _, url in json.loads(links) if url.startswith(ARXIV)]
        if found:
            connection.execute(
                publications.update()
                .where(publications.c.id == number)
                .values(eprint=f'arxiv:{found[0]}')
            )


def downgrade() -> None:
    op.drop_table('entry_decisions')
    op.drop_table('publication_changes')
    op.drop_index('ix_publications_eprint', table_name='publications')
    for name in PUBLICATION_COLUMNS:
        op.drop_column('publications', name)
    for name in UPLOAD_COLUMNS:
        op.drop_column('bib_uploads', name)
