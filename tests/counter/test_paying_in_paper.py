"""The paying-in sheet on paper: 1 to 60 cheques and their sum, no name where none is to be seen (0062)."""

import io
import os
from pathlib import Path

import pypdfium2
import pytest

from concierge_desk.domain.erasures import Erasure
from concierge_desk.jobs.papers import PrintFormat, find, named, print_document
from concierge_desk.printing.render import render
from concierge_desk.printing.text import to_text
from concierge_desk.store.held import erased_records
from tests.counter.desks import COFFEE, Play, cheque
from tests.counter.test_papers import GOLDEN, masked
from tests.drawn import stands_in

SHEET = "paying_in:E-2026-0001"


def take(play: Play, n: int) -> None:
    """So many cheques, each made out for one cent more than a coffee, two, three …"""
    play.do("shop.article_set", article="CENT", label="Centime", cents=1, vat_code="TVA_20", nature="goods")
    for place in range(1, n + 1):
        acts = [{"do": "shop.sell", "article": "CENT", "quantity": place}]
        noted = {"bank": f"Banque {place}", "number": f"{7000 + place}", "issuer": f"Mme Tireur {place:02d}"}
        play.settle(acts, {**cheque(place), **noted})


def pages(play: Play) -> list[str]:
    data = render(play.paper(SHEET), "pdf")
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        assert {(round(page.get_width()), round(page.get_height())) for page in pdf} == {(595, 842)}
        return [page.get_textpage().get_text_range() for page in pdf]


def row_of(place: int) -> str:
    """One cheque of those, as it stands on the sheet."""
    amount = f"{place // 100},{place % 100:02d} €"
    return f"{place} Banque {place} {7000 + place} Mme Tireur {place:02d} {amount}"


@pytest.mark.parametrize("n", [1, 2, 19, 20, 21, 22, 40, 60])
def test_every_cheque_stands_on_it_once(shop: Play, n: int) -> None:
    take(shop, n)
    shop.do("till.pay_in")
    text = "\n".join(pages(shop))
    # Rows alone: any figures may stand in an anchor or a code, which are drawn.
    rows = [line.replace("\N{NARROW NO-BREAK SPACE}", " ") for line in text.splitlines() if "Tireur" in line]
    heads = [line for line in rows if line.endswith("Tireur Montant")]
    assert [line for line in rows if line not in heads] == [row_of(place) for place in range(1, n + 1)]
    cents = n * (n + 1) // 2
    assert f"{cents // 100},{cents % 100:02d}" in text
    # What is signed stands beside the sum.
    last = pages(shop)[-1]
    assert "Total" in last and "Date et signature" in last


def test_names_only_where_they_are_kept(shop: Play) -> None:
    take(shop, 1)
    shop.do("till.pay_in")
    (ref,) = shop.rows("SELECT ref FROM cheque")[0]
    assert "Mme Tireur 01" in to_text(shop.paper(SHEET))
    paper, place = named(SHEET)
    found = shop.desk.store.read(lambda rows: find(rows, paper, place))
    assert paper.unnamed is not None
    bare = to_text(paper.draw(paper.unnamed(found.state), found.settings, 0))
    shop.desk.store.write(lambda unit: erased_records.erase_personal(unit.rows, [Erasure(ref, "2031-01-01")]))
    erased = to_text(shop.paper(SHEET))
    for text in (bare, erased):
        assert "Tireur 01" not in text and not stands_in("7001", text)
        assert "Banque 1" in text


def test_a_print_is_counted_and_the_second_is_a_duplicate(shop: Play, tmp_path: Path) -> None:
    take(shop, 1)
    shop.do("till.pay_in")
    made = [print_document(shop.desk, SHEET, PrintFormat("pdf"), tmp_path / f"{n}.pdf", None) for n in (1, 2)]
    assert [printed.copy for printed in made] == [0, 1]
    with pypdfium2.PdfDocument(tmp_path / "2.pdf") as pdf:
        assert "DUPLICATA n° 1" in pdf[0].get_textpage().get_text_range()
    assert [entry.kind for entry in shop.posted()][-2:] == ["document.printed"] * 2


def test_golden(shop: Play) -> None:
    """As the screen shows it; `CONCIERGE_DESK_GOLDEN=write` writes it anew."""
    shop.settle(
        [COFFEE], {**cheque(120), "bank": "La Banque Postale", "number": "0000042", "issuer": "M. Li"}
    )
    shop.settle([{**COFFEE, "quantity": 2}], cheque(240))
    shop.do("till.pay_in", denominations={"2000": 2, "200": 5})
    text = masked(to_text(shop.paper(SHEET)))
    path = GOLDEN / "paying_in.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
