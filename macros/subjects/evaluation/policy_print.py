"""A municipality's family policy as one document (PDF/UA): what stands in it, as plain data for typst.

The document says what the page says, from the same view. It is made by builds, as there are few, and kept
under the digest of its data; the build asks for it when what the page reads has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from macros.files.kept import cache_of, discard
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.print.press import Job, job, kept, qr
from macros.subjects.catalogue.facts import where, whose
from macros.subjects.catalogue.model import Service
from macros.subjects.catalogue.paper import said
from macros.subjects.catalogue.serving import offices, serving
from macros.subjects.evaluation.model import Evaluations, FamilyPolicy
from macros.subjects.evaluation.pages.evaluation import policy_pdf, policy_url
from macros.subjects.evaluation.pages.policy import (
    STATES,
    Goal,
    Judged,
    Needs,
    PolicyPage,
    policy_page,
    policy_reads,
)
from macros.subjects.evaluation.ratings import UNKNOWN, Mark, Rated
from macros.words import czech

Block = dict[str, Any]
"""A piece of a section: `kind` (text, note, list, heading, table, facts) and what belongs to it."""


def policy_files(site: Site) -> Iterator[Made]:
    """The documents of all family policies that have a page. Their data are put together only when wanted."""
    folder = cache_of(site.root, "policy")
    mine = [one for one in site[Evaluations].family_policies.values() if one.municipality.covered]
    slugs = {one.municipality.row.slug for one in mine}
    for file in sorted(folder.glob("*.*")):
        if file.name.partition(".")[0] not in slugs:
            discard(file)
    for one in mine:
        yield Made(policy_pdf(one), digest(policy_reads(site, one)), partial(_made, folder, site, one))


def _made(folder: Path, site: Site, policy: FamilyPolicy) -> bytes:
    job = policy_job(site, policy)
    slug = policy.municipality.row.slug
    file = folder / f"{slug}.{job.key}.pdf"
    raw = kept(file, job)
    for old in sorted(folder.glob(f"{slug}.*")):
        if old != file:
            discard(old)
    return raw


def policy_job(site: Site, policy: FamilyPolicy) -> Job:
    """What is to be printed for one family policy."""
    return job(policy_pdf(policy), "policy", document(site, policy), policy.row.updated_on)


def document(site: Site, policy: FamilyPolicy) -> dict[str, Any]:
    """The whole document: title, where to read on, sections."""
    row, town = policy.row, policy.municipality
    url = f"{site.settings.site_url}{policy_url(policy)}" if site.settings.site_url else ""
    shown = re.sub(r"^https?://|/$", "", url)
    return {
        "site": said(site.settings.name),
        "title": said(row.title),
        "place": said(f"{town.row.name}, ORP {town.orp.row.name}, {town.orp.region.row.name}"),
        "intro": said(row.intro),
        "draft": "" if policy.published else "Rozpracovaný dokument. Obec ho zatím nezveřejnila.",
        "issued": said(f"Stav k {czech.date(row.updated_on)}"),
        "operator": said(site.settings.operator),
        "tint": "teal",
        "url": url,
        "more": said(shown),
        "qr_alt": f"QR kód s adresou {shown}",
        "icons": {"qr": qr(url)},
        "contents": "Obsah",
        "page": "strana",
        "sections": _sections(site, policy_page(site, policy)),
        "source": said(_source(row.source_document, row.source_section)),
    }


def _source(document: str, section: str) -> str:
    return f"Zdroj: {document}{f'; {section}' if section else ''}."


def _sections(site: Site, page: PolicyPage) -> list[dict[str, Any]]:
    return [
        {"title": "Situace v číslech", "blocks": list(_figures(page))},
        {"title": "Kdo tu pomáhá", "blocks": list(_network(page))},
        {"title": "Kam s čím jít", "blocks": list(_needs(page.needs))},
        {"title": "Cíle a opatření", "blocks": list(_goals(page))},
        {"title": "Účast dětí a rodin", "blocks": list(_participation(page.policy))},
        {"title": "Jak na tom obec je", "blocks": list(_judged(page.judged))},
        {"title": "Kontakty a úřady", "blocks": list(_contacts(site, page))},
    ]


def _text(text: str) -> Block:
    return {"kind": "text", "text": said(text)}


def _note(text: str) -> Block:
    return {"kind": "note", "text": said(text)}


def _heading(text: str) -> Block:
    return {"kind": "heading", "text": said(text)}


def _table(widths: list[int], head: list[str], rows: list[list[dict[str, Any]]]) -> Block:
    return {"kind": "table", "widths": widths, "head": [said(one) for one in head], "rows": rows}


def _cell(text: str, *, strong: str = "", mark: Mark | None = None) -> dict[str, Any]:
    box = None
    if mark:
        box = {"state": mark.state, "fill": mark.fill, "label": said(mark.label + "*" * mark.derived)}
    return {"strong": said(strong), "text": said(text), "mark": box}


def _figures(page: PolicyPage) -> Iterator[Block]:
    rows = [
        [
            _cell(figure.period, strong=figure.title),
            _cell(figure.value),
            _cell("; ".join(f"{place} {value}" for place, value in figure.beside)),
            _cell(figure.source),
        ]
        for figure in page.figures
    ]
    if rows:
        yield _table([5, 3, 5, 5], ["Co a kdy", "Tady", "Jinde", "Zdroj"], rows)
    else:
        yield _note("Čísla o obci zatím nemáme.")
    yield _heading("Jak se údaje sbírají")
    yield _text(page.collected)


def _phone(service: Service) -> str:
    words = whose(service.phone)
    return czech.phone(service.phone.value) + (f" ({words})" if words else "") if service.phone else ""


def _network(page: PolicyPage) -> Iterator[Block]:
    yield _text(f"Služby pro obec a její okolí. V celém kraji pomáhají i další: {page.farther}.")
    rows = [
        [
            _cell(
                ", ".join(part for part in (one.service.kind.row.everyday_name, _reach(one.service)) if part),
                strong=one.service.row.name,
            ),
            _cell("; ".join(situation.row.title for situation in one.situations) or "nevíme"),
            _cell("; ".join(one.conditions) or "nevíme"),
            _cell("; ".join(one.extent) or "nevíme"),
        ]
        for one in page.near
    ]
    if rows:
        head = ["Služba", "Na co reaguje", "Pro koho a za jakých podmínek", "V jakém rozsahu"]
        yield _table([5, 6, 5, 4], head, rows)
    else:
        yield _note("Místní službu neznáme.")


def _needs(groups: Sequence[Needs]) -> Iterator[Block]:
    for group in groups:
        rows = []
        for one in group.needs:
            names = "; ".join(each.row.name for each in one.near[:3]) or "Bílé místo: v okolí nikoho neznáme."
            if one.nearest:
                names += f" Nejblíž: {one.nearest.row.name} ({one.place})."
            more = max(0, len(one.near) - 3)
            rows.append(
                [_cell("", strong=one.situation.row.title), _cell(names), _cell(_more(more, one.farther))]
            )
        if rows:
            yield _heading(group.theme.row.title)
            yield _table([6, 9, 4], ["Situace", "V obci a okolí", "Další"], rows)


def _more(near: int, farther: int) -> str:
    parts = ([f"v okolí {near}"] if near else []) + ([f"v kraji {farther}"] if farther else [])
    return ", ".join(parts) or "nikdo další"


def _goals(page: PolicyPage) -> Iterator[Block]:
    yield _note(f"Koncepce rodinné politiky: {page.row.concept}")
    if not page.goals:
        yield _text("Vlastní strategii ani program obce tu zatím nemáme.")
    for each in page.goals:
        yield _heading(each.strategy.row.title)
        yield _text(each.strategy.row.summary)
        if each.strategy.row.goal:
            yield _text(f"Dlouhodobý cíl: {each.strategy.row.goal}")
        yield {"kind": "list", "items": [_goal(one) for one in each.goals]}
        if not each.measures:
            yield _note("Opatření města neznáme.")
    if page.above:
        yield _heading("Co pro obec platí shora")
        items = [{"text": said(each.row.title), "more": [], "below": []} for each in page.above]
        yield {"kind": "list", "items": items}


def _goal(goal: Goal) -> dict[str, Any]:
    met = f"Jak se plnil, {goal.when}: {goal.met}" if goal.met else "Jak se plnil, nevíme."
    return {
        "text": said(f"{goal.code} {goal.plain}".strip()),
        "more": [said(f"Úředně: {goal.title}")] * bool(goal.title) + [said(met)],
        "below": [
            said(f"{part.code} {part.plain}".strip() + (f" (Úředně: {part.title})" if part.title else ""))
            for part in goal.below
        ],
    }


def _participation(policy: FamilyPolicy) -> Iterator[Block]:
    if not policy.participation:
        yield _note("O účasti dětí a rodin nemáme žádný záznam.")
        return
    rows = [
        [
            _cell(STATES[row.state], strong=row.period or "kdy, zdroj neříká"),
            _cell(f"S kým: {row.with_whom}." if row.with_whom else "", strong=row.what),
            _cell(row.outcome or "zdroj neříká"),
        ]
        for row in policy.participation
    ]
    yield _table([4, 9, 7], ["Kdy", "Co a s kým", "Co z toho vzešlo"], rows)


def _judged(found: Sequence[Judged]) -> Iterator[Block]:
    if not found:
        yield _note("Obec se zatím nehodnotila.")
    for each in found:
        row = each.assessment.row
        yield _heading(row.title)
        yield _text(" ".join(part for part in (row.summary, f"Hodnotil: {row.assessor}.") if part))
        if each.origin:
            yield _note(f"* {each.origin}")
        yield _text(each.assessment.set.row.scale_note)
        titles = [title for title, _, _ in each.phases]
        for part in each.parts:
            rows = []
            for line in part.lines:
                cells = [_cell("", strong=f"{line.descriptor.number} {line.descriptor.row.title}")]
                for rated in line.ratings:
                    moved = _moved(rated)
                    cells.append(_cell((moved + rated.words).strip(), mark=rated.mark))
                rows.append(cells)
            yield _heading(f"{part.criterion.row.position}. {part.criterion.row.title}")
            yield _table([5, *([7] * len(titles))], ["Ukazatel", *titles], rows)


def _moved(rated: Rated) -> str:
    """Movement as a sentence; the words that follow tell the recommendation themselves."""
    if rated.move is None or rated.move is UNKNOWN:
        return ""
    told = rated.move.kind == "advice" and rated.words
    return "Beze změny. " if told else f"{czech.capital(rated.move.label)}. "


def _contacts(site: Site, page: PolicyPage) -> Iterator[Block]:
    policy, office = page.policy, page.office
    if policy.contact is None:
        ask = page.adviser
        yield _text(f"{page.whom} {ask.row.name}, {_reach(ask)}." if ask else page.whom)
    rows = [_contact("Rodinná politika", policy.contact)] if policy.contact else []
    facts = []
    if office:
        facts = [office.address, czech.phone(office.phone) if office.phone else "", office.email, office.web]
    reach = ", ".join(part for part in facts if part) or "spojení neznáme"
    rows.append([_cell("", strong="Obecní úřad"), _cell(policy.municipality.row.name), _cell(reach)])
    rows += [_contact(each.kind.row.everyday_name, each) for each in offices(serving(site, page.town))]
    yield _table([5, 7, 6], ["Kdo", "Kde", "Spojení"], rows)


def _contact(label: str, service: Service) -> list[dict[str, Any]]:
    named = _cell(service.row.name, strong=czech.capital(label))
    return [named, _cell(where(service)), _cell(_reach(service) or "spojení neznáme")]


def _reach(service: Service) -> str:
    return _phone(service) or (service.web.value if service.web else "")
