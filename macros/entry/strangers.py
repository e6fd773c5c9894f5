"""Building somebody else's branch: what in its settings would run, and is refused before MkDocs reads it.

mkdocs.yml can name hooks, plugins and Python objects, and templates of the theme are code. That is MkDocs'
design and fine for one's own portal. In a branch of a stranger only data and texts may differ; this says
what else does. It cannot judge changed code of the project itself: who builds a stranger's branch installs
the package from a branch that is trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from macros.data.paths import files
from macros.data.problems import Problem, problem
from macros.texts.reading import EXTENSIONS

CONFIG = "mkdocs.yml"
THEME = "overrides"
TEMPLATES = {"main.html": "7a9b298dc29e1ba9b17a1132cd9d2e4a30328703b4d469c60dfad45c3937a8ee"}
"""Templates of the theme that this version comes with, by SHA-256; a test says when they are others."""
_SITE = (
    "site_name site_description site_url site_author site_dir repo_url repo_name edit_uri copyright strict"
)
_BUILD = "docs_dir use_directory_urls theme nav not_in_nav plugins markdown_extensions watch validation extra"
KEYS = frozenset(f"{_SITE} {_BUILD}".split(" "))
"""Keys of mkdocs.yml that a portal needs; others load code, or files from elsewhere."""
PLUGINS: dict[str, dict[str, Any]] = {
    "macros": {"modules": ["macros"], "on_undefined": "strict", "on_error_fail": True, "include_dir": ""},
    "rozcestnik": {},
}
PATTERNS = frozenset(
    {
        r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        "^(-|[a-z0-9]+(-[a-z0-9]+)*(;[a-z0-9]+(-[a-z0-9]+)*)*)$",
        "^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4])?$",
        "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$",
        "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        "^([a-z0-9]+(-[a-z0-9]+)*/)+$",
        "^(basic|transition|secondary|after)(;(basic|transition|secondary|after))*$",
        "^(priority|goal|measure|activity)(;(priority|goal|measure|activity))*$",
        "^CZ0[0-9A-F]{3}$",
        "^CZ0[1-8][0-9]$",
        "^[0-9]+/[0-9]{4} Sb\\.$",
        "^[0-9]{1,2}$",
        "^[0-9]{1,3}$",
        "^[0-9]{4}$",
        "^[0-9]{5}$",
        "^[0-9]{6}$",
        "^[0-9]{8}$",
        "^[0-9a-f]{7,40}$",
        "^[1-7][0-9]{4}$",
        "^[A-Z0-9]+([_-][A-Z0-9]+)*$",
        "^[A-Z]{2}$",
        "^[A-Za-z0-9]+([/._-][A-Za-z0-9]+)*$",
        "^[^;]+;[^;]+;[^;]+(;[^;]+)?$",
        "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$",
        "^[a-z0-9-]+$",
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        "^[a-z0-9]+(-[a-z0-9]+)*(;[a-z0-9]+(-[a-z0-9]+)*)*$",
        "^[a-z]{2,3}$",
        "^[a-z]{2,3}(;[a-z]{2,3})*$",
        "^\\+[0-9]{9,15}$",
        '^https?://[^\\s<>"]+$',
        "^§ [0-9]+[a-z]?$",
    }
)
"""Patterns of our schemas; a test holds the list. A pattern is code: `(a+)+b` keeps the machine busy for years."""
THEME_KEYS = frozenset({"name", "custom_dir", "language", "font", "favicon"})
TOC_KEYS = frozenset({"permalink", "toc_depth"})
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)


def is_strangers(environment: Mapping[str, str]) -> bool:
    """Whether a CI says that it builds a branch from somebody else's copy of the repository."""
    if not environment.get("CI"):
        return False
    source = environment.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID")
    if source and source != environment.get("CI_MERGE_REQUEST_PROJECT_ID"):
        return True
    if not environment.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
        return False
    try:
        told = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["pull_request"]
        return bool(told["head"]["repo"]["full_name"] != told["base"]["repo"]["full_name"])
    except (OSError, ValueError, KeyError, TypeError):
        return True  # a copy that was deleted, or nothing to go by


def foreign_code(root: Path) -> list[Problem]:
    """Everything in a portal's settings and theme that would run and does not come with this version."""
    return sorted({*_settings(root / CONFIG), *_files(root), *_patterns(root)})


