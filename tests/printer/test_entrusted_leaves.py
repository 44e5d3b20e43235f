"""What is entrusted leaves on paper: its slip and its tags out of a real roll, tags and a partner's slip by real queues."""

import pytest
import zxingcpp

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.printer.face import Worked
from concierge_desk.pages.sheets.desk import SheetsDesk
from concierge_desk.pdf_pages import opened_pdf
from tests.counter.desks import Play
from tests.entrusted.workshop import COAT, NET, SUIT, set_up, taken
from tests.front_face.asked import at_hand
from tests.printer.print_server import PrintServer
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import prints
from tests.printer.test_sheets_desk import order, text, work

ORDER = "D-2026-000001"


@pytest.fixture
def cleaner(shop: Play) -> Play:
    set_up(shop)
    return shop


@pytest.fixture
def sheets(cleaner: Play, face: FrontFace) -> SheetsDesk:
    return SheetsDesk(at_hand(cleaner), face, face.papers)


def scanned(pdf: bytes) -> list[str]:
    """Return what a scanner reads on the pages that a queue brought to paper."""
    with opened_pdf(pdf) as paper:
        pictures = [page.render(scale=203 / 72).to_pil().convert("L") for page in paper]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def test_a_slip_for_the_customer_and_a_tag_for_each_piece_come_out_of_the_roll(
    cleaner: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    tags = [piece["code"] for piece in taken(cleaner, COAT, SUIT)["pieces"]]
    assert desk.work_off(lambda: False) == Worked(printed=4)
    first, *others = printer.texts
    assert "Bon de dépôt" in first and ORDER in first and "Mme Kessler" in first
    for place, said in enumerate(others, start=1):
        assert f"1 · {place}/3" in said and "Kessler" not in said
    assert len(others) == len(tags)
    # A tag is counted nowhere: one that was torn is printed again.
    assert prints(cleaner) == [(f"pressing_order:{ORDER}", 0, False)]


def test_tags_leave_by_the_queue_of_labels_and_several_at_once(
    cleaner: Play,
    face: FrontFace,
    sheets: SheetsDesk,
    queue: PrintServer,
    desk: PrinterDesk,
    printer: RollPrinter,
) -> None:
    sheets.use({"label": "Feuilles"})
    (piece,) = taken(cleaner, COAT)["pieces"]
    tag = f"pressing_tag:{piece['code']}"
    assert order(sheets, face, tag) is None
    out = queue.came_out("Feuilles")
    assert text(out) == text(face.paper(tag).read_bytes())
    assert scanned(out) == [printed_code(piece["code"])]
    assert sheets.order(str(face.paper(tag)), 3).number
    with opened_pdf(queue.came_out("Feuilles")) as many:
        assert len(many) == 3
    # The slip for the customer stays the roll's.
    assert desk.work_off(lambda: False).printed == 1
    assert ORDER in printer.texts[0]


def test_a_partners_slip_leaves_by_a_queue_of_sheets_by_itself(
    cleaner: Play, sheets: SheetsDesk, queue: PrintServer
) -> None:
    sheets.use({"a6": "Feuilles"})
    taken(cleaner, COAT, SUIT)
    slip = cleaner.do("pressing.send", partner=NET).result["slip"]
    assert work(sheets).printed == 1
    out = queue.came_out("Feuilles")
    assert scanned(out) == [slip]
    said = text(out)
    assert "Pressing du Centre" in said and "15,15" in said and "30,30" not in said
    assert prints(cleaner) == [(f"pressing_slip:{slip}", 0, False)]
