"""The wording rule of confidential services: what reads like an address, and what surely does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.telling import id_tells, link_tells, street_words, tells

TOWNS = frozenset(("sokolov", "cheb", "ostrov", "karlovy vary", "liberec"))
TELLING = """\
Přijďte na Masarykova 14.
Husova třída 5
Na Rybníčku 7
přijďte na masarykova 14
PŘIJĎTE NA MASARYKOVA 14
prijdte na Masarykovu 14
Najdete nás v ulici Jungmannově.
Sídlíme v Jungmannově ulici.
v ulici jungmannova
č.p. 12
č. p. 12
čp12
čp. 12
č. 14
dům číslo 14
Dům č. 3 na konci obce
číslo popisné 88
50.0755, 14.4378
50,0755 14,4378
50°04′N 14°26′E
N 50°4.530', E 14°26.268'
50 stupňů severní šířky
GPS: 50.1 12.3
https://mapy.cz/s/abcd
mapy.com/turisticka?x=1
https://maps.google.com/?q=a
https://goo.gl/maps/abc
https://maps.app.goo.gl/abc
https://www.openstreetmap.org/node/1
osm.org/go/0J
geo:50.1,12.3
9F2P3CMV+8Q
///stolek.lampa.kniha
what3words: stolek.lampa.kniha
460 01 Liberec
46001
PSČ 460 01
Tajná 12/3
Tajná 12/3a
Husova 12a
Bydlíme na Husově 24/7
nám. Míru 3
náměstí Míru
na náměstí hned u kašny
tř. Svobody
nábřeží Jana Palacha
Sídliště Skalka, druhý vchod
ul. Nádražní
Nádražní 2, 2. patro
Masarykova čtrnáct.
v Masarykově čtrnáct
dům číslo čtrnáct
Přijďte na Masarykovu.
Sídlíme v Pražské.
Jsme naproti kostelu.
Vystupte na zastávce Nemocnice.
Zvoňte u třetího zvonku.
Vchod ze dvora.
Hned za poštou.
Masarykova １４
Masarykova &#49;4
Masarykova 14, 12 lůžek
Nocleh za 80 Kč v domě 7
Od 1. 1. 2026 sídlíme na adrese Dlouhá 9
Volejte 777 111 222, Dlouhá 158
Na Pískách 2015
dlouha17
V Zahradách 4, otevřeno 8–16 h
Otevřeno Po–Pá 8–16, Krátká 5
Masarykova 14 denně od 8 do 16
ve čtvrti Rybáře
kousek od nádraží
Husova tř. 5
Přijďte na Masarykova XIV-14
Lesní č. or. 5
třída Míru 5
Vila Marie, Lipová alej 3
Jsme u nádraží
Dům č.14
Masarykova 14/2026
bus 5, vystupte U Lípy
Karlovarská 99 je náš dům
parcela 1234/5
Zvoňte na Tajná 12/3.
v ulici Tajná
ul. Tajná 5
v Karlově ulici
dům č. p. 5
350 02 Cheb
""".splitlines()
INNOCENT = """\
Nocleh stojí 80 Kč.
od 100 Kč
Cena je 100–150 Kč na den.
Měsíčně 4 500 Kč za pokoj.
Do 18 let zdarma.
do 18 let
Přijímáme ženy od 18 let.
Pro děti ve věku 6–15 let.
Starší 18 let
24 hodin denně
Jsme tu 24 hodin denně, 7 dní v týdnu.
Nonstop 24/7
§ 60
podle § 60a zákona č. 108/2006 Sb.
Zákon č. 108/2006 Sb., § 37 odst. 2
max. 6 měsíců
Pobyt trvá zpravidla nejvýše 12 měsíců.
Zůstat můžete nejvýše 3 měsíce. Byt domluvíte se sociálním odborem města.
Volejte +420 777 111 222.
Telefon 777 111 222
tel. 777111222
Platí od 1. 1. 2026.
Údaj z roku 2022.
Od 31. prosince 2026
Volejte 158.
Linka bezpečí 116 111
Zavolejte na 112 nebo 158.
Po–Čt 13–18 h
Po–Pá 8–16
Od 8 do 16 hodin
8:00–16:30
Kapacita 12 lůžek
Máme 12 sociálních lůžek a 4 pokoje.
Pro 4 ženy a 8 dětí
Ubytuje vás, když nemáte kde bydlet. Přijme jednotlivce i matky s dětmi, třeba po odchodu od násilného partnera.
Podle staršího údaje platí jednotlivci 80 Kč na den.
Můžete se sem schovat před násilím. Adresu řekneme jen vám.
Nejdřív zavolejte, domluvíme se, kde se potkáme.
Občanský průkaz, pokud ho máte.
Volat můžete i v noci.
Pomáháme lidem, kteří žijí na ulici.
Děti chodí do první třídy.
Pomoc dostanete v Sokolově i v Chebu.
Karlovarský kraj
Azylový dům Sokolov
Domov sv. Zdislavy pro matky s dětmi v tísni
Krizový byt města Ostrov
Pobyt trvá tři měsíce.
Poskytne bydlení vám a dětem, když jste v tísni a nemáte kam jít.
1. Zavolejte. 2. Domluvíme se.
Sleva 50 %
Vezměte si 2 fotografie? Ne, jen doklady.
Úhrada činí 10 % z příjmu.
Vracíme se ve 14:30.
Pracovnice k vám přijede do 2 dnů.
Přijmeme vás do 24 hodin.
Rodičům s dětmi do 3 let.
V roce 2025 jsme pomohli 120 ženám.
Pro matky 18+
azylový dům pro jednotlivce
Když jste na ulici, zavolejte.
Volejte 731 433 007.
Stojí to 12 000 Kč.
Odpovíme do 3 dnů, podle § 57 zákona č. 108/2006 Sb.
""".splitlines()
LEADING = """\
https://azyl.cz/masarykova-14
https://azyl.cz/kontakt/husova-12-3
https://mapy.cz/s/x
https://azyl.cz/?q=Masarykova
https://azyl.cz/ulice/dlouha
https://x.cz/data/points/socialni.json
masarykova14@azyl.cz
dum.na.husove.7@azyl.cz
https://azyl.cz/n%C3%A1m%C4%9Bst%C3%AD-m%C3%ADru
https://www.google.com/maps/place/x
https://iregistr.mpsv.cz/socreg/detail?id=1
https://azyl.cz/masarykova14
""".splitlines()
PLAIN = """\
https://bezpecne.sokolov.cz/www/script/main.php?ac=stranka&id=80&menu=80
https://chebsky.denik.cz/zpravy_region/farni-charita-v-asi-pomaha-i-tyranym-zenam-z-moravy-20130623.html
https://www.dchp.cz/aktuality/farni-charita-karlovy-vary-oslavila-25-let/
https://eostrov.cz/dovybaveni-krizoveho-bytu/
https://genus.cz/Liberec/nadmerne-uzivani-n468306.htm
azyl@charita.priklad.test
info@azyl.cz
https://charita.priklad.test/
https://www.priklad.test/2024/05/01/azyl
""".splitlines()


@pytest.mark.parametrize("text", TELLING)
def test_a_text_that_may_tell_an_address_is_refused(text: str) -> None:
    assert tells(text, TOWNS)


@pytest.mark.parametrize("text", INNOCENT)
def test_a_text_without_an_address_passes(text: str) -> None:
    assert not tells(text, TOWNS)


def test_there_are_enough_phrasings() -> None:
    assert len(set(TELLING)) >= 60
    assert len(set(INNOCENT)) >= 40


@pytest.mark.parametrize("text", [one for one in TELLING if any(char.isdecimal() for char in one)][:40])
def test_an_address_is_found_among_innocent_words(text: str) -> None:
    assert tells(f"Ubytujeme vás do 24 hodin za 80 Kč. {text} Volejte 777 111 222.", TOWNS)


@pytest.mark.parametrize("link", LEADING)
def test_a_link_that_leads_to_a_door_is_refused(link: str) -> None:
    assert link_tells(link)


@pytest.mark.parametrize("link", PLAIN)
def test_a_plain_link_passes(link: str) -> None:
    assert not link_tells(link)


@pytest.mark.parametrize("code", ["azyl-masarykova-14", "dum-tajna-77-liberec", "azyl-ulice-dlouha"])
def test_an_id_made_of_an_address_is_refused(code: str) -> None:
    assert id_tells(code)


@pytest.mark.parametrize("code", ["azylovy-dum-sokolov", "domov-sv-zdislavy-as", "pohoda"])
def test_an_id_made_of_a_name_passes(code: str) -> None:
    assert not id_tells(code)


@given(st.integers(1, 9999), st.sampled_from(("Lesni", "Na Kopci", "Dlouhá", "U Školy", "Pod Lipami")))
def test_no_house_number_passes_after_a_name(number: int, street: str) -> None:
    assert tells(f"Přijďte na adresu {street} {number}.")
    assert tells(f"přijďte na {street.lower()} {number}, zavolejte předem")


@given(st.text(max_size=60))
def test_the_rule_bears_any_text(text: str) -> None:
    assert tells(text) in (True, False)
    assert link_tells(text) in (True, False)
    assert link_tells(f"https://{text}") in (True, False)


def test_a_street_is_known_in_all_its_forms() -> None:
    found = street_words("Masarykova 14")
    assert found
    assert all(found.search(one) for one in ("na masarykove", "masarykovu tridu", "z masarykovy"))
    assert not found.search("masaz pro maminky")
    assert street_words("14") is None
