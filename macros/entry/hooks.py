"""The few MkDocs events. No logic: what they gather goes into a `Bundle`, and `publish` makes the site."""

from __future__ import annotations

import posixpath
import re
from contextlib import ExitStack
from functools import lru_cache
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from macros.data.heads import texts
from macros.data.paths import TEXTS
from macros.data.paths import files as sources
from macros.data.problems import BadData, Problem, report
from macros.data.settings import Settings, settings_from
from macros.files.code import CODE
from macros.files.kept import cache_of
from macros.load import guard, load_site
from macros.page import shell
from macros.page.common import EXIT, QUICK, Crumb, Origin, traces
from macros.portal import CALLED, SECTIONS, families
from macros.publish.lock import alone
from macros.publish.site_folder import refuse
from macros.publish.style import style
from macros.texts.bundle import Bundle, Prose
from macros.texts.clean import clean
from macros.texts.guides import arrange, fold
from macros.texts.prose import Recorder
from macros.texts.reading import before_reading, foreign_files
from macros.texts.sandbox import SIGN, calls_in, confine
from macros.words.typesetting import typeset_html

if TYPE_CHECKING:
    from macros.entry.preview import Preview

DEPTHS = (1, 2, 3)
PARTS = ("", *sorted({family.section for family in families()} - {""}))
"""Parts of the site, each with shells of its own; "" is that of the pages which belong to none."""


