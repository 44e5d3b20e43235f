"""Paper sheets for a day without power: each line has a code that a scanner reads, and no two sheets are alike."""

import io
import re
from dataclasses import replace
from itertools import product
from random import Random

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from concierge_desk.counter.command.happened import PREFIX
from concierge_desk.counter.papers.fallback import (
    MOST_PAGES,
    SHEETS,
    FallbackSheet,
    fallback,
    most_lines,
)
from concierge_desk.counter.values.codes import Draws, read_code
from concierge_desk.domain.document import RuledLines
from concierge_desk.domain.errors import Refused
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from tests.counter.desks import SHOP, WEDNESDAY, Play
from tests.counter.pages import pages, printed, words
from tests.e2e.driver import FULL

DICE = Random(64)
PRICE = ("Lettre recommandée R2 avec avis de réception, jusqu’à 250 g", "111,32\u00a0€")
LISTED = {
    "arrivals": ("A3",) * 48,
    "handover": ("Étagère du fond 12 · …0173 · 10/12",) * 48,
    "sales": PRICE * 24,
    "deposits": PRICE * 32,
}
LASER = 300
EACH = list(product((1, 2, MOST_PAGES), (False, True)))
"""How many sheets, and whether of an exercise."""


def codes(count: int) -> tuple[str, ...]:
    draws = Draws(DICE.getrandbits, DICE.randrange)
    return tuple(draws.code(PREFIX) for _ in range(count))


def sheet(name: str, count: int, listed: tuple[str, ...] = ()) -> FallbackSheet:
    return FallbackSheet(name, WEDNESDAY, count, codes(most_lines(name, count)), listed, 7)


def scanned(data: bytes) -> list[str]:
    """Return the codes of all pages, from the top to the foot."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            picture: Image.Image = page.render(scale=LASER / 72).to_pil().convert("L")
            seen = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128)
            found += [one.text for one in sorted(seen, key=lambda one: one.position.top_left.y)]
            page.close()
    return found


@pytest.mark.parametrize(
    ("count", "practice"), EACH if FULL else [(1, True), (2, False), (MOST_PAGES, False)]
)
@pytest.mark.parametrize("name", SHEETS)
def test_it_has_as_many_pages_as_were_asked_for(name: str, count: int, practice: bool) -> None:
    """However much is listed above its lines, and whatever marks it bears."""
    for listed in ((), LISTED[name]):
        state = sheet(name, count, listed)
        document = fallback(state, replace(SHOP, practice=practice), 0)
        data = to_pdf(document)
        assert pages(data) == count
        # They fill it: one line more would have had no room on a page that lists nothing.
        drawn = len([word for word in words(data).split() if word.startswith("H-")])
        least = 240 // SHEETS[name].height_mm
        assert drawn >= (count - 1) * (least - 2) + (4 if listed else least - 2)


@pytest.mark.parametrize("name", SHEETS)
def test_each_line_is_read_by_a_scanner(play: Play, name: str) -> None:
    data = printed(play, f"fallback:{name}-2")
    found = scanned(data)
    assert len(set(found)) == len(found) >= 8
    for text in found:
        code = read_code(text)
        assert code is not None
        assert code.startswith(f"{PREFIX}-")
        # It can be typed as well.
        assert text in words(data).split()


def test_no_two_are_alike(play: Play) -> None:
    drawn = [play.paper("fallback:arrivals") for _ in range(2)]
    first, second = ({*block.codes} for one in drawn for block in one.blocks if isinstance(block, RuledLines))
    assert not first & second


def test_nothing_is_written_of_a_print(play: Play) -> None:
    head = play.head()
    printed(play, "fallback:sales")
    assert play.head() == head


@pytest.mark.parametrize("place", ["", "nothing", "sales-0", "sales-21", "sales-1x", "sales-", "SALES", "-1"])
def test_sheets_that_there_are_not(play: Play, place: str) -> None:
    with pytest.raises(Refused, match=r"print\.unknown"):
        printed(play, f"fallback:{place}")


def test_what_is_here_stands_on_it_without_a_name(shop: Play) -> None:
    """R-5.01: no name on lists that are seen in the shop."""
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3", addressee={"name": "Mme Kessler"})
    shop.do("relay.receive", tracking="861011301731382", shelf="B1", addressee={"name": "M. Roth"})
    shop.do("relay.hand_over", tracking="861011301731382", collector="addressee", id_document="id_card")
    told = to_text(shop.paper("fallback:handover"))
    assert "A3 · …6300 · 10/12" in told
    assert "…1382" not in told
    assert "Kessler" not in told
    # B1 is free again; the code of a line may hold any two letters.
    free = re.findall(r"\b[A-Z][0-9]\b", to_text(shop.paper("fallback:arrivals")))
    assert "B1" in free
    assert "A3" not in free


def test_what_is_sold_stands_on_it_with_its_price(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    told = " ".join(
        to_text(shop.paper("fallback:sales")).replace("\u00a0", " ").replace("\u202f", " ").split()
    )
    assert "Timbre Lettre verte 20 g 1,52 €" in told
    assert "Café 1,20 €" in told
    posted = " ".join(
        to_text(shop.paper("fallback:deposits")).replace("\u00a0", " ").replace("\u202f", " ").split()
    )
    assert "Colissimo domicile, jusqu’à 2 kg 11,19 €" in posted


def test_its_pages_are_french(shop: Play) -> None:
    told = {name: to_text(shop.paper(f"fallback:{name}")) for name in SHEETS}
    for name, title in (
        ("arrivals", "arrivées"),
        ("handover", "remises"),
        ("sales", "ventes"),
        ("deposits", "dépôts"),
    ):
        assert f"Feuille papier – {title}" in told[name]
        assert "scannez le code" in told[name]
    assert "Signature" in told["handover"]
    assert io.StringIO(told["sales"]).readline().strip() == "FACTICE — SIMULATION"
