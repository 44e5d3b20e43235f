"""The core's tables in the export of everything; the words are part of the files: French, fixed.

Source: docs/contract.md, "Four kinds of tables".
"""

from concierge_desk.counter.export_tables import TableOut
from concierge_desk.exporting.tables import TableField, TableSpec
from concierge_desk.store.full_export import reader

_SEQ = TableField("seq", "integer", "N° d'écriture", "Numéro de l'écriture dans le journal.", required=True)
_DAY = TableField("day", "date", "Journée", "Date de la journée.", required=True)
_TICKET = TableField("ticket", "string", "Ticket", "Numéro du ticket de caisse.", required=True)

_TICKETS = TableSpec(
    "tickets",
    "tickets.csv",
    "Tickets",
    "Un ticket par ligne ; un montant négatif est un remboursement.",
    (
        _TICKET,
        _DAY,
        _SEQ,
        TableField("due", "money", "Montant", "Total du ticket, en euros.", required=True),
        TableField("visit", "string", "Visite", "Code de la visite que le ticket règle."),
    ),
)
_LINES = TableSpec(
    "lignes",
    "lignes.csv",
    "Lignes des tickets",
    "Ce que chaque ticket facture, une ligne par acte.",
    (
        _TICKET,
        TableField("n", "integer", "Rang", "Rang dans le ticket.", required=True),
        _SEQ,
        TableField("kind", "string", "Acte", "Genre de l'écriture.", required=True),
        TableField("label", "string", "Libellé", "Tel qu'il est imprimé."),
        TableField("quantity", "integer", "Quantité (millièmes)", "1000 : une pièce.", required=True),
        TableField("amount", "money", "Montant", "TTC, en euros.", required=True),
        TableField(
            "fund", "string", "Fonds", "OWN : la conciergerie ; MANDATE:… : un mandant.", required=True
        ),
        TableField("rate", "integer", "Taux (centièmes de %)", "550 : 5,5 %.", required=True),
        TableField("vat", "money", "TVA", "TVA comprise dans le montant, en euros.", required=True),
    ),
)
_PAYMENTS = TableSpec(
    "paiements",
    "paiements.csv",
    "Paiements",
    "Comment chaque ticket a été payé.",
    (
        _TICKET,
        TableField("n", "integer", "Rang", "Rang dans le ticket.", required=True),
        TableField(
            "means", "string", "Moyen", "cash : espèces ; card : carte ; cheque : chèque.", required=True
        ),
        TableField("amount", "money", "Montant", "Montant encaissé, en euros.", required=True),
        TableField("given", "money", "Donné", "Montant donné, en euros.", required=True),
        TableField("change", "money", "Rendu", "Monnaie rendue, en euros.", required=True),
    ),
)
_DAYS = TableSpec(
    "journees",
    "journees.csv",
    "Journées et clôtures",
    "Une journée ouverte par ligne ; les totaux de clôture sont dans le journal et sur les Z.",
    (
        _DAY,
        TableField("number", "string", "Clôture", "Numéro du Z."),
        TableField("from_seq", "integer", "Première écriture", "De la journée.", required=True),
        TableField("opened_seq", "integer", "Ouverture", "Écriture de l'ouverture.", required=True),
        TableField("closed_seq", "integer", "Fermeture", "Écriture de la clôture."),
        TableField("float", "money", "Fond de caisse", "À l'ouverture, en euros.", required=True),
        TableField("left", "money", "Laissé", "Espèces laissées dans le tiroir, en euros."),
        TableField("fiscal_year", "string", "Exercice", "Exercice comptable de la clôture."),
        TableField(
            "passages", "integer", "Passages", "Personnes entrées, sans nom ; vide : personne ne comptait."
        ),
    ),
)
_SESSIONS = TableSpec(
    "seances",
    "seances.csv",
    "Séances",
    "Les ouvertures et fermetures du comptoir dans une journée.",
    (
        _DAY,
        TableField("n", "integer", "Rang", "Rang dans la journée.", required=True),
        TableField("opened_seq", "integer", "Ouverture", "Écriture de l'ouverture.", required=True),
        TableField("closed_seq", "integer", "Fermeture", "Écriture de la fermeture."),
        TableField(
            "passages", "integer", "Passages", "Personnes entrées, sans nom ; vide : personne ne comptait."
        ),
    ),
)
_COUNTS = TableSpec(
    "comptages",
    "comptages.csv",
    "Comptages du tiroir",
    "Ce qui a été compté, et ce qui était attendu.",
    (
        _SEQ,
        _DAY,
        TableField("counted", "money", "Compté", "En euros.", required=True),
        TableField("expected", "money", "Attendu", "En euros.", required=True),
    ),
)
_DRAWERS = TableSpec(
    "tiroirs",
    "tiroirs.csv",
    "Tiroirs",
    "Les espèces que chaque tiroir devrait contenir.",
    (
        TableField("drawer", "string", "Tiroir", "Code du tiroir.", required=True),
        TableField("expected", "money", "Attendu", "En euros.", required=True),
    ),
)
_CORRECTIONS = TableSpec(
    "corrections",
    "corrections.csv",
    "Corrections",
    "Quelle écriture en corrige quelle autre.",
    (
        TableField("corrected", "integer", "Corrigée", "Numéro de l'écriture corrigée.", required=True),
        TableField("seq", "integer", "Correction", "Numéro de l'écriture qui corrige.", required=True),
    ),
)
_NOTES = TableSpec(
    "notes",
    "notes.csv",
    "Notes de services",
    "Les notes remises ; la dernière d'une visite est celle qui compte.",
    (_SEQ, TableField("visit", "string", "Visite", "Code de la visite.", required=True)),
)
_VAT = TableSpec(
    "tva",
    "tva.csv",
    "Taux de TVA",
    "Les taux et leurs dates.",
    (
        TableField("code", "string", "Code", "Code du taux.", required=True),
        TableField("rate", "integer", "Taux (centièmes de %)", "550 : 5,5 %.", required=True),
        TableField("valid_from", "date", "Dès le", "Premier jour.", required=True),
        TableField("valid_to", "date", "Jusqu'au", "Dernier jour."),
    ),
)
_HOURS = TableSpec(
    "horaires",
    "horaires.csv",
    "Horaires d'ouverture",
    "Les créneaux de chaque grille.",
    (
        TableField("valid_from", "date", "Dès le", "Premier jour de la grille.", required=True),
        TableField("weekday", "integer", "Jour", "0 : lundi ; 6 : dimanche.", required=True),
        TableField("opens", "string", "Ouvre", "Heure locale.", required=True),
        TableField("closes", "string", "Ferme", "Heure locale.", required=True),
    ),
)
_CLOSURES = TableSpec(
    "fermetures",
    "fermetures.csv",
    "Fermetures",
    "Les jours de fermeture annoncés.",
    (_DAY, TableField("reason", "string", "Raison", "Code de la raison.")),
)
_PRINTS = TableSpec(
    "impressions",
    "impressions.csv",
    "Impressions",
    "Combien de fois chaque papier a été imprimé au comptoir.",
    (
        TableField("document", "string", "Papier", "Son nom, comme pour « print ».", required=True),
        TableField("copies", "integer", "Fois", "La première est l'original.", required=True),
    ),
)
_EXPORTS = TableSpec(
    "releves",
    "releves.csv",
    "Relevés remis aux mandants",
    "Chaque relevé journalier, à sa première écriture.",
    (
        TableField("day", "string", "Journée", "Date, ou numéro de la clôture.", required=True),
        TableField("code", "string", "Relevé", "Mot de la ligne de commande.", required=True),
        _SEQ,
        TableField("sha256", "string", "SHA-256", "Empreinte du fichier.", required=True),
        TableField("software", "string", "Version", "Version du programme.", required=True),
    ),
)
_BACKUPS = TableSpec(
    "sauvegardes",
    "sauvegardes.csv",
    "Sauvegardes",
    "Les sauvegardes faites et relues.",
    (
        _SEQ,
        TableField("at", "datetime", "Instant", "En temps universel.", required=True),
        TableField("anchor", "string", "Ancre", "De la dernière écriture contenue.", required=True),
        TableField("file", "string", "Fichier", "Nom du fichier.", required=True),
    ),
)

