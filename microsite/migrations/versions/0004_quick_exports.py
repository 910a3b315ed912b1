"""indexes that let an export begin at once

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_publications_nocase_key', 'publications', [sa.text('citation_key COLLATE NOCASE')])
    op.create_index('ix_publications_refers', 'publications', ['id'], sqlite_where=sa.text(
        "instr(fields, '\"crossref\"') > 0 OR instr(fields, 'xdata') > 0 OR instr(fields, '\"ids\"') > 0"
    ))
    op.create_index('ix_publications_odd_key', 'publications', ['citation_key'], sqlite_where=sa.text(
        "citation_key GLOB '*[^-a-zA-Z0-9_.:/+]*' OR citation_key = ''"
    ))
    op.create_index('ix_publications_changed', 'publications', ['hidden', 'updated_at'])


def downgrade() -> None:
    op.drop_index('ix_publications_changed', table_name='publications')
    op.drop_index('ix_publications_odd_key', table_name='publications')
    op.drop_index('ix_publications_refers', table_name='publications')
    op.drop_index('ix_publications_nocase_key', table_name='publications')
