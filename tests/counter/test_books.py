"""The books: what a forger with the keys changes, others of her entries do not bear out.

Every journal here is linked and signed anew from its first entry to its last, so that the chain itself tells nothing.

Source: docs/contract.md, "The books"; docs/requirements.md, R-1.12; decision 0053.
"""

import shutil
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import Erasure, erasure_line
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.pages.printer.drawer import Drawer
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Play, card, cash
from tests.front_face.asked import at_hand
from tests.sizes import few
from tests.store.forged import Forgery, Line, forge
from tests.store.stores import entries, raw

PULSES = ("drawer_pulses", "drawer_pulses_by_hand")
FIRST, SECOND, THIRD, FOURTH, FIFTH = (f"T-2026-00000{n}" for n in range(1, 6))


def live(play: Play) -> None:
    """Two days: sales, a refund, a wrong means, the bank, a break, slips, a complaint; closed and opened again."""
    play.open("2026-11-25T08:00", float_cents=8000)
    play.do("relay.stock_receive", product="LV_20", quantity=50)
    play.settle([{**COFFEE, "quantity": 3}, {**LV_20, "quantity": 2}, COPY], cash(1000))
    play.settle([COFFEE], card(120))
    play.do(
        "till.refund", ticket=FIRST, lines=[{"line": 1, "quantity": 1}], means="cash", reason="wrong_article"
    )
    play.do(
        "till.correct_means",
        **{"ticket": SECOND, "from": "card", "to": "cash", "cents": 120},
        reason="wrong_means",
    )
    play.do("till.move", direction="out", cents=1000, reason="bank")
    play.do("relay.receive", tracking="6A15602676300", addressee={"name": "Mme Kessler"}, shelf="A3")
    play.do("relay.receive", tracking="PAQUET DE LI", carrier="colissimo", shelf="A3")
    play.do("relay.deposit", kind="registered", tracking="1A23456789012")
    play.do("relay.hand_to_postman", what="deposits")
    play.do("relay.complain", subject="delay", tracking="6A15602676300", note="Trois semaines.")
    play.do("day.count_passages", count=2)
    play.do("session.close")
    play.do("session.open")
    play.settle([COPY], cash(100))
    play.do("till.count", counted_cents=7594)
    play.close("2026-11-25T12:00", counted_cents=None)
    play.open("2026-11-26T08:00")
    _with_a_drawer(play)
    play.settle([LV_20], card(152))
    play.close("2026-11-26T18:00", counted_cents=None)


class _Line:
    def pulse(self, data: bytes) -> None:
        """Take whatever is sent."""


def _with_a_drawer(play: Play) -> None:
    """Put cash in, then have it opened for change: both pulses leave."""
    drawer = Drawer(at_hand(play))
    drawer.use(True)
    play.do("till.move", direction="in", cents=100, reason="float")
    play.do("till.open_drawer", reason="change")
    assert drawer.open(_Line()) == 2


def faults_of(root: Path) -> list[str]:
    """What a plain verification tells, by the kinds of the entries; but for what the table of operations knows."""
    with open_desk(Options(root), watch=False) as desk:
        found = verify_desk(desk, VerifyRequest()).faults
        without = verify_desk(desk, VerifyRequest(books=False)).faults
        kinds = desk.store.read(lambda rows: dict(rows.execute("SELECT seq, kind FROM journal").fetchall()))
    # The chain itself tells nothing: only the books do, and what the store remembers beside it.
    assert [fault for fault in without if fault["code"] not in ("tail", "operation", "sealed")] == []
    return [
        f"{kinds[fault['seq']]}: {fault['detail']}" for fault in found if fault["code"] in ("books", "record")
    ]


@pytest.fixture(scope="module")
def lived(desks: Desks) -> Path:
    """A shop that lived two days, and that nobody has open."""
    with desks.desk() as play:
        live(play)
        return play.desk.folder.root


def forged(lived: Path, root: Path, forgery: Forgery, *, adapt: bool = False) -> list[str]:
    """Forge a copy of it and tell what is found."""
    shutil.copytree(lived, root)
    forge(root, forgery, adapt=adapt)
    return faults_of(root)


def of(lines: list[Line], kind: str, n: int = 0) -> Line:
    return [line for line in lines if line.kind == kind][n]


def test_an_honest_journal_has_nothing_to_tell(lived: Path) -> None:
    assert faults_of(lived) == []


