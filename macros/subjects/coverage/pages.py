"""Where help is missing: kinds of service and steps of guides by ORP, as far as the catalogue knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.data.mend import write_csv
from macros.data.steps import Step
from macros.model.site import Site, once
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.catalogue import rows
from macros.subjects.catalogue.model import Catalogue, Kind, Situation, Theme
from macros.subjects.coverage.addresses import INDEX
from macros.subjects.coverage.firsts import Told, firsts_key, told
from macros.subjects.coverage.model import Coverage
from macros.subjects.coverage.reach import NOBODY, Atlas, Codes, Reach, together
from macros.subjects.coverage.words import FROM_AFAR, FROM_REGION, MISSING, NOTHING_MISSING
from macros.subjects.coverage.words import NOBODY as NOBODY_HELPS
from macros.subjects.territory.model import Orp, Region, Territories
from macros.words import czech

MOST = 45
"""With more ORP than this each region has a page of its own, so that an old phone can open it."""
KINDS_CSV, STEPS_CSV = f"{INDEX}druhy.csv", f"{INDEX}kroky.csv"


class Count(NamedTuple):
    """Municipalities of a territory: all, those with help near, only from the region, only from afar."""

    all: int
    near: int
    region: int
    afar: int

    @property
    def nobody(self) -> int:
        """Municipalities where nobody helps."""
        return self.all - self.near - self.region - self.afar


LEVELS = {"all": "ano", "part": "zčásti", "region": "kraj", "afar": "Česko", "nobody": "nikdo"}


class KindGap(NamedTuple):
    """A kind of service, in words: where nobody gives it, where only somebody from the region or from afar."""

    kind: Kind
    nobody: str
    region: str
    afar: str


class StepGap(NamedTuple):
    """A step, where nobody answers it, in words; in how many municipalities only the region or afar does."""

    step: Step
    kinds: list[Kind]
    nobody: str
    region: int
    afar: int


class ThemeGap(NamedTuple):
    """A theme, its situations with steps that somewhere nobody answers, and the number of such steps."""

    theme: Theme
    situations: list[tuple[Situation, list[StepGap]]]
    steps: int


class OrpGap(NamedTuple):
    """An ORP with the kinds that nobody gives in it, and those given only from farther or in a part of it."""

    orp: Orp
    nobody: list[Kind]
    region: list[Kind]
    afar: list[Kind]
    part: list[Kind]

    @property
    def missing(self) -> str:
        """How many kinds nobody gives, in words."""
        return czech.plural(len(self.nobody), *MISSING) if self.nobody else NOTHING_MISSING

    @property
    def lacking(self) -> list[tuple[str, list[Kind]]]:
        """What the kinds have in common that are not near, in words, and the kinds."""
        found = ((NOBODY_HELPS, self.nobody), (FROM_REGION, self.region), (FROM_AFAR, self.afar))
        return [one for one in found if one[1]]

    @property
    def told(self) -> bool:
        """Whether there is anything to tell of it."""
        return bool(self.lacking or self.part)


class Cell(NamedTuple):
    """How a kind is there in an ORP, in a word; its class for the style is "" where nothing is missing."""

    said: str
    tone: str


class RegionGap(NamedTuple):
    """A region: its ORP one by one, and the same as a table with a row for each kind."""

    region: Region
    orps: list[OrpGap]
    table: list[tuple[Kind, list[Cell]]]


@once
def needed_kinds(site: Site) -> list[Kind]:
    """Kinds that a step or a situation names, by their everyday names."""
    codes = {kind for step in site.steps for kind in step.kinds}
    codes |= {means.kind.row.id for one in site[Catalogue].situations.values() for means in one.kinds}
    found = [site[Catalogue].kinds[code] for code in codes if code in site[Catalogue].kinds]
    return sorted(found, key=lambda kind: (czech.sort_key(kind.row.everyday_name), kind.row.id))


@once
def split_by_region(site: Site) -> bool:
    """Whether each region has a page of its own."""
    return len(site[Territories].covered_orps()) > MOST


def gaps_url(site: Site, territory: Orp | Region) -> str:
    """Where the gaps of an ORP or of a region stand."""
    split, slug = split_by_region(site), territory.row.slug
    page = REGION_GAPS.url(territory.region) if split else INDEX
    if not needed_kinds(site):
        return page
    if territory.level == "orp":
        return f"{page}#orp-{slug}"
    return page if split else f"{page}#{slug}"


def count(site: Site, reached: Reach, orp: Orp) -> Count:
    """In how many municipalities of an ORP somebody helps."""
    here = site[Coverage].atlas.inside(*orp.id)
    near = here & reached.near
    region = (here & reached.region) - near
    return Count(len(here), len(near), len(region), len((here & reached.afar) - near - region))


@once
def levels(site: Site, orp: Orp) -> dict[str, str]:
    """How each needed kind is there in an ORP, by id of the kind: one of `LEVELS`."""
    return {
        kind.row.id: _level(kind, count(site, site[Coverage].reaches.get(kind.row.id, Reach()), orp))
        for kind in needed_kinds(site)
    }


class Gaps(NamedTuple):
    """How much is missing in an ORP, or in any ORP of a region, and where that is told."""

    url: str
    nobody: int
    """Kinds of help that nobody gives."""
    region: int
    """Kinds that only somebody from elsewhere in the region gives."""
    asked: bool = True
    """Whether any kind is asked about."""


@once
def gaps_of(site: Site, territory: Orp | Region) -> Gaps:
    """Count the kinds that are missing in an ORP or in any ORP of a region, as the page of gaps does."""
    nobody = region = 0
    for kind in needed_kinds(site):
        found = {levels(site, orp)[kind.row.id] for orp in territory.orps}
        nobody += "nobody" in found
        region += "region" in found
    return Gaps(gaps_url(site, territory), nobody, region, bool(needed_kinds(site)))


def gaps_reads(site: Site, region: Region | None) -> Iterable[bytes]:
    """Keys of everything that the page of gaps shows."""
    return (
        site[Coverage].coverage_key,
        site[Catalogue].situations_key,
        b"%d" % site[Catalogue].works,
        *(one.key for one in site[Catalogue].kinds.values()),
        *(one.key for one in site[Territories].covered_regions()),
        firsts_key(site),
    )


class GapsPage(Struct, frozen=True, kw_only=True):
    """What the page of gaps is given."""

    kinds: list[KindGap]
    themes: list[ThemeGap]
    services: bool
    """Whether any service works."""
    step_count: int
    """Steps of all guides that say who helps."""
    needed: bool
    """Whether a guide or a situation names any kind of help."""
    regions: list[RegionGap]
    """Empty where each region has a page of its own, and where no kind of help is asked about."""
    links: Sequence[Region]
    """Regions that have a page of their own."""
    municipalities: int
    """How many municipalities the page is about."""
    firsts: Told
    """Whether the first whom readers are shown answers at once."""
    kinds_file: str
    """Path of the table of kinds."""
    steps_file: str
    """Path of the table of steps."""


def gaps_view(site: Site, region: Region | None) -> View:
    """The page of gaps of the whole portal, or of one region where the whole would be too long."""
    split = split_by_region(site)
    shown = (region,) if region else site[Territories].covered_regions()
    atlas = site[Coverage].atlas.of_region(region.row.code_nuts3) if region else site[Coverage].atlas
    kinds = needed_kinds(site)
    coarse = split and region is None
    return View(
        title=f"Kde pomoc chybí: {region.row.name}" if region else "Kde pomoc chybí",
        description="Kde neznáme nikoho, kdo by pomohl: podle druhu pomoci, podle okolí a podle kroků v návodech.",
        crumbs=(Crumb("Kde pomoc chybí", INDEX),) if region else (),
        data=GapsPage(
            kinds=list(_kind_gaps(site, atlas, kinds, coarse)),
            themes=_by_theme(site, _step_gaps(site, atlas, coarse)),
            services=site[Catalogue].works,
            step_count=len(site.steps),
            needed=bool(kinds),
            regions=[] if coarse or not kinds else [_region_gap(site, one, kinds) for one in shown],
            links=site[Territories].covered_regions() if coarse else (),
            municipalities=len(atlas.all),
            firsts=told(site, shown),
            kinds_file=KINDS_CSV,
            steps_file=STEPS_CSV,
        ),
        origin=Origin(site.files[rows.AreaRow], 0) if rows.AreaRow in site.files else None,
    )


def _kind_gaps(site: Site, atlas: Atlas, kinds: Iterable[Kind], coarse: bool) -> Iterator[KindGap]:
    for kind in kinds:
        reached = site[Coverage].reaches.get(kind.row.id, Reach())
        nobody, region, afar = _beyond(atlas, reached)
        # A help line for everybody is just what it should be.
        afar = NOBODY if kind.row.family == "helpline" else afar
        if nobody or afar or region:
            words = [atlas.in_short(codes, coarse=coarse) for codes in (nobody, region, afar)]
            yield KindGap(kind, *words)


def _beyond(atlas: Atlas, reached: Reach) -> tuple[Codes, Codes, Codes]:
    """Municipalities where nobody helps, only somebody from the region, only somebody from afar."""
    region = atlas.all & reached.region - reached.near
    return atlas.all - reached.all, region, atlas.all & reached.afar - reached.near - reached.region


def _step_gaps(site: Site, atlas: Atlas, coarse: bool) -> Iterator[StepGap]:
    for step in site.steps:
        reached = together(site[Coverage].reaches, step.kinds, step.situation)
        missing, region, afar = _beyond(atlas, reached)
        if missing:
            kinds = [site[Catalogue].kinds[one] for one in step.kinds if one in site[Catalogue].kinds]
            yield StepGap(step, kinds, atlas.in_short(missing, coarse=coarse), len(region), len(afar))


def _by_theme(site: Site, gaps: Iterable[StepGap]) -> list[ThemeGap]:
    found: defaultdict[str, list[StepGap]] = defaultdict(list)
    for gap in gaps:
        found[gap.step.situation].append(gap)
    themes = []
    for theme in site[Catalogue].themes.values():
        lines = [(one, found[one.row.id]) for one in theme.situations if one.row.id in found]
        if lines:
            themes.append(ThemeGap(theme, lines, sum(len(some) for _, some in lines)))
    return themes


def _level(kind: Kind, found: Count) -> str:
    """How a kind is there in an ORP, one of `LEVELS`; a help line may be far away."""
    if found.near or found.region:
        if found.near + found.region < found.all or (found.near and found.region):
            return "part"
        return "all" if found.near else "region"
    if found.afar < found.all:
        return "nobody"
    return "all" if kind.row.family == "helpline" else "afar"


def _region_gap(site: Site, region: Region, kinds: list[Kind]) -> RegionGap:
    cells = {kind.row.id: [levels(site, orp)[kind.row.id] for orp in region.orps] for kind in kinds}
    orps = [
        OrpGap(
            orp,
            *(
                [one for one in kinds if cells[one.row.id][at] == level]
                for level in ("nobody", "region", "afar", "part")
            ),
        )
        for at, orp in enumerate(region.orps)
    ]
    return RegionGap(region, orps, [(kind, list(map(_cell, cells[kind.row.id]))) for kind in kinds])


def _cell(level: str) -> Cell:
    return Cell(LEVELS[level], "" if level == "all" else level)


# Files to be downloaded -------------------------------------------------------------------------------

KIND_COLUMNS = ("kind", "name")
STEP_COLUMNS = ("situation", "step", "kinds")
PLACE_COLUMNS = ("region_nuts3", "region", "orp_code_csu", "orp")
COUNT_COLUMNS = (
    "municipalities",
    "with_local_help",
    "only_from_region",
    "only_from_afar",
    "without_help",
)


def kinds_csv(site: Site) -> bytes:
    """Every needed kind in every covered ORP, as CSV."""
    return _csv(
        KIND_COLUMNS,
        (
            ((kind.row.id, kind.row.name), site[Coverage].reaches.get(kind.row.id, Reach()))
            for kind in needed_kinds(site)
        ),
        site,
    )


def steps_csv(site: Site) -> bytes:
    """Every step of every guide in every covered ORP, as CSV."""
    return _csv(
        STEP_COLUMNS,
        (
            (
                (one.situation, one.title, ";".join(one.kinds)),
                together(site[Coverage].reaches, one.kinds, one.situation),
            )
            for one in site.steps
        ),
        site,
    )


def _csv(names: tuple[str, ...], subjects: Iterable[tuple[tuple[str, ...], Reach]], site: Site) -> bytes:
    table = [[*names, *PLACE_COLUMNS, *COUNT_COLUMNS]]
    orps = site[Territories].covered_orps()
    for subject, reached in subjects:
        for orp in orps:
            found = count(site, reached, orp)
            place = [orp.row.region_nuts3, orp.region.row.name, orp.row.code_csu, orp.row.name]
            table.append([*subject, *place, *map(str, found), str(found.nobody)])
    return write_csv(table).encode()


def _split(site: Site) -> Iterable[Region]:
    return site[Territories].covered_regions() if split_by_region(site) else ()


GAPS = Family(
    name="gaps",
    section="obce",
    source="kde pomoc chybí",
    **single(INDEX),
    view=gaps_view,
    shows=GapsPage,
    reads=gaps_reads,
)
REGION_GAPS = Family(
    name="gaps",
    section="obce",
    source="kde pomoc chybí",
    of=_split,
    url=lambda region: f"{INDEX}{region.row.slug}/",
    view=gaps_view,
    shows=GapsPage,
    reads=gaps_reads,
)
PAGES = (GAPS, REGION_GAPS)
