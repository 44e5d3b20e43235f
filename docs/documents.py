"""Draw every paper of the program, in every width it is printed on, into docs/documents.

``python docs/documents.py [--to FOLDER]``: two practice days are lived in a temporary folder through the same
commands as at the counter, with the longest names and the largest amounts that a shop meets; then each paper is drawn
as its PDF and photographed. The same program makes the same pictures.
"""

import argparse
import hashlib
import io
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from concierge_desk.counter.command.operation import Counter, Sources
from concierge_desk.counter.values.codes import Draws
from concierge_desk.desk import catalogue, commission, overview
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain.document import ROLLS, Document, Pair
from concierge_desk.jobs.papers import papers_known
from concierge_desk.printing.render import render
from concierge_desk.store import journal

FOLDER = Path(__file__).resolve().parent / "documents"
SITE = "ampere"
YESTERDAY, TODAY = "2026-11-24", "2026-11-25"

LONG_NAME = "Mme Marie-Antoinette de La Rochefoucauld-Doudeauville, chez M. et Mme Nguyễn-Szc"
"""Eighty characters."""

LONG_LABEL = "Location du château gonflable pour la fête des voisins"
PARCEL, BIG_PARCEL, LETTER = "6A15602676300", "6A15602683841", "861011301731382"
REGISTERED, RETURN, ABROAD = "1A18945277312", "8K00009775862", "RB123456785FR"
DPD = "008182709980000020033350276C"

_SCALES = {"a4": 1.3}
_SCALE = 2.0
"""Pixels a point: small print stays readable, the folder small."""

_EDGE, _GAP = 4, 12
_ANCHOR = re.compile(r"[A-Z]+[0-9]+:[0-9a-f]{16}")


def main() -> None:
    """Draw all papers into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=FOLDER)
    folder = parser.parse_args().to
    pictures = {name: photographed(document) for name, document in sheets(documents())}
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, picture in pictures.items():
        (folder / name).write_bytes(picture)


def sheets(drawn: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """Yield each paper in each of its widths, by the name of its picture, such as ``ticket-80.png``."""
    for name, document in drawn.items():
        if document.paper in ROLLS.values():
            for width in ROLLS:
                yield f"{name}-{width}.png", document.on_roll(width)
        else:
            yield f"{name}-{document.paper}.png", document


def documents() -> dict[str, Document]:
    """Return every paper, by what the pictures call it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "poste"
        site = commission.read_site_file(SITE)
        options = Options(data, datetime.fromisoformat(f"{YESTERDAY}T07:55"))
        commission.commission(options, site, practice=True)
        random = Random(2026)  # noqa: S311  (the same codes each time)
        drawn: dict[str, Document] = {}
        with _at(data, f"{YESTERDAY}T15:05", random) as shop:
            _the_day_before(shop)
        with _at(data, f"{TODAY}T08:02", random) as shop:
            drawn |= _morning(shop)
        with _at(data, f"{TODAY}T11:21", random) as shop:
            drawn |= _noon(shop)
    return drawn


class Shop:
    """A desk, and the acts that are played at it."""

    def __init__(self, desk: Desk) -> None:
        """Play at this desk."""
        self.desk = desk

    def do(self, do: str, **fields: Any) -> Mapping[str, Any]:
        """Play an act that is accepted; return its result, with ``ticket`` and ``seq`` of its first entry.

        Raises:
            Refused: When it is not.
        """
        answer = self.desk.counter.execute({"op": self.desk.new_op(), "do": do, **fields}, None)
        if answer.refused is not None:
            raise answer.refused
        first = next(iter(answer.posted), None)
        return {"ticket": answer.ticket, "seq": first.seq if first else None, **(answer.result or {})}

    def paper(self, name: str, copy: int = 0) -> Document:
        """Return a paper as it is now."""
        prefix, _, place = name.partition(":")
        paper = papers_known()[prefix]
        state = self.desk.store.read(lambda rows: paper.load(rows, place))
        return _with_settled_anchors(paper.draw(state, self.desk.identity.settings, copy))