def test_sealed_anew_it_still_holds(lived: Path, tmp_path: Path) -> None:
    """What follows is told of the forgery, not of the sealing."""
    assert forged(lived, tmp_path / "poste", lambda _lines: None, adapt=True) == []


# A ticket is gone.


def without(ticket: str) -> Forgery:
    return lambda lines: [line for line in lines if line.data.get("ticket") != ticket]


def test_a_ticket_taken_away(lived: Path, tmp_path: Path) -> None:
    """Everything re-linked and re-signed, nothing else adapted: every reference behind it tells."""
    found = forged(lived, tmp_path / "poste", without(FIFTH))
    # It was the last: no later number shows the gap, and the closing alone still knows it.
    (told,) = found
    assert told == "day.closed: head, first_ticket, last_ticket, counts, funds, third_parties, means, totals"


def test_a_ticket_taken_away_by_a_careful_hand(lived: Path, tmp_path: Path) -> None:
    """Every place and hash behind it is adapted: the numbers and the closing still know it."""
    found = forged(lived, tmp_path / "poste", without(FOURTH), adapt=True)
    assert [told.partition(":")[0] for told in found] == ["till.counted", "day.closed", "till.settled"]
    assert found[-1] == "till.settled: ticket"
    assert "head" not in found[1]
    for name in ("last_ticket", "counts", "taxed_cents", "sales_cents", "cash", "totals"):
        assert name in found[1], name


def test_a_ticket_that_was_refunded_cannot_go_unseen(lived: Path, tmp_path: Path) -> None:
    found = forged(lived, tmp_path / "poste", without(FIRST), adapt=True)
    assert {"till.settled: ticket", "till.settled: corrects"} <= set(found)


# One field says something else.


def put(kind: str, n: int, change: Callable[[dict[str, Any]], object]) -> Forgery:
    def forgery(lines: list[Line]) -> None:
        change(of(lines, kind, n).data)

    return forgery


def by_card(data: dict[str, Any]) -> None:
    data["payments"][0] |= {"means": "card", "given_cents": data["payments"][0]["cents"], "change_cents": 0}


def dearer(data: dict[str, Any]) -> None:
    data["due_cents"] += 100


def less_kept(data: dict[str, Any]) -> None:
    data["payments"][0]["cents"] -= 100


def another_fund(data: dict[str, Any]) -> None:
    data["payments"][0]["split"] = [{"fund": "OWN", "cents": data["payments"][0]["cents"]}]


def less_tax(data: dict[str, Any]) -> None:
    own = next(group for group in data["totals"] if group["fund"] == "OWN")
    own["vat_cents"] -= 1
    own["ht_cents"] += 1


def other_lines(data: dict[str, Any]) -> None:
    data["lines"] = [seq - 1 for seq in data["lines"]]


def cheaper_line(data: dict[str, Any]) -> None:
    data["line"]["cents"] -= 10


def untaxed_line(data: dict[str, Any]) -> None:
    data["line"] |= {"ht_cents": data["line"]["cents"], "vat_cents": 0}


def nested(*path: str, by: int = 100) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for name in path[:-1]:
            data = data[name]
        data[path[-1]] += by

    return change


