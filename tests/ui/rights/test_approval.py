"""An act that is for others to do, approved of in the window: by keys, by mouse, by badge; refused, left, cut off. R-3.07."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from concierge_desk.counter.rights.table import CONCIERGE, RESPONSIBLE, VOLUNTEER
from concierge_desk.frame.approval_view import ApprovalView
from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import price_sheets
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.presenter.approval import ApprovalState
from tests.counter.desks import COFFEE, Play, cash
from tests.counter.held.samples import LOAN, TAKE_CAUTION
from tests.counter.rights.four import FOUR
from tests.ui.pages import presenter
from tests.ui.rights.staff import BADGE, CODE, WRONG, sits
from tests.ui.ways.players import ByKeys, ByMouse
from tests.ui.ways.steps import Act, Card, Page, Scan, Section, Write
from tests.ui.window.conftest import Hers
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.test_tariff import dearer
from tests.ui.window.test_tariff import sheet as sheet_of

CHANGE = (
    Page("Réglages", word="réglages"),
    Section("Chiffres"),
    Card("Jours après lesquels un chèque"),
    Act("Changer"),
    Write("5"),
)
NAME = "Personne 3"


def waits(window: MainWindow) -> ApprovalState:
    assert window.approval.presenter is not None and window.approval.presenter.state is not None, (
        window.front.state.told
    )
    return window.approval.presenter.state


def sheet(window: MainWindow) -> ApprovalView:
    return window.covers.approval


def code_typed(window: MainWindow) -> str:
    """Return what stands in the field of the sheet: what was typed, and not the dots alone."""
    (field,) = sheet(window).findChildren(SecretField)
    assert len(field.text()) == len(field.secret())
    typed: str = field.secret()
    return typed


def told(window: MainWindow) -> str:
    state: Any = window.front.state if window.view.is_home else presenter(window, window.view.page).state
    return "" if state.told is None else state.told.text


def is_approved(play: Play, kind: str, by: str = FOUR[VOLUNTEER]) -> bool:
    entry = play.last(kind)
    return (entry.by, entry.data.get("approved_by")) == (by, FOUR[RESPONSIBLE])


def at_setting(window: MainWindow) -> None:
    ByKeys(window).go(CHANGE)


def test_by_keys_alone(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    """R-3.07."""
    keys = at(VOLUNTEER)
    at_setting(keys.window)
    assert "Changer les réglages" in waits(keys.window).why and NAME in waits(keys.window).why
    assert waits(keys.window).names == (NAME,)
    keys.type(CODE)
    keys.press("enter")
    assert keys.window.approval.presenter is not None and keys.window.approval.presenter.state is None
    assert not sheet(keys.window).is_open and is_approved(staffed, "settings.changed")
    assert told(keys.window).endswith(f"avec l’accord de {NAME}.")
    # It held for that once.
    ByKeys(keys.window).go((*CHANGE[3:-1], Write("6")))
    assert waits(keys.window).names == (NAME,)


def test_by_mouse_alone(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    """R-3.07."""
    hands = ByMouse(at(VOLUNTEER).window)
    hands.go(CHANGE)
    (field,) = [one for one in sheet(hands.window).findChildren(QLineEdit) if one.isVisible()]
    hands.mouse.press_at(field)
    hands.keys.type(CODE)
    hands.mouse.press("Donner l’accord", sheet(hands.window))
    assert is_approved(staffed, "settings.changed")


def test_a_badge_is_scanned(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    """R-3.07."""
    keys = at(VOLUNTEER)
    at_setting(keys.window)
    # What is no badge is no wrong one.
    keys.scan("6A15602676300")
    assert "pas un badge" in waits(keys.window).complaint and not keys.state.offers
    keys.scan(BADGE)
    assert is_approved(staffed, "settings.changed")


def test_wrong_codes_make_one_wait(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    """R-4.10."""
    keys, before = at(VOLUNTEER), staffed.head()
    at_setting(keys.window)
    said = []
    for typed in (WRONG, WRONG, WRONG, CODE):
        keys.type(typed)
        keys.press("enter")
        said.append(waits(keys.window).complaint)
    assert "retapez-le" in said[0] and "retapez-le" in said[1]
    assert all("5 s" in one for one in said[2:]), said
    assert staffed.head() == before
    staffed.hands.move(seconds=6)
    keys.type(CODE)
    keys.press("enter")
    assert is_approved(staffed, "settings.changed")


def test_escape_keeps_the_question_and_the_visit(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    keys, before = at(VOLUNTEER), staffed.head()
    keys.favourite(0)
    assert len(keys.state.lines) == 1
    at_setting(keys.window)
    keys.type(CODE[:3])
    assert code_typed(keys.window) == CODE[:3]
    keys.press("escape")
    assert not sheet(keys.window).is_open and staffed.head() == before
    asking = presenter(keys.window, "settings").state.asking
    assert asking is not None and NAME in asking.complaint
    assert len(keys.state.lines) == 1
    # The same question again, and this time it is approved of: what was typed before is in no field any more.
    ByKeys(keys.window).go((Write("7"),))
    assert code_typed(keys.window) == ""
    keys.type(CODE)
    keys.press("enter")
    assert is_approved(staffed, "settings.changed")
    assert len(keys.state.lines) == 1


def test_money_that_goes_back(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    """R-3.07."""
    staffed.settle([TAKE_CAUTION], cash(5000))
    keys = at(VOLUNTEER)
    ByKeys(keys.window).go((Scan(LOAN), Act("Rendre une partie"), Write("30")))
    assert keys.state.rest_cents == -3000
    keys.press("plus")
    assert "plus de 20,00" in waits(keys.window).why
    keys.press("escape")
    assert keys.state.rest_cents == -3000 and len(keys.state.lines) == 1
    assert "plus de 20,00" in told(keys.window)
    keys.press("plus")
    keys.type(CODE)
    keys.press("enter")
    assert is_approved(staffed, "till.settled") and not keys.state.lines
    assert "avec l’accord de" in told(keys.window)


def test_the_key_that_takes_back(staffed: Play, at: Callable[[str], WindowKeys], hers: Hers) -> None:
    keys = at(VOLUNTEER)
    at_setting(keys.window)
    # The window asks for the time once a second too: on a busy machine it would be too late for F9.
    hers.step = 0.0
    keys.scan(BADGE)
    keys.press("undo")
    assert NAME in waits(keys.window).why
    keys.scan(BADGE)
    assert is_approved(staffed, "settings.changed")
    assert told(keys.window).startswith("Annulé")
    assert "corrects" in staffed.last("settings.changed").data


def test_a_badge_of_somebody_who_may_not(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    other = "BADGE-5531-2208"
    staffed.do("operator.set_code", whom=FOUR[CONCIERGE], code="4417k", badge=other)
    keys = at(VOLUNTEER)
    at_setting(keys.window)
    keys.scan(other)
    assert "Changer les réglages" in waits(keys.window).complaint
    keys.scan(BADGE)
    assert is_approved(staffed, "settings.changed")


def test_one_of_several_is_chosen(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    staffed.do("operator.set_code", whom=FOUR[CONCIERGE], code="4417k")
    staffed.settle([TAKE_CAUTION], cash(5000))
    keys = at(VOLUNTEER)
    ByKeys(keys.window).go((Scan(LOAN), Act("Rendre une partie"), Write("30")))
    keys.press("plus")
    assert waits(keys.window).names == ("Personne 1", NAME)
    keys.press("down")
    assert waits(keys.window).chosen == 1
    keys.press("up")
    keys.type("4417k")
    keys.press("enter")
    assert staffed.last("till.settled").data["approved_by"] == FOUR[CONCIERGE]


def test_where_nobody_has_a_code_it_is_said_at_once(
    ready: Play,
    opened: Callable[[Play], MainWindow],
) -> None:
    from tests.counter.rights.four import with_four

    with_four(ready)
    sits(ready, VOLUNTEER)
    window = opened(ready)
    ByKeys(window).go(CHANGE[:-1])
    assert presenter(window, "settings").state.asking is None
    assert "Changer les réglages" in told(window) and "laissez-lui le guichet" in told(window)


@pytest.mark.parametrize("role", [CONCIERGE, VOLUNTEER])
def test_what_is_for_others_says_so_on_its_button(at: Callable[[str], WindowKeys], role: str) -> None:
    keys = at(role)
    ByKeys(keys.window).go(CHANGE[:-2])
    state = presenter(keys.window, "settings").state
    assert state.chosen.button == f"{state.chosen.label} · responsable"
    keys.press("home")
    keys.scan("6A15602676300")
    assert all(not act.who for act in keys.state.offer.acts) if keys.state.offer else False


def test_a_code_is_seen_nowhere(
    staffed: Play, at: Callable[[str], WindowKeys], caplog: pytest.LogCaptureFixture
) -> None:
    """R-4.10."""
    keys = at(VOLUNTEER)
    seen: list[str] = []
    assert keys.window.approval.presenter is not None
    show = keys.window.approval.presenter._changed

    def note(state: ApprovalState | None) -> None:
        seen.append(repr(state))
        show(state)

    keys.window.approval.presenter._changed = note
    at_setting(keys.window)
    for typed in (WRONG, CODE):
        keys.type(typed)
        keys.press("enter")
    assert is_approved(staffed, "settings.changed") and len(seen) > 3
    kept = [str(entry.data) for entry in staffed.posted()] + [
        told(keys.window),
        repr(keys.state),
        caplog.text,
    ]
    assert not [one for one in (*seen, *kept) if WRONG in one or CODE in one]


def test_a_sheet_of_prices_is_looked_at_by_anybody_and_approved_of_once(
    staffed: Play, at: Callable[[str], WindowKeys], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-3.07: whoever only looks needs nobody; what is unusual is compared before somebody has to come."""
    monkeypatch.setattr(price_sheets, "downloads_folder", lambda: tmp_path)
    (tmp_path / "tarifs.csv").write_text(sheet_of(lambda _place, row: dearer(row, 130)), "utf-8")
    keys = at(VOLUNTEER)
    keys.type("tarifs")
    keys.press("enter")
    keys.press("slash")
    keys.press("enter")
    shown: Any = presenter(keys.window, "tariff")
    assert shown.state.sheet.unusual and "approval" not in keys.window.covers.__dict__
    keys.press("slash")
    assert shown.state.confirming and "approval" not in keys.window.covers.__dict__
    keys.press("slash")
    assert "Changer les réglages" in waits(keys.window).why
    keys.type(CODE)
    keys.press("enter")
    assert is_approved(staffed, "tariff.imported") and shown.state.sheet is None
    assert keys.window.approval.presenter is not None and keys.window.approval.presenter.state is None


def test_a_coffee_asks_nobody(staffed: Play, at: Callable[[str], WindowKeys]) -> None:
    keys = at(VOLUNTEER)
    staffed.settle([COFFEE], cash(120))
    keys.favourite(0)
    keys.press("plus")
    assert "approved_by" not in staffed.last("till.settled").data
    assert "approval" not in keys.window.covers.__dict__
