"""What makes the address of a web page or of a mailbox unfit to be published: one function for each.

A link is text of others that browsers, servers and our readers take apart, each in a way of its own. Only
what all of them read alike is let through: plain ASCII, one spelling of the host, nothing before or behind
it. So there is no list of tricks here, but a narrow gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import filterfalse, islice
from urllib.parse import unquote

from macros.data.characters import mixed_scripts
from macros.data.personal import birth_numbers, has_digits

WARNINGS = frozenset({"link-tracking"})
"""Faults that do not stop a build."""


LINK_RULES = (
    "link",
    "link-host",
    "link-letters",
    "link-person",
    "link-port",
    "link-sign",
    "link-tracking",
    "link-user",
)
"""All that `link_fault` may find."""


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Signs that browsers and libraries read differently, or that end a link in a text. An apostrophe is sound.
_SIGN = re.compile(r"[\x00-\x20\x7f-\xa0\s\"<>\\^`]")
_PARTS = re.compile(r"https?://([^/?#]*)([/?#].*)?", re.DOTALL)
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_TOP = re.compile(r"[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,58}[A-Za-z0-9]", re.IGNORECASE)
# RFC 6761, 6762, 8375, 9476 and what offices call their inner networks. `.test` is missing on purpose:
# it leads nowhere as well, and the fictional portals of this project live there.
_INNER = _split("localhost local localdomain internal intranet invalid example onion alt arpa lan home corp")
# Two letters are a country (ISO 3166-1, and what IANA adds): "azyl.xz" and "azyl.cy" differ.
_COUNTRIES = _split("""
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz
    ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk
    fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir
    is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk
    ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl
    pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc
    td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
""")
_LOCAL = re.compile(r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*")
_MAIL_INSIDE = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_TRACKING = re.compile(r"[?&#](?:utm_[a-z]+|fbclid|gclid|gclsrc|dclid|msclkid|igshid|mc_eid|yclid|wbraid)=")

# Nearly all links are plain, and all of them are looked at in every build: a short way for these.
_PLAIN = re.compile(
    r"https?://(?=[^/]{4,63}(?:/|$))(?:[a-z0-9]+[.-])+(?:cz|eu|com|org|net|info)(?:/[A-Za-z0-9/._~,;:+-]*)?"
)


def link_faults(urls: Iterable[str | None]) -> dict[str, str]:
    """Return the rule that each unfit address breaks; addresses that are empty or None are none. Never raises."""
    rest = filter(None, urls)
    odd: set[str] = set()
    while some := list(islice(rest, 20_000)):
        odd.update(filterfalse(_PLAIN.fullmatch, some))
        if has_digits("\n".join(some)):
            odd.update(filter(has_digits, some))
    return {url: rule for url in odd if (rule := link_fault(url))}


def link_fault(url: str) -> str | None:
    """Return the rule of `wording.RULES` that an address breaks, None where it may be published.

    Sound is http or https to a public host name in ASCII, at its usual port, without a user and without
    anything about a person. Never raises. What it lets through urllib reads with the same host.
    """
    if _PLAIN.fullmatch(url) and not has_digits(url):
        return None
    if _SIGN.search(url):
        return "link" if ":" in url and not url.startswith(("http://", "https://")) else "link-sign"
    parts = _PARTS.fullmatch(url)
    if parts is None:
        return "link"
    place, rest = parts[1], parts[2] or ""
    return _place_fault(place) or _rest_fault(rest)


def _place_fault(place: str) -> str | None:
    if "@" in place:
        return "link-user"
    host, colon, port = place.partition(":")
    if not place.isascii():
        return "link-letters"
    if host_fault(host):
        return host_fault(host)
    return "link-port" if colon and port not in ("80", "443") else None


def _rest_fault(rest: str) -> str | None:
    told = unquote(rest, errors="replace")
    if _MAIL_INSIDE.search(told) or birth_numbers(told):
        return "link-person"
    return "link-tracking" if _TRACKING.search(rest) else None


def host_fault(host: str) -> str | None:
    """Return the rule that a host name breaks, None for a public name in ASCII. Never raises."""
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        return "link-host"
    top = labels[-1].lower()
    if not _TOP.fullmatch(top) or top in _INNER or (len(top) == 2 and top not in _COUNTRIES):
        return "link-host"
    return "link-letters" if any(map(_disguised, labels)) else None


def _disguised(label: str) -> bool:
    """Whether a label written as xn--… is no name, or mixes scripts to look like another name."""
    if not label.lower().startswith("xn--"):
        return False
    try:
        name = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return True
    return name.isascii() or bool(mixed_scripts(name))


def is_mail(address: str) -> bool:
    """Whether an e-mail address has the plain form name@domain, with a public domain. Never raises."""
    local, at, domain = address.rpartition("@")
    return bool(at and len(local) <= 64 and _LOCAL.fullmatch(local)) and host_fault(domain) is None
