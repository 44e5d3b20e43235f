"""The columns of La Poste's daily export, and its ``LISEZMOI.txt``.

The words are part of the export's bytes and its reader is La Poste: they are French, fixed.

Source: docs/contract.md, "La Poste's daily file"; docs/trade.md, "Daily statement of the relay".
"""

from concierge_desk.exporting.tables import TableField, csv_table

_SEQ = TableField(
    "seq", "integer", "N° d'écriture", "Numéro de l'écriture dans le journal du poste.", required=True
)

OPERATIONS = csv_table(
    "operations",
    "Opérations",
    "Chaque opération faite pour La Poste, dans l'ordre ; une correction est une ligne de plus.",
    _SEQ,
    TableField("at", "datetime", "Instant", "Instant de l'opération, en temps universel.", required=True),
    TableField(
        "operation",
        "string",
        "Opération",
        "vente, affranchissement, depot, reassort, rebut, inventaire, reclamation",
        required=True,
    ),
    TableField("product", "string", "Produit", "Code du produit ou genre de dépôt."),
    TableField("zone", "string", "Zone", "Zone tarifaire d'un affranchissement."),
    TableField("weight_g", "integer", "Poids (g)", "Poids emballé, en grammes."),
    TableField("max_g", "integer", "Tranche (g)", "Limite supérieure incluse de la tranche appliquée."),
    TableField("quantity", "integer", "Quantité", "Nombre de pièces.", required=True),
    TableField("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces."),
    TableField("amount", "money", "Montant", "Montant encaissé pour La Poste, en euros."),
    TableField("ticket", "string", "Ticket", "Numéro du ticket de caisse."),
    TableField("corrects", "integer", "Corrige", "Numéro de l'écriture corrigée, s'il y en a une."),
    TableField("warnings", "string", "Remarques", "Codes des remarques faites à la saisie."),
)

