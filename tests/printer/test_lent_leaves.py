"""What is lent leaves on paper: the contract out of a real roll, labels and keys' tags by real queues, a reprint as a duplicate."""

import pytest

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.pages.printer.face import Worked
from concierge_desk.pages.sheets.desk import SheetsDesk
from concierge_desk.pdf_pages import opened_pdf
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.lending.test_loans import CHECKS, DRILL, member
from tests.printer.print_server import PrintServer
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_entrusted_leaves import scanned
from tests.printer.test_printer_desk import prints
from tests.printer.test_sheets_desk import order, text, work

KEY, LOAN = "CLE-12", "L-2026-000001"


@pytest.fixture
def sheets(shop: Play, face: FrontFace) -> SheetsDesk:
    return SheetsDesk(at_hand(shop), face, face.papers)


def drill(play: Play) -> None:
    play.do("tools.register", object=DRILL, kind="PERCEUSE", place="O1", tested_day="2026-06-01")
    play.do("tools.lend", object=DRILL, who=member(play), checks=CHECKS, age="adult")


def code_of(play: Play, table: str) -> str:
    return printed_code(play.rows(f"SELECT code FROM {table}")[0][0])


def test_a_label_and_a_contract_come_out_of_the_roll_and_again_as_a_duplicate(
    shop: Play, desk: PrinterDesk, printer: RollPrinter, face: FrontFace
) -> None:
    drill(shop)
    assert desk.work_off(lambda: False) == Worked(printed=2)
    label, contract = printer.texts
    assert DRILL in label and "Kessler" not in label
    assert "Contrat de location" in contract and LOAN in contract and "Zoé Kessler" in contract
    # A label is counted nowhere: one that was torn off is printed again.
    assert prints(shop) == [(f"tools_loan:{LOAN}", 0, False)]
    desk.order(str(face.paper(f"tools_loan:{LOAN}")))
    assert desk.work_off(lambda: False).printed == 1
    assert "DUPLICATA n° 1" in printer.texts[-1] and LOAN in printer.texts[-1]


def test_labels_leave_by_the_queue_of_labels_several_at_once(
    shop: Play, face: FrontFace, sheets: SheetsDesk, queue: PrintServer
) -> None:
    sheets.use({"label": "Feuilles"})
    shop.do("keys.register", object=KEY, kind="CLE", place="T1", label="Clé")
    label = f"keys_label:{KEY}"
    assert order(sheets, face, label) is None
    out = queue.came_out("Feuilles")
    assert scanned(out) == [code_of(shop, "keys_object")]
    assert text(out).split() == text(face.paper(label).read_bytes()).split()
    assert sheets.order(str(face.paper(label)), 3).number
    with opened_pdf(queue.came_out("Feuilles")) as many:
        assert len(many) == 3


def test_a_letter_leaves_by_a_queue_of_sheets_by_itself(
    shop: Play, sheets: SheetsDesk, queue: PrintServer
) -> None:
    sheets.use({"a5": "Feuilles"})
    drill(shop)
    shop.do("tools.remind", object=DRILL, by="letter")
    assert work(sheets).printed == 1
    out = queue.came_out("Feuilles")
    assert scanned(out) == [LOAN]
    assert "Perceuse" in text(out) and "Zoé Kessler" in text(out)