def _settings(path: Path) -> Iterator[Problem]:
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        yield _refused(0, "soubor nejde přečíst")
        return
    tagged = list(_tagged(tree, set()))
    yield from tagged
    if tagged:
        return
    told = yaml.safe_load(text)
    if not isinstance(told, dict):
        yield _refused(0, "soubor není seznam nastavení")
        return
    rows = {key.value: key.start_mark.line + 1 for key, _ in tree.value} if tree else {}
    for key, said in [
        *_keys(told),
        *_plugins(told.get("plugins")),
        *_theme(told.get("theme")),
        *_marked(told),
    ]:
        yield _refused(rows.get(key, 0), said)


def _tagged(node: Any, seen: set[int]) -> Iterator[Problem]:
    """Values with a tag of Python, of the environment, or any other that plain YAML does not know."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if node.tag not in _TAGS:
        yield _refused(node.start_mark.line + 1, f"značka {node.tag.replace('tag:yaml.org,2002:', '!!')}")
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _tagged(key, seen)
            yield from _tagged(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _tagged(one, seen)


def _keys(told: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    for key in told:
        if key not in KEYS:
            yield str(key), f"nastavení {key}"
    if told.get("docs_dir") != "catalogue":
        yield "docs_dir", "docs_dir jinde než catalogue"
    if not _inside(told.get("site_dir", "site")):
        yield "site_dir", "site_dir mimo složku portálu"


def _plugins(told: Any) -> Iterator[tuple[str, str]]:
    named = _named(told)
    if named is None or "rozcestnik" not in named:
        yield "plugins", "seznam doplňků"
        return
    for name, options in named.items():
        if name not in PLUGINS:
            yield "plugins", f"doplněk {name}"
        elif (options or {}) != PLUGINS[name]:
            yield "plugins", f"jiné volby doplňku {name}"


def _theme(told: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(told, dict) or told.get("name") != "material":
        yield "theme", "jiný vzhled než material"
        return
    for key in sorted(map(str, told.keys() - THEME_KEYS)):
        yield "theme", f"volba vzhledu {key}"
    if told.get("custom_dir") != THEME:
        yield "theme", f"custom_dir jinde než {THEME}"


def _marked(told: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    named = _named(told.get("markdown_extensions"))
    for name, options in (named or {}).items():
        if name not in EXTENSIONS:
            yield "markdown_extensions", f"rozšíření {name}"
        elif options and (name != "toc" or not isinstance(options, dict) or options.keys() - TOC_KEYS):
            yield "markdown_extensions", f"jiné volby rozšíření {name}"
    if named is None:
        yield "markdown_extensions", "seznam rozšíření"


def _named(told: Any) -> dict[str, Any] | None:
    """Names with their options, as MkDocs lets them be written; None for anything else."""
    found: dict[str, Any] = {}
    for one in told if isinstance(told, list) else [told]:
        named = one if isinstance(one, dict) else {one: None} if isinstance(one, str) else None
        if named is None and one is not None:
            return None
        for name, options in (named or {}).items():
            if str(name) in found:
                return None  # MkDocs would load both, or take the options of either
            found[str(name)] = options
    return found


def _inside(value: Any) -> bool:
    path = PurePosixPath(str(value).replace("\\", "/"))
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0]


def _files(root: Path) -> Iterator[Problem]:
    """Templates that differ from those of this version, and a module that mkdocs-macros would import."""
    theme = root / THEME
    if theme.is_symlink():
        yield problem(THEME, 0, "", "stranger-file")
    for path in sorted(theme.rglob("*")):
        name = path.relative_to(theme).as_posix()
        if path.suffix in (".html", ".xml", ".py", ".yml") and _digest(path) != TEMPLATES.get(name):
            yield problem(f"{THEME}/{name}", 0, "", "stranger-file")
    for name in ("main.py", "main"):
        if (root / name).exists():
            yield problem(name, 0, "", "stranger-file")


def _patterns(root: Path) -> Iterator[Problem]:
    """Schemas with a pattern that does not come with this version. What is no JSON, `descriptors` refuses."""
    for path in files(root, "data_packages", ".json"):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        for one in told.get("fields") or () if isinstance(told, dict) else ():
            limits = one.get("constraints") if isinstance(one, dict) else None
            pattern = limits.get("pattern") if isinstance(limits, dict) else None
            if isinstance(pattern, str) and pattern not in PATTERNS:
                name = path.relative_to(root).as_posix()
                yield problem(name, 0, str(one.get("name", "")), "stranger-pattern", pattern)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _refused(row: int, said: str) -> Problem:
    return problem(CONFIG, row, "", "stranger-settings", said)
