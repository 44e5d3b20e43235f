"""What all natures of things entrusted have in common, for the tests of the core: samples of a nature, made of its own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from concierge_desk.desk import catalogue
from tests.counter.desks import Play, card
from tests.entrusted.workshop import KESSLER, NET, ROUNDS, names, partner
from tests.services.samples import LINE, Samples, Told, Undone, after


@dataclass(frozen=True)
class Trade:
    """A nature, as its samples are played.

    Attributes:
        code: Of its service.
        piece: One that it takes in, of a kind that the program ships.
        cents: What that costs, once the prices below are set.
        prices: What is set before; nothing where the program ships a price.
        collected: What its collection asks beside.
        quote: Its price may be told later.
    """

    code: str
    piece: Mapping[str, Any]
    cents: int
    prices: tuple[Mapping[str, Any], ...] = ()
    collected: Mapping[str, Any] = field(default_factory=dict)
    quote: bool = False

    def do(self, play: Play, name: str, **fields: Any) -> Any:
        return play.do(f"{self.code}.{name}", **fields)

    def set_up(self, play: Play) -> None:
        """Let there be a workshop that comes on Tuesdays and Fridays, and the prices."""
        partner(play)
        self.do(play, "set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})
        if self.prices:
            self.do(play, "set_prices", rows=list(self.prices))

    def an_order(self, play: Play) -> str:
        """Take a piece in for the workshop, and return its number."""
        if not play.rows(f"SELECT 1 FROM {self.code}_round"):
            self.set_up(play)
        taken = self.do(play, "take_in", who=KESSLER, partner=NET, pieces=[self.piece])
        return names(taken.result)[0]

    def ready(self, play: Play, piece: str) -> None:
        """Let a piece go to the workshop, come back, and lie ready."""
        for name in ("sent", "back", "ready"):
            self.brought(play, piece, name)

    def brought(self, play: Play, piece: str, name: str) -> Any:
        """Bring a piece one step on."""
        steps: dict[str, Callable[[], Any]] = {
            "sent": lambda: self.do(play, "send", partner=NET, pieces=[piece]),
            "back": lambda: self.do(play, "receive_back", partner=NET, pieces=[{"piece": piece}]),
            "ready": lambda: self.do(play, "make_ready", pieces=[piece]),
            "paid": lambda: play.settle([{"do": f"{self.code}.pay", "piece": piece}], card(self.cents)),
            "disputed": lambda: self.do(play, "dispute", piece=piece, about=["stain"]),
            "quoted": lambda: self.do(
                play, "quote", order=piece.partition("/")[0], lines=[{"piece": piece, "cents": 2500}]
            ),
        }
        return steps[name]()

    def on_piece(self, name: str, *before: str, several: bool = False, **fields: Any) -> Any:
        """Return what plays an act on a piece that was brought so far."""

        def play_it(play: Play) -> str | None:
            piece = self.an_order(play)
            for step in before:
                self.brought(play, piece, step)
            which = {"pieces": [piece]} if several else {"piece": piece}
            return str(self.do(play, name, **which, **fields).op)

        return play_it

    def on_order(self, name: str, *before: str, **fields: Any) -> Any:
        """Return what plays an act on an order that was brought so far."""

        def play_it(play: Play) -> str | None:
            piece = self.an_order(play)
            for step in before:
                self.brought(play, piece, step)
            return str(self.do(play, name, order=piece.partition("/")[0], **fields).op)

        return play_it

    def step(self, *names: str) -> Callable[[Play], str | None]:
        """Return what brings a piece some steps on."""

        def play_it(play: Play) -> str | None:
            piece = self.an_order(play)
            return [str(self.brought(play, piece, name).op) for name in names][-1]

        return play_it


_KIND = {"kind": "NEUF", "label_fr": "Neuf"}
_PIECE = {"piece": "D-2026-000001/1"}
_ROW = {**_PIECE, "code": "e-000000000001", "now": {"state": "ready"}, "before": {"state": "back"}}


def _price(trade: Trade) -> Mapping[str, Any]:
    return {"kind": trade.piece["kind"], "public": 1500}


def _told(code: str) -> Told:
    return (
        (f"{code}.kinds_set", {"rows": [{}, {}]}, "2 sortes de pièces données"),
        (f"{code}.prices_set", {"rows": [{}], "partner": None}, "1 prix de travaux donné"),
        (
            f"{code}.rounds_set",
            {"partner": NET, "valid_from": "2026-11-23"},
            "Passages de NETTOYAGE à partir du 23/11/2026",
        ),
        (
            f"{code}.taken_in",
            {"order": "D-2026-000001", "pieces": [{}, {}], "total_cents": 2140},
            "Dépôt D-2026-000001 : 2 pièces",
        ),
        (
            f"{code}.quoted",
            {"order": "D-2026-000001", "total_cents": 900},
            "Prix annoncé pour D-2026-000001",
        ),
        (
            f"{code}.quote_answered",
            {"order": "D-2026-000001", "answer": "refused"},
            "Prix de D-2026-000001 refusé",
        ),
        (f"{code}.made_ready", {"pieces": [_ROW], "place": "A3"}, "1 pièce prête en A3"),
        (f"{code}.redone", {**_PIECE, "round": 2}, "D-2026-000001/1 refaite : traitement n° 2"),
        (f"{code}.withdrawn", {"pieces": [_ROW]}, "1 pièce à rendre telle quelle"),
        (f"{code}.disputed", _PIECE, "Réclamation sur D-2026-000001/1"),
        (
            f"{code}.dispute_settled",
            {**_PIECE, "outcome": "compensated", "cents": 12000},
            "Réclamation sur D-2026-000001/1 réglée : indemnisée",
        ),
        (f"{code}.paid", {"line": {**LINE, "quantity_thousandths": 1000, "label": "Manteau"}}, "Manteau"),
        (f"{code}.collected", {"pieces": [_ROW, _ROW]}, "2 pièces retirées"),
        (
            f"{code}.moved",
            {**_PIECE, "place": "A3", "from_place": "PRESSING"},
            "D-2026-000001/1 déplacée de PRESSING à A3",
        ),
        (f"{code}.reminded", _PIECE, "Prévenu que D-2026-000001/1 attend"),
        (
            f"{code}.reminded",
            {**_PIECE, "due_slot": "2026-12-31T08:00/11:30"},
            "Prévenu du nouveau jour de D-2026-000001/1",
        ),
        (f"{code}.incident_noted", {**_PIECE, "incident": "lost"}, "D-2026-000001/1 est perdue"),
        (
            f"{code}.slip_prepared",
            {"slip": "S-2026-0001", "pieces": [_ROW]},
            "Bon S-2026-0001 préparé : 1 pièce",
        ),
        (
            f"{code}.sent",
            {"slip": "S-2026-0001", "pieces": [_ROW, _ROW]},
            "Bon S-2026-0001 parti : 2 pièces",
        ),
        (
            f"{code}.received_back",
            {"partner": NET, "received": ["D-2026-000001/1"], "missing": []},
            "NETTOYAGE ramène 1 pièce",
        ),
        (f"{code}.taken_back", _PIECE, "D-2026-000001/1 n’est pas partie : encore ici"),
        (f"{code}.dues_moved", {"rows": [{}, {}]}, "2 pièces promises pour une autre demi-journée"),
        (f"{code}.reversed", {"pieces": [_ROW]}, "D-2026-000001/1 comme avant"),
        (f"{code}.day_reported", {"here": 3, "at_partner": 2}, "Pièces ici : 3 ; à l’atelier : 2"),
    )


def _undone(trade: Trade) -> Undone:
    code, back = trade.code, [f"{trade.code}.reversed"]
    found: Undone = {
        "set_kinds": (lambda play: trade.do(play, "set_kinds", rows=[_KIND]).op, f"{code}.set_again"),
        "set_prices": (
            lambda play: trade.do(play, "set_prices", rows=[_price(trade)]).op,
            f"{code}.set_again",
        ),
        "set_rounds": (
            after(trade.set_up, f"{code}.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 5}),
            f"{code}.rounds_again",
        ),
        "take_in": (
            after(trade.set_up, f"{code}.take_in", who=KESSLER, partner=NET, pieces=[trade.piece]),
            back,
        ),
        "quote": (trade.step("quoted"), back),
        "answer_quote": (trade.on_order("answer_quote", "quoted", answer="accepted", by="here"), back),
        "pay": (trade.step("paid"), [f"{code}.paid", "till.settled"]),
        "collect": (
            after(
                trade.step("sent", "back", "ready", "paid"),
                f"{code}.collect",
                order="D-2026-000001",
                proof="tag",
                **trade.collected,
            ),
            back,
        ),
        "make_ready": (trade.on_piece("make_ready", "sent", "back", several=True), back),
        "redo": (trade.on_piece("redo", "sent", "back", "ready", reason="stain"), back),
        "withdraw": (
            trade.on_piece("withdraw", several=True, by="customer", reason="changed_mind"),
            back,
        ),
        "dispute": (trade.on_piece("dispute", "sent", "back", "ready", about=["stain"]), back),
        "settle_dispute": (
            trade.on_piece("settle_dispute", "sent", "back", "ready", "disputed", outcome="none"),
            back,
        ),
        "prepare_slip": (
            after(trade.an_order, f"{code}.prepare_slip", partner=NET),
            back,
        ),
        "send": (trade.step("sent"), f"{code}.slip_signed"),
        "receive_back": (trade.step("sent", "back"), back),
        "taken_back": (trade.on_piece("taken_back", "sent"), back),
        "move": (trade.on_piece("move", place="A3"), back),
        "remind": (trade.on_piece("remind", "sent", "back", "ready", by="phone"), back),
        "report_incident": (trade.on_piece("report_incident", incident="not_found"), back),
    }
    return {f"{code}.{name}": act for name, act in found.items()}


def _acts(trade: Trade) -> Mapping[str, Mapping[str, Any]]:
    code = trade.code
    return {
        f"{code}.set_kinds": {"rows": [_KIND]},
        f"{code}.set_prices": {"rows": [_price(trade)]},
        f"{code}.set_rounds": {"lead_days": {}},
        f"{code}.take_in": {"who": KESSLER, "pieces": [trade.piece]},
        f"{code}.quote": {"order": "D-2026-000001", "lines": [{**_PIECE, "cents": 100}]},
        f"{code}.answer_quote": {"order": "D-2026-000001", "answer": "accepted", "by": "here"},
        f"{code}.collect": {"order": "D-2026-000001", "proof": "slip"},
        f"{code}.make_ready": {"pieces": ["D-2026-000001/1"]},
        f"{code}.redo": {**_PIECE, "reason": "stain"},
        f"{code}.withdraw": {"pieces": ["D-2026-000001/1"], "by": "shop", "reason": "other"},
        f"{code}.dispute": {**_PIECE, "about": ["stain"]},
        f"{code}.settle_dispute": {**_PIECE, "outcome": "none"},
        f"{code}.prepare_slip": {"partner": NET},
        f"{code}.send": {"partner": NET},
        f"{code}.receive_back": {"partner": NET, "pieces": [_PIECE]},
        f"{code}.taken_back": _PIECE,
        f"{code}.move": {**_PIECE, "place": "A3"},
        f"{code}.remind": {**_PIECE, "by": "phone"},
        f"{code}.report_incident": {**_PIECE, "incident": "damaged"},
    }


def every_trade() -> dict[str, Trade]:
    """Return each nature's, by the code of its service."""
    modules = {
        service.code: import_module(f"tests.services.{service.code}.samples")
        for service in catalogue.services()
    }
    return {code: module.TRADE for code, module in modules.items() if hasattr(module, "TRADE")}


def samples_of(trade: Trade) -> Samples:
    """Return the samples of a nature."""
    code = trade.code
    return Samples(
        told=_told(code),
        undone=_undone(trade),
        acts=_acts(trade),
        brought=trade.an_order,
        here=frozenset([f"{code}_piece_here", f"{code}_piece_partner", f"{code}_slip_prepared"]),
        bounded=frozenset([f"{code}_kind", f"{code}_price", f"{code}_round"]),
    )
