"""articles, news, pictures, roles, areas; revisions and drafts; invitations

Revision 0006.
"""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

EDITED = ('labs', 'directions', 'projects', 'people', 'pages', 'highlights')
# Column, table it leads to: SQLite adds a reference only within the column's own definition.
REFERENCES = {
    'publications': {'cover_id': 'pictures', 'pdf_id': 'stored_files'},
    'projects': {'cover_id': 'pictures'},
    'people': {'portrait_id': 'pictures', 'wechat_id': 'pictures'},
    'pages': {'header_id': 'pictures'},
}


def upgrade() -> None:
    op.create_table('areas',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('updated_at', sa.DateTime(), server_default='2026-01-01 00:00:00', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_areas')),
    sa.UniqueConstraint('slug', name=op.f('uq_areas_slug'))
    )
    op.create_index(op.f('ix_areas_position'), 'areas', ['position'], unique=False)
    op.create_table('news',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('text', sa.JSON(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('updated_at', sa.DateTime(), server_default='2026-01-01 00:00:00', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news'))
    )
    op.create_index('ix_news_date', 'news', ['date', 'id'], unique=False)
    op.create_table('old_addresses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_old_addresses')),
    sa.UniqueConstraint('path', name=op.f('uq_old_addresses_path'))
    )
    op.create_index('ix_old_addresses_item', 'old_addresses', ['kind', 'item_id'], unique=False)
    op.create_table('roles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('alumni', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('updated_at', sa.DateTime(), server_default='2026-01-01 00:00:00', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roles')),
    sa.UniqueConstraint('slug', name=op.f('uq_roles_slug'))
    )
    op.create_index(op.f('ix_roles_position'), 'roles', ['position'], unique=False)
    op.create_table('tags',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('updated_at', sa.DateTime(), server_default='2026-01-01 00:00:00', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tags'))
    )
    op.create_index('ix_tags_kind_slug', 'tags', ['kind', 'slug'], unique=True)
    op.create_table('activities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['editor_id'], ['editors.id'], name=op.f('fk_activities_editor_id_editors'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities'))
    )
    op.create_index('ix_activities_at', 'activities', ['at'], unique=False)
    op.create_index(op.f('ix_activities_editor_id'), 'activities', ['editor_id'], unique=False)
    op.create_table('drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['editor_id'], ['editors.id'], name=op.f('fk_drafts_editor_id_editors'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_drafts'))
    )
    op.create_index('ix_drafts_whose', 'drafts', ['editor_id', 'kind', 'item_id'], unique=True)
    op.create_table('one_time_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['editor_id'], ['editors.id'], name=op.f('fk_one_time_links_editor_id_editors'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_one_time_links_token_hash'))
    )
    op.create_index(op.f('ix_one_time_links_editor_id'), 'one_time_links', ['editor_id'], unique=False)
    op.create_table('pictures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('filename', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('widths', sa.JSON(), nullable=False),
    sa.Column('animated', sa.Boolean(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('alt', sa.JSON(), nullable=False),
    sa.Column('credit', sa.JSON(), nullable=False),
    sa.Column('focal_x', sa.Double(), nullable=False),
    sa.Column('focal_y', sa.Double(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['editor_id'], ['editors.id'], name=op.f('fk_pictures_editor_id_editors'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pictures')),
    sa.UniqueConstraint('hash', name=op.f('uq_pictures_hash'))
    )
    op.create_index('ix_pictures_created_at', 'pictures', ['created_at'], unique=False)
    op.create_index(op.f('ix_pictures_editor_id'), 'pictures', ['editor_id'], unique=False)
    op.create_table('revisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['editor_id'], ['editors.id'], name=op.f('fk_revisions_editor_id_editors'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revisions'))
    )
    op.create_index('ix_revisions_at', 'revisions', ['at'], unique=False)
    op.create_index(op.f('ix_revisions_editor_id'), 'revisions', ['editor_id'], unique=False)
    op.create_index('ix_revisions_item', 'revisions', ['kind', 'item_id', 'number'], unique=True)
    op.create_table('stored_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('filename', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.Column('first_page_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['editor_id'], ['editors.id'], name=op.f('fk_stored_files_editor_id_editors'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['first_page_id'], ['pictures.id'], name=op.f('fk_stored_files_first_page_id_pictures'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stored_files')),
    sa.UniqueConstraint('hash', name=op.f('uq_stored_files_hash'))
    )
    op.create_index(op.f('ix_stored_files_editor_id'), 'stored_files', ['editor_id'], unique=False)
    op.create_index(op.f('ix_stored_files_first_page_id'), 'stored_files', ['first_page_id'], unique=False)
    op.create_table('articles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('summary', sa.JSON(), nullable=False),
    sa.Column('text', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('cover_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('updated_at', sa.DateTime(), server_default='2026-01-01 00:00:00', nullable=False),
    sa.ForeignKeyConstraint(['cover_id'], ['pictures.id'], name=op.f('fk_articles_cover_id_pictures'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_articles')),
    sa.UniqueConstraint('slug', name=op.f('uq_articles_slug'))
    )
    op.create_index(op.f('ix_articles_cover_id'), 'articles', ['cover_id'], unique=False)
    op.create_index('ix_articles_listing', 'articles', ['state', 'published_at', 'id'], unique=False)
    op.create_table('article_directions',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('direction_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_article_directions_article_id_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['direction_id'], ['directions.id'], name=op.f('fk_article_directions_direction_id_directions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('article_id', 'direction_id', name=op.f('pk_article_directions'))
    )
    op.create_index('ix_article_directions_direction_id', 'article_directions', ['direction_id', 'article_id'], unique=False)
    op.create_table('article_people',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), server_default='0', nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_article_people_article_id_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_article_people_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('article_id', 'person_id', name=op.f('pk_article_people'))
    )
    op.create_index('ix_article_people_person_id', 'article_people', ['person_id', 'article_id'], unique=False)
    op.create_table('article_tags',
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('tag_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_article_tags_article_id_articles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tag_id'], ['tags.id'], name=op.f('fk_article_tags_tag_id_tags'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('article_id', 'tag_id', name=op.f('pk_article_tags'))
    )
    op.create_index('ix_article_tags_tag_id', 'article_tags', ['tag_id', 'article_id'], unique=False)
    op.create_table('refused_directions',
    sa.Column('publication_id', sa.Integer(), nullable=False),
    sa.Column('direction_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['direction_id'], ['directions.id'], name=op.f('fk_refused_directions_direction_id_directions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_refused_directions_publication_id_publications'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('publication_id', 'direction_id', name=op.f('pk_refused_directions'))
    )
    op.create_index('ix_refused_directions_direction_id', 'refused_directions', ['direction_id'], unique=False)
    op.create_table('project_areas',
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('area_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['areas.id'], name=op.f('fk_project_areas_area_id_areas'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_project_areas_project_id_projects'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('project_id', 'area_id', name=op.f('pk_project_areas'))
    )
    op.create_index('ix_project_areas_area_id', 'project_areas', ['area_id'], unique=False)
    op.create_table('project_pictures',
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('picture_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), server_default='0', nullable=False),
    sa.ForeignKeyConstraint(['picture_id'], ['pictures.id'], name=op.f('fk_project_pictures_picture_id_pictures'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_project_pictures_project_id_projects'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('project_id', 'picture_id', name=op.f('pk_project_pictures'))
    )
    op.create_index('ix_project_pictures_picture_id', 'project_pictures', ['picture_id'], unique=False)
    op.add_column('directions', sa.Column('words', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('directions', sa.Column('venues', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('editors', sa.Column('name', sa.String(), server_default='', nullable=False))
    op.add_column('editors', sa.Column('lang', sa.String(), server_default='', nullable=False))
    op.add_column('editors', sa.Column('role', sa.String(), server_default='admin', nullable=False))
    op.add_column('editors', sa.Column('sessions', sa.Integer(), server_default='0', nullable=False))
    op.add_column('editors', sa.Column('disabled_at', sa.DateTime(), nullable=True))
    op.add_column('pages', sa.Column('state', sa.String(), server_default='published', nullable=False))
    op.add_column('pages', sa.Column('place', sa.Integer(), nullable=True))
    op.add_column('people', sa.Column('orcid', sa.String(), server_default='', nullable=False))
    op.add_column('people', sa.Column('email', sa.String(), server_default='', nullable=False))
    op.add_column('people', sa.Column('portrait_crop', sa.JSON(), server_default='[]', nullable=False))
    for table in EDITED:
        op.add_column(table, sa.Column('version', sa.Integer(), server_default='1', nullable=False))
        op.add_column(table, sa.Column('updated_at', sa.DateTime(), server_default='2026-01-01 00:00:00', nullable=False))
    for table, columns in REFERENCES.items():
        for column, target in columns.items():
            op.execute(
                f'ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT'
                f' fk_{table}_{column}_{target} REFERENCES {target} (id) ON DELETE SET NULL'
            )
            op.create_index(f'ix_{table}_{column}', table, [column])


def downgrade() -> None:
    for table, columns in REFERENCES.items():
        for column in columns:
            op.drop_index(f'ix_{table}_{column}', table_name=table)
            op.execute(f'ALTER TABLE {table} DROP COLUMN {column}')
    for table in EDITED:
        op.drop_column(table, 'version')
        op.drop_column(table, 'updated_at')
    for table, column in (
        ('directions', 'words'),
        ('directions', 'venues'),
        ('editors', 'name'),
        ('editors', 'lang'),
        ('editors', 'role'),
        ('editors', 'sessions'),
        ('editors', 'disabled_at'),
        ('pages', 'state'),
        ('pages', 'place'),
        ('people', 'orcid'),
        ('people', 'email'),
        ('people', 'portrait_crop'),
    ):
        op.drop_column(table, column)
    for table in (
        'project_pictures',
        'refused_directions',
        'project_areas',
        'article_tags',
        'article_people',
        'article_directions',
        'articles',
        'stored_files',
        'revisions',
        'pictures',
        'one_time_links',
        'drafts',
        'activities',
        'tags',
        'roles',
        'old_addresses',
        'news',
        'areas',
    ):
        op.drop_table(table)
