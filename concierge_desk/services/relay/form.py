"""The relay's fields, and how raw values become its commands."""

import re
from dataclasses import dataclass

from concierge_desk.counter.fields import Field, Form, Group
from concierge_desk.counter.kinds import (
    Choice,
    Code,
    Day,
    Flag,
    FromList,
    Integer,
    Items,
    Kind,
    Note,
    OrNull,
    OwnCode,
    Text,
    Unreadable,
    Word,
    cents,
)
from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.tariff import FULL, PARTIAL, TariffRow
from concierge_desk.domain.tracking import normalise
from concierge_desk.services.relay.model.catalogue import FAMILIES, SCHEMES, Product, SetProducts
from concierge_desk.services.relay.model.custody import Person, Receive
from concierge_desk.services.relay.model.deposits import DEPOSIT_KINDS, Deposit
from concierge_desk.services.relay.model.franking import Frank, Stuck
from concierge_desk.services.relay.model.handing import COLLECTORS, HandOver, Proxy, Refuse
from concierge_desk.services.relay.model.incidents import Complain, Move, Remind, ReportIncident
from concierge_desk.services.relay.model.mandates import EndMandate, RecordMandate
from concierge_desk.services.relay.model.operations import Switch
from concierge_desk.services.relay.model.slips import DEPOSITS, RETURNS, HandToPostman, PrepareSlip
from concierge_desk.services.relay.model.stamps import Sell
from concierge_desk.services.relay.model.states import INCIDENTS
from concierge_desk.services.relay.model.stock import CountStock, ReceiveStock, SpoilStock
from concierge_desk.services.relay.model.taking_back import TakeBack
from concierge_desk.services.relay.model.tariffs import ImportTariff, PreviewTariff

MAX_PIECES = 10_000
MAX_WEIGHT_G = 100_000
MAX_SIDE_MM = 10_000
MAX_SEQ = 2**53
MAX_NOTE = 500


@dataclass(frozen=True, slots=True)
class Tracking(Text):
    """A tracking number as typed or scanned; dashes alone, typed for "none", are no number."""

    max_length: int = 60
    exempt: bool = True

    def read(self, raw: object) -> str:
        """See `Kind`."""
        text = Text(self.max_length, self.exempt).read(raw)
        if not normalise(text):
            raise Unreadable("input.empty")
        return text


