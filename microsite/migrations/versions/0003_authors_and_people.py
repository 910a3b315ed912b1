"""authors linked to people: their ORCID iDs, doubtful ones, what editors decided

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('authorships', sa.Column('orcid', sa.String(), server_default='', nullable=False))
    op.add_column('authorships', sa.Column('doubtful', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('ix_authorships_doubtful', 'authorships', ['name'], sqlite_where=sa.text('doubtful'))
    op.create_table('author_decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('publication_id', sa.Integer(), nullable=True),
    sa.Column('occurrence', sa.Integer(), server_default='0', nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_author_decisions_publication_id_publications'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_author_decisions_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_author_decisions'))
    )
    for name in ('form', 'publication_id', 'person_id'):
        op.create_index(op.f(f'ix_author_decisions_{name}'), 'author_decisions', [name])


def downgrade() -> None:
    op.drop_table('author_decisions')
    op.drop_index('ix_authorships_doubtful', table_name='authorships')
    for name in ('doubtful', 'orcid'):
        op.drop_column('authorships', name)
