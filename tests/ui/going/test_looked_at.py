"""A copy is looked into from inside the window: every page, every key, and nothing is written anywhere."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.window import run_copy
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import Refused
from concierge_desk.frame.handover_window import Meanwhile
from concierge_desk.jobs.copies.inspection import look_at
from concierge_desk.pages.day.face import ReportFile
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.signing.signer import Signer, fingerprint
from tests.cli.helpers import end_log, say
from tests.copies.medium import content
from tests.dice import dice_of
from tests.e2e.driver import FULL
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.going.conftest import NAME, PARCEL, House
from tests.ui.going.scenes import play_scenes, texts_of
from tests.ui.pages import presenter
from tests.ui.ways.players import ByKeys
from tests.ui.ways.steps import Act, Card, Section
from tests.ui.ways.way import SETTINGS
from tests.ui.window.keyboard import WindowKeys

COPIES, COUNTER, DAY, JOURNAL = "copies", "counter", "day", "journal"

DICE = dice_of(__name__)
PRESSES = 600 if FULL else 30
READ_ONLY = "l’on ne fait que regarder"
BAND = "COPIE du mer. 25\N{NO-BREAK SPACE}nov., 8\N{NO-BREAK SPACE}h"
PAGES = (COUNTER, DAY, JOURNAL, "relay")
KEYS = (
    *("plus", "star", "slash", "minus", "enter", "escape", "up", "down", "right", "home", "arrivals"),
    *("f5", "f6", "f8", "undo", "day", "f12"),
)


def ask(keys: WindowKeys, words: str = PASSPHRASE) -> None:
    """Go to the copies, choose to look, type the words."""
    window = keys.window
    window.pages.open(COPIES)
    keys.rest()
    keys.press("right")
    keys.type(words)
    keys.press("enter")


def look_into(keys: WindowKeys) -> None:
    ask(keys)
    assert "Échap" in texts_of(keys.window) and "F7" in texts_of(keys.window)
    keys.tap("slash")


def at_the_copies(keys: WindowKeys) -> None:
    """She is back where she was."""
    assert keys.window.view.page == COPIES and BAND not in texts_of(keys.window)


def kept(house: House) -> Mapping[str, bytes]:
    """Everything that lies in the folder of the desk, but for what processes leave while they run."""
    house.look(lambda desk: None)
    return {
        name: data
        for name, data in content(house.data).items()
        if name.partition("/")[0] not in {"verrous", "journaux"} and not name.endswith(("-wal", "-shm"))
    }


def test_every_page_is_as_it_was_and_a_key_leads_back(house: House) -> None:
    def looks(keys: WindowKeys) -> None:
        window = keys.window
        assert BAND in texts_of(window) and "FACTICE" in texts_of(window)
        for page in PAGES:
            window.pages.open(page)
            keys.rest()
            assert window.view.page == page and BAND in texts_of(window), page
        # No page leads to copies, and none is made of a copy.
        window.pages.open(COPIES)
        assert window.view.page == "relay"
        window.pages.open(COUNTER)
        keys.type(NAME.split()[-1])
        assert [offer.number for offer in keys.state.offers] == [PARCEL]
        keys.press("escape")
        keys.scan(PARCEL)
        keys.press("slash")
        assert READ_ONLY in texts_of(window) and keys.state.asking is None
        keys.tap("park")

    before = kept(house)
    played = play_scenes(house.options, look_into, looks, at_the_copies)
    assert "Ouverture de la copie" in played.between[0]
    assert kept(house) == before
    assert not (house.data / "copie-ouverte").exists()


def test_of_a_day_that_was_open_nothing_tells_the_drawer(house: House) -> None:
    def looks(keys: WindowKeys) -> None:
        keys.window.pages.open(DAY)
        keys.rest()
        told = texts_of(keys.window)
        assert "Tickets\n1" in told
        assert "Compter un passage" not in told
        # The float was 80 €, the ticket 2,72 € in cash.
        assert "80,00" not in told and "82,72" not in told and "2,72" not in told
        keys.press("day")
        assert READ_ONLY in texts_of(keys.window)
        assert not presenter(keys.window, "day").evening.state.is_open

    play_scenes(house.options, look_into, looks, at_the_copies)


def test_a_paper_is_shown_as_a_duplicate_and_stays_nowhere(house: House) -> None:
    seen = []

    def looks(keys: WindowKeys) -> None:
        keys.type("T-2026-000001")
        keys.press("enter")
        offer = keys.state.offer
        assert offer is not None
        for act in offer.acts:
            if act.paper:
                break
            keys.press("right")
        keys.press("slash")
        shown = keys.state.shown
        assert shown is not None
        seen.append(Path(shown))
        assert seen[0].read_bytes().startswith(b"%PDF") and house.data in seen[0].parents
        keys.press("escape")
        keys.tap("park")

    before = house.kinds()
    play_scenes(house.options, look_into, looks, at_the_copies)
    assert house.kinds() == before and not seen[0].exists()


def test_every_key_everywhere_writes_nothing(house: House) -> None:
    def presses(keys: WindowKeys) -> None:
        window = keys.window
        for page in PAGES:
            window.pages.open(page)
            keys.rest()
            for name in KEYS:
                keys.press(name)
                if window.view.page != page:
                    window.pages.open(page)
                    keys.rest()
        for _ in range(PRESSES):
            draw = DICE.random()
            if draw < 0.2:
                keys.favourite(DICE.randrange(12))
            elif draw < 0.3:
                keys.scan(DICE.choice((PARCEL, "3017620422003", "6A15602683841")))
            elif draw < 0.4:
                keys.type(DICE.choice(("Kess", "ticket", "facteur", "12", "Z-2026-0001")))
            elif draw < 0.5:
                window.pages.open(DICE.choice(PAGES))
                keys.rest()
            else:
                keys.press(DICE.choice(KEYS))
            assert window.isVisible()
        assert not keys.state.lines and keys.state.visit is None

    before = kept(house)
    play_scenes(house.options, look_into, presses, at_the_copies)
    assert kept(house) == before


def test_closing_its_window_leads_back_too(house: House) -> None:
    play_scenes(house.options, look_into, lambda keys: keys.window.close(), at_the_copies)


def test_the_visit_at_the_counter_waits_for_her(house: House) -> None:
    lines = []

    def serves(keys: WindowKeys) -> None:
        keys.favourite(0)
        lines.extend(keys.state.lines)
        look_into(keys)

    def looks(keys: WindowKeys) -> None:
        assert not keys.state.lines and not keys.state.parked

    def back(keys: WindowKeys) -> None:
        assert list(keys.state.lines) == lines and lines

    play_scenes(house.options, serves, looks, back)


def test_it_is_stopped_while_it_is_opened(house: House) -> None:
    def stop(window: Meanwhile) -> None:
        window.close()

    def back(keys: WindowKeys) -> None:
        at_the_copies(keys)
        assert not any(cover.is_open for cover in keys.window.covers.made)

    play_scenes(house.options, look_into, back, at_between=stop)
    assert not (house.data / "copie-ouverte").exists()


def test_a_copy_that_cannot_be_opened_leads_back_with_its_sentence(house: House) -> None:
    def spoilt(keys: WindowKeys) -> None:
        ask(keys)
        house.copy.write_bytes(house.copy.read_bytes()[:-2000])
        keys.tap("slash")

    def told(keys: WindowKeys) -> None:
        said = texts_of(keys.window).replace("\u200b", "")
        assert "n’a pas pu être ouverte" in said and "rien n’a changé" in said
        keys.press("escape")
        keys.rest()
        at_the_copies(keys)

    play_scenes(house.options, spoilt, told)


def test_what_a_killed_window_left_is_gone_with_the_next_one(house: House) -> None:
    left = house.data / "copie-ouverte" / "concierge-desk-x"
    (left / "papiers").mkdir(parents=True)
    (left / "papiers" / "avis.pdf").write_bytes(b"%PDF")
    (house.data / "restauration.copie").write_bytes(b"x")
    play_scenes(house.options, lambda _keys: None)
    assert not (house.data / "copie-ouverte").exists()
    assert not list(house.data.glob("restauration.*"))


# Without a desk: --read-only.


@pytest.mark.parametrize("whose", ["nobody's", "hers", "another's"])
def test_a_backup_is_looked_into_where_no_desk_is(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    """Its window says first whose it is, unless it is of the desk at hand."""
    own = Signer(load_keys(DataFolder(house.data)).seed).public_key
    at_hand = {"nobody's": None, "hers": own, "another's": "ab" * 32}[whose]
    place = tmp_path / "temporaire"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    asked = []

    def prompt() -> str:
        asked.append(list(QApplication.topLevelWidgets()))
        return PASSPHRASE

    alone = shutil.copy(house.copy, tmp_path / house.copy.name)
    options = Options(Path(alone), passphrase=PassphraseSource(prompt=prompt))

    def looks(keys: WindowKeys) -> None:
        said = texts_of(keys.window).replace("\u200b", "")
        assert BAND in said and list(place.iterdir())
        assert ("De qui est cette copie" in said) == (fingerprint(own) in said) == (whose != "hers")
        assert ("n’est pas du comptoir qui est ici" in said) == (whose == "another's")
        assert ("ne prouve rien toute seule" in said) == (whose == "nobody's")
        if whose != "hers":
            keys.tap("escape")
        keys.tap("park")

    played = play_scenes(options, looks, run=lambda: run_copy(options, Look("fr"), lambda: at_hand))
    assert (played.status, len(asked)) == (0, 1)
    assert not list(place.iterdir())


def test_in_a_copy_a_code_shows_what_is_the_responsibles_to_see(house: House, tmp_path: Path) -> None:
    """R-4.14: by the code that held when the copy was made; a press on the name, or Pause, asks for it."""
    code, words = "9027x", tmp_path / "mots.txt"
    words.write_text(f"{PASSPHRASE}\n", "utf-8")

    def chooses(desk: Desk) -> None:
        chosen = {"op": desk.new_op(), "do": "operator.set_code", "operator": "o01", "code": code}
        assert desk.counter.execute(chosen).refused is None

    house.look(chooses)
    told = say("--data", house.data, "backup", "--to", tmp_path, "--passphrase-file", words, "--json")
    end_log()
    copy = Path(told.json["path"])
    options = Options(copy, passphrase=PassphraseSource(prompt=lambda: PASSPHRASE))
    shown: list[bool] = []

    def looks(keys: WindowKeys) -> None:
        keys.press("escape")
        list_of = (SETTINGS, Section("Données personnelles"), Card("Qui a regardé"), Act("Voir la liste"))
        ByKeys(keys.window).go(list_of)
        shown.append(keys.window.covers.paper.is_open)
        keys.press("pause")
        assert keys.window.lock.covers and NAME not in texts_of(keys.window)
        for typed in ("5550x", code):
            keys.type(typed)
            keys.press("enter")
        assert not keys.window.lock.covers
        ByKeys(keys.window).go(list_of)
        shown.append(keys.window.covers.paper.is_open)
        keys.press("escape")
        keys.tap("park")

    play_scenes(options, looks, run=lambda: run_copy(options, Look("fr"), lambda: None))
    assert shown == [False, True]


def test_the_store_of_a_copy_takes_nothing_from_anywhere(house: House) -> None:
    from concierge_desk.bootstrap.copy_window import CopyFace

    opener = PassphraseSource(prompt=lambda: PASSPHRASE)
    with look_at(house.copy, Options(house.data, passphrase=opener)) as looked:
        face = CopyFace(looked, "fr", "nobody")
        desk = looked.desk
        pages = {page.code: make for page, make in face.opened().pages}
        assert COPIES not in pages
        for write in (
            face.new_op,
            lambda: desk.store.write(lambda unit: desk.post(unit, "document.printed", {}, "o01")),
            lambda: pages[DAY]().report(ReportFile("relay", "La Poste", made=False)),
        ):
            with pytest.raises(Refused, match=r"copy\.read_only"):
                write()
        op = "01970000-0000-7000-8000-0000000000aa"
        refused = face.play({"op": op, "do": "day.close", "counted_cents": 0}).refused
        assert refused is not None and refused.code == "copy.read_only"
        face.close()
