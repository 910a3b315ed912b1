"""What follows when a publication is changed by hand: its columns, and what searches use."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from microsite.editing.kinds import Fields
from microsite.importing import write_derived
from microsite.importing.handwork import edited_of, write_edited
from microsite.models import Authorship, Publication


def written(session: Session, publication: Publication, fields: Fields) -> None:
    """Let the entry say what is written by hand, and set anew what is derived of all fields."""
    if "edited" in fields and edited_of(publication) != fields["edited"]:
        write_edited(session, publication, fields["edited"])
    query = (
        select(Publication)
        .where(Publication.id == publication.id)
        .options(
            undefer(Publication.folded_names),
            undefer(Publication.folded_venue),
            undefer(Publication.folded),
            selectinload(Publication.authorships).joinedload(Authorship.person),
        )
        .execution_options(populate_existing=True)
    )
    write_derived(session, session.scalars(query).all())
