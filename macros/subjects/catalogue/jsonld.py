"""schema.org descriptions of services and providers. Only what is known is said; unknown properties are left out."""

from __future__ import annotations

from typing import Any

from macros.model.site import Site
from macros.page.jsonld import Thing
from macros.subjects.catalogue.facts import whose
from macros.subjects.catalogue.hours import holding
from macros.subjects.catalogue.model import Provider, Service


def service(site: Site, service: Service) -> Thing:
    """A Service or, where an office gives it, a GovernmentService."""
    row = service.row
    office = service.kind.row.family == "office"
    thing: Thing = {
        "@type": "GovernmentService" if office else "Service",
        "name": row.name,
        "description": row.summary,
        "serviceType": service.kind.row.name,
        "provider": _organization(service.provider),
    }
    if service.areas:
        thing["areaServed"] = [
            {"@type": "AdministrativeArea", "name": a.territory.extent} for a in service.areas
        ]
    if service.target_groups:
        thing["audience"] = [{"@type": "Audience", "audienceType": g.plain} for g in service.target_groups]
    # Machines read it without the word that it is closed: whoever is closed has no number to call and no hours.
    if service.active and (channels := _channels(service)):
        thing["availableChannel"] = channels
    if row.cost == "free":
        thing["offers"] = {"@type": "Offer", "price": "0", "priceCurrency": "CZK"}
    if service.active and (hours := _hours(service)):
        thing["hoursAvailable"] = hours
    return thing


def _organization(provider: Provider) -> Thing:
    thing: Thing = {"@type": "Organization", "name": provider.row.name}
    if provider.row.ico:
        thing["identifier"] = {"@type": "PropertyValue", "propertyID": "IČO", "value": provider.row.ico}
    if provider.row.web:
        thing["url"] = provider.row.web
    return thing


def provider(site: Site, provider: Provider) -> Thing:
    """The organisation itself."""
    return _organization(provider)


def _channels(service: Service) -> list[Thing]:
    languages = [language.id for language in service.languages]
    channels: list[Thing] = []
    for contact in service.contacts:
        channel: Thing = {"@type": "ServiceChannel"}
        if contact.kind == "phone":
            channel["servicePhone"] = {"@type": "ContactPoint", "telephone": contact.value}
            if words := whose(contact):
                channel["servicePhone"]["contactType"] = words
        elif contact.kind in ("web", "chat", "form"):
            channel["serviceUrl"] = contact.value
        else:
            continue
        if contact.kind != "phone" and (words := whose(contact)):
            channel["name"] = words
        if languages:
            channel["availableLanguage"] = languages
        channels.append(channel)
    channels += [
        {"@type": "ServiceChannel", "serviceLocation": {"@type": "Place", "address": _postal(place)}}
        for place in service.places
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


def _hours(service: Service) -> list[Thing]:
    found: list[Thing] = []
    for row in holding(service.hours):
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
