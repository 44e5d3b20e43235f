"""A bare PC and a stick with a copy: the shop as it was, by following the screen."""

from pathlib import Path

from concierge_desk.desk.overview import day_status
from concierge_desk.paths import STICK_FOLDER
from tests.cli.helpers import practised, say
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.first.hands import FirstKeys, Pc
from tests.ui.first.struck import answer
from tests.ui.first.test_first_day import a_day
from tests.ui.going.scenes import texts_of
from tests.ui.window.keyboard import FINGERS_MS, WindowKeys


def lived(pc: Pc, tmp_path: Path) -> Path:
    """Set a shop up, live its first day, and put a copy on a stick; return the stick."""

    def makes(keys: FirstKeys) -> None:
        answer(keys)
        keys.tap("enter")
        keys.rest()

    pc.phrase = PASSPHRASE
    pc.start(makes, then=(a_day,))
    phrase, stick = tmp_path / "phrase.txt", tmp_path / "CLE"
    phrase.write_text(f"{PASSPHRASE}\n", "utf-8")
    (stick / STICK_FOLDER).mkdir(parents=True)
    words = ("--data", pc.data, "--key-passphrase-file", phrase)
    done = say(*words, "backup", "--to", stick / STICK_FOLDER, "--passphrase-file", phrase)
    assert done.status == 0, done
    return stick


def test_the_shop_is_there_as_it_was(pc: Pc, tmp_path: Path) -> None:
    stick = lived(pc, tmp_path)
    before = pc.look(lambda desk: (desk.settings, day_status(desk, "2026-11-25")))
    bare, told = Pc(tmp_path / "neuf", pc.plugged, pc.now), []

    def puts_back(keys: FirstKeys) -> None:
        keys.press("f6")
        assert keys.step == "copy" and "No copy is plugged in" in keys.seen()
        keys.press("enter")
        assert keys.step == "copy"
        bare.plugged.sticks.append(stick)
        keys.press("f5")
        assert "LPL1 · " in keys.seen() and "CLE · " in keys.seen()
        keys.press("enter")
        keys.fill("d'autres mots que ceux-ci")
        assert keys.step == "copy_words" and keys.picture.failed, "told, and asked for again"
        keys.fill(PASSPHRASE)
        assert keys.step == "keys", keys.picture.failed
        bare.phrase = keys.drawn()
        for _ in range(2):
            keys.type(bare.phrase)
            keys.press("enter")
        assert keys.step == "put_back" and "Z-2026-0001" in keys.seen()
        assert not bare.data.exists(), "nothing is written yet"
        keys.tap("enter")
        keys.rest()
        assert keys.picture.made, keys.picture

    def opens(keys: WindowKeys) -> None:
        told.append(texts_of(keys.window))
        keys.press("escape")
        # What hangs on this PC was never tried here.
        assert "first_steps" in keys.window.view.rail._buttons

    played = bare.start(puts_back, then=(opens,))
    assert (played.status, played.asked) == (0, 0)
    assert "The copy is in place" in told[0]
    assert bare.look(lambda desk: (desk.settings, day_status(desk, "2026-11-25"))) == before
    phrase = tmp_path / "new.txt"
    phrase.write_text(f"{bare.phrase}\n")
    words = ("--data", bare.data, "--key-passphrase-file", phrase)
    assert say(*words, "verify", "--signatures", "--rebuild", "--json").status == 0


def test_a_copy_of_an_exercise_never_takes_the_place_of_a_real_shop(pc: Pc, tmp_path: Path) -> None:
    practised(pc.data)
    phrase, stick = tmp_path / "phrase.txt", tmp_path / "CLE"
    phrase.write_text(f"{PASSPHRASE}\n", "utf-8")
    (stick / STICK_FOLDER).mkdir(parents=True)
    done = say("--data", pc.practice, "backup", "--to", stick / STICK_FOLDER, "--passphrase-file", phrase)
    assert done.status == 0, done
    bare = Pc(tmp_path / "neuf", pc.plugged, pc.now)
    bare.plugged.sticks.append(stick)

    def puts_back(keys: FirstKeys) -> None:
        keys.press("f6")
        assert "exercise" in keys.seen()
        keys.press("enter")
        keys.fill(PASSPHRASE)
        assert keys.step == "put_back", "an exercise has no lock"
        keys.tap("enter")
        keys.rest()
        assert keys.picture.made, keys.picture

    bare.start(puts_back, then=(lambda keys: keys.press("escape"),))
    assert bare.look(lambda desk: desk.identity.practice, bare.practice)
    assert not (bare.data / "concierge.db").exists()


def test_an_exercise_is_left_for_a_real_shop(pc: Pc) -> None:
    """F1, 2: the window closes, the questions come, the real shop opens; left, the exercise opens again."""
    pc.phrase = PASSPHRASE

    def sets_up(keys: WindowKeys) -> None:
        assert keys.window.view.band.isVisible(), "it says that it is none"
        keys.press("help")
        keys.strike("2", FINGERS_MS)

    def practises(keys: FirstKeys) -> None:
        keys.type("1")
        keys.press("enter")
        keys.tap("enter")
        keys.rest()

    def leaves(_keys: FirstKeys) -> None:
        """Close it."""

    def makes(keys: FirstKeys) -> None:
        answer(keys)
        keys.tap("enter")
        keys.rest()

    def real(keys: WindowKeys) -> None:
        assert not keys.window.view.band.isVisible()

    pc.start(practises, leaves, makes, then=(sets_up, sets_up, real))
    assert pc.look(lambda desk: desk.settings.name) == "La Petite Loge"
    assert (pc.practice / "concierge.db").exists()
