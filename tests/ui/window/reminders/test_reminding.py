"""Reminders and receipts by mail in the real window: an address is given, a mail leaves, the card says so; by keys and by mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import COFFEE, Play, card
from tests.delivery.accounts import by_mail
from tests.delivery.servers import Mailbox, mail_server
from tests.services.relay_desk import PARCEL
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.mouse import Mouse

ADDRESS = "marie.kessler@courrier.example"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    with mail_server(tmp_path / "courrier") as server:
        yield server


@pytest.fixture
def awaited(ready: Play, box: Mailbox) -> Play:
    """A parcel waits, a coffee was paid, and mail can leave."""
    account = {"host": "localhost", "port": box.port, "user": box.user, "password": box.password}
    by_mail(ready, ca_file=str(box.ca_file), **account)
    ready.settle([COFFEE], card(120))
    return ready


def until(window: MainWindow, held: Callable[[], bool]) -> None:
    """Turn until something that leaves has left."""
    for _ in range(40):
        window.watching.ask()
        wait_quiet(window)
        if held():
            return
    raise AssertionError(window.front.state)


def choose(keys: WindowKeys, label: str) -> None:
    """Go to an act of the card, and begin it."""
    assert keys.state.offer is not None
    labels = [act.label for act in keys.state.offer.acts]
    for _ in range((labels.index(label) - keys.state.act) % len(labels)):
        keys.press("right")
    keys.press("slash")


def test_by_keys_an_address_is_given_and_written_to(keys: WindowKeys, awaited: Play, box: Mailbox) -> None:
    keys.scan(PARCEL)
    choose(keys, "Prévenir par courriel")
    keys.type(ADDRESS)
    keys.press("enter")
    assert keys.state.asking is not None
    said = keys.state.asking.ask.question.replace("\N{NO-BREAK SPACE}", " ")
    assert "ne sert qu’à vous prévenir" in said and "effacée" in said
    keys.type("1")
    keys.press("enter")
    noted = awaited.last("relay.email_noted").data
    assert noted["consent"] == "addressee" and ADDRESS not in str(noted)
    keys.scan(PARCEL)
    choose(keys, "Rappeler par courriel")
    assert awaited.last("relay.reminded").data["by"] == "email"
    until(keys.window, lambda: len(box.arrived) == 1)
    until(keys.window, lambda: awaited.rows("SELECT * FROM letter") == [])
    assert box.messages[0]["To"] == ADDRESS
    keys.scan(PARCEL)
    assert keys.state.offer is not None and "courriel accepté par le serveur" in keys.state.offer.detail
    assert "Rappeler par courriel" not in [act.label for act in keys.state.offer.acts]


def test_by_mouse_a_receipt_is_asked_for_and_its_address_goes(
    awaited: Play, opened: Callable[[Play], MainWindow], box: Mailbox
) -> None:
    mouse = Mouse(opened(awaited))
    keys = WindowKeys(mouse.window)
    keys.scan("T-2026-000001")
    mouse.press("Reçu par courriel")
    keys.type(ADDRESS)
    mouse.press("Confirmer")
    assert awaited.last("paper.mailed").data["document"] == "ticket:T-2026-000001"
    until(mouse.window, lambda: len(box.arrived) == 1)
    until(mouse.window, lambda: awaited.rows("SELECT * FROM personal WHERE kind = 'email'") == [])
    assert awaited.last("letter.sent").data["again"] is False


def test_a_receipt_that_did_not_leave_is_told_at_the_top(
    awaited: Play, opened: Callable[[Play], MainWindow], box: Mailbox
) -> None:
    box.at_rcpt = "550 5.1.1 no such user"
    awaited.do("paper.mail", document="ticket:T-2026-000001", email=ADDRESS)
    window = opened(awaited)
    chip = window.view.top._undelivered
    until(window, chip.isVisible)
    assert chip.text() == "T-2026-000001 : courriel non parti".replace(" :", "\N{NO-BREAK SPACE}:")


def test_the_list_for_the_phone_is_a_word_away(keys: WindowKeys, awaited: Play) -> None:
    keys.type("appeler")
    keys.press("enter")
    assert keys.state.offer is not None and keys.state.offer.title == "Qui appeler"
    keys.press("slash")
    assert keys.window.covers.paper.is_open
    assert awaited.rows("SELECT * FROM printed") == []
