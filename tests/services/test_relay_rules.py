"""The rules a developer is most likely to get wrong, at a real desk, one after the other.

Source: docs/trade.md, "Rules most often got wrong".

Each test has the number of its rule; rules 16 to 21, 23 and 24 concern other services of the shop.
"""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.overview import look, morning
from concierge_desk.printing.text import to_text
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash
from tests.services.relay_desk import (
    CHRONOPOST,
    LA_POSTE,
    LETTER,
    OTHER,
    PARCEL,
    REGISTERED,
    SEEN,
    everything_agrees,
    incident,
    own,
    price,
    receive,
    refusal,
    statement,
    table,
)

# 1. Postal money is not yours.


def test_rule_01_postal_takings_are_held_for_la_poste(shop: Play, tmp_path: Path) -> None:
    """One ticket, two funds: La Poste is owed its own charges to the cent, the shop keeps the coffee."""
    shop.settle([COFFEE, {**LV_20, "quantity": 3}], cash(1000))
    assert shop.status()["funds"] == {"MANDATE:LAPOSTE": 456, "OWN": 120}
    shop.close(counted_cents=8000 + 576)
    assert statement(shop)["charged_cents"] == 456
    assert {row["means"]: row["charged"] for row in table(shop, "takings")}["cash"] == 456
    everything_agrees(shop, tmp_path)


def test_rule_01_a_missing_coin_is_the_shops(shop: Play) -> None:
    """La Poste is owed exactly its charges, whatever lies in the drawer."""
    shop.settle([{**LV_20, "quantity": 3}], cash(1000))
    shop.close(counted_cents=8000 + 400, gap_reason="counting_error")
    assert statement(shop)["charged_cents"] == 456


def test_rule_01_postage_bears_no_vat_of_ours(shop: Play) -> None:
    """R-2.10, R-2.20: exempt, and La Poste's."""
    line = shop.settle([LV_20], card(152)).posted[0].data["line"]
    assert (line["fund"], line["regime"], line["vat_code"], line["rate"]) == (
        "MANDATE:LAPOSTE", "mandate_transparent", "EXO_POSTE", 0,
    )  # fmt: skip


# 2. Never block on a check digit.


@pytest.mark.parametrize(
    "number",
    ["EP111111110FR", "6A15602676301", "870007201680200", "RB123456786GB", "008182709980000020033350276D"],
)
def test_rule_02_a_failing_key_is_told_and_never_blocks(shop: Play, number: str) -> None:
    """La Poste's own example fails its own key; what a typing slip gives is compared with the label."""
    assert shop.warned("relay.receive", tracking=number, shelf="A1") == ["tracking.check_key"]
    shop.do("relay.hand_over", tracking=number, **SEEN)
    assert shop.status()["custody"]["handed_over"] == 1


def test_rule_02_a_domestic_registered_number_has_no_verdict(shop: Play) -> None:
    """No rule for its key is known: neither right nor wrong."""
    for number in ("1A18945277312", "2C00000000000", "3C12345678901"):
        assert shop.warned("relay.receive", tracking=number, shelf="A1") == []


def test_rule_02_a_failing_key_does_not_block_a_deposit_nor_a_franking(shop: Play) -> None:
    assert shop.warned("relay.deposit", kind="parcel", tracking="6A15602676301") == ["tracking.check_key"]
    act = {"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": "6A15602683842"}
    assert [w.code for w in shop.settle([act], card(549)).warnings] == ["tracking.check_key"]


# 3. 15-character letter numbers may end in a letter.


@pytest.mark.parametrize(
    "number", ["87000720168020K", "87000720168048V", "861011301731382", "870007201680356"]
)
def test_rule_03_a_letters_number_may_end_in_a_letter(shop: Play, number: str) -> None:
    answer = shop.do("relay.receive", tracking=number.lower(), shelf="A1")
    assert (answer.result["carrier"], answer.result["tracking"], answer.warnings) == ("letter", number, ())


def test_rule_03_its_key_is_checked(shop: Play) -> None:
    assert shop.warned("relay.receive", tracking="87000720168020L", shelf="A1") == ["tracking.check_key"]


# 4. The Colissimo key ignores the prefix and is no S10; the Chronopost key is, with endings of its own.


@pytest.mark.parametrize("prefix", ["6A", "8V", "9L"])
def test_rule_04_the_colissimo_key_ignores_its_prefix(shop: Play, prefix: str) -> None:
    answer = shop.do("relay.receive", tracking=f"{prefix}15602676300", shelf="A1")
    assert (answer.result["carrier"], answer.warnings) == ("colissimo", ())


