"""Word lists of the search. The index carries them to the reader, so there is only one of each."""

from __future__ import annotations

from macros.stemmer import stem_folded

_STOP = """
a i o u k s v z ke ku se si ve ze do na po pri pro pod nad pred za od mezi kolem podle proti kvuli
aby ale ani at az by bych bychom bys byste ci co coz cim ceho cemu jak jako jestli kdo kdy kdyby kdyz
ktera ktere ktereho kterem kterou kteri ktery kterych kterym nebo nez proc protoze proto tak takze tedy
teda vsak zda
je jsem jsi jsme jsou jste byl byla bylo byli bude budou budu budeme nebude neni nejsem
ja ty on ona ono my vy oni me mi mne mnou mu muj moje mou meho memu moji mym mych ho jej jeho jemu ji
jeji jejich jim jimi jich ni nich nim nimi nem nej nas nase nasi nasem nam nami vas vase vasi vam vami te
ti tobe sebe sobe svuj svou svoje sve sveho svym svych sam sama
to ta ten tu tom toho tomu tim tech tem tento tato toto tyto tohle tuhle teto tam tady nekdo neco
nejaky nejaka nejake nejakou nejak
asi dale hodne jen jeste moc opet prave snad take taky ted uplne uz velmi vic vice vubec zase proste fakt
furt porad pokud hlavne
ahoj dobry dekuji diky prosim potrebuji potrebuju potrebujeme potreboval potrebovala
mam mame mate mas ma maji mit muze muzu muzou muzeme muzete mohu
chci chce chceme chtel chtela rad rada delat dela nevim nevime vim
"""
# Different words for the same person or thing; the first of a line stands for all of them.
_SAME = """
dite syn synek dcera dcerka kluk holka decko potomek
matka mama mamka maminka
otec tata tatka tatinek
manzel partner pritel
manzelka partnerka pritelkyne
penize prachy
zdarma zadarmo bezplatny
"""

STOP_WORDS = frozenset(_STOP.split())
"""Folded words that say nothing about what a person looks for."""

SAME_STEMS = {
    stem_folded(word): stem_folded(line.split()[0])
    for line in _SAME.strip().split("\n")
    for word in line.split()[1:]
}
"""Stems and the stems that stand for them."""


def key(word: str) -> str:
    """Return what search files a folded word under: its stem, or the stem of a word that means the same."""
    stem = stem_folded(word)
    return SAME_STEMS.get(stem, stem)
