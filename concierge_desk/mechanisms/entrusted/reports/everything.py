"""Tables of a nature in the export of everything, each column of each.

The words are part of the files: French, fixed.

Source: docs/contract.md, "Export of everything"; decision 0093.
"""

from collections.abc import Mapping
from typing import Final

from concierge_desk.exporting.table_texts import TableOut, Titles, tables_out
from concierge_desk.exporting.titles import OF_NATURES
from concierge_desk.store.full_export import reader

_WHOSE: Final = ("string?", "Partenaire", "Code de qui y travaille ; vide : la conciergerie.")
_NUMBER: Final = ("string", "Dépôt", "Numéro du bon de dépôt.")

_SHARED: Titles = {
    **OF_NATURES,
    "party": ("string", "À qui", "Référence dans personnes/, jamais le nom."),
    "quality": ("string", "Qualité", "Rapidité demandée."),
    "member": ("integer", "Adhérent", "1 : au prix des adhérents."),
    "promised_slot": ("string?", "Promis pour", "Demi-journée écrite sur le bon."),
    "piece": ("string", "Pièce", "Son numéro."),
    "tag": ("string", "Étiquette", "Code de son étiquette."),
    "n": ("integer", "Rang", "Rang dans le dépôt."),
    "work": ("string", "Travail", "Code du travail."),
    "colour": ("string?", "Couleur", "Code de la liste entrusted_colour."),
    "fabric": ("string?", "Matière", "Code de la liste entrusted_fabric."),
    "accessories": ("string?", "Accessoires", "Codes de la liste entrusted_accessory."),
    "reserves": ("string?", "Réserves", "Codes, chacun avec sa position."),
    "declared": ("money?", "Valeur déclarée", "En euros."),
    "age_years": ("integer?", "Âge", "En années."),
    "value": ("money?", "Valeur au barème", "En euros."),
    "price": ("money", "Prix", "TTC, en euros : celui qui vaut."),
    "partner_price": ("money", "Prix du partenaire", "En euros."),
    "reduced": ("money", "Rabattu", "Ôté du prix par un remboursement après le retrait."),
    "compensated": ("money", "Indemnisé", "En euros."),
    "void": ("string?", "Rien à payer", "untreated, withdrawn, lost, cancelled ; vide : le prix est dû."),
    "state": ("string", "État", "Code de la liste entrusted_state."),
    "before": ("string?", "État d'avant", "Avant d'être introuvable ou perdue."),
    "slip": ("string?", "Bon d'envoi", "Celui sur lequel elle est, ou avec lequel elle est partie."),
    "on_slip": ("integer", "Sur un bon préparé", "1 : elle attend de partir."),
    "round": ("integer", "Traitement", "1 : le premier ; ensuite, refaite."),
    "begun": ("string", "Commencé à", "Heure de la conciergerie."),
    "paper_slot": ("string?", "Promise pour", "Demi-journée écrite sur le bon."),
    "reckoned_slot": ("string?", "Calculée pour", "Demi-journée selon les passages, ce jour-là."),
    "due_slot": ("string?", "Attendue pour", "Demi-journée, telle qu'elle vaut maintenant."),
    "told_slot": ("string?", "Annoncée pour", "Demi-journée que son propriétaire connaît."),
    "back_slot": ("string?", "Retour prévu", "Passage du partenaire qui doit la rapporter."),
    "taken_day": ("date", "Reçue le", "Jour du dépôt."),
    "sent_day": ("date?", "Partie le", "Dernier départ."),
    "back_day": ("date?", "Revenue le", "Dernier retour."),
    "ready_day": ("date?", "Prête le", "Depuis quand elle attend."),
    "collected_day": ("date?", "Retirée le", "Jour du retrait."),
    "reminded_level": ("integer?", "Rappel de", "Jours d'attente de ce rappel."),
    "quote": ("string?", "Devis", "open, accepted, refused."),
    "quote_price": ("money?", "Prix du devis", "TTC, en euros."),
    "quote_lines": ("string?", "Lignes du devis", "Nature, code et centimes de chacune."),
    "quote_partner_price": ("money?", "Part du partenaire", "De ce devis, en euros ; vide : comme avant."),
    "dispute": ("string?", "Litige", "open, puis comment il a fini."),
    "withheld": ("money", "Retenu", "Ce qu'un litige retient au partenaire."),
    "brand": ("string?", "Marque", "Référence dans personnes/, jamais le texte."),
    "ended_day": ("date?", "Finie le", "Retirée, perdue ou annulée."),
    "last_seq": ("integer", "Dernière écriture", "Celle qui l'a touchée en dernier."),
    "pieces": ("integer", "Pièces", "Combien sont dessus."),
    "due": ("money", "Dû", "En euros ; négatif quand il est repris."),
    "why": ("string", "Pourquoi", "treated, untreated, disputed, settled, undone."),
    "tags": ("string?", "Pièces", "Sortes des pièces qu'elle fait, si elle en fait plusieurs."),
    "works": ("string?", "Travaux", "Codes de ce qui peut y être fait ; vide : tous."),
    "bareme": ("money?", "Barème", "Valeur à neuf, en euros."),
    "public_price": ("money", "Prix public", "TTC, en euros."),
    "member_price": ("money", "Prix adhérent", "TTC, en euros."),
    "rounds": ("string?", "Passages", "Jours, et premier ou dernier de leurs horaires."),
    "lead_days": ("string?", "Délais", "Jours par qualité."),
}
"""What columns are called, whichever nature's."""

