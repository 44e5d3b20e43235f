"""Writes the busy week: the days before Christmas 2026 to the second of January 2027.

    python -m tests.scenarios.make_week

The files it writes are what is played and accounted for; it only saves typing two hundred labels.
What a ticket comes to was worked out by hand from the price list; what is refused, from the rules of the trade.
"""

import json
from pathlib import Path
from typing import Any

from tests.scenarios.labels import dotted, scanned, spaced
from tests.scenarios.writing import Day, Item, Week, card, cash, cheque, op_of

FOLDER = Path(__file__).parent / "week"
SEED = 20261221

GRID = {
    "monday": ["15:00-18:00"],
    "tuesday": ["08:00-11:30", "15:00-18:00"],
    "wednesday": ["08:00-11:30"],
    "thursday": ["08:00-11:30", "15:00-18:00"],
    "friday": ["08:00-11:30", "15:00-18:00"],
    "saturday": ["09:00-12:00"],
}


def stamp(product: str, quantity: int = 1) -> dict[str, Any]:
    return {"do": "relay.sell", "product": product, "quantity": quantity}


def frank(product: str, weight_g: int, **more: Any) -> dict[str, Any]:
    return {"do": "relay.frank", "product": product, "weight_g": weight_g, **more}


def article(article: str, quantity: int = 1) -> dict[str, Any]:
    return {"do": "shop.sell", "article": article, "quantity": quantity}


def price(product: str, max_g: int | None, cents: int, first: str, **more: Any) -> dict[str, Any]:
    return {
        "product": product,
        "label": product,
        "zone": "FR",
        "max_g": max_g,
        "cents": cents,
        "vat_code": "EXO_POSTE",
        "valid_from": first,
        "source": "tarif relevé au bureau d'attache",
        "confidence": "S",
        "coverage": "partial",
        **more,
    }


