"""Our own Jinja environment: everything from a package is escaped, a missing name is an error."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from macros.files import kept
from macros.files.code import CODE
from macros.files.installed import version
from macros.model.keys import digest
from macros.model.site import Site
from macros.page.common import View, feedback
from macros.page.compiled import SOURCE, QuickEnvironment, as_undefined
from macros.page.family import Page
from macros.page.glossary import Glossary, Term
from macros.page.panel import Panel
from macros.words import czech
from macros.words.language import DEFAULT, LANGUAGES, Language
from macros.words.typesetting import typeset_template

T = TypeVar("T")


def template_folders() -> tuple[Path, ...]:
    """Folders with templates: those of the engine, and those that subjects have beside their code."""
    found = {path.parents[1] for path in CODE.rglob("templates/*/*.html")}
    return tuple(sorted(found))


class _Loader(FileSystemLoader):
    """Finds templates; the texts in them are set by Czech rules like those of the data."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Source of a template, its path, and whether it is still the same."""
        source, path, current = super().get_source(environment, template)
        # Jinja drops the last line break of a file; a panel keeps it, as other sections follow.
        return typeset_template(source) + "\n" * template.startswith("panels/"), path, current


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
        "web": _ready(web),
    }
    env.filters |= filters
    env.safe_filters = frozenset(filters)
    env.globals["icon"] = icon
    return env


def web(url: str, most: int = 70, leeway: int = 5) -> str:
    """A web address as people read it: a long one is cut and ends with three dots."""
    return url if len(url) <= most + leeway else f"{url[: most - 3]}..."


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


def _fields(data: Any) -> dict[str, Any]:
    """What a template is given, by name."""
    return {name: getattr(data, name) for name in data.__struct_fields__}


class Renderer:
    """Renders pages of one site; what several pages share is rendered once.

    `makers` are the tools of subjects (`Subject.tools`), `terms` are explained where they stand, and the numbers
    `called` are links where sentences name them (filters x and c). `root` is the way from a page to the root of the
    site ("../../"); shared parts are kept by it.
    """

    def __init__(
        self,
        site: Site,
        cache_dir: Path | None = None,
        makers: Iterable[Tools] = (),
        terms: Iterable[Term] = (),
        called: Collection[str] = (),
    ) -> None:
        self.site, self.cache_dir = site, cache_dir
        self.env = environment(cache_dir, site.language)
        self.glossary = Glossary(terms, called)
        self.env.filters |= {"x": self.glossary.text, "c": self.glossary.calls}
        self.env.safe_filters |= {"x", "c"}
        self.env.filters["abbreviations"] = self.glossary.abbreviations
        self._shared: dict[type, Any] = {}
        self._makers = tuple(make(self) for make in makers)
        self.tools: Callable[[str], SimpleNamespace] = cache(self._made_tools)
        """Names that every template may use, by `root`."""
        self._names: Callable[[str], dict[str, Any]] = cache(self._common_names)
        self._fillers: dict[str, Callable[[dict[str, Any]], str]] = {}
        self._last: dict[Panel[Any], tuple[dict[str, Any], Any, Markup]] = {}

    def __getitem__(self, kind: type[T]) -> T:
        """What a subject shares between pages, made once by `kind(renderer)`."""
        found = self._shared.get(kind)
        if found is None:
            found = self._shared[kind] = kind(self)  # type: ignore[call-arg]
        return found

    def compile(self) -> None:
        """Compile all templates of pages, panels and parts now, not when they are first needed."""
        for name in self.env.list_templates(["html"]):
            self.env.get_template(name)

    def page(self, page: Page, view: View, root: str | None = None) -> str:
        """Return the content of a page as HTML, without the shell around it.

        `root` is given where the page may be shown at any depth (404).
        """
        names = self._names("../" * page.depth if root is None else root)
        try:
            panels = tuple(self._panels(page, names))
            filled = self._filler(f"pages/{page.family.name}.html")
            content = filled(names | _fields(view.data) | {"view": view, "panels": panels})
        except AttributeError as error:
            raise as_undefined(error) from error
        return self.glossary.with_notes(content)

    def _panels(self, page: Page, names: dict[str, Any]) -> Iterator[Markup]:
        """Yield the sections of other subjects that are shown on a page."""
        for panel in page.family.panels:
            shown = panel.view(self.site, page.subject)
            if shown is None:
                continue
            # Neighbours often show the same: what a panel is given and the way to the root say it all.
            last = self._last.get(panel)
            if last is None or last[0] is not names or last[1] != shown:
                html = Markup(self._filler(panel.template)(names | _fields(shown)))
                last = self._last[panel] = names, shown, html
            yield last[2]

    def _filler(self, template: str) -> Callable[[dict[str, Any]], str]:
        """What renders a template of a page or of a panel."""
        found = self._fillers.get(template)
        if found is None:
            found = self._fillers[template] = self.env.get_template(template).fill
        return found

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
        """Names that every template may use: `root`, and what subjects share, bound to it."""
        settings = self.site.settings
        names: dict[str, Any] = {
            "root": root,
            "absolute": settings.site_url.__add__,
            "feedback": partial(feedback, settings),
        }
        for tools in self._makers:
            names |= tools(root)
        return SimpleNamespace(**names)


Tools = Callable[[Renderer], Callable[[str], Mapping[str, Any]]]
"""What a subject lends to all templates: for a renderer, names by the way to the root of the site."""
