"""What others may take of municipalities: a sheet for the notice board of each."""

from __future__ import annotations

from collections.abc import Iterable

from macros.data import proofs
from macros.export import PDF_UA, Export, by_form
from macros.files.made import Made
from macros.model.site import Site
from macros.subjects.territory.model import MUNICIPALITIES
from macros.subjects.towns import words
from macros.subjects.towns.notices import current_notices


def _notices(site: Site) -> Iterable[Made]:
    found, site.unmade["notices"] = current_notices(site.root, site)
    return found


NOTICES = Export(
    name="notices",
    title=words.NAME,
    about=words.ABOUT,
    path=f"{MUNICIPALITIES}{{town}}/pomoc-{{name}}.pdf",
    media="application/pdf",
    standard=PDF_UA,
    make=_notices,
    prove=by_form(proofs.document),
    command="leaflets",
)
EXPORTS = (NOTICES,)
