"""What a portal covers and how it is called: the `extra: rozcestnik:` part of mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from macros.problems import Problem, nearest, problem

# Lines of the texts of issues repeat from page to page.
_quoted = lru_cache(maxsize=1 << 12)(quote)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one portal. Addresses end with a slash; empty strings mean "not given"."""

    name: str = "Rozcestník"
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
    operator: str = ""
    maps: bool = True
    """Whether pages offer maps (`maps: false` for a portal so large that a map would say nothing)."""
    leaflets: bool = False
    """Whether pages link to leaflets and cards, which `rozcestnik leaflets` makes."""
    site_dir: str = "site"
    """Folder of the built site, relative to mkdocs.yml."""

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


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """mkdocs.yml may carry tags (!ENV, !!python/name) that do not matter here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(root: Path) -> Settings:
    """Read mkdocs.yml of a portal. OSError or yaml.YAMLError where it cannot be read."""
    raw = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader) or {}
    return settings_from(raw)


def settings_from(raw: dict[str, Any]) -> Settings:
    """Make `Settings` from the values of mkdocs.yml."""
    mine = (raw.get("extra") or {}).get("rozcestnik") or {}
    address = str(raw.get("site_url") or "")
    return Settings(
        name=str(raw.get("site_name") or "Rozcestník"),
        description=str(raw.get("site_description") or ""),
        site_url=address if not address or address.endswith("/") else address + "/",
        repo_url=str(raw.get("repo_url") or ""),
        branch=str(mine.get("branch") or "main"),
        regions=tuple(map(str, mine.get("regions") or ())),
        strategies=tuple(map(str, mine.get("strategies") or ())),
        emergency=tuple(map(str, mine.get("emergency") or ())),
        contact_email=str(mine.get("contact_email") or ""),
        operator=str(mine.get("operator") or ""),
        maps=bool(mine.get("maps", True)),
        leaflets=bool(mine.get("leaflets", False)),
        site_dir=str(raw.get("site_dir") or "site"),
    )


def check_settings(settings: Settings, regions: set[str], strategies: set[str]) -> list[Problem]:
    """Return a problem for each region or strategy in mkdocs.yml that the packages do not have."""
    found = []
    for kind, given, known in (
        ("kraj", settings.regions, regions),
        ("strategie", settings.strategies, strategies),
    ):
        for one in given:
            if one not in known:
                reason = f"{kind} „{one}“ v datech není."
                hint = nearest(one, known)
                found.append(problem("mkdocs.yml", 0, "", "unknown-setting", one, reason=reason, hint=hint))
    return found
