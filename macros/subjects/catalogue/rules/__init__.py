"""Rules about services, contacts, situations and secret places."""

from macros.check import Check
from macros.subjects.catalogue.rules import (
    confidential,
    confidential_texts,
    contacts,
    doubles,
    emergency,
    guides,
    hours,
    numbers,
    people,
    places,
    refusals,
    roles,
    sentences,
    services,
    situations,
    sources,
)

RULES: tuple[Check, ...] = (
    *services.RULES,
    *contacts.RULES,
    *doubles.RULES,
    *emergency.RULES,
    *guides.RULES,
    *numbers.RULES,
    *places.RULES,
    *confidential.RULES,
    *confidential_texts.RULES,
    *hours.RULES,
    *people.RULES,
    *situations.RULES,
    *sentences.RULES,
    *refusals.RULES,
    *roles.RULES,
    *sources.RULES,
)
