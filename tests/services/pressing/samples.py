"""Samples of dry cleaning for the tests of the core."""

from typing import Any

from tests.counter.desks import Play, card
from tests.entrusted.workshop import COAT, KESSLER, NET, ROUNDS, names, pay, ready, set_up, taken
from tests.services.samples import LINE, Samples, Undone, after

CLEANER = {"partner": NET}


def an_order(play: Play) -> str:
    """Take a coat in, and return the number of the piece."""
    if not play.rows("SELECT 1 FROM pressing_round"):
        set_up(play)
    return names(taken(play))[0]


def on_piece(do: str, *before: str, several: bool = False, **fields: Any) -> Any:
    """Play an act on a coat that was brought so far."""

    def play_it(play: Play) -> str | None:
        piece = an_order(play)
        for step in before:
            _STEPS[step](play, piece)
        which = {"pieces": [piece]} if several else {"piece": piece}
        return play.do(do, **which, **fields).op

    return play_it


_STEPS: dict[str, Any] = {
    "sent": lambda play, piece: play.do("pressing.send", partner=NET, pieces=[piece]),
    "back": lambda play, piece: play.do("pressing.receive_back", partner=NET, pieces=[{"piece": piece}]),
    "ready": lambda play, piece: ready(play, [piece]),
    "paid": lambda play, piece: pay(play, [piece], 1490),
    "disputed": lambda play, piece: play.do("pressing.dispute", piece=piece, about=["stain"]),
}


def received(play: Play) -> str | None:
    piece = an_order(play)
    _STEPS["sent"](play, piece)
    return play.do("pressing.receive_back", partner=NET, pieces=[{"piece": piece}]).op


def paid(play: Play) -> str | None:
    return play.settle([{"do": "pressing.pay", "piece": an_order(play)}], card(1490)).op


def quoted(play: Play) -> str | None:
    piece = an_order(play)
    lines = [{"piece": piece, "cents": 2500}]
    return play.do("pressing.quote", order=piece.partition("/")[0], lines=lines).op


def answered(play: Play) -> str | None:
    quoted(play)
    order = play.last("pressing.quoted").data["order"]
    return play.do("pressing.answer_quote", order=order, answer="accepted", by="here").op


def paid_and_ready(play: Play) -> None:
    piece = an_order(play)
    _STEPS["ready"](play, piece)
    _STEPS["paid"](play, piece)


def prepared(play: Play) -> str | None:
    an_order(play)
    return play.do("pressing.prepare_slip", partner=NET).op


_PRICE = {"kind": "MANTEAU", "public": 1500}
_KIND = {"kind": "JUPE", "label_fr": "Jupe"}
_PIECE = {"piece": "D-2026-000001/1"}
_ROW = {**_PIECE, "code": "e-000000000001", "now": {"state": "ready"}, "before": {"state": "back"}}

