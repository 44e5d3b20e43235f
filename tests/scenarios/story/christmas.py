"""Wednesday 23 and Thursday 24 December 2026."""

from tests.scenarios.story.acts import article, frank, last, noted, small_sales, stamp
from tests.scenarios.story.labels import dotted, spaced
from tests.scenarios.story.writing import Day, Item, Week, card, cash, cheque, op_of

GRID = {
    "monday": ["15:00-18:00"],
    "tuesday": ["08:00-11:30", "15:00-18:00"],
    "wednesday": ["08:00-11:30"],
    "thursday": ["08:00-11:30", "15:00-18:00"],
    "friday": ["08:00-11:30", "15:00-18:00"],
    "saturday": ["09:00-12:00"],
}


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
    _missing_and_astray(day, kept)
    # New Year's Eve ends at half past eleven; the year after has its usual hours.
    day.do("calendar.set_grid", valid_from="2026-12-31", **{**GRID, "thursday": ["08:00-11:30"]})
    day.do("calendar.set_grid", valid_from="2027-01-01", **GRID)
    day.wrong("calendar.past", "calendar.set_grid", valid_from="2026-12-22", **GRID)
    day.wrong("input.sessions", "calendar.set_grid", valid_from="2027-02-01", monday=["18:00-15:00"])
    _means_and_notes(day, kept)
    small_sales(day, 6)
    undone = day.sale(304, [stamp("LV_20", 2)], cash(304))
    day.take_back(undone, "changed_mind", 304)
    day.wrong("journal.reversed_already", "journal.reverse", op_of=op_of(undone), reason="changed_mind")
    _proxies(day, kept)
    day.some_given(7, but=list(kept.values()))
    day.do("relay.stock_spoil", product="LV_20", quantity=3)
    day.wrong("relay.stock_too_few", "relay.stock_spoil", product="PAP_MONDE_20", quantity=500)
    _handed_in(day, kept)
    day.do("relay.hand_to_postman", what="deposits")
    day.wrong("relay.unknown", "relay.hand_to_postman", what="returns", trackings=["6A15602676300"])
    day.remit()
    day.close()


def _missing_and_astray(day: Day, kept: dict[str, Item]) -> None:
    """Two cannot be found, one belongs elsewhere, one was never here."""
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


def _means_and_notes(day: Day, kept: dict[str, Item]) -> None:
    """A means that was noted wrong; services that want a note before they are paid."""
    means = day.sale(1520, [stamp("LV_20", 10)], cash(2000))
    day.do(
        "till.correct_means",
        ticket=day.week.tickets[means],
        **{"from": "cash", "to": "card"},
        cents=1520,
        reason="wrong_means",
    )
    day.week.drawer -= 1520
    # Copies for a whole association: 26 euros of services want a note before they are paid.
    day.do("visit.save", visit="v-copies", acts=[article("PHOTOCOPIE", 130)])
    day.do("visit.note", visit="v-copies", customer={"name": "Association des Écrivains"})
    day.sale(2600, [], cash(3000), visit="v-copies")
    copies = day.sale(2500, [article("PHOTOCOPIE", 125)], card(2500), warns=["till.note_missing"])
    kept["copies"] = noted(day, copies)


def _handed_in(day: Day, kept: dict[str, Item]) -> None:
    """Deposits of every kind; Chronopost only while its switch is on; complaints."""
    day.do("relay.deposit", kind="letter", count=31)
    day.do("relay.deposit", kind="registered", tracking=spaced(day.week.roll.number("registered")))
    wrongly = day.do("relay.deposit", kind="parcel", tracking=day.week.roll.number("colissimo"))
    day.take_back(wrongly, "changed_mind")
    day.wrong("relay.operation_off", "relay.deposit", kind="parcel", tracking="XN081879383FR")
    day.do("relay.switch", operation="DEP_CHRONO", on=True)
    day.do("relay.deposit", kind="parcel", tracking="XN081879383FR")
    day.do("relay.switch", operation="DEP_CHRONO", on=False)
    day.wrong("relay.operation_unknown", "relay.switch", operation="DEP_PIGEON", on=True)
    day.do("relay.set_places", places=[f"{row}{number}" for row in "ABC" for number in range(1, 9)])
    day.do("relay.complain", subject="Retard", tracking=kept["stray"].number, note="Attendu depuis lundi")
    complaint = day.do("relay.complain", subject="Le facteur ne sonne pas")
    day.take_back(complaint, "wrong_key")


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
    kept["mixed"] = noted(day, day.sale(456 + 120 + 140, mixed, [*card(333), *cash(400)]))
    parcel = [frank("COL", 2000, tracking=spaced(week.roll.number("colissimo"))), article("CAFE")]
    both = day.sale(1119 + 120, parcel, [*cheque(1000), *cash(500)])
    day.do(
        "till.correct_means",
        ticket=week.tickets[both],
        **{"from": "cheque", "to": "card"},
        cents=401,
        reason="Payé par carte, le chèque était de 5,99 €",
    )
    day.wrong("till.underpaid", "till.settle", acts=[stamp("LV_20", 3)], payments=cash(400))
    day.wrong("till.overpaid", "till.settle", acts=[stamp("LV_20", 3)], payments=card(500))
    day.some_given(14, but=list(kept.values()))
    reminded = [item for item in week.here if item.deadline.isoformat() == "2026-12-28"][:2]
    for item in reminded:
        day.do("relay.remind", **item.which)
    day.take_back(last(day), "wrong_key")
    day.do("relay.hand_to_postman", what="returns")
    day.gone(kept["sent_wrong"])
    day.do("relay.hand_to_postman", what="deposits")
    day.do("relay.stock_count", product="LV_100", counted=25)
    day.remit()
    day.close(10, gap_reason="Pièce trouvée sous le tiroir")