@contextmanager
def _at(data: Path, clock: str, random: Random) -> Iterator[Shop]:
    """Open the desk at a time of the day; codes are drawn, but always the same."""
    with open_desk(Options(data, datetime.fromisoformat(clock))) as desk:
        draw = Sources(desk.clock, Draws(random.getrandbits, random.randrange).code, catalogue.calendar)
        yield Shop(replace(desk, counter=Counter(desk.store, catalogue.commands(), draw)))


def _the_day_before(shop: Shop) -> None:
    shop.do("day.open", float_cents=8000)
    for product, pieces in (("LV_20", 400), ("LV_100", 120), ("LI_20", 60)):
        shop.do("relay.stock_receive", product=product, quantity=pieces)
    shop.do("relay.deposit", kind="letter", count=9)
    shop.do("relay.deposit", kind="parcel", tracking="6A15602676317")
    shop.do("day.close", counted_cents=8000)


def _morning(shop: Shop) -> dict[str, Document]:
    """Sell, take in, hand in: the papers that customers get."""
    shop.do("day.open", float_cents=8000)
    shop.do(
        "shop.article_set",
        article="FETE",
        label=LONG_LABEL,
        cents=99_999,
        vat_code="TVA_20",
        nature="service",
    )
    stamps = {"do": "relay.sell", "product": "LV_20", "quantity": 10}
    coffee = {"do": "shop.sell", "article": "CAFE", "quantity": 2}
    frank = {"do": "relay.frank", "product": "LR1", "weight_g": 45, "tracking": REGISTERED, "options": ["AR"]}
    parcel = {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800, "tracking": BIG_PARCEL}
    acts: list[dict[str, Any]] = [stamps, coffee, frank, {"do": "shop.sell", "article": "FETE"}]
    shop.do("visit.save", visit="v-fete", acts=acts)
    shop.do("visit.note", visit="v-fete", customer={"name": LONG_NAME})
    drawn = {"note": shop.paper("note:v-fete")}
    first = shop.do("till.settle", visit="v-fete", payments=[{"means": "card", "cents": _due(shop, acts)}])
    back = [{"line": 1, "quantity": 3}, {"line": 4}]
    refund = shop.do("till.refund", ticket=first["ticket"], lines=back, reason="changed_mind")
    second = shop.do("till.settle", acts=[parcel, coffee], payments=[{"means": "cash", "given_cents": 5000}])
    drawn |= {
        "ticket": shop.paper(f"ticket:{first['ticket']}"),
        "ticket-cash-duplicate": shop.paper(f"ticket:{second['ticket']}", 1),
        "refund": shop.paper(f"ticket:{refund['ticket']}"),
        "deposit-franked": shop.paper(f"deposit:{second['seq']}"),
    }
    return drawn | _counter(shop)


def _due(shop: Shop, acts: Sequence[Mapping[str, Any]]) -> int:
    """Return what acts cost: a settlement is refused for paying nothing, and says so."""
    raw = {"op": shop.desk.new_op(), "do": "till.settle", "acts": acts, "payments": []}
    refused = shop.desk.counter.execute(raw, None).refused
    return int(str(refused.params["due_cents"])) if refused else 0


def _counter(shop: Shop) -> dict[str, Document]:
    deposit = shop.do("relay.deposit", kind="prepaid_return", tracking=RETURN)
    other = shop.do("relay.deposit", kind="parcel", tracking=DPD)
    wrong = shop.do("relay.deposit", kind="registered", tracking=ABROAD)
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("journal.reverse", op_of=_op_of(shop, wrong["seq"]), reason="wrong_key")
    return {
        "deposit": shop.paper(f"deposit:{deposit['seq']}"),
        "deposit-other-network": shop.paper(f"deposit:{other['seq']}"),
        "deposit-taken-back": shop.paper(f"deposit:{wrong['seq']}"),
        **_shelves(shop),
    }