@pytest.mark.parametrize("ending", ["TS", "JB", "JF", "VF", "FR"])
def test_rule_04_a_chronopost_number_ends_as_it_likes(shop: Play, ending: str) -> None:
    answer = shop.do("relay.receive", tracking=f"XN081879383{ending}", shelf="A1")
    assert (answer.result["carrier"], answer.warnings) == ("chronopost", ())


def test_rule_04_another_ending_is_a_country(shop: Play) -> None:
    assert shop.warned("relay.receive", tracking="RB123456785XX", shelf="A1") == ["tracking.country"]
    assert shop.warned("relay.receive", tracking="RB123456785GB", shelf="A1") == []


# 5. Tariffs are dated rows chosen by the day of the operation.


def test_rule_05_the_price_is_of_the_business_day(desks: Desks) -> None:
    with desks.desk(start="2025-12-31T15:00") as play:
        play.open("2025-12-31T15:00")
        play.hands.set("2026-01-01T01:00")
        assert price(play, "relay.sell", product="LV_20", quantity=1) == 139
        play.close(counted_cents=0)
        play.hands.set("2026-01-02T08:00")
        play.do("day.open", confirmed_day="2026-01-02")
        assert price(play, "relay.sell", product="LV_20", quantity=1) == 152


def test_rule_05_an_old_ticket_keeps_its_price(desks: Desks) -> None:
    """What was sold in December is refunded in January at the price of December."""
    with desks.desk(start="2025-12-31T15:00") as play:
        play.open("2025-12-31T15:00")
        play.settle([LV_20], card(139))
        play.close(counted_cents=0)
        play.hands.set("2026-01-02T08:00")
        play.do("day.open", confirmed_day="2026-01-02")
        back = play.do("till.refund", ticket="T-2025-000001", lines=[{"line": 1}], reason="returned")
        assert back.posted[0].data["line"]["cents"] == -139


def test_rule_05_a_hole_in_the_sheet_is_never_filled(desks: Desks) -> None:
    """Of 2025 only the 20 g letter is known: neither the year before nor the next band is taken for it."""
    with desks.desk(start="2025-12-31T08:00") as play:
        play.open("2025-12-31T08:00")
        assert price(play, "relay.frank", product="LV", weight_g=20) == 139
        assert price(play, "relay.frank", product="LV", weight_g=21) == "tariff.unknown"


@pytest.mark.parametrize("product", ["PAP", "PAP_SUIVI", "EMB_S", "EMB_M", "EMB_L", "EMB_XL", "EMB_PB"])
def test_rule_05_what_has_no_price_is_in_the_catalogue_and_not_sold(shop: Play, product: str) -> None:
    refused = shop.refused(
        "till.settle", acts=[{"do": "relay.sell", "product": product, "quantity": 1}], payments=[]
    )
    assert (refused.code, refused.params["product"]) == ("tariff.unknown", product)
    shop.do("relay.stock_receive", product=product, quantity=1)


@pytest.mark.parametrize("product", ["LRI2", "COL_RELAIS", "COL_OM"])
def test_rule_05_what_has_no_price_is_not_franked(shop: Play, product: str) -> None:
    assert price(shop, "relay.frank", product=product, zone="FR", weight_g=500) == "tariff.unknown"


def test_rule_05_packaging_bears_vat_once_it_has_a_price(shop: Play) -> None:
    """Postage is exempt, a box is goods at 20 %; both are La Poste's money."""
    row = {
        "product": "EMB_M", "label": "Emballage Colissimo M", "zone": "FR", "max_g": None, "cents": 350,
        "vat_code": "TVA_20", "valid_from": "2026-01-01", "source": "essai", "confidence": "S", "coverage": "full",
    }  # fmt: skip
    shop.do("tariff.import", rows=[row])
    line = (
        shop.settle([{"do": "relay.sell", "product": "EMB_M", "quantity": 2}], card(700))
        .posted[0]
        .data["line"]
    )
    assert (line["cents"], line["vat_code"], line["rate"], line["nature"], line["fund"]) == (
        700, "TVA_20", 2000, "goods", "MANDATE:LAPOSTE",
    )  # fmt: skip


# 6. Bands are inclusive upper bounds; only a registered letter has 50 g; above the last band nothing.


