"""The relay's tables in the export of everything; the words are part of the files: French, fixed."""

from concierge_desk.counter.export_tables import TableOut
from concierge_desk.exporting.tables import Field, TableSpec
from concierge_desk.store.full_export import reader

_TRACKING = Field("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces.")
_PRODUCT = Field("product", "string", "Produit", "Code du produit.", required=True)
_PRINCIPAL = Field("principal", "string", "Mandant", "Pour qui l'objet est gardé ou reçu.", required=True)
_CARRIER = Field("carrier", "string", "Réseau", "Réseau de l'objet.", required=True)
_FROM = Field("valid_from", "date", "Dès le", "Premier jour.", required=True)
_TO = Field("valid_to", "date", "Jusqu'au", "Dernier jour.")

_CUSTODIES = TableSpec(
    "relais-instances",
    "relais-instances.csv",
    "Instances",
    "Chaque objet gardé, de son arrivée à sa fin.",
    (
        Field("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True),
        _PRINCIPAL,
        _CARRIER,
        _TRACKING,
        Field("shelf", "string", "Place", "Étiquette de la place."),
        Field("state", "string", "État", "Où en est l'objet.", required=True),
        Field("before", "string", "État d'avant", "Avant un incident."),
        Field("party", "string", "Destinataire", "Référence dans personnes/, jamais le nom."),
        Field("arrived_day", "date", "Arrivé le", "Jour d'arrivée.", required=True),
        Field("presented_day", "date", "Avisé le", "Date de l'avis de passage."),
        Field("deadline_day", "date", "À garder jusqu'au", "Dernier jour de garde, inclus.", required=True),
        Field("last_useful_slot", "string", "Dernier créneau", "Dernière ouverture utile du relais."),
        Field(
            "signature", "boolean", "Contre signature", "Oui si une signature est demandée.", required=True
        ),
        Field("reminded_day", "date", "Rappelé le", "Dernier rappel."),
        Field("slip", "string", "Bon", "Bon qui rend l'objet au facteur."),
        Field("received_seq", "integer", "Arrivée", "Écriture de l'arrivée.", required=True),
        Field("closed_seq", "integer", "Fin", "Écriture de la fin."),
        Field("closed_day", "date", "Fini le", "Jour de la fin."),
    ),
)
_OUTGOING = TableSpec(
    "relais-depots",
    "relais-depots.csv",
    "Dépôts",
    "Ce qui a été déposé pour le facteur.",
    (
        Field("seq", "integer", "N° d'écriture", "Écriture du dépôt.", required=True),
        _PRINCIPAL,
        Field("kind", "string", "Genre", "Genre de dépôt.", required=True),
        Field("pieces", "integer", "Pièces", "Nombre de pièces.", required=True),
        _TRACKING,
        Field("product", "string", "Produit", "Code du produit."),
        Field("deposited_day", "date", "Déposé le", "Jour du dépôt.", required=True),
        Field("slip", "string", "Bon", "Bon de remise au facteur."),
        Field("left_day", "date", "Parti le", "Jour de la remise au facteur."),
    ),
)
_SLIPS = TableSpec(
    "relais-bons",
    "relais-bons.csv",
    "Bons du facteur",
    "Bons préparés, signés ou annulés.",
    (
        Field("number", "string", "Bon", "Numéro du bon.", required=True),
        Field("seq", "integer", "N° d'écriture", "Écriture du bon.", required=True),
        Field("day", "date", "Journée", "Jour du bon.", required=True),
        Field("what", "string", "Objet", "Ce que le bon remet.", required=True),
        Field("state", "string", "État", "prepared, signed, cancelled.", required=True),
    ),
)
_TARIFFS = TableSpec(
    "relais-tarifs",
    "relais-tarifs.csv",
    "Tarifs",
    "Tous les prix et leurs dates ; les anciens restent.",
    (
        _PRODUCT,
        Field("label", "string", "Libellé", "Nom du produit."),
        Field("zone", "string", "Zone", "Zone tarifaire."),
        Field("max_g", "integer", "Tranche (g)", "Limite supérieure incluse."),
        Field("price", "money", "Prix", "En euros.", required=True),
        Field("vat_code", "string", "TVA", "Code du taux.", required=True),
        _FROM,
        _TO,
        Field("source", "string", "Source", "D'où vient le prix."),
        Field("confidence", "string", "Confiance", "Ce que vaut la source."),
        Field("coverage", "string", "Couverture", "Ce que la grille couvre."),
    ),
)
_HOLDING = TableSpec(
    "relais-durees",
    "relais-durees.csv",
    "Durées de garde",
    "Par réseau, en jours.",
    (_CARRIER, Field("days", "integer", "Jours", "Durée de garde.", required=True), _FROM, _TO),
)
_PRODUCTS = TableSpec(
    "relais-produits",
    "relais-produits.csv",
    "Produits",
    "Le catalogue du relais.",
    (
        _PRODUCT,
        Field("family", "string", "Famille", "Famille du produit.", required=True),
        Field("stamp", "boolean", "Timbre", "Oui si le produit est un timbre en stock.", required=True),
        Field("tracked", "boolean", "Suivi", "Oui si le produit porte un numéro de suivi.", required=True),
        Field("label", "string", "Libellé", "Nom du produit."),
        Field("scheme", "string", "Grille", "Grille de zones."),
        Field("options", "string", "Options", "Options permises."),
        Field("operation", "string", "Opération", "Interrupteur dont il dépend."),
    ),
)
_STOCK = TableSpec(
    "relais-stock",
    "relais-stock.csv",
    "Stock de timbres",
    "Le stock de chaque timbre, en pièces.",
    (_PRODUCT, Field("quantity", "integer", "Stock", "En pièces.", required=True)),
)
_PAR = TableSpec(
    "relais-stock-voulu",
    "relais-stock-voulu.csv",
    "Stock voulu",
    "Le stock que le réassort vise, en pièces.",
    (_PRODUCT, Field("quantity", "integer", "Voulu", "En pièces.", required=True)),
)
_PERPETUAL = TableSpec(
    "relais-totaux",
    "relais-totaux.csv",
    "Totaux perpétuels",
    "Par mandant, depuis la mise en service.",
    (
        Field("principal", "string", "Mandant", "Son code.", required=True),
        Field("total", "money", "Total", "En euros.", required=True),
        Field("absolute", "money", "Total absolu", "Remboursements ajoutés, en euros.", required=True),
    ),
)
_SETTINGS = TableSpec(
    "relais-reglages",
    "relais-reglages.csv",
    "Réglages du relais",
    "Ce que le fichier du lieu en dit.",
    (
        Field("name", "string", "Réglage", "Son nom.", required=True),
        Field("value", "string", "Valeur", "Sa valeur."),
    ),
)
_PRINCIPALS = TableSpec(
    "relais-mandants",
    "relais-mandants.csv",
    "Mandants",
    "Quel mandant répond de quel réseau.",
    (_CARRIER, Field("principal", "string", "Mandant", "Son code.", required=True)),
)
_SWITCHES = TableSpec(
    "relais-operations",
    "relais-operations.csv",
    "Opérations offertes",
    "Ce que le relais propose.",
    (
        Field("operation", "string", "Opération", "Son code.", required=True),
        Field("enabled", "boolean", "Offerte", "Oui si le relais la propose.", required=True),
    ),
)
_MANDATES = TableSpec(
    "relais-mandats",
    "relais-mandats.csv",
    "Mandats d'entreprises",
    "Qui peut retirer pour qui ; les noms sont dans personnes/.",
    (
        Field("mandate", "string", "Mandat", "Son code.", required=True),
        Field("company", "string", "Entreprise", "Référence dans personnes/.", required=True),
        Field("holder", "string", "Porteur", "Référence dans personnes/.", required=True),
        Field("valid_until", "date", "Valable jusqu'au", "Dernier jour.", required=True),
        Field("ended_day", "date", "Fini le", "S'il a pris fin avant."),
    ),
)
_PLACES = TableSpec(
    "relais-places",
    "relais-places.csv",
    "Places des étagères",
    "Les places où ranger, dans l'ordre où elles se remplissent.",
    (
        Field("position", "integer", "Rang", "Son rang dans la liste.", required=True),
        Field("place", "string", "Place", "Son étiquette.", required=True),
    ),
)
_INCIDENTS = TableSpec(
    "relais-incidents",
    "relais-incidents.csv",
    "Incidents",
    "Ce qui est arrivé à un objet gardé, et depuis quand.",
    (
        Field("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True),
        Field("seq", "integer", "N° d'écriture", "Écriture de l'incident.", required=True),
        Field(
            "incident", "string", "Incident", "damaged, not_found, misrouted, misdelivered.", required=True
        ),
        Field("day", "date", "Journée", "Jour où il a été noté.", required=True),
        Field("settled_seq", "integer", "Retrouvé", "Écriture qui dit que l'objet est retrouvé."),
        Field("note", "string", "Précision", "Référence dans personnes/, jamais le texte."),
    ),
)

_ORDERS = {
    "relay_custody": (_CUSTODIES, "received_seq"),
    "relay_outgoing": (_OUTGOING, "seq"),
    "relay_slip": (_SLIPS, "number"),
    "relay_tariff": (_TARIFFS, "product, zone, COALESCE(max_g, 0), valid_from"),
    "relay_holding": (_HOLDING, "carrier, valid_from"),
    "relay_product": (_PRODUCTS, "product"),
    "relay_stock": (_STOCK, "product"),
    "relay_par": (_PAR, "product"),
    "relay_perpetual": (_PERPETUAL, "principal"),
    "relay_setting": (_SETTINGS, "name"),
    "relay_principal": (_PRINCIPALS, "carrier"),
    "relay_switch": (_SWITCHES, "operation"),
    "relay_mandate": (_MANDATES, "mandate"),
    "relay_place": (_PLACES, "position"),
    "relay_incident": (_INCIDENTS, "seq"),
}
_COLUMNS = {"price": "cents", "total": "cents", "absolute": "abs_cents"}
"""Columns that are called otherwise in the store, amounts being in cents there."""


def _columns(spec: TableSpec) -> str:
    return ", ".join(_COLUMNS.get(field.name, field.name) for field in spec.fields)


TABLES = tuple(
    TableOut((table,), spec, reader(table, _columns(spec), order)) for table, (spec, order) in _ORDERS.items()
)
"""Every table of the schema, none left out."""
