"""The columns of La Poste's daily export, and its ``LISEZMOI.txt``.

The words are part of the export's bytes and its reader is La Poste: they are French, fixed.

Source: docs/contract.md, "La Poste's daily file"; docs/trade.md, "Daily statement of the relay".
"""

from typing import Final

from concierge_desk.exporting.table_texts import Titles, specs_of

OPERATIONS_FR: Final = {
    "vente": "Vente",
    "affranchissement": "Affranchissement",
    "depot": "Dépôt",
    "reassort": "Réassort",
    "rebut": "Rebut",
    "inventaire": "Inventaire",
    "ouverture": "Ouverture de carnet",
    "vol": "Vol déclaré",
    "perte": "Perte déclarée",
    "perime": "Périmé",
    "rendu": "Rendu à La Poste",
    "reclamation": "Réclamation",
}
MOVEMENTS: Final = {
    "arrivee": "Arrivée",
    "remise": "Remise",
    "refus": "Refus",
    "retour": "Rendu au facteur",
    "reprise": "Repris au facteur",
    "avarie": "Abîmé",
    "introuvable": "Introuvable",
    "mal_dirige": "Mal dirigé",
    "retrouve": "Retrouvé",
    "perdu": "Perdu",
}
COLLECTORS: Final = {"addressee": "Destinataire", "proxy": "Mandataire"}
KINDS: Final = {
    "letter": "Lettres",
    "registered": "Lettres recommandées",
    "parcel": "Colis",
    "prepaid_return": "Retours prépayés",
}
_MOVEMENTS = f"{', '.join(MOVEMENTS)} ; annulation_… : le même, repris."
_STATES = (
    "held : à remettre ; damaged : abîmé ; refused : refusé, en attente du facteur ;"
    " misrouted : mal dirigé, en attente du facteur ; not_found : introuvable."
)
TITLES: Titles = {
    "seq": ("integer", "N° d'écriture", "Numéro de l'écriture dans le journal du comptoir."),
    "at": ("datetime", "Instant", "Instant de l'opération, en temps universel."),
    "custody.at": ("datetime", "Instant", "Instant du mouvement, en temps universel."),
    "at_local": ("local", "Date et heure", "Le même instant, à l'heure du relais."),
    "happened_at": (
        "datetime?",
        "Fait à",
        "Instant auquel l'acte a eu lieu, noté sur papier, où il a été saisi plus tard ; en temps universel.",
    ),
    "happened_at_local": ("local?", "Fait à (heure du relais)", "Le même instant, à l'heure du relais."),
    "operation": (
        "string",
        "Opération",
        ", ".join(OPERATIONS_FR),
    ),
    "product": ("string?", "Produit", "Code du produit ou genre de dépôt."),
    "stock.product": ("string", "Produit", "Code du timbre."),
    "zone": ("string?", "Zone", "Zone tarifaire d'un affranchissement."),
    "weight_g": ("integer?", "Poids (g)", "Poids emballé, en grammes."),
    "max_g": ("integer?", "Tranche (g)", "Limite supérieure incluse de la tranche appliquée."),
    "quantity": ("integer", "Quantité", "Nombre de pièces."),
    "tracking": ("string?", "N° de suivi", "Numéro de suivi, sans espaces."),
    "amount": ("money?", "Montant", "Montant encaissé pour La Poste, en euros."),
    "ticket": ("string?", "Ticket", "Numéro du ticket de caisse."),
    "corrects": ("integer?", "Corrige", "Numéro de l'écriture corrigée, s'il y en a une."),
    "custody.corrects": ("integer?", "Corrige", "Numéro de l'écriture annulée, s'il y en a une."),
    "warnings": ("string?", "Remarques", "Codes des remarques faites à la saisie."),
    "movement": ("string", "Mouvement", _MOVEMENTS),
    "custody": ("string", "Instance", "Code du passage de l'objet au relais."),
    "carrier": ("string", "Réseau", "Réseau de l'envoi."),
    "shelf": ("string?", "Place", "Étiquette de la place."),
    "held.shelf": ("string", "Place", "Étiquette de la place."),
    "presented_day": ("date?", "Avisé le", "Date de l'avis de passage."),
    "deadline_day": ("date?", "À garder jusqu'au", "Dernier jour de garde, inclus."),
    "held.deadline_day": ("date", "À garder jusqu'au", "Dernier jour de garde, inclus."),
    "collector": ("string?", "Remis à", "addressee : destinataire ; proxy : mandataire."),
    "id_document": ("string?", "Pièce vue", "Genre de pièce d'identité du destinataire ; jamais son numéro."),
    "mandate": ("string?", "Procuration", "Genre de procuration du mandataire."),
    "reason": ("string?", "Motif", "Motif du refus ou de l'annulation."),
    "slip": ("string?", "Bon de remise", "Numéro du bon signé par le facteur."),
    "proxy_document": ("string?", "Pièce du mandataire", "Genre de pièce du mandataire ; jamais son numéro."),
    "pickup_code": ("boolean?", "Code de retrait", "Vrai si le code de retrait a été montré."),
    "reserves": ("boolean?", "Réserves", "Vrai si des réserves ont été notées à la remise."),
    "state": ("string", "État", _STATES),
    "arrived_day": ("date", "Arrivé le", "Jour d'arrivée au relais."),
    "last_useful_slot": ("string?", "Dernier créneau", "Dernière ouverture utile du relais."),
    "last_useful_slot_local": (
        "local?",
        "À retirer avant",
        "Fin de la dernière ouverture utile, à l'heure du relais.",
    ),
    "opening": ("integer", "Ouverture", "Stock à l'ouverture, en pièces."),
    "received": ("integer", "Reçus", "Pièces reçues dans la journée."),
    "sold": ("integer", "Vendus", "Pièces vendues dans la journée."),
    "closing": ("integer", "Clôture", "Stock à la clôture, en pièces."),
    "restock": ("integer", "Réassort", "Pièces proposées au réassort."),
    "spoiled": ("integer", "Rebut", "Pièces retirées de la vente dans la journée."),
    "counted": ("integer?", "Comptés", "Dernier comptage de la journée, s'il y en a eu un."),
    "gap": ("integer", "Écart", "Écarts de comptage de la journée, en pièces."),
    "opened": (
        "integer",
        "Ouverts",
        "Pièces venues de carnets ouverts ; négatif : les carnets qu'on a ouverts.",
    ),
    "revalued": (
        "money",
        "Revalorisation",
        "Le jour où un nouveau prix vaut : pièces × (nouveau prix − ancien prix), en euros.",
    ),
    "means": ("string", "Moyen", "cash : espèces ; card : carte ; cheque : chèque."),
    "charged": ("money", "Encaissé", "Encaissé pour La Poste, en euros."),
    "refunded": ("money", "Remboursé", "Remboursé pour La Poste, en euros."),
    "custody.bag": ("string?", "Sac", "Numéro du sac dans lequel l'objet est arrivé."),
    "bag": ("string", "Sac", "Numéro du sac."),
    "announced": ("integer", "Annoncés", "Objets annoncés par le livreur."),
    "bags.received": ("integer", "Reçus", "Objets scannés avec le sac."),
    "missing": ("integer", "Manquants", "Annoncés et pas scannés."),
    "too_many": ("integer", "En trop", "Scannés et pas annoncés."),
    "missing_numbers": ("string?", "N° manquants", "Leurs numéros, s'ils étaient listés."),
    "too_many_numbers": ("string?", "N° en trop", "Leurs numéros, si le sac était listé."),
}
OPERATIONS, CUSTODY, HELD, STOCK, TAKINGS = specs_of(
    TITLES,
    """
operations: Opérations. Chaque opération faite pour La Poste, dans l'ordre ; une correction est une ligne de plus.
    seq at operation product zone weight_g max_g quantity tracking amount ticket corrects warnings
    at_local operation_fr product_fr tracking_fr warnings_fr
    happened_at happened_at_local
custody: Mouvements des instances. Arrivées, remises, refus et retours du jour.
    seq at movement custody tracking carrier shelf presented_day deadline_day collector id_document mandate
    reason slip corrects warnings proxy_document pickup_code reserves
    at_local movement_fr tracking_fr carrier_fr collector_fr id_document_fr mandate_fr reason_fr warnings_fr
    proxy_document_fr
    happened_at happened_at_local
held: Envois en garde. Envois encore au relais à la clôture, par date limite.
    deadline_day custody tracking carrier shelf state arrived_day presented_day last_useful_slot
    tracking_fr carrier_fr state_fr last_useful_slot_local
stock: Stock de timbres. Stock par produit, en pièces ; le réassort est une proposition.
    product opening received sold closing restock spoiled counted gap
    product_fr
    opened revalued
takings: Encaissements. Part de La Poste dans les encaissements du jour, par moyen de paiement.
    means charged refunded
    means_fr
""",
)

