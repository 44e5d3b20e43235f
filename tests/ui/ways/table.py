"""Every command and the way to it in the window, by keys and by mouse: the core's own, and those that each service brings.

Played by `test_commands.py`, told by docs/generate.py.
"""

from dataclasses import replace

from concierge_desk.domain.journal import Event
from concierge_desk.store.leaving import deliveries
from concierge_desk.store.papers import pulses
from concierge_desk.store.unit import Unit
from tests.counter.desks import COFFEE, WEDNESDAY, Play, card, cash
from tests.counter.held.ways import HELD_WAYS
from tests.delivery.accounts import by_mail
from tests.entrusted.workshop import work_back
from tests.ui.ways.steps import Act, Card, Choose, Name, Page, Press, Row, Scan, Section, Step, Type, Write
from tests.ui.ways.way import (
    CASH,
    DAY,
    SETTINGS,
    STAMP,
    NotThere,
    Way,
    Ways,
    at_drawer,
    in_settings,
    service_ways,
)


def sold(play: Play) -> None:
    play.settle([COFFEE], card(120))


def month_over(play: Play) -> None:
    if play.status()["state"] == "open":
        play.close(counted_cents=None)
    play.hands.set("2026-12-01T08:00")


def stamped(play: Play) -> None:
    play.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 2}], cash(304))


def not_printed(play: Play) -> None:
    play.settle([COFFEE], card(120), print=True)


def ticket_by_mail(play: Play) -> None:
    by_mail(play)
    play.settle([COFFEE], card(120))


def drawer_connected(play: Play) -> None:
    play.desk.store.write(lambda unit: pulses.connect(unit.rows))


def hemmed(play: Play) -> None:
    fields = {
        "article": "OURLET",
        "label": "Ourlet",
        "cents": 2700,
        "vat_code": "TVA_20",
        "nature": "service",
    }
    play.do("shop.article_set", **fields, barcodes=[], valid_from=WEDNESDAY)


def somebody_known(play: Play) -> None:
    play.do("person.create", family="Kessler", given="Anna")


def parked(play: Play) -> None:
    visit = str(play.do("visit.save", acts=[COFFEE]).result["visit"])
    play.do("visit.park", visit=visit)


def delivered(play: Play) -> None:
    told = {"export": "laposte", "number": "Z-2026-0001", "channel": "mail"}
    made = Event(deliveries.MADE, {**told, "sha256": "0" * 64, "again": False}, aud="LAPOSTE")

    def write(unit: Unit) -> None:
        deliveries.drop(unit.rows, "laposte")
        play.desk.post_event(unit, made)

    play.desk.store.write(write)


DELIVERIES = (SETTINGS, Section("Envois"), Card("Relevé La Poste"))


def _at_bank(*steps: Step) -> Way:
    """Return a way on the page of the bank, which the cash of the drawer leads to."""
    return at_drawer(Act("Voir le relevé bancaire"), *steps)


