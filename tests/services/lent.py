"""What all natures of things lent have in common, for the tests of the core: samples of a nature, made of its own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from concierge_desk.desk import catalogue
from tests.counter.desks import Play, card
from tests.services.samples import LINE, After, Samples, Told, Undone, after

LOAN = "L-2026-000001"
_WHO = {"name": "M. Roux"}
_DAYS = {"from_day": "2026-12-15", "to_day": "2026-12-16"}


@dataclass(frozen=True)
class Then(After):
    """What is more than one act, and what has to be there before."""

    do: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    then: Callable[[Play], "str | None"] = lambda _play: None

    def alone(self, play: Play) -> str | None:
        return self.then(play)


@dataclass(frozen=True)
class LentNature:
    """A nature, as its samples are played.

    Attributes:
        code: Of its service.
        thing: Number of an object of it.
        kind: That the program ships.
        registered: What is said beside as the object is registered.
        lent: What is said beside as it leaves.
        back: What is said beside as it comes back.
        authorised: Only who is authorised borrows it.
    """

    code: str
    thing: str
    kind: str
    registered: Mapping[str, Any] = field(default_factory=dict)
    lent: Mapping[str, Any] = field(default_factory=dict)
    back: Mapping[str, Any] = field(default_factory=dict)
    authorised: bool = False

    def do(self, play: Play, name: str, **fields: Any) -> Any:
        return play.do(f"{self.code}.{name}", object=self.thing, **fields)

    def register(self, play: Play) -> Any:
        """Let there be an object."""
        return self.do(play, "register", kind=self.kind, place="O1", **self.registered)

    def borrower(self, play: Play) -> dict[str, str]:
        """Register an object, and return the card of somebody who may borrow it: a member, and of keys one who is authorised."""
        self.register(play)
        person = str(play.do("person.create", family="Kessler", given="Zoé").result["person"])
        play.settle([{"do": "member.join", "person": person}], card(1000))
        if self.authorised:
            self.do(play, "authorise", who={"card": person})
        return {"card": person}

    def lend(self, play: Play) -> Any:
        """Register an object, and lend it."""
        self.borrower(play)
        return self.lend_it(play)

    def lend_it(self, play: Play) -> str | None:
        """Lend an object to who may borrow it."""
        who = {"card": play.rows("SELECT person FROM people_person")[0][0]}
        return str(self.do(play, "lend", who=who, **self.lent).op)

    def lend_dear(self, play: Play) -> None:
        """Lend an object at a price, whatever the program ships."""
        self.kinds_of(play, days=1, day_cents=150)
        self.lend(play)

    def pay(self, play: Play) -> str | None:
        """Pay a loan."""
        return play.settle([{"do": f"{self.code}.pay", "loan": LOAN}], card(150)).op

    def kinds_of(self, play: Play, **fields: Any) -> None:
        """Let its kind be another one than the program ships."""
        row = {"kind": self.kind, "label_fr": "Autre", "days": 7, "most_days": 14, **fields}
        play.do(f"{self.code}.set_kinds", rows=[row])

    def waits(self, play: Play) -> None:
        """Let somebody wait for an object that is back, and kept for him."""
        self.lend(play)
        self.do(play, "wait", who=_WHO)
        self.do(play, "return", **self.back)

    def renewable(self, play: Play) -> None:
        """Lend an object whose loan may be renewed, whatever the program ships."""
        self.kinds_of(play, renewals=1)
        self.lend(play)

    def reserved(self, play: Play) -> None:
        """Register an object, and keep it free for somebody."""
        self.register(play)
        self.do(play, "reserve", who=_WHO, **_DAYS)

    def waiting(self, play: Play) -> None:
        """Register an object, and let somebody wait for it."""
        self.register(play)
        self.do(play, "wait", who=_WHO)

    def may_have(self, play: Play) -> None:
        """Register a key, and let somebody have it."""
        self.register(play)
        self.do(play, "authorise", who=_WHO)

    def then(self, before: str, name: str, **fields: Any) -> Any:
        """Return what plays an act after something was brought so far."""
        return after(getattr(self, before), f"{self.code}.{name}", object=self.thing, **fields)


def every_lender() -> tuple[LentNature, ...]:
    """Return each nature."""
    modules = [import_module(f"tests.services.{service.code}.samples") for service in catalogue.services()]
    return tuple(
        module.NATURE for module in modules if isinstance(getattr(module, "NATURE", None), LentNature)
    )


def _told(nature: LentNature) -> Told:
    code, thing = nature.code, {"object": nature.thing, "code": "o-000000000001"}
    loan = {**thing, "loan": LOAN}
    name = nature.thing
    keys: Told = (
        (f"{code}.authorised", thing, f"Quelqu’un a droit à {name}"),
        (f"{code}.authority_ended", thing, f"Quelqu’un n’a plus droit à {name}"),
        (f"{code}.counted", {"expected": 3, "seen": 2, "missing": [name]}, "Clés comptées : 2 sur 3"),
    )
    return (
        (f"{code}.kinds_set", {"rows": [{}, {}]}, "2 sortes d’objets à prêter fixées"),
        (f"{code}.registered", thing, f"{name} enregistré"),
        (f"{code}.maintained", {**thing, "what": "tested"}, f"{name} contrôlé"),
        (f"{code}.maintained", {**thing, "what": "retired"}, f"{name} retiré du prêt"),
        (f"{code}.lent", {**loan, "due_day": "2026-12-02"}, f"{name} prêté jusqu’au 02/12/2026 : {LOAN}"),
        (f"{code}.returned", {**loan, "state": "available"}, f"{name} est revenu : {LOAN}"),
        (
            f"{code}.returned",
            {**loan, "state": "incomplete"},
            f"{name} est revenu, il manque quelque chose : {LOAN}",
        ),
        (f"{code}.renewed", {**loan, "due_day": "2026-12-09"}, f"{LOAN} prolongé jusqu’au 09/12/2026"),
        (
            f"{code}.reserved",
            {"object": None, "kind": nature.kind, **_DAYS},
            f"{nature.kind} réservé du 15/12/2026 au 16/12/2026",
        ),
        (f"{code}.unreserved", {**thing, **_DAYS}, f"{name} n’est plus réservé à partir du 15/12/2026"),
        (f"{code}.waited", thing, f"Quelqu’un attend {name}"),
        (f"{code}.waiting_stopped", thing, f"Quelqu’un n’attend plus {name}"),
        (
            f"{code}.called",
            {**thing, "kept_until": "2026-12-30"},
            f"Quelqu’un est prévenu : {name} est gardé jusqu’au 30/12/2026",
        ),
        (f"{code}.released", thing, f"{name} n’est plus gardé"),
        (f"{code}.moved", {**thing, "place": "O2", "from_place": "O1"}, f"{name} déplacé de O1 à O2"),
        (f"{code}.reminded", thing, f"Rappel fait pour {name}"),
        (f"{code}.incident_noted", {**thing, "incident": "lost"}, f"{name} est perdu"),
        (f"{code}.paid", {"line": {**LINE, "quantity_thousandths": 1000, "label": "Perceuse"}}, "Perceuse"),
        (f"{code}.dues_moved", {"rows": [{}, {}]}, "2 prêts attendus un autre jour"),
        (f"{code}.reversed", loan, f"{LOAN} comme avant"),
        (
            f"{code}.day_reported",
            {"out": 3, "late": 2, "reserved": 1},
            "Dehors : 3 ; en retard : 2 ; réservés : 1",
        ),
        *keys,
    )


def _undone(nature: LentNature) -> Undone:
    code, back = nature.code, [f"{nature.code}.reversed"]
    rows = [{"kind": "NEUF", "label_fr": "Neuf", "days": 7}]

    def alone(name: str, **fields: Any) -> Callable[[Play], str | None]:
        return lambda play: play.do(f"{code}.{name}", **fields).op

    found: Undone = {
        "set_kinds": (alone("set_kinds", rows=rows), f"{code}.set_again"),
        "register": (lambda play: str(nature.register(play).op), back),
        "maintain": (nature.then("register", "maintain", what="set_aside"), back),
        "lend": (Then(nature.borrower, then=nature.lend_it), back),
        "pay": (Then(nature.lend_dear, then=nature.pay), [f"{code}.paid", "till.settled"]),
        "return": (nature.then("lend", "return", **nature.back), back),
        "renew": (nature.then("renewable", "renew", days=1), back),
        "reserve": (nature.then("register", "reserve", who=_WHO, **_DAYS), back),
        "unreserve": (nature.then("reserved", "unreserve", from_day=_DAYS["from_day"]), back),
        "wait": (nature.then("register", "wait", who=_WHO), back),
        "stop_waiting": (nature.then("waiting", "stop_waiting", who=_WHO), back),
        "call": (nature.then("waits", "call"), back),
        "release": (nature.then("waits", "release"), back),
        "move": (nature.then("register", "move", place="O2"), back),
        "remind": (nature.then("lend", "remind", by="phone"), back),
        "report_incident": (nature.then("register", "report_incident", incident="not_found"), back),
    }
    if nature.authorised:
        found |= {
            "authorise": (nature.then("register", "authorise", who=_WHO), back),
            "end_authority": (nature.then("may_have", "end_authority", who=_WHO), back),
            "count": (after(nature.register, f"{code}.count", seen=[]), back),
        }
    return {f"{code}.{name}": act for name, act in found.items()}


def _acts(nature: LentNature) -> Mapping[str, Mapping[str, Any]]:
    thing = {"object": nature.thing}
    found: dict[str, Mapping[str, Any]] = {
        "set_kinds": {"rows": [{"kind": "NEUF", "label_fr": "Neuf", "days": 7}]},
        "register": {**thing, "kind": nature.kind, "place": "O1", **nature.registered},
        "maintain": {**thing, "what": "tested"},
        "lend": {**thing, "who": _WHO, **nature.lent},
        "return": {**thing, **nature.back},
        "renew": thing,
        "reserve": {**thing, "who": _WHO, **_DAYS},
        "unreserve": {**thing, "from_day": _DAYS["from_day"]},
        "wait": {**thing, "who": _WHO},
        "stop_waiting": {**thing, "who": _WHO},
        "call": thing,
        "release": thing,
        "move": {**thing, "place": "O2"},
        "remind": {**thing, "by": "phone"},
        "report_incident": {**thing, "incident": "damaged"},
    }
    if nature.authorised:
        found |= {
            "authorise": {**thing, "who": _WHO},
            "end_authority": {**thing, "who": _WHO},
            "count": {"seen": [nature.thing]},
        }
    return {f"{nature.code}.{name}": fields for name, fields in found.items()}


def every_lent() -> dict[str, LentNature]:
    """Return each nature, by the code of its service."""
    modules = {
        service.code: import_module(f"tests.services.{service.code}.samples")
        for service in catalogue.services()
    }
    return {code: module.NATURE for code, module in modules.items() if hasattr(module, "NATURE")}


def samples_of(nature: LentNature) -> Samples:
    """Return the samples of a nature."""
    code = nature.code
    return Samples(
        told=_told(nature),
        undone=_undone(nature),
        acts=_acts(nature),
        brought=nature.lend,
        here=frozenset(
            [
                f"{code}_object_state",
                f"{code}_loan_out",
                f"{code}_loan_active",
                f"{code}_reservation_open",
                f"{code}_waiting_open",
                f"{code}_authority_open",
            ]
        ),
        bounded=frozenset([f"{code}_kind", f"{code}_object"]),
    )