CUSTODY_OF_BAGS, BAGS = specs_of(
    TITLES,
    """
custody: Mouvements des instances. Arrivées, remises, refus et retours du jour.
    seq at movement custody tracking carrier shelf presented_day deadline_day collector id_document mandate
    reason slip corrects warnings proxy_document pickup_code reserves
    at_local movement_fr tracking_fr carrier_fr collector_fr id_document_fr mandate_fr reason_fr warnings_fr
    proxy_document_fr
    happened_at happened_at_local bag
bags: Sacs. Les sacs fermés dans la journée ; les numéros sont séparés par des espaces.
    seq at bag carrier announced received missing too_many missing_numbers too_many_numbers
    at_local carrier_fr
""",
)
"""The movements of a day on which something came in a bag, and the bags; other days have neither column nor file."""

README = """Relevé journalier de la conciergerie pour La Poste
====================================================

Ce fichier contient les opérations postales d'une journée close, telles que le relais les a
enregistrées. C'est le relevé de la conciergerie : il ne remplace pas la preuve de La Poste.

  operations.csv    ventes, affranchissements, dépôts, réassorts, rebuts, inventaires, réclamations
  custody.csv       arrivées, remises, refus, incidents et retours des instances
  held.csv          envois encore en garde à la clôture
  stock.csv         stock de timbres et réassort proposé
  takings.csv       part de La Poste dans les encaissements
  bags.csv          sacs fermés ce jour-là, s'il y en a : annoncés, reçus, manquants, en trop
  bordereau.pdf     le même relevé, à lire et à classer
  bordereau.xlsx    le même relevé dans un classeur : journée, opérations, mouvements, envois en garde,
                    incidents et réclamations, stock
  journal.ndjson    les écritures de la journée : celles de La Poste en clair, les autres par leur
                    seule empreinte. On voit combien d'écritures d'autres mandants il y a, pas ce
                    qu'elles disent.
  verifier.html     une page qui vérifie le fichier, à ouvrir dans un navigateur
  datapackage.json  description de chaque colonne, taille et empreinte de chaque fichier
  signature         signature Ed25519 de datapackage.json

Les CSV s'ouvrent dans un tableur : séparateur « ; », virgule décimale, UTF-8. {formula}
Un acte noté sur papier, une panne durant, et saisi après : « happened_at » dit quand il a eu lieu, « at » quand il a été saisi.
À droite des codes, les colonnes en « _fr » les disent en français ; celles en « _local » donnent l'heure du relais.

Pour vérifier ce fichier sans rien d'autre :  concierge-desk verify FICHIER.zip
La vérification recalcule la chaîne, les signatures, les listes et les totaux. Elle prouve que rien
n'a été retiré ni changé depuis que vous avez reçu ce fichier, ou le bordereau sur papier qui porte son
ancre ; elle ne prouve pas que tout a été saisi. Une journée clôturée, dont l'ancre est chez vous, ne se
change plus sans que cela se voie. La journée en cours, qui tient le PC et sa clé peut la refaire : rien
ne l'en empêche, mais cela s'arrête à cette journée.

Un envoi dont l'étiquette porte des mots au lieu d'un numéro, et un casier appelé autrement que par un code,
ont ici un renvoi (i-…) : les mots restent à la conciergerie.
"""
