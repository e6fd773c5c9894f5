"""Leaflets, wallet cards and share images: made by typst, only those whose content changed.

The key of each is a digest of its data, its template and the versions that can change the result. No clock
reaches the files: the same data give the same bytes. Leaflets and cards are many, so they have a command of
their own, which makes them in parallel and keeps them in `.cache/rozcestnik/` with a manifest; builds take
them from there. Share images are few; builds make them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from macros.files import kept as keep
from macros.files.code import code_key
from macros.files.installed import version
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.page.common import SHARE, share_name
from macros.print.press import Job, Progress, icon, job, kept, qr, template_key
from macros.print.shelf import Done, Shelf
from macros.subjects.catalogue.addresses import LEAFLETS
from macros.subjects.catalogue.leaflet_text import Texts, card, guide_steps, leaflet, portal_share, share
from macros.subjects.catalogue.model import Catalogue, Situation
from macros.subjects.catalogue.serving import called
from macros.subjects.territory.model import Orp, Region, Territories

# What there is to make --------------------------------------------------------------------------------


def leaflet_name(situation: str, place: str, *, wallet: bool = False) -> str:
    """File name of a leaflet: ids of the situation and slug of the ORP or region."""
    return f"{situation}-{place}{'-karta' if wallet else ''}.pdf"


def leaflet_url(situation: str, place: str, *, wallet: bool = False) -> str:
    """Address of a leaflet or card from the root of the site."""
    return LEAFLETS + leaflet_name(situation, place, wallet=wallet)


def leaflet_jobs(root: Path, site: Site, only: str = "") -> Iterator[Job]:
    """Leaflets for every situation × ORP and region, cards for every situation × region."""
    for situation in site[Catalogue].situations.values():
        code = situation.row.id
        if only and code != only:
            continue
        steps = _steps(root, code)
        for region in site[Territories].covered_regions():
            places: list[Orp | Region] = [region, *region.orps]
            for place in places:
                name = leaflet_name(code, place.row.slug)
                yield _job(name, "leaflet", leaflet(site, situation, place, steps))
            yield _job(
                leaflet_name(code, region.row.slug, wallet=True), "card", card(site, situation, region)
            )


def share_jobs(site: Site) -> Iterator[Job]:
    """A share image for every situation, and one for all other pages."""
    yield _job(share_name(), "share", portal_share(site))
    for situation in site[Catalogue].situations.values():
        yield _job(share_name(situation.row.id), "share", share(site, situation))


def _steps(root: Path, situation: str) -> tuple[str, ...]:
    try:
        return guide_steps((root / "catalogue" / "situace" / f"{situation}.md").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()


def _job(name: str, template: str, texts: Texts) -> Job:
    day = texts.edition
    drawings = {"theme": icon(texts.data["icon"])}
    if template != "share":
        drawings |= {one: icon(one) for one in ("phone", "web", "map-marker-outline")}
        drawings["qr"] = qr(texts.data["url"])
    return job(name, template, texts.data | {"icons": drawings}, day)


# Making -----------------------------------------------------------------------------------------------


def make_leaflets(
    root: Path, site: Site, *, only: str = "", jobs: int | None = None, progress: Progress | None = None
) -> Done:
    """Bring the kept leaflets and cards to the state of the data; `only` leaves those of other situations."""
    wanted = list(leaflet_jobs(root, site, only))
    reads = None if only else _reads_of_all(root, site)
    return shelf(root).bring(wanted, reads=reads, jobs=jobs, progress=progress)


def shelf(root: Path) -> Shelf:
    """Where leaflets and cards are kept; a group of them is a situation."""
    return Shelf(keep.cache_of(root), "leaflets")


def share_images(root: Path, site: Site) -> Iterator[Made]:
    """The share images of a site; one that is kept is not made again."""
    folder = keep.cache_of(root, "share")
    jobs = list(share_jobs(site))
    wanted = {f"{one.key}.png" for one in jobs}
    for file in sorted(folder.glob("*.png")):
        if file.name not in wanted:
            keep.discard(file)
    return (
        Made(SHARE + one.name, bytes.fromhex(one.key), partial(kept, folder / f"{one.key}.png", one), True)
        for one in jobs
    )


def current_leaflets(root: Path, site: Site) -> tuple[list[Made], int]:
    """Kept leaflets and cards that still say what the data say, and how many there are to make."""
    return shelf(root).current(
        leaflet_names(site),
        lambda: _reads_of_all(root, site),
        lambda code: leaflet_jobs(root, site, code),
        lambda name: LEAFLETS + name,
    )


def _reads_of_all(root: Path, site: Site) -> dict[str, str]:
    """For each situation a digest of all that its leaflets are made from, and more."""
    versions = " ".join(version(one) for one in ("segno", "mkdocs-material"))
    emergency = [
        site[Catalogue].services[one].key
        for one in site.settings.emergency
        if one in site[Catalogue].services
    ]
    common = digest(
        [
            code_key(),
            versions.encode(),
            repr(site.settings).encode(),
            *map(template_key, ("leaflet", "card")),
            *emergency,
            " ".join(sorted(called(site))).encode(),
            *(region.key for region in site[Territories].covered_regions()),
        ]
    )
    return {code: digest(_reads(root, one, common)).hex() for code, one in site[Catalogue].situations.items()}


def _reads(root: Path, situation: Situation, common: bytes) -> Iterator[bytes]:
    yield from (
        common,
        situation.key,
        situation.theme.key,
        "\n".join(_steps(root, situation.row.id)).encode(),
    )
    for means in situation.kinds:
        yield means.kind.key + bytes([bool(means.kind.active), bool(means.kind.everyone)])
    for helps in situation.services:
        yield helps.service.key + f"{helps.rank} {helps.how} {helps.answers}".encode()


def leaflet_names(site: Site) -> Iterator[str]:
    """File names of all leaflets and cards of a portal."""
    for code in site[Catalogue].situations:
        for region in site[Territories].covered_regions():
            yield leaflet_name(code, region.row.slug)
            yield leaflet_name(code, region.row.slug, wallet=True)
            yield from (leaflet_name(code, orp.row.slug) for orp in region.orps)