@pytest.mark.parametrize(
    ("product", "weight_g", "cents"),
    [
        ("COL", 250, 549), ("COL", 251, 759), ("COL", 30_000, 3959), ("COL", 30_001, "tariff.over_limit"),
        ("LV", 20, 152), ("LV", 21, 310), ("LV", 50, 310), ("LV", 2001, "tariff.over_limit"),
        ("LR1", 20, 611), ("LR1", 21, 698), ("LR1", 50, 698), ("LR1", 51, 788),
    ],
)  # fmt: skip
def test_rule_06_bands_are_inclusive(shop: Play, product: str, weight_g: int, cents: int | str) -> None:
    assert price(shop, "relay.frank", product=product, weight_g=weight_g) == cents


def test_rule_06_an_ordinary_letter_has_no_stamp_of_50_g(shop: Play) -> None:
    assert price(shop, "relay.sell", product="LV_50", quantity=1) == "tariff.unknown"


# 7. A price is not so many stamps any more.


def test_rule_07_two_stamps_do_not_pay_100_g(shop: Play) -> None:
    """3.10 € is not twice 1.52 €: six cents are stuck on beside them."""
    shop.do("relay.stock_receive", product="LV_20", quantity=2)
    act = {
        "do": "relay.frank", "product": "LV", "weight_g": 100,
        "stamps": [{"product": "LV_20", "quantity": 2}],
    }  # fmt: skip
    line = shop.settle([act], card(310)).posted[0].data["line"]
    assert (line["cents"], line["details"]["complement_cents"]) == (310, 6)
    assert price(shop, "relay.sell", product="LV_100", quantity=1) == 310


# 8. 15 calendar days from the day after the notice, no extension; the label first; the last useful session.


def test_rule_08_fifteen_calendar_days_sundays_and_holidays_included(shop: Play) -> None:
    result = shop.do("relay.receive", tracking=REGISTERED, shelf="A1", presented_day="2026-11-12").result
    assert result["deadline_day"] == "2026-11-27"


@pytest.mark.parametrize(
    ("notice", "until", "session"),
    [
        ("2026-12-12", "2026-12-27", "2026-12-24T15:00/18:00"),  # a Sunday after three closed days
        ("2026-12-11", "2026-12-26", "2026-12-24T15:00/18:00"),  # St Stephen's
    ],
)
def test_rule_08_no_extension_past_a_closed_day(desks: Desks, notice: str, until: str, session: str) -> None:
    with desks.desk(start="2026-12-14T15:00") as play:
        play.open("2026-12-14T15:00")
        result = play.do("relay.receive", tracking=REGISTERED, shelf="A1", presented_day=notice).result
        assert (result["deadline_day"], result["last_useful_slot"]) == (until, session)


def test_rule_08_the_printed_date_stands_first(shop: Play) -> None:
    result = shop.do(
        "relay.receive", tracking=REGISTERED, shelf="A1", presented_day="2026-11-24", label_deadline_day="2026-12-03"
    ).result  # fmt: skip
    assert (result["deadline_day"], result["deadline_source"]) == ("2026-12-03", "label")


# 9. The period depends on the carrier; data, not code.


@pytest.mark.parametrize(
    ("number", "carrier", "until"),
    [
        (REGISTERED, "registered", "2026-12-09"),
        (CHRONOPOST, "chronopost", "2026-12-08"),
        ("12345678901234", "dpd", "2026-12-02"),
        ("12345678", "mondial_relay", "2026-11-29"),
    ],
)
def test_rule_09_each_carrier_has_its_period(shop: Play, number: str, carrier: str, until: str) -> None:
    fields = {"tracking": number, "carrier": carrier, "presented_day": "2026-11-24"}
    assert shop.do("relay.receive", shelf="A1", **fields).result["deadline_day"] == until


def test_rule_09_where_no_period_is_known_none_is_invented(shop: Play) -> None:
    assert shop.code("relay.receive", tracking=PARCEL, shelf="A1", presented_day="2022-01-03") == (
        "relay.holding_unknown"
    )


# 10. The presentation day is legal evidence.


def test_rule_10_the_presented_day_is_never_after_today(shop: Play) -> None:
    assert shop.code("relay.receive", tracking=PARCEL, shelf="A1", presented_day="2026-11-26") == (
        "relay.presented_later"
    )


