"""What Hugo is told of the page of a priority, goal or measure: texts ready, other records by id."""

from __future__ import annotations

from typing import Any

from macros.model.site import Site
from macros.page.common import View
from macros.page.glossary import Glossary
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.strategy.gauges import Gauges, Sum, due
from macros.subjects.strategy.model import Duty, Node, NodeIndicator, Record
from macros.subjects.strategy.pages.tree import ChangedPromise, NodePage, Report, day_of_data, duties
from macros.words import czech
from macros.words.czech import typeset
from tests.bench.hugo_pages import Blocks, Json, date, ids


def node(site: Site, view: View, node: Node, blocks: Blocks) -> Json:
    """The page of a priority, goal or measure."""
    row = node.row
    data: NodePage = view.data
    place = f", místo {row.source_section}" if row.source_section else ""
    return {
        "name": typeset(row.title),
        "long": len(row.title) > 120,
        "kicker": f"{node.level_name} {row.code}".strip(),
        "plain": typeset(row.plain),
        "abbreviations": ", ".join(
            f"{short} je {typeset(full)}"
            for short, full in Glossary(site[Catalogue].terms.values()).abbreviations(row.title)
        ),
        "gauges": _gauges(data.gauges),
        "sum": _sum(data.sum) if data.sum else None,
        "responsible": [
            [typeset(duty.actor.name), _above(above, node)]
            for duty, above in duties(node)
            if duty.row.role == "responsible"
        ],
        "due": _due(site, node),
        "duties": [
            [typeset(duty.actor.name), _role(duty, above is not node)] for duty, above in duties(node)
        ],
        "reports": [_report(each) for each in data.reports],
        "changes": [_change(each) for each in data.changes],
        "children": [
            [child.row.id, typeset(child.row.plain), _gauges(found)] for child, found in data.children
        ],
        "activities": [_activity(child, found) for child, found, _ in data.activities],
        "chains": [
            {
                "links": [[link.label, typeset(link.text), link.url] for link in chain.links],
                "who": typeset(chain.who),
                "when": typeset(chain.when),
                "source": typeset(chain.source),
            }
            for chain in data.chains
        ],
        "helps": [
            [service.row.id, typeset(each.how)]
            for each in data.helps
            if not each.kind
            for service in each.services
        ],
        "kinds": [
            [
                each.kind.row.id,
                typeset(each.kind.row.everyday_name),
                typeset(each.how),
                ids(each.services[:60]),
            ]
            for each in data.helps
            if each.kind
        ],
        "territory": typeset(data.territory),
        "practice_sources": typeset(data.practice_sources),
        "input_sources": typeset(data.input_sources),
        "provenance": typeset(f"Zdroj: {node.strategy.row.source_document}{place}."),
        "strategy": node.strategy.row.id,
    } | _record(node.record)


def _gauges(gauges: Gauges) -> Json:
    return {
        "done": typeset(gauges.done),
        "state": gauges.state,
        "low": gauges.low,
        "high": gauges.high,
        "effect": typeset(gauges.effect),
        "effect_state": gauges.effect_state or "none-told",
    }


def _sum(total: Sum) -> Json:
    lines = [
        [
            typeset(line.node.row.code or line.node.row.title),
            typeset(line.share),
            line.weight,
            typeset(line.state),
        ]
        for line in total.lines
    ]
    return {
        "known": total.known,
        "unknown": len(lines) - total.known,
        "result": typeset(total.result),
        "lines": lines,
        "formula": typeset(total.formula),
        "effects": [[typeset(said), count] for said, count in total.effects],
    }


def _above(above: Node, node: Node) -> str:
    """How a node above is called that answers in place of this one; "" where the node answers itself."""
    return "" if above is node else typeset(above.row.code or above.row.title)


def _due(site: Site, node: Node) -> Json:
    row, latest = node.row, node.record.latest
    term = due(row.deadline, row.deadline_text, latest.state if latest else "", site.as_of)
    return {
        "text": typeset(term.text),
        "said": typeset(row.deadline_text) if row.deadline else "",
        "state": term.state,
        "as_of": day_of_data(site),
    }


def _role(duty: Duty, inherited: bool) -> str:
    role = "odpovídá" if duty.row.role == "responsible" else "spolupracuje"
    return f"{role}{', podle nadřazené části' if inherited else ''} · ve zdroji: {typeset(duty.row.source_section)}"


def _source(row: Any) -> str:
    return f"{typeset(row.source_document)}, {typeset(row.source_section)}"


def _report(report: Report) -> Json:
    return {name: typeset(said) for name, said in report._asdict().items()}


def _change(change: ChangedPromise) -> Json:
    row = change.row
    return {
        "date": change.date,
        "what": change.what,
        "before": typeset(change.before),
        "after": typeset(change.after),
        "kind": "Změna slibu" if change.decision else "Oprava opisu",
        "reason": typeset(row.reason),
        "decided_by": typeset(row.decided_by),
        "source": _source(row) if row.source_section else typeset(row.source_document),
    }


def _activity(node: Node, found: Gauges) -> Json:
    roles = {"responsible": "odpovídá"}
    duties = [
        f"{typeset(duty.actor.name)} {roles.get(duty.row.role, 'spolupracuje')}" for duty in node.duties
    ]
    return {
        "slug": node.slug,
        "code": node.row.code,
        "title": typeset(node.row.title),
        "plain": typeset(node.row.plain),
        "duties": ", ".join(duties),
        "gauges": _gauges(found) if found.state != "none" else None,
    }


_RISKS = {"open": "trvá", "gone": "pominulo", "": "jak to dopadlo, zdroj neříká"}
_INPUTS = {"problem": "Problém", "barrier": "Překážka", "idea": "Nápad"}


def _record(record: Record) -> Json:
    """What is known about the fulfilment of a node beside its reports."""
    return {
        "money": [_money(each) for each in record.money],
        "indicators": [_indicator(each) for each in record.indicators],
        "risks": [
            [typeset(each.risk), _RISKS[each.state], typeset(each.answer), _source(each)]
            for each in record.risks
        ],
        "log": [
            [typeset(each.row.title), typeset(each.period.title), typeset(each.row.plain)]
            for each in record.log
        ],
        "practices": [
            [each.source_url, typeset(each.title), typeset(each.what), typeset(each.why)]
            for each in record.practices
        ],
        "inputs": [
            [_INPUTS[each.kind], typeset(each.text), typeset(each.heard_at), date(each.heard_on)]
            for each in record.inputs
        ],
        "grants": [[each.id, typeset(each.title), date(each.closes)] for each in record.grants],
        "events": [[each.id, typeset(each.title), date(each.starts)] for each in record.events],
    }


def _money(row: Any) -> Json:
    year = f" {row.year}" if row.year else ""
    return {
        "kind": ("plán" if row.kind == "planned" else "vydáno") + year,
        "amount": f"{czech.number(row.amount)} Kč" if row.amount is not None else "částku zdroj neuvádí",
        "fund": typeset(row.fund),
        "source": _source(row),
    }


def _indicator(watched: NodeIndicator) -> Json:
    row = watched.row
    basis = "Vazbu přidala redakce, v dokumentu není"
    return {
        "url": watched.url,
        "title": typeset(watched.title) if watched.url else row.indicator,
        "what": typeset(row.what),
        "target": typeset(row.target),
        "basis": "Ukazatel uvádí dokument" if row.basis == "document" else basis,
        "section": typeset(row.source_section),
    }
