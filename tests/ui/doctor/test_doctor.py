"""The doctor and what is told about the program, in the real window: reached by keys, read, a scanner tried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from concierge_desk import __version__
from concierge_desk.exporting.container import unpack
from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs.about import licence_names, licence_text
from concierge_desk.paths import LOG_FILE
from concierge_desk.signing.signer import fingerprint
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.paper_host import PrinterState
from tests.counter.desks import Play
from tests.ui.evening.hands import Plugged
from tests.ui.looks import LOOKS
from tests.ui.pages import presenter, view
from tests.ui.shell.geometry import cut
from tests.ui.window.conftest import hers, keys, opened, plugged, ready  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

DOCTOR, ABOUT = "doctor", "about"


@pytest.fixture
def lang() -> str:
    return "fr"


def said(page: Any) -> list[str]:
    QApplication.processEvents()
    shown = [one.text() for one in page.findChildren(Words) if one.isVisibleTo(page)]
    # Where a long word may break.
    return [text.replace("\N{ZERO WIDTH SPACE}", "") for text in shown]


def check(keys: WindowKeys, code: str) -> Any:  # noqa: F811
    (found,) = [one for one in presenter(keys.window, DOCTOR).state.checks if one.code == code]
    return found


def test_f1_and_its_words_lead_there(keys: WindowKeys) -> None:  # noqa: F811
    keys.press("help")
    keys.type("4")
    assert keys.window.view.page == DOCTOR
    # No page of the rail is open then.
    assert not [one for one in keys.window.view.rail._buttons.values() if one.isChecked()]
    keys.press("escape")
    assert keys.window.view.is_home and keys.window.view.rail._buttons["counter"].isChecked()
    for word, page in (("diagnostic", DOCTOR), ("docteur", DOCTOR), ("empreinte", ABOUT)):
        keys.type(word)
        keys.press("enter")
        assert keys.window.view.page == page, word
        keys.press("escape")


def test_what_is_chosen_stands_in_full_beside_the_list(keys: WindowKeys) -> None:  # noqa: F811
    keys.press("help")
    keys.type("4")
    page = view(keys.window, DOCTOR)
    assert presenter(keys.window, DOCTOR).state.chosen == "store"
    for _ in range(4):
        keys.press("down")
    assert presenter(keys.window, DOCTOR).state.check.code == "stick"
    assert any("branchez la clé" in one for one in said(page))


def test_each_scan_on_the_page_is_counted_and_stays_there(keys: WindowKeys) -> None:  # noqa: F811
    keys.scan("3017620422003")
    keys.press("escape")
    keys.press("help")
    keys.type("4")
    assert check(keys, "scanner").standing == "well" and check(keys, "scanner").told.endswith(": 1.")
    keys.scan("3017620422003")
    assert keys.window.view.page == DOCTOR and not keys.state.missed
    assert check(keys, "scanner").told.endswith(": 2.")


def test_a_stick_that_is_plugged_in_meanwhile_is_seen_when_she_looks_again(
    keys: WindowKeys,  # noqa: F811
    plugged: Plugged,  # noqa: F811
    tmp_path: Path,
) -> None:
    keys.press("help")
    keys.type("4")
    assert check(keys, "stick").standing == "note"
    stick = tmp_path / "CLE-VERTE"
    stick.mkdir()
    plugged.sticks.append(stick)
    keys.press("f5")
    assert check(keys, "stick").standing == "well" and "CLE-VERTE" in check(keys, "stick").told


def test_a_printer_that_stops_is_told_without_a_key(
    keys: WindowKeys,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys.press("help")
    keys.type("4")
    doctor = presenter(keys.window, DOCTOR)
    stopped = PrinterState("EPSON", frozenset({"roll"}), "ne répond pas", "bad", "Voyez son câble.")
    monkeypatch.setattr(type(doctor._host.printers), "printers", lambda _self: (stopped,))
    doctor.tick()
    keys.rest()
    assert (check(keys, "printer").standing, check(keys, "printer").todo) == ("todo", "Voyez son câble.")
    assert "À faire\N{NO-BREAK SPACE}: 1" in said(view(keys.window, DOCTOR))


def test_what_the_program_is_is_led_to_from_there(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.press("help")
    keys.type("4")
    keys.press("f6")
    assert keys.window.view.page == ABOUT
    page, desk = view(keys.window, ABOUT), ready.desk
    told = said(page)
    assert any(__version__ in one for one in told) and "EUPL-1.2" in told
    assert fingerprint(desk.public_key) in told
    assert str(desk.folder.logs / LOG_FILE) in told
    keys.press("down")
    state = presenter(keys.window, ABOUT).state
    assert state.chosen == state.licences[0] and "EUROPEAN UNION PUBLIC LICENCE" in state.text
    assert any("EUROPEAN UNION PUBLIC LICENCE" in one for one in said(page))


def test_texts_of_others_are_at_hand_and_nothing_else_is_read(tmp_path: Path) -> None:
    names = licence_names()
    assert names[0] == "LICENSE" and "licences/SQLCipher.txt" in names
    assert "ZETETIC" in licence_text("licences/SQLCipher.txt")
    with pytest.raises(KeyError):
        licence_text("../pyproject.toml")
    # A wheel has none: each library brings its own.
    assert licence_names(tmp_path) == []


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
@pytest.mark.parametrize("number", ["4", "5"])
def test_nothing_is_cut_in_any_theme_and_size(
    keys: WindowKeys,  # noqa: F811
    dress: Callable[[str, float], None],
    theme: str,
    scale: float,
    number: str,
) -> None:
    dress(theme, scale)
    keys.press("help")
    keys.type(number)
    keys.press("down")
    for _ in range(5):
        # A long text is laid out once its height is known.
        QApplication.processEvents()
    window: MainWindow = keys.window
    assert cut(view(window, window.view.page)) == []


def test_the_bundle_is_shown_before_it_is_written(
    keys: WindowKeys,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("concierge_desk.pages.doctor.desk.reports_folder", lambda _root, practice: tmp_path)
    keys.press("help")
    keys.type("4")
    # Nobody writes what he did not see: the first press shows it.
    keys.press("f12")
    state = presenter(keys.window, DOCTOR).state
    assert not list(tmp_path.iterdir())
    assert [one.name for one in state.files][:2] == ["versions.json", "schema.sql"]
    assert any("CREATE TABLE" in one.text for one in state.files)
    keys.press("down")
    assert presenter(keys.window, DOCTOR).state.bundled.name == "schema.sql"
    assert any("CREATE TABLE journal" in text for text in said(view(keys.window, DOCTOR)))
    keys.press("f12")
    (written,) = tmp_path.iterdir()
    assert dict(unpack(written.read_bytes())) == {one.name: one.text.encode() for one in state.files}
    keys.press("escape")
    assert keys.window.view.page == DOCTOR and not presenter(keys.window, DOCTOR).state.files


def test_the_bundle_by_mouse(
    keys: WindowKeys,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("concierge_desk.pages.doctor.desk.reports_folder", lambda _root, practice: tmp_path)
    keys.press("help")
    keys.type("4")
    page, mouse = view(keys.window, DOCTOR), Mouse(keys.window)
    mouse.press_at(page._buttons["support"])
    assert presenter(keys.window, DOCTOR).state.files and page._buttons["write"].isVisible()
    mouse.press_at(page._buttons["write"])
    assert len(list(tmp_path.iterdir())) == 1
