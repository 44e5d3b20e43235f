"""The core's tables in the export of everything; the words are part of the files: French, fixed.

Source: docs/contract.md, "Four kinds of tables".
"""

from concierge_desk.exporting.table_texts import tables_out
from concierge_desk.exporting.titles import TITLES
from concierge_desk.store.full_export import reader

CORE_TABLES = tables_out(
    TITLES,
    """
tickets: Tickets. Un ticket par ligne ; un montant négatif est un remboursement.
    number AS ticket, day, seq, due_cents AS due, visit FROM ticket ORDER BY seq
lignes: Lignes des tickets. Ce que chaque ticket facture, une ligne par acte.
    ticket, n, seq, kind, label, quantity_thousandths AS quantity, cents AS amount, fund, rate,
    vat_cents AS vat FROM ticket_line ORDER BY ticket, n
paiements: Paiements. Comment chaque ticket a été payé.
    ticket, n, means, cents AS amount, given_cents AS given, change_cents AS change, payee FROM payment
    ORDER BY ticket, n
cheques: Chèques. Un chèque par ligne : sur quel ticket, où il est. Numéro et tireur sont dans personnes/, s'ils sont notés.
    code AS cheque, ticket, seq, day, bank, cents AS amount, ref, state, sheet, payee FROM cheque ORDER BY seq, code
remises: Remises en banque. Un bordereau par ligne : chèques et espèces ; une remise annulée garde son numéro.
    sheet, seq, day, cheques, cheques_cents, cash_cents AS cash, taken_back_seq FROM paying_in ORDER BY seq
versements: Versements. Ce qui a été versé à chaque mandant, un bordereau par ligne ; un versement annulé garde son numéro.
    slip, seq, day, principal, fund, by, cents AS amount, until_day, owed_cents AS owed, taken_back_seq
    FROM remittance ORDER BY seq
cautions: Cautions. Une caution par ligne : pour quoi, ce qu'il en reste ; à qui elle est, et le numéro du chèque, est dans personnes/.
    code AS caution, seq, day, of AS held_for, party AS ref, kept, cents AS amount, left_cents AS left_amount, ticket,
    by_cheque, bank, beside AS number_ref, state FROM caution ORDER BY seq, code
avances: Arrhes et acomptes. Une somme versée d'avance par ligne : pour quoi, ce qu'il en reste ; à qui elle est, est dans personnes/.
    code AS advance, seq, day, of AS held_for, party AS ref, as_ AS advance_kind, cents AS amount, vat_cents AS vat,
    left_cents AS left_amount, vat_code, rate, nature, ticket, state FROM advance ORDER BY seq, code
ardoises: Ardoises. Ce que des personnes doivent, une dette par ligne ; qui la doit est dans personnes/.
    code AS debt, seq, day, party AS ref, cents AS amount, left_cents AS left_amount, ticket, state, cheque
    FROM debt ORDER BY seq, code
avances-mouvements: Mouvements des cautions, avances et ardoises. Ce que chaque acte a changé à chacune.
    seq, thing, rate, nature, kind, day, ticket, cents AS amount FROM held_move ORDER BY seq, thing, rate, nature
banque-lignes: Lignes de la banque. Une ligne de relevé bancaire par ligne ; ce que la banque en dit est dans personnes/.
    line, account, seq, day, cents AS amount, id, label, matched_seq FROM bank_line ORDER BY account, day, line
banque-attendu: Ce que la banque devrait montrer. Remises, cartes de chaque clôture, versements, mouvements du tiroir.
    ref AS expected_ref, part, account, seq, day, cents AS amount, matched_seq FROM bank_due ORDER BY seq, ref, part, account
purges: Données effacées à leur échéance. Quand on l'a fait, et jusqu'à quel jour.
    seq, day, up_to_day FROM purge ORDER BY seq
journees: Journées et clôtures. Une journée ouverte par ligne ; les totaux de clôture sont dans le journal et sur les Z.
    day, number, from_seq, opened_seq, closed_seq, float_cents AS float, left_cents AS left, fiscal_year,
    passages FROM business_day ORDER BY opened_seq
mois: Mois et exercices. Une clôture par ligne : un mois, ou un exercice ; ce qu'ils additionnent est dans le journal et sur leurs papiers.
    number, span, period, fiscal_year, seq, day_from, day_to, days, seq_from, seq_to, turnover_cents AS turnover,
    third_parties_cents AS third_parties, perpetual_cents AS perpetual, perpetual_abs_cents AS perpetual_abs
    FROM period_closed ORDER BY seq
mouvements-fonds: Mouvements des fonds. Ce qui a été versé de chaque fonds d'un mandant, ou est allé tout droit à son compte.
    seq, fund, remitted_cents AS remitted, straight_cents AS straight FROM fund_moved ORDER BY seq, fund
seances: Séances. Les ouvertures et fermetures du comptoir dans une journée.
    day, n, opened_seq, closed_seq, passages FROM session ORDER BY day, n
comptages: Comptages du tiroir. Ce qui a été compté, et ce qui était attendu.
    seq, day, counted_cents AS counted, expected_cents AS expected, drawer FROM drawer_count ORDER BY seq
tiroirs-fonds: Fonds par tiroir. Dans quel tiroir les espèces de chaque fonds se trouvent ; les autres sont dans le premier.
    fund, drawer, seq, payee FROM drawer_fund ORDER BY fund
tiroirs: Tiroirs. Les espèces que chaque tiroir devrait contenir.
    code AS drawer, cents AS expected FROM drawer ORDER BY code
corrections: Corrections. Quelle écriture en corrige quelle autre.
    corrected, seq FROM correction ORDER BY corrected, seq
partenaires: Partenaires. Ceux pour qui l'on vend ; ce qui leur est dû est dans comptes. Le contact est dans personnes/.
    partner, seq, name, form, ess, regime, audience, contact AS ref, retired_from, charged_cents AS charged,
    charged_abs_cents AS charged_abs FROM partner ORDER BY partner
partenaires-conditions: Conditions des partenaires. La part de la conciergerie, en centièmes de pour cent, et son premier jour.
    partner, valid_from, commission_bp FROM partner_terms ORDER BY partner, valid_from
partenaires-reglements: Réglés aux partenaires. Ce qui leur a été payé pour leur travail, par service ; négatif quand c'est annulé.
    seq, service AS settled_service, partner, day, until_day, cents AS amount FROM partner_settlement
    ORDER BY seq, settled_service
notes: Notes de services. Les notes remises ; la dernière d'une visite est celle qui compte.
    seq, visit FROM note ORDER BY seq
tva: Taux de TVA. Les taux et leurs dates.
    code, rate, valid_from, valid_to FROM vat_rate ORDER BY code, valid_from
horaires: Horaires d'ouverture. Les créneaux de chaque grille.
    valid_from, weekday, opens, closes FROM opening_slot JOIN opening_grid USING (valid_from)
    ORDER BY valid_from, weekday, opens
fermetures: Fermetures. Les jours de fermeture annoncés.
    day, reason FROM closure ORDER BY day
impressions: Impressions. Combien de fois chaque papier a été imprimé au comptoir.
    document, copies FROM printed ORDER BY document
releves: Relevés remis aux mandants. Chaque relevé journalier, à sa première écriture.
    day, code, seq, sha256, software FROM export ORDER BY day, code
chemins: Chemins des relevés. Par quel chemin chaque relevé part tout seul ; où et à qui est dans personnes/.
    export AS code, channel, key AS host_key, details AS ref, since_seq, seq FROM delivery_channel ORDER BY export
envois: Envois des relevés. Chaque relevé qui est parti tout seul, et arrivé.
    number, export AS code, seq, at, channel, sha256, again FROM delivery_made ORDER BY seq
receptions: Relevés bien reçus. Ceux dont le destinataire a dit qu'il les a.
    number, export AS code, seq FROM delivery_acknowledged ORDER BY seq
courriels: Courriels. Ce qui est advenu du dernier courriel pour chaque papier ; les adresses n'y sont jamais.
    document, seq, at, why, again, receipt FROM letter_end ORDER BY document
sauvegardes: Sauvegardes. Les sauvegardes faites et relues.
    seq, at, anchor, file, medium FROM backup ORDER BY seq
reglages: Réglages. Les chiffres que la conciergerie a choisis ; ceux qui manquent valent comme à la livraison.
    code AS setting, value, seq FROM setting_value ORDER BY code
services: Services. Depuis quel jour chaque service est proposé ou non ; celui qui manque l'est toujours.
    service, from_day, enabled, seq FROM service_switch ORDER BY service, from_day
comptes: Comptes des mandants. Ce qui a été encaissé pour chacun, moins ce qui lui a été versé.
    fund, owed_cents AS owed, opened_cents AS opened FROM account ORDER BY fund
""",
    reader,
)

PERSONAL_TABLES = tables_out(
    {
        "ref": ("string", "Référence", "Celle que portent les tables et le journal."),
        "person": ("string", "Personne", "Sa clé : celle des fiches, qui n'est dans aucune écriture."),
        "since": ("date", "Depuis", "Jour de l'acte."),
    },
    """
liens: Qui est derrière quoi. À qui est ce qu'un acte a gardé, fait devoir ou compté.
    ref, person, since FROM party_link ORDER BY ref
""",
    reader,
)
"""What stands among the names alone: an export without them joins no acts of anybody."""
