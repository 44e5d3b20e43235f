"""The relay's tables in the export of everything; the words are part of the files: French, fixed."""

from concierge_desk.exporting.table_texts import Titles, tables_out
from concierge_desk.exporting.titles import TITLES
from concierge_desk.store.full_export import reader

_TITLES: Titles = {
    **TITLES,
    "custody": ("string", "Instance", "Code du passage de l'objet au relais."),
    "principal": ("string", "Mandant", "Pour qui l'envoi est gardé ou reçu."),
    "relay_perpetual.principal": ("string", "Mandant", "Son code."),
    "relay_principal.principal": ("string?", "Mandant", "Son code ; vide : la conciergerie n'en prend plus."),
    "carrier": ("string", "Réseau", "Réseau de l'envoi."),
    "tracking": ("string?", "N° de suivi", "Numéro de suivi, sans espaces."),
    "shelf": ("string?", "Place", "Étiquette de la place."),
    "state": ("string", "État", "Où en est l'envoi."),
    "relay_slip.state": ("string", "État", "prepared, signed, cancelled."),
    "before": ("string?", "État d'avant", "Avant un incident."),
    "party": ("string?", "Destinataire", "Référence dans personnes/, jamais le nom."),
    "arrived_day": ("date", "Arrivé le", "Jour d'arrivée."),
    "presented_day": ("date?", "Avisé le", "Date de l'avis de passage."),
    "deadline_day": ("date", "À garder jusqu'au", "Dernier jour de garde, inclus."),
    "last_useful_slot": ("string?", "Dernier créneau", "Dernière ouverture utile du relais."),
    "signature": ("boolean", "Contre signature", "Oui si une signature est demandée."),
    "relay_custody.ref": ("string?", "Adresse", "Référence dans personnes/, jamais l'adresse."),
    "mailed_day": ("date?", "Courriel du", "Dernier courriel."),
    "reminded_by": ("string?", "Rappelé par", "phone : téléphone ; letter : lettre ; email : courriel."),
    "reminded_day": ("date?", "Rappelé le", "Dernier rappel."),
    "slip": ("string?", "Bon", "Bon qui rend l'envoi au facteur."),
    "relay_outgoing.slip": ("string?", "Bon", "Bon de remise au facteur."),
    "received_seq": ("integer", "Arrivée", "Écriture de l'arrivée."),
    "closed_seq": ("integer?", "Fin", "Écriture de la fin."),
    "closed_day": ("date?", "Fini le", "Jour de la fin."),
    "bag": ("string", "Sac", "Son numéro."),
    "relay_custody.bag": ("string?", "Sac", "Sac dans lequel l'envoi est arrivé."),
    "open_bag": ("string?", "Sac ouvert", "Le même, tant qu'il n'est pas fermé."),
    "relay_bag.carrier": ("string", "Réseau", "Réseau ou mandant du sac."),
    "relay_bag.state": ("string", "État", "announced, open, closed, cancelled."),
    "announced_day": ("date", "Annoncé le", "Jour de l'annonce."),
    "announced": ("integer", "Annoncés", "Nombre d'envois annoncés."),
    "listed": ("boolean", "Listé", "Oui si les numéros étaient donnés."),
    "n": ("integer", "Rang", "Son rang dans la liste."),
    "relay_bag_number.tracking": ("string", "N° de suivi", "Numéro annoncé."),
    "items": ("integer", "Envois", "Combien d'envois y tiennent."),
    "relay_cap.carrier": ("string", "Réseau", "Réseau ou mandant."),
    "a_day": ("integer?", "Par jour", "Envois apportés en un jour, au plus."),
    "held": ("integer?", "Ici", "Envois gardés en même temps, au plus."),
    "relay_evening.day": ("date", "Journée", "Jour de la clôture."),
    "relay_evening.principal": ("string", "Mandant", "Son code."),
    "relay_evening.held": ("integer", "Gardés", "Envois au relais à la clôture."),
    "relay_cap.valid_from": ("date", "Dès le", "Premier jour."),
    "relay_cap.seq": ("integer", "N° d'écriture", "Écriture de l'accord."),
    "relay_saturation.seq": ("integer", "N° d'écriture", "Écriture de l'avis."),
    "relay_saturation.day": ("date", "Journée", "Jour de l'avis."),
    "relay_saturation.carrier": ("string", "Réseau", "À qui l'avis est fait."),
    "seq": ("integer", "N° d'écriture", "Écriture du dépôt."),
    "relay_slip.seq": ("integer", "N° d'écriture", "Écriture du bon."),
    "relay_incident.seq": ("integer", "N° d'écriture", "Écriture de l'incident."),
    "kind": ("string", "Genre", "Genre de dépôt."),
    "pieces": ("integer", "Pièces", "Nombre de pièces."),
    "product": ("string", "Produit", "Code du produit."),
    "relay_outgoing.product": ("string?", "Produit", "Code du produit."),
    "deposited_day": ("date", "Déposé le", "Jour du dépôt."),
    "left_day": ("date?", "Parti le", "Jour de la remise au facteur."),
    "number": ("string", "Bon", "Numéro du bon."),
    "day": ("date", "Journée", "Jour du bon."),
    "relay_incident.day": ("date", "Journée", "Jour où il a été noté."),
    "what": ("string", "Objet", "Ce que le bon remet."),
    "label": ("string?", "Libellé", "Nom du produit."),
    "zone": ("string?", "Zone", "Zone tarifaire."),
    "max_g": ("integer?", "Tranche (g)", "Limite supérieure incluse."),
    "price": ("money", "Prix", "En euros."),
    "vat_code": ("string", "TVA", "Code du taux."),
    "source": ("string?", "Source", "D'où vient le prix."),
    "confidence": ("string?", "Confiance", "Ce que vaut la source."),
    "coverage": ("string?", "Couverture", "Ce que la grille couvre."),
    "days": ("integer", "Jours", "Durée de garde."),
    "family": ("string", "Famille", "Famille du produit."),
    "stamp": ("boolean", "Timbre", "Oui si le produit est un timbre en stock."),
    "tracked": ("boolean", "Suivi", "Oui si le produit porte un numéro de suivi."),
    "scheme": ("string?", "Grille", "Grille de zones."),
    "options": ("string?", "Options", "Options permises."),
    "operation": ("string?", "Opération", "Interrupteur dont il dépend."),
    "relay_switch.operation": ("string", "Opération", "Son code."),
    "quantity": ("integer", "Stock", "En pièces."),
    "relay_par.quantity": ("integer?", "Voulu", "En pièces ; vide : plus de chiffre voulu."),
    "relay_par.valid_from": ("date", "Dès le", "Premier jour ; 2000-01-01 : depuis la mise en service."),
    "relay_principal.valid_from": (
        "date",
        "Dès le",
        "Premier jour ; 2000-01-01 : depuis la mise en service.",
    ),
    "total": ("money", "Total", "En euros."),
    "absolute": ("money", "Total absolu", "Remboursements ajoutés, en euros."),
    "name": ("string", "Réglage", "Son nom."),
    "value": ("string?", "Valeur", "Sa valeur."),
    "enabled": ("boolean", "Offerte", "Oui si le relais la propose."),
    "mandate": ("string", "Mandat", "Son code."),
    "company": ("string", "Entreprise", "Référence dans personnes/."),
    "holder": ("string", "Porteur", "Référence dans personnes/."),
    "valid_until": ("date", "Valable jusqu'au", "Dernier jour."),
    "ended_day": ("date?", "Fini le", "S'il a pris fin avant."),
    "position": ("integer", "Rang", "Son rang dans la liste."),
    "place": ("string", "Place", "Son étiquette."),
    "incident": ("string", "Incident", "damaged, not_found, misrouted, misdelivered."),
    "settled_seq": ("integer?", "Retrouvé", "Écriture qui dit que l'envoi est retrouvé."),
    "note": ("string?", "Précision", "Référence dans personnes/, jamais le texte."),
    "complaint": ("string", "Réclamation", "Son numéro."),
    "relay_complaint.seq": ("integer", "N° d'écriture", "Écriture qui la note."),
    "subject": ("string", "Sujet", "Code de la liste complaint."),
    "noted_day": ("date", "Notée le", "Jour où elle a été notée."),
    "relay_complaint.state": ("string", "État", "noted, forwarded, answered, closed, withdrawn."),
    "last_seq": ("integer", "Dernière écriture", "Écriture de ce qui lui est arrivé en dernier."),
    "forwarded_day": ("date?", "Transmise le", "Dernière transmission."),
    "forwarded_to": ("string?", "Transmise à", "Code de la liste complaint_to."),
    "answer_by_day": ("date?", "Réponse attendue", "Dernier jour."),
    "answer_seq": ("integer?", "Réponse", "Écriture de la dernière réponse."),
    "relay_pay.code": ("string", "Ligne", "Code de la ligne."),
    "relay_pay.basis": ("string", "Base", "month, act, per_mille."),
    "relay_pay.of": ("string?", "Objet", "Actes ou ventes payés ; vide : le mois."),
    "relay_pay.amount": ("money?", "Montant", "En euros HT, par mois ou par acte."),
    "relay_pay.per_mille": ("integer?", "Pour mille", "Des ventes."),
    "relay_pay.base": ("string?", "Assiette", "ttc ou ht."),
    "relay_pay.principal": ("string", "Mandant", "Qui paie."),
    "relay_pay.source": ("string", "Source", "Où on l'a lu."),
    "relay_pay.seq": ("integer", "N° d'écriture", "Écriture qui le dit."),
    "relay_pay_statement.principal": ("string", "Mandant", "Qui paie."),
    "relay_pay_statement.month": ("string", "Mois", "AAAA-MM."),
    "relay_pay_statement.code": ("string", "Ligne", "Code de la ligne."),
    "relay_pay_statement.count": ("integer?", "Nombre", "S'il est dit."),
    "relay_pay_statement.amount": ("money", "Montant", "En euros HT."),
    "relay_pay_statement.seq": ("integer", "N° d'écriture", "Écriture du relevé."),
    "visit": ("string", "Visite", "Son code."),
    "relay_visit.kind": ("string", "Genre", "Code de la liste office_visit."),
    "relay_visit.day": ("date", "Jour", "Jour où elle a eu lieu."),
    "minutes": ("integer?", "Minutes", "Sa durée."),
    "relay_visit.seq": ("integer", "N° d'écriture", "Écriture qui la note."),
    "relay_order.number": ("string", "Commande", "Son numéro."),
    "relay_order.seq": ("integer", "N° d'écriture", "Écriture qui la note."),
    "relay_order.day": ("date", "Jour", "Jour de la commande."),
    "relay_order.state": ("string", "État", "open, part, closed, cancelled."),
    "complete_seq": ("integer?", "Soldée par", "Écriture qui dit que le reste ne viendra pas."),
    "relay_order_line.number": ("string", "Commande", "Son numéro."),
    "relay_order_line.position": ("integer", "Rang", "Rang de la ligne dans la commande."),
    "ordered": ("integer", "Demandé", "En pièces."),
    "received": ("integer", "Reçu", "En pièces, depuis la commande."),
    "pack": ("string", "Carnet", "Code du carnet ou du carton."),
    "relay_pack.product": ("string", "Contient", "Code de ce qu'il contient."),
    "relay_pack.pieces": ("integer", "Pièces", "Combien il en contient."),
    "relay_sold_day.day": ("date", "Jour", "Jour clos."),
    "relay_sold_day.pieces": ("integer", "Vendus", "En pièces."),
    "relay_worth.price": ("money", "Valeur", "D'une pièce, en euros."),
    "relay_complaint.closed_day": ("date?", "Classée le", "Jour de la fin."),
}
TABLES = tables_out(
    _TITLES,
    """
relais-instances: Envois en garde. Chaque envoi gardé, de son arrivée à sa fin.
    custody, principal, carrier, tracking, shelf, state, before, party, arrived_day, presented_day,
    deadline_day, last_useful_slot, signature, reminded_day, slip, received_seq, closed_seq, closed_day,
    bag, open_bag, email AS ref, mailed_day, reminded_by
    FROM relay_custody ORDER BY received_seq
relais-depots: Dépôts. Ce qui a été déposé pour le facteur.
    seq, principal, kind, pieces, tracking, product, deposited_day, slip, left_day FROM relay_outgoing
    ORDER BY seq
relais-bons: Bons du facteur. Bons préparés, signés ou annulés.
    number, seq, day, what, state FROM relay_slip ORDER BY number
relais-tarifs: Tarifs. Tous les prix et leurs dates ; les anciens restent.
    product, label, zone, max_g, cents AS price, vat_code, valid_from, valid_to, source, confidence, coverage
    FROM relay_tariff ORDER BY product, zone, COALESCE(max_g, 0), valid_from
relais-durees: Durées de garde. Par réseau, en jours.
    carrier, days, valid_from, valid_to, seq FROM relay_holding ORDER BY carrier, valid_from
relais-produits: Produits. Le catalogue du relais.
    product, family, stamp, tracked, label, scheme, options, operation FROM relay_product ORDER BY product
relais-stock: Stock de timbres. Le stock de chaque timbre, en pièces.
    product, quantity FROM relay_stock ORDER BY product
relais-stock-voulu: Stock voulu. Le stock que le réassort vise, en pièces.
    product, quantity, valid_from, seq FROM relay_par ORDER BY product, valid_from
relais-commandes: Commandes de timbres. Ce qui a été demandé à La Poste, et où on en est.
    number, seq, day, state, complete_seq FROM relay_order ORDER BY number
relais-commandes-lignes: Lignes des commandes. Par produit : demandé, et reçu depuis, en pièces.
    number, position, product, ordered, received FROM relay_order_line ORDER BY number, position
relais-carnets: Carnets et cartons. Ce que chacun contient une fois ouvert.
    pack, product, pieces FROM relay_pack ORDER BY pack
relais-ventes-jour: Ventes par jour. Pièces vendues ou collées chaque jour clos, par produit.
    day, product, pieces FROM relay_sold_day ORDER BY day, product
relais-valeur: Valeur du stock. Ce que vaut une pièce de chaque produit à la dernière clôture.
    product, cents AS price FROM relay_worth ORDER BY product
relais-totaux: Totaux perpétuels. Par mandant, depuis la mise en service.
    principal, cents AS total, abs_cents AS absolute FROM relay_perpetual ORDER BY principal
relais-reglages: Réglages du relais. Ce que le fichier de la conciergerie en dit.
    name, value FROM relay_setting ORDER BY name
relais-mandants: Mandants. Quel mandant répond de quel réseau.
    carrier, principal, valid_from, seq FROM relay_principal ORDER BY carrier, valid_from
relais-operations: Opérations offertes. Ce que le relais propose.
    operation, enabled FROM relay_switch ORDER BY operation
relais-mandats: Mandats d'entreprises. Qui peut retirer pour qui ; les noms sont dans personnes/.
    mandate, company, holder, valid_until, ended_day FROM relay_mandate ORDER BY mandate
relais-places: Places des étagères. Les places où ranger, dans l'ordre où elles se remplissent.
    position, place FROM relay_place ORDER BY position
relais-incidents: Incidents. Ce qui est arrivé à un envoi gardé, et depuis quand.
    custody, seq, incident, day, settled_seq, note FROM relay_incident ORDER BY seq
relais-reclamations: Réclamations. Ce dont quelqu'un s'est plaint, et où on en est.
    complaint, seq, principal, subject, tracking, noted_day, state, last_seq, forwarded_day, forwarded_to,
    answer_by_day, answer_seq, closed_day FROM relay_complaint ORDER BY seq
relais-sacs: Sacs. Les sacs annoncés, et ceux qui sont fermés.
    bag, principal, carrier, state, announced_day, announced, listed, closed_day, closed_seq, last_seq
    FROM relay_bag ORDER BY bag
relais-sacs-numeros: Numéros des sacs. Ce qu'un sac annonçait, numéro par numéro.
    bag, n, tracking FROM relay_bag_number ORDER BY bag, n
relais-contenances: Contenance des places. Combien d'envois tiennent sur chaque place.
    place, items FROM relay_capacity ORDER BY place
relais-soirs: Envois gardés le soir. Par mandant, à la clôture de chaque journée.
    day, principal, held FROM relay_evening ORDER BY day, principal
relais-plafonds: Plafonds. Ce qui est convenu avec les réseaux.
    carrier, a_day, held, valid_from, seq FROM relay_cap ORDER BY carrier, valid_from
relais-saturations: Avis de saturation. Quand un réseau a été prévenu.
    seq, day, carrier FROM relay_saturation ORDER BY seq
relais-remuneration: Rémunération. Ce que chaque mandant paie, et depuis quand.
    principal, code, basis, of, cents AS amount, per_mille, base, valid_from, valid_to, source, seq
    FROM relay_pay ORDER BY principal, code, valid_from
relais-releves-de-remuneration: Relevés de rémunération. Ce que chaque mandant dit payer, mois par mois.
    principal, month, code, count, cents AS amount, seq FROM relay_pay_statement
    ORDER BY principal, month, code
relais-visites: Visites du bureau. Visites et formations du bureau de poste dont dépend le relais.
    visit, kind, day, minutes, seq FROM relay_visit ORDER BY seq
""",
    reader,
)
"""Every table of the schema, none left out."""
