"""A register of social services of a given size: python -m tests.bench.rpss FILE [MEGABYTES]. Then measure:

/usr/bin/time -v rozcestnik reconcile rpss FILE --root …
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests import rpss

SERVICES = 6_733
"""As many as the register had in August 2026."""


def items(megabytes: int) -> Iterator[rpss.Item]:
    """The fifty with every trap, and others filled up with documents, of which the real file consists mostly."""
    yield from rpss.fifty()
    for number in range(51, SERVICES + 1):
        places = [rpss.facility(f"Zkouška {number}/{one}", rpss.CIZI) for one in range(3)]
        one = rpss.item(number, provider=f"Smyšlená organizace {number}", ico="", zarizeni=places)
        link = {"priloha": {"url": f"https://www.mpsv.cz/documents/{number:060}"}}
        one["doplnkoveUdaje"] = {
            "personalniZajisteni": [link] * (megabytes * 1_000_000 // SERVICES // 128 - 8)
        }
        yield one


if __name__ == "__main__":
    rpss.write(Path(sys.argv[1]), items(int(sys.argv[2]) if len(sys.argv) > 2 else 99))
