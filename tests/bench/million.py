"""Makes one table of any number of rows with keys of all kinds from a seed, and a portal that holds it.

The table is `evaluation/participation`: it alone has a primary key, a unique key of two columns, a key to another
package, a list of values, numbers, dates, links and free text. All else in the portal is the real one.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.bench.packages import Tables
from tests.bench.synthetic import PARTS
from tests.bench.words import ACTS, TAILS, TROUBLES

TABLE = "data_packages/evaluation/data/participation.csv"
SCHEMA = "data_packages/evaluation/schemas/participation.json"
STATES = ("held", "discussed", "recommended")
WHOM = ("školy", "místní organizace a úřady", "rodiny, děti a mládež", "úřad práce", "zastupitelstvo", "")
MONTHS = ("leden", "březen až duben", "červen", "září", "říjen až prosinec")
BATCH = 10_000


def make(source: Path, folder: Path, rows: int, seed: int) -> Path:
    """Write the portal of the repository `source` into the new folder `folder`; return the path of the table.

    The same number of rows and seed give the same bytes; 1,000,000 rows are some 200 MB.
    """
    for part in PARTS:
        shutil.copytree(source / part, folder / part)
    shutil.copy(source / "mkdocs.yml", folder)
    towns = sorted(row["code_csu"] for row in Tables(folder / "data_packages")["territory", "municipalities"])
    path = folder / TABLE
    names = [one["name"] for one in json.loads((folder / SCHEMA).read_text(encoding="utf-8"))["fields"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(names) + "\n")
        for text in _batches(towns, rows, Random(seed), Counter()):
            file.write(text)
    return path


def _batches(towns: list[str], rows: int, chance: Random, used: Counter[str]) -> Iterator[str]:
    for start in range(0, rows, BATCH):
        out = io.StringIO(newline="")
        numbers = range(start, min(start + BATCH, rows))
        csv.writer(out, lineterminator="\n").writerows(_row(towns, at, chance, used) for at in numbers)
        yield out.getvalue()


def _row(towns: list[str], at: int, chance: Random, used: Counter[str]) -> tuple[object, ...]:
    town, year = chance.choice(towns), chance.randint(2008, 2025)
    used[town] += 1
    trouble, act, tail = chance.choice(TROUBLES), chance.choice(ACTS), chance.choice(TAILS)
    dated, told = chance.random() < 0.7, chance.random() < 0.3
    return (
        f"ucast-{at:07d}",
        town,
        used[town],
        chance.choice(STATES),
        f"{chance.choice(MONTHS)} {year}",
        f"Rodiny ({chance.randint(2, 9999)}) řekly, co chtějí, {trouble}. {tail if told else ''}".strip(),
        chance.choice(WHOM),
        f"Město našlo lidi, kteří {act}." if told else "",
        f"Zápis zastupitelstva {town}",
        f"https://obec-{town}.example.cz/{year}/{chance.randint(1, 60)}",
        f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}" if dated else "",
        f"bod {chance.randint(1, 30)}",
    )
