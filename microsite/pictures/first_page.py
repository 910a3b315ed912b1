"""The first page of a PDF as a picture."""

from pathlib import Path
from typing import Any

import pypdfium2

from microsite.pictures.problems import RefusedError

# Pixels: as wide as a cover is shown at most, and no higher than a poster is.
_WIDTH, _HEIGHT = 1280, 2560
# What pdfium calls a document that wants a password (FPDF_ERR_PASSWORD).
_PASSWORD = 4


def draw(source: Path, target: Path) -> dict[str, Any]:
    """Write the first page as PNG; how many pages there are. Raises RefusedError."""
    try:
        document = pypdfium2.PdfDocument(source)
        pages = len(document)
        page = document[0]
        width, height = page.get_size()
        scale = min(_WIDTH / width, _HEIGHT / height)
        page.render(scale=scale, draw_annots=False).to_pil().convert("RGB").save(target, "PNG")
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD
        raise RefusedError("pdf-locked" if is_locked else "pdf-damaged") from error
    except (ArithmeticError, IndexError, OSError, ValueError) as error:
        raise RefusedError("pdf-damaged") from error
    return {"pages": pages}
