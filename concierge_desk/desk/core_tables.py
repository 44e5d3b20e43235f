"""The core's tables in the export of everything; the words are part of the files: French, fixed.

Source: docs/contract.md, "Four kinds of tables".
"""

from concierge_desk.counter.export_tables import TableOut
from concierge_desk.exporting.tables import TableField, TableSpec, csv_table
from concierge_desk.store.full_export import reader

_SEQ = TableField("seq", "integer", "N° d'écriture", "Numéro de l'écriture dans le journal.", required=True)
_DAY = TableField("day", "date", "Journée", "Date de la journée.", required=True)
_TICKET = TableField("ticket", "string", "Ticket", "Numéro du ticket de caisse.", required=True)

_RANK = TableField("n", "integer", "Rang", "Rang dans le ticket.", required=True)
_OPENED = TableField("opened_seq", "integer", "Ouverture", "Écriture de l'ouverture.", required=True)
_PASSAGES = TableField(
    "passages", "integer", "Passages", "Personnes entrées, sans nom ; vide : personne ne comptait."
)
_RATE = TableField("rate", "integer", "Taux (centièmes de %)", "550 : 5,5 %.", required=True)
_EXPECTED = TableField("expected", "money", "Attendu", "En euros.", required=True)

_TICKETS = csv_table(
    "tickets",
    "Tickets",
    "Un ticket par ligne ; un montant négatif est un remboursement.",
    _TICKET,
    _DAY,
    _SEQ,
    TableField("due", "money", "Montant", "Total du ticket, en euros.", required=True),
    TableField("visit", "string", "Visite", "Code de la visite que le ticket règle."),
)
_LINES = csv_table(
    "lignes",
    "Lignes des tickets",
    "Ce que chaque ticket facture, une ligne par acte.",
    _TICKET,
    _RANK,
    _SEQ,
    TableField("kind", "string", "Acte", "Genre de l'écriture.", required=True),
    TableField("label", "string", "Libellé", "Tel qu'il est imprimé."),
    TableField("quantity", "integer", "Quantité (millièmes)", "1000 : une pièce.", required=True),
    TableField("amount", "money", "Montant", "TTC, en euros.", required=True),
    TableField("fund", "string", "Fonds", "OWN : la conciergerie ; MANDATE:… : un mandant.", required=True),
    _RATE,
    TableField("vat", "money", "TVA", "TVA comprise dans le montant, en euros.", required=True),
)
_PAYMENTS = csv_table(
    "paiements",
    "Paiements",
    "Comment chaque ticket a été payé.",
    _TICKET,
    _RANK,
    TableField("means", "string", "Moyen", "cash : espèces ; card : carte ; cheque : chèque.", required=True),
    TableField("amount", "money", "Montant", "Montant encaissé, en euros.", required=True),
    TableField("given", "money", "Donné", "Montant donné, en euros.", required=True),
    TableField("change", "money", "Rendu", "Monnaie rendue, en euros.", required=True),
)
_DAYS = csv_table(
    "journees",
    "Journées et clôtures",
    "Une journée ouverte par ligne ; les totaux de clôture sont dans le journal et sur les Z.",
    _DAY,
    TableField("number", "string", "Clôture", "Numéro du Z."),
    TableField("from_seq", "integer", "Première écriture", "De la journée.", required=True),
    _OPENED,
    TableField("closed_seq", "integer", "Fermeture", "Écriture de la clôture."),
    TableField("float", "money", "Fond de caisse", "À l'ouverture, en euros.", required=True),
    TableField("left", "money", "Laissé", "Espèces laissées dans le tiroir, en euros."),
    TableField("fiscal_year", "string", "Exercice", "Exercice comptable de la clôture."),
    _PASSAGES,
)
_SESSIONS = csv_table(
    "seances",
    "Séances",
    "Les ouvertures et fermetures du comptoir dans une journée.",
    _DAY,
    TableField("n", "integer", "Rang", "Rang dans la journée.", required=True),
    _OPENED,
    TableField("closed_seq", "integer", "Fermeture", "Écriture de la fermeture."),
    _PASSAGES,
)
_COUNTS = csv_table(
    "comptages",
    "Comptages du tiroir",
    "Ce qui a été compté, et ce qui était attendu.",
    _SEQ,
    _DAY,
    TableField("counted", "money", "Compté", "En euros.", required=True),
    _EXPECTED,
)
_DRAWERS = csv_table(
    "tiroirs",
    "Tiroirs",
    "Les espèces que chaque tiroir devrait contenir.",
    TableField("drawer", "string", "Tiroir", "Code du tiroir.", required=True),
    _EXPECTED,
)
_CORRECTIONS = csv_table(
    "corrections",
    "Corrections",
    "Quelle écriture en corrige quelle autre.",
    TableField("corrected", "integer", "Corrigée", "Numéro de l'écriture corrigée.", required=True),
    TableField("seq", "integer", "Correction", "Numéro de l'écriture qui corrige.", required=True),
)
_NOTES = csv_table(
    "notes",
    "Notes de services",
    "Les notes remises ; la dernière d'une visite est celle qui compte.",
    _SEQ,
    TableField("visit", "string", "Visite", "Code de la visite.", required=True),
)
_VAT = csv_table(
    "tva",
    "Taux de TVA",
    "Les taux et leurs dates.",
    TableField("code", "string", "Code", "Code du taux.", required=True),
    _RATE,
    TableField("valid_from", "date", "Dès le", "Premier jour.", required=True),
    TableField("valid_to", "date", "Jusqu'au", "Dernier jour."),
)
_HOURS = csv_table(
    "horaires",
    "Horaires d'ouverture",
    "Les créneaux de chaque grille.",
    TableField("valid_from", "date", "Dès le", "Premier jour de la grille.", required=True),
    TableField("weekday", "integer", "Jour", "0 : lundi ; 6 : dimanche.", required=True),
    TableField("opens", "string", "Ouvre", "Heure locale.", required=True),
    TableField("closes", "string", "Ferme", "Heure locale.", required=True),
)
_CLOSURES = csv_table(
    "fermetures",
    "Fermetures",
    "Les jours de fermeture annoncés.",
    _DAY,
    TableField("reason", "string", "Raison", "Code de la raison."),
)
_PRINTS = csv_table(
    "impressions",
    "Impressions",
    "Combien de fois chaque papier a été imprimé au comptoir.",
    TableField("document", "string", "Papier", "Son nom, comme pour « print ».", required=True),
    TableField("copies", "integer", "Fois", "La première est l'original.", required=True),
)
_EXPORTS = csv_table(
    "releves",
    "Relevés remis aux mandants",
    "Chaque relevé journalier, à sa première écriture.",
    TableField("day", "string", "Journée", "Date, ou numéro de la clôture.", required=True),
    TableField("code", "string", "Relevé", "Mot de la ligne de commande.", required=True),
    _SEQ,
    TableField("sha256", "string", "SHA-256", "Empreinte du fichier.", required=True),
    TableField("software", "string", "Version", "Version du programme.", required=True),
)
_BACKUPS = csv_table(
    "sauvegardes",
    "Sauvegardes",
    "Les sauvegardes faites et relues.",
    _SEQ,
    TableField("at", "datetime", "Instant", "En temps universel.", required=True),
    TableField("anchor", "string", "Ancre", "De la dernière écriture contenue.", required=True),
    TableField("file", "string", "Fichier", "Nom du fichier.", required=True),
)


