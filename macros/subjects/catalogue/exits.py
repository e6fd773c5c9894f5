"""Which kinds, services and providers have pages that people may have to leave quickly.

The data say it of situations (`quick_exit`); the rest follows from them and from secret places. One such link
is enough, however many calm situations name a kind too: a row added elsewhere must not take the exit away.
"""

from __future__ import annotations

from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue, Kind, Provider, Service


def link_exits(site: Site) -> None:
    """Fill `quick_exit` of kinds, services and providers, once for all pages that ask for it."""
    catalogue = site[Catalogue]
    for kind in catalogue.kinds.values():
        kind.quick_exit = kind_in_danger(kind)
    for service in catalogue.services.values():
        service.quick_exit = _service_in_danger(service)
        if service.quick_exit:
            service.key = digest([service.key, b"quick exit"])
    for provider in catalogue.providers.values():
        provider.quick_exit = _provider_in_danger(provider)


def kind_in_danger(kind: Kind) -> bool:
    """Where a situation with a quick exit names the kind, or one of its services is at a secret place."""
    return any(one.row.quick_exit for one in kind.situations) or any(map(_secret, kind.services))


def _service_in_danger(service: Service) -> bool:
    """As its kind, or where it is at a secret place or helps in such a situation by itself."""
    if service.kind.quick_exit or _secret(service):
        return True
    return any(one.situation.row.quick_exit for one in service.situations)


def _provider_in_danger(provider: Provider) -> bool:
    """Where one of its services is at a secret place. A large one that helps in danger, too, is not meant."""
    return any(map(_secret, provider.services))


def _secret(service: Service) -> bool:
    return any(place.row.confidential for place in service.places)
