"""Monday 21 and Tuesday 22 December 2026."""

from tests.scenarios.story.acts import article, frank, last, noted, price, small_sales, stamp
from tests.scenarios.story.labels import scanned, spaced
from tests.scenarios.story.writing import Day, Item, Week, card, cash, cheque


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
    kept = _what_waits_already(day)
    # An item whose label is torn off: our own label names it.
    ref = day.do(
        "relay.receive",
        warns=["relay.tracking_missing"],
        carrier="Colissimo",
        shelf="D9",
        addressee={"name": "Mme Diallo"},
    )
    kept["torn"] = day.keep(ref, None, "colissimo", "D9")
    _slips_of_the_finger(day)
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


def _what_waits_already(day: Day) -> dict[str, Item]:
    """Items that La Poste and others bring on the first day; what is spoken of again, by a name."""
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
    return kept


def _slips_of_the_finger(day: Day) -> None:
    """What is not written down, because a field is wrong or missing."""
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
    kept["firm_mandate"] = _a_firm_collects(day)
    refused = _refused_and_damaged(day)
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


def _a_firm_collects(day: Day) -> Item:
    """Against a signature, by the proxy of a firm whose mandate was shown."""
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
    return noted(day, mandate)


def _refused_and_damaged(day: Day) -> Item:
    """One is refused and listed, one is damaged and handed over with reserves."""
    refused = day.arrives("colissimo", shelf="R1")
    day.do("relay.refuse", **refused.which, reason="Refusé par le destinataire")
    day.gone(refused)
    day.wrong("relay.refused_already", "relay.hand_over", **refused.which, collector="addressee")
    damaged = day.arrives("colissimo", shelf="R2", name="Mme Nowak")
    day.do("relay.report_incident", **damaged.which, incident="damaged", note="Coin enfoncé, ruban recollé")
    day.take_back(last(day), "wrong_key")
    day.do("relay.report_incident", **damaged.which, incident="damaged", note="Coin enfoncé")
    day.wrong("relay.damaged_already", "relay.report_incident", **damaged.which, incident="damaged")
    day.given(
        damaged,
        warns=["relay.reserves_missing"],
        collector="addressee",
        id_document="Carte de séjour de l’Union",
    )
    day.take_back(last(day), "Elle voulait noter des réserves")
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
    day.take_back(last(day), "wrong_key")
    day.do("relay.move", **refused.which, shelf="R9")
    day.wrong("relay.same_shelf", "relay.move", **refused.which, shelf="R9")
    return refused


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
    day.sale(524, [frank("LV", 200, size_mm=[700, 100, 20])], card(524), warns=["relay.too_long"])
    day.sale(524, [frank("LV", 200, size_mm=[300, 200, 45])], cash(524), warns=["relay.too_thick"])


def _parked(day: Day) -> None:
    """A visit is written down, set aside, and kept over night; another one is given up."""
    day.do("visit.save", visit="v-noel-1", acts=[stamp("LV_20", 6), article("CAFE", 2)])
    day.do("visit.park", visit="v-noel-1")
    day.do("visit.save", visit="v-noel-2", acts=[stamp("LI_20", 3)])
    day.wrong("till.act_stands_alone", "visit.save", visit="v-noel-2", acts=[{"do": "relay.receive"}])
    day.do("visit.abandon", visit="v-noel-2")
    day.wrong("visit.unknown", "visit.resume", visit="v-noel-2")
