"""Samples of the relay for the tests of the core."""

from typing import Any

from tests.counter.desks import LV_20, Play
from tests.services.relay.bags import samples as bags
from tests.services.samples import LINE, Samples, after, charged, one

PARCEL = "6A15602676300"
ITEM = {"carrier": "colissimo", "tracking": "6A15602676300", "custody": "c-4t9d2k7mx0q3", "shelf": "A3"}
SLIP = {"slip": "B-2026-0007", "what": "deposits", "items": [{"count": 17}, {"count": 2}]}
PRODUCT = {"product": "CARTE", "label": "Carte", "family": "prepaid", "stamp": True, "tracked": False}
PRICE = {"product": "PAP", "cents": 152, "vat_code": "EXO_POSTE"}
TARIFF = {
    "product": "LV",
    "label": "Lettre verte",
    "zone": "FR",
    "max_g": 20,
    "cents": 167,
    "vat_code": "EXO_POSTE",
    "valid_from": "2027-01-01",
    "source": "essai",
    "confidence": "S",
    "coverage": "partial",
}
PAR = {"product": "LV_20", "par": 60}
KEPT = {"carrier": "dpd", "days": 10}
PAID = {"code": "FIXED", "basis": "month", "cents": 39100, "valid_from": "2026-11-01", "source": "contrat"}
NOTED = {"principal": "LAPOSTE", "month": "2026-10", "lines": [{"code": "FIXED", "cents": 39100}]}
OWNER = {"carrier": "dpd", "principal": "LAPOSTE"}
PIECES = {"product": "LV_20", "quantity": 3}
SHOWN = {"collector": "addressee", "id_document": "id_card"}
MANDATE = {"company": "Vetis", "holder": "Mme Weber", "valid_until": "2027-11-25"}
ADDRESS = {"email": "kessler@example.fr", "consent": "addressee"}
COMPLAINT = "R-2026-0001"
LIFE: dict[str, dict[str, Any]] = {
    "forward": {"to": "parent_office"},
    "answer": {"note": "Retrouvé au centre de tri"},
    "close": {"outcome": "told"},
}
"""What happens to a complaint, in its order."""
LETTER = one("relay.deposit", kind="letter", count=1)
CARNET = {**PRODUCT, "product": "CARNET", "family": "letter", "pack": {"product": "LV_20", "pieces": 12}}
ORDER = {"order": "F-2026-0001", "rows": [{}, {}]}
CAME = {"order": "F-2026-0001", "complete": False, "lines": [{"quantity": 40}, {"quantity": 20}]}
STOCK = one("relay.stock_receive", product="LV_20", quantity=5)
RECEIVE = one("relay.receive", tracking=PARCEL, shelf="A3")


def incident(which: str) -> dict[str, Any]:
    return {**ITEM, "incident": which, "state": "", "from_state": "held", "before": None}


def ended_mandate(play: Play) -> str | None:
    code = play.do("relay.record_mandate", **MANDATE).result["mandate"]
    return play.do("relay.end_mandate", mandate_code=code).op


def carnets(play: Play) -> None:
    play.do("relay.set_products", rows=[CARNET])
    play.do("relay.stock_receive", product="CARNET", quantity=2)


def taken_back(play: Play) -> str | None:
    play.do("relay.deposit", kind="parcel", tracking=PARCEL)
    play.do("relay.hand_to_postman", what="deposits")
    return play.do("relay.taken_back", tracking=PARCEL).op


