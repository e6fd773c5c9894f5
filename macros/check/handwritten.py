"""Rules about hand-written texts: where their links lead, and that they tell nothing about a person.

Texts may name people who stand in public sources; so only what nobody may publish is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.check import Check, Data, check
from macros.check.addresses import hint, shown
from macros.check.links import LINK_RULES, WARNINGS, link_fault
from macros.check.mail_names import MAIL, mail_named
from macros.check.names import SURE, named
from macros.data.personal import birth_numbers, line_at, near_birth_numbers
from macros.data.problems import Problem, problem

_FOLDERS = ("catalogue", "strategy")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_URL = re.compile(r"https?://(?!\{)[^\s<>\"')\]`|{}]*")
_MOBILE = re.compile(r"[67][0-9][0-9][ \u00a0]?[0-9][0-9][0-9][ \u00a0]?[0-9]{3}(?![0-9])")


@check(*LINK_RULES, "birth-number", "email-private", "phone-private")
def texts(data: Data) -> Iterator[Problem]:
    """Links of texts are sound, and no text holds a birth number, a private address or a person's mobile."""
    for path in sorted(one for name in _FOLDERS for one in data.root.glob(f"{name}/**/*.md")):
        if path.is_file() and not path.is_symlink():
            text = _read(path)
            key = data.proved.key("handwritten", text)
            if data.proved.sound(key):
                continue
            found = list(_faults(text, path.relative_to(data.root).as_posix()))
            if not found:
                data.proved.add(key)
            yield from found


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # Examples of code stay out; their lines count.
    return _CODE.sub(lambda match: "\n" * match[0].count("\n"), text) if "`" in text else text


def _faults(text: str, file: str) -> Iterator[Problem]:
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?*_")
        if rule := link_fault(url):
            mild = rule in WARNINGS
            told = shown(rule, url)
            yield problem(file, _row(text, match), "", rule, told, warning=mild, hint=hint(rule, url))
    for at in near_birth_numbers(text):
        if birth_numbers(line_at(text, at)):
            yield problem(file, text.count("\n", 0, at) + 1, "", "birth-number")
    for match in MAIL.finditer(text) if "@" in text else ():
        if mail_named(match[0].partition("@")[0], ()):
            yield problem(file, _row(text, match), "", "email-private", match[0], warning=True)
    for match in _MOBILE.finditer(text):
        if named(line_at(text, match.start())) is SURE:
            yield problem(file, _row(text, match), "", "phone-private", match[0], warning=True)


def _row(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


RULES: tuple[Check, ...] = (texts,)
