"""The shop that the model knows: its site file, and its prices, rates and carriers as plain rows.

They stand here once more, as literals, so that the model asks nothing of the program.
"""

from dataclasses import dataclass
from datetime import date

SITE = """
[desk]
code = "AMP1"
name = "Conciergerie d'essai"
legal = ["SCIC d'essai"]
address = ["40 rue de Wattwiller", "67100 Strasbourg"]
siret = "00000000000000"
timezone = "Europe/Paris"
holidays = "FR-6AE"
fiscal_year_start = "{fiscal}"
drawer = "MAIN"

[[operators]]
code = "o01"
name = "La concierge"

[[operators]]
code = "o02"
name = "La remplaçante"

[[opening]]
valid_from = "2021-08-23"
monday = ["15:00-18:00"]
wednesday = ["08:00-11:30"]
saturday = ["09:00-12:00"]

[services.relay]
regate = ""
office = ""

[services.relay.principals]
colissimo = "LAPOSTE"
registered = "LAPOSTE"
s10 = "LAPOSTE"
dpd = "DPD"

[services.relay.par]
LV_20 = 40
LI_20 = 60

{articles}
"""

LAPOSTE = "LAPOSTE"
MANDATE = "MANDATE:LAPOSTE"
FIRST = "2021-08-23"
"""From this day on articles have a price."""

RATES = {"TVA_20": 2000, "TVA_10": 1000, "TVA_55": 550, "EXO": 0}
RATES_FROM = "2014-01-01"

ARTICLES = {
    # article -> cents, VAT, nature
    "CAFE": (120, "TVA_10", "service"),
    "PHOTOCOPIE": (20, "TVA_20", "service"),
    "CARTE": (152, "TVA_20", "goods"),  # as much as a stamp: shares of both end in half a cent
    "PLUME": (7, "TVA_55", "goods"),
    "OURLET": (1205, "TVA_20", "service"),
    "CADEAU": (0, "TVA_20", "goods"),
    "PRET": (333, "EXO", "service"),
    "MEUBLE": (60_000, "TVA_20", "goods"),
}

PAR = {"LV_20": 40, "LI_20": 60}

CARRIERS = {"colissimo": LAPOSTE, "registered": LAPOSTE, "s10": LAPOSTE, "dpd": "DPD"}
HOLDING = {"colissimo": 15, "registered": 15, "s10": 15, "dpd": 8}
HOLDING_FROM = "2024-01-01"

NUMBERS = {
    # a number on a label -> the carrier that its shape says, if it says one for certain
    "6A15602676300": "colissimo",
    "1A18945277312": "registered",
    "RB123456785GB": "s10",
    "01234567890123": None,
}


@dataclass(frozen=True)
class Row:
    """A price that holds from one day to another."""

    cents: int
    valid_from: str
    valid_to: str = "9999-12-31"


_NOW = "2026-01-01"
_LAST_YEAR = ("2025-01-01", "2025-12-31")
_BEFORE = ("2024-01-01", "2024-12-31")

STAMPS = {
    "LV_20": (Row(152, _NOW), Row(139, *_LAST_YEAR), Row(129, *_BEFORE)),
    "LI_20": (Row(225, _NOW),),
    "SUIVI": (Row(50, _NOW),),
}

BANDS: dict[tuple[str, str], dict[int | None, tuple[Row, ...]]] = {
    # (product, zone) -> heaviest weight of each band -> prices; None: a flat price
    ("COL", "FR"): {
        250: (Row(549, _NOW), Row(525, *_LAST_YEAR)),
        500: (Row(759, _NOW), Row(735, *_LAST_YEAR)),
        750: (Row(929, _NOW), Row(865, *_LAST_YEAR)),
        1000: (Row(959, _NOW), Row(940, *_LAST_YEAR)),
        2000: (Row(1119, _NOW), Row(1070, *_LAST_YEAR)),
        5000: (Row(1739, _NOW), Row(1660, *_LAST_YEAR)),
        10_000: (Row(2529, _NOW), Row(2420, *_LAST_YEAR)),
        15_000: (Row(3199, _NOW), Row(3055, *_LAST_YEAR)),
        30_000: (Row(3959, _NOW), Row(3785, *_LAST_YEAR)),
    },
    ("AR", "FR"): {None: (Row(145, _NOW),)},
}
OPTIONS = ("AR",)
"""Paid for with a letter, and no piece of its own."""


def site(fiscal: str = "01-01") -> str:
    """Return the site file, with the first day of its fiscal year."""
    rows = [
        f'[[services.shop.articles]]\narticle = "{article}"\nlabel = "{article.title()}"\ncents = {cents}\n'
        f'vat_code = "{code}"\nnature = "{nature}"\nvalid_from = "{FIRST}"\n'
        for article, (cents, code, nature) in ARTICLES.items()
    ]
    return SITE.format(fiscal=fiscal, articles="\n".join(rows))


def price(rows: tuple[Row, ...], day: date) -> int | None:
    """Return the price of a day, None where none is known."""
    on = day.isoformat()
    return next((row.cents for row in rows if row.valid_from <= on <= row.valid_to), None)
