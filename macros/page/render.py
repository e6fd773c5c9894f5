"""Our own Jinja environment: everything from a package is escaped, a missing name is an error."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from macros.files import kept
from macros.files.code import CODE
from macros.files.installed import version
from macros.model.keys import digest
from macros.model.site import Farther, Missing, Nearest, Service, Site, Situation
from macros.page.common import View, feedback, trust, where
from macros.page.compiled import SOURCE, QuickEnvironment, as_undefined
from macros.page.family import Page
from macros.page.glossary import Glossary
from macros.subjects.catalogue.leaflets import leaflet_url
from macros.subjects.coverage.near import WITHIN
from macros.subjects.evaluation.pages.evaluation import assessment_url, blank_form, policy_url, set_url
from macros.subjects.indicators.choropleth import drawn
from macros.subjects.strategy.pages.tree import node_url
from macros.subjects.territory.shapes import Shapes
from macros.subjects.towns.pages import SituationHelp, by_situation
from macros.words import czech
from macros.words.language import DEFAULT, LANGUAGES, Language
from macros.words.typesetting import typeset_template

Services = tuple[Service, ...]


def template_folders() -> tuple[Path, ...]:
    """Folders with templates: those of the engine, and those that subjects have beside their code."""
    found = {path.parents[1] for path in CODE.rglob("templates/*/*.html")}
    return tuple(sorted(found))


class _Loader(FileSystemLoader):
    """Finds templates; the texts in them are set by Czech rules like those of the data."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Source of a template, its path, and whether it is still the same."""
        source, path, current = super().get_source(environment, template)
        return typeset_template(source), path, current


class _Compiled(BytecodeCache):
    """Compiled templates kept between runs, each with a digest: half a program must not be run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source_checksum(self, source: str) -> str:
        """Digest of a template and of what makes code of it."""
        return digest([source.encode(), SOURCE, version("jinja2").encode()]).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a kept template, where one is kept whole."""
        if raw := kept.load_bytes(self._folder / bucket.key):
            bucket.bytecode_from_string(raw)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        kept.save_bytes(self._folder / bucket.key, bucket.bytecode_to_string())


