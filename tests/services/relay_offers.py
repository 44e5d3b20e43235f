"""The relay's cards as the window would take them: read from a real desk, answered, and played."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.cards import doors
from concierge_desk.counter.cards.leads import DISPUTE
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from concierge_desk.jobs.dispute.in_window import Disputes
from concierge_desk.services.relay.counter import AT_COUNTER
from tests.counter.desks import Play

GRAMS = 100
SAID = {"text": "Mme Essai", "grams": GRAMS, "count": 1, "day": "2026-12-31", "cents": 500}
"""What is answered where nothing is proposed."""


def found(play: Play, code: str, lang: str = "en") -> tuple[Offer, ...]:
    return play.desk.store.read(lambda rows: AT_COUNTER.found(rows, code, now_of_rows(play, rows, lang)))


def named(play: Play, text: str, lang: str = "en") -> tuple[Offer, ...]:
    return play.desk.store.read(
        lambda rows: doors.named(AT_COUNTER, rows, text, now_of_rows(play, rows, lang))
    )


def arrives(play: Play, code: str, lang: str = "en") -> tuple[Offer, ...]:
    return play.desk.store.read(lambda rows: AT_COUNTER.arrives(rows, code, now_of_rows(play, rows, lang)))


def favourites(play: Play) -> tuple[Offer, ...]:
    assert AT_COUNTER.favourites is not None
    look = AT_COUNTER.favourites
    return play.desk.store.read(lambda rows: look(rows, now_of_rows(play, rows)))


def shelf(play: Play) -> tuple[Offer, ...]:
    assert AT_COUNTER.shelf is not None
    look = AT_COUNTER.shelf
    return play.desk.store.read(lambda rows: look(rows, now_of_rows(play, rows)))


def waiting(play: Play) -> int:
    assert AT_COUNTER.waiting is not None
    look = AT_COUNTER.waiting
    return play.desk.store.read(lambda rows: look(rows, now_of_rows(play, rows)))


def now_of_rows(play: Play, rows: Any, lang: str = "en") -> Now:
    """The same inside a reading."""
    shop = play.desk.settings
    today = play.hands.at.astimezone(shop.zone).date()
    return Now(today, lang, shop, catalogue.calendar(rows, shop))


def act_of(offer: Offer, label: str) -> OfferedAct:
    """The one act of a card that is called so."""
    (act,) = [act for act in offer.acts if act.label == label]
    return act


def labels(offer: Offer) -> list[str]:
    return [act.label for act in offer.acts]


def command(act: OfferedAct, answers: Sequence[Any]) -> dict[str, Any]:
    """The command of an act with its answers, put together as the contract says."""
    made: dict[str, Any] = {"do": act.do}
    _merge(made, act.fields)
    for ask, value in zip(act.asks, answers, strict=True):
        if value is None:
            continue
        _merge(made, {ask.field: value} if ask.field else value)
    return made


def _merge(made: dict[str, Any], fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        outer, _, inner = name.partition(".")
        if inner:
            _merge(made.setdefault(outer, {}), {inner: value})
        elif isinstance(value, Mapping):
            _merge(made.setdefault(outer, {}), value)
        else:
            made[outer] = value


def proposal(ask: Ask) -> Any:
    """What is answered with a bare key; where nothing is proposed, the first or anything."""
    if ask.proposal is not None:
        return ask.proposal
    if ask.optional:
        return None
    if ask.field == "shelf":
        return "B9"
    return ask.options[0].value if ask.kind == "choice" else SAID[ask.kind]


def play_act(play: Play, act: OfferedAct, answers: Sequence[Any] | None = None) -> Answer | None:
    """Play an act as the window does; None where it only shows a paper, a page, or writes a file."""
    if act.leads.startswith(DISPUTE):
        principal, number = act.leads.removeprefix(DISPUTE).split("/", 1)
        assert Disputes(play.desk).about(principal, number).is_file()
        return None
    if act.paper is not None:
        play.paper(act.paper)
        return None
    if act.leads:
        return None
    made = command(act, [proposal(ask) for ask in act.asks] if answers is None else answers)
    if act.charged:
        return play.ask("till.settle", acts=[made], payments=[{"means": "cash", "given_cents": 10_000}])
    return play.ask(**made)


@dataclass(frozen=True)
class Told:
    """A card in short, for tables."""

    place: str
    tag: str
    tone: str
    detail: str


def told(offer: Offer) -> Told:
    return Told(offer.place, offer.tag, offer.tone, offer.detail)
