"""accent, typeface and logo of the lab

Revision 0007.
"""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('labs', sa.Column('accent', sa.String(), server_default='', nullable=False))
    op.add_column('labs', sa.Column('face', sa.String(), server_default='journal', nullable=False))
    # SQLite adds a reference only within the column's own definition.
    op.execute(
        'ALTER TABLE labs ADD COLUMN logo_id INTEGER CONSTRAINT fk_labs_logo_id_pictures'
        ' REFERENCES pictures (id) ON DELETE SET NULL'
    )
    op.create_index('ix_labs_logo_id', 'labs', ['logo_id'])


def downgrade() -> None:
    op.drop_index('ix_labs_logo_id', table_name='labs')
    op.execute('ALTER TABLE labs DROP COLUMN logo_id')
    op.drop_column('labs', 'face')
    op.drop_column('labs', 'accent')