def test_rule_10_no_act_edits_it(shop: Play, tmp_path: Path) -> None:
    """A mistake is taken back and entered anew; both stand in the journal and in La Poste's file."""
    wrong = shop.do("relay.receive", tracking=PARCEL, shelf="A1", presented_day="2026-11-23").op
    for do in ("relay.move", "relay.remind", "relay.report_incident", "relay.hand_over", "relay.refuse"):
        assert shop.code(do, tracking=PARCEL, presented_day="2026-11-24").startswith("input.")
    shop.do("journal.reverse", op_of=wrong, reason="wrong_key")
    receive(shop, PARCEL, presented_day="2026-11-24")
    assert shop.rows("SELECT presented_day, state FROM relay_custody ORDER BY received_seq") == [
        ("2026-11-23", "cancelled"), ("2026-11-24", "held"),
    ]  # fmt: skip
    shop.close(counted_cents=8000)
    assert [(row["movement"], str(row["presented_day"])) for row in table(shop, "custody")] == [
        ("arrivee", "2026-11-23"), ("annulation_arrivee", "None"), ("arrivee", "2026-11-24"),
    ]  # fmt: skip
    everything_agrees(shop, tmp_path)


def test_rule_10_other_hours_move_the_session_never_the_day(shop: Play) -> None:
    receive(shop, PARCEL, presented_day="2026-11-24")
    shop.do("calendar.close_on", day="2026-12-09", reason="works")
    assert shop.rows("SELECT presented_day, deadline_day, last_useful_slot FROM relay_custody") == [
        ("2026-11-24", "2026-12-09", "2026-12-08T15:00/18:00")
    ]


# 11. Expired is not gone.


def test_rule_11_an_expired_item_is_here_until_the_postman_signs(shop: Play, tmp_path: Path) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-11-20")
    receive(shop, LETTER, label_deadline_day="2026-11-20")
    assert shop.status()["custody"]["held"] == 2
    (todo,) = [row for row in morning(shop.desk, None)["lists"] if row["list"] == "return_today"]
    assert len(todo["items"]) == 2
    # Its addressee comes at the last minute.
    assert shop.warned("relay.hand_over", tracking=PARCEL, **SEEN) == ["relay.expired"]
    shop.do("relay.prepare_slip", what="returns")
    assert shop.code("relay.hand_over", tracking=LETTER, **SEEN) == "relay.on_slip"
    assert shop.status()["custody"]["held"] == 1
    shop.do("relay.hand_to_postman", slip="B-2026-0001")
    assert shop.status()["custody"]["held"] == 0
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_rule_11_what_stayed_behind_is_here_again(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-11-20")
    shop.do("relay.hand_to_postman", what="returns")
    shop.do("relay.taken_back", tracking=PARCEL)
    assert shop.status()["custody"]["held"] == 1
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)


# 12. A tracking number is no unique key.


def test_rule_12_a_number_comes_back(shop: Play, tmp_path: Path) -> None:
    """Handed over yesterday, it reappears as a return today: another stay, and the old one is past."""
    first = receive(shop, PARCEL)
    assert shop.refused("relay.receive", tracking=PARCEL, shelf="A9").params["shelf"] == "A3"
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    gone = shop.refused("relay.hand_over", tracking=PARCEL, **SEEN)
    assert (gone.code, gone.params["day"]) == ("relay.already_handed_over", "2026-11-25")
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    second = receive(shop, PARCEL, shelf="B1")
    assert first != second
    assert shop.do("relay.hand_over", tracking=PARCEL, **SEEN).result["custody"] == second
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path, "2026-11-26")


def test_rule_12_two_networks_may_have_one_number(shop: Play) -> None:
    receive(shop, "12345678901234", carrier="dpd")
    receive(shop, "12345678901234", carrier="colissimo")
    assert shop.code("relay.hand_over", tracking="12345678901234", **SEEN) == "relay.carrier_needed"


def test_rule_12_what_has_no_number_has_our_code(shop: Play) -> None:
    custody = receive(shop, None, carrier="letter")
    assert (
        shop.do("relay.hand_over", custody=custody.upper(), collector="addressee").result["custody"]
        == custody
    )


# 13. The kind of document shown is logged, never a copy or a number.


def test_rule_13_the_kind_is_logged(shop: Play) -> None:
    """R-4.03: that it was seen, and of which kind."""
    receive(shop, REGISTERED)
    data = (
        shop.do("relay.hand_over", tracking=REGISTERED, collector="addressee", id_document="Passeport")
        .posted[0]
        .data
    )
    assert data["id_document"] == "passport"


