"""Partners as data: made, changed, retired, taken back; what is charged for them; their statement of a day.

Source: docs/contract.md, "Partners", "A partner's daily file"; decision 0069.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.partner_files import partner_export
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import read_payload
from concierge_desk.exporting import journal_lines
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash, site_with

ATELIER = {"partner": "ATELIER", "name": "Atelier des Hirondelles", "regime": "mandate"}
BREAD = {"do": "shop.sell", "article": "PAIN"}
DAY = "2026-11-25"
FUND = "MANDATE:ATELIER"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        yield play


def article(play: Play, code: str = "PAIN", **more: Any) -> None:
    told = {"article": code, "label": code.title(), "cents": 350, "vat_code": "TVA_10", "nature": "goods"}
    play.do("shop.article_set", **told, **more)


def made(play: Play, **more: Any) -> str:
    answer = play.do("partner.set", **ATELIER | more)
    article(play, partner="ATELIER")
    return str(answer.op)


def his_file(play: Play, folder: Path, day: str = DAY) -> Path:
    export = partner_export("partner-atelier")
    assert export is not None
    return write_export(play.desk, export, day, folder, None).path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def owed(play: Play, fund: str = FUND) -> int:
    rows = play.rows("SELECT owed_cents FROM account WHERE fund = ?", fund)
    return int(rows[0][0]) if rows else 0


def faults(play: Play) -> list[dict[str, Any]]:
    return list(verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults)


def test_made_at_noon_he_has_fund_audience_and_statement_the_same_evening(play: Play, tmp_path: Path) -> None:
    play.settle([COFFEE], cash(200))
    play.hands.set("2026-11-25T12:00")
    made(play, terms=[{"commission_bp": 1500, "valid_from": DAY}])
    sold = play.settle([BREAD | {"quantity": 2}, COFFEE, LV_20], card(700), cash(1000))
    line = next(entry for entry in sold.posted if entry.data.get("article") == "PAIN")
    assert (line.aud, line.data["line"]["fund"], line.data["line"]["regime"]) == (
        "ATELIER",
        FUND,
        "mandate_transparent",
    )
    assert (line.data["line"]["vat_cents"], line.data["line"]["on_behalf"]) == (0, ATELIER["name"])
    play.do(
        "till.refund", ticket=sold.ticket, lines=[{"line": 1, "quantity": 1}], reason="returned", means="cash"
    )
    play.do("till.move", direction="out", cents=150, reason="remittance", fund=FUND)
    play.close("2026-11-25T18:30", counted_cents=None)

    report = play.last("partner.day_reported")
    assert report.aud == "ATELIER"
    told = report.data
    assert {name: told[name] for name in told if name.endswith("_cents")} == {
        "charged_cents": 350,
        "unseen_cents": 0,
        "remitted_cents": 150,
        "owed_cents": 200,
        "perpetual_cents": 350,
        "perpetual_abs_cents": 1050,
    }
    assert told["commission_bp"] == 1500
    assert sum(row["charged_cents"] - row["refunded_cents"] for row in told["takings"]) == 350
    written = his_file(play, tmp_path)
    assert verify_file(written, VerifyRequest(signatures=True)).faults == []
    found = members(written)
    operations = found["operations.csv"].decode("utf-8-sig").splitlines()
    assert [row.split(";")[2:7] for row in operations[1:]] == [
        ["shop.sold", "Pain", "2000", "3,50", "7,00"],
        ["shop.sold", "Pain", "-1000", "3,50", "-3,50"],
    ]
    # His entries are in clear, and nobody else's.
    clear = [row for row in journal_lines.parse_lines(found["journal.ndjson"]) if row.payload is not None]
    assert {row.aud for row in clear} == {"ATELIER"}
    assert len(clear) == 3
    assert found["bordereau.pdf"].startswith(b"%PDF")
    # A repeat gives the same bytes, and no entry.
    head = play.head()
    assert his_file(play, tmp_path).read_bytes() == written.read_bytes()
    assert play.head() == head
    assert play.last("export.made").data["name"] == ATELIER["name"]
    assert faults(play) == []


def test_the_ticket_and_the_closing_say_whose_it_is(play: Play) -> None:
    made(play)
    ticket = play.settle([BREAD], cash(500)).ticket
    assert ATELIER["name"] in str(play.paper(f"ticket:{ticket}").blocks)
    closed = play.close("2026-11-25T18:30", counted_cents=None)
    assert play.last("day.closed").data["third_parties"][0]["name"] == ATELIER["name"]
    assert f"Pour {ATELIER['name']}" in str(play.paper(f"z:{closed.result['number']}").blocks)
    assert faults(play) == []


def day_of(play: Play, *, with_him: bool) -> None:
    """A day with La Poste's acts before and after noon; without him the shop sells the very same for itself."""
    play.settle([LV_20, LV_20], cash(500))
    play.do("relay.receive", tracking="6A 15602 67630 0", shelf="A3")
    play.hands.set("2026-11-25T12:00")
    if with_him:
        play.do("partner.set", **ATELIER)
    else:
        article(play, "AUTRE")
    article(play, **({"partner": "ATELIER"} if with_him else {}))
    play.settle([BREAD, LV_20], cash(1000))
    play.settle([BREAD], card(350))
    play.settle([{"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 900}], card(959))
    play.do("relay.deposit", kind="letter", count=3)
    play.do("relay.hand_over", tracking="6A 15602 67630 0", collector="addressee", id_document="cni")
    play.do("relay.stock_receive", product="LV_20", quantity=50)
    play.close("2026-11-25T18:30", counted_cents=None)


def la_postes(play: Play, folder: Path) -> tuple[dict[str, bytes], list[Any], str]:
    """The members, the data of every line in clear, and the text of the bordereau but for its anchor."""
    found = members(write_export(play.desk, export_of("laposte"), DAY, folder, None).path)
    entries = [
        play.entry(row.seq) for row in journal_lines.parse_lines(found["journal.ndjson"]) if row.payload
    ]
    data = [read.data for entry in entries if (read := read_payload(entry)) is not None]
    blocks = [
        block for block in play.paper(f"bordereau:{DAY}").blocks if getattr(block, "left", "") != "Ancre"
    ]
    return found, data, str(blocks)


def test_la_poste_reads_the_same_with_him_and_without(desks: Desks, tmp_path: Path) -> None:
    found = []
    for with_him in (True, False):
        folder = tmp_path / str(with_him)
        folder.mkdir()
        with desks.desk() as play:
            play.open(float_cents=8000)
            day_of(play, with_him=with_him)
            found.append(la_postes(play, folder))
            assert faults(play) == []
    (his, his_data, his_bordereau), (plain, plain_data, plain_bordereau) = found
    csvs = [name for name in plain if name.endswith(".csv")]
    assert len(csvs) == 5
    assert {name: his[name] for name in csvs} == {name: plain[name] for name in csvs}
    assert len(plain_data) > 6
    assert his_data == plain_data
    assert his_bordereau == plain_bordereau


def test_sold_on_our_account_he_has_entries_and_no_money(play: Play, tmp_path: Path) -> None:
    made(play, regime="own")
    sold = play.settle([BREAD], cash(500))
    line = next(entry for entry in sold.posted if "line" in entry.data)
    assert (line.aud, line.data["line"]["fund"], line.data["line"]["vat_cents"]) == ("ATELIER", "OWN", 32)
    assert owed(play) == 0
    play.close("2026-11-25T18:30", counted_cents=None)
    told = play.last("partner.day_reported").data
    assert (told["charged_cents"], told["takings"], told["owed_cents"]) == (350, [], 0)
    assert verify_file(his_file(play, tmp_path), VerifyRequest()).faults == []
    play.open("2026-11-26T08:00")
    assert play.code("till.move", direction="out", cents=1, reason="remittance", fund=FUND) == "input.choice"


def test_without_an_audience_nothing_is_told(play: Play, tmp_path: Path) -> None:
    made(play, audience=False)
    sold = play.settle([BREAD], cash(500))
    assert {entry.aud for entry in sold.posted} == {""}
    assert owed(play) == 350
    play.close("2026-11-25T18:30", counted_cents=None)
    assert play.rows("SELECT 1 FROM journal WHERE kind = 'partner.day_reported'") == []
    with pytest.raises(Refused, match=r"partner\.no_statement"):
        his_file(play, tmp_path)


def test_an_audience_given_in_the_middle_of_a_day(play: Play, tmp_path: Path) -> None:
    made(play, audience=False)
    first = play.settle([BREAD], cash(500)).ticket
    play.do("partner.set", **ATELIER)
    play.settle([BREAD], card(350))
    # What comes back is the shop's entry, as what was sold.
    play.do("till.refund", ticket=first, lines=[{"line": 1}], reason="returned")
    play.close("2026-11-25T18:30", counted_cents=None)
    told = play.last("partner.day_reported").data
    assert (told["charged_cents"], told["unseen_cents"]) == (350, 0)
    assert verify_file(his_file(play, tmp_path), VerifyRequest()).faults == []
    assert faults(play) == []


def test_what_was_sold_before_he_read_his_entries_is_told_as_a_sum(play: Play, tmp_path: Path) -> None:
    made(play, audience=False)
    play.settle([BREAD], cash(500))
    play.do("partner.set", **ATELIER)
    play.settle([BREAD], card(350))
    play.close("2026-11-25T18:30", counted_cents=None)
    told = play.last("partner.day_reported").data
    assert (told["charged_cents"], told["unseen_cents"]) == (700, 350)
    assert verify_file(his_file(play, tmp_path), VerifyRequest()).faults == []


def test_his_regime_stays_while_something_is_owed(play: Play) -> None:
    made(play)
    play.settle([BREAD], cash(500))
    assert play.code("partner.set", **ATELIER | {"regime": "own"}) == "partner.regime_in_use"
    play.do("till.move", direction="out", cents=350, reason="remittance", fund=FUND)
    play.do("partner.set", **ATELIER | {"regime": "own"})
    line = next(entry for entry in play.settle([BREAD], card(350)).posted if "line" in entry.data)
    assert line.data["line"]["fund"] == "OWN"
    play.close("2026-11-25T18:30", counted_cents=None)
    assert faults(play) == []


def test_whom_a_service_charges_for_stays_under_mandate(play: Play) -> None:
    told = {"partner": "MONDIAL_RELAY", "name": "Mondial Relay France"}
    assert play.code("partner.set", **told, regime="own") == "partner.regime_in_use"
    play.do("partner.set", **told, regime="mandate")
    assert play.rows("SELECT name, regime FROM partner") == [("Mondial Relay France", "mandate")]


def test_his_regime_stays_while_something_of_his_is_here(desks: Desks) -> None:
    with desks.desk(site=site_with(dpd='"VOISINS"')) as play:
        play.open()
        told = {"partner": "VOISINS", "name": "Les Voisins"}
        play.do("partner.set", **told, regime="mandate")
        parcel = play.do("relay.receive", tracking="15504123456789", carrier="dpd", shelf="A3")
        assert parcel.posted[-1].aud == "VOISINS"
        assert play.code("partner.set", **told, regime="own") == "partner.regime_in_use"
        op = str(play.do("partner.set", **told, regime="mandate", form="SCOP").op)
        assert reverse(play, op).refused is None
        play.do("relay.hand_over", tracking="15504123456789", collector="addressee", id_document="cni")
        play.do("partner.set", **told, regime="own")


def test_retired_nothing_new_is_done_and_what_is_his_can_leave(play: Play) -> None:
    made(play)
    ticket = play.settle([BREAD | {"quantity": 3}], cash(2000)).ticket
    warned = play.do("partner.retire", partner="ATELIER", from_day="2026-11-26")
    assert [(one.code, one.params["owed_cents"]) for one in warned.warnings] == [("partner.still_owed", 1050)]
    play.settle([BREAD], card(350))
    play.close("2026-11-25T18:30", counted_cents=None)
    play.open("2026-11-26T08:00")
    assert play.code("till.settle", acts=[BREAD], payments=[card(350)]) == "partner.retired"
    assert play.code("till.move", direction="in", cents=100, reason="other", fund=FUND) == "partner.retired"
    assert (
        play.code(
            "shop.article_set",
            article="TARTE",
            label="Tarte",
            cents=1,
            vat_code="TVA_10",
            nature="goods",
            partner="ATELIER",
        )
        == "partner.retired"
    )
    play.do("till.refund", ticket=ticket, lines=[{"line": 1, "quantity": 1}], reason="returned")
    play.do("till.move", direction="out", cents=1050, reason="remittance", fund=FUND)
    assert owed(play) == 0
    play.close("2026-11-26T18:30", counted_cents=None)
    assert play.last("partner.day_reported").data["charged_cents"] == -350
    play.open("2026-11-27T08:00")
    play.close("2026-11-27T18:30", counted_cents=None)
    # Nothing is owed and nothing happened: there is nothing to tell him any more.
    assert play.last("partner.day_reported").day == "2026-11-26"
    # Said again what he is, he is a partner again.
    play.open("2026-11-28T08:00")
    play.do("partner.set", **ATELIER)
    play.settle([BREAD], card(350))
    assert faults(play) == []


def test_a_network_that_is_retired_brings_nothing_more(play: Play) -> None:
    play.do("relay.receive", tracking="6A 15602 67630 0", shelf="A3")
    play.do("partner.retire", partner="LAPOSTE", from_day=DAY)
    assert play.code("relay.receive", tracking="6A 15602 67631 7", shelf="A3") == "partner.retired"
    assert play.code("relay.deposit", kind="letter", count=1) == "partner.retired"
    assert play.code("till.settle", acts=[LV_20], payments=[cash(200)]) == "partner.retired"
    play.do("relay.hand_over", tracking="6A 15602 67630 0", collector="addressee", id_document="cni")


def test_a_day_that_is_over_and_a_partner_that_nobody_knows(play: Play) -> None:
    assert play.code("partner.retire", partner="ATELIER", from_day=DAY) == "partner.unknown"
    made(play)
    assert play.code("partner.retire", partner="ATELIER", from_day="2026-11-24") == "partner.past"
    terms = [{"commission_bp": 1000, "valid_from": "2026-11-24"}]
    assert play.code("partner.set", **ATELIER, terms=terms) == "partner.past"
    told = {"article": "TARTE", "label": "Tarte", "cents": 1, "vat_code": "TVA_10", "nature": "goods"}
    assert play.code("shop.article_set", **told, partner="PERSONNE") == "partner.unknown"


@pytest.mark.parametrize("code", ["A", "1A", "A" * 17, "ÉTÉ", "A-B", "A B"])
def test_a_code_is_letters_and_figures(play: Play, code: str) -> None:
    assert play.code("partner.set", **ATELIER | {"partner": code}) == "input.partner"


def test_terms_of_days_that_are_over_stay(play: Play) -> None:
    made(
        play,
        terms=[
            {"commission_bp": 1000, "valid_from": DAY},
            {"commission_bp": 1200, "valid_from": "2026-12-01"},
        ],
    )
    play.close("2026-11-25T18:30", counted_cents=None)
    play.open("2026-11-26T08:00")
    play.do("partner.set", **ATELIER, terms=[{"commission_bp": 900, "valid_from": "2026-11-26"}])
    terms = play.rows("SELECT valid_from, commission_bp FROM partner_terms ORDER BY valid_from")
    assert terms == [("2026-11-25", 1000), ("2026-11-26", 900)]
    play.do("partner.set", **ATELIER)
    assert play.rows("SELECT valid_from, commission_bp FROM partner_terms ORDER BY valid_from") == terms


def test_whom_to_call_stands_beside_the_journal(play: Play) -> None:
    made(play, contact="Marthe, 06 12 34 56 78")
    ref = play.last("partner.set").data["contact"]
    assert play.personal(ref) == "Marthe, 06 12 34 56 78"
    play.do("partner.set", **ATELIER)
    assert play.last("partner.set").data["contact"] == ref
    play.do("partner.set", **ATELIER, contact=None)
    assert play.last("partner.set").data["contact"] is None
    assert b"Marthe" not in b"".join(
        bytes(payload) for (payload,) in play.rows("SELECT payload FROM journal WHERE payload IS NOT NULL")
    )
    assert faults(play) == []


def reverse(play: Play, op: str) -> Any:
    return play.ask("journal.reverse", op_of=op, reason="wrong_key")


def test_taken_back_he_is_none_or_what_he_was(play: Play) -> None:
    first = str(play.do("partner.set", **ATELIER).op)
    assert reverse(play, first).refused is None
    assert play.rows("SELECT * FROM partner") == []
    second = made(play, form="SCIC", ess=True)
    third = str(play.do("partner.set", **ATELIER | {"name": "Atelier"}).op)
    # Something else was said since.
    assert reverse(play, second).refused.code == "partner.changed_since"
    assert reverse(play, third).refused is None
    assert play.rows("SELECT name, form, ess FROM partner") == [(ATELIER["name"], "SCIC", 1)]
    assert faults(play) == []


def test_once_something_was_charged_he_is_not_forgotten(play: Play) -> None:
    op = made(play)
    ticket = play.settle([BREAD], card(350)).ticket
    play.do("till.refund", ticket=ticket, lines=[{"line": 1}], reason="returned")
    assert reverse(play, op).refused.code == "partner.changed_since"
    own = str(play.do("partner.set", partner="LIVRES", name="Livres", regime="own").op)
    article(play, "LIVRE", partner="LIVRES")
    play.settle([{"do": "shop.sell", "article": "LIVRE"}], card(350))
    assert reverse(play, own).refused.code == "partner.changed_since"


def test_a_file_that_was_touched_is_told(play: Play, tmp_path: Path) -> None:
    made(play)
    play.settle([BREAD], card(350))
    play.close("2026-11-25T18:30", counted_cents=None)
    whole = his_file(play, tmp_path)
    data = bytearray(whole.read_bytes())
    data[data.index(b"Pain")] = ord("V")
    whole.write_bytes(data)
    assert verify_file(whole, VerifyRequest()).faults
    play.desk.store.write(
        lambda unit: unit.rows.execute("UPDATE export SET sha256 = 'x' WHERE code = 'partner-atelier'")
    )
    with pytest.raises(IntegrityFailure, match=r"export\.changed"):
        his_file(play, tmp_path)
