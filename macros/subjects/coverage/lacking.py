"""What is missing near a municipality, for the keys of pages; free time near it."""

from __future__ import annotations

from collections.abc import Iterable

from macros.model.keys import digest
from macros.model.site import Site, latest
from macros.subjects.catalogue.model import Service
from macros.subjects.coverage.model import Coverage, Nearest
from macros.subjects.coverage.near import is_free_time
from macros.subjects.territory.model import Municipality


def free_time(services: Iterable[Service]) -> tuple[Service, ...]:
    """Places and clubs for children's free time among services."""
    return tuple(one for one in services if is_free_time(one))


def _lack_keys(site: Site, municipality: Municipality) -> Iterable[bytes]:
    """Keys of what a municipality's page says about missing help; situations have keys of their own."""
    lack = site[Coverage].lacks[municipality.row.code_csu]
    for one_missing in lack.situations:
        yield one_missing.situation.row.id.encode()
        yield from _nearest_key(one_missing.nearest)
    for away in lack.farther:
        town = away.town.key if away.town else b""
        yield from (away.situation.row.id.encode(), away.service.key, town, f"{away.km}".encode())
    yield from _nearest_key(lack.free_time)


@latest
def lack_key(site: Site, town: Municipality) -> bytes:
    """Key of what is missing near a municipality and who is nearest."""
    return digest(_lack_keys(site, town))


def _nearest_key(nearest: Nearest | None) -> Iterable[bytes]:
    return (nearest.service.key, nearest.town.key, b"%d" % nearest.km) if nearest else (b"",)