WAYS: Ways = {
    "drawer.set": Way(
        "to open",
        (
            SETTINGS,
            Section("Tiroirs"),
            Card("Un tiroir"),
            Act("Lui donner"),
            Choose("Pour La Poste"),
            Write("POSTE"),
        ),
    ),
    "delivery.set_channel": Way("to open", (*DELIVERIES, Act("Dans un dossier"), Write("/nulle/part"))),
    "delivery.retry": Way(
        "to open",
        (Page("Envois", word="envois"), Row("Z-2026-0001"), Press("L’envoyer", "f12")),
        (*DELIVERIES, Act("Voir ce qui est parti"), Row("Z-2026-0001"), Press("L’envoyer", "f12")),
    ),
    "delivery.acknowledge": Way(
        "to open",
        (
            Page("Envois", word="envois"),
            Row("Z-2026-0001"),
            Press("Ils l’ont reçu", "f8"),
            Press("Oui", "slash"),
        ),
        (
            *DELIVERIES,
            Act("Voir ce qui est parti"),
            Row("Z-2026-0001"),
            Press("Ils l’ont reçu", "f8"),
            Press("Oui", "slash"),
        ),
        before=delivered,
    ),
    "day.prepare": Way(
        "evening", (DAY, Press("Compter et clôturer", "day"), Type("1,52"), Press("Continuer", "day"))
    ),
    "till.count_safe": Way(
        "evening",
        (Name("coffre"), Card("Compter le coffre"), Act("Noter"), Write("0"), Write()),
    ),
    "till.count": Way(
        "evening",
        (Page("Compter le tiroir-caisse", word="compter"), Act("Noter"), Write("79")),
        (DAY, Press("Compter et clôturer", "day"), Type("2"), Press("Compté", "day")),
    ),
    "day.close": Way(
        "evening",
        (
            DAY,
            Press("Compter et clôturer", "day"),
            Press("Clôturer", "day"),
            Choose("Inexpliqué"),
            Press("Clôturer", "day"),
        ),
    ),
    "day.open": Way("to open", (Press("Ouvrir la journée", "enter"), Write())),
    "clock.correct": Way(
        "behind", (Press("Dire quel jour nous sommes", "enter"), Act("Nous sommes le"), Write())
    ),
    "month.close": Way(
        "to open",
        (
            Page("Mois", word="trésorier"),
            Press("Clôturer ce qui est fini", "f6"),
            Act("Clôturer ce qui est fini"),
        ),
        before=month_over,
    ),
    "day.count_passages": Way("counter", (DAY, Press("Compter un passage", "passage"))),
    "till.settle": Way("counter", (STAMP, CASH)),
    "visit.save": Way("counter", (STAMP, CASH)),
    "visit.park": Way("counter", (STAMP, Press("En attente", "park"))),
    "visit.resume": Way("counter", (Press("1 visite", "park"), CASH)),
    "visit.abandon": Way(
        "counter",
        (DAY, Press("Reprendre ou abandonner", "park"), Act("L’abandonner"), Choose("Oui")),
        before=parked,
    ),
    "visit.note": Way(
        "counter",
        (Name("ourlet"), Act("Vendre"), Press("Rédiger la note", "paper"), Write(), CASH),
        before=hemmed,
    ),
    "till.refund": Way(
        "counter", (Scan("T-2026-000001"), Act("Tout rembourser", seen="Article rendu")), before=sold
    ),
    "till.correct_means": Way(
        "counter", (Scan("T-2026-000001"), Act("Corriger"), Choose("Carte")), before=sold
    ),
    "till.move": at_drawer(Act("Mettre de l’argent"), Write("10"), Choose("Fond")),
    "journal.reverse": at_drawer(
        Act("Mettre de l’argent"), Write("10"), Choose("Fond"), Press("Annuler", "undo")
    ),
    "till.pay_in": at_drawer(Act("Remettre en banque"), Write("10")),
    "bank.import": _at_bank(Press("Dernier relevé", "f5"), Press("Reprendre ces lignes", "plus")),
    "bank.match": _at_bank(Press("Accepter tous les exacts", "star")),
    "bank.unmatch": _at_bank(Row("Espèces remises"), Press("Autre chose…", "f8"), Act("Défaire")),
    "till.remit": Way(
        "counter",
        (DAY, Press("Verser", "f12"), Act("La Poste"), Write(), Choose("En espèces")),
        before=stamped,
    ),
    "till.open_drawer": at_drawer(Act("Ouvrir le tiroir"), Choose(""), before=drawer_connected),
    "session.close": Way(
        "counter", (DAY, Press("Commencer la pause", "f8"), Act("Commencer la pause"), Write())
    ),
    "session.open": Way("counter", (DAY, Press("Rouvrir", "f8"), Act("Rouvrir"))),
    "paper.mail": Way(
        "counter",
        (Name("ticket"), Card("Ticket"), Act("Reçu par courriel"), Write("kessler@example.fr")),
        before=ticket_by_mail,
    ),
    "paper.give_up": Way(
        "counter",
        (
            Page("Papiers", word="papiers"),
            Row("Ticket"),
            Press("Ne pas l’imprimer…", "slash"),
            Choose("Pas nécessaire"),
            Press("Ne pas l’imprimer", "slash"),
        ),
        before=not_printed,
    ),
    "person.erase": Way(
        "counter",
        (Name("Kessler Anna"), Act("Tout le reste"), Act("Effacer cette personne"), Choose("Oui")),
        before=somebody_known,
    ),
    "person.access": NotThere(
        "`person access` writes it, for whoever asks stands before a printer, not a screen."
    ),
    "privacy.preview": NotThere("the card of what is over its time counts it where it is shown."),
    "privacy.purge": Way("counter", (Name("purge"), Card("Données"), Act("Noter"))),
    "site.change": in_settings(
        "La conciergerie", Card("Nom et adresse"), Act("Changer le nom"), Write("Ampère")
    ),
    "operator.set": in_settings(
        "Qui tient le guichet",
        Card("Quelqu’un de nouveau"),
        Act("Ajouter"),
        Write("Le bénévole"),
        Choose("bénévole"),
        Write(),
    ),
    "operator.retire": in_settings(
        "Qui tient le guichet", Card("Le bénévole"), Act("N’est plus ici"), Choose("Oui")
    ),
    "operator.set_code": in_settings(
        "Qui tient le guichet",
        Card("Code : La concierge"),
        Act("Choisir un code"),
        Write("9027x"),
        Write("9027x"),
    ),
    "operator.reset_code": in_settings(
        "Qui tient le guichet", Card("Code : La concierge"), Act("Code oublié"), Choose("Oui")
    ),
    "operator.sign_in": NotThere("it is what opens a locked window, and no act in it."),
    "operator.sign_out": NotThere("it is what locks the window, and no act in it."),
    "calendar.set_grid": in_settings(
        "Heures d’ouverture",
        Card("Heures d’ouverture"),
        Act("Noter d’autres horaires"),
        Write("01/12/2026"),
        *[Write()] * 7,
    ),
    "calendar.close_on": in_settings(
        "Heures d’ouverture", Card("Fermer"), Act("Fermer un jour"), Write("24/12/2026"), Choose("Congés")
    ),
    "calendar.preview": in_settings(
        "Heures d’ouverture",
        Card("Fermer"),
        Act("Voir ce qui tombe"),
        Write("24/12/2026"),
        Write("31/12/2026"),
    ),
    "calendar.reopen": in_settings(
        "Heures d’ouverture", Card("Fermé le 24"), Act("Ouvrir finalement"), Choose("Oui")
    ),
    "vat.import": in_settings("Taux de TVA", Act("Changer la TVA 20"), Write("21"), Write("01/01/2027")),
    "partner.set": in_settings(
        "Partenaires",
        Card("Nouveau"),
        Act("Créer"),
        Write("Atelier des Hirondelles"),
        Write("ATELIER"),
        Choose("En son nom"),
        Write(),
        Write(),
    ),
    "partner.retire": in_settings("Partenaires", Card("Atelier"), Act("Terminer")),
    "partner.settle": replace(
        in_settings("Partenaires", Card("Pressing du Centre"), Act("Noter un paiement"), Write(), Write()),
        before=work_back,
    ),
    "settings.change": in_settings(
        "Chiffres", Card("Jours après lesquels un chèque"), Act("Changer"), Write("5")
    ),
    "service.switch": in_settings(
        "Services", Card("Boutique"), Act("Ne plus le proposer"), Write(), Choose("Oui")
    ),
    **HELD_WAYS,
    **service_ways(),
}
