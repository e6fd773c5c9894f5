"""Terms are explained once, where a person can reach the explanation, and never inside links or headings."""

from __future__ import annotations

import datetime as dt

from macros.page.glossary import Glossary
from macros.subjects.catalogue.rows import TermRow


def term(code: str, word: str, full: str = "", said: str = "Vysvětlení.") -> TermRow:
    return TermRow(code, word, full, said, "", dt.date(2026, 11, 22), 2, "")


GLOSSARY = Glossary([term("ospod", "OSPOD", "orgán ochrany dětí"), term("pp", "<b>", said='"><script>')])
BUTTON = '<button type="button" class="term" popovertarget="t-ospod">OSPOD</button>'


def test_first_occurrence_becomes_a_button_and_gets_its_note() -> None:
    html = GLOSSARY.html("<p>OSPOD poradí. OSPOD pomůže.</p>")
    assert html.startswith(f"<p>{BUTTON} poradí. OSPOD pomůže.</p>")
    assert html.endswith(
        '<aside class="terms" aria-label="Vysvětlivky"><p popover id="t-ospod"><strong>OSPOD</strong>'
        " – orgán ochrany dětí. Vysvětlení.</p></aside>"
    )


def test_links_headings_and_code_are_spared() -> None:
    html = '<h2>OSPOD</h2><a href="/ospod">OSPOD</a><code>OSPOD</code>'
    assert GLOSSARY.html(html) == html


def test_attributes_and_other_elements_are_left_alone() -> None:
    html = '<article title="OSPOD"><img alt="OSPOD"><p>A <b>OSPOD</b></p></article>'
    assert GLOSSARY.html(html).startswith(html.replace("<b>OSPOD</b>", f"<b>{BUTTON}</b>"))


def test_what_stands_deeper_in_a_link_is_spared_too() -> None:
    html = '<a href="/x"><span>OSPOD</span> <code>x</code> OSPOD</a><abbr>OSPOD</abbr>'
    assert GLOSSARY.html(html) == html


def test_only_whole_words_count() -> None:
    assert GLOSSARY.html("<p>OSPODy a KOSPOD</p>") == "<p>OSPODy a KOSPOD</p>"


def test_text_of_data_is_escaped_before_terms_are_found() -> None:
    assert GLOSSARY.text("<i>OSPOD</i>") == f"&lt;i&gt;{BUTTON}&lt;/i&gt;"


def test_hostile_explanation_is_text() -> None:
    note = Glossary([term("x", "XY", said='"><script>alert(1)</script>')]).html("<p>XY</p>")
    assert "<script" not in note
    assert "&lt;script&gt;" in note


def test_no_terms_at_all_change_nothing() -> None:
    assert Glossary([]).html("<p>OSPOD</p>") == "<p>OSPOD</p>"
    assert Glossary([]).text("OSPOD") == "OSPOD"
