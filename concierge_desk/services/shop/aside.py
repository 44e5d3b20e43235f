"""Parts of the shop away from the counter: its tables in the export of everything, its part of the demo.

The words are part of the files: French, fixed.

Source: decision 0019 (a start loads what the counter needs).
"""

from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.exporting.table_texts import Titles, tables_out
from concierge_desk.exporting.titles import TITLES
from concierge_desk.services.shop.demo import DEMO
from concierge_desk.services.shop.reports import TELLINGS
from concierge_desk.store.full_export import reader

_TITLES: Titles = {
    **TITLES,
    "article": ("string", "Article", "Code de l'article."),
    "valid_from": ("date", "Dès le", "Premier jour du prix."),
    "label": ("string", "Libellé", "Tel qu'il est imprimé."),
    "price": ("money", "Prix", "TTC, en euros."),
    "vat_code": ("string", "TVA", "Code du taux."),
    "nature": ("string", "Nature", "Bien, bien à garantie légale (durable) ou service."),
    "partner": ("string?", "Partenaire", "Code de qui il est vendu pour ; vide pour la boutique."),
    "place": ("integer", "Touche", "Sa place."),
    "barcode": ("string", "Code-barres", "Tel qu'il est lu."),
}
_EVERYTHING = tables_out(
    _TITLES,
    """
boutique-articles: Articles. Les articles de la boutique, leurs prix et leurs dates.
    article, valid_from, label, cents AS price, vat_code, nature, partner FROM shop_article
    ORDER BY article, valid_from
boutique-touches: Touches. Les articles qui ont une touche, dans l'ordre ; aucun : tous, par code.
    place, article FROM shop_favourite ORDER BY place
boutique-codes-barres: Codes-barres. À quel article chaque code-barres appartient.
    barcode, article FROM shop_barcode ORDER BY barcode
""",
    reader,
)

ASIDE = ServiceParts(demo=DEMO, everything=_EVERYTHING, tellings=TELLINGS)