CORE_TABLES = (
    TableOut(("ticket",), _TICKETS, reader("ticket", "number, day, seq, due_cents, visit", "seq")),
    TableOut(
        ("ticket_line",),
        _LINES,
        reader(
            "ticket_line",
            "ticket, n, seq, kind, label, quantity_thousandths, cents, fund, rate, vat_cents",
            "ticket, n",
        ),
    ),
    TableOut(
        ("payment",),
        _PAYMENTS,
        reader("payment", "ticket, n, means, cents, given_cents, change_cents", "ticket, n"),
    ),
    TableOut(
        ("business_day",),
        _DAYS,
        reader(
            "business_day",
            "day, number, from_seq, opened_seq, closed_seq, float_cents, left_cents, fiscal_year, passages",
            "opened_seq",
        ),
    ),
    TableOut(
        ("session",), _SESSIONS, reader("session", "day, n, opened_seq, closed_seq, passages", "day, n")
    ),
    TableOut(
        ("drawer_count",), _COUNTS, reader("drawer_count", "seq, day, counted_cents, expected_cents", "seq")
    ),
    TableOut(("drawer",), _DRAWERS, reader("drawer", "code, cents", "code")),
    TableOut(("correction",), _CORRECTIONS, reader("correction", "corrected, seq", "corrected, seq")),
    TableOut(("note",), _NOTES, reader("note", "seq, visit", "seq")),
    TableOut(("vat_rate",), _VAT, reader("vat_rate", "code, rate, valid_from, valid_to", "code, valid_from")),
    TableOut(
        ("opening_slot", "opening_grid"),
        _HOURS,
        reader("opening_slot", "valid_from, weekday, opens, closes", "valid_from, weekday, opens"),
    ),
    TableOut(("closure",), _CLOSURES, reader("closure", "day, reason", "day")),
    TableOut(("printed",), _PRINTS, reader("printed", "document, copies", "document")),
    TableOut(("export",), _EXPORTS, reader("export", "day, code, seq, sha256, software", "day, code")),
    TableOut(("backup",), _BACKUPS, reader("backup", "seq, at, anchor, file", "seq")),
)
