"""The packages as others may take them: pages, files, workbooks."""

from __future__ import annotations

from macros.subject import Subject
from macros.subjects.opendata import pages
from macros.subjects.opendata.addresses import ADDRESSES
from macros.subjects.opendata.exports import EXPORTS

OPENDATA = Subject(name="opendata", addresses=ADDRESSES, pages=pages.PAGES, exports=EXPORTS)
