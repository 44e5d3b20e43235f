"""The relay's tables in the export of everything; the words are part of the files: French, fixed."""

from concierge_desk.counter.export_tables import TableOut
from concierge_desk.exporting.tables import TableField, TableSpec, csv_table
from concierge_desk.store.full_export import reader

_CUSTODY = TableField("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True)
_TRACKING = TableField("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces.")
_PRODUCT = TableField("product", "string", "Produit", "Code du produit.", required=True)
_PRINCIPAL = TableField(
    "principal", "string", "Mandant", "Pour qui l'objet est gardé ou reçu.", required=True
)
_CARRIER = TableField("carrier", "string", "Réseau", "Réseau de l'objet.", required=True)
_FROM = TableField("valid_from", "date", "Dès le", "Premier jour.", required=True)
_TO = TableField("valid_to", "date", "Jusqu'au", "Dernier jour.")

_CUSTODIES = csv_table(
    "relais-instances",
    "Instances",
    "Chaque objet gardé, de son arrivée à sa fin.",
    _CUSTODY,
    _PRINCIPAL,
    _CARRIER,
    _TRACKING,
    TableField("shelf", "string", "Place", "Étiquette de la place."),
    TableField("state", "string", "État", "Où en est l'objet.", required=True),
    TableField("before", "string", "État d'avant", "Avant un incident."),
    TableField("party", "string", "Destinataire", "Référence dans personnes/, jamais le nom."),
    TableField("arrived_day", "date", "Arrivé le", "Jour d'arrivée.", required=True),
    TableField("presented_day", "date", "Avisé le", "Date de l'avis de passage."),
    TableField("deadline_day", "date", "À garder jusqu'au", "Dernier jour de garde, inclus.", required=True),
    TableField("last_useful_slot", "string", "Dernier créneau", "Dernière ouverture utile du relais."),
    TableField(
        "signature", "boolean", "Contre signature", "Oui si une signature est demandée.", required=True
    ),
    TableField("reminded_day", "date", "Rappelé le", "Dernier rappel."),
    TableField("slip", "string", "Bon", "Bon qui rend l'objet au facteur."),
    TableField("received_seq", "integer", "Arrivée", "Écriture de l'arrivée.", required=True),
    TableField("closed_seq", "integer", "Fin", "Écriture de la fin."),
    TableField("closed_day", "date", "Fini le", "Jour de la fin."),
)
_OUTGOING = csv_table(
    "relais-depots",
    "Dépôts",
    "Ce qui a été déposé pour le facteur.",
    TableField("seq", "integer", "N° d'écriture", "Écriture du dépôt.", required=True),
    _PRINCIPAL,
    TableField("kind", "string", "Genre", "Genre de dépôt.", required=True),
    TableField("pieces", "integer", "Pièces", "Nombre de pièces.", required=True),
    _TRACKING,
    TableField("product", "string", "Produit", "Code du produit."),
    TableField("deposited_day", "date", "Déposé le", "Jour du dépôt.", required=True),
    TableField("slip", "string", "Bon", "Bon de remise au facteur."),
    TableField("left_day", "date", "Parti le", "Jour de la remise au facteur."),
)
_SLIPS = csv_table(
    "relais-bons",
    "Bons du facteur",
    "Bons préparés, signés ou annulés.",
    TableField("number", "string", "Bon", "Numéro du bon.", required=True),
    TableField("seq", "integer", "N° d'écriture", "Écriture du bon.", required=True),
    TableField("day", "date", "Journée", "Jour du bon.", required=True),
    TableField("what", "string", "Objet", "Ce que le bon remet.", required=True),
    TableField("state", "string", "État", "prepared, signed, cancelled.", required=True),
)
_TARIFFS = csv_table(
    "relais-tarifs",
    "Tarifs",
    "Tous les prix et leurs dates ; les anciens restent.",
    _PRODUCT,
    TableField("label", "string", "Libellé", "Nom du produit."),
    TableField("zone", "string", "Zone", "Zone tarifaire."),
    TableField("max_g", "integer", "Tranche (g)", "Limite supérieure incluse."),
    TableField("price", "money", "Prix", "En euros.", required=True),
    TableField("vat_code", "string", "TVA", "Code du taux.", required=True),
    _FROM,
    _TO,
    TableField("source", "string", "Source", "D'où vient le prix."),
    TableField("confidence", "string", "Confiance", "Ce que vaut la source."),
    TableField("coverage", "string", "Couverture", "Ce que la grille couvre."),
)
_HOLDING = csv_table(
    "relais-durees",
    "Durées de garde",
    "Par réseau, en jours.",
    _CARRIER,
    TableField("days", "integer", "Jours", "Durée de garde.", required=True),
    _FROM,
    _TO,
)
_PRODUCTS = csv_table(
    "relais-produits",
    "Produits",
    "Le catalogue du relais.",
    _PRODUCT,
    TableField("family", "string", "Famille", "Famille du produit.", required=True),
    TableField("stamp", "boolean", "Timbre", "Oui si le produit est un timbre en stock.", required=True),
    TableField("tracked", "boolean", "Suivi", "Oui si le produit porte un numéro de suivi.", required=True),
    TableField("label", "string", "Libellé", "Nom du produit."),
    TableField("scheme", "string", "Grille", "Grille de zones."),
    TableField("options", "string", "Options", "Options permises."),
    TableField("operation", "string", "Opération", "Interrupteur dont il dépend."),
)
_STOCK = csv_table(
    "relais-stock",
    "Stock de timbres",
    "Le stock de chaque timbre, en pièces.",
    _PRODUCT,
    TableField("quantity", "integer", "Stock", "En pièces.", required=True),
)
_PAR = csv_table(
    "relais-stock-voulu",
    "Stock voulu",
    "Le stock que le réassort vise, en pièces.",
    _PRODUCT,
    TableField("quantity", "integer", "Voulu", "En pièces.", required=True),
)
_PERPETUAL = csv_table(
    "relais-totaux",
    "Totaux perpétuels",
    "Par mandant, depuis la mise en service.",
    TableField("principal", "string", "Mandant", "Son code.", required=True),
    TableField("total", "money", "Total", "En euros.", required=True),
    TableField("absolute", "money", "Total absolu", "Remboursements ajoutés, en euros.", required=True),
)
_SETTINGS = csv_table(
    "relais-reglages",
    "Réglages du relais",
    "Ce que le fichier du lieu en dit.",
    TableField("name", "string", "Réglage", "Son nom.", required=True),
    TableField("value", "string", "Valeur", "Sa valeur."),
)
_PRINCIPALS = csv_table(
    "relais-mandants",
    "Mandants",
    "Quel mandant répond de quel réseau.",
    _CARRIER,
    TableField("principal", "string", "Mandant", "Son code.", required=True),
)
_SWITCHES = csv_table(
    "relais-operations",
    "Opérations offertes",
    "Ce que le relais propose.",
    TableField("operation", "string", "Opération", "Son code.", required=True),
    TableField("enabled", "boolean", "Offerte", "Oui si le relais la propose.", required=True),
)
_MANDATES = csv_table(
    "relais-mandats",
    "Mandats d'entreprises",
    "Qui peut retirer pour qui ; les noms sont dans personnes/.",
    TableField("mandate", "string", "Mandat", "Son code.", required=True),
    TableField("company", "string", "Entreprise", "Référence dans personnes/.", required=True),
    TableField("holder", "string", "Porteur", "Référence dans personnes/.", required=True),
    TableField("valid_until", "date", "Valable jusqu'au", "Dernier jour.", required=True),
    TableField("ended_day", "date", "Fini le", "S'il a pris fin avant."),
)
_PLACES = csv_table(
    "relais-places",
    "Places des étagères",
    "Les places où ranger, dans l'ordre où elles se remplissent.",
    TableField("position", "integer", "Rang", "Son rang dans la liste.", required=True),
    TableField("place", "string", "Place", "Son étiquette.", required=True),
)
_INCIDENTS = csv_table(
    "relais-incidents",
    "Incidents",
    "Ce qui est arrivé à un objet gardé, et depuis quand.",
    _CUSTODY,
    TableField("seq", "integer", "N° d'écriture", "Écriture de l'incident.", required=True),
    TableField(
        "incident", "string", "Incident", "damaged, not_found, misrouted, misdelivered.", required=True
    ),
    TableField("day", "date", "Journée", "Jour où il a été noté.", required=True),
    TableField("settled_seq", "integer", "Retrouvé", "Écriture qui dit que l'objet est retrouvé."),
    TableField("note", "string", "Précision", "Référence dans personnes/, jamais le texte."),
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
