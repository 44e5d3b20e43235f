"""Ways to the commands of any nature in the window: one piece goes through all of it, from the word of the trade to a complaint."""

from dataclasses import dataclass
from typing import Any

from tests.counter.desks import Play
from tests.entrusted.workshop import KESSLER, ROUNDS
from tests.services.natures import Trade, every_trade
from tests.ui.ways.steps import Act, Card, Choose, Page, Press, Scan, Step, Write
from tests.ui.ways.way import CASH, NotThere, Way, Ways, in_settings

NO_QUOTE = NotThere("its prices are known when things are taken in; a trade that tells them later has it.")


@dataclass(frozen=True)
class Words:
    """What a nature is called in the window, and who works for it.

    Attributes:
        trade: The nature.
        label: Its name.
        kind: Name of the piece.
        partner: Code of the workshop.
        number: Of the first order that its ways take in: two for each nature before it.
        noted: What is asked of the piece and of who works on it.
        collected: How it is handed over.
    """

    trade: Trade
    label: str
    kind: str
    partner: str
    number: int
    noted: tuple[Step, ...] = ()
    collected: tuple[Step, ...] = (Act("Remettre", seen="Le bon"),)

    @property
    def workshop(self) -> str:
        return f"Atelier {self.partner.capitalize()}"

    @property
    def card(self) -> Card:
        """Of the piece, among those of its order."""
        return Card(f"{self.kind}, D-")

    def order(self, place: int = 0) -> str:
        return f"D-2026-{self.number + place:06}"

    def made(self, play: Play) -> None:
        play.do("partner.set", partner=self.partner, name=self.workshop, regime="own")

    def set_up(self, play: Play) -> None:
        """Let there be the workshop and prices; where this nature's ways are gone alone, orders that come before."""
        self.made(play)
        self.trade.do(play, "set_rounds", partner=self.partner, rounds=ROUNDS, lead_days={"normal": 3})
        self.trade.do(play, "set_prices", rows=list(self.trade.prices))
        there = sum(len(play.rows(f"SELECT 1 FROM {code}_order")) for code in every_trade())
        for _ in range(self.number - 1 - there):
            self.another(play)

    def another(self, play: Play) -> None:
        pieces: list[Any] = [dict(self.trade.piece)]
        self.trade.do(play, "take_in", who=KESSLER, partner=self.partner, pieces=pieces)

    def sent(self, play: Play) -> None:
        piece = f"{self.order()}/1"
        self.trade.do(play, "send", partner=self.partner, pieces=[piece])

    def of_piece(self, *steps: Step) -> Way:
        return Way("counter", (Scan(self.order()), self.card, *steps))

    def by_workshop(self, *steps: Step) -> Way:
        page = Page(self.label, word=self.label.split()[0].lower())
        label = "Atelier"
        return Way("counter", (Page(label, word="atelier"), *steps), (page, Press(label, ""), *steps))

    def taken(self) -> Way:
        label = "Prendre en dépôt"
        steps = (Act(label), Write("Mme Kessler"), Write("1"), *self.noted)
        word = self.label.split()[0].lower()
        page = Page(self.label, word=word)
        return Way(
            "counter",
            (Page(label, word=word), *steps),
            (page, Press(label, ""), *steps),
            before=self.set_up,
        )

    def settings(self) -> Ways:
        label = self.label
        rounds = (Card(f"Passages : {self.workshop}"), Act("Dire quand"), Write("2 4"), Write("3"))
        price = (Card(self.kind), Act("Changer le prix"), Write("15"), Write("14"), Write("7"), Write())
        kind = (Card("Une autre sorte"), Act("L’ajouter"), Write("Autre"), Write("NEUF"), Write())
        return {
            "set_kinds": in_settings(label, *kind),
            "set_prices": in_settings(label, *price),
            "set_rounds": Way("settings", in_settings(label, *rounds).steps, before=self.made),
        }

    def quotes(self) -> Ways:
        if not self.trade.quote:
            return dict.fromkeys(("quote", "answer_quote"), NO_QUOTE)
        return {
            "quote": self.of_piece(Act("Annoncer le prix"), Write("20")),
            "answer_quote": self.of_piece(Act("Réponse au prix"), Choose("Oui"), Write()),
        }

    def ways(self) -> Ways:
        """Return them, in the order they are gone."""
        back = (Scan(self.order()), self.card, Act("Elle est revenue"))
        as_it_is = (Act("Rendre telle"), Choose("Le client"), Choose("A changé"))
        other = (Scan(self.order(1)), self.card, *as_it_is)
        found: dict[str, Way | NotThere] = {
            **self.settings(),
            "take_in": self.taken(),
            **self.quotes(),
            "move": self.of_piece(Act("Une autre place"), Write("A9")),
            "report_incident": self.of_piece(Act("Incident"), Choose("Elle est abîmée"), Write()),
            "dispute": self.of_piece(Act("Réclamation"), Write("1"), Write()),
            "settle_dispute": self.of_piece(Act("Régler"), Choose("Sans suite")),
            "prepare_slip": self.by_workshop(Card(self.workshop), Act("Préparer le bon")),
            "send": self.by_workshop(Card(f"{self.workshop}, S-"), Act("Il prend tout")),
            "taken_back": self.of_piece(Act("Elle n’est pas partie")),
            "receive_back": Way("counter", back, before=self.sent),
            "make_ready": self.of_piece(Act("Elle est prête"), Write()),
            "remind": self.of_piece(Act("Client prévenu"), Write()),
            "pay": Way("counter", (Scan(self.order()), Act("Payer"), CASH)),
            "collect": Way("counter", (Scan(self.order()), *self.collected)),
            "redo": self.of_piece(Act("La refaire"), Choose("Une tache")),
            "withdraw": Way("counter", other, before=self.another),
        }
        return {f"{self.trade.code}.{name}": way for name, way in found.items()}