def test_rule_13_its_number_is_not_accepted(shop: Play) -> None:
    receive(shop, REGISTERED)
    act: dict[str, Any] = {"do": "relay.hand_over", "tracking": REGISTERED, "collector": "addressee"}
    assert shop.code(**act, id_document="passeport 12AB34567") == "input.id_number"
    assert shop.code(**act, id_document="id_card", id_number="12AB34567") == "input.unknown_field"
    assert shop.code(**act, id_document="id_card", reserves="CNI 880692310285") == "input.id_number"


def test_rule_13_without_a_document_a_registered_letter_stays(shop: Play) -> None:
    receive(shop, REGISTERED)
    refused = shop.refused("relay.hand_over", tracking=REGISTERED, collector="addressee")
    assert (refused.code, refused.params) == ("relay.document_needed", {"whose": "addressee"})


# 14. No mandate, no hand-over, even to a spouse.

SPOUSE = {"name": "M. Kessler", "id_document": "id_card"}


def test_rule_14_a_family_name_is_no_mandate(shop: Play) -> None:
    receive(shop, REGISTERED, addressee={"name": "Mme Kessler"})
    act = {"do": "relay.hand_over", "tracking": REGISTERED, "collector": "proxy", "id_document": "id_card"}
    assert shop.code(**act, proxy=SPOUSE) == "relay.mandate_needed"
    shop.do(**act, proxy={**SPOUSE, "mandate": "on_notice"})


def test_rule_14_a_one_off_mandate_needs_both_documents(shop: Play) -> None:
    receive(shop, REGISTERED)
    act = {"do": "relay.hand_over", "tracking": REGISTERED, "collector": "proxy"}
    refused = shop.refused(**act, proxy={**SPOUSE, "mandate": "on_notice"})
    assert (refused.code, refused.params) == ("relay.document_needed", {"whose": "addressee"})
    refused = shop.refused(**act, id_document="id_card", proxy={"name": "M. Kessler", "mandate": "on_notice"})
    assert (refused.code, refused.params) == ("relay.document_needed", {"whose": "proxy"})


def test_rule_14_a_companys_mandate_holds_five_years_at_most(shop: Play) -> None:
    firm = {"company": "Schaal", "holder": "Mme Roth"}
    assert shop.code("relay.record_mandate", **firm, valid_until="2031-11-26") == "relay.mandate_too_long"
    code = shop.do("relay.record_mandate", **firm, valid_until="2031-11-25").result["mandate"]
    receive(shop, REGISTERED)
    proxy = {"name": "Mme Roth", "id_document": "id_card", "mandate": "company", "mandate_code": code}
    shop.do("relay.hand_over", tracking=REGISTERED, collector="proxy", proxy=proxy)


def test_rule_14_an_ended_mandate_is_none(shop: Play) -> None:
    receive(shop, REGISTERED)
    proxy = {**SPOUSE, "mandate": "permanent", "valid_until": "2026-11-24"}
    act = {"do": "relay.hand_over", "tracking": REGISTERED, "collector": "proxy", "id_document": "id_card"}
    assert shop.code(**act, proxy=proxy) == "relay.mandate_expired"


# 15. Secrecy.


def test_rule_15_no_name_stands_in_the_journal(shop: Play) -> None:
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    shop.do("relay.hand_over", tracking=PARCEL, collector="proxy", id_document="id_card",
            proxy={**SPOUSE, "mandate": "on_notice"})  # fmt: skip
    shop.close(counted_cents=8000)
    for entry in shop.posted():
        assert b"Kessler" not in (shop.entry(entry.seq).payload or b"")


def test_rule_15_a_name_finds_only_what_is_open(shop: Play) -> None:
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    assert len(look(shop.desk, "Kessler")["cards"]) == 1
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert look(shop.desk, "Kessler")["cards"] == []


def test_rule_15_the_sender_is_not_even_asked(shop: Play) -> None:
    assert shop.code("relay.receive", tracking=PARCEL, shelf="A1", sender="Tribunal") == "input.unknown_field"


def test_rule_15_a_refusal_to_say_names_nobody(shop: Play) -> None:
    """Whoever asks for an item learns where it stands, not whose it is."""
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    told = shop.refused("relay.receive", tracking=PARCEL, shelf="B1")
    assert "Kessler" not in str(dict(told.params))


# 22. The calendar of Strasbourg.


