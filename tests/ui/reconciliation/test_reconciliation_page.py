"""The bank in the real window: a statement is taken in, its lines accepted, matched by hand, taken apart; by keys and by mouse (0082)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs.bank import statements
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.reconciliation.state import BankState
from tests.counter.desks import COFFEE, Play, card, cheque
from tests.ui.pages import presenter, view
from tests.ui.window.conftest import hers, opened, plugged  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

CSV = """Date;Libellé;Débit;Crédit
27/11/2026;VERSEMENT ESPECES;;100,00
27/11/2026;REMISE CB COMMERCE;;2,37
28/11/2026;VIR MME KESSLER COTISATION;;15,00
28/11/2026;LOYER;450,00;
"""


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Téléchargements"
    folder.mkdir()
    monkeypatch.setattr(statements, "downloads_folder", lambda: folder)
    return folder


@pytest.fixture
def paid_in(play: Play, downloads: Path) -> Play:
    """Two coffees by card and 100 € taken to the bank on Wednesday; 20 € the day after, too late for the statement."""
    play.open(float_cents=20_000)
    play.settle([COFFEE, COFFEE], card(240))
    play.do("till.pay_in", cents=10_000)
    play.close("2026-11-25T18:00", counted_cents=10_000)
    play.open("2026-11-27T08:00", float_cents=10_000)
    play.do("till.pay_in", cents=2_000)
    (downloads / "releve.csv").write_text(CSV, "utf-8")
    return play


@pytest.fixture
def window_keys(paid_in: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:  # noqa: F811
    return WindowKeys(opened(paid_in))


def state(keys: WindowKeys) -> BankState:
    found: BankState = presenter(keys.window, "reconciliation").state
    return found


def told(keys: WindowKeys) -> str:
    said = state(keys).told
    return "" if said is None else said.text.replace("\N{NO-BREAK SPACE}", " ")


def parts(keys: WindowKeys) -> list[tuple[str, int]]:
    picture = state(keys).picture
    assert picture is not None
    return [(row.part, row.cents) for row in picture.rows]


def go(keys: WindowKeys) -> None:
    """Go to the page by its word."""
    keys.press("home")
    keys.type("rapprochement")
    keys.press("enter")
    keys.rest()
    assert keys.window.view.page == "reconciliation"


def grab(keys: WindowKeys, name: str) -> None:
    if folder := os.environ.get("GRAB"):
        for width, height in ((1280, 800), (1366, 768)):
            keys.window.resize(width, height)
            keys.rest()
            keys.window.grab().save(str(Path(folder) / f"{name}-{width}.png"))


OPEN = [("exact", 10_000), ("kept", 237), ("unknown", 1_500), ("waiting", 2_000), ("left", -45_000)]


def test_by_keys_alone(window_keys: WindowKeys, paid_in: Play) -> None:
    keys = window_keys
    go(keys)
    grab(keys, "bank-empty")
    assert parts(keys) == []
    keys.press("f5")
    grab(keys, "bank-statement")
    assert told(keys) == "4 lignes sont nouvelles, sur 4. + les reprend, Échap les laisse."
    keys.press("plus")
    grab(keys, "bank-open")
    assert parts(keys) == OPEN
    # One by one: the exact one, then the one of which the bank kept three cents.
    keys.press("slash")
    assert told(keys) == "Une ligne est rapprochée."
    keys.press("slash")
    assert told(keys) == "Rapproché. La banque a gardé 0,03 € de commission."
    grab(keys, "bank-matched")
    assert parts(keys) == [*OPEN[2:], ("matched", 237), ("matched", 10_000)]
    # What left for the rent is nothing of the desk's, nor are the dues of a member: a key says so, or her card.
    while state(keys).row is not None and state(keys).row.part != "left":  # type: ignore[union-attr]
        keys.press("down")
    keys.press("minus")
    assert told(keys) == "Mise de côté : elle ne concerne pas la caisse."
    assert paid_in.last("bank.matched").data["of"] == []
    keys.press("slash")
    assert told(keys).startswith("Rien n’est proposé ici : F8")
    keys.press("f8")
    grab(keys, "bank-card")
    assert keys.state.offer is not None and keys.state.offer.title.startswith("Ligne de la banque")
    keys.press("right")
    keys.press("slash")
    assert paid_in.last("bank.matched").data["of"] == []
    # The same statement once more is nothing new.
    go(keys)
    keys.press("f5")
    assert told(keys) == "Toutes ses lignes sont déjà connues : il n’y a rien à reprendre."
    keys.press("plus")
    assert told(keys).startswith("Les 4 lignes de ce relevé sont déjà connues")
    keys.press("escape")
    assert state(keys).sheet is None


def test_by_mouse_alone(
    window_keys: WindowKeys, paid_in: Play, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, mouse = window_keys, Mouse(window_keys.window)
    keys.press("day")
    keys.press("escape")
    mouse.press("Espèces du tiroir-caisse")
    mouse.press("Voir le relevé bancaire")
    asked = lambda *_given: (str(downloads / "releve.csv"), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    mouse.press("Choisir un relevé…")
    mouse.press("Reprendre ces lignes")
    assert parts(keys) == OPEN
    mouse.press("Accepter tous les exacts")
    assert parts(keys) == [*OPEN[1:], ("matched", 10_000)]
    mouse.press("C’est bien ça")
    assert paid_in.last("bank.matched").data["commission_cents"] == 3


def test_what_the_bank_says_is_hidden_with_the_names(window_keys: WindowKeys) -> None:
    keys = window_keys
    go(keys)
    keys.press("f5")
    keys.press("plus")

    def shown() -> str:
        model = view(keys.window, "reconciliation")._list.model()
        return " ".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))

    assert "KESSLER" in shown()
    keys.press("discreet")
    assert "KESSLER" not in shown()
    # The screen of F11 once more, then off it again.
    keys.press("discreet")
    keys.press("discreet")
    assert "KESSLER" in shown()


def test_without_a_statement_it_says_where_one_comes_from(window_keys: WindowKeys, downloads: Path) -> None:
    (downloads / "releve.csv").write_text("Bonjour\n", "utf-8")
    go(window_keys)
    for key in ("star", "slash", "park", "f8", "plus"):
        window_keys.press(key)
        assert told(window_keys)
    window_keys.press("f5")
    assert told(window_keys).startswith("Aucun relevé sur une clé ou dans les téléchargements")
    window_keys.press("escape")
    assert window_keys.window.view.page == "counter"


def test_a_sheet_is_offered_as_a_whole_too(play: Play) -> None:
    play.open(float_cents=20_000)
    play.settle([COFFEE], cheque(120))
    play.do("till.pay_in", cents=1_000)
    play.do("bank.import", lines=[{"day": "2026-11-25", "cents": 1_115}])
    (code,) = [row["line"] for row in play.last("bank.imported").data["lines"]]
    face = FrontFace(play.desk, "fr")
    (offer,) = face.found(code)
    face.close()
    (match, nothing) = offer.acts
    assert [option.value for option in match.asks[0].options] == [
        "E-2026-0001", "E-2026-0001:cash", "E-2026-0001:cheques",
    ]  # fmt: skip
    assert nothing.do == "bank.match" and not nothing.asks


def test_a_line_is_matched_by_hand_with_what_she_chooses(window_keys: WindowKeys, paid_in: Play) -> None:
    keys = window_keys
    go(keys)
    keys.press("f5")
    keys.press("plus")
    keys.press("star")
    # The 15 € that nobody knows: the nearest stand first; she says that they are what went on the second sheet.
    keys.press("down")
    keys.press("f8")
    keys.press("slash")
    asking = keys.state.asking
    assert asking is not None and [option.value for option in asking.ask.options] == [
        "E-2026-0002:cash", "Z-2026-0001",
    ]  # fmt: skip
    grab(keys, "bank-choice")
    keys.type("1")
    keys.press("enter")
    matched = paid_in.last("bank.matched")
    assert [due["ref"] for due in matched.data["of"]] == ["E-2026-0002"]
    assert [(one["code"], one["params"]) for one in matched.data["warnings"]] == [
        ("bank.differs", {"gap_cents": -500})
    ]
