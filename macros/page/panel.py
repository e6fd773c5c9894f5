"""A section that a subject shows on a page of another: declared by the one, listed by the other's `Family.panels`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from macros.model.site import Site

S = TypeVar("S")
"""What the page is about."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel(Generic[S]):
    """A section of a page. It knows what the page is about, nothing of the page."""

    name: str
    """Its template, `panels/<name>.html` of the subject that declares it; no two panels have one name."""
    view: Callable[[Site, S], Any]
    """What the template is given, a `shows`; None where the section is not shown."""
    reads: Callable[[Site, S], Iterable[bytes]]
    """Keys of all that the view reads from the data: they are in the key of the page."""
    shows: type
    """The frozen dataclass that the template is given: its fields are what the template asks for."""

    @property
    def template(self) -> str:
        """Path of the template; it sees its context and the names that every page sees but `view`."""
        return f"panels/{self.name}.html"