CUSTODY = csv_table(
    "custody",
    "Mouvements des instances",
    "Arrivées, remises, refus et retours du jour.",
    _SEQ,
    TableField("at", "datetime", "Instant", "Instant du mouvement, en temps universel.", required=True),
    TableField(
        "movement",
        "string",
        "Mouvement",
        "arrivee, remise, refus, retour, reprise, avarie, introuvable, mal_dirige, retrouve, perdu ;"
        " annulation_… : le même, repris.",
        required=True,
    ),
    TableField("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True),
    TableField("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces."),
    TableField("carrier", "string", "Réseau", "Réseau de l'objet.", required=True),
    TableField("shelf", "string", "Place", "Étiquette de la place."),
    TableField("presented_day", "date", "Avisé le", "Date de l'avis de passage."),
    TableField("deadline_day", "date", "À garder jusqu'au", "Dernier jour de garde, inclus."),
    TableField("collector", "string", "Remis à", "addressee : destinataire ; proxy : mandataire."),
    TableField(
        "id_document",
        "string",
        "Pièce vue",
        "Genre de pièce d'identité du destinataire ; jamais son numéro.",
    ),
    TableField("mandate", "string", "Procuration", "Genre de procuration du mandataire."),
    TableField("reason", "string", "Motif", "Motif du refus ou de l'annulation."),
    TableField("slip", "string", "Bon de remise", "Numéro du bon signé par le facteur."),
    TableField("corrects", "integer", "Corrige", "Numéro de l'écriture annulée, s'il y en a une."),
    TableField("warnings", "string", "Remarques", "Codes des remarques faites à la saisie."),
    TableField(
        "proxy_document",
        "string",
        "Pièce du mandataire",
        "Genre de pièce du mandataire ; jamais son numéro.",
    ),
    TableField("pickup_code", "boolean", "Code de retrait", "Vrai si le code de retrait a été montré."),
    TableField("reserves", "boolean", "Réserves", "Vrai si des réserves ont été notées à la remise."),
)

HELD = csv_table(
    "held",
    "Instances en garde",
    "Objets encore au relais à la clôture, par date limite.",
    TableField("deadline_day", "date", "À garder jusqu'au", "Dernier jour de garde, inclus.", required=True),
    TableField("custody", "string", "Instance", "Code du passage de l'objet au relais.", required=True),
    TableField("tracking", "string", "N° de suivi", "Numéro de suivi, sans espaces."),
    TableField("carrier", "string", "Réseau", "Réseau de l'objet.", required=True),
    TableField("shelf", "string", "Place", "Étiquette de la place.", required=True),
    TableField(
        "state",
        "string",
        "État",
        "held : à remettre ; damaged : abîmé ; refused : refusé, en attente du facteur ;"
        " misrouted : mal dirigé, en attente du facteur ; not_found : introuvable.",
        required=True,
    ),
    TableField("arrived_day", "date", "Arrivé le", "Jour d'arrivée au relais.", required=True),
    TableField("presented_day", "date", "Avisé le", "Date de l'avis de passage."),
    TableField("last_useful_slot", "string", "Dernier créneau", "Dernière ouverture utile du relais."),
)

STOCK = csv_table(
    "stock",
    "Stock de timbres",
    "Stock par produit, en pièces ; le réassort est une proposition.",
    TableField("product", "string", "Produit", "Code du timbre.", required=True),
    TableField("opening", "integer", "Ouverture", "Stock à l'ouverture, en pièces.", required=True),
    TableField("received", "integer", "Reçus", "Pièces reçues dans la journée.", required=True),
    TableField("sold", "integer", "Vendus", "Pièces vendues dans la journée.", required=True),
    TableField("closing", "integer", "Clôture", "Stock à la clôture, en pièces.", required=True),
    TableField("restock", "integer", "Réassort", "Pièces proposées au réassort.", required=True),
    TableField("spoiled", "integer", "Rebut", "Pièces retirées de la vente dans la journée.", required=True),
    TableField("counted", "integer", "Comptés", "Dernier comptage de la journée, s'il y en a eu un."),
    TableField("gap", "integer", "Écart", "Écarts de comptage de la journée, en pièces.", required=True),
)

TAKINGS = csv_table(
    "takings",
    "Encaissements",
    "Part de La Poste dans les encaissements du jour, par moyen de paiement.",
    TableField("means", "string", "Moyen", "cash : espèces ; card : carte ; cheque : chèque.", required=True),
    TableField("charged", "money", "Encaissé", "Encaissé pour La Poste, en euros.", required=True),
    TableField("refunded", "money", "Remboursé", "Remboursé pour La Poste, en euros.", required=True),
)

README = """Relevé journalier de la conciergerie pour La Poste
====================================================

Ce fichier contient les opérations postales d'une journée close, telles que le relais les a
enregistrées. C'est le relevé de la conciergerie : il ne remplace pas la preuve de La Poste.

  operations.csv    ventes, affranchissements, dépôts, réassorts, rebuts, inventaires, réclamations
  custody.csv       arrivées, remises, refus, incidents et retours des instances
  held.csv          objets encore en garde à la clôture
  stock.csv         stock de timbres et réassort proposé
  takings.csv       part de La Poste dans les encaissements
  bordereau.pdf     le même relevé, à lire et à classer
  journal.ndjson    les écritures de la journée : celles de La Poste en clair, les autres par leur
                    seule empreinte. On voit combien d'écritures d'autres mandants il y a, pas ce
                    qu'elles disent.
  datapackage.json  description de chaque colonne, taille et empreinte de chaque fichier
  signature         signature Ed25519 de datapackage.json

Les CSV s'ouvrent dans un tableur : séparateur « ; », virgule décimale, UTF-8. {formula}

Pour vérifier ce fichier sans rien d'autre :  concierge-desk verify FICHIER.zip
La vérification recalcule la chaîne, les signatures, les listes et les totaux. Elle prouve que rien
n'a été retiré ni changé depuis la clôture ; elle ne prouve pas que tout a été saisi.
"""