@pytest.mark.parametrize(
    ("limit", "session"),
    [
        ("2027-03-26", "2027-03-25T15:00/18:00"),  # Good Friday
        ("2026-12-26", "2026-12-24T15:00/18:00"),  # 26 December
        ("2026-12-02", "2026-12-02T08:00/11:30"),  # Wednesday ends at 11:30
        ("2026-12-05", "2026-12-05T09:00/12:00"),  # Saturday at noon
        ("2026-11-29", "2026-11-28T09:00/12:00"),  # Sunday means Saturday noon
        ("2026-12-07", "2026-12-07T15:00/18:00"),  # Monday begins at 15:00
    ],
)
def test_rule_22_the_last_door_of_strasbourg(shop: Play, limit: str, session: str) -> None:
    result = shop.do("relay.receive", tracking=PARCEL, shelf="A1", label_deadline_day=limit).result
    assert (result["deadline_day"], result["last_useful_slot"]) == (limit, session)


# 25. Stock and commission are estimates.


def test_rule_25_the_restock_is_a_proposal_and_says_so(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    shop.do("relay.stock_count", product="LV_20", counted=9)
    shop.close(counted_cents=8000)
    row = next(row for row in table(shop, "stock") if row["product"] == "LV_20")
    assert (row["closing"], row["gap"], row["restock"]) == (9, -1, 391)
    sheet = next(made.spec for made in LA_POSTE.tables(own(shop)) if made.spec.name == "stock")
    assert "proposition" in sheet.description
    assert "réassort proposé" in LA_POSTE.readme
    assert "ne remplace pas la preuve de La Poste" in LA_POSTE.readme
    paper = to_text(shop.paper("bordereau:2026-11-25"))
    assert "ne remplace pas la preuve de La Poste" in " ".join(paper.split())


# Near misses.


def test_near_miss_a_prepaid_return_is_a_deposit_without_takings(shop: Play, tmp_path: Path) -> None:
    answer = shop.do("relay.deposit", kind="prepaid_return", tracking="8K00009775862")
    assert "line" not in answer.posted[0].data
    shop.close(counted_cents=8000)
    (row,) = table(shop, "operations")
    assert (row["operation"], row["product"], row["amount"], row["quantity"]) == (
        "depot",
        "prepaid_return",
        None,
        1,
    )
    assert statement(shop)["charged_cents"] == 0
    everything_agrees(shop, tmp_path)


@pytest.mark.parametrize("country", ["GP", "MQ", "GF", "RE", "YT"])
def test_near_miss_overseas_is_priced_as_france_and_declared_as_abroad(shop: Play, country: str) -> None:
    act = {"do": "relay.frank", "product": "LV", "weight_g": 20, "country": country}
    answer = shop.settle([act], card(152))
    assert [w.code for w in answer.warnings] == ["relay.customs_form"]


def test_near_miss_the_second_barcode_of_a_colissimo_is_no_tracking_number(shop: Play) -> None:
    """24 characters beside the tracking number: of no shape, so the clerk is asked and told to compare."""
    second = "6A1560267630067100000000"
    assert shop.code("relay.receive", tracking=second, shelf="A1") == "relay.carrier_needed"
    assert shop.warned("relay.receive", tracking=second, shelf="A1", carrier="colissimo") == [
        "tracking.shape"
    ]


def test_near_miss_a_scanner_in_the_wrong_layout(shop: Play) -> None:
    """What an AZERTY keyboard makes of the scanned digits is read as the number that was meant."""
    assert (
        shop.do("relay.receive", tracking='_Q&(-àé-è-"àà', shelf="A1").result["tracking"] == "8A15602676300"
    )


def test_near_miss_a_missed_item_is_neither_handed_over_nor_gone(shop: Play) -> None:
    receive(shop, PARCEL)
    incident(shop, "not_found")
    assert shop.code("relay.hand_over", tracking=PARCEL, **SEEN) == "relay.not_found"
    assert shop.status()["custody"]["held"] == 1


def test_near_miss_the_day_of_deposit_is_not_the_day_of_departure(shop: Play) -> None:
    shop.do("relay.deposit", kind="parcel", tracking=OTHER)
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    shop.do("relay.hand_to_postman", what="deposits")
    shop.close(counted_cents=8000)
    (row,) = statement(shop)["departures"]
    assert (row["deposited_day"], row["left_day"]) == ("2026-11-25", "2026-11-26")


def test_near_miss_a_slip_that_was_signed_is_not_undone(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-11-20")
    op = shop.do("relay.hand_to_postman", what="returns").op
    assert refusal(shop, op).code == "relay.slip_signed"
    shop.close(counted_cents=8000)
    assert [entry.kind for entry in own(shop)].count("relay.handed_to_postman") == 1
