"""The post office of the relay and its REGATE code: given later, changed, taken back; older papers keep theirs."""

from typing import Any

import pytest

from concierge_desk.services.relay.tables import looks
from tests.counter.desks import Desks, Play, site_with
from tests.services.relay_desk import rebuilt

LATER = {"regate": "", "office": ""}


@pytest.fixture
def bare(desks: Desks) -> Any:
    """A shop that left La Poste's code for later."""
    with desks.desk(site=site_with(**dict.fromkeys(LATER, '""'))) as play:
        play.open()
        yield play


def said(play: Play) -> dict[str, str]:
    return play.desk.store.read(looks.office)


def test_it_is_given_later_and_stands_on_the_days_from_then_on(bare: Play) -> None:
    assert said(bare) == LATER
    bare.do("relay.set_office", regate="680660")
    answer = bare.do("relay.set_office", office="Colmar Lattre")
    assert answer.result == {
        "office": "Colmar Lattre",
        "regate": "680660",
        "before": {"office": "", "regate": "680660"},
    }
    bare.close()
    site = bare.last("relay.day_reported").data["site"]
    assert (site["office"], site["regate"]) == ("Colmar Lattre", "680660")
    rebuilt(bare)


@pytest.mark.parametrize("code", ["000000", "68066", "6806600", "68066O", "68 066", "٦٨٠٦٦٠"])
def test_what_is_no_code_is_refused(bare: Play, code: str) -> None:
    assert bare.code("relay.set_office", regate=code) == "relay.regate_invalid"
    assert said(bare) == LATER


def test_what_is_so_already_is_not_written(bare: Play) -> None:
    assert bare.code("relay.set_office") == "relay.office_same"
    bare.do("relay.set_office", regate="680660")
    assert bare.code("relay.set_office", regate="680660") == "relay.office_same"
    bare.do("relay.set_office", regate=None)
    assert said(bare) == LATER, "it is taken away again"


def test_it_is_taken_back_while_it_holds(bare: Play) -> None:
    first = bare.do("relay.set_office", regate="680660")
    second = bare.do("relay.set_office", regate="680661")
    assert bare.code("journal.reverse", op_of=first.op, reason="wrong_key") == "relay.office_changed"
    bare.do("journal.reverse", op_of=second.op, reason="wrong_key")
    assert said(bare)["regate"] == "680660"
    bare.do("journal.reverse", op_of=first.op, reason="wrong_key")
    assert said(bare) == LATER
    rebuilt(bare)


def test_a_name_is_asked_for_twice(bare: Play) -> None:
    assert bare.code("relay.set_office", office="Mme Kessler") == "input.label_names"
    bare.do("relay.set_office", office="Mme Kessler", confirmed=True)
