"""Cards and lines of services that many pages show: rendered once for each way to the root of the site."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from macros.page.render import Renderer
from macros.subjects.catalogue.facts import badges, reach, refusal, state, trust, where, whose
from macros.subjects.catalogue.leaflets import leaflet_url
from macros.subjects.catalogue.model import Catalogue, Service, Situation
from macros.subjects.catalogue.origins import origin
from macros.subjects.catalogue.serving import SituationHelp, by_situation, can_call
from macros.subjects.catalogue.words import ORIGINS, UNREACHABLE
from macros.words import czech

Services = tuple[Service, ...]


class Cards:
    """Services and situations as pieces of HTML."""

    def __init__(self, renderer: Renderer) -> None:
        self._site = renderer.site
        parts: Any = renderer.env.get_template("parts/services.html").module
        self.parts = parts
        self._cards: dict[tuple[str, str, str], Markup] = {}
        self._nobody: Markup = parts.nobody(can_call(self._site))
        self._where: Callable[[Service], str] = cache(where)
        self.asked: Callable[[Situation, str], Markup] = cache(parts.asked)
        self._source: Callable[[str], Markup] = cache(partial(self._named, parts.source))
        self._by_source: Callable[[str], Markup] = cache(partial(self._named, parts.by_source))
        self._more: Callable[[int], Markup] = cache(parts.more)
        self._blocks: OrderedDict[tuple[str, str, Services, Services], Markup] = OrderedDict()

    def tools(self, root: str) -> Mapping[str, Any]:
        """What templates may use."""
        return {
            "leaflet": leaflet_url if self._site.settings.leaflets else None,
            "card": partial(self.shared, "card", root),
            "line": partial(self.shared, "line", root),
            "office_line": partial(self.shared, "office", root),
            "helps_here": partial(self.helps_here, root),
            "helps_folded": partial(self.helps_folded, root),
            "where": self._where,
            "status_of": lambda service: state(service.row),
            "can_call": can_call(self._site),
            "source": self._source,
            "by_source": self._by_source,
        }

    def shared(self, name: str, root: str, service: Service) -> Markup:
        """A service by a macro of `parts/services.html`: card, line, office, helper, helper_far."""
        key = (name, root, service.row.id)
        found = self._cards.get(key)
        if found is None:
            macro: Callable[..., Markup] = getattr(self.parts, name)
            found = self._cards[key] = macro(service, root, *self._facts(name, service))
        return found

    def _facts(self, name: str, service: Service) -> tuple[Any, ...]:
        """What a macro of `parts/services.html` is told beside the service."""
        if name == "card":
            return (
                badges(service),
                self._where(service),
                whose(service.phone),
                czech.capital(refusal(service.row)),
            )
        if name == "line":
            ask = trust(service.row).level == "ask"
            return reach(service, UNREACHABLE if ask else ""), self._where(service)
        reached = reach(service, UNREACHABLE)
        if name == "office":
            return (reached,)
        # A town's page lists a hundred of them: the web of a service is one step away, on its page.
        reached = reached._replace(web="")
        if name == "helper_far":
            return reached, self._where(service) if service.places else ""
        return (reached,)

    def _named(self, macro: Callable[..., Markup], url: str) -> Markup:
        """A source by a macro that is told what it is: the list that a file in a repository is a copy of."""
        named = origin(url, self._site[Catalogue].sources)
        if named is None:
            return macro(url, url, None, "")
        return macro(url, named.original_url or url, named, ORIGINS[named.relation])

    def helps_here(self, root: str, services: Services, far: Services = ()) -> Markup:
        """Who helps in which situation, themes folded: one block for all places that the same services serve.

        `far` are those of them that have no place near.
        """

        def block() -> Markup:
            themes = by_situation(self._site, services)
            rows = [
                (one.theme.row, len(one.situations), self._lines(root, one.situations, far)) for one in themes
            ]
            made: Markup = self.parts.folded(rows)
            return made

        return self._block("helps", root, services, far, block)

    def helps_folded(self, root: str, services: Services, far: Services = ()) -> Markup:
        """Who helps in which situation, themes folded, without the situations in which nobody does."""

        def block() -> Markup:
            themes = by_situation(self._site, services)
            helped = [(one.theme.row, [line for line in one.situations if line.helps]) for one in themes]
            rows = [(theme, len(lines), self._lines(root, lines, far)) for theme, lines in helped if lines]
            made: Markup = self.parts.folded(rows)
            return made

        return self._block("folded", root, services, far, block)

    def _block(
        self, name: str, root: str, services: Services, far: Services, make: Callable[[], Markup]
    ) -> Markup:
        """A block that depends on nothing but the services; kept for the municipalities that come next."""
        key = name, root, services, far
        found = self._blocks.get(key)
        if found is None:
            found = self._blocks[key] = make()
            if len(self._blocks) > 64:
                self._blocks.popitem(last=False)
        return found

    def _lines(self, root: str, lines: Sequence[SituationHelp], far: Services) -> Markup:
        """The situations of a theme and who helps in each: joined from pieces rendered once."""
        pieces: list[str] = []
        away = {one.row.id for one in far}
        for line in lines:
            pieces += ("<div>", self.asked(line.situation, root))
            for one in line.helps:
                name = "helper_far" if one.service.row.id in away else "helper"
                pieces.append(self.shared(name, root, one.service))
            if not line.helps:
                pieces.append(self._nobody)
            if line.more:
                pieces.append(self._more(line.more))
            pieces.append("</div>")
        return Markup("".join(pieces))


def card_tools(renderer: Renderer) -> Callable[[str], Mapping[str, Any]]:
    """Cards for the templates of one renderer."""
    return renderer[Cards].tools
