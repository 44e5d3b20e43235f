"""The core's papers for docs/documents: tickets, a note, a closing, posters; with what the services sell."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.counter.papers.cautions import CautionList, ListedCaution, cautions
from concierge_desk.counter.papers.door import door_poster
from concierge_desk.counter.papers.fallback import SHEETS, fallback
from concierge_desk.counter.papers.held import AccountStatement, account
from concierge_desk.counter.papers.looked import LookedOn, LookedSheet, looked_paper
from concierge_desk.counter.papers.posters import poster
from concierge_desk.counter.privacy.looks import ACCESS, CALLS, PEOPLE, SEARCH
from concierge_desk.counter.texts.handbook import HANDBOOKS
from concierge_desk.counter.values.codes import Draws
from concierge_desk.desk import overview
from concierge_desk.domain.calendar import Closure, with_closure
from concierge_desk.domain.document import Document
from concierge_desk.domain.held.things import Debt
from concierge_desk.jobs.fallback_sheets import load_fallback
from tests.counter.absence.life import absence
from tests.services.lived import LONG_NAME, Life, Shop

DAY = "2026-11-25"
LONG_LABEL = "Location du château gonflable pour la fête des voisins"
PARCEL, REGISTERED = "6A15602683841", "1A18945277312"


BANKS = ("La Banque Postale", "Crédit Mutuel", "Caisse d’Épargne Grand Est Europe", None)


def paying_in_sheets(folder: Path) -> dict[str, Document]:
    """Return paying-in sheets: with cash by its pieces, one that was taken back, over several pages; of a shop of their own."""
    with Life(folder, DAY).at(f"{DAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        return _sheets(shop)


def _sheets(shop: Shop) -> dict[str, Document]:
    coffee = [{"do": "shop.sell", "article": "CAFE", "quantity": 2}]

    def take(cheques: int) -> None:
        for n in range(cheques):
            told = {"bank": BANKS[n % 4], "number": f"{1000042 + n}" if n % 5 else None}
            issuer = {"issuer": (LONG_NAME, "Mme Kessler", None)[n % 3]}
            payment = {"means": "cheque", "cents": shop.due(coffee), **told, **issuer}
            shop.do("till.settle", acts=coffee, payments=[payment])

    take(3)
    first = shop.do("till.pay_in", denominations={"2000": 1, "500": 3, "100": 4})
    cash = shop.do("till.pay_in", cents=500)
    take(60)
    many = shop.do("till.pay_in")
    shop.do("journal.reverse", op_of=shop.op_of(cash["seq"]), reason="wrong_key")
    known = {"": first, "-cash-cancelled": cash, "-many": many}
    return {f"paying-in{name}": shop.paper(f"paying_in:{told['sheet']}") for name, told in known.items()}


def remittances(folder: Path) -> dict[str, Document]:
    """Return remittance slips: in cash for a span, by the bank and beyond what was owed, one that was taken back."""
    with Life(folder, DAY).at(f"{DAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        shop.do("relay.stock_receive", product="LV_20", quantity=40)
        stamps = [{"do": "relay.sell", "product": "LV_20", "quantity": 13}]
        shop.do("till.settle", acts=stamps, payments=[{"means": "cash", "given_cents": shop.due(stamps)}])
        made = {
            "": shop.do("till.remit", principal="LAPOSTE", cents=1000, until_day=DAY),
            "-bank": shop.do("till.remit", principal="LAPOSTE", cents=1200, by="bank"),
            "-cancelled": shop.do("till.remit", principal="LAPOSTE", cents=500),
        }
        shop.do("journal.reverse", op_of=shop.op_of(made["-cancelled"]["seq"]), reason="wrong_key")
        return {f"remittance{name}": shop.paper(f"remittance:{told['slip']}") for name, told in made.items()}


def held(folder: Path) -> dict[str, Document]:
    """Return receipts: of a caution in money, one by a cheque; of arrhes and of a part payment."""
    with Life(folder, DAY).at(f"{DAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        who, loan = {"name": LONG_NAME, "phone": "06 12 34 56 78"}, {"of": "L-2026-000001"}
        cheque = {"bank": BANKS[2], "number": "1000042"}
        kept = shop.do("caution.take", **loan, who=who, cents=30_000, cheque=cheque)
        ahead = {"do": "advance.take", "of": "D-2026-000001", "who": who, "vat_code": "TVA_20"}
        acts = [
            {"do": "caution.take", **loan, "who": who, "cents": 5000},
            {**ahead, "cents": 2000},
            {**ahead, "cents": 1000, "as": "acompte"},
        ]
        made = shop.do("till.settle", acts=acts, payments=[{"means": "card", "cents": 8000}])["lines"]
        return {
            "caution": shop.paper(f"caution:{made[0]['caution']}"),
            "caution-cheque": shop.paper(f"caution:{kept['caution']}"),
            "advance-arrhes": shop.paper(f"advance:{made[1]['advance']}"),
            "advance-acompte": shop.paper(f"advance:{made[2]['advance']}", 1),
            "slate": account(_slate(), shop.desk.settings, 0),
            "cautions": cautions(_left(), shop.desk.settings, 0),
        }


def by_operator(folder: Path) -> dict[str, Document]:
    """Return a closing of a day of two: the volunteer gave back what a responsible said yes to, and undid a movement."""
    with Life(folder, DAY).at(f"{DAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        shop.do("operator.set", operator="o02", name=LONG_NAME[:60], roles=["volunteer"])
        theirs = {"by_operator": "o02"}
        fields = {"label": LONG_LABEL, "cents": 4500, "vat_code": "TVA_20", "nature": "service"}
        shop.do("shop.article_set", article="FETE", **fields)
        feast = [{"do": "shop.sell", "article": "FETE"}]
        sold = shop.do("till.settle", acts=feast, payments=[{"means": "card", "cents": 4500}])["ticket"]
        coffee = [{"do": "shop.sell", "article": "CAFE", "quantity": 2}]
        cash = [{"means": "cash", "given_cents": 500}]
        shop.do("till.settle", acts=coffee, payments=cash, **theirs)
        back = {"ticket": sold, "lines": [{"line": 1}], "reason": "changed_mind"}
        shop.do("till.refund", **back, approve={"operator": "o01"}, **theirs)
        moved = shop.do("till.move", direction="in", cents=500, reason="float", **theirs)
        shop.do("journal.reverse", op_of=shop.op_of(moved["seq"]), reason="wrong_key", **theirs)
        closed = shop.do("day.close", counted_cents=8240, **theirs)["number"]
        return {"z-operators": shop.paper(f"z:{closed}")}


def looked(shop: Shop) -> Document:
    """Return who looked at names on two days, of two who keep the counter."""
    counted = (("2026-11-25", "o02", CALLS, 1), ("2026-11-25", "o02", SEARCH, 3))
    days = (("2026-11-25", "o01", ACCESS, 1), *counted, ("2026-11-24", "o01", PEOPLE, 2))
    sheet = LookedSheet(
        "2025-11-25",
        DAY,
        tuple(LookedOn(*one) for one in days),
        {"o01": LONG_NAME, "o02": "Ali"},
        {"o01": ("concierge", "responsible"), "o02": ("volunteer",)},
    )
    return looked_paper(sheet, shop.desk.settings, 0)


def _slate() -> AccountStatement:
    """Return the slate of somebody, as a service that keeps people makes it."""
    owed = (("2026-10-02", 1450, "T-2026-000412"), ("2026-11-25", 240, "T-2026-000931"))
    debts = [
        Debt(f"u-{n}", "r-1", cents, cents, n, day, ticket, "open", {})
        for n, (day, cents, ticket) in enumerate(owed)
    ]
    return AccountStatement("p-000000000aa1", LONG_NAME, debts, DAY)


def _left() -> CautionList:
    """Return the cautions held as a year ended, one of them for longer than anybody may claim it."""
    left = (
        ("2020-11-25", "L-2020-000007", "Outils à prêter · Perceuse PERC-1", 5000, False),
        ("2026-01-02", "L-2026-000931", f"Vélos à prêter · {LONG_LABEL}", 15000, True),
        ("2026-11-24", "", "", 3000, False),
    )
    return CautionList(
        "2026",
        DAY,
        ("Y-2026-0001",),
        [
            ListedCaution(f"g-00000000000{n}", of, what, day, cents, cheque)
            for n, (day, of, what, cents, cheque) in enumerate(left)
        ],
    )


def months(folder: Path) -> dict[str, Document]:
    """Return a month with gaps and remittances, and the fiscal year it lies in."""
    life = Life(folder, "2026-11-27")
    for n, day in enumerate(("2026-11-27", "2026-11-30", "2026-12-01", "2026-12-30")):
        with life.at(f"{day}T08:02") as shop:
            shop.do("day.open", confirmed_day=day, **({"float_cents": 8000} if n == 0 else {}))
            _day_of_a_month(shop, n)
            expected = 8000 if n else 7950
            shop.do("day.close", counted_cents=expected, gap_reason="counting_error")
    with life.at("2027-01-04T08:02") as shop:
        shop.do("day.open", confirmed_day="2027-01-04")
        return {"month": shop.paper("month:2026-11"), "year": shop.paper("year:2026")}


def _day_of_a_month(shop: Shop, n: int) -> None:
    acts = [{"do": "shop.sell", "article": "OURLET", "quantity": 1}, {"do": "shop.sell", "article": "CAFE"}]
    if n == 0:
        fields = {"label": "Ourlet", "cents": 4500, "vat_code": "TVA_20", "nature": "service"}
        shop.do("shop.article_set", article="OURLET", **fields)
        shop.do("relay.stock_receive", product="LV_20", quantity=400)
    stamps = {"do": "relay.sell", "product": "LV_20", "quantity": 7}
    payments: list[dict[str, Any]] = [{"means": "card", "cents": shop.due([*acts, stamps]) - 2000}]
    payments += [{"means": "cheque", "cents": 1000, "bank": "CIC"}, {"means": "cash", "given_cents": 1000}]
    shop.do("till.settle", acts=[*acts, stamps], payments=payments)
    if n % 2:
        shop.do("till.remit", principal="LAPOSTE", cents=1064)
        shop.do("till.pay_in", cents=900)
    else:
        shop.do("till.remit", principal="LAPOSTE", cents=500, by="bank")


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: a day is lived in a folder."""
    life = Life(folder, DAY)
    with life.at(f"{DAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        shop.do("relay.stock_receive", product="LV_20", quantity=400)
        described = {"label": LONG_LABEL, "cents": 99_999, "vat_code": "TVA_20", "nature": "service"}
        shop.do("shop.article_set", article="FETE", **described)
        stamps = {"do": "relay.sell", "product": "LV_20", "quantity": 10}
        coffee = {"do": "shop.sell", "article": "CAFE", "quantity": 2}
        letter = {"product": "LR1", "weight_g": 45, "tracking": REGISTERED, "options": ["AR"]}
        parcel = {"product": "COL", "zone": "FR", "weight_g": 1800, "tracking": PARCEL}
        feast = {"do": "shop.sell", "article": "FETE"}
        acts: list[dict[str, Any]] = [stamps, coffee, {"do": "relay.frank", **letter}, feast]
        shop.do("visit.save", visit="v-fete", acts=acts)
        shop.do("visit.note", visit="v-fete", customer={"name": LONG_NAME})
        note = shop.paper("note:v-fete")
        card = [{"means": "card", "cents": shop.due(acts)}]
        first = shop.do("till.settle", visit="v-fete", payments=card)["ticket"]
        back = [{"line": 1, "quantity": 3}, {"line": 4}]
        refund = shop.do("till.refund", ticket=first, lines=back, reason="changed_mind")["ticket"]
        cash = [{"means": "cash", "given_cents": 5000}]
        second = shop.do("till.settle", acts=[{"do": "relay.frank", **parcel}, coffee], payments=cash)
        drawn = {
            "note": note,
            "ticket": shop.paper(f"ticket:{first}"),
            "ticket-cash-duplicate": shop.paper(f"ticket:{second['ticket']}", 1),
            "refund": shop.paper(f"ticket:{refund}"),
        }
    with life.at(f"{DAY}T19:05") as shop:
        expected = overview.day_status(shop.desk, DAY)["cash"]["expected_cents"]
        closed = shop.do("day.close", counted_cents=expected - 100, gap_reason="counting_error")["number"]
        on_paper = {f"fallback-{name}": _fallback(shop, name) for name in SHEETS}
        books = {f"book-{name}": shop.paper(f"book:{name}") for name in HANDBOOKS}
        posters = {f"poster-{name}": shop.paper(f"poster:{name}") for name in ("ticket", "note")}
        return {
            **drawn,
            **posters,
            **books,
            "poster-closed": _door(shop),
            **{
                f"privacy-{name}": shop.paper(f"{name}:now")
                for name in ("register", "privacy_notice", "breach")
            },
            "looked": looked(shop),
            **on_paper,
            **paying_in_sheets(folder.with_name("banque")),
            **remittances(folder.with_name("versements")),
            **months(folder.with_name("mois")),
            **held(folder.with_name("cautions")),
            **by_operator(folder.with_name("remplacante")),
            **absence(folder.with_name("absence")),
            "z": shop.paper(f"z:{closed}"),
            "commissioning": shop.paper("commissioning:1"),
        }


def _door(shop: Shop) -> Document:
    """Return what hangs at the door over Christmas: nothing is closed for it, so that the papers of the day stay as they are."""
    calendar = shop.desk.store.read(lambda rows: opening_calendar(rows, shop.desk.settings))
    for day in range(24, 32):
        calendar = with_closure(calendar, Closure(date(2026, 12, day), "leave"))
    found = door_poster(calendar, date(2026, 12, 24))
    assert found is not None
    return poster(found, shop.desk.settings, 0)


def _fallback(shop: Shop, name: str) -> Document:
    """Return a sheet whose codes are always the same."""
    dice = Random(name)
    draws = Draws(dice.getrandbits, dice.randrange)
    state = shop.desk.store.read(lambda rows: load_fallback(rows, name, draws.code))
    return fallback(state, shop.desk.settings, 0)
