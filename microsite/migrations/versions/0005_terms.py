"""terms that lists are narrowed by, projects of publications, search in parts

Revision 0005. What publications say in the new tables and columns is derived after the upgrade
(see `microsite.db.upgrade`).
"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_terms'))
    )
    op.create_index('ix_terms_kind_value', 'terms', ['kind', 'value'], unique=True)
    op.create_table('publication_terms',
    sa.Column('publication_id', sa.Integer(), nullable=False),
    sa.Column('term_ids', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_publication_terms_publication_id_publications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('publication_id', name=op.f('pk_publication_terms')),
    )
    op.create_table('publication_projects',
    sa.Column('publication_id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_publication_projects_project_id_projects'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_publication_projects_publication_id_publications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('publication_id', 'project_id', name=op.f('pk_publication_projects'))
    )
    op.create_index('ix_publication_projects_project_id', 'publication_projects', ['project_id', 'publication_id'])
    for name in ('folded_names', 'folded_venue'):
        op.add_column('publications', sa.Column(name, sa.String(), server_default='', nullable=False))
    _drop_search_index()


def _drop_search_index() -> None:
    """The index has other columns from here on; `microsite.search` makes it anew."""
    for kind in ('insert', 'delete', 'update'):
        op.execute(f'DROP TRIGGER IF EXISTS publications_fts_{kind}')
    op.execute('DROP TABLE IF EXISTS publications_fts')


def downgrade() -> None:
    _drop_search_index()
    for name in ('folded_names', 'folded_venue'):
        op.drop_column('publications', name)
    op.drop_table('publication_projects')
    op.drop_table('publication_terms')
    op.drop_table('terms')