def environment(cache_dir: Path | None = None, language: Language = LANGUAGES[DEFAULT]) -> QuickEnvironment:
    """Make the environment; `cache_dir` keeps compiled templates between runs, filters speak `language`."""
    bytecode: _Compiled | None = None
    if cache_dir is not None:
        kept.made_folder(cache_dir)
        bytecode = _Compiled(cache_dir)
    env = QuickEnvironment(
        loader=_Loader(template_folders()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=bytecode,
        auto_reload=False,
        cache_size=-1,
        # What a filter makes of a constant must not be kept with the compiled template: filters change.
        optimized=False,
    )
    filters = {
        # What stands on one page only is forgotten again: a country has more texts than memory should hold.
        "t": lru_cache(maxsize=1 << 13)(lambda value: escape(language.typeset(value))),
        "number": _ready(language.number),
        "date": _ready(language.date),
        "phone": _ready(language.phone),
        "tel": _ready(language.tel_href),
        "plural": _ready(language.plural),
    }
    env.filters |= filters
    env.safe_filters = frozenset(filters)
    env.globals["icon"] = icon
    return env


def _ready(words: Callable[..., str]) -> Callable[..., Markup]:
    """A filter that escapes, and remembers what it gave: values repeat, the same phone on many pages."""
    return cache(lambda *args, **kwargs: escape(words(*args, **kwargs)))


@lru_cache(maxsize=1 << 13)
def text(value: str) -> Markup:
    """Czech typography and escaping in one step, done once for a text that stands on many pages.

    What stands on one page only is forgotten again: a country has more texts than memory should hold.
    """
    return escape(czech.typeset(value))


@cache
def icon(name: str) -> Markup:
    """An icon by its class; the drawing is in icons.css, so that a page carries 40 bytes for it."""
    return Markup(f'<i class="i i-{name}" aria-hidden="true"></i>')


class Renderer:
    """Renders pages of one site; what several pages share is rendered once.

    `root` is the way from a page to the root of the site ("../../"); shared parts are kept by it.
    """

    def __init__(self, site: Site, cache_dir: Path | None = None) -> None:
        self.site = site
        self.env = environment(cache_dir, site.language)
        self.glossary = Glossary(site.terms.values())
        self.env.filters["x"] = self.glossary.text
        self.env.safe_filters |= {"x"}
        self.env.filters["abbreviations"] = self.glossary.abbreviations
        self._shapes = Shapes(site, cache_dir.parent if cache_dir else None)
        self.tools: Callable[[str], SimpleNamespace] = cache(self._made_tools)
        """Names that every template may use, by `root`."""
        self._names: Callable[[str], dict[str, Any]] = cache(self._common_names)
        self._pages: dict[str, Callable[[dict[str, Any]], str]] = {}
        parts: Any = self.env.get_template("parts/services.html").module
        self._parts = parts
        self._cards: dict[tuple[str, str, str], Markup] = {}
        self._nobody: Markup = self._parts.nobody()
        self._where: Callable[[Service], str] = cache(where)
        self._asked: Callable[[Situation, str], Markup] = cache(self._parts.asked)
        self._more: Callable[[int], Markup] = cache(self._parts.more)
        self._far: Callable[[str, int], Markup] = cache(self._parts.far)
        self._nobody_near: Markup = self._parts.nobody_near(WITHIN)
        self._blocks: OrderedDict[tuple[str, ...], Markup] = OrderedDict()

    def compile(self) -> None:
        """Compile all templates of pages and parts now, not when they are first needed."""
        for name in self.env.list_templates(["html"]):
            self.env.get_template(name)

    def page(self, page: Page, view: View, root: str | None = None) -> str:
        """Return the content of a page as HTML, without the shell around it.

        `root` is given where the page may be shown at any depth (404).
        """
        name = page.family.name
        if name not in self._pages:
            self._pages[name] = self.env.get_template(f"pages/{name}.html").fill
        names = self._names("../" * page.depth if root is None else root)
        try:
            content = self._pages[name](names | view.data | {"view": view})
        except AttributeError as error:
            raise as_undefined(error) from error
        return self.glossary.with_notes(content)

    def part(self, name: str, macro: str, root: str, *args: object, **kwargs: object) -> Markup:
        """Render one macro of a file under `templates/parts/` with the tools that pages have."""
        module = self.env.get_template(f"parts/{name}.html").module
        try:
            rendered: Markup = getattr(module, macro)(*args, tools=self.tools(root), **kwargs)
        except AttributeError as error:
            raise as_undefined(error) from error
        return rendered

    def _common_names(self, root: str) -> dict[str, Any]:
        """All that pages see beside their own data."""
        tools = self.tools(root)
        return {**self.env.globals, "site": self.site, "tools": tools, **vars(tools)}

    def _made_tools(self, root: str) -> SimpleNamespace:
        """Names that every template may use: `root`, and shared parts bound to it."""
        settings = self.site.settings
        names = {
            "root": root,
            "absolute": settings.site_url.__add__,
            "feedback": partial(feedback, settings),
            "leaflet": leaflet_url if settings.leaflets else None,
            "all_regions": self.site.covered_regions(),
            "card": partial(self._shared, "card", root),
            "line": partial(self._shared, "line", root),
            "drawn": drawn,
            "land": self._shapes.land,
            "office_line": partial(self._shared, "office", root),
            "helps_here": partial(self.helps_here, root),
            "helps_folded": partial(self.helps_folded, root),
            "nearest": partial(self.nearest, root),
            "lacking": partial(self.lacking, root),
            "from_region": partial(self.from_region, root),
            "node_url": node_url,
            "assessment_url": assessment_url,
            "blank_form": blank_form,
            "policy_url": policy_url,
            "set_url": set_url,
            "where": self._where,
        }
        return SimpleNamespace(**names)

    def _shared(self, name: str, root: str, service: Service) -> Markup:
        key = (name, root, service.row.id)
        found = self._cards.get(key)
        if found is None:
            macro: Callable[..., Markup] = getattr(self._parts, name)
            facts: tuple[Any, ...] = ()
            if name == "helper_far":
                facts = (self._where(service) if service.places else "",)
            elif name not in ("helper", "office"):
                facts = (trust(service.row), self._where(service))
            found = self._cards[key] = macro(service, root, *facts)
        return found

    def helps_here(self, root: str, services: Services, far: Services = ()) -> Markup:
        """Who helps in which situation: one block for all places that the same services serve.

        `far` are those of them that have no place near.
        """

        def block() -> Markup:
            themes = by_situation(self.site, services)
            rows = [(one.theme.row, self._lines(root, one.situations, far)) for one in themes]
            made: Markup = self._parts.helps(rows)
            return made

        return self._block("helps", root, services, far, block)

    def helps_folded(self, root: str, services: Services, far: Services = ()) -> Markup:
        """Who helps in which situation, themes folded, without the situations in which nobody does."""

        def block() -> Markup:
            themes = by_situation(self.site, services)
            helped = [(one.theme.row, [line for line in one.situations if line.helps]) for one in themes]
            rows = [(theme, len(lines), self._lines(root, lines, far)) for theme, lines in helped if lines]
            made: Markup = self._parts.folded(rows)
            return made

        return self._block("folded", root, services, far, block)

    def _block(
        self, name: str, root: str, services: Services, far: Services, make: Callable[[], Markup]
    ) -> Markup:
        """A block that depends on nothing but the services; kept for the municipalities that come next."""
        key = (name, root, *(one.row.id for one in services), "", *(one.row.id for one in far))
        found = self._blocks.get(key)
        if found is None:
            found = self._blocks[key] = make()
            if len(self._blocks) > 64:
                self._blocks.popitem(last=False)
        return found

    def nearest(self, root: str, one: Nearest) -> Markup:
        """A service that does not serve the place, and how far it is."""
        return self._shared("helper", root, one.service) + self._far(one.town.label, one.km)

    def lacking(self, root: str, missing: Sequence[Missing]) -> Markup:
        """Situations in which nobody local helps, each with who is nearest."""
        pieces: list[str] = []
        for one in missing:
            pieces += ("<div>", self._asked(one.situation, root))
            pieces += (self.nearest(root, one.nearest) if one.nearest else self._nobody_near, "</div>")
        return Markup("".join(pieces))

    def from_region(self, root: str, found: Sequence[Farther]) -> Markup:
        """Situations in which only somebody from elsewhere in the region helps, each with the nearest."""
        pieces: list[str] = []
        for one in found:
            pieces += ("<div>", self._asked(one.situation, root), self._shared("helper", root, one.service))
            if one.town and one.km is not None:
                pieces.append(self._far(one.town.label, one.km))
            else:
                pieces.append(self._parts.somewhere(one.town.label if one.town else ""))
            pieces.append("</div>")
        return Markup("".join(pieces))

    def _lines(self, root: str, lines: Sequence[SituationHelp], far: Services) -> Markup:
        """The situations of a theme and who helps in each: joined from pieces rendered once."""
        pieces: list[str] = []
        away = {one.row.id for one in far}
        for line in lines:
            pieces += ("<div>", self._asked(line.situation, root))
            for one in line.helps:
                name = "helper_far" if one.service.row.id in away else "helper"
                pieces.append(self._shared(name, root, one.service))
            if not line.helps:
                pieces.append(self._nobody)
            if line.more:
                pieces.append(self._more(line.more))
            pieces.append("</div>")
        return Markup("".join(pieces))
