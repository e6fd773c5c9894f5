"""Who else is behind the same door: services whose public places have one street, number and municipality.

Grouped once while linking, so that no page looks for it. A place that protects people takes no part in it, nor does
any service that has one: neither its page nor another says a word of who is near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.model.roles import AFAR
from macros.subjects.catalogue.model import Beside, Catalogue, Place, Service, by_name
from macros.words.czech import fold

Door = tuple[str, str]
"""A municipality by its code and a street with a number as it is compared; "" and an id for a row of its own."""

_CALLED_ONLY = AFAR[2:]
"""Forms in which nobody comes to the place."""
_NUMBERED = re.compile(r"[^\W\d_]{3}.*\d")
_NUMBER_WORDS = re.compile(r"\b(?:c\. ?p\.?|cp\.?|c\.|cislo(?: popisne)?|ul\.|ulice)(?=[ \d])")


def link_addresses(catalogue: Catalogue) -> None:
    """Fill `Service.beside` of all who can be visited."""
    doors: defaultdict[Door, list[tuple[Service, Place]]] = defaultdict(list)
    for service in by_name(catalogue.services.values()):
        if any(place.row.confidential for place in service.places):
            continue
        for place in service.places:
            if found := door(place):
                doors[found].append((service, place))
    for met in doors.values():
        for here in _by_postcode(met):
            # One tuple for all of them: who reads it leaves the service itself out.
            known = dict.fromkeys(one for one, _ in here if one.active and _visited(one))
            everyone = tuple(known)
            for service, place in dict(reversed(here)).items():
                if others := len(everyone) - (service in known):
                    service.beside += (Beside(place, everyone, others),)


def door(place: Place) -> Door | None:
    """Where a place is, to be compared with others; None where that is not known well enough."""
    row = place.row
    if _NUMBERED.search(row.street):
        return row.municipality_code_csu, street(row.street)
    # A row that several services share is one place, also where nobody knows its number.
    return ("", row.id) if row.name or row.street else None


def street(text: str) -> str:
    """Street and number as they are compared: "ul. Karlova č. p. 17" is "Karlova 17"."""
    plain = _NUMBER_WORDS.sub(" ", fold(text))
    return re.sub(r"\s*/\s*", "/", " ".join(re.split(r"[\s,]+", plain)).strip())


def _by_postcode(met: list[tuple[Service, Place]]) -> Iterable[list[tuple[Service, Place]]]:
    """Apart where postcodes tell two streets of one name in one municipality."""
    codes = {place.row.postcode for _, place in met} - {""}
    if len(codes) < 2:
        return [met]
    return _apart(met, codes)


def _apart(met: list[tuple[Service, Place]], codes: Iterable[str]) -> Iterator[list[tuple[Service, Place]]]:
    for code in sorted(codes):
        yield [(service, place) for service, place in met if place.row.postcode == code]


def _visited(service: Service) -> bool:
    """Whether people come to a service: a line that is only called has an address, but no door for them."""
    return not service.forms or any(form.reach not in _CALLED_ONLY for form in service.forms)
