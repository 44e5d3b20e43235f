"""Tables of a nature in the export of everything, each column of each.

The words are part of the files: French, fixed.

Source: docs/contract.md, "Export of everything"; decision 0094.
"""

from typing import Final

from concierge_desk.exporting.table_texts import TableOut, Titles, tables_out
from concierge_desk.exporting.titles import OF_NATURES
from concierge_desk.store.full_export import reader

_DAY: Final = "Jour."
_SHARED: Titles = {
    **OF_NATURES,
    "object": ("string?", "Objet", "Son numéro dans la conciergerie."),
    "code": ("string", "Étiquette", "Code de son étiquette."),
    "quantity": ("integer", "Quantité", "Combien il y en a, ou combien sont prêtés ou réservés."),
    "value": ("money?", "Valeur", "En euros."),
    "owner": ("string", "À qui", "shop, partner, resident."),
    "party": ("string?", "Pour qui", "Référence dans personnes/, jamais le nom."),
    "barcode": ("string?", "Code-barres", "Celui qui est dessus."),
    "tested_day": ("date?", "Contrôlé le", "Dernier contrôle."),
    "state": ("string", "État", "Code de la liste lending_state, ou de l'acte."),
    "before": ("string?", "État d'avant", "Avant d'être introuvable ou perdu."),
    "missing": ("string?", "Manque", "Ce qui manque, et combien."),
    "kept_for": ("string?", "Gardé pour", "Référence dans personnes/, jamais le nom."),
    "kept_until": ("date?", "Gardé jusqu'au", _DAY),
    "registered_day": ("date", "Enregistré le", _DAY),
    "loan": ("string", "Prêt", "Numéro du contrat."),
    "out": ("integer", "Dehors", "Combien sont encore dehors."),
    "lent_day": ("date", "Prêté le", _DAY),
    "days": ("integer", "Jours", "Demandés, prolongations comprises."),
    "paper_day": ("date", "Écrit pour le", "Jour du contrat, ou de la prolongation."),
    "due_day": ("date", "Attendu le", "Jour d'ouverture."),
    "due_slot": ("string?", "Attendu avant", "Dernière demi-journée."),
    "told_slot": ("string?", "Annoncé avant", "Ce que sait qui l'a."),
    "renewals": ("integer", "Prolongations", "Combien de fois."),
    "price": ("money", "Prix", "TTC, en euros."),
    "caution": ("money", "Caution", "Proposée, en euros."),
    "checks": ("string?", "Avec", "Ce qui est parti avec, et combien."),
    "checks_back": (
        "string?",
        "Revenu avec",
        "Ce qui est déjà revenu avec une partie d'un prêt par quantité.",
    ),
    "condition": ("string?", "État au départ", "Code de l'état, par partie."),
    "back_condition": ("string?", "État au retour", "Code de l'état, par partie."),
    "back_dated": ("integer", "Noté après coup", "1 : noté un autre jour."),
    "ended_day": ("date?", "Terminé le", _DAY),
    "counted": ("integer", "Par quantité", "1 : prêté par quantité."),
    "begun_seq": ("integer", "Première écriture", "Celle du prêt."),
    "last_seq": ("integer", "Dernière écriture", "Celle qui l'a touché en dernier."),
    "from_day": ("date", "Du", "Premier jour."),
    "to_day": ("date", "Au", "Dernier jour."),
    "until_day": ("date?", "Jusqu'au", "Dernier jour ; vide : sans fin."),
    "most_days": ("integer", "Jours au plus", "Qu'un prêt peut durer."),
    "day_price": ("money", "Prix d'un jour", "TTC, en euros."),
    "min_age": ("integer?", "Âge minimal", "En années."),
    "test_months": ("integer?", "Contrôle tous les", "En mois."),
    "notice": ("string?", "Consigne", "Dite avec chaque prêt."),
    "what": ("string", "Quoi", "Code de l'entretien, ou du souci."),
    "day": ("date", "Jour", _DAY),
}
"""What columns are called, whichever nature's."""

_TABLES: Final = """
{F}-objects: Objets. Chaque objet qui se prête : où il en est.
    object, code, kind, label, place, quantity, value_cents AS value, owner, party, barcode, fnuci, tested_day, state,
    before, missing, kept_for, kept_until, registered_day, ended_day, last_seq FROM {N}_object ORDER BY object
{F}-loans: Prêts. Chaque prêt, du premier au dernier.
    loan, object, kind, party, quantity, out, lent_day, days, paper_day, due_day, due_slot, told_slot, renewals,
    cents AS price, paid_cents AS paid, caution_cents AS caution, checks, checks_back, condition, back_condition, back_dated,
    ended_day, reminded_day, state, counted, begun_seq, last_seq FROM {N}_loan ORDER BY loan
{F}-reservations: Réservations. Ce qui est ou était réservé.
    party, object, kind, from_day, to_day, quantity, state, ended_day, last_seq FROM {N}_reservation ORDER BY from_day, party
{F}-waiting: Attentes. Qui attend ou attendait quoi.
    party, object, kind, seq, state, ended_day, last_seq FROM {N}_waiting ORDER BY seq
{F}-authorities: Autorisations. Qui a ou avait droit à quoi.
    party, object, until_day, state, ended_day, last_seq FROM {N}_authority ORDER BY object, party
{F}-kinds: Sortes. Ce qui se prête, et depuis quand.
    kind, valid_from, label, days, most_days, renewals, day_cents AS day_price, caution_cents AS caution, min_age,
    test_months, checks, notice FROM {N}_kind ORDER BY kind, valid_from
{F}-upkeep: Entretien. Contrôles, réparations, soucis.
    seq, object, day, what, note FROM {N}_upkeep ORDER BY seq
"""


def everything_of(code: str) -> tuple[TableOut, ...]:
    """Return the tables of a nature."""
    return tables_out(_SHARED, _TABLES.replace("{N}", code).replace("{F}", code.replace("_", "-")), reader)
