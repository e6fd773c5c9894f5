"""What a subject may declare: the one type by which the engine meets knowledge.

The engine (reading, checking, rendering, publishing) is cut by step and knows no subject; knowledge is cut by
subject and says here what it has. `portal.SUBJECTS` is the list of all, from the ground up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.check import Check
from macros.check.addresses_kept import Addresses
from macros.check.people import Naming
from macros.compare.comparing import Comparing
from macros.data.problems import Problem
from macros.export import Export
from macros.files.made import Made
from macros.model.reader import Read
from macros.model.site import Site
from macros.page.common import Origin
from macros.page.family import Family
from macros.page.glossary import Term
from macros.page.panel import Panel
from macros.page.render import Tools
from macros.search.index import Entry
from macros.texts.prose import Macro

Files = Callable[[Site], Iterable[Made]]
Found = Callable[[Site], Iterable[Entry]]


class Moved(NamedTuple):
    """A page that stands elsewhere now, and the row that says so."""

    old: str
    new: str
    origin: Origin


class Review(NamedTuple):
    """What is said of a sound portal: a sentence with figures, and warnings that no table alone tells."""

    note: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A field of knowledge with all that the portal tells of it."""

    name: str
    rows: Mapping[tuple[str, str], type] = field(default_factory=dict)
    """The class of the rows of each table, by (package, table)."""
    dated: tuple[tuple[str, str, str], ...] = ()
    """Columns (package, table, column) that say how new the data are."""
    shared: tuple[tuple[str, str], ...] = ()
    """Small tables (package, table) that change rarely and show almost everywhere: their bytes are in the key of every
    file, so `reads` say nothing of them."""
    link: Callable[[Site, Read], None] | None = None
    """Puts the subject's part into the site; called from the ground up."""
    checks: tuple[Check, ...] = ()
    """Rules about the subject."""
    review: Callable[[Site], Review] | None = None
    """What `check` says of the linked portal once all rules hold; the build does not ask. Ids of its problems stand in
    `check.readers`."""
    comparing: Comparing | None = None
    """What `diff` says of its tables beside what any table tells: headings, dangers, effects."""
    addresses: Addresses = field(default_factory=Addresses)
    """Which addresses rows have, now and in the last commit: for redirects and ids that must not get lost."""
    naming: Naming = field(default_factory=Naming)
    """Which names in its tables are no persons, and which columns say who."""
    pages: tuple[Family, ...] = ()
    panels: Mapping[str, tuple[Panel[Any], ...]] = field(default_factory=dict)
    """Sections that it shows on pages of subjects below it, by the name of the family (`Family.name`). They stand
    after those that the family lists itself; its template says where, by `panels`."""
    files: tuple[Files, ...] = ()
    """Files beside the pages: data for scripts, calendars, tables, documents. What only a command of its own
    makes (leaflets, workbooks) is given as far as it still says what the data say; `Site.unmade` counts the rest."""
    exports: tuple[Export, ...] = ()
    """Files for others: each says what it is and proves itself. They are published as `files` are."""
    found: tuple[Found, ...] = ()
    """What the search finds beside hand-written pages, in any order."""
    tools: Tools | None = None
    """What it lends to all templates."""
    terms: Callable[[Site], Iterable[Term]] | None = None
    """Terms that are explained where they stand."""
    everywhere: Callable[[Site], str] | None = None
    """Names what sentences on pages of any kind depend on, as whether there is a line to call at all."""
    called: Callable[[Site], Iterable[str]] | None = None
    """Telephone numbers that are links wherever a sentence of the tables names them, as they are dialled."""
    macros: tuple[Macro, ...] = ()
    """What hand-written texts may call."""
    slots: Mapping[str, Callable[[Site], str]] = field(default_factory=dict)
    """What stands on every page in slots of the theme (`shell.SITE_SLOTS`), as HTML."""
    edition: Callable[[Site], dt.date | None] | None = None
    """The day of its data, which a page says that a phone kept; None where it is not known."""
    moved: Callable[[Site], Iterable[Moved]] | None = None
    """Old addresses from which people are sent on."""
    regions: Callable[[Site], Mapping[str, str]] | None = None
    """Parts by which the search index of a large portal is cut: names by what `Entry.home` says."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """Which part of the site (`Family.section`) hand-written pages belong to, by the folder in which they stand."""
    shortcuts: tuple[tuple[str, str], ...] = ()
    """Name and address of what a long press on the icon of the app offers."""
    chosen: str = ""
    """Where the pages of places stand that a reader may choose; his own is kept for times without a net."""
    icons: Callable[[Site], Iterable[str]] | None = None
    """Icons that rows name, beside those of templates."""

    def makers(self) -> tuple[Files, ...]:
        """All that makes files, each once: several exports may share one."""
        return tuple(dict.fromkeys((*self.files, *(export.make for export in self.exports))))