SAMPLES = Samples(
    told=(
        ("relay.received", ITEM, "Colissimo …6300 : réception, place A3"),
        ("relay.received", {**ITEM, "tracking": None}, "Colissimo …x0q3 : réception, place A3"),
        ("relay.moved", {**ITEM, "from_shelf": "B1"}, "Colissimo …6300 : de B1 à A3"),
        ("relay.reminded", ITEM, "Colissimo …6300 : rappel"),
        ("relay.reminded", {**ITEM, "by": "email"}, "Colissimo …6300 : rappel par courriel"),
        ("relay.email_noted", ITEM, "Colissimo …6300 : adresse notée, pour prévenir par courriel"),
        ("relay.email_forgotten", ITEM, "Colissimo …6300 : adresse effacée"),
        ("relay.reminded", {**ITEM, "by": "phone"}, "Colissimo …6300 : rappel par téléphone"),
        ("relay.reminded", {**ITEM, "by": "letter"}, "Colissimo …6300 : rappel par lettre"),
        *(
            ("relay.incident_noted", incident(which), f"Colissimo …6300 : {words}")
            for which, words in (
                ("damaged", "dégâts constatés"),
                ("not_found", "introuvable"),
                ("misrouted", "n’aurait pas dû arriver ici"),
                ("found", "de nouveau là"),
                ("lost", "perte constatée"),
            )
        ),
        (
            "relay.handed_over",
            {**ITEM, "collector": "addressee", "id_document": "passport"},
            "Colissimo …6300 : remise, sur passeport",
        ),
        (
            "relay.handed_over",
            {**ITEM, "collector": "addressee", "id_document": None},
            "Colissimo …6300 : remise",
        ),
        (
            "relay.handed_over",
            {**ITEM, "collector": "proxy", "id_document": "id_card"},
            "Colissimo …6300 : remise à quelqu’un d’autre, sur carte d’identité",
        ),
        ("relay.refused", {**ITEM, "reason": "damaged"}, "Colissimo …6300 : refus (abîmé)"),
        (
            "relay.reversed",
            {**ITEM, "of": "relay.handed_over", "reversal": {"code": "wrong_key"}},
            "Repris · Colissimo …6300 : remise",
        ),
        (
            "relay.reversed",
            {**incident("lost"), "of": "relay.incident_noted", "reversal": {"code": "wrong_key"}},
            "Repris · Colissimo …6300 : perte constatée",
        ),
        (
            "relay.reversed",
            {"of": "relay.slip_prepared", "slip": "B-2026-0007", "reversal": {"code": "wrong_key"}},
            "Repris · Bon B-2026-0007 préparé",
        ),
        (
            "relay.compared",
            {"principal": "LAPOSTE", "ours": [], "theirs": [], "differ": [], "agree": 12},
            "Comparé avec La Poste : tout concorde (12)",
        ),
        (
            "relay.compared",
            {"principal": "LAPOSTE", "ours": [PARCEL], "theirs": [], "differ": [{}]},
            "Comparé avec La Poste : 2 écarts",
        ),
        (
            "relay.visit_noted",
            {"kind": "training", "day": "2026-11-24", "minutes": 45, "count": 1},
            "Formation par le bureau le 24/11/2026, 45 min",
        ),
        (
            "relay.visit_noted",
            {"kind": "visit", "day": "2026-11-24", "minutes": None, "count": 1},
            "Visite du bureau le 24/11/2026",
        ),
        ("relay.complaint_noted", {"subject": "late", "count": 1}, "Réclamation : retard"),
        (
            "relay.complaint_noted",
            {"complaint": "R-2026-0001", "subject": "late", "count": 1},
            "Réclamation R-2026-0001 : retard",
        ),
        (
            "relay.complaint_forwarded",
            {"complaint": "R-2026-0001", "to": "parent_office"},
            "Réclamation R-2026-0001 transmise : bureau d’attache",
        ),
        (
            "relay.complaint_answered",
            {"complaint": "R-2026-0001"},
            "Réclamation R-2026-0001 : réponse reçue",
        ),
        (
            "relay.complaint_closed",
            {"complaint": "R-2026-0001", "outcome": "told"},
            "Réclamation R-2026-0001 classée : réponse donnée à la personne",
        ),
        (
            "relay.reversed",
            {
                "of": "relay.complaint_forwarded",
                "complaint": "R-2026-0001",
                "reversal": {"code": "wrong_key"},
            },
            "Repris · Réclamation R-2026-0001 transmise",
        ),
        (
            "relay.deposited",
            {"kind": "letter", "count": 62, "tracking": None},
            "62 lettres déposées pour le facteur",
        ),
        (
            "relay.deposited",
            {"kind": "registered", "count": 1, "tracking": "1A23456789012"},
            "Une lettre recommandée déposée pour le facteur (…9012)",
        ),
        (
            "relay.deposited",
            {"kind": "parcel", "count": -2, "tracking": None, "reversal": {"code": "wrong_key"}},
            "Repris · 2 colis déposés pour le facteur",
        ),
        ("relay.franked", {"line": LINE, "tracking": None}, "2 × Café"),
        (
            "relay.franked",
            {"line": {**LINE, "quantity_thousandths": 1000}, "tracking": "CC123456785FR"},
            "Café (…85FR)",
        ),
        ("relay.sold", {**PIECES, "line": {**LINE, "quantity_thousandths": -1000}}, "Café"),
        ("relay.stock_received", PIECES, "Stock reçu : 3 × Lettre verte 20 g"),
        ("relay.stock_spoiled", PIECES, "Mis au rebut : 3 × Lettre verte 20 g"),
        *(
            ("relay.stock_spoiled", {**PIECES, "reason": reason}, f"{words} : 3 × Lettre verte 20 g")
            for reason, words in (
                ("theft", "Volé"),
                ("loss", "Perdu"),
                ("expiry", "Périmé"),
                ("returned", "Rendu à La Poste"),
            )
        ),
        (
            "relay.pack_opened",
            {"product": "LV_100", "quantity": 2, "piece": "LV_20", "pieces": 24},
            "Ouvert : 2 × Lettre verte 100 g, soit 24 × Lettre verte 20 g",
        ),
        ("relay.stock_ordered", ORDER, "Commande F-2026-0001 : 2 produits"),
        ("relay.stock_ordered", {**ORDER, "rows": [{}]}, "Commande F-2026-0001 : un produit"),
        ("relay.delivery_checked", CAME, "Commande F-2026-0001 : pièces venues, 60"),
        (
            "relay.delivery_checked",
            {**CAME, "complete": True},
            "Commande F-2026-0001 : pièces venues, 60 ; le reste ne viendra pas",
        ),
        ("relay.delivery_checked", {**CAME, "order": None}, "Livraison contrôlée : 60 pièces"),
        (
            "relay.delivery_checked",
            {**CAME, "order": None, "lines": [{"quantity": -1}], "reversal": {"code": "wrong_key"}},
            "Repris · Livraison contrôlée : une pièce",
        ),
        (
            "relay.stock_counted",
            {"product": "LV_20", "counted": 288, "expected": 315, "gap": -27},
            "Stock compté, Lettre verte 20 g : 288 au lieu de 315",
        ),
        (
            "relay.stock_counted",
            {"product": "LV_20", "counted": 288, "expected": 288, "gap": 0},
            "Stock compté, Lettre verte 20 g : 288, conforme",
        ),
        ("relay.slip_prepared", SLIP, "Bon B-2026-0007 préparé : 19 envois"),
        (
            "relay.handed_to_postman",
            {**SLIP, "items": [{"count": 1}]},
            "Bon B-2026-0007 signé par le facteur : un envoi",
        ),
        (
            "relay.taken_back",
            {**ITEM, "slip": "B-2026-0007"},
            "Colissimo …6300 : toujours là, retour du bon B-2026-0007",
        ),
        (
            "relay.taken_back",
            {"custody": None, "slip": "B-2026-0007", "count": 17},
            "Déposés pour le facteur et toujours là, retirés du bon B-2026-0007 : 17",
        ),
        ("relay.day_reported", {}, "Relevé pour La Poste"),
        ("relay.slots_moved", {"rows": [{}, {}]}, "Dernier jour pour retirer changé pour 2 envois"),
        ("relay.slots_moved", {"rows": [{}]}, "Dernier jour pour retirer changé pour un envoi"),
        ("relay.switched", {"operation": "DEP_CHRONO", "on": False}, "Plus proposé : dépôt Chronopost"),
        ("relay.switched", {"operation": "RECLAM", "on": True}, "Proposé désormais : réclamation"),
        (
            "relay.mandate_recorded",
            {"valid_until": "2031-11-04"},
            "Procuration d’entreprise notée, jusqu’au 04/11/2031",
        ),
        ("relay.mandate_ended", {}, "Procuration d’entreprise terminée"),
        ("relay.settings_set", {}, "Réglages du relais notés"),
        ("tariff.imported", {"rows": [{}, {}]}, "2 tarifs postaux notés"),
        (
            "tariff.imported",
            {
                "rows": [
                    {"source": "guichet", "label": "Prêt-à-poster", "cents": 152, "valid_from": "2026-11-25"}
                ]
            },
            "Prix saisi au guichet : Prêt-à-poster, 1,52 €, à partir du 25/11/2026",
        ),
        ("relay.holding_set", {}, "Délais de garde notés"),
        (
            "relay.holding_set",
            {
                "rows": [{"carrier": "dpd", "days": 1, "valid_from": "2026-12-01"}],
                "before": [{"carrier": "dpd", "days": 8}],
            },
            "DPD, gardé à partir du 01/12/2026 : 1 jour au lieu de 8 jours",
        ),
        (
            "relay.par_set",
            {
                "rows": [
                    {"product": "LV_20", "par": 60, "valid_from": "2026-12-01"},
                    {"product": "LI", "par": None, "valid_from": "2026-12-01"},
                ],
                "before": [{"product": "LV_20", "par": None}, {"product": "LI", "par": 3}],
            },
            (
                "Stock voulu à partir du 01/12/2026, Lettre verte 20 g : 60 au lieu de —. "
                "Stock voulu à partir du 01/12/2026, Lettre internationale : — au lieu de 3"
            ),
        ),
        (
            "relay.principals_set",
            {
                "rows": [{"carrier": "dpd", "principal": None, "valid_from": "2026-12-01"}],
                "before": [{"carrier": "dpd", "principal": "DPD"}],
            },
            "DPD, gardé à partir du 01/12/2026 pour personne au lieu de DPD",
        ),
        (
            "relay.pay_set",
            {
                "principal": "LAPOSTE",
                "rows": [
                    {**PAID, "of": None, "per_mille": None, "base": None, "valid_to": None},
                    dict.fromkeys(PAID) | {"code": "STAMPS", "valid_from": "2026-12-01"},
                ],
                "before": [],
            },
            (
                "La Poste paie : FIXED : Le mois, quoi qu’on ait fait, 391,00 € par mois, à partir du 01/11/2026. "
                "STAMPS : plus rien à partir du 01/12/2026"
            ),
        ),
        (
            "relay.statement_noted",
            {"principal": "LAPOSTE", "month": "2026-11", "ht_cents": 40007, "differences": [{}, {}]},
            "Relevé de La Poste pour novembre 2026 noté : 2 lignes diffèrent des 400,07 € attendus",
        ),
        ("relay.products_set", {"rows": [{}]}, "Un produit postal décrit"),
        ("relay.places_set", {}, "Places des étagères notées"),
        (
            "relay.office_set",
            {"office": "Colmar", "regate": "680660", "before": {"office": "Colmar", "regate": ""}},
            "Code REGATE : 680660 au lieu de —",
        ),
        *bags.TOLD,
    ),
    undone={
        "relay.receive": (RECEIVE, ["relay.reversed"]),
        "relay.hand_over": (after(RECEIVE, "relay.hand_over", tracking=PARCEL, **SHOWN), ["relay.reversed"]),
        "relay.move": (after(RECEIVE, "relay.move", tracking=PARCEL, shelf="B1"), ["relay.moved"]),
        "relay.remind": (after(RECEIVE, "relay.remind", tracking=PARCEL), ["relay.reversed"]),
        "relay.note_email": (
            after(RECEIVE, "relay.note_email", tracking=PARCEL, **ADDRESS),
            ["relay.email_forgotten"],
        ),
        "relay.forget_email": (
            after(
                after(RECEIVE, "relay.note_email", tracking=PARCEL, **ADDRESS),
                "relay.forget_email",
                tracking=PARCEL,
            ),
            "relay.email_again",
        ),
        "relay.report_incident": (
            after(RECEIVE, "relay.report_incident", tracking=PARCEL, incident="damaged"),
            ["relay.reversed"],
        ),
        "relay.complain": (one("relay.complain", subject="late"), ["relay.complaint_noted"]),
        "relay.note_visit": (one("relay.note_visit", kind="visit"), ["relay.visit_noted"]),
        **{
            f"relay.{do}_complaint": (
                after(
                    one("relay.complain", subject="late"),
                    f"relay.{do}_complaint",
                    complaint=COMPLAINT,
                    **told,
                ),
                ["relay.reversed"],
            )
            for do, told in LIFE.items()
        },
        "relay.record_mandate": (one("relay.record_mandate", **MANDATE), ["relay.mandate_ended"]),
        "relay.end_mandate": (ended_mandate, "relay.mandate_again"),
        "relay.prepare_slip": (after(LETTER, "relay.prepare_slip", what="deposits"), ["relay.reversed"]),
        "relay.taken_back": (taken_back, "relay.hand_again"),
        "relay.stock_spoil": (
            after(STOCK, "relay.stock_spoil", product="LV_20", quantity=2),
            ["relay.stock_spoiled"],
        ),
        "relay.compare": (
            one("relay.compare", carrier="LAPOSTE", rows={"received": 0}),
            "relay.compare_again",
        ),
        "relay.stock_count": (
            after(STOCK, "relay.stock_count", product="LV_20", counted=3),
            "relay.count_again",
        ),
        "relay.switch": (one("relay.switch", operation="DEP_CHRONO", on=True), "relay.switch_again"),
        "relay.set_products": (one("relay.set_products", rows=[PRODUCT]), "relay.describe_again"),
        "relay.set_places": (one("relay.set_places", places=["A1"]), "relay.places_again"),
        "relay.set_office": (one("relay.set_office", regate="680660"), ["relay.office_set"]),
        "relay.set_par": (one("relay.set_par", rows=[PAR]), ["relay.par_set"]),
        "relay.set_holding": (one("relay.set_holding", rows=[KEPT]), ["relay.holding_set"]),
        "relay.set_principals": (one("relay.set_principals", rows=[OWNER]), ["relay.principals_set"]),
        "relay.set_pay": (one("relay.set_pay", principal="LAPOSTE", rows=[PAID]), ["relay.pay_set"]),
        "relay.note_statement": (one("relay.note_statement", **NOTED), "relay.note_again"),
        "tariff.import": (one("tariff.import", rows=[TARIFF]), "tariff.import_again"),
        "tariff.set_price": (one("tariff.set_price", **PRICE), "tariff.import_again"),
        "tariff.preview": (one("tariff.preview", rows=[TARIFF]), "journal.nothing_to_reverse"),
        "relay.refuse": (
            after(RECEIVE, "relay.refuse", tracking=PARCEL, reason="damaged"),
            ["relay.reversed"],
        ),
        "relay.deposit": (one("relay.deposit", kind="letter", count=14), ["relay.deposited"]),
        "relay.hand_to_postman": (
            after(LETTER, "relay.hand_to_postman", what="deposits"),
            "relay.slip_signed",
        ),
        "relay.stock_receive": (STOCK, ["relay.stock_received"]),
        "relay.order_stock": (one("relay.order_stock"), ["relay.stock_ordered"]),
        "relay.open_pack": (
            after(carnets, "relay.open_pack", product="CARNET", quantity=1),
            ["relay.pack_opened"],
        ),
        "relay.sell": (charged(LV_20, due=152), ["relay.sold", "till.settled"]),
        "relay.frank": (
            charged({"do": "relay.frank", "product": "COL", "weight_g": 250}, due=549),
            ["relay.franked", "till.settled"],
        ),
        **bags.UNDONE,
    },
    acts={
        "relay.receive": {"tracking": "6A15602676300", "shelf": "A1"},
        "relay.hand_over": {"tracking": "6A15602676300", "collector": "addressee"},
        "relay.refuse": {"tracking": "6A15602676300", "reason": "damaged"},
        "relay.move": {"tracking": "6A15602676300", "shelf": "B1"},
        "relay.remind": {"tracking": "6A15602676300"},
        "relay.note_email": {"tracking": "6A15602676300", **ADDRESS},
        "relay.forget_email": {"tracking": "6A15602676300"},
        "relay.report_incident": {"tracking": "6A15602676300", "incident": "damaged"},
        "relay.complain": {"subject": "late"},
        "relay.compare": {"carrier": "LAPOSTE", "rows": [{"act": "received", "count": 0}]},
        "relay.note_visit": {"kind": "visit"},
        **{f"relay.{do}_complaint": {"complaint": COMPLAINT, **told} for do, told in LIFE.items()},
        "relay.record_mandate": {"company": "Vetis", "holder": "Mme Weber", "valid_until": "2027-11-25"},
        "relay.end_mandate": {"mandate_code": "m-000000000000"},
        "relay.prepare_slip": {"what": "deposits"},
        "relay.taken_back": {"tracking": "6A15602676300"},
        "relay.stock_spoil": {"product": "LV_20", "quantity": 1},
        "relay.stock_count": {"product": "LV_20", "counted": 1},
        "relay.switch": {"operation": "DEP_CHRONO", "on": True},
        "relay.set_products": {"rows": [PRODUCT]},
        "relay.set_places": {"places": ["A1"]},
        "relay.set_office": {"regate": "680660"},
        "relay.set_par": {"rows": [PAR]},
        "relay.set_holding": {"rows": [KEPT]},
        "relay.set_principals": {"rows": [OWNER]},
        "relay.set_pay": {"principal": "LAPOSTE", "rows": [PAID]},
        "relay.note_statement": NOTED,
        "tariff.import": {"rows": [TARIFF]},
        "tariff.preview": {"rows": [TARIFF]},
        "tariff.set_price": PRICE,
        "relay.deposit": {"kind": "letter", "count": 1},
        "relay.hand_to_postman": {"what": "deposits"},
        "relay.stock_receive": {"product": "LV_20", "quantity": 1},
        **bags.ACTS,
        "relay.order_stock": {"lines": [{"product": "LV_20", "quantity": 1}]},
        "relay.open_pack": {"product": "LV_20", "quantity": 1},
    },
    bounded=frozenset(
        [
            "relay_setting",
            "relay_principal",
            "relay_par",
            "relay_tariff",
            "relay_holding",
            "relay_product",
            "relay_stock",
            "relay_pack",
            "relay_worth",
            "relay_perpetual",
            "relay_switch",
            "relay_mandate",
            "relay_place",
            "relay_capacity",
            "relay_cap",
            "relay_pay",
            "relay_pay_statement",
        ]
    ),
    here=frozenset(
        [
            *("relay_custody_held", "relay_outgoing_waiting", "relay_complaint_open"),
            *("relay_bag_open", "relay_order_awaited"),
        ]
    ),
)
