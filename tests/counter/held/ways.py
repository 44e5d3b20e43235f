"""Ways in the window to what is held and owed: by a word, by what a thing belongs to, by the card of a ticket."""

from tests.counter.desks import COFFEE, Play, cash, cheque
from tests.counter.held.samples import WHO
from tests.ui.ways.steps import Act, Card, Choose, Name, Press, Scan, Tile, Write
from tests.ui.ways.way import CASH, Way, Ways

LOAN, CHEQUE_LOAN = "L-2026-000001", "L-2026-000002"
ORDER, SECOND, THIRD = "D-2026-000001", "D-2026-000002", "D-2026-000003"
BACK = Press("Rendre l’argent", "plus")


def _kept(play: Play) -> None:
    play.do("caution.take", of=CHEQUE_LOAN, who=WHO, cents=5000, cheque={})


def _ahead(play: Play, of: str) -> None:
    act = {"do": "advance.take", "of": of, "who": WHO, "cents": 500, "vat_code": "TVA_10"}
    play.settle([act], cash(500))


def _at_bank(play: Play) -> None:
    play.settle([COFFEE], cheque(120))
    play.do("till.pay_in")


def _known(play: Play) -> None:
    play.do("person.create", family="Souza", given="Ana", street="2 rue des Lilas")


HELD_WAYS: Ways = {
    "caution.take": Way(
        "counter",
        (
            Name("caution"),
            Card("Prendre une caution"),
            Act("Prendre l’argent"),
            Write(LOAN),
            Write("Mme Hofer 06 12 34 56 78"),
            Write("50"),
            CASH,
        ),
    ),
    "caution.keep": Way("counter", (Scan(LOAN), Act("Retenir"), Write("10"), Choose("Rendu abîmé"), CASH)),
    "caution.return": Way("counter", (Scan(LOAN), Act("Rendre une partie"), Write("5"), BACK)),
    "caution.cash": Way(
        "counter",
        (Scan(CHEQUE_LOAN), Act("Encaisser"), Press("Encaisser le chèque gardé", "plus")),
        before=_kept,
    ),
    "advance.take": Way(
        "counter",
        (
            Name("arrhes"),
            Card("Prendre de l’argent"),
            Act("Prendre des arrhes"),
            Write(ORDER),
            Write("Mme Hofer"),
            Write("1"),
            Choose("TVA 10"),
            CASH,
        ),
    ),
    "advance.use": Way("counter", (Tile("Café"), Scan(ORDER), Act("Déduire"), CASH)),
    "advance.return": Way(
        "counter",
        (Scan(SECOND), Act("Rendre"), Choose("Les deux"), BACK),
        before=lambda play: _ahead(play, SECOND),
    ),
    "advance.keep": Way(
        "counter",
        (Scan(THIRD), Act("Le client renonce", seen="Oui"), CASH),
        (Scan(THIRD), Act("Le client renonce"), CASH),
        before=lambda play: _ahead(play, THIRD),
    ),
    "account.unpaid_cheque": Way(
        "counter",
        (Name("ticket"), Card("Ticket"), Act("Le chèque"), Write("Mme Zimmer"), BACK),
        before=_at_bank,
    ),
    "account.pay": Way("counter", (Name("zimmer"), Card("Ardoise"), Act("Régler"), Write("0,20"), CASH)),
    "account.write_off": Way(
        "counter", (Name("zimmer"), Card("Ardoise"), Act("Effacer"), Write(), Choose("Remise"), CASH)
    ),
    "account.owe": Way(
        "counter",
        (
            Tile("Café"),
            Name("ardoise"),
            Card("L’ardoise"),
            Act("Mettre la visite"),
            Write("Ana"),
            Choose("Ana Souza"),
            Write(),
            CASH,
        ),
        before=_known,
    ),
    "till.indemnify": Way(
        "counter", (Name("indemnité"), Act("Verser"), Write("3"), Choose("Dédommagement"), BACK)
    ),
}