@dataclass(frozen=True, slots=True)
class Shown:
    """True when something was shown, or the thing itself as scanned: only that it was shown is kept."""

    label: str = "true or false, or the code as scanned"

    def read(self, raw: object) -> bool:
        """See `Kind`."""
        if isinstance(raw, str):
            return bool(Text(exempt=True).read(raw))
        return Flag().read(raw)


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its two letters."""

    label: str = "country, ISO 3166-1 alpha-2"

    def read(self, raw: object) -> str:
        """See `Kind`."""
        code = Code().read(raw)
        if code not in ALPHA_2:
            raise Unreadable("input.country")
        return code


@dataclass(frozen=True, slots=True)
class ProductCode:
    """Code of a product: capitals, digits and single underscores."""

    label: str = "code of a product, such as `LV`"

    def read(self, raw: object) -> str:
        """See `Kind`."""
        code = Code().read(raw)
        if not _PRODUCT.fullmatch(code):
            raise Unreadable("input.product")
        return code


_PRODUCT = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)*")
_TRACKING = Tracking()
_CODE = Code()
_OWN_CODE = OwnCode()
_CARRIER = FromList("carrier", closed=True)
_SHELF = Text(max_length=20)
_PIECES = Integer(1, MAX_PIECES, "pieces")
_SEQ = Integer(1, MAX_SEQ)
_NOTE = Note(max_length=MAX_NOTE)
_NUMBER_DOC = "Number on the label, as typed or scanned."
_STAMP_DOC = "What is sold by the piece, such as `LV_20`."


def _may(name: str, kind: Kind, doc: str) -> Field:
    """Return a field that may be left out."""
    return Field(name, kind, required=False, doc=doc)


_WHICH = (
    _may("tracking", _TRACKING, _NUMBER_DOC),
    _may("custody", _OWN_CODE, "Code of our label, where there is no number."),
    _may("carrier", _CARRIER, "Which, where two networks have the same number here."),
)

PERSON = Form(Person, (Field("name", Text(), doc="As the label says."),))

PROXY = Form(
    Proxy,
    (
        Field("name", Text(), doc="Who collects."),
        _may("id_document", FromList("id_document"), "The proxy's own document."),
        _may("mandate", FromList("mandate"), "What the mandate is."),
        _may("valid_until", Day(), "Last day that the mandate itself names."),
        _may("mandate_code", _OWN_CODE, "Of a company's mandate noted before, `m-…`."),
    ),
)

RECEIVE = Form(
    Receive,
    (
        _may("tracking", _TRACKING, _NUMBER_DOC),
        Field("shelf", _SHELF, doc="Label of the place; several items may lie on it."),
        _may("addressee", Group(PERSON), "Kept beside the journal."),
        _may("presented_day", Day(), "Of the notice; never after today."),
        _may("label_deadline_day", Day(), "Printed on the label: stands before any period."),
        _may("carrier", _CARRIER, "Confirms a suggestion or an unknown shape."),
        Field("signature", Flag(), required=False, default=False, doc="The label asks for a signature."),
    ),
)

HAND_OVER = Form(
    HandOver,
    (
        *_WHICH,
        Field("collector", Choice(COLLECTORS), doc="Who stands at the counter."),
        _may("id_document", FromList("id_document"), "The addressee's document; never its number."),
        _may("proxy", Group(PROXY), "With collector `proxy` only."),
        Field(
            "pickup_code",
            Shown(),
            required=False,
            default=False,
            doc="The item's pickup code was right; it is not kept.",
        ),
        _may("reserves", _NOTE, "What is visible of a damage; kept beside the journal."),
    ),
)

REFUSE = Form(Refuse, (*_WHICH, Field("reason", FromList("refusal"), doc="Why.")))

MOVE = Form(Move, (*_WHICH, Field("shelf", _SHELF, doc="Label of the new place.")))

REMIND = Form(Remind, _WHICH)

REPORT_INCIDENT = Form(
    ReportIncident,
    (
        *_WHICH,
        Field("incident", Choice(INCIDENTS), doc="What is the matter; `found` ends `not_found`, `lost` too."),
        _may("note", _NOTE, "What was seen; kept beside the journal."),
    ),
)

COMPLAIN = Form(
    Complain,
    (
        Field("subject", FromList("complaint"), doc="What it is about."),
        _may("tracking", _TRACKING, _NUMBER_DOC),
        _may("note", _NOTE, "What was said; kept beside the journal."),
    ),
)

RECORD_MANDATE = Form(
    RecordMandate,
    (
        Field("company", Text(), doc="Which company; kept beside the journal."),
        Field("holder", Text(), doc="Who may collect for it; kept beside the journal."),
        Field("valid_until", Day(), doc="Last day; five years from now at most."),
    ),
)

END_MANDATE = Form(EndMandate, (Field("mandate_code", _OWN_CODE, doc="Its code, `m-…`."),))

DEPOSIT = Form(
    Deposit,
    (
        Field("kind", Choice(DEPOSIT_KINDS), doc="What is handed in."),
        _may("tracking", _TRACKING, "All but letters."),
        _may("count", _PIECES, "Letters only."),
        _may("carrier", _CARRIER, "Confirms a suggestion or an unknown shape."),
    ),
)

_WHAT = Choice((RETURNS, DEPOSITS))
_CHOSEN = (
    _may(
        "trackings",
        Items(_TRACKING, least=1),
        "Only these, by number or by the code of our label; else all that waits.",
    ),
    _may("entries", Items(_SEQ, least=1), "Only these deposits that have no number, by their entry."),
    _may("carrier", _CARRIER, "Whose postman stands there, where it is not La Poste's."),
)

PREPARE_SLIP = Form(PrepareSlip, (*_CHOSEN, Field("what", _WHAT, doc="What the postman will take.")))

HAND_TO_POSTMAN = Form(
    HandToPostman,
    (
        *_CHOSEN,
        _may("what", _WHAT, "What the postman takes; with a prepared slip it may be left out."),
        _may("slip", _CODE, "The prepared slip that he signs, `B-…`; without one it is made at once."),
    ),
)

TAKE_BACK = Form(
    TakeBack,
    (
        *_WHICH,
        _may("entry", _SEQ, "Entry of a deposit that has no number, as in the journal."),
    ),
)

SELL = Form(
    Sell,
    (
        Field("product", _CODE, doc=_STAMP_DOC),
        Field("quantity", _PIECES, doc="How many."),
    ),
)

STUCK = Form(Stuck, (Field("product", _CODE, doc=_STAMP_DOC), Field("quantity", _PIECES, doc="How many.")))

FRANK = Form(
    Frank,
    (
        Field("product", _CODE, doc="Product of the tariff, such as `COL`."),
        _may("zone", _CODE, "Zone of the tariff; may be left out where there is only one."),
        Field("weight_g", Integer(1, MAX_WEIGHT_G, "grams"), doc="Packed weight."),
        _may("tracking", _TRACKING, "Then the item also waits for the postman by its number."),
        Field(
            "options",
            Items(_CODE, most=5),
            required=False,
            default=(),
            doc="Products added to it, such as `AR`, in the price of the same line.",
        ),
        _may("country", Country(), "Of the destination: gives the zone."),
        Field(
            "stamps",
            Items(Group(STUCK), most=20),
            required=False,
            default=(),
            doc="Stamps out of the stock that are stuck on it.",
        ),
        Field(
            "size_mm",
            Items(Integer(1, MAX_SIDE_MM, "mm"), least=3, most=3),
            required=False,
            default=(),
            doc="Its three sides, where they were measured.",
        ),
    ),
)

RECEIVE_STOCK = Form(
    ReceiveStock, (Field("product", _CODE, doc=_STAMP_DOC), Field("quantity", _PIECES, doc="How many."))
)

SPOIL_STOCK = Form(
    SpoilStock, (Field("product", _CODE, doc=_STAMP_DOC), Field("quantity", _PIECES, doc="How many."))
)

COUNT_STOCK = Form(
    CountStock,
    (
        Field("product", _CODE, doc=_STAMP_DOC),
        Field("counted", Integer(0, MAX_PIECES, "pieces"), doc="How many are there."),
    ),
)

SWITCH = Form(
    Switch,
    (
        Field("operation", _CODE, doc="Code of the operation, such as `DEP_CHRONO`."),
        Field("on", Flag(), doc="Whether the shop offers it."),
    ),
)

PRODUCT = Form(
    Product,
    (
        Field("product", ProductCode(), doc="Its code."),
        Field("family", Choice(FAMILIES), doc="What kind of product it is."),
        Field("stamp", Flag(), doc="It is sold by the piece."),
        Field("tracked", Flag(), doc="What bears it has a number."),
        Field("label", Text(), doc="As La Poste names it."),
        _may("scheme", Choice(SCHEMES), "Table of zones that holds for it."),
        Field(
            "options",
            Items(ProductCode(), most=10),
            required=False,
            default=(),
            doc="What may be added to it.",
        ),
        _may("operation", _CODE, "Its operation, such as `VENTE_TP`."),
    ),
)

SET_PRODUCTS = Form(SetProducts, (Field("rows", Items(Group(PRODUCT), least=1), doc="The products."),))


@dataclass(frozen=True, slots=True)
class SheetLine(Group):
    """One price of a sheet, by the columns of the shipped file; an empty cell is left out."""

    def read(self, raw: object) -> TariffRow:
        """See `Kind`."""
        cells = raw
        if isinstance(raw, dict):
            named = {_COLUMNS.get(name, name): cell for name, cell in raw.items()}
            # An empty limit says that there is none; any other empty cell says nothing.
            cells = {
                name: None if cell == "" else cell
                for name, cell in named.items()
                if cell != "" or name == "max_g"
            }
        row: TariffRow = Group(self.form).read(cells)
        return row


_COLUMNS = {"label_fr": "label"}
"""Columns of the shipped file that have another name here."""

_AS_BEFORE = "; as before where it is left out."

TARIFF_ROW = Form(
    TariffRow,
    (
        Field("product", _CODE, doc="Product of the catalogue, such as `LV`."),
        Field(
            "label", Text(max_length=60), required=False, default="", doc="As La Poste names it" + _AS_BEFORE
        ),
        Field(
            "zone",
            _CODE,
            required=False,
            default="",
            doc="`FR`, `INT`, or a zone of the product, where it has several.",
        ),
        Field(
            "max_g",
            OrNull(Integer(1, MAX_WEIGHT_G, "grams"), None),
            doc="Heaviest packed weight, included; null for a flat price.",
        ),
        Field("cents", cents(), doc="Price, tax included."),
        Field(
            "vat_code",
            _CODE,
            required=False,
            default="",
            doc="Code of the dated rates, such as `EXO_POSTE`" + _AS_BEFORE,
        ),
        Field("valid_from", Day(), doc="First day."),
        _may("valid_to", Day(), "Last day, included, where one is stated."),
        Field("source", Text(), required=False, default="", doc="Where the price was read."),
        Field(
            "confidence",
            Word(("V", "S", "I")),
            required=False,
            default="S",
            doc="Verified, one source only, or inferred.",
        ),
        Field(
            "coverage",
            Choice((FULL, PARTIAL)),
            required=False,
            default=FULL,
            doc="`partial` where other bands of the product are not known from that day.",
        ),
    ),
)
_TARIFF_ROWS = Field(
    "rows",
    Items(SheetLine(TARIFF_ROW), least=1),
    doc="The sheet; a row of a band and first day that are known takes its place.",
)

IMPORT_TARIFF = Form(
    ImportTariff,
    (
        _TARIFF_ROWS,
        Field(
            "confirmed",
            Flag(),
            required=False,
            default=False,
            doc="Unusual prices were compared with La Poste's sheet.",
        ),
    ),
)

PREVIEW_TARIFF = Form(PreviewTariff, (_TARIFF_ROWS,))