def _all_of(table: str, spec: TableSpec, columns: str, order: str) -> TableOut:
    """Return a table of the store with all its rows, in an order."""
    return TableOut((table,), spec, reader(table, columns, order))


CORE_TABLES = (
    _all_of("ticket", _TICKETS, "number, day, seq, due_cents, visit", "seq"),
    _all_of(
        "ticket_line",
        _LINES,
        "ticket, n, seq, kind, label, quantity_thousandths, cents, fund, rate, vat_cents",
        "ticket, n",
    ),
    _all_of("payment", _PAYMENTS, "ticket, n, means, cents, given_cents, change_cents", "ticket, n"),
    _all_of(
        "business_day",
        _DAYS,
        "day, number, from_seq, opened_seq, closed_seq, float_cents, left_cents, fiscal_year, passages",
        "opened_seq",
    ),
    _all_of("session", _SESSIONS, "day, n, opened_seq, closed_seq, passages", "day, n"),
    _all_of("drawer_count", _COUNTS, "seq, day, counted_cents, expected_cents", "seq"),
    _all_of("drawer", _DRAWERS, "code, cents", "code"),
    _all_of("correction", _CORRECTIONS, "corrected, seq", "corrected, seq"),
    _all_of("note", _NOTES, "seq, visit", "seq"),
    _all_of("vat_rate", _VAT, "code, rate, valid_from, valid_to", "code, valid_from"),
    TableOut(
        ("opening_slot", "opening_grid"),
        _HOURS,
        reader("opening_slot", "valid_from, weekday, opens, closes", "valid_from, weekday, opens"),
    ),
    _all_of("closure", _CLOSURES, "day, reason", "day"),
    _all_of("printed", _PRINTS, "document, copies", "document"),
    _all_of("export", _EXPORTS, "day, code, seq, sha256, software", "day, code"),
    _all_of("backup", _BACKUPS, "seq, at, anchor, file", "seq"),
)
