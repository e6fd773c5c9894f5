"""Macros for people who write prose: what each shows, and how a call becomes HTML.

MkDocs never sees the data. A call in a text leaves a mark with its arguments; the mark is replaced when
pages are poured. So texts and data can change each on their own, and a changed phone number never asks
for MkDocs at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from macros.data.problems import Problem, nearest, problem
from macros.model.site import Helps, Municipality, Orp, Region, Service, Site
from macros.page.common import EXIT, edition_day, name_of, trust, url_of
from macros.page.render import Renderer, text
from macros.subjects.catalogue.pages.services import kind_services
from macros.subjects.catalogue.pages.situations import situation_reads, situation_view
from macros.subjects.strategy.pages.tree import node_url, reported
from macros.subjects.towns.pages import help_lines, nationwide, serving
from macros.texts.bundle import Call
from macros.words import czech

_MARK = re.compile(r"<!--rz:([0-9]+)-->")
_LONE = re.compile(r"<p>\s*(<!--rz:\d+-->)\s*</p>")


@dataclass(slots=True)
class Recorder:
    """Collects the calls of all texts while MkDocs reads them."""

    calls: list[Call] = field(default_factory=list)

    def record(self, macro: str, args: tuple[Any, ...], kwargs: dict[str, Any], file: str, row: int) -> str:
        """Remember a call and return its mark."""
        self.calls.append(Call(macro, list(args), kwargs, file, row))
        return f"<!--rz:{len(self.calls) - 1}-->"


class MacroError(Exception):
    """A text calls a macro wrongly; `problem` says where and how to mend it."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.rule)
        self.problem = found


class Unserved(Exception):
    """A step names a kind of help that no service of the catalogue gives."""


class UnknownId(Exception):
    """An id that the data do not have, and those that they do."""

    def __init__(self, value: str, known: Iterable[str]) -> None:
        super().__init__(value)
        self.value, self.known = value, list(known)


@dataclass(frozen=True, slots=True)
class Here:
    """What a macro may use: the site, the renderer and the way to the root of the site."""

    renderer: Renderer
    root: str

    @property
    def site(self) -> Site:
        """The portal."""
        return self.renderer.site

    def list(self, services: Iterable[Service], macro: str = "card", css: str = "cards") -> Markup:
        """A list of services as cards or lines."""
        tool = getattr(self.renderer.tools(self.root), macro)
        return Markup('<ul class="{}">{}</ul>').format(css, Markup("").join(map(tool, services)))


def expand(renderer: Renderer, html: str, calls: list[Call], root: str, problems: list[Problem]) -> str:
    """Replace the marks of a page by what their macros show; mistakes are added to `problems`."""
    here = Here(renderer, root)

    def one(match: re.Match[str]) -> str:
        call = calls[int(match[1])]
        try:
            return str((MACROS | PARTS)[call.macro](here, *call.args, **call.kwargs))
        except UnknownId as error:
            value = str(error.value)
            hint = nearest(value, error.known)
            problems.append(problem(call.file, call.row, "", "macro-id", value, macro=call.macro, hint=hint))
        except Unserved as error:
            problems.append(problem(call.file, call.row, "", "step-unserved", str(error), macro=call.macro))
        except (TypeError, AttributeError, ValueError) as error:
            problems.append(
                problem(call.file, call.row, "", "macro-error", macro=call.macro, reason=_reason(error))
            )
        return ""

    return _MARK.sub(one, _LONE.sub(r"\1", html))


def reads(site: Site, html: str, calls: list[Call]) -> Iterable[bytes]:
    """Keys of all that the macros of a page may show. A macro not listed in `READS` may show anything."""
    for number in _MARK.findall(html):
        call = calls[int(number)]
        yield call.key
        yield from READS.get(call.macro, _everything)(site, call)


def _everything(site: Site, call: Call) -> Iterable[bytes]:
    return (site.whole_key,)


def _guide(site: Site, call: Call) -> Iterable[bytes]:
    situation = site.situations.get(str(call.args[0]))
    return situation_reads(site, situation) if situation else ()


def _served(site: Site, call: Call) -> Iterable[bytes]:
    """Whether each kind is served at all."""
    kinds = (site.kinds.get(str(one)) for one in call.args)
    return (b"%d" % any(one.active for one in kind_services(kind)) for kind in kinds if kind)


def _titles(site: Site, call: Call) -> Iterable[bytes]:
    return (site.situations_key,)


def _codelists(site: Site, call: Call) -> Iterable[bytes]:
    """Code lists are part of every page's key."""
    return ()


READS: dict[str, Callable[[Site, Call], Iterable[bytes]]] = {
    "guide_body": _guide,
    "guide_crumbs": _guide,
    "guide_exit": _guide,
    "guide_foot": _guide,
    "guide_head": _guide,
    "kind": _codelists,
    "law": _codelists,
    "macro_list": _codelists,
    "search_box": _codelists,
    "situation": _titles,
    "situations": _titles,
    "term": _codelists,
    "who": _served,
}
"""What macros of guides read; the others are keyed by all data."""


