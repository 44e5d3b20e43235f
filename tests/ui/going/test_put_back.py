"""A copy is put back from inside the window, by keys alone; whatever fails leaves the desk as it was."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from concierge_desk.desk.commission import commission, read_site_file
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.frame.handover_window import Meanwhile
from concierge_desk.jobs.copies import restore
from concierge_desk.pages.copies.desk import CopiesDesk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.signing.keys import keep_keys, load_keys
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.signing.wrapped import ScryptCost
from concierge_desk.store.failures import ROOM_BYTES
from concierge_desk.store.locks import ExclusiveUse, one_window
from tests.failures.disks import Disk, disk
from tests.real_site import REAL_SITE
from tests.ui.copies.keepers import Keeper
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.going.conftest import House, houses
from tests.ui.going.scenes import play_scenes, texts_of
from tests.ui.pages import presenter
from tests.ui.window.keyboard import WindowKeys

COPIES, COUNTER = "copies", "counter"

BREAKABLE = "\N{ZERO WIDTH SPACE}"
"""Where a path may be broken over two lines."""


def ask(keys: WindowKeys, words: str = PASSPHRASE) -> None:
    """Go to the copies, and as far as the question."""
    keys.window.pages.open(COPIES)
    keys.rest()
    keys.press("f6")
    keys.press("slash")
    keys.type(words)
    keys.press("enter")


def put_back(keys: WindowKeys) -> None:
    ask(keys)
    assert aside(keys) == "going"
    keys.tap("slash")


def aside(keys: WindowKeys) -> str:
    found: str = presenter(keys.window, "copies").state.aside
    return found


def nothing_yet(keys: WindowKeys) -> None:
    """She only looks."""
    assert keys.window.view.page == COUNTER


def test_by_keys_alone_and_the_desk_goes_on(
    house: House, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = []

    def after(keys: WindowKeys) -> None:
        told = texts_of(keys.window).replace(BREAKABLE, "")
        assert "La copie est en place" in told
        assert "mercredi 25 novembre 2026 · 8\N{NO-BREAK SPACE}h" in told
        assert "la lettre B" in told and "avant-restauration-B-" in told
        # With the news before her, a key means nothing but that they were read.
        keys.press("slash")
        keys.favourite(0)
        assert not keys.state.lines
        keys.press("escape")
        assert keys.window.view.page == COUNTER
        keys.favourite(0)
        keys.press("plus")
        assert keys.state.paid is not None

    def between(window: Meanwhile) -> None:
        seen.append(window)
        # Nothing closes it in the middle.
        window.close()
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.isVisible()

    played = play_scenes(house.options, put_back, after, at_between=between)
    assert (len(seen), played.status) == (1, 0)
    assert "Ne coupez pas le PC" in played.between[0]
    posted = house.posted()
    assert next(entry.kind for entry in posted if entry.epoch == "B") == "store.restored"
    assert [entry.kind for entry in posted].count("till.settled") == 2, "the two since the copy are gone"
    assert posted[-1].epoch == "B" and "B" in next(
        str(entry.data["ticket"]) for entry in reversed(posted) if entry.kind == "till.settled"
    )
    assert house.verifies()
    assert PASSPHRASE not in caplog.text
    assert all(
        PASSPHRASE.encode() not in path.read_bytes() for path in house.data.rglob("*") if path.is_file()
    )


def test_the_words_are_told_to_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    goings = []
    from concierge_desk.bootstrap import handover

    go_on = handover.go_on

    def hear(going: object, *rest: object) -> object:
        goings.append(going)
        return go_on(going, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(handover, "go_on", hear)

    def watched(keys: WindowKeys) -> None:
        ask(keys)
        assert PASSPHRASE not in repr(presenter(keys.window, "copies").state)
        keys.tap("slash")

    play_scenes(house.options, watched, nothing_yet)
    (going,) = goings
    assert PASSPHRASE not in repr(going) and "OneTimeWords()" in repr(going)
    with pytest.raises(LookupError):
        going.opener.take()


def test_enter_confirms_nothing_and_esc_leads_back(house: House) -> None:
    def hesitates(keys: WindowKeys) -> None:
        ask(keys)
        keys.press("enter")
        assert aside(keys) == "going" and keys.window.going is None
        keys.press("escape")
        assert aside(keys) == "restore"
        # The words were for that question: they are asked again.
        keys.press("slash")
        assert aside(keys) == "words"
        keys.press("escape")
        keys.press("escape")
        assert aside(keys) == "copy"

    before = house.posted()
    play_scenes(house.options, hesitates)
    assert house.posted() == before


def test_wrong_words_close_nothing(house: House) -> None:
    def wrong(keys: WindowKeys) -> None:
        ask(keys, "sesame")
        assert aside(keys) == "words"
        keys.type(PASSPHRASE)
        keys.press("enter")
        assert aside(keys) == "going"

    before = house.posted()
    play_scenes(house.options, wrong)
    assert house.posted() == before


def pulled(house: House) -> None:
    house.plugged.sticks[0].rename(house.plugged.sticks[0].with_name("poche"))


def cut_short(house: House) -> None:
    house.copy.write_bytes(house.copy.read_bytes()[:-2000])


def touched(house: House) -> None:
    data = bytearray(house.copy.read_bytes())
    data[len(data) // 2] ^= 1
    house.copy.write_bytes(data)


SPOILT: dict[str, tuple[Callable[[House], object], str]] = {
    "pulled": (pulled, "ne peut pas être lu"),
    "cut short": (cut_short, "La fin de la sauvegarde manque"),
    "touched": (touched, "abîmée"),
}


@pytest.mark.parametrize("how", list(SPOILT))
def test_what_fails_between_the_question_and_the_restore_leaves_the_desk(house: House, how: str) -> None:
    spoil, why = SPOILT[how]

    def spoilt(keys: WindowKeys) -> None:
        ask(keys)
        assert aside(keys) == "going"
        spoil(house)
        keys.tap("slash")

    def told(keys: WindowKeys) -> None:
        said = texts_of(keys.window)
        assert "n’a pas été remise en place" in said and why in said and "rien n’a changé" in said
        # What was read leads back to the copies, with the keyboard in them.
        keys.press("escape")
        keys.press("f12")
        assert keys.window.view.page == COPIES and aside(keys) != "copy"

    before = house.posted()
    play_scenes(house.options, spoilt, told)
    assert house.posted() == before and house.verifies()
    assert not list(house.data.glob("restauration.*"))


def test_another_one_at_work_is_told_and_nothing_is_changed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "ExclusiveUse", partial(ExclusiveUse, timeout_seconds=0.2))
    with ExitStack() as others:

        def at_work(keys: WindowKeys) -> None:
            ask(keys)
            others.enter_context(open_desk(house.options))
            keys.tap("slash")

        def told(keys: WindowKeys) -> None:
            assert "fermez-la" in texts_of(keys.window)

        before = house.posted()
        play_scenes(house.options, at_work, told)
    assert house.posted() == before


def test_no_other_window_comes_in_between(house: House) -> None:
    def between(_window: Meanwhile) -> None:
        with (
            pytest.raises(EnvironmentFailure, match=r"window\.open_already"),
            one_window(house.data / "verrous"),
        ):
            pass

    play_scenes(house.options, put_back, nothing_yet, at_between=between)


def test_a_desk_at_work_is_not_closed_for_it(house: House) -> None:
    def at_work(keys: WindowKeys) -> None:
        window = keys.window
        window.pages.open("relay")
        keys.rest()
        keys.press("f6")
        assert not presenter(window, "relay").state.rests
        ask(keys)
        keys.press("slash")
        assert aside(keys) == "going" and window.going is None
        assert "inventaire" in texts_of(window)

    before = house.posted()
    play_scenes(house.options, at_work)
    assert house.posted() == before


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Disk]:
    (tmp_path / "petit").mkdir()
    with disk("ext4", tmp_path / "petit") as small:
        yield small


def test_a_full_disk_leaves_the_desk(
    small: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    del qtbot
    house = houses(small.folder, tmp_path, monkeypatch)

    def full(keys: WindowKeys) -> None:
        ask(keys)
        small.fill(ROOM_BYTES + 150_000)
        keys.tap("slash")

    def told(keys: WindowKeys) -> None:
        small.make_room()
        said = texts_of(keys.window)
        assert "n’a pas été remise en place" in said and "disque" in said.lower()

    before = house.posted()
    play_scenes(house.options, full, told)
    assert house.posted() == before and house.verifies()


def test_a_desk_under_a_passphrase_asks_once(house: House, tmp_path: Path) -> None:
    words = "la clé du comptoir de la rue"
    options = Options(tmp_path / "vrai", passphrase=PassphraseSource(prompt=lambda: words))
    commission(options, read_site_file(REAL_SITE), practice=False)
    with open_desk(options) as desk:
        keys = load_keys(desk.folder, passphrase=options.passphrase)
        desk.folder.keys.unlink()
        keep_keys(desk.folder, keys, practice=False, passphrase=options.passphrase, cost=ScryptCost(n=2**10))
        face = FrontFace(desk, "fr")
        hers = Keeper(CopiesDesk(desk, face))
        hers.first_copy()
        face.close()

    def nobody() -> str:
        raise AssertionError("the terminal is not asked")

    def after(keys: WindowKeys) -> None:
        assert "La copie est en place" in texts_of(keys.window)

    from_icon = replace(options, passphrase=PassphraseSource(prompt=nobody))
    assert play_scenes(from_icon, put_back, after, words=words).asked == 1
