"""Text from a table is text: whatever stands in a cell, no page gets an element, an attribute or code from it.

The miniature site has a record of each kind full of text that tries to be more: templates, elements,
attributes, addresses with code.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.words.czech import typeset
from tests.built import Built, words
from tests.portals import read_package

HOSTILE = ("{{", "{%", "<script", "javascript:", '">', "onmouseover", "onerror")
SCHEMES = {"", "https", "http", "tel", "mailto", "geo"}
ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "header",
        "nav",
        "main",
        "footer",
        "section",
    ),
    *(
        "article",
        "aside",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "a",
        "span",
    ),
    *(
        "strong",
        "em",
        "b",
        "i",
        "abbr",
        "code",
        "pre",
        "small",
        "time",
        "svg",
        "path",
        "form",
        "label",
        "input",
        "textarea",
    ),
    *("rect", "circle", "line", "text", "blockquote", "del", "ins"),
    *("button", "table", "thead", "tbody", "tr", "th", "td", "caption", "details", "summary", "template"),
    *(
        "output",
        "datalist",
        "option",
        "select",
        "fieldset",
        "legend",
        "br",
        "hr",
        "mark",
        "noscript",
        "figure",
        "figcaption",
        "blockquote",
        "tfoot",
        "desc",
        "text",
    ),
    *("g", "rect", "text", "desc", "defs", "pattern"),
}


class Cell:
    """A hostile text: where it stands and how it reads on a page."""

    def __init__(self, column: str, text: str) -> None:
        self.column, self.text = column, text
        parts = text.split(";") if column.endswith("level_names") else [text]
        self.shown = [spaced(typeset(part)).rstrip(".") for part in parts]


def spaced(text: str) -> str:
    return " ".join(text.split()).casefold()


def cells(root: Path) -> Iterator[Cell]:
    for descriptor in sorted(root.glob("data_packages/*/datapackage.json")):
        package = read_package(descriptor.parent)
        for name, schema in package.schemas.items():
            with (package.folder / package.path(name)).open(encoding="utf-8", newline="") as file:
                for row in list(csv.reader(file))[1:]:
                    for one, text in zip(schema.fields, row, strict=True):
                        if any(mark in text for mark in HOSTILE):
                            yield Cell(f"{package.name}/{name}.{one.name}", text)


@pytest.fixture(scope="module")
def hostile(mini: Built) -> list[Cell]:
    return list(cells(mini.root))


def free_columns(root: Path) -> Iterator[str]:
    """Columns in which anything may be written."""
    for descriptor in sorted(root.glob("data_packages/*/datapackage.json")):
        package = read_package(descriptor.parent)
        for name, schema in package.schemas.items():
            for one in schema.fields:
                if one.type == "string" and not (one.enum or one.pattern or one.reference):
                    yield f"{package.name}/{name}.{one.name}"


CHECKED = {
    "evaluation/assessments.territory_code",
    "services/areas.territory_code",
    "strategy/strategies.territory_code",
    "services/contacts.value",
    "services/providers.ico",
    "territory/offices.phone",
    "territory/offices.email",
    "territory/offices.web",
    "indicators/areas.territory_code",
    "indicators/observations.territory_code",
    "indicators/targets.territory_code",
    "cooperation/requests.territory_code",
    "cooperation/topics.territory_code",
    "network/surveys.territory_code",
    "network/substitutions.territory_code",
    "activities/activity_choices.territory_code",
}
"""Columns without a pattern of their own that a rule of `check` keeps in form."""


def test_every_column_that_takes_any_text_holds_a_hostile_one(mini: Built, hostile: list[Cell]) -> None:
    tried = {cell.column for cell in hostile}
    assert sorted(set(free_columns(mini.root)) - tried - CHECKED) == []


def test_no_element_comes_from_a_text(mini: Built) -> None:
    wrong = []
    for path in mini.paths():
        for element in mini.tree(path).iter():
            if isinstance(element.tag, str) and element.tag not in ELEMENTS:
                wrong.append(f"{path}: <{element.tag}>")
            for name, value in element.attrib.items():
                if name.startswith("on") or any(mark in name for mark in "\"'<>{"):
                    wrong.append(f"{path}: {name}={value!r}")
                if name in ("href", "src", "action", "srcset", "formaction") and not is_plain(value):
                    wrong.append(f"{path}: {name}={value!r}")
    assert not wrong, f"{len(wrong)}: {wrong[:10]}"


def is_plain(address: str) -> bool:
    return urlsplit(address.strip()).scheme in SCHEMES and "javascript:" not in address.lower()


def test_no_script_comes_from_a_text(mini: Built) -> None:
    for path in mini.paths():
        for script in mini.tree(path).xpath("//script"):
            if script.get("type") == "application/ld+json":
                assert not re.search(r"<|>|&", script.text), f"{path}: could end the script"
                json.loads(script.text)
            else:
                assert re.fullmatch(
                    r"(\.\./)*(/portal/)?assets/js/[a-z-]+\.js(\?v=[0-9a-f]+)?", script.get("src")
                ), path


def test_no_template_is_evaluated(mini: Built) -> None:
    wrong = {}
    for path in mini.paths():
        # Coordinates of drawings may well hold the number; what a drawing says stands in its texts.
        text = " ".join(mini.tree(path).xpath("//text() | //@*[not(ancestor::svg)]"))
        if re.search(r"(?<!\d)49(?!\d)", text):
            wrong[path] = re.findall(r".{30}(?<!\d)49(?!\d).{30}", text)
        assert "{{" not in text or "7*7" in text
    assert not wrong


def test_no_template_is_evaluated_in_files_for_machines(mini: Built) -> None:
    json.loads(mini.files["search/index.json"])
    for path, raw in mini.files.items():
        if path.endswith((".json", ".csv", ".xml", ".txt")):
            assert b"\xee\x80\x80" not in raw
    assert b"{{ 7*7 }}" in mini.files["search/index.json"]
    assert b"<script" not in mini.files["sitemap.xml"]


# The kinds of page that show a column; none where it serves searching, checking or downloads only.
SHOWN = {
    "cases/case_actors.asks": ("case", "case_role"),
    "cases/case_actors.source_section": (),
    "cases/case_actors.title": ("case", "case_role"),
    "cases/case_actors.told": ("case_role",),
    "cases/cases.about": ("cases", "case"),
    "cases/cases.child": ("case",),
    "cases/cases.need": ("case",),
    "cases/cases.open": ("case",),
    "cases/cases.place": ("cases", "case"),
    "cases/cases.prepared": ("case",),
    "cases/cases.source_document": ("case", "case_role"),
    "cases/cases.source_section": ("case", "case_role"),
    "cases/cases.title": ("cases", "case", "case_role"),
    "cases/project_roles.brings": ("project",),
    "cases/project_roles.department": ("project",),
    "cases/project_roles.open": ("project",),
    "cases/project_roles.source_section": ("project",),
    "cases/project_roles.title": ("project",),
    "cases/project_roles.who": ("project",),
    "cases/project_steps.open": ("project",),
    "cases/project_steps.source_section": ("project",),
    "cases/project_steps.title": ("project",),
    "cases/project_steps.what": ("project",),
    "cases/project_steps.who": ("project",),
    "cases/project_texts.answer": ("project",),
    "cases/project_texts.open": ("project",),
    "cases/project_texts.question": ("project",),
    "cases/project_texts.source_section": ("project",),
    "cases/projects.about": ("projects", "project"),
    "cases/projects.aim": ("project",),
    "cases/projects.open": ("project",),
    "cases/projects.origin": ("project",),
    "cases/projects.source_document": ("project",),
    "cases/projects.source_section": ("project",),
    "cases/projects.title": ("projects", "project"),
    "cases/projects.why": ("project",),
    "cases/stop_actors.can": ("case", "case_role"),
    "cases/stop_actors.source_section": (),
    "cases/stop_flows.how": ("case", "case_role"),
    "cases/stop_flows.purpose": ("case", "case_role"),
    "cases/stop_flows.source_section": (),
    "cases/stop_flows.what": ("case", "case_role"),
    "cases/stops.age": ("cases", "case", "case_role"),
    "cases/stops.happens": ("case", "case_role"),
    "cases/stops.notes": ("case",),
    "cases/stops.open": ("case", "case_role"),
    "cases/stops.source_section": (),
    "activities/activities.evidence": ("activity",),
    "activities/activities.for_whom": ("activity",),
    "activities/activities.if_nobody": ("activity",),
    "activities/activities.needs": ("activity",),
    "activities/activities.source_document": ("activity",),
    "activities/activities.source_section": ("activity",),
    "activities/activities.title": ("activities", "activity", "activities_here", "orp"),
    "activities/activities.what": ("activity",),
    "activities/features.plain": ("examples",),
    "activities/features.source_document": ("examples",),
    "activities/features.source_section": ("examples",),
    "activities/features.title": ("examples",),
    "activities/activity_actors.role": ("activity",),
    "activities/activity_choices.note": ("activity", "activities_here", "orp"),
    "activities/activity_choices.source_document": ("activity", "activities_here", "orp"),
    "activities/activity_choices.source_section": ("activity", "activities_here", "orp"),
    "activities/activity_choices.who": ("activity", "activities_here", "orp", "municipality"),
    "codelists/audiences.name": (),
    "codelists/audiences.plain": (),
    "codelists/forms.name": ("service", "provider"),
    "codelists/forms.plain": ("service",),
    "codelists/kinds.everyday_name": ("kind", "kinds", "service", "situation", "provider"),
    "codelists/kinds.form_hint": ("kind",),
    "codelists/kinds.name": ("kind", "kinds", "service"),
    "codelists/kinds.plain": ("kind",),
    "codelists/languages.name": ("service",),
    "codelists/languages.native_name": (),
    "codelists/laws.plain": (),
    "codelists/laws.title": (),
    "codelists/redirects.reason": (),
    "codelists/target_groups.name": (),
    "codelists/target_groups.plain": ("service",),
    "codelists/sources.ends": (),
    "codelists/sources.title": (),
    "codelists/terms.explanation": (),
    "codelists/terms.full_form": (),
    "codelists/terms.term": ("prose",),
    "cooperation/agreement_rules.data": ("agreement",),
    "cooperation/agreement_rules.ground_detail": ("agreement",),
    "cooperation/agreement_rules.how": ("agreement",),
    "cooperation/agreement_rules.occasion": ("agreement",),
    "cooperation/agreement_rules.until": ("agreement",),
    "cooperation/agreements.emergency_role": ("agreement",),
    "cooperation/agreements.needs": ("agreement",),
    "cooperation/agreements.note": ("agreement",),
    "cooperation/agreements.offers": ("agreement",),
    "cooperation/agreements.place": ("agreement", "agreements"),
    "cooperation/agreements.principles": ("agreement",),
    "cooperation/agreements.source_document": ("agreement",),
    "cooperation/agreements.source_section": ("agreement",),
    "cooperation/agreements.title": ("agreement", "agreements"),
    "cooperation/age_groups.source_document": (),
    "cooperation/age_groups.source_section": (),
    "cooperation/cooperation_actors.name": (
        "cooperation",
        "agreement",
        "agreements",
        "requests",
        "requests_of",
        "local_strategies",
    ),
    "cooperation/cooperation_actors.short": ("cooperation",),
    "cooperation/cooperation_actors.source_document": (),
    "cooperation/cooperation_actors.source_section": (),
    "cooperation/cooperations.note": ("cooperation",),
    "cooperation/cooperations.place": ("cooperation",),
    "cooperation/cooperations.source_document": ("cooperation",),
    "cooperation/cooperations.source_section": ("cooperation",),
    "cooperation/cooperations.theme": ("cooperation",),
    "cooperation/requests.outcome": ("requests", "requests_of"),
    "cooperation/requests.plain": ("requests", "requests_of"),
    "cooperation/requests.source_document": ("requests", "requests_of"),
    "cooperation/requests.source_section": ("requests", "requests_of"),
    "cooperation/requests.title": ("requests", "requests_of", "local_strategies"),
    "cooperation/risk_areas.source_document": (),
    "cooperation/risk_areas.source_section": (),
    "cooperation/risk_areas.title": ("cooperation",),
    "cooperation/topic_steps.source_document": (),
    "cooperation/topic_steps.source_section": (),
    "cooperation/topic_steps.what": ("local_strategies",),
    "cooperation/topics.aim": ("local_strategies",),
    "cooperation/topics.source_document": ("local_strategies",),
    "cooperation/topics.source_section": ("local_strategies",),
    "cooperation/topics.title": ("local_strategies",),
    "evaluation/assessments.assessor": ("assessment", "policy"),
    "evaluation/assessments.source_document": ("assessment",),
    "evaluation/assessments.summary": ("assessment", "evaluations", "policy"),
    "evaluation/assessments.title": (
        "assessment",
        "evaluations",
        "criteria",
        "municipality",
        "policy",
    ),
    "evaluation/criteria.plain": ("criteria",),
    "evaluation/criteria.source_section": ("criteria",),
    "evaluation/criteria.title": ("criteria", "form", "assessment", "judged", "policy"),
    "evaluation/criteria_sets.scale_note": ("criteria", "form", "assessment", "judged"),
    "evaluation/criteria_sets.source_document": ("criteria", "form"),
    "evaluation/criteria_sets.source_section": ("criteria",),
    "evaluation/criteria_sets.summary": ("evaluations", "criteria"),
    "evaluation/criteria_sets.title": ("evaluations", "criteria", "form", "assessment", "judged"),
    "evaluation/descriptors.question": ("criteria", "form"),
    "evaluation/descriptors.source_section": ("criteria",),
    "evaluation/descriptors.text": ("criteria", "assessment"),
    "evaluation/descriptors.title": ("criteria", "form", "assessment", "judged"),
    "evaluation/family_policies.collected_data": ("policy",),
    "evaluation/family_policies.concept": ("policy",),
    "evaluation/family_policies.intro": ("policy",),
    "evaluation/family_policies.source_document": ("policy",),
    "evaluation/family_policies.source_section": ("policy",),
    "evaluation/family_policies.title": ("policy", "evaluations", "municipality", "assessment"),
    "evaluation/participation.outcome": ("policy",),
    "evaluation/participation.period": ("policy",),
    "evaluation/participation.source_document": ("policy",),
    "evaluation/participation.source_section": ("policy",),
    "evaluation/participation.what": ("policy",),
    "evaluation/participation.with_whom": ("policy",),
    "evaluation/phases.source_section": ("assessment",),
    "evaluation/phases.title": ("assessment", "judged", "policy"),
    "evaluation/ratings.derived_by": ("assessment",),
    "evaluation/ratings.derived_from": ("assessment",),
    "evaluation/ratings.evidence": ("assessment",),
    "evaluation/ratings.source_section": ("assessment",),
    "evaluation/ratings.words": ("assessment",),
    "evaluation/scale_levels.derived_when": ("criteria",),
    "evaluation/scale_levels.label": ("criteria", "form", "assessment", "judged"),
    "evaluation/scale_levels.words": ("criteria", "form", "assessment", "judged"),
    "indicators/areas.locative": ("indicator",),
    "indicators/areas.name": ("indicator",),
    "indicators/areas.note": (),
    "indicators/breaks.note": ("indicator",),
    "indicators/classes.description": ("indicator", "municipality"),
    "indicators/classes.label": ("indicator", "municipality"),
    "indicators/classes.source_document": ("indicator",),
    "indicators/classes.source_section": ("indicator",),
    "indicators/cost_items.basis": ("cost",),
    "indicators/cost_items.note": ("cost",),
    "indicators/cost_items.plain": ("cost",),
    "indicators/cost_items.source_document": ("cost",),
    "indicators/cost_items.source_section": ("cost",),
    "indicators/cost_items.title": ("cost",),
    "indicators/indicators.definition": ("indicator",),
    "indicators/indicators.method": ("indicator",),
    "indicators/indicators.next_update": ("indicator",),
    "indicators/indicators.plain": (),
    "indicators/indicators.short": ("indicators", "municipality"),
    "indicators/indicators.source": ("indicator",),
    "indicators/indicators.title": ("indicator",),
    "indicators/indicators.why": ("indicator",),
    "indicators/observations.note": ("indicator",),
    "indicators/observations.source_document": ("indicator",),
    "indicators/observations.source_section": ("indicator",),
    "indicators/observations.source_title": ("indicator",),
    "indicators/targets.note": ("indicator",),
    "indicators/targets.source_document": ("indicator",),
    "indicators/targets.source_section": ("indicator",),
    "indicators/themes.plain": ("indicators",),
    "indicators/themes.title": ("indicators", "indicator"),
    "services/areas.note": ("service",),
    "services/contacts.label": ("service",),
    "services/contacts.note": ("service",),
    "services/contacts.value": (),
    "services/hours.note": ("service",),
    "services/evidence.note": ("service",),
    "services/places.name": ("service",),
    "services/places.note": ("service",),
    "services/places.street": ("service",),
    "services/providers.name": ("provider", "providers", "service"),
    "services/services.bring": ("service",),
    "services/services.conditions": ("service",),
    "services/services.closed_reason": ("service",),
    "services/services.cost_note": ("service",),
    "services/services.not_for": ("service", "provider", "policy", "prose"),
    "services/services.name": (
        "catalogue",
        "service",
        "provider",
        "kind",
        "situation",
        "node",
        "orp",
        "municipality",
        "prose",
    ),
    "services/services.registration": ("service",),
    "services/services.summary": ("service", "provider", "prose"),
    "network/reachability.source_document": ("reach", "reach_region"),
    "network/reachability.source_section": ("reach", "reach_region"),
    "meetings/attendance.source_section": (),
    "meetings/attendance.who": ("meeting",),
    "meetings/fair_blocks.about": ("fair",),
    "meetings/fair_blocks.source_section": (),
    "meetings/fair_blocks.title": ("fair", "fair_sheets"),
    "meetings/fair_stands.offer": ("fair", "fair_signs"),
    "meetings/fair_stands.organisation": ("fair", "fair_signs"),
    "meetings/fairs.about": ("fairs", "fair"),
    "meetings/fairs.audience": ("fair",),
    "meetings/fairs.place": ("fairs", "fair"),
    "meetings/fairs.source_document": ("fair",),
    "meetings/fairs.source_section": ("fair",),
    "meetings/fairs.title": ("fairs", "fair", "fair_signs", "fair_sheets"),
    "meetings/items.number": ("meeting",),
    "meetings/items.said": ("meeting",),
    "meetings/items.source_section": ("meeting",),
    "meetings/items.title": ("meeting",),
    "meetings/meetings.about": ("meetings", "meeting"),
    "meetings/meetings.attachments": ("meeting",),
    "meetings/meetings.body": ("meeting", "node"),
    "meetings/meetings.day_note": ("meeting",),
    "meetings/meetings.next_about": ("meeting",),
    "meetings/meetings.place": ("meeting",),
    "meetings/meetings.source_document": ("meeting",),
    "meetings/meetings.title": ("meetings", "meeting", "meeting_tasks"),
    "meetings/resolutions.source_section": ("meeting",),
    "meetings/resolutions.text": ("meeting", "node", "strategy_changes"),
    "meetings/tasks.note": ("meeting", "meeting_tasks"),
    "meetings/tasks.outcome": ("meeting", "meeting_tasks"),
    "meetings/tasks.owner": ("meeting", "meeting_tasks"),
    "meetings/tasks.source_section": ("meeting",),
    "meetings/tasks.task": ("meeting", "meeting_tasks"),
    "meetings/votes.question": ("meeting",),
    "meetings/votes.source_section": ("meeting",),
    "capacity/donor_fields.called": ("donors",),
    "capacity/donor_fields.note": ("donors",),
    "capacity/donor_fields.source_document": (),
    "capacity/donor_fields.source_section": (),
    "capacity/donors.name": ("donors",),
    "capacity/donors.plain": ("donors",),
    "capacity/donors.source_document": ("donors",),
    "capacity/donors.source_section": ("donors",),
    "capacity/capacities.source_document": (),
    "capacity/capacities.source_section": (),
    "capacity/kind_sides.source_document": (),
    "capacity/kind_sides.source_section": (),
    "capacity/money.payer": (),
    "capacity/money.source_document": (),
    "capacity/money.source_section": (),
    "capacity/needs.note": ("small_area",),
    "capacity/needs.source_document": ("small_area",),
    "capacity/needs.source_section": ("small_area",),
    "capacity/needs.who": ("small_area",),
    "capacity/outcome_results.note": ("results_of_service",),
    "capacity/outcomes.agreed_with": ("results_of_service",),
    "capacity/outcomes.expected": ("results_of_service",),
    "capacity/outcomes.known_by": ("results_of_service",),
    "capacity/outcomes.source_document": ("results_of_service",),
    "capacity/outcomes.source_section": ("results_of_service",),
    "capacity/report_grants.payer": ("results_of_service",),
    "capacity/reports.note": ("results_of_service",),
    "capacity/reports.source_document": ("results_of_service",),
    "capacity/reports.source_section": ("results_of_service",),
    "capacity/small_areas.drawn_by": ("small_area",),
    "capacity/small_areas.name": ("capacity", "small_area", "prevention_and_care"),
    "capacity/small_areas.note": ("small_area",),
    "capacity/small_areas.source_document": ("capacity", "small_area"),
    "capacity/small_areas.source_section": ("capacity", "small_area"),
    "network/stories.activity": ("story",),
    "network/stories.aim": ("story",),
    "network/stories.feedback": ("story",),
    "network/stories.next_step": ("story",),
    "network/stories.place": ("stories", "story", "stories_compared"),
    "network/stories.result": ("story", "stories_compared"),
    "network/stories.role": ("story",),
    "network/stories.source_document": ("story",),
    "network/stories.source_section": ("story",),
    "network/stories.threshold": ("story", "stories_compared"),
    "network/stories.title": ("stories", "story"),
    "network/stories.topic": ("stories", "story", "stories_compared"),
    "network/stories.who": ("story", "stories_compared"),
    "network/stories.worked": ("story", "stories_compared"),
    "network/substitutions.reason": ("spots", "spot"),
    "network/substitutions.source_document": ("spots", "spot"),
    "network/substitutions.source_section": ("spots", "spot"),
    "network/surveys.note": ("spots", "spot"),
    "network/surveys.source_document": ("spots", "spot"),
    "network/surveys.source_section": ("spots", "spot"),
    "network/surveys.who": ("spots", "spot"),
    "situations/phenomena.name": ("phenomenon", "phenomena", "situation"),
    "situations/phenomena.plain": ("phenomenon", "phenomena"),
    "situations/service_situations.how": ("service", "situation"),
    "situations/situation_kinds.how": ("situation", "phenomenon"),
    "situations/situations.first_step": ("situation",),
    "situations/situations.official_title": ("situation",),
    "situations/situations.summary": ("situation",),
    "situations/situations.title": (
        "situation",
        "situations",
        "theme",
        "service",
        "municipality",
        "search",
        "missing",
    ),
    "situations/synonyms.phrase": (),
    "situations/themes.plain": ("theme", "situations"),
    "situations/themes.title": ("theme", "situations", "situation", "municipality"),
    "strategy/actors.name": ("node", "strategy_cards", "strategy_print", "coordinator"),
    "strategy/changes.after": ("node", "strategy_changes"),
    "strategy/changes.before": ("node", "strategy_changes"),
    "strategy/changes.date_text": ("node", "strategy_changes"),
    "strategy/changes.decided_by": ("node", "strategy_changes"),
    "strategy/changes.reason": ("node", "strategy_changes"),
    "strategy/changes.source_document": ("node", "strategy_changes"),
    "strategy/changes.source_section": ("node", "strategy_changes"),
    "strategy/events.audience": ("events",),
    "strategy/events.organiser": ("events",),
    "strategy/events.place": ("events",),
    "strategy/events.time_text": ("events",),
    "strategy/events.title": ("events", "node"),
    "strategy/grants.applicants": ("grants",),
    "strategy/grants.cofinancing": ("grants",),
    "strategy/grants.provider": ("grants",),
    "strategy/grants.title": ("grants", "node"),
    "strategy/inputs.heard_at": ("node", "voices_of_theme"),
    "strategy/inputs.source_document": ("node", "voices_of_theme"),
    "strategy/inputs.source_section": ("node", "voices_of_theme"),
    "strategy/inputs.text": ("node", "voices_of_theme"),
    "strategy/log.plain": ("node", "strategy_course"),
    "strategy/log.source_section": ("strategy_course",),
    "strategy/log.title": ("node", "strategy_course"),
    "strategy/log_periods.comment": ("strategy_course",),
    "strategy/log_periods.source_section": ("strategy_course",),
    "strategy/log_periods.title": ("node", "strategy_course"),
    "strategy/monitoring.change": ("node",),
    "strategy/monitoring.decision": ("node",),
    "strategy/monitoring.how_we_learn": ("node",),
    "strategy/monitoring.indicator_text": ("node",),
    "strategy/monitoring.source_document": ("node",),
    "strategy/monitoring.source_section": ("node",),
    "strategy/monitoring.when_text": ("node",),
    "strategy/monitoring.who": ("node",),
    "strategy/node_indicators.source_section": ("node",),
    "strategy/node_indicators.target": ("node",),
    "strategy/node_indicators.what": ("node",),
    "strategy/node_money.fund": ("node",),
    "strategy/node_money.source_document": ("node",),
    "strategy/node_money.source_section": ("node",),
    "strategy/node_risks.answer": ("node",),
    "strategy/node_risks.risk": ("node", "coordinator"),
    "strategy/node_risks.source_document": ("node",),
    "strategy/node_risks.source_section": ("node",),
    "strategy/outputs.state_section": ("strategy", "strategy_course", "strategy_print"),
    "strategy/outputs.source_section": ("strategy_course",),
    "strategy/outputs.words": ("strategy", "strategy_course", "strategy_print"),
    "strategy/outputs.title": ("strategy", "strategy_course", "strategy_print"),
    "strategy/practices.aim": ("examples",),
    "strategy/practices.feedback": ("examples",),
    "strategy/practices.next_step": ("examples",),
    "strategy/practices.result": ("examples",),
    "strategy/practices.role": ("examples",),
    "strategy/practices.threshold": ("examples",),
    "strategy/practices.who": ("examples",),
    "strategy/practices.source_document": ("node", "examples"),
    "strategy/practices.source_section": ("node", "examples"),
    "strategy/practices.title": ("node", "examples"),
    "strategy/practices.what": ("node", "examples"),
    "strategy/practices.why": ("node", "examples"),
    "strategy/statuses.date_text": ("node",),
    "strategy/statuses.decided_by": ("node",),
    "strategy/statuses.reason": ("node",),
    "strategy/statuses.source_document": ("node",),
    "strategy/statuses.source_section": ("node",),
    "strategy/statuses.words": ("node", "strategy_print"),
    "strategy/steps.state_section": ("strategy", "strategy_course"),
    "strategy/steps.source_section": (),
    "strategy/steps.title": ("strategy", "strategy_course", "strategy_print", "coordinator"),
    "strategy/steps.when_text": ("strategy", "strategy_course", "strategy_print"),
    "strategy/steps.words": ("strategy", "strategy_course", "strategy_print"),
    "strategy/steps.who": ("strategy", "strategy_course", "strategy_print"),
    "strategy/nodes.deadline_text": ("node", "strategy_print"),
    "strategy/strategies.goal": ("strategy", "strategy_print", "comparison"),
    "strategy/strategies.next": ("strategy", "strategy_course", "strategy_print"),
    "strategy/strategies.next_section": ("strategy", "strategy_course", "strategy_print"),
    "strategy/strategies.result": ("strategy", "strategy_course", "strategy_print"),
    "strategy/strategies.result_section": ("strategy", "strategy_course", "strategy_print"),
    "strategy/strategies.period": ("strategy", "comparison"),
    "strategy/node_actors.source_section": ("node",),
    "strategy/node_services.how": ("node",),
    "strategy/nodes.code": ("node", "strategy"),
    "strategy/nodes.plain": ("node", "strategy", "strategy_cards", "strategy_print", "comparison"),
    "strategy/nodes.source_section": ("node",),
    "strategy/nodes.title": ("node", "strategy", "strategy_print"),
    "strategy/strategies.level_names": ("strategy",),
    "strategy/strategies.origin": ("strategy", "strategy_print"),
    "strategy/strategies.publisher": ("strategy",),
    "strategy/strategies.source_document": ("strategy", "node"),
    "strategy/strategies.summary": ("strategy",),
    "strategy/strategies.title": ("strategy", "municipality", "node", "coordinator", "comparison"),
    "territory/municipalities.name": ("municipality", "places", "orp", "service"),
    "territory/municipalities.population_source": ("municipality",),
    "territory/offices.address": ("municipality",),
    "territory/orp.name": ("orp", "municipality", "places", "region"),
    "territory/regions.locative": (),
    "territory/regions.name": ("service",),
    "territory/states.locative": (),
    "territory/states.name": (),
    "territory/states.whole": (),
}


@pytest.fixture(scope="module")
def texts(mini: Built) -> dict[str, str]:
    """All that people read on each kind of page, help texts of terms included."""
    families = {page.url: page.family.name for page in mini.pages} | {
        "404.html": "missing",
        "offline.html": "offline",
    }
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in mini.paths():
        tree = mini.tree(path)
        family = families.get(path.removesuffix("index.html"), "prose")
        found[family] += [words(tree.xpath("//main")[0]), *tree.xpath("//main//@title")]
    return {family: spaced(" ".join(parts)) for family, parts in found.items()}


def test_hostile_texts_are_read_as_they_were_written(texts: dict[str, str], hostile: list[Cell]) -> None:
    missing = [
        f"{family} pages do not show {cell.column}: {cell.text}"
        for cell in hostile
        for family in SHOWN[cell.column]
        if not all(part in texts[family] for part in cell.shown)
    ]
    assert not missing, "\n".join(missing)


def test_the_list_of_shown_columns_is_whole(mini: Built) -> None:
    assert sorted(set(free_columns(mini.root)) - CHECKED - set(SHOWN)) == []


def test_titles_and_descriptions_say_it_too(mini: Built) -> None:
    page = mini.tree("sluzby/zkusebni-sluzba/")
    assert "<script>alert(1)</script>" in page.xpath("string(//head/title)")
    assert "{{ 7*7 }}" in page.xpath("string(//meta[@name='description']/@content)")
    assert "{{ 7*7 }}" in mini.tree("temata/zkusebni-tema/").xpath("string(//head/title)")