def _reason(error: Exception) -> str:
    return str(error).replace("macro_", "").replace("()", "")


def _find(known: dict[str, Any], value: str) -> Any:
    if value not in known:
        raise UnknownId(value, known)
    return known[value]


def _place(site: Site, value: str) -> Municipality | Orp | Region:
    known: dict[str, Municipality | Orp | Region] = {}
    for region in site.covered_regions():
        known[url_of(region).rstrip("/")] = region
        for orp in region.orps:
            known[url_of(orp).rstrip("/")] = orp
            known |= {url_of(one).rstrip("/"): one for one in orp.municipalities}
    return _find(known, value.rstrip("/"))  # type: ignore[no-any-return]


def macro_service(here: Here, id: str) -> Markup:
    """Karta jedné služby. `id` je identifikátor služby."""
    return here.list([_find(here.site.services, id)])


def macro_services(
    here: Here, situation: str = "", place: str = "", kind: str = "", limit: int = 12, nation: bool = True
) -> Markup:
    """Seznam služeb podle situace, místa a druhu. `place` se píše jako obce/cheb, orp/cheb nebo
    kraje/karlovarsky-kraj; `limit` je největší počet, `nation=False` vynechá celostátní služby."""
    site = here.site
    found = list(site.services.values())
    if situation:
        helps: tuple[Helps, ...] = _find(site.situations, situation).services
        found = [one.service for one in helps]
    if kind:
        wanted = _find(site.kinds, kind)
        kinds = {wanted.row.id, *(child.row.id for child in wanted.children)}
        found = [one for one in found if one.row.kind in kinds]
    if place:
        local = {one.row.id for one in serving(site, _place(site, place), inside=True)}
        if nation:
            local |= {one.row.id for one in nationwide(site)}
        found = [one for one in found if one.row.id in local]
    found = [one for one in found if one.active]
    if not found:
        return Markup(
            '<p class="notice">Takovou službu tu zatím neznáme. Podívejte se na '
            '<a href="{}pomoc-v-nouzi/">linky pomoci</a>.</p>'
        ).format(here.root)
    more = len(found) - limit
    rest = Markup("")
    if more > 0 and situation:
        words = czech.plural(more, "další služba", "další služby", "dalších služeb")
        rest = Markup('<p><a href="{}situace/{}/#sluzby">{}</a></p>').format(here.root, situation, words)
    return here.list(found[:limit]) + rest


def macro_contact(here: Here, id: str) -> Markup:
    """Jméno služby a telefon do věty. `id` je identifikátor služby."""
    service: Service = _find(here.site.services, id)
    name = Markup('<a href="{}sluzby/{}/">{}</a>').format(here.root, id, text(service.row.name))
    if not service.phones:
        return name
    phone = service.phones[0].value
    return name + Markup(' <a class="tel" href="{}">{}</a>').format(czech.tel_href(phone), czech.phone(phone))


def macro_emergency(here: Here) -> Markup:
    """Tísňové linky a linky pomoci s telefonem, podle druhu služby."""
    return here.renderer.part("prose", "emergency", here.root, help_lines(here.site), edition_day(here.site))


def macro_situations(here: Here, theme: str = "", home: bool = False) -> Markup:
    """Dlaždice situací: všechny, jednoho tématu (`theme`), nebo jen ty na úvodní stránku (`home=True`)."""
    found = list(here.site.situations.values())
    if theme:
        found = list(_find(here.site.themes, theme).situations)
    if home:
        found = sorted((one for one in found if one.row.on_home), key=lambda one: one.row.on_home or 0)
    return here.renderer.part("prose", "situations", here.root, found)


def macro_search_box(here: Here) -> Markup:
    """Velké vyhledávací pole, jedno na úvodní stránku."""
    return here.renderer.part("prose", "search_box", here.root)


def macro_regions(here: Here) -> Markup:
    """Pokryté kraje a jejich ORP jako odkazy."""
    return here.renderer.part("prose", "regions", here.root, here.site.covered_regions())


def macro_strategy_tree(here: Here, id: str) -> Markup:
    """Strom strategie: priority, cíle a opatření s odkazy. `id` je identifikátor strategie."""
    strategy = _find(here.site.strategies, id)
    return here.renderer.part("prose", "strategy", here.root, strategy)


def macro_strategies(here: Here) -> Markup:
    """Všechny strategie portálu jako tabule s odkazy."""
    found = [here.site.strategies[code] for code in here.site.settings.strategies]
    told = [(one, name_of(one.territory), reported(one)) for one in found]
    return here.renderer.part("prose", "strategies", here.root, told)


def macro_measure(here: Here, id: str) -> Markup:
    """Odkaz na uzel strategie s označením a názvem. `id` je identifikátor uzlu."""
    nodes = {node.row.id: node for one in here.site.strategies.values() for node in one.nodes}
    node = _find(nodes, id)
    label = f"{node.row.code} {node.row.title}".strip()
    return Markup('<a href="{}{}">{}</a>').format(here.root, node_url(node), text(label))


