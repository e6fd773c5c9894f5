"""The packages as others may take them: pages, files, workbooks."""

from __future__ import annotations

from macros.subject import Subject
from macros.subjects.opendata import pages
from macros.subjects.opendata.exports import EXPORTS

OPENDATA = Subject(name="opendata", pages=pages.PAGES, exports=EXPORTS)
