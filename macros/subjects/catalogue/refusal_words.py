"""Words by which the rules read whom a service does not take; folded Czech."""

from __future__ import annotations

OPENING = (
    r"\W*(?:neni |nejsme |nejsou |neprijim|nepomaha|neposkytuj|nelze |jen |pouze |krome |vyjma |pro |ne "
    r"|vsechn|vsichni|kdokoli)"
)
"""How a sentence begins that says itself what the heading over it says, or the contrary of it."""
ENDS = r"(?= ?(?:$|[.;)]|,(?! (?:kter|jejich|jimz|pokud|kdyz|co |s |bez |u nich))| (?:a|i|ani|nebo|ci) ))"
"""After the name of a group: nothing that would narrow it."""
BEGINS = r"(?:^|[,;(] ?|\b(?:a|i|ani|nebo|ci) )"
COMMON = (
    "člověk lidé osoba někdo kdo který dítě děti mladý mladší starší dospělý rodič rodina senior muž žena otec matka"
    " klient uživatel zájemce služba pomoc jen jenom bez pod vliv akutní silný stav život jiný nebo ani při pro své"
    " mají mají-li jsou není nejsou byl být můžou mohou let rok věk"
)
"""Words that tell nothing of a situation: people of all kinds, how much of something, and what joins words."""
