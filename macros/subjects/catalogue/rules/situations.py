"""Rules about situations, their words and the terms that explain them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.check import Check, Data, check
from macros.check.common import Hints, known, repeated
from macros.check.lost import protection
from macros.data.problems import Problem
from macros.words.czech import fold, tokens


@check("situation-empty")
def situation_empty(data: Data) -> Iterator[Problem]:
    """Each situation names at least one kind of help; a warning, its page says that nobody is known."""
    table = data.table("situations", "situations")
    helped = known(data, "situations", "situation_kinds", "situation")
    if table is None or helped is None:
        return
    for row, code in table.records(["id"]):
        if code and code not in helped:
            yield table.problem(row, "id", "situation-empty", code, warning=True)


@check("situation-unserved")
def situation_unserved(data: Data) -> Iterator[Problem]:
    """Each situation that names kinds has a living service: linked, or of one of the kinds or their parts; a warning."""
    table, means = data.table("situations", "situations"), data.table("situations", "situation_kinds")
    services = data.table("services", "services")
    if table is None or means is None or services is None or not services.rows:
        return
    rows = services.records(["id", "kind", "status"])
    living = {code: kind for _, code, kind, status in rows if code and status in ("active", "closed")}
    of_kind = _with_ancestors(data, set(living.values()))
    pairs = set(zip(means.columns["situation"], means.columns["kind"], strict=True))
    served = {situation for situation, kind in pairs if kind in of_kind} | _linked(data, living)
    named = {situation for situation, _ in pairs}
    for row, code in table.records(["id"]):
        if code in named and code not in served:
            yield table.problem(row, "id", "situation-unserved", code, warning=True)


def _linked(data: Data, living: Mapping[str, str]) -> set[str]:
    links = data.table("situations", "service_situations")
    if links is None:
        return set()
    pairs = links.records(["service", "situation"])
    return {situation for _, service, situation in pairs if service in living}


def _with_ancestors(data: Data, kinds: set[str]) -> set[str]:
    """Return the kinds and all kinds above them: a debt advisor is an advisor, too."""
    table = data.table("codelists", "kinds")
    parent = table.by("id", "parent") if table else {}
    found: set[str] = set()
    for kind in kinds:
        while kind and kind not in found:
            found.add(kind)
            kind = parent.get(kind) or ""
    return found


@check("related-self")
def related_self(data: Data) -> Iterator[Problem]:
    """A situation is not related to itself."""
    if table := data.table("situations", "situations"):
        for row, code, related in table.records(["id", "related"]):
            if code and related and code in related.split(";"):
                yield table.problem(row, "related", "related-self", code)


@check("home-tiles")
def home_tiles(data: Data) -> Iterator[Problem]:
    """Two situations never share a tile of the home page."""
    if table := data.table("situations", "situations"):
        tile = table.by_row("on_home")
        for row, first in repeated(table.columns["on_home"], table.row_numbers):
            yield table.problem(row, "on_home", "home-tiles", tile[row], first=first)


@check("icon")
def icon(data: Data) -> Iterator[Problem]:
    """A theme's icon is in the Material set, from which the site draws it."""
    if table := data.table("situations", "themes"):
        from macros.draw import icons

        wrong = {name for name in set(table.columns["icon"]) if name and not icons.exists(name)}
        hint = Hints([path.stem for path in icons.path_of("x").parent.glob("*.svg")]) if wrong else None
        for row, name in table.records(["icon"]):
            if hint and name in wrong:
                yield table.problem(row, "icon", "icon", name, hint=hint(name))


@check("term-case")
def term_case(data: Data) -> Iterator[Problem]:
    """A term stands in the table once, however it is written."""
    if table := data.table("codelists", "terms"):
        terms = table.columns["term"]
        shown = dict(zip(table.row_numbers, terms, strict=True))
        keys = [fold(term) if term else None for term in terms]
        for row, first in repeated(keys, table.row_numbers):
            # The very same term is the business of the schema (unique).
            if shown[row] != shown[first]:
                yield table.problem(row, "term", "term-case", shown[row], first=first)


@check("synonym-blank")
def synonym_blank(data: Data) -> Iterator[Problem]:
    """A phrase of a situation has at least one word that search can find."""
    if table := data.table("situations", "synonyms"):
        wrong = {phrase for phrase in set(table.columns["phrase"]) if phrase and not tokens(phrase)}
        for row, phrase in table.records(["phrase"]) if wrong else ():
            if phrase in wrong:
                yield table.problem(row, "phrase", "synonym-blank", phrase)


@check("synonym-short")
def synonym_short(data: Data) -> Iterator[Problem]:
    """A phrase of a situation has more than one letter, else it finds everything."""
    if table := data.table("situations", "synonyms"):
        for row, phrase in table.records(["phrase"]):
            if phrase and phrase[3:] == "" and len("".join(tokens(phrase))) == 1:
                yield table.problem(row, "phrase", "synonym-short", phrase)


@check("situation-twice")
def situations_once(data: Data) -> Iterator[Problem]:
    """No two situations have one title: nobody could tell their pages apart."""
    if table := data.table("situations", "situations"):
        titles = table.columns["title"]
        shown = dict(zip(table.row_numbers, titles, strict=True))
        for row, first in repeated([fold(one) if one else None for one in titles], table.row_numbers):
            yield table.problem(row, "title", "situation-twice", shown[row], first=first)


@check("kind-rank")
def kinds_in_order(data: Data) -> Iterator[Problem]:
    """Kinds of help of one situation have each a rank of its own."""
    if table := data.table("situations", "situation_kinds"):
        pairs = zip(table.columns["situation"], table.columns["rank"], strict=True)
        keys = [pair if all(pair) else None for pair in pairs]
        rank = table.by_row("rank")
        for row, first in repeated(keys, table.row_numbers):
            yield table.problem(row, "rank", "kind-rank", rank[row], warning=True, first=first)


@check("guide-none")
def guided(data: Data) -> Iterator[Problem]:
    """Where nearly all situations have a guide, each has: one that got lost is told; a warning."""
    table = data.table("situations", "situations")
    named = {str(text.head.get("guide", "")) for text in data.texts()}
    # A portal that has begun to write guides knows that most are missing.
    many = len(named - {""}) * 5 >= len(table.row_numbers) * 4 if table else False
    for row, code in table.records(["id"]) if table and many else ():
        if table and code and code not in named:
            yield table.problem(row, "id", "guide-none", code, warning=True)


RULES: tuple[Check, ...] = (
    situation_empty,
    situation_unserved,
    related_self,
    home_tiles,
    icon,
    term_case,
    synonym_blank,
    synonym_short,
    situations_once,
    kinds_in_order,
    guided,
    protection("situations", "situations", "quick_exit"),
)