def small_sales(day: Day, count: int) -> None:
    """Everyday tickets of 2026, paid as people pay."""
    baskets = (
        (304, [stamp("LV_20", 2)]),
        (608, [stamp("LV_20", 4)]),
        (1520, [stamp("LV_20", 10)]),
        (225, [stamp("LI_20")]),
        (550, [stamp("LI_20", 2), article("PHOTOCOPIE", 5)]),
        (424, [stamp("LV_20", 2), article("CAFE")]),
        (404, [stamp("LV_SUIVI_20", 2)]),
        (310, [stamp("LV_100")]),
        (100, [stamp("SUIVI", 2)]),
        (360, [article("CAFE", 3)]),
        (160, [article("PHOTOCOPIE", 8)]),
        (524, [frank("LV", 250)]),
        (741, [frank("LV", 251)]),
        (485, [frank("LI", 100, country="PT")]),
    )
    dice = day.week.dice
    for _ in range(count):
        due, acts = dice.choice(baskets)
        note = -(-due // 1000) * 1000
        day.sale(due, acts, dice.choice((cash(due), cash(note), cash(note + 1000), card(due), cheque(due))))


def monday_21(week: Week) -> dict[str, Item]:
    """Opened at three; the first items; the first stock. Some wait already only until the feast."""
    day = week.day("2026-12-21")
    day.wrong("day.not_open", "relay.receive", tracking="6A15602676300", shelf="A1")
    day.open(15000)
    day.wrong("day.already_open", "day.open")
    for product, quantity in (("LV_20", 400), ("LI_20", 60), ("LV_SUIVI_20", 60), ("LV_100", 40)):
        day.do("relay.stock_receive", product=product, quantity=quantity)
    typo = day.do("relay.stock_receive", product="SUIVI", quantity=500)
    day.take_back(typo, "wrong_key")
    day.do("relay.stock_receive", product="suivi", quantity=50)
    day.wrong("tariff.unknown", "relay.stock_receive", product="LV_21", quantity=5)
    kept: dict[str, Item] = {}
    # Numbers that La Poste itself prints, and their ways.
    kept["kessler"] = day.arrives(
        "colissimo", number="6A15602676300", hand=scanned, name="Mme Kessler", shelf="A1"
    )
    day.wrong("relay.already_held", "relay.receive", tracking="6a 15602-67630.0", shelf="B1")
    kept["example"] = day.arrives(
        "chronopost",
        number="EP111111110FR",
        warns=["tracking.check_key"],
        presented_day="2026-12-12",
    )
    kept["nowhere"] = day.arrives(
        "s10", number="RB123456785XX", warns=["tracking.country"], presented_day="2026-12-18"
    )
    kept["lettered"] = day.arrives("letter", number="87000720168020K", hand=spaced)
    day.arrives("colissimo", number="6A12345678901", warns=["tracking.check_key"])
    kept["dpd_spare"] = day.arrives("dpd", number="008182709980000020033350276C", name="M. Schmitt")
    kept["trader"] = day.arrives("chronopost", number="XA001134936TS", presented_day="2026-12-21")
    # Held back for the feast: everything that ends on 26 December, a holiday here.
    kept["registered_26"] = day.arrives("registered", presented_day="2026-12-11", shelf="C1")
    kept["registered_26b"] = day.arrives("registered", presented_day="2026-12-11", shelf="C1")
    kept["chrono_26"] = day.arrives("chronopost", presented_day="2026-12-12", shelf="C2")
    kept["mondial_26"] = day.arrives("mondial_relay", shelf="M1")
    kept["mondial_26b"] = day.arrives("mondial_relay", shelf="M1")
    kept["printed_26"] = day.arrives(
        "colissimo", presented_day="2026-12-15", label_deadline_day="2026-12-26", shelf="C3"
    )
    kept["printed_25"] = day.arrives("colissimo", label_deadline_day="2026-12-25", shelf="C3")
    for name, carrier, presented in (
        ("nobody_26", "colissimo", "2026-12-11"),
        ("nobody_27", "colissimo", "2026-12-12"),
        ("year_end", "colissimo", "2026-12-16"),
        ("year_day", "registered", "2026-12-17"),
    ):
        kept[name] = day.arrives(carrier, presented_day=presented, shelf="C4")
    for presented in ("2026-12-16", "2026-12-17", "2026-12-18", "2026-12-19", "2026-12-21"):
        day.arrives("registered", presented_day=presented)
        day.arrives("colissimo", presented_day=presented)
    # An item whose label is torn off: our own label names it.
    ref = day.do(
        "relay.receive",
        warns=["relay.tracking_missing"],
        carrier="Colissimo",
        shelf="D9",
        addressee={"name": "Mme Diallo"},
    )
    kept["torn"] = day.keep(ref, None, "colissimo", "D9")
    day.wrong("relay.carrier_needed", "relay.receive", shelf="D9", addressee={"name": "Mme Diallo"})
    day.wrong("relay.carrier_needed", "relay.receive", tracking="123456789012", shelf="D1")
    day.wrong("relay.carrier_needed", "relay.receive", tracking="HELLO", shelf="D1")
    day.wrong(
        "relay.presented_later",
        "relay.receive",
        tracking="1A11122233344",
        shelf="C1",
        presented_day="2026-12-22",
    )
    day.wrong("input.day", "relay.receive", tracking="1A11122233344", shelf="C1", presented_day="21/12/2026")
    day.wrong("input.missing", "relay.receive", tracking="1A11122233344")
    day.wrong("input.unknown_field", "relay.receive", tracking="1A11122233344", shelf="C1", price=3)
    day.wrong(
        "input.card_number",
        "relay.receive",
        tracking="1A11122233344",
        shelf="C1",
        addressee={"name": "4111 1111 1111 1111"},
    )
    day.unreadable(
        '{"op": "01970000-0000-7000-8000-202612219999", "do": "relay.receive", "tracking": "6A1560'
    )
    day.wrong("input.command", "relay.teleport", tracking="6A15602676300")
    _hand_overs_of_the_first_day(day, kept)
    small_sales(day, 6)
    day.sale(1119, [frank("COL", 1800, zone="FR", tracking="6A15602683841")], card(1119))
    day.wrong(
        "relay.already_deposited",
        "till.settle",
        acts=[frank("COL", 200, tracking="6A 15602 68384 1")],
        payments=cash(1000),
    )
    day.do("relay.deposit", kind="letter", count=14)
    day.do("relay.deposit", kind="prepaid_return", tracking="8K 00009 775862")
    day.wrong("relay.already_deposited", "relay.deposit", kind="parcel", tracking="8K00009775862")
    day.wrong("relay.count_needed", "relay.deposit", kind="letter")
    day.wrong("relay.one_piece", "relay.deposit", kind="parcel", tracking="8L01234567895", count=2)
    day.do("relay.hand_to_postman", what="deposits")
    day.wrong("relay.nothing_to_hand", "relay.hand_to_postman", what="returns")
    day.remit()
    day.wrong("till.short", "till.move", direction="out", cents=999999, reason="bank")
    day.wrong("day.gap_reason", "day.close", counted_cents=week.drawer - 200)
    day.close(-200, gap_reason="counting_error")
    return kept


def _hand_overs_of_the_first_day(day: Day, kept: dict[str, Item]) -> None:
    kessler = kept["kessler"]
    day.wrong("relay.document_needed", "relay.hand_over", **kessler.which, collector="addressee")
    day.wrong("relay.proxy_needed", "relay.hand_over", **kessler.which, collector="proxy")
    day.wrong("relay.item_needed", "relay.hand_over", collector="addressee", id_document="passport")
    day.wrong("relay.unknown", "relay.hand_over", tracking="6A15602683841", collector="addressee")
    day.given(kessler, collector="addressee", pickup_code="0417")
    day.wrong("relay.already_handed_over", "relay.hand_over", **kessler.which, collector="addressee")
    # The spouse of another name has no mandate.
    registered = day.week.here[-3]
    assert registered.carrier == "registered"
    day.wrong(
        "relay.mandate_needed",
        "relay.hand_over",
        **registered.which,
        collector="proxy",
        id_document="passport",
        proxy={"name": "M. Weber", "id_document": "id_card"},
    )
    day.given(
        registered,
        collector="proxy",
        id_document="passport",
        proxy={"name": "M. Weber", "id_document": "id_card", "mandate": "on_notice"},
    )
    day.some_given(3, but=list(kept.values()))


def tuesday_22(week: Week, kept: dict[str, Item]) -> None:
    """Two half-days; packaging has no price before it is imported; a company shows its mandate."""
    day = week.day("2026-12-22")
    day.open()
    _packaging_gets_its_price(day)
    for carrier in ("colissimo",) * 9 + ("letter",) * 3 + ("s10",) * 2 + ("dpd", "mondial_relay"):
        day.arrives(carrier)
    for _ in range(5):
        day.arrives("registered", presented_day="2026-12-22")
    signed = day.arrives("colissimo", signature=True, shelf="S1", name="SARL Ampère Vélos")
    day.wrong(
        "relay.document_needed", "relay.hand_over", **signed.which, collector="addressee", pickup_code="4821"
    )
    mandate = day.do(
        "relay.record_mandate", company="SARL Ampère Vélos", holder="Mme Ferrand", valid_until="2031-06-30"
    )
    day.wrong(
        "relay.mandate_too_long",
        "relay.record_mandate",
        company="SARL Ampère Vélos",
        holder="Mme Ferrand",
        valid_until="2031-12-23",
    )
    day.wrong(
        "relay.mandate_expired",
        "relay.record_mandate",
        company="SARL Ampère Vélos",
        holder="Mme Ferrand",
        valid_until="2026-12-21",
    )
    # The firm's proxy shows her own document and names the firm: nothing else is asked.
    firm = {"name": "Mme Ferrand", "id_document": "driving_licence", "mandate": "company"}
    day.wrong(
        "relay.mandate_unknown",
        "relay.hand_over",
        **signed.which,
        collector="proxy",
        proxy={**firm, "mandate_code": "m-000000000000"},
    )
    day.given(signed, collector="proxy", proxy={**firm, "mandate_code": f"{{mandate {mandate}}}"})
    kept["firm_mandate"] = _noted(day, mandate)
    # What becomes of the others.
    refused = day.arrives("colissimo", shelf="R1")
    day.do("relay.refuse", **refused.which, reason="Refusé par le destinataire")
    day.gone(refused)
    day.wrong("relay.refused_already", "relay.hand_over", **refused.which, collector="addressee")
    damaged = day.arrives("colissimo", shelf="R2", name="Mme Nowak")
    day.do("relay.report_incident", **damaged.which, incident="damaged", note="Coin enfoncé, ruban recollé")
    day.wrong("relay.damaged_already", "relay.report_incident", **damaged.which, incident="damaged")
    day.given(
        damaged,
        warns=["relay.reserves_missing"],
        collector="addressee",
        id_document="Carte de séjour de l’Union",
    )
    day.take_back(_last(day), "Elle voulait noter des réserves")
    day.given(
        damaged,
        collector="addressee",
        id_document="residence_permit",
        reserves="Carton ouvert, un pot cassé",
    )
    prepared = day.do("relay.prepare_slip", what="returns")
    day.wrong("relay.on_slip", "relay.move", **refused.which, shelf="R9")
    day.wrong("relay.nothing_to_hand", "relay.prepare_slip", what="returns")
    day.take_back(prepared, "wrong_key")
    day.wrong("relay.slip_cancelled", "relay.hand_to_postman", slip="B-2026-0002")
    day.do("relay.move", **refused.which, shelf="R9")
    day.wrong("relay.same_shelf", "relay.move", **refused.which, shelf="R9")
    small_sales(day, 6)
    day.do("session.close", counted_cents=week.drawer)
    day.wrong("session.not_open", "till.settle", acts=[stamp("LV_20")], payments=cash(200))
    day.do("session.open")
    _franking(day)
    small_sales(day, 5)
    day.some_given(9, but=list(kept.values()))
    for item in (kept["registered_26"], kept["chrono_26"], kept["mondial_26"]):
        day.do("relay.remind", **item.which)
    day.do("relay.prepare_slip", what="returns")
    day.wrong("relay.slip_unknown", "relay.hand_to_postman", slip="B-2026-0009")
    day.wrong("relay.slip_or_what", "relay.hand_to_postman")
    day.do("relay.hand_to_postman", slip="b-2026-0003")
    day.wrong("relay.slip_signed_already", "relay.hand_to_postman", slip="B-2026-0003")
    day.wrong("relay.returned_already", "relay.hand_over", **refused.which, collector="addressee")
    day.do("relay.hand_to_postman", what="deposits")
    _parked(day)
    day.remit()
    day.do("till.count", denominations={"5000": 1, "2000": 4, "1000": 2})
    day.wrong("day.visits_open", "day.close")
    week.left = week.drawer
    day.do("day.close", parked="keep")


def _packaging_gets_its_price(day: Day) -> None:
    for product in ("EMB_M", "PAP_20", "EMB_PB"):
        day.wrong("tariff.unknown", "till.settle", acts=[stamp(product)], payments=cash(2000))
    packaging = {"vat_code": "TVA_20"}
    rows = [
        price("EMB_M", None, 390, "2026-12-22", **packaging),
        price("EMB_PB", None, 145, "2026-12-22", **packaging),
        price("PAP", 20, 185, "2026-12-22"),
        price("PAP", 100, 345, "2026-12-22"),
    ]
    day.wrong("tariff.product_unknown", "tariff.import", rows=[{**rows[0], "product": "EMB_XXL"}])
    day.wrong("vat.unknown", "tariff.import", rows=[{**rows[0], "vat_code": "TVA_21"}])
    day.do(
        "relay.set_products",
        rows=[
            {"product": "PAP_MONDE", "label": "Prêt-à-poster Monde", "family": "prepaid", "stamp": True}
            | {"tracked": False, "operation": "VENTE_PAP"}
        ],
    )
    day.do("tariff.import", rows=[*rows, price("PAP_MONDE", 20, 240, "2026-12-22")])
    for product, quantity in (("EMB_M", 20), ("EMB_PB", 15), ("PAP_20", 50), ("PAP_MONDE_20", 10)):
        day.do("relay.stock_receive", product=product, quantity=quantity)
    day.sale(390 + 2 * 145 + 120, [stamp("EMB_M"), stamp("EMB_PB", 2), article("CAFE")], cash(1000))
    day.sale(4 * 185 + 240, [stamp("PAP_20", 4), stamp("PAP_MONDE_20")], card(980))
    day.sale(345, [stamp("PAP_100")], cash(400), warns=["relay.stock_short"])


def _franking(day: Day) -> None:
    """Registered with and without advice of receipt, abroad by country, stamps stuck on."""
    number = day.week.roll.number
    day.sale(698, [frank("LR1", 50, tracking=number("registered"))], cash(1000))
    day.sale(729 + 145, [frank("LR2", 20, options=["AR"], tracking=number("registered"))], card(874))
    day.sale(967, [frank("LR3", 45)], cheque(967), warns=["relay.tracking_missing"])
    day.sale(
        720 + 150,
        [frank("LRI1", 20, country="CH", options=["AR_INT"], tracking=number("s10"))],
        cash(1000),
        warns=["relay.customs_form"],
    )
    day.wrong(
        "relay.option_unfit", "till.settle", acts=[frank("LV", 20, options=["AR"])], payments=cash(1000)
    )
    day.sale(1939, [frank("COL_INT", 900, country="DE", tracking=number("colissimo"))], card(1939))
    day.sale(
        3109,
        [frank("COL_INT", 1800, country="ma", tracking=number("colissimo"))],
        cash(4000),
        warns=["relay.customs_form"],
    )
    day.sale(
        7869,
        [frank("COL_INT", 3000, country="US", zone="C", tracking=number("colissimo"))],
        cheque(7869),
        warns=["relay.customs_form"],
    )
    for code, act in (
        ("relay.zone_differs", frank("COL_INT", 900, country="DE", zone="B")),
        ("tariff.unknown", frank("COL_INT", 900, country="GB")),
        ("tariff.unknown", frank("COL_OM", 900, country="RE")),
        ("tariff.unknown", frank("COL_RELAIS", 900)),
        ("input.country", frank("COL_INT", 900, country="QQ")),
        ("tariff.over_limit", frank("COL", 30001)),
        ("tariff.over_limit", frank("LV", 2001)),
        ("input.bounds", frank("LV", 0)),
    ):
        day.wrong(code, "till.settle", acts=[act], payments=cash(10000))
    # A heavy band from small stamps: 100 g cost 3.10, two stamps of 1.52 lack 6 cents.
    stuck = [{"product": "LV_20", "quantity": 2}]
    day.sale(310, [frank("LV", 90, stamps=stuck)], cash(310))
    day.sale(202, [frank("LV", 18, options=["SUIVI"], tracking="87 00072 01680 21I")], cash(202))
    day.sale(160, [frank("ELR", 15)], cash(200))
    day.sale(
        1119,
        [frank("COL", 1900, size_mm=[1100, 200, 150], tracking=number("colissimo"))],
        card(1119),
        warns=["relay.surcharge"],
    )
    day.sale(524, [frank("LV", 200, size_mm=[300, 200, 45])], cash(524), warns=["relay.too_thick"])


def _parked(day: Day) -> None:
    """A visit is written down, set aside, and kept over night; another one is given up."""
    day.do("visit.save", visit="v-noel-1", acts=[stamp("LV_20", 6), article("CAFE", 2)])
    day.do("visit.park", visit="v-noel-1")
    day.do("visit.save", visit="v-noel-2", acts=[stamp("LI_20", 3)])
    day.wrong("till.act_stands_alone", "visit.save", visit="v-noel-2", acts=[{"do": "relay.receive"}])
    day.do("visit.abandon", visit="v-noel-2")
    day.wrong("visit.unknown", "visit.resume", visit="v-noel-2")


def wednesday_23(week: Week, kept: dict[str, Item]) -> None:
    """One morning. New hours for New Year's Eve; a correction of a means; a note of services."""
    day = week.day("2026-12-23")
    day.open(15500, warns=["till.float_differs"])
    day.do("visit.resume", visit="v-noel-1")
    day.sale(6 * 152 + 2 * 120, [], cash(2000), visit="v-noel-1")
    day.wrong("visit.settled", "till.settle", visit="v-noel-1", payments=cash(2000))
    for carrier in ("colissimo",) * 7 + ("letter", "s10", "s10", "chronopost", "dpd", "mondial_relay"):
        day.arrives(carrier)
    for _ in range(4):
        day.arrives("registered", presented_day="2026-12-23")
    kept["lost"] = day.arrives("s10", shelf="X1", name="M. Gonçalves")
    kept["stray"] = day.arrives("colissimo", shelf="X2")
    kept["sent_wrong"] = day.arrives("colissimo", shelf="X3")
    never = day.arrives("colissimo", shelf="X4")
    day.take_back(never.ref, "wrong_key")
    day.gone(never)
    day.wrong("relay.unknown", "relay.hand_over", **never.which, collector="addressee")
    day.do("relay.report_incident", **kept["lost"].which, incident="not_found", note="Pas à sa place")
    day.wrong("relay.not_found", "relay.hand_over", **kept["lost"].which, collector="addressee")
    day.do("relay.report_incident", **kept["stray"].which, incident="not_found")
    day.do("relay.report_incident", **kept["sent_wrong"].which, incident="misrouted")
    day.wrong(
        "relay.misrouted_already",
        "relay.hand_over",
        **kept["sent_wrong"].which,
        collector="addressee",
        pickup_code=True,
    )
    day.gone(kept["lost"], kept["stray"], kept["sent_wrong"])
    # New Year's Eve ends at half past eleven; the year after has its usual hours.
    day.do("calendar.set_grid", valid_from="2026-12-31", **{**GRID, "thursday": ["08:00-11:30"]})
    day.do("calendar.set_grid", valid_from="2027-01-01", **GRID)
    day.wrong("calendar.past", "calendar.set_grid", valid_from="2026-12-22", **GRID)
    day.wrong("input.sessions", "calendar.set_grid", valid_from="2027-02-01", monday=["18:00-15:00"])
    means = day.sale(1520, [stamp("LV_20", 10)], cash(2000))
    day.do(
        "till.correct_means",
        ticket=week.tickets[means],
        **{"from": "cash", "to": "card"},
        cents=1520,
        reason="wrong_means",
    )
    week.drawer -= 1520
    # Copies for a whole association: 26 euros of services want a note before they are paid.
    day.do("visit.save", visit="v-copies", acts=[article("PHOTOCOPIE", 130)])
    day.do("visit.note", visit="v-copies", customer={"name": "Association des Écrivains"})
    day.sale(2600, [], cash(3000), visit="v-copies")
    day.sale(2500, [article("PHOTOCOPIE", 125)], card(2500), warns=["till.note_missing"])
    small_sales(day, 6)
    last = day.sale(304, [stamp("LV_20", 2)], cash(304))
    day.take_back(last, "changed_mind", 304)
    day.wrong("journal.reversed_already", "journal.reverse", op_of=op_of(last), reason="changed_mind")
    _proxies(day, kept)
    day.some_given(7, but=list(kept.values()))
    day.do("relay.stock_spoil", product="LV_20", quantity=3)
    day.wrong("relay.stock_too_few", "relay.stock_spoil", product="PAP_MONDE_20", quantity=500)
    day.do("relay.deposit", kind="letter", count=31)
    day.do("relay.deposit", kind="registered", tracking=spaced(week.roll.number("registered")))
    wrongly = day.do("relay.deposit", kind="parcel", tracking=week.roll.number("colissimo"))
    day.take_back(wrongly, "changed_mind")
    day.wrong("relay.operation_off", "relay.deposit", kind="parcel", tracking="XN081879383FR")
    day.do("relay.switch", operation="DEP_CHRONO", on=True)
    day.do("relay.deposit", kind="parcel", tracking="XN081879383FR")
    day.do("relay.switch", operation="DEP_CHRONO", on=False)
    day.wrong("relay.operation_unknown", "relay.switch", operation="DEP_PIGEON", on=True)
    day.do("relay.complain", subject="Retard", tracking=kept["stray"].number, note="Attendu depuis lundi")
    complaint = day.do("relay.complain", subject="Le facteur ne sonne pas")
    day.take_back(complaint, "wrong_key")
    day.do("relay.hand_to_postman", what="deposits")
    day.wrong("relay.unknown", "relay.hand_to_postman", what="returns", trackings=["6A15602676300"])
    day.remit()
    day.close()


def _proxies(day: Day, kept: dict[str, Item]) -> None:
    """One hand-over with each kind of mandate, and those that do not hold."""

    def one(carrier: str) -> Item:
        free = (item for item in day.week.here if item not in kept.values())
        return next(item for item in free if item.carrier == carrier and item.deadline > day.day)

    both = {"collector": "proxy", "id_document": "id_card"}
    who = {"name": "Mme Yilmaz", "id_document": "passport"}
    day.given(one("registered"), **both, proxy={**who, "mandate": "Procuration sur papier"})
    day.given(one("registered"), **both, proxy={**who, "mandate": "permanent", "valid_until": "2027-03-31"})
    day.given(one("registered"), **both, proxy={**who, "mandate": "Jugement de tutelle"})
    third = one("registered")
    day.wrong(
        "relay.mandate_expired",
        "relay.hand_over",
        **third.which,
        **both,
        proxy={**who, "mandate": "permanent", "valid_until": "2026-12-22"},
    )
    day.wrong(
        "relay.document_needed",
        "relay.hand_over",
        **third.which,
        collector="proxy",
        proxy={**who, "mandate": "on_notice"},
    )
    day.wrong(
        "relay.document_needed",
        "relay.hand_over",
        **third.which,
        **both,
        proxy={"name": "Mme Yilmaz", "mandate": "on_notice"},
    )
    day.wrong("relay.proxy_unexpected", "relay.hand_over", **third.which, collector="addressee", proxy=who)
    day.given(third, warns=["relay.mandate_undated"], collector="proxy", proxy={**who, "mandate": "company"})
    # A tracked letter is given without a word; a parcel to whoever knows its code.
    day.given(one("letter"), collector="addressee")
    day.given(one("colissimo"), collector="proxy", pickup_code="9917", proxy={"name": "Le voisin"})


def thursday_24(week: Week, kept: dict[str, Item]) -> None:
    """Christmas Eve, two half-days: the last useful ones of all that ends on 25, 26 and 27 December."""
    day = week.day("2026-12-24")
    day.open()
    for carrier in (
        ("colissimo",) * 12 + ("letter",) * 2 + ("s10",) * 2 + ("dpd",) * 2 + ("mondial_relay",) * 2
    ):
        day.arrives(carrier)
    for _ in range(6):
        day.arrives("registered", presented_day="2026-12-24")
    # What was handed over on Monday is back: another stay of the same number.
    kept["back"] = day.arrives("colissimo", number="6A15602676300", hand=dotted, shelf="A2")
    day.do("relay.report_incident", **kept["stray"].which, incident="found")
    day.wrong("relay.not_missing", "relay.report_incident", **kept["stray"].which, incident="found")
    day.given(kept["stray"], collector="addressee", pickup_code=True)
    day.given(kept["torn"], collector="addressee", id_document="passport")
    day.given(kept["printed_25"])
    day.given(kept["chrono_26"], collector="addressee", id_document="Carte d'identité")
    day.given(kept["registered_26b"], collector="addressee", id_document="id_card")
    small_sales(day, 9)
    day.do("session.close", counted_cents=week.drawer)
    day.wrong("session.not_open", "session.close")
    day.do("session.open")
    day.wrong("session.already_open", "session.open")
    small_sales(day, 8)
    # Two means on one ticket of two purses: the share of each is worked out to the cent.
    mixed = [stamp("LV_20", 3), article("CAFE", 1), article("PHOTOCOPIE", 7)]
    day.sale(456 + 120 + 140, mixed, [*card(333), *cash(400)])
    day.sale(
        1119 + 120,
        [frank("COL", 2000, tracking=spaced(week.roll.number("colissimo"))), article("CAFE")],
        [*cheque(1000), *cash(500)],
    )
    day.wrong("till.underpaid", "till.settle", acts=[stamp("LV_20", 3)], payments=cash(400))
    day.wrong("till.overpaid", "till.settle", acts=[stamp("LV_20", 3)], payments=card(500))
    day.some_given(14, but=list(kept.values()))
    reminded = [item for item in week.here if item.deadline.isoformat() == "2026-12-28"][:2]
    for item in reminded:
        day.do("relay.remind", **item.which)
    day.take_back(_last(day), "wrong_key")
    day.do("relay.hand_to_postman", what="returns")
    day.gone(kept["sent_wrong"])
    day.do("relay.hand_to_postman", what="deposits")
    day.do("relay.stock_count", product="LV_100", counted=25)
    day.remit()
    day.close(10, gap_reason="Pièce trouvée sous le tiroir")


def monday_28(week: Week, kept: dict[str, Item]) -> None:
    """After the feast: what has expired goes back, what was due elsewhere too, one comes back from the sack."""
    day = week.day("2026-12-28")
    day.open()
    for carrier in ("colissimo",) * 9 + ("letter",) * 2 + ("s10",) * 2 + ("dpd",):
        day.arrives(carrier)
    # Posted as notices on Saturday, where 26 December is a working day.
    for carrier in ("registered", "registered", "colissimo", "chronopost", "chronopost"):
        day.arrives(carrier, presented_day="2026-12-26")
    # Expired is not gone: until the postman's slip it may be handed over.
    day.given(kept["registered_26"], warns=["relay.expired"], collector="addressee", id_document="passport")
    expired = [item for item in week.here if item.deadline < day.day]
    la_poste = [item for item in expired if item.carrier not in ("dpd", "mondial_relay")]
    others = [item for item in expired if item.carrier == "mondial_relay"]
    day.wrong(
        "relay.mixed_carriers",
        "relay.hand_to_postman",
        what="returns",
        trackings=[others[0].number, la_poste[0].number],
    )
    slip = day.do("relay.hand_to_postman", what="returns")
    day.wrong("relay.slip_signed", "journal.reverse", op_of=op_of(slip), reason="wrong_key")
    day.gone(*la_poste)
    day.do("relay.hand_to_postman", what="returns", trackings=[item.number for item in others])
    day.gone(*others)
    behind = kept["printed_26"]
    day.wrong("relay.still_here", "relay.taken_back", tracking=kept["back"].number)
    day.do("relay.taken_back", tracking=scanned(behind.number or ""))
    day.given(behind, warns=["relay.expired"], collector="addressee", id_document="id_card")
    day.do("relay.report_incident", **kept["lost"].which, incident="lost", note="Cherché deux fois")
    day.wrong("relay.lost_already", "relay.hand_over", **kept["lost"].which, collector="addressee")
    # A reversal of a hand-over to the wrong person, five minutes later.
    wrongly = next(item for item in week.here if item.carrier == "letter" and item not in kept.values())
    given = day.given(wrongly, collector="addressee")
    day.take_back(given, "Mauvaise personne")
    week.here.append(wrongly)
    day.do("relay.end_mandate", mandate_code=f"{{mandate {kept['firm_mandate'].ref}}}")
    registered = next(item for item in week.here if item.carrier == "registered")
    day.wrong(
        "relay.mandate_ended",
        "relay.hand_over",
        **registered.which,
        collector="proxy",
        proxy={"name": "Mme Ferrand", "id_document": "id_card", "mandate": "company"}
        | {"mandate_code": f"{{mandate {kept['firm_mandate'].ref}}}"},
    )
    small_sales(day, 7)
    letters = day.do("relay.deposit", kind="letter", count=8)
    day.sale(741, [frank("LV", 400)], cash(800))
    day.do("relay.hand_to_postman", what="deposits")
    day.do("relay.taken_back", entry=f"{{entry {letters}}}")
    day.some_given(8, but=list(kept.values()))
    day.remit()
    day.close()


def tuesday_29(week: Week, kept: dict[str, Item]) -> None:
    """A bag of forty items between eight and nine; next year's prices are looked at."""
    day = week.day("2026-12-29")
    day.open()
    bag = ("colissimo",) * 22 + ("registered",) * 8 + ("letter",) * 4 + ("s10",) * 4 + ("chronopost",) * 2
    for place, carrier in enumerate(bag):
        presented = {"presented_day": "2026-12-29"} if place % 2 else {}
        day.arrives(carrier, shelf=f"E{place % 8 + 1}", **presented)
    for carrier in ("dpd", "mondial_relay", "mondial_relay"):
        day.arrives(carrier)
    # The carrier on the label, not the one the number looks like.
    day.do(
        "relay.receive",
        warns=["tracking.shape"],
        tracking="2500 1234",
        carrier="dpd",
        shelf="M2",
        addressee={"name": "M. Lœb"},
    )
    small_sales(day, 6)
    day.do("session.close")
    day.do("session.open")
    day.do("tariff.preview", rows=_next_year())
    day.wrong("tariff.unusual", "tariff.import", rows=[price("LV", 20, 1670, "2027-01-01")])
    day.wrong(
        "tariff.overlap",
        "tariff.import",
        rows=[price("LV", 20, 167, "2027-01-01"), price("LV", 20, 166, "2027-01-01")],
    )
    day.some_given(16, but=list(kept.values()))
    small_sales(day, 6)
    twice = day.sale(152, [stamp("LV_20")], cash(200))
    day.again(twice)
    day.changed(twice, payments=cash(500))
    day.do("relay.hand_to_postman", what="deposits")
    day.remit()
    day.close()


def _next_year() -> list[dict[str, Any]]:
    """Domain.md §3.5: one source."""
    return [
        price("LV", 20, 167, "2027-01-01"),
        price("LV_SUIVI", 20, 217, "2027-01-01"),
        price("LSP", 20, 367, "2027-01-01"),
        price("ELR", None, 170, "2027-01-01"),
        price("LR1", 20, 647, "2027-01-01"),
        price("LI", 20, 245, "2027-01-01", zone="INT"),
    ]


def wednesday_30(week: Week, kept: dict[str, Item]) -> None:
    """The prices of 2027 are imported, two days ahead; a Saturday in January will be closed."""
    day = week.day("2026-12-30")
    day.open()
    day.do("tariff.import", rows=_next_year())
    for carrier in ("colissimo",) * 12 + ("letter",) * 2 + ("s10", "s10", "chronopost"):
        day.arrives(carrier)
    for _ in range(3):
        day.arrives("registered", presented_day="2026-12-30")
    day.do("calendar.close_on", day="2027-01-09", reason="training")
    day.wrong("calendar.closed_already", "calendar.close_on", day="2027-01-09", reason="leave")
    day.do("calendar.close_on", day="2027-01-05", reason="Grève des transports")
    day.do("calendar.reopen", day="2027-01-05")
    day.wrong("calendar.not_closed", "calendar.reopen", day="2027-01-05")
    day.wrong("calendar.past", "calendar.close_on", day="2026-12-24", reason="leave")
    # DPD's own driver comes for what is his.
    others = [item for item in week.here if item.carrier == "dpd" and item.deadline < day.day]
    early = next(item for item in week.here if item.carrier == "dpd" and item.deadline >= day.day)
    day.do(
        "relay.hand_to_postman",
        warns=["relay.not_due"],
        what="returns",
        trackings=[*(item.number for item in others), early.number],
    )
    day.gone(*others, early)
    day.sale(
        152 + 347 + 225,
        [stamp("LV_20"), frank("LSP", 20, tracking="87000720168022G"), stamp("LI_20")],
        cash(1000),
    )
    small_sales(day, 7)
    day.some_given(9, but=list(kept.values()))
    day.do("relay.refuse", **kept["back"].which, reason="damaged")
    day.do("relay.hand_to_postman", what="returns")
    day.gone(kept["back"])
    day.wrong("relay.nothing_to_hand", "relay.hand_to_postman", what="returns")
    day.do("relay.hand_to_postman", what="deposits")
    day.do("relay.stock_count", product="LI_20", counted=40)
    day.remit()
    day.close(-15, gap_reason="unexplained")


def thursday_31(week: Week, kept: dict[str, Item]) -> None:
    """New Year's Eve, a morning: the last day of the old prices."""
    day = week.day("2026-12-31")
    day.open()
    for carrier in ("colissimo",) * 10 + ("letter", "s10", "dpd", "mondial_relay"):
        day.arrives(carrier)
    for _ in range(3):
        day.arrives("registered", presented_day="2026-12-31")
    kept["eve_stamps"] = _noted(day, day.sale(1520, [stamp("LV_20", 10)], cash(2000)))
    day.sale(
        611 + 145 + 160,
        [frank("LR1", 20, options=["AR"], tracking=week.roll.number("registered")), frank("ELR", 10)],
        card(916),
    )
    day.sale(
        202 + 347 + 225,
        [stamp("LV_SUIVI_20"), frank("LSP", 20, tracking="870007201680188"), stamp("LI_20")],
        cash(774),
    )
    parcel = [frank("COL", 1500, tracking=week.roll.number("colissimo"))]
    kept["eve_parcel"] = _noted(day, day.sale(1119, parcel, cash(1200)))
    small_sales(day, 6)
    day.some_given(10, but=list(kept.values()))
    day.do("relay.complain", subject="not_received", tracking="6A 15602 68384 1")
    day.remit()
    day.close()


def saturday_2(week: Week, kept: dict[str, Item]) -> None:
    """The first opening of the year: new prices, old tickets, numbers that begin again."""
    day = week.day("2027-01-02")
    day.open()
    for carrier in ("colissimo",) * 5 + ("letter", "s10", "dpd"):
        day.arrives(carrier)
    for _ in range(2):
        day.arrives("registered", presented_day="2027-01-02")
    last_year = ["tariff.of_last_year"]
    day.sale(3 * 167, [stamp("LV_20", 3)], cash(1000))
    day.sale(
        217 + 367 + 245,
        [stamp("LV_SUIVI_20"), frank("LSP", 20, tracking="870007201680196"), stamp("LI_20")],
        card(829),
    )
    day.sale(
        647 + 145 + 170,
        [frank("LR1", 20, options=["AR"], tracking=week.roll.number("registered")), frank("ELR", 10)],
        cash(1000),
        warns=last_year,
    )
    day.sale(310, [stamp("LV_100")], cash(310), warns=last_year)
    # Old stamps keep their service: two of them are worth 3.34 now, more than 100 g cost.
    stuck = [{"product": "LV_20", "quantity": 2}]
    day.sale(310, [frank("LV", 100, stamps=stuck)], cash(400), warns=last_year)
    day.sale(185, [stamp("PAP_20")], cash(200), warns=last_year)
    # Two stamps of New Year's Eve come back, at what they were sold for; and a parcel that still waits.
    stamps, parcel = kept["eve_stamps"].ref, kept["eve_parcel"].ref
    day.refund(2 * 152, stamps, quantity=2, reason="returned")
    day.wrong(
        "till.refund_too_many",
        "till.refund",
        ticket=week.tickets[stamps],
        lines=[{"line": 1, "quantity": 9}],
        reason="returned",
    )
    day.refund(1119, parcel, reason="changed_mind")
    day.wrong(
        "till.refunded_already",
        "till.refund",
        ticket=week.tickets[parcel],
        lines=[{"line": 1}],
        reason="changed_mind",
    )
    day.wrong(
        "till.unknown_ticket", "till.refund", ticket="T-2027-000099", lines=[{"line": 1}], reason="other"
    )
    day.do("shop.article_set", article="CAFE", label="Café", cents=130, vat_code="TVA_10", nature="service")
    day.sale(260, [article("CAFE", 2)], cash(300))
    day.some_given(8, but=list(kept.values()))
    day.do("relay.hand_to_postman", what="returns")
    day.do("relay.hand_to_postman", what="deposits")
    day.do("relay.stock_receive", product="LV_20", quantity=400)
    day.remit()
    day.close()


def _noted(day: Day, ref: str) -> Item:
    """Something that is no item and is spoken of again."""
    return Item(ref, None, "", day.day, "")


def _last(day: Day) -> str:
    """Where the last line stands."""
    return f"{day.day:%Y%m%d}{len(day.lines):04d}"


def make() -> Week:
    """Write the week in memory."""
    week = Week(SEED)
    kept = monday_21(week)
    for play in (
        tuesday_22,
        wednesday_23,
        thursday_24,
        monday_28,
        tuesday_29,
        wednesday_30,
        thursday_31,
        saturday_2,
    ):
        play(week, kept)
    return week


def main() -> None:
    """Write the week's files."""
    for day in make().days:
        name = day.day.isoformat()
        (FOLDER / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in day.lines), encoding="utf-8")
        expected = ",\n".join(f' "{line}": {json.dumps(told)}' for line, told in day.expect.items())
        (FOLDER / f"{name}.expect.json").write_text(f"{{\n{expected}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
