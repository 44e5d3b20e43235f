"""Fields of what is sold and franked, of the stock, the catalogue and the tariff."""

from dataclasses import dataclass

from concierge_desk.counter.values.fields import Field, Form, Group
from concierge_desk.counter.values.kinds import Choice, Day, Flag, Integer, Items, OrNull, Text, Word, cents
from concierge_desk.domain.override import override
from concierge_desk.services.relay.form.kinds import (
    CODE,
    MAX_PIECES,
    MAX_SIDE_MM,
    MAX_WEIGHT_G,
    PIECES,
    SHELF,
    TRACKING,
    Country,
    ProductCode,
    may,
)
from concierge_desk.services.relay.model.catalogue import FAMILIES, SCHEMES, Product, SetProducts
from concierge_desk.services.relay.model.franking import Frank, Stuck
from concierge_desk.services.relay.model.operations import Switch
from concierge_desk.services.relay.model.places import SetPlaces
from concierge_desk.services.relay.model.postage.tariff import FULL, PARTIAL, TariffRow
from concierge_desk.services.relay.model.stamps import SellStamps
from concierge_desk.services.relay.model.stock import CountStock, ReceiveStock, SpoilStock
from concierge_desk.services.relay.model.tariffs import ImportTariff, PreviewTariff

_STAMP = Field("product", CODE, doc="What is sold by the piece, such as `LV_20`.")
_PIECES_OF_STAMP = (_STAMP, Field("quantity", PIECES, doc="How many."))

SELL = Form(SellStamps, _PIECES_OF_STAMP)

STUCK = Form(Stuck, _PIECES_OF_STAMP)

FRANK = Form(
    Frank,
    (
        Field("product", CODE, doc="Product of the tariff, such as `COL`."),
        may("zone", CODE, "Zone of the tariff; may be left out where there is only one."),
        Field("weight_g", Integer(1, MAX_WEIGHT_G, "grams"), doc="Packed weight."),
        may("tracking", TRACKING, "Then the item also waits for the postman by its number."),
        may(
            "options",
            Items(CODE, most=5),
            "Products added to it, such as `AR`, in the price of the same line.",
            default=(),
        ),
        may("country", Country(), "Of the destination: gives the zone."),
        may(
            "stamps",
            Items(Group(STUCK), most=20),
            "Stamps out of the stock that are stuck on it.",
            default=(),
        ),
        may(
            "size_mm",
            Items(Integer(1, MAX_SIDE_MM, "mm"), least=3, most=3),
            "Its three sides, where they were measured.",
            default=(),
        ),
    ),
)

RECEIVE_STOCK = Form(ReceiveStock, _PIECES_OF_STAMP)

SPOIL_STOCK = Form(SpoilStock, _PIECES_OF_STAMP)

COUNT_STOCK = Form(
    CountStock,
    (
        _STAMP,
        Field("counted", Integer(0, MAX_PIECES, "pieces"), doc="How many are there."),
    ),
)

SWITCH = Form(
    Switch,
    (
        Field("operation", CODE, doc="Code of the operation, such as `DEP_CHRONO`."),
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
        may("scheme", Choice(SCHEMES), "Table of zones that holds for it."),
        may("options", Items(ProductCode(), most=10), "What may be added to it.", default=()),
        may("operation", CODE, "Its operation, such as `VENTE_TP`."),
    ),
)

SET_PRODUCTS = Form(SetProducts, (Field("rows", Items(Group(PRODUCT), least=1), doc="The products."),))

SET_PLACES = Form(
    SetPlaces,
    (Field("places", Items(SHELF), doc="Labels of the places, in the order they are filled."),),
)


@dataclass(frozen=True, slots=True)
class SheetLine(Group):
    """One price of a sheet, by the columns of the shipped file; an empty cell is left out."""

    @override
    def read(self, raw: object) -> TariffRow:
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
        Field("product", CODE, doc="Product of the catalogue, such as `LV`."),
        may("label", Text(max_length=60), "As La Poste names it" + _AS_BEFORE, default=""),
        may("zone", CODE, "`FR`, `INT`, or a zone of the product, where it has several.", default=""),
        Field(
            "max_g",
            OrNull(Integer(1, MAX_WEIGHT_G, "grams"), None),
            doc="Heaviest packed weight, included; null for a flat price.",
        ),
        Field("cents", cents(), doc="Price, tax included."),
        may("vat_code", CODE, "Code of the dated rates, such as `EXO_POSTE`" + _AS_BEFORE, default=""),
        Field("valid_from", Day(), doc="First day."),
        may("valid_to", Day(), "Last day, included, where one is stated."),
        may("source", Text(), "Where the price was read.", default=""),
        may("confidence", Word(("V", "S", "I")), "Verified, one source only, or inferred.", default="S"),
        may(
            "coverage",
            Choice((FULL, PARTIAL)),
            "`partial` where other bands of the product are not known from that day.",
            default=FULL,
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
        may("confirmed", Flag(), "Unusual prices were compared with La Poste's sheet.", default=False),
    ),
)

PREVIEW_TARIFF = Form(PreviewTariff, (_TARIFF_ROWS,))
