"""The page of the deliveries in the real window: a way is set, a report leaves by itself, an answer is noted; by keys and by mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from concierge_desk.frame.window import MainWindow
from concierge_desk.store.leaving import deliveries
from concierge_desk.ui.kit.charts.day_strip import DayTile
from tests.counter.desks import Play
from tests.delivery.servers import OpenSsh, mail_server, open_ssh
from tests.ui.pages import presenter, view
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.mouse import Mouse

CODE = "deliveries"
FIRST, SECOND = "Z-2026-0001", "Z-2026-0002"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSsh]:
    with open_ssh(tmp_path_factory.mktemp("ssh") / "serveur") as server:
        yield server


def state(window: MainWindow) -> Any:
    return presenter(window, CODE).state


def told(window: MainWindow) -> str:
    said = state(window).told
    return "" if said is None else str(said.text).replace("\N{NO-BREAK SPACE}", " ")


def rows(window: MainWindow) -> list[tuple[str, str]]:
    return [(row.number, row.state) for row in state(window).month.rows]


def look(keys: WindowKeys) -> None:
    """Go to the page by its word."""
    keys.press("home")
    keys.press("escape")
    keys.type("envois")
    keys.press("enter")
    assert keys.window.view.page == CODE


def until(window: MainWindow, held: Callable[[], bool]) -> None:
    """Turn until something that leaves has left."""
    for _ in range(40):
        window.watching.ask()
        wait_quiet(window)
        if held():
            return
    raise AssertionError(state(window) if CODE in window.pages.bound else "")


def closed(play: Play, date: str, at: str = "18:30") -> None:
    play.close(f"{date}T{at}", counted_cents=None)


def to_sftp(play: Play, ssh: OpenSsh, **more: Any) -> None:
    fields = {"host": "127.0.0.1", "port": ssh.port, "user": ssh.user, "folder": str(ssh.arrived)}
    fields |= {"private_key": ssh.user_key, "key": ssh.fingerprint()}
    play.do("delivery.set_channel", export="laposte", channel="sftp", **(fields | more))


def test_by_keys_a_report_leaves_by_itself_and_their_answer_is_noted(
    keys: WindowKeys, ready: Play, tmp_path: Path
) -> None:
    look(keys)
    assert state(keys.window).month.ways == ()
    keys.press("f5")
    assert told(keys.window) == "Aucun relevé ne part encore tout seul : F6 dit par quel chemin."
    # F6 leads to the card of La Poste's report; its third act is the folder.
    keys.press("f6")
    assert keys.window.view.page == "settings"
    keys.press("right")
    keys.press("right")
    keys.press("slash")
    keys.type(str(tmp_path))
    keys.press("enter")
    assert ready.last("delivery.channel_set").data["channel"] == "folder"

    closed(ready, "2026-11-25")
    look(keys)
    until(keys.window, lambda: rows(keys.window) == [(FIRST, "delivered")])
    assert [path.name for path in tmp_path.iterdir()] == ["laposte-AMP1-F-2026-11-25.zip"]
    assert state(keys.window).row.told == "18\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"
    said = [tile.accessibleName() for tile in view(keys.window, CODE).findChildren(DayTile)]
    assert "mercredi 25 novembre · Relevé La Poste envoyé" in said and len(said) == 30

    keys.press("f8")
    assert state(keys.window).asked == "answer"
    keys.press("escape")
    assert state(keys.window).asked == "" and keys.window.view.page == CODE
    keys.press("f8")
    # Enter, which scanners send, says nothing.
    keys.press("enter")
    assert ready.desk.store.read(lambda read: deliveries.is_acknowledged(read, "laposte", FIRST)) is False
    keys.press("slash")
    assert told(keys.window) == f"C’est noté : ils ont {FIRST}."
    assert ready.last("delivery.acknowledged").aud == "LAPOSTE"
    assert rows(keys.window) == [(FIRST, "acknowledged")]


def test_by_mouse_what_stands_still_is_seen_at_the_top_and_sent_again(
    ready: Play, opened: Callable[[Play], MainWindow], tmp_path: Path
) -> None:
    taken = tmp_path / "laposte-AMP1-F-2026-11-25.zip"
    taken.write_bytes(b"un autre")
    ready.do("delivery.set_channel", export="laposte", channel="folder", folder=str(tmp_path))
    mouse = Mouse(opened(ready))
    window = mouse.window
    chip = window.view.top._undelivered
    assert not chip.isVisible()
    closed(ready, "2026-11-25")
    until(window, chip.isVisible)
    assert chip.text() == "1 relevé n’est pas parti"
    mouse.press_at(chip)
    assert window.view.page == CODE
    assert rows(window) == [(FIRST, "stopped")]
    assert state(window).row.told.startswith("Un autre fichier porte déjà ce nom")
    taken.unlink()
    mouse.press("Renvoyer")
    until(window, lambda: rows(window) == [(FIRST, "delivered")])
    assert not chip.isVisible()
    mouse.press("Ils l’ont reçu")
    mouse.press("Oui, ils l’ont reçu")
    assert rows(window) == [(FIRST, "acknowledged")]


def test_hidden_from_whoever_looks_over_the_counter_nobody_reads_to_whom_it_goes(
    keys: WindowKeys, ready: Play
) -> None:
    to = {"host": "h.example", "to": "bureau@laposte.example", "from": "a@b.example"}
    ready.do("delivery.set_channel", export="laposte", channel="mail", **to)
    look(keys)

    def seen() -> str:
        return " ".join(label.text() for label in view(keys.window, CODE).findChildren(QLabel))

    assert "bureau@laposte" in seen().replace("\N{ZERO WIDTH SPACE}", "")
    keys.press("discreet")
    assert "bureau@laposte" not in seen().replace("\N{ZERO WIDTH SPACE}", "")
    keys.press("discreet")


def test_the_key_of_a_server_is_shown_compared_and_noted(keys: WindowKeys, ready: Play, ssh: OpenSsh) -> None:
    to_sftp(ready, ssh, key=None)
    closed(ready, "2026-11-25")
    look(keys)
    until(keys.window, lambda: rows(keys.window) == [(FIRST, "stopped")])
    assert told(keys.window) == "" and "comparez la clé" in state(keys.window).row.told
    keys.press("f5")
    until(keys.window, lambda: state(keys.window).asked == "key")
    assert state(keys.window).key in {ssh.fingerprint(0), ssh.fingerprint(1)}
    keys.press("slash")
    assert told(keys.window) == "La clé est notée : F5 essaie encore une fois."
    assert ready.last("delivery.channel_set").data["key"] in {ssh.fingerprint(0), ssh.fingerprint(1)}
    # With its way mended what stood still leaves by itself, and a trial leaves nothing.
    until(keys.window, lambda: rows(keys.window) == [(FIRST, "delivered")])
    keys.press("f5")
    until(keys.window, lambda: told(keys.window).startswith("Ça marche"))
    assert [path.name for path in ssh.arrived.iterdir()] == ["laposte-AMP1-F-2026-11-25.zip"]


def test_another_key_is_told_and_nothing_leaves(keys: WindowKeys, ready: Play, ssh: OpenSsh) -> None:
    to_sftp(ready, ssh, key="SHA256:" + "A" * 43)
    look(keys)
    keys.press("f5")
    until(keys.window, lambda: state(keys.window).asked == "key")
    assert told(keys.window).startswith("Le serveur montre une autre clé")
    keys.press("escape")
    assert state(keys.window).key == ""


def test_a_trial_by_mail_is_told_and_a_second_sending_is_asked_for_twice(
    keys: WindowKeys, ready: Play, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "courrier") as box:
        fields = {"host": "localhost", "port": box.port, "user": box.user, "password": box.password}
        to = {"to": "bureau@laposte.example", "from": "ampere@example.fr", "ca_file": str(box.ca_file)}
        ready.do("delivery.set_channel", export="laposte", channel="mail", **fields, **to)
        look(keys)
        keys.press("f5")
        until(keys.window, lambda: told(keys.window).startswith("Le serveur a pris l’essai"))
        assert box.messages[0]["Subject"].startswith("FACTICE : Essai d'envoi")
        closed(ready, "2026-11-25")
        until(keys.window, lambda: rows(keys.window) == [(FIRST, "delivered")])
        keys.press("f12")
        assert state(keys.window).asked == "again" and len(box.arrived) == 2
        keys.press("slash")
        until(keys.window, lambda: len(box.arrived) == 3)
        until(keys.window, lambda: "deuxième envoi" in state(keys.window).row.told)
        assert box.messages[2]["Subject"].startswith("FACTICE : Deuxième envoi")


def test_months_are_turned_and_the_page_of_the_day_says_when_it_left(
    keys: WindowKeys, ready: Play, tmp_path: Path
) -> None:
    ready.do("delivery.set_channel", export="laposte", channel="folder", folder=str(tmp_path))
    closed(ready, "2026-11-25")
    look(keys)
    until(keys.window, lambda: rows(keys.window) == [(FIRST, "delivered")])
    keys.press("left")
    assert (state(keys.window).month.title, rows(keys.window)) == ("octobre 2026", [])
    keys.press("right")
    keys.press("right")
    assert state(keys.window).month.title == "novembre 2026"
    keys.press("day")
    figures = {figure.label: figure.value for figure in presenter(keys.window, "day").state.sheet.figures}
    assert figures["Relevé pour La Poste"] == "envoyé · 18\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"
