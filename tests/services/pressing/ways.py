"""Ways to the commands of dry cleaning in the window: one coat goes through all of it, from the tile to a complaint."""

from tests.counter.desks import Play
from tests.entrusted.workshop import NET, partner, set_up, taken
from tests.ui.ways.steps import Act, Card, Choose, Page, Press, Scan, Step, Write
from tests.ui.ways.way import CASH, NotThere, Way, Ways, in_settings

PRESSING = Page("Pressing", word="pressing")
COAT, OTHER = "D-2026-000001", "D-2026-000002"
TAKEN = (Act("Prendre en dépôt"), Write("Mme Kessler"), Write("2"))
NO_QUOTE = NotThere(
    "dry cleaning has its prices; a trade that tells them later has it on the card of a piece."
)


def of_coat(*steps: Step, order: str = COAT) -> Way:
    """Return a way to what can be done with a piece: its order is scanned, its card chosen."""
    return Way("counter", (Scan(order), Card("Manteau"), *steps))


def by_workshop(*steps: Step) -> Way:
    """Return a way behind the door of the workshops."""
    label = "Atelier"
    return Way("counter", (Page(label, word="atelier"), *steps), (PRESSING, Press(label, ""), *steps))


def sent(play: Play) -> None:
    play.do("pressing.send", partner=NET)


def another(play: Play) -> None:
    taken(play)


WAYS: Ways = {
    "pressing.set_kinds": in_settings(
        "Pressing", Card("Une autre sorte"), Act("L’ajouter"), Write("Jupe"), Write("JUPE"), Write()
    ),
    "pressing.set_prices": in_settings(
        "Pressing", Card("Manteau"), Act("Changer le prix"), Write("15"), Write("14"), Write("7"), Write()
    ),
    "pressing.set_rounds": Way(
        "settings",
        in_settings(
            "Pressing",
            Card("Passages : Pressing du Centre"),
            Act("Dire quand"),
            Write("2 4"),
            Write("3"),
            Write("1"),
        ).steps,
        before=partner,
    ),
    "pressing.take_in": Way(
        "counter",
        (Page("Prendre en dépôt", word="pressing"), *TAKEN),
        (PRESSING, Press("Prendre en dépôt", ""), *TAKEN),
        before=set_up,
    ),
    "pressing.quote": NO_QUOTE,
    "pressing.answer_quote": NO_QUOTE,
    "pressing.move": of_coat(Act("Une autre place"), Write("A9")),
    "pressing.report_incident": of_coat(Act("Incident"), Choose("Elle est abîmée"), Write()),
    "pressing.dispute": of_coat(Act("Réclamation"), Write("1"), Write()),
    "pressing.settle_dispute": of_coat(Act("Régler"), Choose("Sans suite")),
    "pressing.prepare_slip": by_workshop(Card("Pressing du Centre"), Act("Préparer le bon")),
    "pressing.send": by_workshop(Card("Pressing du Centre, S-"), Act("Il prend tout")),
    "pressing.taken_back": of_coat(Act("Elle n’est pas partie")),
    "pressing.receive_back": Way(
        "counter", (Scan(COAT), Card("Manteau"), Act("Elle est revenue")), before=sent
    ),
    "pressing.make_ready": of_coat(Act("Elle est prête"), Write()),
    "pressing.remind": of_coat(Act("Client prévenu"), Write()),
    "pressing.pay": Way("counter", (Scan(COAT), Act("Payer"), CASH)),
    "pressing.collect": Way("counter", (Scan(COAT), Act("Remettre", seen="Le bon"))),
    "pressing.redo": of_coat(Act("La refaire"), Choose("Une tache")),
    "pressing.withdraw": Way(
        "counter",
        (Scan(OTHER), Card("Manteau"), Act("Rendre telle"), Choose("Le client"), Choose("A changé")),
        before=another,
    ),
}