_cleaned = lru_cache(maxsize=1 << 9)(clean)
"""A live preview sees most texts again as they were."""


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options of its own: `extra: rozcestnik:` holds the settings of the portal."""


class RozcestnikPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Turns data packages into pages around a MkDocs build."""

    preview: Preview | None = None
    """What leads a live preview, once it began."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a build or a live preview."""
        self.serving = command == "serve"
        self.gathering: Path | None = None
        self.preview = None  # MkDocs keeps one plugin for all that it does in a process
        self.alone = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start anew; a build goes into a folder beside the site, so that a failure harms nothing."""
        self.root = Path(str(config.config_file_path)).parent
        if self.gathering is None:
            self._guard(config)
        self.settings: Settings = settings_from(dict(config))
        self.recorder = Recorder()
        self.final = Path(config.site_dir)
        self.sources: dict[str, str] = {}
        if not self.serving and self.gathering is None:
            self._begin()
            config.site_dir = str(cache_of(self.root, "mkdocs"))
        if self.serving:
            # Only where it is needed: a build beside which MkDocs works waits for every import.
            from macros.entry.preview import Preview

            self.preview = self.preview or Preview(self.root, self.final)
            config.site_dir = str(self.preview.folder)
        # 404.html and sitemap.xml are ours: they must know the generated pages too.
        config.theme.static_templates.clear()
        self.theme = Path(config.theme.custom_dir) if config.theme.custom_dir else None
        if self.theme and _stands_alone(self.theme):
            # MkDocs would look through all of the stock theme, fifteen thousand icons, to leave it behind.
            config.theme.dirs[:] = [str(self.theme)]
        self.bundle = Bundle(Path(config.site_dir))
        return config

    def _guard(self, config: MkDocsConfig) -> None:
        """Stop before anything is opened or written. `rozcestnik build` has looked already when it gathers."""
        try:
            guard(self.root, Path(str(config.config_file_path)).name)
            if unread := [one for text in texts(self.root) for one in text.problems]:
                raise BadData(unread)
        except BadData as error:
            raise PluginError(f"\n\n{error}\n") from error

    def _begin(self) -> None:
        """Before `mkdocs build` writes anything: alone, and into a folder that a site may be built into."""
        try:
            refuse(self.root, self.final)
            self.alone.enter_context(alone(self.root))
        except BadData as error:
            raise PluginError(f"\n\n{error}\n") from error

    def on_shutdown(self) -> None:
        """Let the next command work."""
        self.alone.close()
        if self.preview:
            self.preview.close()
            self.preview = None  # MkDocs keeps this object for the next portal of the process

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Mount `strategy/` where its texts stand in the site, and leave the stock theme's own assets behind.

        What lies beside the texts is looked at here, and mkdocs-macros is confined: all plugins have been
        configured by now, in whatever order mkdocs.yml names them.
        """
        _stop_at(list(foreign_files(self.root)))
        if "macros" in config.plugins:
            confine(config.plugins["macros"], CALLED)
        stock = [Path(one) for one in config.theme.dirs[1:]]
        for file in list(files):
            source = Path(str(file.abs_src_path))
            if file.src_uri.startswith("assets/") and any(source.is_relative_to(one) for one in stock):
                files.remove(file)
            else:
                self.sources[file.src_uri] = f"catalogue/{file.src_uri}"
        folder = self.root / "strategy"
        for path in sources(self.root, "strategy", ".md"):
            name = path.relative_to(folder).as_posix()
            file = File(TEXTS["strategy"] + name, str(folder), config.site_dir, use_directory_urls=True)
            file.abs_src_path = str(path)
            files.append(file)
            self.sources[file.src_uri] = f"strategy/{name}"
        return files

    def record(self, macro: str, args: tuple[Any, ...], kwargs: dict[str, Any], page: Page) -> str:
        """Remember a macro call of a text with the line on which it stands."""
        file = self.sources.get(page.file.src_uri, page.file.src_uri)
        before = sum(1 for one in self.recorder.calls if one.file == file and one.macro == macro)
        rows = [row for name, row in calls_in(_source(page)) if name == macro]
        return self.recorder.record(macro, args, kwargs, file, rows[before] if before < len(rows) else 0)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Stop at all that is no call of a macro, before mkdocs-macros would run it."""
        file = self.sources.get(page.file.src_uri, page.file.src_uri)
        _stop_at(before_reading(_source(page), markdown, dict(page.meta), file, CALLED))
        return markdown

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Keep the theme's environment: shells are rendered with it."""
        self.env = env
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Fill the slots of a hand-written page; those that need data stay marks."""
        file = self.sources.get(page.file.src_uri, "")
        title = SIGN.sub("", str(page.meta.get("title") or page.title or self.settings.name))
        description = SIGN.sub("", str(page.meta.get("description") or self.settings.description))
        url = page.url if page.url != "./" else ""
        steps = [
            Crumb(SIGN.sub("", str(one.title)), one.url) for one in _index_pages(page) if one is not page
        ]
        home, situation = url == "", page.meta.get("guide")
        quick, root = bool(page.meta.get("quick_exit")), "../" * url.count("/")
        context["rz"] = self._site_slots(_section(url), str(context["base_url"])) | {  # type: ignore[typeddict-unknown-key]
            **shell.head(
                self.settings, self.settings.name if home else title, description, url, str(situation or "")
            ),
            "robots": "",
            "feed": "",
            "jsonld": shell.script(
                [_website(self.settings)] if home else [_crumb_list(self.settings, steps, title, url)]
            ),
            "body": ' class="home way-out"' if home else QUICK if quick else "",
            "exit": EXIT if home or quick else "",
            "crumbs": "" if home else shell.crumbs(steps, title, root) + (traces(root) if quick else ""),
            "source": shell.source(self.settings, Origin(file, 0)),
            "slot": False,
            "home": home,
        }
        if situation:
            context["rz"]["exit"] = self._part("guide_exit", page, situation)  # type: ignore[typeddict-item]
            context["rz"]["body"] = self._part("guide_body", page, situation)  # type: ignore[typeddict-item]
            context["rz"]["crumbs"] = self._part("guide_crumbs", page, situation)  # type: ignore[typeddict-item]
        return context

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Clean the HTML of a text; Czech typography, everywhere but in code; then the form of a guide."""
        file = self.sources.get(page.file.src_uri, page.file.src_uri)
        html, found = _cleaned(html, _source(page), file)
        _stop_at(found)
        html = typeset_html(html)
        situation = page.meta.get("guide")
        if not situation:
            return fold(html)
        sources = [
            {key: str(one.get(key, "")) for key in ("title", "url", "read_on")}
            for one in page.meta.get("sources", ())
        ]
        head = self._part("guide_head", page, situation)
        foot = self._part("guide_foot", page, situation, sources, str(page.meta.get("reviewed", "")))
        call, jumps = self._part("guide_call", page, situation), self._part("guide_jumps", page)
        return f"{head}\n{arrange(html, call, jumps)}\n{foot}"

    def _part(self, name: str, page: Page, *args: Any) -> str:
        file = self.sources.get(page.file.src_uri, page.file.src_uri)
        return self.recorder.record(name, args, {}, file, 1)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a hand-written page with its marks."""
        url = page.url if page.url != "./" else ""
        text = re.sub(r"<[^>]+>", " ", re.sub(r"<!--rz:(\d+)-->", self._told, page.content or ""))
        file = self.sources.get(page.file.src_uri, "")
        title = SIGN.sub("", str(page.title)) if url else self.settings.name
        sought = [SIGN.sub("", str(one)) for one in page.meta.get("search", ())]
        self.bundle.pages.append(Prose(url, output, title, " ".join(text.split()), file, sought))
        return output

    def _told(self, mark: re.Match[str]) -> str:
        """What the search reads in place of a macro: the name of the portal, nothing of the data."""
        return escape(self.settings.name) if self.recorder.calls[int(mark[1])].macro == "portal" else " "

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Render the shells; then, unless `rozcestnik build` only gathers, make the whole site or what it lacks."""
        from macros.publish.story import publish

        for section in PARTS:
            for depth in DEPTHS:
                self.bundle.shells[f"{section}|{depth}"] = self._shell(section, "../" * depth, config)
        self.bundle.shells["|0"] = self._shell("", self._absolute(), config)
        self.bundle.calls = self.recorder.calls
        self.bundle.version = self._assets()
        if self.preview:
            self.preview.gathered(self.bundle, self.settings)
        elif self.gathering is None:
            try:
                site = load_site(self.root, self.settings).site
                publish(self.root, site, lambda: self.bundle, self.final)
            except BadData as error:
                raise PluginError(f"\n\n{error}\n") from error

    def _absolute(self) -> str:
        """The 404 page may be shown at any depth, so it needs absolute addresses."""
        path = re.sub(r"^https?://[^/]+", "", self.settings.site_url)
        return path or "/"

    def _shell(self, section: str, root: str, config: MkDocsConfig) -> str:
        base = root.rstrip("/") if root != "/" else ""
        values = self._site_slots(section, base) | {name: shell.mark(name) for name in shell.PAGE_SLOTS}
        if root.startswith("/"):
            values["canonical"] = ""  # shown at any address, these pages have none of their own
        context = {
            "config": config,
            "base_url": base,
            "rz": values | {"slot": True, "home": False},
            "page": SimpleNamespace(),
        }
        return str(self.env.get_template("main.html").render(context))

    def _site_slots(self, section: str, base: str) -> dict[str, Any]:
        up = "" if base in (".", "") else f"{base}/"
        return {name: shell.mark(name) for name in shell.SITE_SLOTS} | {
            "csp": "" if self.serving else shell.csp_meta(),
            "up": up,
            "start": up or "./",
            "here": {name: name == section for name in PARTS},
            "operator": self.settings.operator,
            "version": self._assets(),
        }

    def _assets(self) -> str:
        """A short digest of styles and scripts, so that browsers keep them until they change.

        A preview keeps its first one: its server lets no browser keep anything, and pages stay as they are.
        """
        from hashlib import blake2b

        if not hasattr(self, "_digest"):
            digest = blake2b(style(), digest_size=4)
            for path in sorted(self.theme.glob("assets/**/*")) if self.theme else ():
                if path.suffix in (".css", ".js"):
                    digest.update(path.read_bytes())
            self._digest = digest.hexdigest()
        return self._digest

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch our own templates too, wherever the package lies; the other folders stand in mkdocs.yml."""
        server.watch(str(CODE))
        if self.preview:
            from macros.entry.preview import hear

            self.preview.take_over(server, builder)
            hear(server, [str(CODE), config.docs_dir, str(config.config_file_path), *config.watch])
        return server


def _stands_alone(theme: Path) -> bool:
    """Whether no template of a theme's folder asks for another, which may be one of the stock theme."""
    asks = re.compile(r"\{%-?\s*(extends|include|import|from)\b")
    return not any(asks.search(path.read_text(encoding="utf-8")) for path in theme.rglob("*.html"))


def _source(page: Page) -> str:
    return Path(str(page.file.abs_src_path)).read_text(encoding="utf-8-sig")


def _stop_at(found: list[Problem]) -> None:
    if found:
        raise PluginError(f"\n\n{report(found)}\n") from BadData(found)


def _index_pages(page: Page) -> list[Page]:
    """The pages above a hand-written page: the index page of each section it lies in."""
    found = []
    for section in reversed(list(page.ancestors)):
        children = section.children if isinstance(section, Section) else []
        first = next((one for one in children if isinstance(one, Page)), None)
        if first is not None and posixpath.basename(first.file.src_uri) == "index.md":
            found.append(first)
    return found


def _section(url: str) -> str:
    """The section of a hand-written page: that of the pages in whose folder it stands."""
    return next((one for folder, one in SECTIONS.items() if url.startswith(folder)), "")


def _website(settings: Settings) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "name": settings.name,
        "description": settings.description,
        "inLanguage": "cs",
        "url": settings.site_url,
    }


def _crumb_list(settings: Settings, steps: list[Crumb], title: str, url: str) -> dict[str, Any]:
    from macros.page import jsonld

    return jsonld.breadcrumbs(settings.site_url, steps, title, url)
