"""The relay's papers for docs/documents: receipts, labels, notices, slips, the day's statement, the stock."""

from pathlib import Path

from concierge_desk.desk import overview
from concierge_desk.domain.document import Document
from tests.services.lived import LONG_NAME, Life, Shop

YESTERDAY, TODAY, TOMORROW = "2026-11-24", "2026-11-25", "2026-11-26"
PARCEL, BIG_PARCEL, LETTER = "6A15602676300", "6A15602683841", "861011301731382"
REGISTERED, RETURN, ABROAD = "1A18945277312", "8K00009775862", "RB123456785FR"
DPD = "008182709980000020033350276C"


def papers(folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: three days are lived in a folder."""
    life = Life(folder, YESTERDAY)
    with life.at(f"{YESTERDAY}T15:05") as shop:
        shop.do("day.open", float_cents=8000)
        for product, pieces in (("LV_20", 400), ("LV_100", 120), ("LI_20", 60)):
            shop.do("relay.stock_receive", product=product, quantity=pieces)
        shop.do("relay.deposit", kind="letter", count=9)
        shop.do("relay.deposit", kind="parcel", tracking="6A15602676317")
        shop.do("day.close", counted_cents=8000)
    with life.at(f"{TODAY}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        drawn = {**_sold(shop), **_handed_in(shop), **_kept(shop)}
    with life.at(f"{TODAY}T11:21") as shop:
        drawn |= {**_leaving(shop), **_paid(shop)}
    with life.at(f"{TOMORROW}T08:02") as shop:
        return {**drawn, **_bags(shop)}


def _sold(shop: Shop) -> dict[str, Document]:
    frank = {"do": "relay.frank", "product": "LR1", "weight_g": 45, "tracking": REGISTERED, "options": ["AR"]}
    parcel = {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800, "tracking": BIG_PARCEL}
    stamps = {"do": "relay.sell", "product": "LV_20", "quantity": 10}
    card = [{"means": "card", "cents": shop.due([stamps, frank])}]
    first = shop.do("till.settle", acts=[stamps, frank], payments=card)
    back = [{"line": 1, "quantity": 3}]
    shop.do("till.refund", ticket=first["ticket"], lines=back, reason="changed_mind")
    sent = shop.do("till.settle", acts=[parcel], payments=[{"means": "cash", "given_cents": 5000}])
    return {"deposit-franked": shop.paper(f"deposit:{sent['seq']}")}


def _handed_in(shop: Shop) -> dict[str, Document]:
    deposit = shop.do("relay.deposit", kind="prepaid_return", tracking=RETURN)
    other = shop.do("relay.deposit", kind="parcel", tracking=DPD)
    wrong = shop.do("relay.deposit", kind="registered", tracking=ABROAD)
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("journal.reverse", op_of=shop.op_of(wrong["seq"]), reason="wrong_key")
    return {
        "deposit": shop.paper(f"deposit:{deposit['seq']}"),
        "deposit-other-network": shop.paper(f"deposit:{other['seq']}"),
        "deposit-taken-back": shop.paper(f"deposit:{wrong['seq']}"),
    }


def _kept(shop: Shop) -> dict[str, Document]:
    named = {"presented_day": TODAY, "addressee": {"name": LONG_NAME}}
    signed = {"presented_day": "2026-11-21", "signature": True, "addressee": {"name": "M. Yilmaz"}}
    parcel = shop.do("relay.receive", tracking=PARCEL, shelf="A3", **named)
    registered = shop.do(
        "relay.receive", tracking="2C12345678903", shelf="ARMOIRE 12", confirmed=True, **signed
    )
    refused = shop.do("relay.receive", tracking=LETTER, shelf="B1", label_deadline_day="2026-12-05")
    shop.do("relay.receive", shelf="B4", carrier="letter", label_deadline_day=YESTERDAY)
    shop.do("relay.refuse", custody=refused["custody"], reason="refused_by_addressee")
    shop.do("relay.report_incident", tracking=PARCEL, incident="damaged")
    return {
        "label": shop.paper(f"label:{registered['custody']}"),
        "label-refused": shop.paper(f"label:{refused['custody']}"),
        "notice": shop.paper(f"notice:{parcel['custody']}"),
        "board": shop.paper("board:now"),
        "reminder": shop.paper(f"reminder:{parcel['custody']}"),
        "calls": shop.paper("calls:now"),
        "notice-registered": shop.paper(f"notice:{registered['custody']}"),
    }


def _paid(shop: Shop) -> dict[str, Document]:
    """What La Poste should pay, beside a statement of two lines that differ and one that it alone has."""
    since = {"valid_from": "2026-11-01", "source": "Contrat"}
    rows = [
        {"code": "FIXED", "basis": "month", "cents": 39_100, **since},
        {"code": "STAMPS", "basis": "per_mille", "of": "stamps", "per_mille": 30, **since},
        {"code": "FRANKING", "basis": "per_mille", "of": "franking", "per_mille": 25, "base": "ht", **since},
        {"code": "LETTERS", "basis": "act", "of": "deposited_letter", "cents": 4, **since},
    ]
    shop.do("relay.set_pay", principal="LAPOSTE", rows=rows)
    theirs = {"FIXED": 39_100, "STAMPS": 50, "LETTERS": 56, "PRIME": 500}
    shop.do("relay.note_statement", principal="LAPOSTE", month="2026-11", lines=theirs)
    return {"pay": shop.paper("pay:LAPOSTE/2026-11")}


def _bags(shop: Shop) -> dict[str, Document]:
    """A bag with two missing and three too many, one that agrees, and what its carrier is told of full shelves."""
    shop.do("day.open", float_cents=8000)
    listed = [f"6A1560268{n:04d}" for n in range(100, 140)]
    others = ("6A15602689011", "6A15602689028", "6A15602689035")
    shop.do(
        "relay.set_capacities", rows=[{"place": f"{row}{n}", "items": 6} for row in "AB" for n in range(1, 5)]
    )
    shop.do("relay.set_cap", carrier="colissimo", a_day=30, held=35)
    bag = shop.do("relay.announce", carrier="LAPOSTE", trackings=listed)["bag"]
    for place, number in enumerate([*listed[:12], *listed[14:], *others]):
        shop.do("relay.receive", tracking=number, carrier="colissimo", shelf=f"B{place % 4 + 1}", bag=bag)
    shop.do("relay.close_bag", bag=bag)
    counted = shop.do("relay.announce", carrier="dpd", count=1)["bag"]
    shop.do("relay.receive", tracking="12345678901234", carrier="dpd", shelf="B2", bag=counted)
    shop.do("relay.close_bag", bag=counted)
    told = shop.do("relay.warn_full", carrier="colissimo")
    shop.do("day.close", counted_cents=8000)
    return {
        "bordereau-bags": shop.paper(f"bordereau:{TOMORROW}"),
        "slip-bag": shop.paper(f"slip:{bag}"),
        "slip-bag-agrees": shop.paper(f"slip:{counted}"),
        "saturation": shop.paper(f"saturation:{told['seq']}"),
    }


def _complained(shop: Shop) -> dict[str, Document]:
    said = "Annoncé livré depuis trois semaines, rien dans la boîte. Le voisin du 4e a eu la même chose."
    told = {"subject": "not_received", "tracking": PARCEL, "note": said}
    number = shop.do("relay.complain", **told)["complaint"]
    shop.do("relay.forward_complaint", complaint=number, to="parent_office")
    drawn = {
        "complaint": shop.paper(f"complaint:{number}"),
        "complaint-sheet": shop.paper(f"complaint_sheet:{number}"),
    }
    answer = "Distribué par erreur au 12, récupéré, remis demain matin avec nos excuses."
    shop.do("relay.answer_complaint", complaint=number, note=answer)
    return {**drawn, "complaint-sheet-answered": shop.paper(f"complaint_sheet:{number}")}


def _stock(shop: Shop) -> dict[str, Document]:
    pack = {"product": "LV_20", "pieces": 12}
    told = {"label": "Carnet de 12 timbres verts", "family": "letter", "stamp": True, "tracked": False}
    shop.do("relay.set_products", rows=[{"product": "CARNET", **told, "pack": pack}])
    shop.do("relay.stock_receive", product="CARNET", quantity=10)
    shop.do("relay.open_pack", product="CARNET", quantity=2)
    stolen = shop.do(
        "relay.stock_spoil", product="LV_100", quantity=25, reason="theft", noticed_day=YESTERDAY
    )
    lost = shop.do("relay.stock_spoil", product="LI_20", quantity=3, reason="loss")
    shop.do("relay.order_stock", lines=[{"product": "LI_20", "quantity": 20}])
    wanted = [{"product": code, "par": par} for code, par in (("LV_20", 600), ("LV_100", 150), ("LI_20", 90))]
    shop.do("relay.set_par", rows=wanted)
    number = shop.do("relay.order_stock")["order"]
    none = shop.do("relay.order_stock", lines=[{"product": "LV_20", "quantity": 24}])
    shop.do("journal.reverse", op_of=shop.op_of(none["seq"]), reason="wrong_key")
    return {
        "stock-order": shop.paper(f"order:{number}"),
        "stock-order-taken-back": shop.paper(f"order:{none['order']}"),
        "stock-loss-theft": shop.paper(f"stock_loss:{stolen['seq']}"),
        "stock-loss": shop.paper(f"stock_loss:{lost['seq']}"),
    }


def _leaving(shop: Shop) -> dict[str, Document]:
    number = shop.do("relay.prepare_slip", what="deposits")["number"]
    prepared = shop.paper(f"slip:{number}")
    shop.do("relay.hand_to_postman", slip=number)
    returns = shop.do("relay.hand_to_postman", what="returns")["number"]
    other = shop.do("relay.prepare_slip", what="deposits", trackings=[DPD])
    shop.do("journal.reverse", op_of=shop.op_of(other["seq"]), reason="wrong_key")
    shop.do("relay.stock_spoil", product="LV_20", quantity=2)
    shop.do("relay.stock_count", product="LV_20", counted=390)
    complaints = {**_complained(shop), **_stock(shop)}
    expected = overview.day_status(shop.desk, TODAY)["cash"]["expected_cents"]
    shop.do("day.close", counted_cents=expected)
    return {
        **complaints,
        "slip-prepared": prepared,
        "slip-signed": shop.paper(f"slip:{number}"),
        "slip-returns": shop.paper(f"slip:{returns}"),
        "slip-cancelled": shop.paper(f"slip:{other['number']}"),
        "bordereau": shop.paper(f"bordereau:{TODAY}"),
        "stock": shop.paper(f"stock:{TODAY}"),
        "summary": shop.paper(f"summary:{TODAY[:7]}"),
        "held": shop.paper("held:now"),
    }