def says(**told: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(told)


def one_row(name: str, field: str) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        data[name][0][field] += 100

    return change


CHANGED: dict[str, tuple[Forgery, list[str]]] = {
    "cash noted as card": (
        put("till.settled", 0, by_card),
        ["till.counted: expected_cents", "day.closed: counts, means, change_cents, cash"],
    ),
    "more is due": (put("till.settled", 1, dearer), ["till.settled: due_cents, payments"]),
    "less is kept": (
        put("till.settled", 0, less_kept),
        ["till.settled: split, payments", "day.closed: means, cash"],
    ),
    "the partner's share": (put("till.settled", 0, another_fund), ["till.settled: split"]),
    "less tax": (put("till.settled", 0, less_tax), ["till.settled: totals", "day.closed: vat"]),
    "lines of another": (put("till.settled", 0, other_lines), ["till.settled: lines"]),
    "a cheaper line": (put("shop.sold", 0, cheaper_line), ["till.settled: line, due_cents, totals, split"]),
    "no tax in a line": (put("shop.sold", 0, untaxed_line), ["till.settled: totals"]),
    "a ticket of the year before": (
        put("till.settled", 0, says(ticket="T-2025-000001")),
        ["till.settled: lines, ticket"],
    ),
    "a ticket of another epoch": (
        put("till.settled", 0, says(ticket="T-2026-B-000001")),
        ["till.settled: lines, ticket"],
    ),
    "a number twice": (put("till.settled", 1, says(ticket=FIRST)), ["till.settled: lines, ticket"]),
    "a number left out": (
        put("till.settled", 4, says(ticket="T-2026-000009")),
        ["till.settled: lines, ticket"],
    ),
    "what is refunded": (put("till.settled", 2, says(refunds=SECOND)), ["till.settled: refunds"]),
    "what is corrected": (
        put("till.means_corrected", 0, says(corrects=1)),
        ["till.means_corrected: ticket, corrects"],
    ),
    "a correction that keeps money": (
        put("till.means_corrected", 0, one_row("payments", "cents")),
        ["till.means_corrected: split, payments"],
    ),
    "what went to the bank": (put("till.moved", 0, nested("cents")), ["day.closed: cash"]),
    "a slip's number": (
        put("relay.handed_to_postman", 0, says(slip="B-2026-0002")),
        ["relay.handed_to_postman: slip"],
    ),
    "a complaint's number": (
        put("relay.complaint_noted", 0, says(complaint="R-2026-0007")),
        ["relay.complaint_noted: complaint"],
    ),
    "a session": (put("session.closed", 0, says(session=2)), ["session.closed: session"]),
    "what a break expects": (
        put("session.closed", 0, nested("expected_cents")),
        ["session.closed: expected_cents"],
    ),
    "what a count expects": (
        put("till.counted", 0, nested("expected_cents")),
        ["till.counted: expected_cents, gap_cents"],
    ),
    "what was left": (put("day.opened", 1, nested("left_cents")), ["day.opened: left_cents"]),
    "the float": (put("day.opened", 0, nested("float_cents")), ["day.closed: cash"]),
    "the Z's number": (put("day.closed", 1, says(number="Z-2026-0003")), ["day.closed: number"]),
    "the Z before": (
        put("day.closed", 1, lambda data: data["previous"].update(number="Z-2026-0007")),
        ["day.closed: previous"],
    ),
    "the Z before, by its hash": (
        put("day.closed", 1, lambda data: data["previous"].update(hash="00" * 32)),
        ["day.closed: previous"],
    ),
    "no Z before": (put("day.closed", 1, says(previous=None)), ["day.closed: previous"]),
    "a Z's head": (put("day.closed", 0, says(head="00" * 32)), ["day.closed: head"]),
    "a Z's range": (put("day.closed", 1, nested("seq_from", by=1)), ["day.closed: seq_from"]),
    "a Z's last": (
        put("day.closed", 1, nested("seq_to", by=-1)),
        ["day.closed: head, seq_to, first_ticket, last_ticket, counts, means"],
    ),
    "a Z's tickets": (put("day.closed", 0, nested("counts", "tickets", by=1)), ["day.closed: counts"]),
    "a Z's turnover": (put("day.closed", 0, nested("taxed_cents")), ["day.closed: taxed_cents"]),
    "a Z's funds": (put("day.closed", 0, one_row("funds", "cents")), ["day.closed: funds"]),
    "a Z's rates": (put("day.closed", 0, one_row("vat", "vat_cents")), ["day.closed: vat"]),
    "a Z's third parties": (
        put("day.closed", 0, one_row("third_parties", "cents")),
        ["day.closed: third_parties"],
    ),
    "a Z's e-reporting": (
        put("day.closed", 0, one_row("ereporting", "base_cents")),
        ["day.closed: ereporting"],
    ),
    "a Z's first ticket": (put("day.closed", 0, says(first_ticket=SECOND)), ["day.closed: first_ticket"]),
    "expected is not float, cash and moves": (
        put("day.closed", 1, nested("cash", "expected_cents")),
        ["day.closed: cash"],
    ),
    "what is perpetual": (put("day.closed", 1, one_row("totals", "perpetual_cents")), ["day.closed: totals"]),
    "the year so far": (put("day.closed", 1, one_row("totals", "year_cents")), ["day.closed: totals"]),
    "a gap without a reason": (
        put("day.closed", 0, says(gap_reason="unexplained")),
        ["day.closed: gap_reason"],
    ),
    "a field of a Z left out": (put("day.closed", 0, lambda data: data.pop("funds")), ["day.closed: funds"]),
    "a drawer opened for another entry": (
        put("till.drawer_opened", 0, says(entry=1)),
        ["till.drawer_opened: entry"],
    ),
    "a drawer opened by hand, said to be for a ticket": (
        put("till.drawer_opened", 1, says(reason="cash")),
        ["day.closed: counts"],
    ),
    "a Z's openings": (
        put("day.closed", 1, nested("counts", "drawer_pulses_by_hand", by=-1)),
        ["day.closed: counts"],
    ),
    "a Z that keeps silent on openings": (
        put("day.closed", 1, lambda data: [data["counts"].pop(name) for name in PULSES]),
        ["day.closed: counts"],
    ),
    "no data of ours": (put("till.moved", 0, lambda data: data.clear()), ["till.moved: content"]),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_is_told(what: str, lived: Path, tmp_path: Path) -> None:
    forgery, expected = CHANGED[what]
    found = forged(lived, tmp_path / "poste", forgery, adapt=True)
    assert set(expected) <= set(found), found


# Days.


def test_a_day_moved_before_the_other(lived: Path, tmp_path: Path) -> None:
    """The second day lived again under the date of the first."""

    def forgery(lines: list[Line]) -> None:
        for line in lines[lines.index(of(lines, "day.opened", 1)) :]:
            assert line.payload is not None
            line.payload["day"] = "2026-11-25"
        for kind in ("day.opened", "day.closed"):
            of(lines, kind, 1).data["day"] = "2026-11-25"

    # The same date once more is what a day closed too early has; but nobody opened it on that date.
    found = forged(lived, tmp_path / "poste", forgery)
    assert [told for told in found if told.startswith("day.opened")] == ["day.opened: day"]


def test_a_day_that_was_never_opened(lived: Path, tmp_path: Path) -> None:
    found = forged(
        lived,
        tmp_path / "poste",
        lambda lines: [line for line in lines if line is not of(lines, "day.opened", 1)],
        adapt=True,
    )
    assert {told.partition(": ")[2] for told in found} >= {"session, day", "day"} or "day" in found[0]


def test_two_days_in_one(lived: Path, tmp_path: Path) -> None:
    found = forged(
        lived,
        tmp_path / "poste",
        lambda lines: [line for line in lines if line is not of(lines, "day.closed")],
        adapt=True,
    )
    assert "day.opened: day, left_cents" in found


def test_an_entry_of_another_day(lived: Path, tmp_path: Path) -> None:
    def forgery(lines: list[Line]) -> None:
        payload = of(lines, "relay.received").payload
        assert payload is not None
        payload["day"] = "2026-11-24"

    assert forged(lived, tmp_path / "poste", forgery, adapt=True) == ["relay.received: day"]


def test_an_epoch_that_nobody_began(lived: Path, tmp_path: Path) -> None:
    def forgery(lines: list[Line]) -> None:
        for line in lines[lines.index(of(lines, "day.closed")) + 1 :]:
            assert line.payload is not None
            line.payload["epoch"] = "B"

    found = forged(lived, tmp_path / "poste", forgery)
    assert found[0] == "day.opened: epoch"
    assert "till.settled: ticket" in found


def test_what_is_charged_and_on_no_ticket(lived: Path, tmp_path: Path) -> None:
    """Sold, handed out, and no ticket: the money lies in a pocket."""
    found = forged(
        lived,
        tmp_path / "poste",
        lambda lines: [line for line in lines if line is not of(lines, "till.settled", 4)],
        adapt=True,
    )
    assert "relay.sold: ticket" in found


@pytest.mark.parametrize(
    ("kind", "of_entry"),
    [("party", "relay.received"), ("note", "till.settled"), ("inscription", "relay.received")],
)
def test_what_stood_beside_the_journal_is_gone_and_was_not_erased(
    lived: Path, tmp_path: Path, kind: str, of_entry: str
) -> None:
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    keys = load_keys(DataFolder(root))
    with raw(DataFolder(root).store, keys.store_key) as rows:
        (ref,) = rows.execute("SELECT ref FROM personal WHERE kind = ? ORDER BY ref", (kind,)).fetchone()
        rows.execute("DELETE FROM personal WHERE ref = ?", (ref,))
    assert faults_of(root) == [f"{of_entry}: {ref}"]
    # One that was erased before there was a table for it stands beside the copies.
    erasure = erasure_line(Erasure(ref, "2026-11-27T10:00:00.000Z"))
    (root / ERASURES).write_text(f"no line\n{erasure}\n", encoding="utf-8")
    assert faults_of(root) == []


# The closing reads its day.


def test_a_drawer_that_was_skimmed_is_told_at_the_closing(desks: Desks) -> None:
    """A table says less than the acts of the day come to: the closing is made, and says so; so does whoever verifies."""
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.settle([COFFEE], cash(120))
        with raw(play.desk.folder.store, play.desk.keys.store_key) as rows:
            rows.execute("UPDATE drawer SET cents = cents - 100")
        closed = play.close("2026-11-25T18:00", counted_cents=8020)
        (warned,) = [warning for warning in closed.warnings if warning.code == "till.expected_differs"]
        assert warned.params == {"expected_cents": 8020, "added_cents": 8120}
        found = verify_desk(play.desk, VerifyRequest()).faults
        assert [(fault["code"], fault["detail"]) for fault in found] == [
            ("books", "expected_cents"),
            ("books", "cash"),
        ]


def test_a_day_in_order_warns_of_nothing(desks: Desks) -> None:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.settle([COFFEE], cash(120))
        assert play.close("2026-11-25T18:00", counted_cents=8120).warnings == ()


# What the chain tells already is told once.


def seqs_of(lived: Path) -> list[int]:
    folder = DataFolder(lived)
    return [entry.seq for entry in entries(folder.store, load_keys(folder).store_key)]


@few(3)
@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE journal SET payload = substr(payload, 2) WHERE seq = ?",
        "UPDATE journal SET payload = CAST(replace(payload, 'cents\":', 'cents\":1') AS BLOB) WHERE seq = ?",
        "UPDATE journal SET kind = 'till.settled' WHERE seq = ?",
        "UPDATE journal SET kind = 'day.closed' WHERE seq = ?",
        "UPDATE journal SET day = '2026-11-20' WHERE seq = ?",
        "UPDATE journal SET epoch = 'Q' WHERE seq = ?",
        "DELETE FROM journal WHERE seq = ?",
        "UPDATE journal SET seq = seq + 1000000 WHERE seq = ?",
    ],
)
def test_an_entry_that_was_altered_is_told_once(altered: str, lived: Path, tmp_path: Path) -> None:
    """Whichever it is: by the chain, and by no book."""
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    folder, keys = DataFolder(root), load_keys(DataFolder(root))
    with open_desk(Options(root), watch=False) as desk, raw(folder.store, keys.store_key) as rows:
        for seq in seqs_of(lived):
            rows.execute("BEGIN")
            changed = rows.execute(altered, (seq,)).rowcount
            rows.execute("COMMIT")
            faults = verify_desk(desk, VerifyRequest()).faults
            found = {fault["code"] for fault in faults}
            assert changed and not found & {"books", "record"}, (seq, faults)
            # Amounts stand in some entries only, and one of them is a ticket anyway.
            assert found or "replace" in altered or "kind" in altered, seq
            put_back(rows, lived, seq)


def put_back(rows: Any, lived: Path, seq: int) -> None:
    folder = DataFolder(lived)
    (entry,) = [entry for entry in entries(folder.store, load_keys(folder).store_key) if entry.seq == seq]
    rows.execute("BEGIN")
    rows.execute("DELETE FROM journal WHERE seq IN (?, ?)", (seq, seq + 1_000_000))
    rows.execute("INSERT INTO journal VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(entry))
    rows.execute("COMMIT")


@pytest.mark.parametrize("kind", ["relay.deposited", "relay.handed_to_postman", "relay.complaint_noted"])
def test_a_payload_that_was_dropped_is_no_fault_of_the_books(kind: str, lived: Path, tmp_path: Path) -> None:
    """Numbers that went with it are missed by nobody; that nothing says why is told by its own fault."""
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    keys = load_keys(DataFolder(root))
    with raw(DataFolder(root).store, keys.store_key) as rows:
        rows.execute("UPDATE journal SET payload = NULL WHERE kind = ?", (kind,))
    with open_desk(Options(root), watch=False) as desk:
        assert {fault["code"] for fault in verify_desk(desk, VerifyRequest()).faults} == {"purge"}
