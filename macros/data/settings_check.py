"""What may stand in mkdocs.yml: every setting of ours with its kind, so that a slip is said and not forgotten.

A misspelt key means that a portal loses its emergency lines or its regions and nobody is told. So what is not
known here is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from macros.data import parser_words
from macros.data.paths import refused
from macros.data.problems import Problem, nearest, problem
from macros.words.language import DEFAULT, LANGUAGES

FILE = "mkdocs.yml"
_MKDOCS = (
    *("INHERIT", "site_name", "site_url", "site_description", "site_author", "site_dir", "docs_dir", "nav"),
    *("exclude_docs", "draft_docs", "not_in_nav", "theme", "copyright", "dev_addr", "use_directory_urls"),
    *("repo_url", "repo_name", "edit_uri", "edit_uri_template", "extra_css", "extra_javascript", "extra"),
    *("extra_templates", "markdown_extensions", "mdx_configs", "strict", "remote_branch", "remote_name"),
    *("plugins", "hooks", "watch", "validation"),
)
"""What MkDocs itself knows; its strict build refuses the rest, `check` says so before."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_BRANCH = re.compile(r"(?!-)[\w.-]+(/[\w.-]+)*")
_ID = re.compile(r"\S+")
Fault = Callable[[Any], str]
"""Says why a value may not stand there, "" where it may."""


def shape(raw: object, text: str, root: Path) -> list[Problem]:
    """Return a problem for each key and value of mkdocs.yml that may not stand there.

    `raw` is what YAML made of `text`.
    """
    if not isinstance(raw, Mapping):
        reason = "soubor je prázdný." if raw is None else "nejsou v něm klíče s hodnotami."
        return [problem(FILE, 0, "", "settings-file", reason=reason)]
    found = [*_unknown(raw, _MKDOCS, text), *_wrong(raw, _OUTER, text)]
    if reason := _site_dir(root, raw.get("site_dir")):
        value = raw["site_dir"] if isinstance(raw["site_dir"], str) else ""
        found.append(
            problem(
                FILE,
                _row(text, "site_dir"),
                "site_dir",
                "setting-value",
                value,
                reason=reason,
                example="site",
            )
        )
    found += _language(raw.get("theme"), text)
    found += _whole(raw, text)
    extra = raw.get("extra")
    mine = extra.get("rozcestnik") if isinstance(extra, Mapping) else None
    if not isinstance(mine, Mapping):
        hint = nearest("rozcestnik", map(str, extra), "Není to: ") if isinstance(extra, Mapping) else ""
        reason = f"chybí část extra → rozcestnik, nebo v ní nejsou klíče s hodnotami. {hint}".strip()
        return [*found, problem(FILE, _row(text, "extra"), "", "settings-file", reason=reason)]
    return [*found, *_unknown(mine, _INNER, text), *_wrong(mine, _INNER, text)]


def _whole(raw: Mapping[Any, Any], text: str) -> Iterator[Problem]:
    """The theme and the plugins without which no page would be made: MkDocs would build something else."""
    theme, plugins = raw.get("theme"), raw.get("plugins")
    if theme is not None and (not isinstance(theme, Mapping) or theme.get("name") != "material"):
        reason = parser_words.LOOK
        yield problem(
            FILE, _row(text, "theme"), "theme", "setting-value", reason=reason, example="name: material"
        )
    if isinstance(plugins, list):
        names = {
            one if isinstance(one, str) else next(iter(one), "")
            for one in plugins
            if isinstance(one, str | dict)
        }
        for name in sorted({"macros", "rozcestnik"} - names):
            why = parser_words.PLUGIN.format(name)
            row = _row(text, "plugins")
            yield problem(FILE, row, "plugins", "setting-value", reason=why, example=f"- {name}")


def _language(theme: object, text: str) -> Iterator[Problem]:
    """A portal speaks a language that is there; MkDocs would take any and mix it with ours."""
    if isinstance(theme, Mapping) and str(theme.get("language", DEFAULT)) not in LANGUAGES:
        said, known = _CONTROL.sub("�", str(theme["language"]))[:40], ", ".join(LANGUAGES)
        yield problem(FILE, _row(text, "language"), "language", "language-missing", said, known=known)