UNDONE: Undone = {
    "pressing.set_kinds": (lambda play: play.do("pressing.set_kinds", rows=[_KIND]).op, "pressing.set_again"),
    "pressing.set_prices": (
        lambda play: play.do("pressing.set_prices", rows=[_PRICE]).op,
        "pressing.set_again",
    ),
    "pressing.set_rounds": (
        after(set_up, "pressing.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 5}),
        "pressing.rounds_again",
    ),
    "pressing.take_in": (
        after(set_up, "pressing.take_in", who=KESSLER, pieces=[COAT]),
        ["pressing.reversed"],
    ),
    "pressing.quote": (quoted, ["pressing.reversed"]),
    "pressing.answer_quote": (answered, ["pressing.reversed"]),
    "pressing.pay": (paid, ["pressing.paid", "till.settled"]),
    "pressing.collect": (
        after(paid_and_ready, "pressing.collect", order="D-2026-000001", proof="tag"),
        ["pressing.reversed"],
    ),
    "pressing.make_ready": (
        on_piece("pressing.make_ready", "sent", "back", several=True),
        ["pressing.reversed"],
    ),
    "pressing.redo": (on_piece("pressing.redo", "ready", reason="stain"), ["pressing.reversed"]),
    "pressing.withdraw": (
        on_piece("pressing.withdraw", several=True, by="customer", reason="changed_mind"),
        ["pressing.reversed"],
    ),
    "pressing.dispute": (on_piece("pressing.dispute", "ready", about=["stain"]), ["pressing.reversed"]),
    "pressing.settle_dispute": (
        on_piece("pressing.settle_dispute", "ready", "disputed", outcome="none"),
        ["pressing.reversed"],
    ),
    "pressing.prepare_slip": (prepared, ["pressing.reversed"]),
    "pressing.send": (
        lambda play: play.do("pressing.send", partner=NET, pieces=[an_order(play)]).op,
        "pressing.slip_signed",
    ),
    "pressing.receive_back": (received, ["pressing.reversed"]),
    "pressing.taken_back": (on_piece("pressing.taken_back", "sent"), "pressing.send_again"),
    "pressing.move": (on_piece("pressing.move", place="A3"), ["pressing.reversed"]),
    "pressing.remind": (on_piece("pressing.remind", "ready", by="phone"), ["pressing.reversed"]),
    "pressing.report_incident": (
        on_piece("pressing.report_incident", incident="not_found"),
        ["pressing.reversed"],
    ),
}

SAMPLES = Samples(
    told=(
        ("pressing.kinds_set", {"rows": [{}, {}]}, "2 sortes de pièces données"),
        ("pressing.prices_set", {"rows": [{}], "partner": None}, "1 prix de travaux donné"),
        (
            "pressing.rounds_set",
            {"partner": NET, "valid_from": "2026-11-23"},
            "Passages de NETTOYAGE à partir du 23/11/2026",
        ),
        (
            "pressing.taken_in",
            {"order": "D-2026-000001", "pieces": [{}, {}], "total_cents": 2140},
            "Dépôt D-2026-000001 : 2 pièces",
        ),
        (
            "pressing.quoted",
            {"order": "D-2026-000001", "total_cents": 900},
            "Prix annoncé pour D-2026-000001",
        ),
        (
            "pressing.quote_answered",
            {"order": "D-2026-000001", "answer": "refused"},
            "Prix de D-2026-000001 refusé",
        ),
        ("pressing.made_ready", {"pieces": [_ROW], "place": "A3"}, "1 pièce prête en A3"),
        ("pressing.redone", {**_PIECE, "round": 2}, "D-2026-000001/1 refaite : traitement n° 2"),
        ("pressing.withdrawn", {"pieces": [_ROW]}, "1 pièce à rendre telle quelle"),
        ("pressing.disputed", _PIECE, "Réclamation sur D-2026-000001/1"),
        (
            "pressing.dispute_settled",
            {**_PIECE, "outcome": "compensated", "cents": 12000},
            "Réclamation sur D-2026-000001/1 réglée : indemnisée",
        ),
        ("pressing.paid", {"line": {**LINE, "quantity_thousandths": 1000, "label": "Manteau"}}, "Manteau"),
        ("pressing.collected", {"pieces": [_ROW, _ROW]}, "2 pièces retirées"),
        (
            "pressing.moved",
            {**_PIECE, "place": "A3", "from_place": "PRESSING"},
            "D-2026-000001/1 déplacée de PRESSING à A3",
        ),
        ("pressing.reminded", _PIECE, "Prévenu que D-2026-000001/1 attend"),
        ("pressing.incident_noted", {**_PIECE, "incident": "lost"}, "D-2026-000001/1 est perdue"),
        (
            "pressing.slip_prepared",
            {"slip": "S-2026-0001", "pieces": [_ROW]},
            "Bon S-2026-0001 préparé : 1 pièce",
        ),
        (
            "pressing.sent",
            {"slip": "S-2026-0001", "pieces": [_ROW, _ROW]},
            "Bon S-2026-0001 parti : 2 pièces",
        ),
        (
            "pressing.received_back",
            {"partner": NET, "received": ["D-2026-000001/1"], "missing": []},
            "NETTOYAGE ramène 1 pièce",
        ),
        ("pressing.taken_back", _PIECE, "D-2026-000001/1 n’est pas partie : encore ici"),
        ("pressing.dues_moved", {"rows": [{}, {}]}, "2 pièces promises pour une autre demi-journée"),
        ("pressing.reversed", {"pieces": [_ROW]}, "D-2026-000001/1 comme avant"),
        ("pressing.day_reported", {"here": 3, "at_partner": 2}, "Pièces ici : 3 ; à l’atelier : 2"),
    ),
    undone=UNDONE,
    acts={
        "pressing.set_kinds": {"rows": [_KIND]},
        "pressing.set_prices": {"rows": [_PRICE]},
        "pressing.set_rounds": {"lead_days": {}},
        "pressing.take_in": {"who": KESSLER, "pieces": [COAT]},
        "pressing.quote": {"order": "D-2026-000001", "lines": [{**_PIECE, "cents": 100}]},
        "pressing.answer_quote": {"order": "D-2026-000001", "answer": "accepted", "by": "here"},
        "pressing.collect": {"order": "D-2026-000001", "proof": "slip"},
        "pressing.make_ready": {"pieces": ["D-2026-000001/1"]},
        "pressing.redo": {**_PIECE, "reason": "stain"},
        "pressing.withdraw": {"pieces": ["D-2026-000001/1"], "by": "shop", "reason": "other"},
        "pressing.dispute": {**_PIECE, "about": ["stain"]},
        "pressing.settle_dispute": {**_PIECE, "outcome": "none"},
        "pressing.prepare_slip": {"partner": NET},
        "pressing.send": {"partner": NET},
        "pressing.receive_back": {"partner": NET, "pieces": [_PIECE]},
        "pressing.taken_back": _PIECE,
        "pressing.move": {**_PIECE, "place": "A3"},
        "pressing.remind": {**_PIECE, "by": "phone"},
        "pressing.report_incident": {**_PIECE, "incident": "damaged"},
    },
    brought=an_order,
    here=frozenset(["pressing_piece_here", "pressing_piece_partner", "pressing_slip_prepared"]),
    bounded=frozenset(["pressing_kind", "pressing_price", "pressing_round"]),
)