_OF_TABLES: Mapping[str, tuple[str, str, str]] = {
    "order.number": _NUMBER,
    "order.day": ("date", "Reçu le", "Jour du dépôt."),
    "order.partner": _WHOSE,
    "piece.number": _NUMBER,
    "piece.partner": _WHOSE,
    "slip.slip": ("string", "Bon d'envoi", "Son numéro."),
    "slip.day": ("date", "Jour", "Où il a été préparé, ou signé."),
    "slip.state": ("string", "État", "prepared, signed, cancelled."),
    "due.day": ("date", "Jour", "Depuis quand c'est dû."),
    "price.partner": ("string?", "Partenaire", "Pour le travail de qui ; vide : de tous."),
    "round.partner": ("string?", "Partenaire", "Qui passe ; vide : le travail fait ici."),
}
"""Those that one table calls otherwise than another."""

_TABLES: Final = """
{F}-orders: Dépôts. Chaque bon de dépôt, du premier au dernier.
    number, seq, day, party, partner, quality, member, promised_slot FROM {N}_order ORDER BY seq
{F}-pieces: Pièces. Chaque pièce confiée : où elle en est, ce qui est payé.
    piece, tag, number, n, partner, kind, label, work, quality, colour, fabric, accessories, reserves,
    declared_cents AS declared, age_years, value_cents AS value, cents AS price, partner_cents AS partner_price,
    paid_cents AS paid, reduced_cents AS reduced, compensated_cents AS compensated, void, state, before, place, slip,
    on_slip, round, begun, paper_slot, reckoned_slot, due_slot, told_slot, back_slot, taken_day, sent_day, back_day, ready_day,
    collected_day, reminded_day, reminded_level, quote, quote_cents AS quote_price,
    quote_partner_cents AS quote_partner_price, quote_lines, dispute,
    withheld_cents AS withheld, brand, note, fnuci, ended_day, last_seq FROM {N}_piece ORDER BY number, n
{F}-slips: Bons d'envoi. Ce qui a été préparé, ce qui est parti.
    number AS slip, seq, day, partner, state, back_slot, pieces FROM {N}_slip ORDER BY number
{F}-dues: Dû aux partenaires. Chaque traitement revenu, ce qu'un litige retient ou rend.
    seq, piece, partner, round, day, why, cents AS due FROM {N}_due ORDER BY seq, piece
{F}-kinds: Sortes. Ce qui peut être confié, et depuis quand.
    kind, valid_from, label, tags, works, bareme_cents AS bareme FROM {N}_kind ORDER BY kind, valid_from
{F}-prices: Prix des travaux. Tous les prix et leurs dates ; les anciens restent.
    kind, work, quality, partner, valid_from, public_cents AS public_price, member_cents AS member_price,
    partner_cents AS partner_price FROM {N}_price ORDER BY kind, work, quality, partner, valid_from
{F}-rounds: Passages des partenaires. Quand chacun passe, et combien de jours il lui faut.
    partner, valid_from, rounds, lead_days FROM {N}_round ORDER BY partner, valid_from
"""


def everything_of(code: str) -> tuple[TableOut, ...]:
    """Return the tables of a nature."""
    titles = {**_SHARED, **{f"{code}_{name}": told for name, told in _OF_TABLES.items()}}
    text = _TABLES.replace("{N}", code).replace("{F}", code.replace("_", "-"))
    return tables_out(titles, text, reader)
