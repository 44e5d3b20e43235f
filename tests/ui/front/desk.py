"""A desk that a test scripts, and a way of working that finishes when the test says so."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Option
from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.pages.counter.face import Means, SavedVisit
from concierge_desk.pages.counter.inputs import Chosen, Favourite, Pressed, Scan, Typed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.pages.shelf.face import ShelfSheet
from concierge_desk.ui.presenter.port import Outcome
from concierge_desk.ui.presenter.prices import Priced, PricedLine
from concierge_desk.ui.presenter.status import ChipText, LastTicket, Status

TODAY = date(2026, 11, 25)


def stamp() -> Offer:
    act = OfferedAct("Ajouter", "relay.sell", {"product": "LV_20"}, charged=True, quantity="quantity")
    return Offer("relay", "LV_20", "Timbre Lettre verte 20 g", (act,), at_once=True, repeats=True)


def coffee() -> Offer:
    act = OfferedAct("Ajouter", "shop.sell", {"article": "CAFE"}, charged=True, quantity="quantity")
    return Offer("shop", "CAFE", "Café", (act,), at_once=True, repeats=True)


DOCUMENTS = tuple(
    Option(label, code)
    for label, code in (
        ("Carte d’identité", "id_card"),
        ("Passeport", "passport"),
        ("Permis", "driving_licence"),
        ("Titre de séjour", "residence_permit"),
    )
)


def parcel(ref: str = "6A15602676300") -> Offer:
    document = Ask("id_document", "Quelle pièce ?", "choice", DOCUMENTS, "id_card", seen=True)
    name = Ask("proxy.name", "Qui vient ?", "text")
    own = Ask("proxy.id_document", "Sa pièce ?", "choice", DOCUMENTS, "id_card", seen=True)
    hand = {"tracking": ref}
    return Offer(
        "relay",
        ref,
        f"Colissimo {ref}",
        (
            OfferedAct(
                "Pièce vue, remettre", "relay.hand_over", {**hand, "collector": "addressee"}, (document,)
            ),
            OfferedAct(
                "Quelqu’un d’autre", "relay.hand_over", {**hand, "collector": "proxy"}, (name, own, document)
            ),
            OfferedAct("Étiquette", paper=f"label:{ref}"),
        ),
        place="A3",
    )


def franking() -> Offer:
    ladder = (Option("jusqu’à 500 g", 500, "5,59 €"), Option("jusqu’à 2 kg", 2000, "11,19 €"))
    asks = (
        Ask("weight_g", "Combien pèse-t-il ?", "grams", ladder),
        Ask("tracking", "Numéro ?", "text", optional=True, scanned=True),
    )
    act = OfferedAct("Affranchir", "relay.frank", {"product": "COL", "zone": "FR"}, asks, charged=True)
    return Offer("relay", "COL", "Colissimo France", (act,))


def arrival(code: str, place: str = "A1") -> Offer:
    asks = (
        Ask("addressee.name", "Pour qui ?", "text", optional=True),
        Ask("shelf", "Où le ranger ?", "text", proposal=place),
    )
    act = OfferedAct("Ranger", "relay.receive", {"tracking": code}, asks, arrives=True)
    return Offer("relay", code, f"Colissimo {code}", (act,), place=place)


class ScriptedOperators:
    """Remembers who sat down."""

    def __init__(self) -> None:
        self.here: list[str] = []

    def change(self, code: str) -> str:
        self.here.append(code)
        return f"[{code}]"


class ScriptedDesk:
    """Answers what the test put in, and remembers what was played."""

    lang = "en"
    means = (Means("cash", "Espèces"), Means("card", "Carte"), Means("cheque", "Chèque"))

    def __init__(self) -> None:
        self.codes: dict[str, tuple[Offer, ...]] = {
            "LV": (stamp(),),
            "3760000000001": (coffee(),),
            "6A15602676300": (parcel(),),
        }
        self.words: dict[str, tuple[Offer, ...]] = {"kessler": (parcel(),), "col": (franking(),)}
        self.played: list[dict[str, Any]] = []
        self.refusals: dict[str, Refused] = {}
        self.saved: dict[str, SavedVisit] = {}
        self.aside: dict[str, SavedVisit] = {}
        self.tickets: dict[str, str] = {}
        self.looked: list[tuple[str, str]] = []
        self.last: LastTicket | None = None
        self.note = False
        self.irreversible = False
        self.operators = ScriptedOperators()
        self.beside: tuple[str, ...] = ()
        self.arriving: dict[str, tuple[Offer, ...]] = {}
        self.prices = {"LV_20": 152, "CAFE": 120, "COL": 1119}
        self._ops = 0

    def new_op(self) -> str:
        self._ops += 1
        return f"op-{self._ops}"

    def today(self) -> date:
        return TODAY

    def listed(self, text: str) -> str:
        return text

    def recognises(self, code: str) -> bool:
        return code in self.codes

    def outcome(self, answers: Sequence[Answer]) -> Outcome:
        kinds = [entry.kind for answer in answers for entry in answer.posted]
        keeps = self.irreversible or any(kind.startswith("till.") for kind in kinds)
        return Outcome(f"[{', '.join(kinds)}]", "[kept]" if keeps else "")

    def sentence(self, code: str, params: Mapping[str, object]) -> str:
        return f"[{code}]"

    def play(self, raw: Mapping[str, Any]) -> Answer:
        do = raw["do"]
        if do in self.refusals:
            return Answer(raw["op"], self.refusals[do])
        self.played.append(dict(raw))
        result: dict[str, Any] = {}
        if do == "visit.save":
            visit = raw.get("visit") or f"v-{len(self.saved) + len(self.aside) + len(self.tickets) + 1}"
            self.saved[visit] = SavedVisit(visit, tuple(raw["acts"]), dict(raw["step"]), "")
            result = {"visit": visit}
        elif do == "visit.park":
            self.aside[raw["visit"]] = self.saved.pop(raw["visit"])
        elif do == "visit.resume":
            self.saved[raw["visit"]] = self.aside.pop(raw["visit"])
        elif do == "till.settle":
            return Answer(raw["op"], None, (self._settled(raw),))
        return Answer(raw["op"], None, (self._entry(do),) if not do.startswith("visit.") else (), result)

    def _settled(self, raw: Mapping[str, Any]) -> Posted:
        """What the till would write: by the prices of now, whatever a window thought."""
        acts = self.saved.pop(raw["visit"]).acts
        ticket = f"T-2026-{len(self.tickets) + 1:06d}"
        self.tickets[raw["visit"]] = ticket
        due = sum(self._line(act).cents or 0 for act in acts)
        exact = sum(payment.get("cents", 0) for payment in raw["payments"])
        payments = [
            {
                "means": payment["means"],
                "given_cents": payment.get("given_cents", payment.get("cents", 0)),
                "cents": payment.get("cents", due - exact),
                "split": [],
                "change_cents": max(0, payment.get("given_cents", 0) - (due - exact))
                if payment["means"] == "cash"
                else 0,
            }
            for payment in raw["payments"]
        ]
        documents = [*self.beside, f"ticket:{ticket}"]
        return self._entry(
            "till.settled", ticket=ticket, due_cents=due, payments=payments, documents=documents
        )

    def _entry(self, kind: str, **data: Any) -> Posted:
        return Posted(1, "A", "", kind, None, "op", "o01", "2026-11-25T08:00:00.000Z", "+01:00", "AMP1", data)

    def found(self, code: str) -> tuple[Offer, ...]:
        self.looked.append(("found", code))
        return self.codes.get(code, ())

    def named(self, text: str) -> tuple[Offer, ...]:
        self.looked.append(("named", text))
        return self.words.get(text, ())

    def searched(self, text: str) -> tuple[Offer, ...]:
        return self.named(text)

    def from_list(self, code: str) -> tuple[Offer, ...]:
        return self.found(code)

    def arrives(self, code: str) -> tuple[Offer, ...]:
        self.looked.append(("arrives", code))
        if code in self.arriving:
            return self.arriving[code]
        return (arrival(code),) if code[:2] in ("6A", "8L") else ()

    def running(self) -> tuple[Offer, ...]:
        return ()

    def favourites(self) -> tuple[Offer, ...]:
        return (stamp(), coffee(), franking())

    def on_shelf(self, service: str) -> ShelfSheet:
        return ShelfSheet(TODAY, (parcel(),))

    def priced(self, visit: str | None, acts: Sequence[Mapping[str, Any]]) -> Priced:
        lines = tuple(self._line(act) for act in acts)
        due = sum(line.cents or 0 for line in lines)
        return Priced(lines, due, (("La Poste", due),), self.note)

    def _line(self, act: Mapping[str, Any]) -> PricedLine:
        product = act.get("product") or act["article"]
        if act.get("weight_g", 0) > 30_000:
            return PricedLine(act, product, 1, None, "", "La Poste", "[tariff.over_limit]")
        count = act.get("quantity", 1)
        return PricedLine(act, product, count, self.prices[product] * count, "", "La Poste")

    def at_counter(self) -> SavedVisit | None:
        return next(iter(self.saved.values()), None)

    def parked(self) -> tuple[SavedVisit, ...]:
        return tuple(self.aside.values())

    def ticket_of(self, visit: str) -> str | None:
        return self.tickets.get(visit)

    def status(self) -> Status:
        return Status(
            "Ampère",
            "Amina",
            ChipText("", "good"),
            ChipText("", "good"),
            True,
            True,
            {},
            len(self.aside),
            last=self.last,
        )

    def paper(self, document: str) -> Path:
        self.looked.append(("paper", document))
        return Path(document)

    def version(self) -> int:
        return 0

    def did(self, do: str) -> list[dict[str, Any]]:
        return [
            {k: v for k, v in raw.items() if k not in ("op", "do")} for raw in self.played if raw["do"] == do
        ]


class Later:
    """Keeps jobs until the test lets them finish."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def __call__(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        self.jobs.append(lambda: run_now(job, done, failed))

    def finish(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()


def run_now(job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]) -> None:
    try:
        result = job()
    except DeskError as failure:
        failed(failure)
    else:
        done(result)


class Hand:
    """The hands at the counter: keys and scans, each a while after the one before."""

    def __init__(self, desk: ScriptedDesk, run: Any = run_now) -> None:
        self.desk = desk
        self.at = 100.0
        self.front = Front(desk, run, lambda _state: None)
        self.front.start()

    @property
    def state(self) -> Any:
        return self.front.state

    def scan(self, code: str, number: str = "", *, after: float = 3.0, text: str = "") -> "Hand":
        self.at += after
        self.front.feed(Scan(code, number, self.at, text or number))
        return self

    def press(self, key: Any, text: str = "", *, after: float = 3.0) -> "Hand":
        self.at += after
        self.front.feed(Pressed(key, text, self.at))
        return self

    def touch(self, what: Any, place: int, *, after: float = 3.0) -> "Hand":
        self.at += after
        self.front.feed(Chosen(what, place, self.at))
        return self

    def favourite(self, place: int, number: str = "") -> "Hand":
        self.at += 3.0
        self.front.feed(Favourite(place, number, self.at))
        return self

    def type(self, text: str) -> "Hand":
        for end in range(1, len(text) + 1):
            self.front.feed(Typed(text[:end]))
        return self
