"""What a subject may declare: the one type by which the engine meets knowledge.

The engine (reading, checking, rendering, publishing) is cut by step and knows no subject; knowledge is cut by
subject and says here what it has. `portal.SUBJECTS` is the list of all, from the ground up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from macros.export import Export
from macros.files.made import Made
from macros.model.site import Site
from macros.page.family import Family
from macros.search.index import Entry
from macros.texts.prose import Macro

Files = Callable[[Site], Iterable[Made]]
Found = Callable[[Site], Iterable[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A field of knowledge with all that the portal tells of it."""

    name: str
    pages: tuple[Family, ...] = ()
    files: tuple[Files, ...] = ()
    """Files beside the pages: data for scripts, calendars, tables, documents. What only a command of its own
    makes (leaflets, workbooks) is given as far as it still says what the data say; `Site.unmade` counts the rest."""
    exports: tuple[Export, ...] = ()
    """Files for others: each says what it is and proves itself. They are published as `files` are."""
    found: tuple[Found, ...] = ()
    """What the search finds beside hand-written pages, in any order."""
    macros: tuple[Macro, ...] = ()
    """What hand-written texts may call."""
    slots: Mapping[str, Callable[[Site], str]] = field(default_factory=dict)
    """What stands on every page in slots of the theme (`shell.SITE_SLOTS`), as HTML."""
    icons: Callable[[Site], Iterable[str]] | None = None
    """Icons that rows name, beside those of templates."""

    def makers(self) -> tuple[Files, ...]:
        """All that makes files, each once: several exports may share one."""
        return tuple(dict.fromkeys((*self.files, *(export.make for export in self.exports))))
