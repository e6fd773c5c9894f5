"""What a portal covers and how it is called: the `extra: rozcestnik:` part of mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from macros.data.faults import FAULT_RULES, fault
from macros.data.parser_words import KEY_TWICE
from macros.data.problems import Problem, problem
from macros.data.settings_check import FILE, shape
from macros.data.yamls import Safe, czech, read_yaml, why
from macros.words.language import DEFAULT, LANGUAGES

# Words of the texts of issues repeat from page to page.
_quoted_word = lru_cache(maxsize=1 << 14)(quote)


def _quoted(text: str) -> str:
    return "%20".join(map(_quoted_word, text.split(" ")))


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one portal. Addresses end with a slash; empty strings mean "not given"."""

    name: str = "Portál"
    description: str = ""
    site_url: str = ""
    repo_url: str = ""
    branch: str = "main"
    regions: tuple[str, ...] = ()
    """Codes NUTS 3 of the regions whose municipalities get pages."""
    strategies: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    """Ids of the services whose phones stand on top of every page."""
    contact_email: str = ""
    feedback_url: str = ""
    """A form in which people say what is wrong; `{page}` in it stands for the address of the page."""
    operator: str = ""
    maps: bool = True
    """Whether pages offer maps (`maps: false` for a portal so large that a map would say nothing)."""
    leaflets: bool = False
    """Whether pages link to leaflets and cards, which `rozcestnik leaflets` makes."""
    site_dir: str = "site"
    """Folder of the built site, relative to mkdocs.yml."""
    language: str = DEFAULT
    """Code of the language, one of `words.language.LANGUAGES`."""
    unsaid: tuple[str, ...] = field(default=(), repr=False)
    """Which of the lists of mkdocs.yml (regions, strategies, emergency) are not there at all, be it empty."""
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    """What is wrong with mkdocs.yml; a portal with any is not built."""

    def issue_url(self, title: str, text: str) -> str:
        """Address of a new issue with title and text filled in, "" where the portal has no repository."""
        if not self.repo_url:
            return ""
        base = self.repo_url.rstrip("/")
        said = "%0A".join(map(_quoted, text.split("\n")))
        if "gitlab" in base:
            return f"{base}/-/issues/new?issue[title]={_quoted(title)}&issue[description]={said}"
        return f"{base}/issues/new?title={_quoted(title)}&body={said}"

    def source_url(self, path: str, row: int = 0) -> str:
        """Address of a file (and line) in the repository host, "" where the portal names none."""
        if not self.repo_url:
            return ""
        middle = "/-/blob/" if "gitlab" in self.repo_url else "/blob/"
        tail = "?plain=1" if path.endswith(".md") else ""
        line = f"#L{row}" if row else ""
        return f"{self.repo_url.rstrip('/')}{middle}{self.branch}/{path}{tail}{line}"


class _Loader(Safe):
    """mkdocs.yml may carry tags (!ENV, !!python/name) that do not matter here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


SETTING_RULES = ("language-missing", "setting-key", "setting-value", "settings-file", *FAULT_RULES)
"""All that may be wrong with mkdocs.yml by itself."""


def read_settings(root: Path, name: str = FILE) -> Settings:
    """Read mkdocs.yml of a portal. What cannot be read, is unknown or wrong stands in `Settings.problems`."""
    try:
        if not (root / name).is_file():  # a pipe would wait for ever; what it is, `paths.strange` says
            return Settings(problems=(_unread("soubor chybí, nebo to není obyčejný soubor."),))
        text = (root / name).read_text(encoding="utf-8")
        raw = read_yaml(text, _Loader)
    except OSError as error:
        return Settings(problems=(replace(fault(error), file=FILE),))
    except UnicodeDecodeError:
        return Settings(problems=(_unread("soubor není v kódování UTF-8."),))
    except yaml.YAMLError as error:
        reason, row = why(error)
        return Settings(problems=(_unread(f"není to správně zapsaný YAML ({_told(reason)}).", row),))
    problems = tuple(shape(raw, text, root))
    return replace(settings_from(raw if isinstance(raw, Mapping) else {}), problems=problems)


def _told(reason: str) -> str:
    key = reason.removeprefix("duplicate key ")
    return czech(reason) if key == reason else KEY_TWICE.format(key)


def _unread(reason: str, row: int = 0) -> Problem:
    return problem(FILE, row, "", "settings-file", reason=reason)


def settings_from(raw: Mapping[str, Any]) -> Settings:
    """Make `Settings` from the values of mkdocs.yml; a value of a wrong type counts as not given."""
    extra = raw.get("extra")
    found = extra.get("rozcestnik") if isinstance(extra, Mapping) else None
    mine: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    address = _said(raw, "site_url")
    theme = raw.get("theme")
    language = _said(theme, "language") if isinstance(theme, Mapping) else ""
    return Settings(
        name=_said(raw, "site_name") or "Portál",
        description=_said(raw, "site_description"),
        site_url=address if not address or address.endswith("/") else address + "/",
        repo_url=_said(raw, "repo_url"),
        branch=_said(mine, "branch") or "main",
        regions=_listed(mine.get("regions")),
        strategies=_listed(mine.get("strategies")),
        emergency=_listed(mine.get("emergency")),
        contact_email=_said(mine, "contact_email"),
        feedback_url=_said(mine, "feedback_url"),
        operator=_said(mine, "operator"),
        maps=bool(mine.get("maps", True)),
        leaflets=bool(mine.get("leaflets", False)),
        site_dir=_said(raw, "site_dir") or "site",
        language=language if language in LANGUAGES else DEFAULT,
        unsaid=tuple(one for one in ("emergency", "regions", "strategies") if one not in mine),
    )


def _said(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()
