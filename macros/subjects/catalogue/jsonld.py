"""schema.org descriptions of services and providers. Only what is known is said; unknown properties are left out."""

from __future__ import annotations

from typing import Any

from macros.model.site import Site
from macros.page.jsonld import Thing
from macros.subjects.catalogue.model import Provider, Service


def service(site: Site, one: Service) -> Thing:
    """A Service or, where an office gives it, a GovernmentService."""
    row = one.row
    office = one.kind.row.family == "office"
    thing: Thing = {
        "@type": "GovernmentService" if office else "Service",
        "name": row.name,
        "description": row.summary,
        "serviceType": one.kind.row.name,
        "provider": _organization(one.provider),
    }
    if one.areas:
        thing["areaServed"] = [{"@type": "AdministrativeArea", "name": a.territory.extent} for a in one.areas]
    if one.target_groups:
        thing["audience"] = [{"@type": "Audience", "audienceType": g.plain} for g in one.target_groups]
    if channels := _channels(one):
        thing["availableChannel"] = channels
    if row.cost == "free":
        thing["offers"] = {"@type": "Offer", "price": "0", "priceCurrency": "CZK"}
    if hours := _hours(one):
        thing["hoursAvailable"] = hours
    return thing


def _organization(one: Provider) -> Thing:
    thing: Thing = {"@type": "Organization", "name": one.row.name}
    if one.row.ico:
        thing["identifier"] = {"@type": "PropertyValue", "propertyID": "IČO", "value": one.row.ico}
    if one.row.web:
        thing["url"] = one.row.web
    return thing


def provider(site: Site, one: Provider) -> Thing:
    """The organisation itself."""
    return _organization(one)


def _channels(one: Service) -> list[Thing]:
    languages = [language.id for language in one.languages]
    channels: list[Thing] = []
    for contact in one.contacts:
        channel: Thing = {"@type": "ServiceChannel"}
        if contact.kind == "phone":
            channel["servicePhone"] = {"@type": "ContactPoint", "telephone": contact.value}
        elif contact.kind in ("web", "chat", "form"):
            channel["serviceUrl"] = contact.value
        else:
            continue
        if languages:
            channel["availableLanguage"] = languages
        channels.append(channel)
    channels += [
        {"@type": "ServiceChannel", "serviceLocation": {"@type": "Place", "address": _postal(place)}}
        for place in one.places
        if not place.row.confidential and place.row.street
    ]
    return channels


def _postal(place: Any) -> Thing:
    thing = {
        "@type": "PostalAddress",
        "streetAddress": place.row.street,
        "addressLocality": place.municipality.row.name,
        "addressCountry": place.municipality.region.state.code,
    }
    if place.row.postcode:
        thing["postalCode"] = place.row.postcode
    return thing


_DAYS = {
    "mo": "Monday",
    "tu": "Tuesday",
    "we": "Wednesday",
    "th": "Thursday",
    "fr": "Friday",
    "sa": "Saturday",
    "su": "Sunday",
}


def _hours(one: Service) -> list[Thing]:
    found: list[Thing] = []
    for row in one.hours.now + one.hours.later:
        spec: Thing = {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": list(_DAYS.values()) if row.nonstop else _DAYS[row.weekday],
            "opens": "00:00" if row.nonstop else row.opens,
            "closes": "23:59" if row.nonstop else row.closes.replace("24:00", "23:59"),
        }
        if row.nonstop and not row.valid_from and not row.valid_to:
            return [spec]
        if row.valid_from:
            spec["validFrom"] = row.valid_from.isoformat()
        if row.valid_to:
            spec["validThrough"] = row.valid_to.isoformat()
        found.append(spec)
    return found
