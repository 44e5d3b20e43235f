"""The forger of these tests does what a holder of the keys could: the chain itself tells nothing."""

from concierge_desk.domain.journal import read_payload
from tests.store.forged import Line, forge
from tests.store.stores import Lived


def without_a_ticket(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.data.get("ticket") != "T-2026-000003"]


def test_a_ticket_is_gone_and_the_chain_holds(lived: Lived) -> None:
    before = lived.entries()
    forge(lived.root, without_a_ticket)
    after = lived.entries()
    assert len(after) == len(before) - 3
    assert lived.faults(signatures=True) == [
        ("tail", len(after) + 1, "")
    ]  # the table of operations knows better
    with lived.raw() as rows:
        rows.execute("DELETE FROM operation WHERE last_seq > ?", (len(after),))
    assert {code for code, _seq, _detail in lived.faults(signatures=True)} == {"operation", "sealed"}


def test_the_careful_forger_leaves_no_reference_behind(lived: Lived) -> None:
    forge(lived.root, without_a_ticket, adapt=True)
    posted = {entry.seq: found for entry in lived.entries() if (found := read_payload(entry))}
    hashes = {entry.hash.hex(): entry.seq for entry in lived.entries()}
    (closed,) = [entry.data for entry in posted.values() if entry.kind == "day.closed"]
    assert hashes[closed["head"]] == closed["seq_to"]
    for settled in posted.values():
        if settled.kind == "till.settled":
            assert {posted[seq].data["ticket"] for seq in settled.data["lines"]} == {settled.data["ticket"]}


def test_nothing_changed_is_the_same_journal(lived: Lived) -> None:
    before = lived.entries()
    forge(lived.root, lambda _lines: None, adapt=True)
    assert lived.entries() == before