def macro_term(here: Here, term: str) -> Markup:
    """Pojem nebo zkratka, například OSPOD; ověří, že je v tabulce pojmů. První výskyt pojmu na stránce
    se vysvětlí sám, i bez makra."""
    known = {row.term: row for row in here.site.terms.values()} | here.site.terms
    return escape(_find(known, term).term)


def macro_kind(here: Here, id: str) -> Markup:
    """Odkaz na druh pomoci jeho lidovým názvem. `id` je identifikátor druhu."""
    kind = _find(here.site.kinds, id)
    return Markup('<a href="{}druhy/{}/">{}</a>').format(here.root, id, text(kind.row.everyday_name))


def macro_who(here: Here, *kinds: str) -> Markup:
    """Kdo s krokem pomůže: jeden až tři druhy pomoci, třeba {{ who("ppp", "spc") }}. Druh, který nikde
    nikdo neposkytuje, stavbu zastaví."""
    links = []
    for one in kinds:
        kind = _find(here.site.kinds, one)
        count = sum(1 for service in kind_services(kind) if service.active)
        if not count:
            raise Unserved(one)
        links.append(
            Markup('<a href="{}druhy/{}/">{}</a>').format(here.root, one, text(kind.row.everyday_name))
        )
    return Markup('<span class="who-helps">Pomůže: {}</span>').format(Markup(" · ").join(links))


def macro_law(here: Here, id: str, section: str) -> Markup:
    """Zákon a paragraf do závorky, třeba {{ law("zakon-561-2004", "§ 36") }}."""
    law = _find(here.site.laws, id)
    label = text(f"{section} zákona č. {law.number}")
    return Markup('<a class="law" rel="noopener" href="{}">{}</a>').format(law.source_url, label)


def macro_situation(here: Here, id: str) -> Markup:
    """Odkaz na situaci jejím názvem. `id` je identifikátor situace."""
    situation = _find(here.site.situations, id)
    return Markup('<a href="{}situace/{}/">{}</a>').format(here.root, id, text(situation.row.title))


def macro_count(here: Here, what: str) -> Markup:
    """Počet do věty: services (služby), providers, situations, kinds, municipalities."""
    site = here.site
    known: dict[str, int] = {
        "services": sum(1 for one in site.services.values() if one.active),
        "providers": len(site.providers),
        "situations": len(site.situations),
        "kinds": len(site.kinds),
        "municipalities": len(site.covered_municipalities()),
    }
    return escape(czech.number(_find(known, what)))


def macro_trust_levels(here: Here) -> Markup:
    """Kolik služeb má kterou spolehlivost údajů, jako tabulka."""
    labels: dict[str, int] = {}
    for one in here.site.services.values():
        label = trust(one.row).label
        label = "ověřeno člověkem" if label.startswith("ověřeno ") else label
        labels[label] = labels.get(label, 0) + 1
    return here.renderer.part("prose", "trust", here.root, sorted(labels.items()))


def part_guide_head(here: Here, situation: str) -> Markup:
    """The head of a guide: theme, title, one calming sentence."""
    return here.renderer.part("guide", "head", here.root, _find(here.site.situations, situation))


def part_guide_crumbs(here: Here, situation: str) -> Markup:
    """Breadcrumbs of a guide: its theme is known only from the data."""
    one = _find(here.site.situations, situation)
    return here.renderer.part("guide", "crumbs", here.root, one)


def part_guide_exit(here: Here, situation: str) -> Markup:
    """The way out on guides about violence and abuse."""
    return Markup(EXIT if _find(here.site.situations, situation).row.quick_exit else "")


def part_guide_body(here: Here, situation: str) -> Markup:
    """The class of a guide's body: scripts store nothing on pages that people may have to leave quickly."""
    return Markup(' class="quick-exit"' if _find(here.site.situations, situation).row.quick_exit else "")


def part_guide_foot(here: Here, situation: str, sources: list[dict[str, str]], reviewed: str) -> Markup:
    """What follows the text of a guide: services by territory, related situations, sources, review."""
    one = _find(here.site.situations, situation)
    view = situation_view(here.site, one)
    return here.renderer.part("guide", "foot", here.root, one, view.data["groups"], sources, reviewed)


def macro_macro_list(here: Here) -> Markup:
    """Seznam všech maker s popisem, pro stránku o makrech."""
    known = [(name, " ".join((function.__doc__ or "").split())) for name, function in sorted(MACROS.items())]
    return here.renderer.part("prose", "macro_list", here.root, known)


PARTS: dict[str, Callable[..., Markup]] = {
    name.removeprefix("part_"): function
    for name, function in sorted(globals().items())
    if name.startswith("part_")
}
"""Parts that every guide gets without asking; texts do not call them."""
MACROS: dict[str, Callable[..., Markup]] = {
    name.removeprefix("macro_"): function
    for name, function in sorted(globals().items())
    if name.startswith("macro_")
}
"""Every macro by the name that texts use."""
