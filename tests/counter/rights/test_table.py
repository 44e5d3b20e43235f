"""Role × command: every cell, through the operation and through `record`. R-3.07."""

from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.rights.table import ALL, RIGHTS, ROLES, rights_named
from concierge_desk.desk import catalogue
from tests.counter.desks import Desks, Play
from tests.counter.rights.four import FOUR, recorded, trying, with_four
from tests.counter.samples import EVERY
from tests.services.alike import act_of
from tests.sizes import few

SERVED = "+++-"
"""Concierge, volunteer, responsible, inspector: what is not named below is for everybody at the counter."""

HERS, RESPONSIBLES, ANYBODYS = "+-+-", "--+-", "++++"

TRADES = ("pressing", "sewing", "cobbler", "keycut", "bikefix")
LENDERS = ("tools", "appliances", "games", "bikes", "keys")
CELLS: Mapping[str, str] = {
    **dict.fromkeys(("account.owe", "account.unpaid_cheque", "account.write_off"), HERS),
    **dict.fromkeys(("bank.import", "bank.match", "bank.unmatch", "relay.note_statement"), HERS),
    **dict.fromkeys(("shop.article_set", "shop.set_favourites", "tariff.set_price"), HERS),
    **dict.fromkeys([f"{trade}.{act}" for trade in TRADES for act in ("set_kinds", "set_prices")], HERS),
    **dict.fromkeys([f"{lender}.set_kinds" for lender in LENDERS], HERS),
    **dict.fromkeys([f"{lender}.register" for lender in LENDERS], RESPONSIBLES),
    "partner.settle": HERS,
    **dict.fromkeys(("person.merge", "person.unmerge", "person.access"), HERS),
    # What somebody else did is not a volunteer's to correct.
    **dict.fromkeys(("journal.reverse", "till.correct_means"), HERS),
    # More than 20.00 goes out.
    "caution.return": HERS,
    **dict.fromkeys(("person.erase", "privacy.preview", "privacy.purge"), RESPONSIBLES),
    **dict.fromkeys(("site.change", "operator.set", "operator.retire", "vat.import"), RESPONSIBLES),
    **dict.fromkeys(("operator.set_code", "operator.reset_code"), RESPONSIBLES),
    **dict.fromkeys(
        ("operator.sign_in", "operator.sign_out", "calendar.preview", "tariff.preview"), ANYBODYS
    ),
    **dict.fromkeys(("partner.set", "partner.retire", "drawer.set", "delivery.set_channel"), RESPONSIBLES),
    **dict.fromkeys(
        ("settings.change", "service.switch", "tariff.import", *[f"{trade}.set_rounds" for trade in TRADES]),
        RESPONSIBLES,
    ),
    **dict.fromkeys(("calendar.set_grid", "calendar.close_on", "calendar.reopen"), RESPONSIBLES),
    **dict.fromkeys(
        (
            *("relay.switch", "relay.set_products", "relay.set_places", "relay.set_office", "relay.set_par"),
            *("relay.set_holding", "relay.set_principals", "relay.set_pay", "relay.set_cap"),
            "relay.set_capacities",
        ),
        RESPONSIBLES,
    ),
}


class Watched(Play):
    """A desk where each of the four plays an act and has it taken away, before it is played for good."""

    name: str
    answers: dict[str, tuple[Answer, Answer]]

    @classmethod
    def over(cls, play: Play, name: str) -> "Watched":
        play.__class__ = cls
        assert isinstance(play, cls)
        play.name, play.answers = name, {}
        return play

    def ask(self, do: str, *, op: str | None = None, operator: str | None = None, **fields: Any) -> Answer:
        acts = fields.get("acts") or ()
        if self.name in (do, *[act["do"] for act in acts]):
            told = {"operator" if name == "whom" else name: value for name, value in fields.items()}
            desk = trying(self)
            for role, code in FOUR.items():
                line = {**told, "do": do, "op": self.op(), "by_operator": code}
                self.answers[role] = (desk.counter.execute(line), recorded(desk, line))
        return super().ask(do, op=op, operator=operator, **fields)


def outcome(answer: Answer) -> str:
    return "+" if answer.refused is None else answer.refused.code


@few(2, lambda of: act_of(of["name"]))
@pytest.mark.parametrize("name", list(EVERY))
def test_every_cell(desks: Desks, name: str) -> None:
    """R-3.07."""
    with desks.desk() as play:
        with_four(play)
        watched = Watched.over(play, name)
        play.open(float_cents=8000)
        EVERY[name][0](play)
        cells = CELLS.get(name, SERVED)
        assert list(watched.answers) == list(ROLES)
        for role, cell in zip(ROLES, cells, strict=True):
            for answer in watched.answers[role]:
                assert outcome(answer) == ("+" if cell == "+" else "operator.not_allowed"), role
                if answer.refused is not None:
                    told = answer.refused.params
                    right = RIGHTS[str(told["right"])]
                    assert told["who"] == ", ".join(right.who)
                    assert right.reach.get(role) != ALL
                    assert role not in right.who
                elif answer.posted:
                    assert {entry.by for entry in answer.posted} == {FOUR[role]}


def test_the_table_has_every_command() -> None:
    assert set(CELLS) <= set(EVERY) == set(catalogue.commands())
    for command in catalogue.commands().values():
        assert set(rights_named(command.right)) <= set(RIGHTS), command.name


def test_nobody_has_a_right_that_nobody_has_whole() -> None:
    """Whoever is told that somebody else may do it finds somebody."""
    assert all(right.who for right in RIGHTS.values())
    assert all(set(right.reach) <= set(ROLES) for right in RIGHTS.values())
