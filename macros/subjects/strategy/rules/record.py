"""Rules about the fulfilment of strategies: reports, weights, the ledger of changes, monitoring chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from macros.check import Check, Data, check
from macros.check.history import changed_files, committed
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.strategy.ledger import SOURCED, WATCHED, Subject, subjects
from macros.words.czech import plural

FACES = ("hlaseni", "karty", "prubeh", "sledovani", "tisk", "zmeny")
"""Pages of a strategy beside those of its nodes."""
RESERVED = ("sledovani", "srovnani")
"""Pages beside those of strategies."""


@check("node-reserved")
def reserved(data: Data) -> Iterator[Problem]:
    """No strategy and no node is called as another page of the strategies."""
    if table := data.table("strategy", "strategies"):
        for row, code in table.records(["id"]):
            if code in RESERVED:
                yield table.problem(row, "id", "node-reserved", code, taken=", ".join(RESERVED))
    if table := data.table("strategy", "nodes"):
        for row, code, strategy in table.records(["id", "strategy"]):
            if code and strategy and code.removeprefix(f"{strategy}-") in FACES:
                yield table.problem(row, "id", "node-reserved", code, taken=", ".join(FACES))


@check("weights")
def weights(data: Data) -> Iterator[Problem]:
    """Either all siblings have a weight or none has; their sum is more than 0."""
    table = data.table("strategy", "nodes")
    if table is None:
        return
    families: defaultdict[tuple[str, str], list[tuple[int, str, Any]]] = defaultdict(list)
    cells = table.cells("weight")
    for at, (row, strategy, parent, weight) in enumerate(table.records(["strategy", "parent", "weight"])):
        families[strategy, parent].append((row, cells[at], weight))
    for siblings in families.values():
        given = [weight for _, cell, weight in siblings if cell]
        if not given or None in given:
            continue
        first = siblings[0][0]
        if len(given) < len(siblings):
            reason = f"váhu má jen {len(given)} z {len(siblings)}"
            yield table.problem(first, "weight", "weights", "", reason=reason)
        elif sum(given) == 0:
            yield table.problem(first, "weight", "weights", "0", reason="všechny jsou 0")


@check("share-date", "share-done", "status-reason")
def reports(data: Data) -> Iterator[Problem]:
    """A share has a date and agrees with the state; a changed state has a reason."""
    table = data.table("strategy", "statuses")
    if table is None:
        return
    names = ["node", "date", "state", "share", "reason"]
    last: dict[str, str] = {}
    dates, shares = table.cells("date"), table.cells("share")
    ordered = sorted(enumerate(table.records(names)), key=lambda pair: dates[pair[0]])
    for at, (row, node, _, done, share, reason) in ordered:
        if shares[at] and not dates[at]:
            yield table.problem(row, "share", "share-date", shares[at])
        if share is not None and not _agree(done, share):
            yield table.problem(row, "share", "share-done", shares[at], done=done)
        if node and done:
            before = last.get(node)
            if before and before != done and not reason:
                yield table.problem(row, "reason", "status-reason", before=before, done=done)
            last[node] = done


def _agree(done: str, share: float) -> bool:
    return {"done": share == 100, "not-started": share == 0, "words": False}.get(done, True)


@check("step-done")
def steps(data: Data) -> Iterator[Problem]:
    """The state of a step or of an output says where the source has it."""
    for name in ("steps", "outputs"):
        if table := data.table("strategy", name):
            for row, state, section in table.records(["state", "state_section"]):
                if state and not section:
                    yield table.problem(row, "state_section", "step-done")


LINKS = (
    ("change", "co se má změnit"),
    ("indicator_text", "podle čeho to poznáme"),
    ("how_we_learn", "odkud to víme"),
    ("decision", "co podle toho rozhodneme"),
)


@check("chain-broken")
def chains(data: Data) -> Iterator[Problem]:
    """A monitoring chain leads from the activity over change, indicator and source to a decision."""
    if table := data.table("strategy", "monitoring"):
        indicators = table.cells("indicator")
        cells = [table.cells(name) for name, _ in LINKS]
        for at, row in enumerate(table.row_numbers):
            gaps = [
                (name, said)
                for (name, said), column in zip(LINKS, cells, strict=True)
                if not column[at] and not (name == "indicator_text" and indicators[at])
            ]
            if gaps:
                missing = ", ".join(said for _, said in gaps)
                yield table.problem(row, gaps[0][0], "chain-broken", warning=True, missing=missing)


@check("owner-missing")
def owners(data: Data) -> Iterator[Problem]:
    """Somebody answers for each of the lowest nodes with a page, or for a node above it."""
    table, duties = data.table("strategy", "nodes"), data.table("strategy", "node_actors")
    if table is None or duties is None:
        return
    owned = {node for _, node, role in duties.records(["node", "role"]) if role == "responsible"}
    parent = {code: up for _, code, up in table.records(["id", "parent"])}
    depths = _paged(data)
    paged = {
        code: strategy
        for _, code, strategy, depth in table.records(["id", "strategy", "depth"])
        if code and strategy and depth is not None and depth < depths.get(strategy, 0)
    }
    with_parts = {parent.get(code) for code in paged}
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for code, strategy in paged.items():
        if code not in with_parts and not _owned(code, parent, owned):
            missing[strategy].append(code.removeprefix(f"{strategy}-"))
    for strategy, codes in sorted(missing.items()):
        shown = ", ".join(codes[:8]) + (" …" if len(codes) > 8 else "")
        count = plural(len(codes), "část", "části", "částí")
        yield table.problem(0, "", "owner-missing", warning=True, strategy=strategy, count=count, nodes=shown)


def _paged(data: Data) -> dict[str, int]:
    """How many levels each strategy has; the lowest has no pages."""
    table = data.table("strategy", "strategies")
    rows = table.records(["id", "level_names"]) if table else ()
    return {code: len(names.split(";")) for _, code, names in rows if code and names}


def _owned(code: str, parent: Mapping[str, str], owned: set[str]) -> bool:
    seen: set[str] = set()
    while code and code not in seen:
        if code in owned:
            return True
        seen.add(code)
        code = parent.get(code) or ""
    return False


# Ledger -----------------------------------------------------------------------------------------------


@check("change-date", "change-source")
def told_by_source(data: Data) -> Iterator[Problem]:
    """A change that no table holds is a decision with its place in the source; any other has a day."""
    table = data.table("strategy", "changes")
    if table is None:
        return
    names = ("date", "date_text", "column", "kind", "source_document", "source_section")
    for row, *cells in zip(table.row_numbers, *(table.cells(name) for name in names), strict=True):
        date, date_text, column, kind, document, section = cells
        if column not in SOURCED:
            if column and not date:
                yield table.problem(row, "date", "change-date")
        elif not (document and section and (date or date_text)):
            yield table.problem(row, "source_section", "change-source", section)
        elif kind == "correction":
            yield table.problem(row, "kind", "change-source", kind)


@check("change-indicator", "change-reason", "change-stale")
def ledger(data: Data) -> Iterator[Problem]:
    """A row of the ledger has its reason, and the newest one says what the table says now."""
    table = data.table("strategy", "changes")
    if table is None:
        return
    now = {
        subject: value
        for name in WATCHED
        if (watched := data.table("strategy", name))
        for subject, value in _subjects(watched).items()
    }
    newest: dict[Subject, tuple[str, int, str]] = {}
    names = ("node", "date", "column", "indicator", "after", "kind", "reason")
    for row, *cells in zip(table.row_numbers, *(table.cells(name) for name in names), strict=True):
        node, date, column, indicator, after, kind, reason = cells
        if (column == "target") != (indicator != "") and column:
            yield table.problem(row, "indicator", "change-indicator", indicator)
        if kind == "decision" and not reason:
            yield table.problem(row, "reason", "change-reason", warning=True)
        subject = Subject(node, column, indicator)
        if subject in now and date >= newest.get(subject, ("", 0, ""))[0]:
            newest[subject] = (date, row, after)
    for subject, (_, row, after) in newest.items():
        if now[subject] != after:
            where = "node_indicators" if subject.column == "target" else "nodes"
            yield table.problem(
                row, "after", "change-stale", after, after=after, now=now[subject], table=where
            )


def _subjects(table: Table) -> dict[Subject, str]:
    return subjects(table.name, {name: table.cells(name) for name in table.schema.names})


@check("change-silent")
def silent(data: Data) -> Iterator[Problem]:
    """What the last commit promised is not changed without a row in the ledger."""
    changes = data.table("strategy", "changes")
    if changes is None:
        return
    names = ("node", "column", "indicator", "before", "after")
    told = set(zip(*(changes.cells(name) for name in names), strict=True))
    changed = changed_files(data)
    for name in WATCHED:
        table = data.table("strategy", name)
        if table is None or table.file not in changed or table.missing:
            continue
        before = subjects(name, committed(data, table))
        cells = table.cells("node" if name == "node_indicators" else "id")
        rows = dict(zip(cells, table.row_numbers, strict=True))
        for subject, value in _subjects(table).items():
            old = before.get(subject, value)
            if old != value and (*subject, old, value) not in told:
                # The explaining sentence is ours, so a silent change of it is only pointed out.
                mild = subject.column == "plain"
                yield table.problem(
                    rows[subject.node],
                    subject.column,
                    "change-silent",
                    value,
                    warning=mild,
                    what=subject.column,
                    before=old,
                )


RULES: tuple[Check, ...] = (reserved, weights, reports, steps, chains, owners, told_by_source, ledger, silent)
