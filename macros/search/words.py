"""Word lists of the search. The index carries them to the reader, so there is only one of each."""

from __future__ import annotations

from macros.words.stemmer import stem_folded

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
# Words that mean the same here: everyday and official ones, and forms of a word that no ending joins.
# The first of a line stands for all of them; a stem may stand in one line only.
_SAME = """
dite syn synek dcera dcerka kluk holka decko potomek
matka mama mamka maminka mamina mutr
otec tata tatka tatinek tatik fotr
manzel partner pritel chlap
manzelka partnerka pritelkyne
byvaly bejvaly byvalka bejvalka ex exmanzel exmanzelka expartner expritel
bratr bracha
sestra segra
babicka babi babca
deda dedecek
vnuk vnucka vnouce
kojenec mimino miminko novorozenec
kamarad kamos kamoska kamaradka
zak zakyne
ucitel ucitelka kantor kantorka uca
reditel reditelka
lekar doktor doktorka lekarka
psycholog psycholozka
policie policajt policista polda benga
penize prachy love kacky
prace robota makacka makat dzob fuska zamestnani
jidlo zradlo
byt kvartyr
najem najemne
zdarma zadarmo bezplatny gratis
elektrina elektrika
pujcka uver
marihuana trava hulo konopi ganja weed joint brko spek
pervitin pernik piko
droga fet fetak
alkohol alkoholik alkoholicka alkoholismus chlast
opily ozraly namol zlity opilost opit
vezeni kriminal basa
postizeni handicap hendikep
vozik vozicek vozickar
autismus autista autistka autisticky
doucovani doucko doucovatel
matematika matika matyka
vysvedceni vyzo
uciliste ucnak ucnovsky
ukrajina ukrajinka ukrajinsky
internet net online
fotka foto fotografie
exekuce exekutor exekucni exekutorsky
insolvence insolvencni
nemoc nemocny
zavislost zavisly
uzkost uzkostny
soud soudni
zadost zadat zazadat pozadat
rozvod rozvest rozvedli rozvadi rozvedeny rozchod rozejit rozesli rozchazi
vychova vychovavat
stehovat prestehovat odstehovat
vyhodit vyhazovat vyhozen vyhozeni vykopnout
krast ukrast ukradl kradez cmajznout
utect utikat zdrhnout zdrhat plachnout
bit mlatit zmlatit zbit zbil tlouct tluce tloukl
zabit zabije
rezat porezat
zneuzivat zneuzit
nadavat nadavky
posmivat vysmivat smat smeje smal posmech
plakat brecet
strach bat boji bal
vzit vzal vezme sebrat sebere odebrat odebere
brat bere bral
jit jde jdu jdou sel sla sli
prijit prijde prisel prisla
odejit odejde odesel odesla odchod odchazi
najit najde nasel nasla
spat spi spim spal
zit zije zil
umrit zemrit
jist jim jedl jedi
hrat hraje hral
psat pise psal napsat napise
cteni cist cte cetl
lhat lzes lhal lhar
platit zaplatit
neplatit nezaplatit
ztratit ztracet
nastoupit nastup
pomoct pomahat
odmitat odmita odmitl
hubnout zhubla
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
