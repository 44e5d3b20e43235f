"""Parts of the shop away from the counter: its tables in the export of everything, its part of the demo.

The words are part of the files: French, fixed.

Source: decision 0019 (a start loads what the counter needs).
"""

from concierge_desk.counter.export_tables import TableOut
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.exporting.tables import TableField, csv_table
from concierge_desk.services.shop.demo import DEMO
from concierge_desk.services.shop.reports import TELLINGS
from concierge_desk.store.full_export import reader

_ARTICLE = TableField("article", "string", "Article", "Code de l'article.", required=True)
_ARTICLES = csv_table(
    "boutique-articles",
    "Articles",
    "Les articles de la boutique, leurs prix et leurs dates.",
    _ARTICLE,
    TableField("valid_from", "date", "Dès le", "Premier jour du prix.", required=True),
    TableField("label", "string", "Libellé", "Tel qu'il est imprimé.", required=True),
    TableField("price", "money", "Prix", "TTC, en euros.", required=True),
    TableField("vat_code", "string", "TVA", "Code du taux.", required=True),
    TableField("nature", "string", "Nature", "Bien ou service.", required=True),
)
_BARCODES = csv_table(
    "boutique-codes-barres",
    "Codes-barres",
    "À quel article chaque code-barres appartient.",
    TableField("barcode", "string", "Code-barres", "Tel qu'il est lu.", required=True),
    _ARTICLE,
)

_EVERYTHING = (
    TableOut(
        ("shop_article",),
        _ARTICLES,
        reader("shop_article", "article, valid_from, label, cents, vat_code, nature", "article, valid_from"),
    ),
    TableOut(("shop_barcode",), _BARCODES, reader("shop_barcode", "barcode, article", "barcode")),
)

ASIDE = ServiceParts(demo=DEMO, everything=_EVERYTHING, tellings=TELLINGS)