def _unknown(
    raw: Mapping[Any, Any], known: Mapping[str, Any] | tuple[str, ...], text: str
) -> Iterator[Problem]:
    for key in raw:
        if key not in known:
            yield problem(FILE, _row(text, str(key)), str(key), "setting-key", hint=nearest(str(key), known))


def _wrong(raw: Mapping[Any, Any], known: Mapping[str, tuple[Fault, str]], text: str) -> Iterator[Problem]:
    for key, (fault, example) in known.items():
        # A key without a value is not given; where a list or a switch is meant, its value got lost.
        given = key in raw and (raw[key] is not None or fault in (_list, _switch))
        if given and (reason := fault(raw[key])):
            shown = _CONTROL.sub("�", str(raw[key])) if isinstance(raw[key], str | int | float) else ""
            yield problem(FILE, _row(text, key), key, "setting-value", shown, reason=reason, example=example)


def _row(text: str, key: str) -> int:
    """The row on which a key stands, 0 where it is not found."""
    lines = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if lines.match(line)), 0)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return "má to být text v uvozovkách"
    return "je v něm konec řádku nebo řídicí znak" if _CONTROL.search(value) else ""


def _switch(value: Any) -> str:
    return "" if isinstance(value, bool) else "má to být true, nebo false, bez uvozovek"


def _list(value: Any) -> str:
    if not isinstance(value, list):
        return "má to být seznam v hranatých závorkách"
    if not all(isinstance(one, str) and _ID.fullmatch(one) for one in value):
        return "v seznamu mají být jen identifikátory"
    return "v seznamu je něco dvakrát" if len(set(value)) < len(value) else ""


def _address(value: Any) -> str:
    if not isinstance(value, str) or _CONTROL.search(value) or re.search(r"[\s\"'<>\\{}]", value):
        return "má to být adresa bez mezer a uvozovek"
    try:
        parts = urlsplit(value)
        plain = (
            parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
        )
    except ValueError:
        plain = False
    return "" if plain or not value else "adresa má začínat https:// a jménem webu"


def _form(value: Any) -> str:
    return _address(value.replace("{page}", "", 1) if isinstance(value, str) else value)


def _email(value: Any) -> str:
    plain = isinstance(value, str) and (not value or _EMAIL.fullmatch(value))
    return "" if plain else "není to jedna e-mailová adresa"


def _branch(value: Any) -> str:
    plain = isinstance(value, str) and _BRANCH.fullmatch(value) and ".." not in value
    return "" if plain else "není to jméno větve v gitu"


def _folder(value: Any) -> str:
    return "" if value == "catalogue" else "texty portálu leží vždy ve složce catalogue"


def _directories(value: Any) -> str:
    return "" if value is True else "adresy stránek portálu končí vždy lomítkem"


def _site_dir(root: Path, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not value.strip() or _CONTROL.search(value):
        return "má to být název složky"
    reason = refused(root, root / value)
    return f"web by tu přepsal něco jiného, {reason}" if reason else ""


_OUTER: Mapping[str, tuple[Fault, str]] = {
    "site_name": (_text, "Rozcestník"),
    "site_description": (_text, "Kam se obrátit, když něco nejde."),
    "site_url": (_address, "https://rozcestnik.example.cz/"),
    "repo_url": (_address, "https://github.com/jmeno/repozitar"),
    "docs_dir": (_folder, "catalogue"),
    "use_directory_urls": (_directories, "true"),
}
_INNER: Mapping[str, tuple[Fault, str]] = {
    "regions": (_list, "[CZ041, CZ051]"),
    "strategies": (_list, "[karlovarsky-kraj]"),
    "emergency": (_list, "[tisnova-linka-112, linka-bezpeci]"),
    "contact_email": (_email, "podatelna@cheb.cz"),
    "feedback_url": (_form, "https://www.cheb.cz/napiste-nam?stranka={page}"),
    "branch": (_branch, "main"),
    "operator": (_text, "Spolek Příklad"),
    "maps": (_switch, "true"),
    "leaflets": (_switch, "true"),
}
