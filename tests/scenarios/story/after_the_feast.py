"""Monday 28 December 2026 to Saturday 2 January 2027."""

from typing import Any

from tests.scenarios.story.acts import article, frank, noted, price, small_sales, stamp
from tests.scenarios.story.labels import scanned
from tests.scenarios.story.writing import Day, Item, Week, card, cash, op_of


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
    _a_stamp_comes_back(day, kept)
    small_sales(day, 7)
    letters = day.do("relay.deposit", kind="letter", count=8)
    day.sale(741, [frank("LV", 400)], cash(800))
    day.do("relay.hand_to_postman", what="deposits")
    day.do("relay.taken_back", entry=f"{{entry {letters}}}")
    day.some_given(8, but=list(kept.values()))
    day.remit()
    day.close()


def _a_stamp_comes_back(day: Day, kept: dict[str, Item]) -> None:
    """Of a ticket that was paid by two means, and copies that were paid by card, at 20 % by part."""
    stamps, copies = kept["mixed"].ref, kept["copies"].ref
    one = [{"line": 1, "quantity": 1}]
    ticket = day.week.tickets[stamps]
    day.wrong("till.refund_means", "till.refund", ticket=ticket, lines=one, reason="returned")
    day.wrong(
        "till.refund_differs", "till.refund", ticket=ticket, lines=one, payments=card(151), reason="returned"
    )
    day.refund(52, stamps, one, "returned", payments=[*card(100), *cash(52)])
    day.refund(0, copies, [{"line": 1, "quantity": 7}], "returned")
    day.refund(0, copies, [{"line": 1, "quantity": 11}], "Feuilles tachées")


def tuesday_29(week: Week, kept: dict[str, Item]) -> None:
    """A bag of forty items between eight and nine; next year's prices are looked at."""
    day = week.day("2026-12-29")
    day.open()
    bag = ("colissimo",) * 22 + ("registered",) * 8 + ("letter",) * 4 + ("s10",) * 4 + ("chronopost",) * 2
    for place, carrier in enumerate(bag):
        presented: dict[str, Any] = {"presented_day": "2026-12-29"} if place % 2 else {}
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
    # Two networks have the same number here: which of them, has to be said.
    day.arrives("mondial_relay", number="25001234", shelf="M3")
    day.wrong(
        "relay.carrier_needed",
        "relay.hand_over",
        tracking="25001234",
        collector="addressee",
        pickup_code=True,
    )
    day.do("relay.hand_over", tracking="25001234", carrier="dpd", collector="addressee", pickup_code="55102")
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
    """docs/trade.md, "Prices announced for 2027": one source."""
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
    # On either day the door would close for somebody one session earlier.
    due = ["calendar.things_due"]
    day.do("calendar.close_on", day="2027-01-09", reason="training", warns=due)
    day.wrong("calendar.closed_already", "calendar.close_on", day="2027-01-09", reason="leave")
    day.do("calendar.close_on", day="2027-01-05", reason="Grève des transports", warns=due)
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
    _listed_before_he_comes(day)
    day.do("relay.stock_count", product="LI_20", counted=40)
    day.remit()
    day.close(-15, gap_reason="unexplained")


def _listed_before_he_comes(day: Day) -> None:
    """What waits is listed early; what is handed in afterwards goes with the next one."""
    parcel = [frank("COL", 600, country="FR", tracking=day.week.roll.number("colissimo"))]
    sold = day.sale(929, parcel, card(929))
    day.do("relay.prepare_slip", what="deposits")
    day.wrong(
        "relay.on_slip",
        "till.refund",
        ticket=day.week.tickets[sold],
        lines=[{"line": 1}],
        reason="changed_mind",
    )
    day.do("relay.deposit", kind="prepaid_return", tracking=scanned(day.week.roll.number("colissimo")))
    day.wrong("relay.slip_or_what", "relay.hand_to_postman", slip="B-2026-0014", what="returns")
    day.do("relay.hand_to_postman", slip="B-2026-0014", what="deposits")


def thursday_31(week: Week, kept: dict[str, Item]) -> None:
    """New Year's Eve, a morning: the last day of the old prices."""
    day = week.day("2026-12-31")
    day.open()
    for carrier in ("colissimo",) * 10 + ("letter", "s10", "dpd", "mondial_relay"):
        day.arrives(carrier)
    for _ in range(3):
        day.arrives("registered", presented_day="2026-12-31")
    kept["eve_stamps"] = noted(day, day.sale(1520, [stamp("LV_20", 10)], cash(2000)))
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
    kept["eve_parcel"] = noted(day, day.sale(1119, parcel, cash(1200)))
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
    day.sale(310, [frank("LV", 100, stamps=stuck)], cash(400), warns=[*last_year, "relay.overstamped"])
    day.sale(185, [stamp("PAP_20")], cash(200), warns=last_year)
    # Two stamps of New Year's Eve come back, at what they were sold for; and a parcel that still waits.
    stamps, parcel = kept["eve_stamps"].ref, kept["eve_parcel"].ref
    day.refund(2 * 152, stamps, [{"line": 1, "quantity": 2}], "returned")
    day.wrong(
        "till.refund_too_many",
        "till.refund",
        ticket=week.tickets[stamps],
        lines=[{"line": 1, "quantity": 9}],
        reason="returned",
    )
    day.refund(1119, parcel, [{"line": 1}], "changed_mind")
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
