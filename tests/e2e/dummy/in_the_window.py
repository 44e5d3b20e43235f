"""The umbrellas in the real window, in French, by keys and scans alone: all that a service may bring is there.

`tests/e2e/test_dummy_service.py` puts this beside the window's tests, in a copy of the program that has the service.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.day.desk import DayDesk
from concierge_desk.pages.day.face import ReportFile
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.words import Words
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.window.at_the_day import state_of
from tests.ui.window.keyboard import WindowKeys

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def hers_at(play: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:
    play.open(float_cents=8000)
    return WindowKeys(opened(play))


def lent(play: Play) -> list[int]:
    return [entry.data["count"] for entry in play.posted() if entry.kind == "dummy.lent"]


def told(keys: WindowKeys) -> str:
    return "" if keys.state.told is None else keys.state.told.text


def words(part: QWidget) -> list[str]:
    return [one.text() for one in part.findChildren(Words) if one.isVisible() and one.text()]


def read_out(part: QWidget) -> Iterator[tuple[QAccessible.Role, str]]:
    """What a screen reader is told of a part and all within it: role and name."""
    left: list[Any] = [QAccessible.queryAccessibleInterface(part)]
    while left:
        one = left.pop(0)
        if not one.state().invisible:
            yield one.role(), one.text(QAccessible.Text.Name)
            left += [one.child(at) for at in range(one.childCount())]


def lend(keys: WindowKeys, count: str) -> None:
    keys.press("slash")
    asking = keys.state.asking
    assert asking is not None and asking.ask is not None
    assert asking.ask.question == f"Combien de parapluies{NBSP}?"
    if count:
        keys.type(count)
    keys.press("enter")


@pytest.mark.parametrize("how", ["scan", "word"])
def test_its_card_its_act_its_paper_and_the_way_back(hers_at: WindowKeys, play: Play, how: str) -> None:
    keys = hers_at
    if how == "scan":
        keys.scan("UMBRELLAS")
    else:
        keys.type("parap")
    (card,) = keys.state.offers
    assert (card.title, card.place, card.tag) == ("Parapluies", "à la porte", "il en reste 10")
    assert [act.label for act in card.acts] == ["Prêter", "La liste du jour"]
    shown = [name for _role, name in read_out(keys.window.view.counter)]
    assert any(name.startswith("à la porte, Parapluies, il en reste 10") for name in shown), shown
    assert "Prêter" in shown
    lend(keys, "3")
    assert lent(play) == [3]
    assert told(keys) == "Parapluies prêtés. F12 montre son papier."
    keys.press("undo")
    assert lent(play) == [3, -3]
    assert told(keys) == f"Annulé{NBSP}: Parapluies prêtés."
    keys.scan("UMBRELLAS")
    assert keys.state.offers[0].tag == "il en reste 10"
    lend(keys, "2")
    keys.press("paper")
    assert keys.window.covers.paper.is_open and Path(str(keys.state.shown)).read_bytes().startswith(b"%PDF")


def test_what_is_refused_is_told_in_french(hers_at: WindowKeys, play: Play) -> None:
    hers_at.scan("UMBRELLAS")
    lend(hers_at, "99")
    assert told(hers_at) == "Il ne reste que 10 parapluies." and lent(play) == []


def test_it_is_sold_by_its_key(hers_at: WindowKeys, play: Play) -> None:
    keys = hers_at
    (place,) = [at for at, one in enumerate(keys.state.favourites) if one.service == "dummy"]
    assert place < 12 and keys.state.favourites[place].title == "Un parapluie"
    keys.favourite(place)
    assert [(line.label, line.cents) for line in keys.state.lines] == [("Parapluie", 900)]
    keys.press("plus")
    assert "dummy.sold" in [entry.kind for entry in play.posted()]


def test_its_rail_entry_leads_to_its_shelf(hers_at: WindowKeys) -> None:
    keys, rail = hers_at, hers_at.window.view.rail
    names = [one.accessibleName() for one in rail.findChildren(QAbstractButton)]
    assert {"Parapluies (10)", "Porte-parapluies"} <= set(names)
    next(
        one for one in rail.findChildren(QAbstractButton) if one.accessibleName() == "Parapluies (10)"
    ).click()
    keys.rest()
    assert keys.window.view.page == "dummy"
    rows = presenter(keys.window, "dummy").state.rows
    assert [row.title for row in rows if row.ref == "umbrellas"]
    heard = read_out(keys.window.pages.bound["dummy"].view)
    assert [name for role, name in heard if role == QAccessible.Role.ListItem] == [
        "À faire aujourd’hui, À rapporter · 1, à la porte, Parapluies, il en reste 10",
        "Sur l’étagère, Jeudi 24 décembre · 1, à la porte, Parapluies, il en reste 10",
    ]


def test_its_own_page_is_opened_by_its_key_and_read_out(hers_at: WindowKeys, play: Play) -> None:
    keys = hers_at
    keys.press("f6")
    assert keys.window.view.page == "dummy_stand"
    view = keys.window.pages.bound["dummy_stand"].view
    assert words(view)[:2] == ["Porte-parapluies", "il en reste 10"]
    heard = list(read_out(view))
    assert (QAccessible.Role.Button, "Prêter des parapluies") in heard
    assert {"Porte-parapluies", "il en reste 10"} <= {name for _role, name in heard}
    keys.press("help")
    assert {"Le porte-parapluies", "Prêter des parapluies"} <= set(words(keys.window.covers.help))
    keys.press("escape")
    keys.press("f8")
    assert keys.window.view.page == "counter" and keys.state.offers[0].title == "Parapluies"
    lend(keys, "")
    assert lent(play) == [1]
    # From a card one comes back to the page that opened it.
    keys.press("escape")
    assert keys.window.view.page == "dummy_stand" and "il en reste 9" in words(view)


def test_it_is_set_up_on_the_page_of_the_settings(hers_at: WindowKeys, play: Play) -> None:
    keys = hers_at
    keys.type("réglages")
    keys.press("enter")
    assert keys.window.view.page == "settings"
    settings = presenter(keys.window, "settings")
    sections = [section.label for section in settings.state.sections]
    assert "Parapluies" in sections
    for _ in sections[: sections.index("Parapluies")]:
        keys.press("f6")
    assert settings.state.offer.title == "Parapluies" and settings.state.chosen.label == "Mettre à la porte"
    keys.press("slash")
    keys.type("25")
    keys.press("enter")
    assert play.last("dummy.stocked").data == {"count": 25}
    assert settings.state.told.text == "Parapluies mis à la porte."


def test_its_file_is_a_step_of_the_closing(
    hers_at: WindowKeys, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = hers_at
    keys.scan("UMBRELLAS")
    lend(keys, "2")
    report, full = DayDesk.report, ["dummy"]

    def fails_once(desk: DayDesk, file: ReportFile) -> Path:
        if file.code in full:
            full.remove(file.code)
            raise EnvironmentFailure("file.cannot_write", file="parapluies.zip")
        return report(desk, file)

    monkeypatch.setattr(DayDesk, "report", fails_once)
    keys.press("day")
    closing = keys.window.pages.bound["day"].view.closing
    (bar,) = closing.findChildren(StepBar)
    assert [one for one in words(bar) if not one.isdecimal()] == [
        *("Rien en attente", "Compter le tiroir-caisse"),
        *("Relevé La Poste", "Relevé des parapluies", "Clé USB"),
    ]
    assert bar.accessibleName() == "2/5 Compter le tiroir-caisse"
    assert "Parapluies prêtés" in words(closing)
    # 50, 20 and 10 €: what lay there in the morning.
    for pieces in ("1", "1", "1"):
        keys.type(pieces)
        keys.press("enter")
    keys.press("day")
    # La Poste's is written; hers could not be, and is what is owed now.
    assert state_of(keys.window).step == "report"
    assert [made.code for made in state_of(keys.window).sheet.reports if made.made] == ["laposte"]
    assert bar.accessibleName() == "4/5 Relevé des parapluies"
    assert "Relevé des parapluies" in words(closing) and "Écrire le relevé" in words(closing)
    keys.press("day")
    assert state_of(keys.window).step == "stick" and bar.accessibleName() == "5/5 Clé USB"
    assert play.last("export.made").data["export"] == "dummy"
    assert play.last("dummy.day_reported").data == {"number": "Z-2026-0001", "lent": 2, "left": 8}


def test_its_acts_are_read_in_the_journal(hers_at: WindowKeys) -> None:
    keys = hers_at
    keys.scan("UMBRELLAS")
    lend(keys, "2")
    keys.press("undo")
    keys.press("f4")
    rows = presenter(keys.window, "journal").state.rows
    assert [row.title for row in rows][:2] == ["Repris · Parapluies prêtés", "Parapluies prêtés"]
    heard = [name for _role, name in read_out(keys.window.pages.bound["journal"].view)]
    assert any("Parapluies prêtés" in name for name in heard)