def _op_of(shop: Shop, seq: int) -> str:
    row = shop.desk.store.read(lambda rows: journal.posted(rows, seq, seq))
    return row[0].op


def _shelves(shop: Shop) -> dict[str, Document]:
    named = {"presented_day": TODAY, "addressee": {"name": LONG_NAME}}
    signed = {"presented_day": "2026-11-21", "signature": True, "addressee": {"name": "M. Yilmaz"}}
    parcel = shop.do("relay.receive", tracking=PARCEL, shelf="A3", **named)
    registered = shop.do("relay.receive", tracking="2C12345678903", shelf="ARMOIRE 12", **signed)
    refused = shop.do("relay.receive", tracking=LETTER, shelf="B1", label_deadline_day="2026-12-05")
    shop.do("relay.receive", shelf="B4", carrier="letter", label_deadline_day=YESTERDAY)
    shop.do("relay.refuse", custody=refused["custody"], reason="refused_by_addressee")
    shop.do("relay.report_incident", tracking=PARCEL, incident="damaged")
    return {
        "label": shop.paper(f"label:{registered['custody']}"),
        "label-refused": shop.paper(f"label:{refused['custody']}"),
        "notice": shop.paper(f"notice:{parcel['custody']}"),
        "notice-registered": shop.paper(f"notice:{registered['custody']}"),
    }


def _noon(shop: Shop) -> dict[str, Document]:
    """Hand to the postman, count, close: the papers of the end of a day."""
    number = shop.do("relay.prepare_slip", what="deposits")["number"]
    drawn = {"slip-prepared": shop.paper(f"slip:{number}")}
    shop.do("relay.hand_to_postman", slip=number)
    returns = shop.do("relay.hand_to_postman", what="returns")["number"]
    other = shop.do("relay.prepare_slip", what="deposits", trackings=[DPD])
    shop.do("journal.reverse", op_of=_op_of(shop, other["seq"]), reason="wrong_key")
    shop.do("relay.stock_spoil", product="LV_20", quantity=2)
    shop.do("relay.stock_count", product="LV_20", counted=390)
    shop.do("relay.complain", subject="late")
    expected = overview.day_status(shop.desk, TODAY)["cash"]["expected_cents"]
    closed = shop.do("day.close", counted_cents=expected - 100, gap_reason="counting_error")["number"]
    return drawn | {
        "slip-signed": shop.paper(f"slip:{number}"),
        "slip-returns": shop.paper(f"slip:{returns}"),
        "slip-cancelled": shop.paper(f"slip:{other['number']}"),
        "z": shop.paper(f"z:{closed}"),
        "bordereau": shop.paper(f"bordereau:{TODAY}"),
        "stock": shop.paper(f"stock:{TODAY}"),
        "poster-ticket": shop.paper("poster:ticket"),
        "poster-note": shop.paper("poster:note"),
    }


def _with_settled_anchors(document: Document) -> Document:
    """Return a paper whose anchors are always the same: a real one hangs on the desk's keys, drawn by chance."""
    blocks = tuple(
        replace(block, right=_ANCHOR.sub(_settled, block.right)) if isinstance(block, Pair) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _settled(found: re.Match[str]) -> str:
    place = found[0].partition(":")[0]
    return f"{place}:{hashlib.sha256(place.encode()).hexdigest()[:16]}"


def photographed(document: Document) -> bytes:
    """Return the pages of a paper under one another, as a PNG in a few greys."""
    scale = _SCALES.get(document.paper, _SCALE)
    with pypdfium2.PdfDocument(render(document, "pdf")) as pdf:
        pages = [page.render(scale=scale).to_pil().convert("L") for page in pdf]
    pages = [ImageOps.expand(page, _EDGE, fill=200) for page in pages]
    height = sum(page.height for page in pages) + _GAP * (len(pages) - 1)
    sheet = Image.new("L", (max(page.width for page in pages), height), 200)
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height + _GAP
    file = io.BytesIO()
    sheet.quantize(16).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
