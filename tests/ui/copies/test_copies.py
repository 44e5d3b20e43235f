"""The copies by their keys: made, tried, looked into, foreseen; what goes wrong has its own sentence."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.media.system import Partition
from concierge_desk.pages.copies.face import Preview
from concierge_desk.signing.signer import fingerprint
from tests.counter.desks import COFFEE, Desks, Play, cash
from tests.counter.pages import words
from tests.counter.test_unreadable import another_amount, spoil
from tests.failures.disks import disk
from tests.ui.copies.keepers import Keeper, LongAt, at_copies
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.journal.readers import LongLater


def kinds(play: Play) -> list[str]:
    return [entry.kind for entry in play.posted()]


def test_the_first_copy_asks_for_its_words_and_is_told(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        assert hers.state.sheet.first and hers.state.sheet.age.tone == "bad"
        path = hers.first_copy()
        assert path.is_file() and kinds(play)[-1] == "backup.made"
        assert hers.state.told is not None and hers.state.told.tone == "good"
        sheet = hers.state.sheet
        assert (sheet.first, sheet.age.tone) == (False, "good")
        assert [(copy.stick, copy.last) for copy in sheet.copies] == [("CLE", True)]
        assert sheet.copies[0].when == "mercredi 25 novembre 2026 · 8\u00a0h"
        assert "CLE" in sheet.where
        # Once they are chosen, nobody asks again.
        play.hands.move(minutes=5)
        hers.press("copy")
        assert not hers.state.passphrase and kinds(play).count("backup.made") == 2
        assert [copy.last for copy in hers.state.sheet.copies] == [True, False]
        plugged.sticks.clear()
        hers.copies.look()
        assert hers.state.sheet.copies == () and hers.state.chosen is None
        assert "AMP1-F-2026-11-25T070500-" in hers.state.sheet.where


def test_two_passphrases_that_differ_lock_nothing(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.press("copy").copies.give_passphrase(PASSPHRASE, PASSPHRASE + "s")
        assert hers.state.passphrase
        # While it is asked, the keys lead nowhere else.
        assert hers.press("check", "sheet", "copy").state.passphrase
        hers.press("back")
    assert not hers.state.passphrase and "backup.made" not in kinds(play)


def test_two_quick_presses_make_one_copy(play: Play, plugged: Plugged) -> None:
    later = LongLater()
    with at_copies(play, plugged) as hers:
        hers.first_copy()
    play.hands.move(minutes=5)
    with at_copies(play, plugged, long=later) as hers:
        hers.press("copy", "copy", "check", "sheet", "restore")
        assert (hers.state.doing, hers.state.aside) == ("copy", "copy")
        later.runs()
        assert kinds(play).count("backup.made") == 2
        assert hers.state.done is None


@pytest.mark.parametrize(("sticks", "said"), [(0, "Branchez la clé."), (2, "Plusieurs clés")])
def test_without_one_stick_nothing_is_written(
    play: Play, plugged: Plugged, tmp_path: Path, sticks: int, said: str
) -> None:
    plugged.sticks = [tmp_path / f"CLE{number}" for number in range(sticks)]
    for stick in plugged.sticks:
        stick.mkdir()
    with at_copies(play, plugged) as hers:
        assert hers.press("copy").said.startswith(said)
        assert not hers.state.passphrase
    assert "backup.made" not in kinds(play)


def test_a_good_copy_is_told_with_its_day_and_nothing_of_the_drawer(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        before = play.head()
        assert hers.press("check").state.aside == "words"
        looked = hers.words().state.looked
        assert looked is not None and looked.tone == "good" and not looked.faults
        assert hers.state.aside == "looked" and play.head() == before
        assert looked.day == "mercredi 25 novembre 2026"
        figures = {figure.label: figure.value for figure in looked.figures}
        assert figures["Tickets"] == "1"
        # The drawer of this day was not counted yet.
        assert not {value for value in figures.values() if value[:2] in {"80", "82"}}
        held = {figure.label: figure.value for figure in looked.contents}
        assert held["Époque"] == "A" and held["Tickets"] == "1"
        assert any(state.done not in (None, (0, 0)) for state in hers.seen)
        assert hers.copies.step_back() and hers.state.looked is None


def test_a_copy_is_looked_into_once_the_question_is_answered(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        path = hers.first_copy()
        before = play.head()
        assert hers.press("look").words().state.aside == "going"
        assert PASSPHRASE not in repr(hers.seen) and not hers.goings
        hers.press("copy")
        (going,) = hers.goings
        assert (going.errand, going.copy, going.when) == ("look", path, hers.state.sheet.copies[0].when)
        assert going.opener.take() == PASSPHRASE and play.head() == before


@pytest.mark.parametrize("leads_away", ["escape", "leave", "choose", "unplug"])
def test_words_that_were_tried_are_forgotten_with_their_question(
    play: Play, plugged: Plugged, leads_away: str
) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        play.hands.move(minutes=5)
        hers.press("copy")
        hers.press("restore", "copy").words()
        opener = hers.copies._opener
        assert opener is not None and hers.state.aside == "going"
        other = next(copy.path for copy in hers.state.sheet.copies if copy != hers.state.chosen)
        if leads_away == "unplug":
            plugged.sticks.clear()
        {
            "escape": lambda: hers.press("back"),
            "leave": hers.copies.leave,
            "choose": lambda: hers.copies.choose(other),
            "unplug": hers.copies.look,
        }[leads_away]()
        assert hers.state.aside != "going"
        with pytest.raises(LookupError):
            opener.take()
        assert not hers.press("copy").goings


def test_a_window_that_is_not_closed_keeps_the_question(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        hers.busy().press("restore", "copy").words().press("copy")
        assert hers.state.aside == "going" and "travaille encore" in hers.said and not hers.goings
        hers._why_not = ""
        hers.press("copy")
        assert hers.goings[0].opener.take() == PASSPHRASE


def test_a_copy_of_a_desk_that_never_opened_a_day_is_good_too(desks: Desks, plugged: Plugged) -> None:
    with desks.desk() as play, at_copies(play, plugged) as hers:
        hers.first_copy()
        looked = hers.press("check").words().state.looked
        assert looked is not None and (looked.tone, looked.day, looked.figures) == ("good", "", ())


def test_a_copy_of_an_altered_journal_is_not_called_good(play: Play, plugged: Plugged) -> None:
    seq = play.last("till.settled").seq
    spoil(play, seq, another_amount)
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        # It is told when it is made: the copy is good, what was copied is not.
        assert hers.state.told is not None and hers.state.told.tone == "warning"
        assert "relue" in hers.said
        assert "le journal copié a" in hers.said and "F4 puis F5" in hers.said
        looked = hers.press("check").words().state.looked
        assert looked is not None and looked.tone == "bad" and "tout n’y est pas" in looked.words
        assert looked.faults == (
            f"L’écriture {seq} (A{seq}) n’est plus ce qui avait été écrit.",
            "Une table n’est pas ce que le journal en fait.",
        )


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def touched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def replaced(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("photo.txt", "une photo")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut short": (cut_short, "La fin de la sauvegarde manque"),
    "touched": (touched, "abîmée"),
    "foreign": (replaced, "n’est pas une sauvegarde"),
    "empty": (lambda path: path.write_bytes(b""), "vide"),
    "gone": (Path.unlink, "ne peut pas être lu"),
}


@pytest.mark.parametrize("key", ["check", "look", "restore"])
@pytest.mark.parametrize("bad", list(BAD))
def test_what_is_wrong_with_a_copy_has_its_own_sentence(
    play: Play, plugged: Plugged, bad: str, key: str
) -> None:
    spoil, sentence = BAD[bad]
    with at_copies(play, plugged) as hers:
        spoil(hers.first_copy())
        hers.press(key)
        if key != "restore":
            hers.words()
        assert sentence in hers.said and hers.state.told is not None and hers.state.told.tone == "bad"
        assert (hers.state.aside, hers.state.looked, hers.state.done) == ("copy", None, None)


@pytest.mark.parametrize("key", ["check", "sheet"])
def test_wrong_words_are_asked_once_more(play: Play, plugged: Plugged, key: str) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        hers.press(key).words("sésame")
        assert hers.state.aside == "words" and "phrase secrète" in hers.said
        hers.words()
        assert hers.state.looked is not None or hers.state.shown is not None


def test_checking_is_stopped_by_a_key(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
    later = LongLater()
    with at_copies(play, plugged, long=later) as hers:
        hers.press("check").words()
        assert hers.state.doing == "check"
        hers.press("back")
        later.runs()
        assert hers.state.told is not None and hers.state.told.tone == "plain"
        assert hers.state.looked is None and hers.state.done is None


def test_what_a_restore_would_do_is_said_before(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        play.settle([COFFEE], cash(200))
        before = play.head()
        hers.press("restore")
        preview = hers.state.preview
        assert preview is not None and hers.state.aside == "restore"
        copied = int(hers.state.sheet.copies[0].place[1:])
        assert preview.effects[0].endswith(f"soit {before - copied} écritures.")
        assert any("lettre B" in effect for effect in preview.effects)
        # Its words are tried first; before, nothing is asked, however often the key is pressed.
        hers.press("copy", "copy")
        assert hers.state.aside == "words" and not hers.goings
        hers.words()
        assert hers.state.aside == "going" and not hers.goings
        assert PASSPHRASE not in repr(hers.seen)
        assert play.head() == before
        hers.press("back")
        assert hers.state.aside == "restore"
        hers.press("back")
        assert hers.state.aside == "copy" and hers.state.preview is None


def test_visits_that_are_not_settled_are_told_before(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        play.do("visit.save", acts=[COFFEE])
        preview = hers.press("restore").state.preview
        assert preview is not None
        assert any(effect.startswith("Une visite n’est pas réglée") for effect in preview.effects)


def test_a_copy_of_another_desk_is_refused_before_anything_is_closed(
    play: Play, plugged: Plugged, tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    other = Plugged([tmp_path / "b"])
    with Desks(tmp_path / "autre").desk() as stranger, at_copies(stranger, other) as theirs:
        stranger.open(float_cents=8000)
        foreign = theirs.first_copy()
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        shutil.copy(foreign, plugged.sticks[0] / "concierge-desk" / "AMP1-F-2027-01-01T080000-A9.zip")
        hers.copies.look()
        copy = hers.state.sheet.copies[0]
        assert copy.place == "A9"
        hers.copies.choose(copy.path)
        # It is known from outside that another key signed it.
        effects = preview_of(hers.press("restore")).effects
        assert effects[0].startswith("Elle ne peut pas être remise en place ici")
        hers.press("copy").words()
        assert "AMP1" in hers.said and hers.state.aside == "restore"
        # To be looked into it only has to open; whose it is, is told.
        assert hers.press("back", "look").words().state.aside == "going"
        assert hers.state.tried is not None and hers.state.tried.tone == "bad"
        assert fingerprint(stranger.desk.public_key) in hers.state.tried.words
        # Every entry and signature in it holds, and it is not called good.
        looked = hers.press("back", "check").words().state.looked
        assert looked is not None and looked.tone == "bad"
        (fault,) = looked.faults
        assert fault.startswith("Elle n’a pas été faite avec la clé de signature de ce comptoir")


def test_a_copy_of_this_desk_says_so(play: Play, plugged: Plugged) -> None:
    own = fingerprint(play.desk.public_key)
    with at_copies(play, plugged) as hers:
        hers.first_copy()
        told = {figure.label: figure.value for figure in preview_of(hers.press("restore")).contents}
        assert told["Signature"] == "celle de ce comptoir"
        assert told["Empreinte de la clé"].replace("\n", "") == own
        assert hers.press("back", "look").words().state.tried is not None
        assert hers.state.tried is not None and hers.state.tried.tone == "good"


def test_a_line_on_the_stick_that_cannot_be_read_is_told_with_the_copy(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        erased = hers.first_copy().with_name("effacements.ndjson")
        erased.write_bytes(b"[7\n")
        play.settle([COFFEE], cash(200))
        hers.press("copy")
        assert hers.state.told is not None and hers.state.told.tone == "warning"
        assert "Une ligne de effacements.ndjson ne se lit plus" in hers.said
        assert len(hers.state.sheet.copies) == 2


def preview_of(hers: Keeper) -> Preview:
    assert hers.state.preview is not None
    return hers.state.preview


def test_the_recovery_sheet_asks_for_words_and_never_stays(play: Play, plugged: Plugged) -> None:
    papers = play.desk.folder.papers
    with at_copies(play, plugged) as hers:
        # Without a first copy there is nothing that it would open.
        hers.press("sheet")
        assert hers.state.aside == "copy" and hers.state.told is not None
        hers.first_copy()
        hers.press("sheet").words()
        assert hers.state.shown is not None and Path(hers.state.shown).read_bytes().startswith(b"%PDF")
        assert Path(hers.state.shown).parent == papers
        # With the paper on the screen the keys mean nothing but taking it away.
        hers.press("copy", "check")
        assert hers.state.aside == "copy" and kinds(play).count("backup.made") == 1
        hers.press("back")
        assert hers.state.shown is None and not list(papers.iterdir())
        hers.press("sheet").words()
        hers.copies.leave()
        assert not list(papers.iterdir())
        hers.copies.look()
        hers.press("sheet").words()
        assert list(papers.iterdir())
    assert not papers.exists()


def test_the_commissioning_record_is_shown_and_never_stays(play: Play, plugged: Plugged) -> None:
    """It asks for no words: nothing on it is secret. A look at a sheet is no print."""
    papers = play.desk.folder.papers
    with at_copies(play, plugged) as hers:
        hers.press("record")
        assert hers.state.shown is not None
        told = words(Path(hers.state.shown).read_bytes())
        assert "Procès-verbal de mise en service" in told and fingerprint(play.desk.public_key) in told
        hers.press("back")
        assert hers.state.shown is None and not list(papers.iterdir())
        hers.press("record")
        hers.copies.leave()
        assert not list(papers.iterdir())
    assert "document.printed" not in kinds(play)


def test_a_sheet_that_comes_after_she_left_is_not_shown(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.first_copy()
    later = LongLater()
    with at_copies(play, plugged, long=later) as hers:
        hers.press("sheet").words()
        hers.copies.leave()
        later.runs()
        assert hers.state.shown is None and not list(play.desk.folder.papers.iterdir())


def test_a_stick_pulled_out_in_the_middle_leaves_the_older_copies(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        first = hers.first_copy()
    stick = plugged.sticks[0]
    kept = stick.with_name("dans-la-poche")

    def pull() -> None:
        plugged.sticks.clear()
        stick.rename(kept)

    play.hands.move(minutes=5)
    with at_copies(play, plugged, long=LongAt(pull)) as hers:
        hers.press("copy")
        assert hers.state.told is not None and hers.state.told.tone == "bad"
        assert hers.state.done is None
    assert kinds(play).count("backup.made") == 1
    assert [path.name for path in kept.rglob("*.zip")] == [first.name]


def test_a_stick_pulled_out_while_a_copy_is_read(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        path = hers.first_copy()
        hers.press("restore")
        plugged.sticks.clear()
        path.unlink()
        hers.press("copy").words()
        assert "ne peut pas être lu" in hers.said and hers.state.aside == "restore"
        hers.copies.tick()
        # What was found of it goes with it.
        assert (hers.state.sheet.copies, hers.state.aside, hers.state.preview) == ((), "copy", None)


def test_what_was_found_of_a_copy_is_not_told_of_another(
    play: Play, plugged: Plugged, tmp_path: Path
) -> None:
    (tmp_path / "AUTRE").mkdir()
    other = Plugged([tmp_path / "AUTRE"])
    with at_copies(play, other) as hers:
        hers.first_copy()
    play.hands.move(minutes=5)
    later = LongLater()
    with at_copies(play, plugged) as hers:
        hers.press("copy")
    plugged.sticks += other.sticks
    with at_copies(play, plugged, long=later) as hers:
        assert hers.state.chosen is not None and hers.state.chosen.stick == "CLE"
        hers.press("check").words()
        plugged.sticks.pop(0)
        hers.copies.tick()
        assert hers.state.chosen.stick == "AUTRE"
        later.runs()
        assert hers.state.looked is None and "clé" in hers.said


class Small(Plugged):
    """A machine whose stick tells its own room."""

    def room(self, partition: Partition) -> tuple[int, int]:
        found = shutil.disk_usage(partition.mount)
        return found.total, found.free


def test_a_full_stick_is_told_and_takes_nothing(play: Play, tmp_path: Path) -> None:
    with disk("memory", tmp_path) as full:
        full.fill(200_000)
        with at_copies(play, Small([full.folder])) as hers:
            hers.press("copy").copies.give_passphrase(PASSPHRASE, PASSPHRASE)
            assert "place" in hers.said and hers.state.told is not None and hers.state.told.tone == "bad"
            assert list(full.folder.rglob("*.zip")) == []
    assert "backup.made" not in kinds(play)


def test_a_known_stick_is_offered_once_for_each_time_it_is_plugged_in(play: Play, plugged: Plugged) -> None:
    with at_copies(play, plugged) as hers:
        hers.copies.tick()
        # Nothing is owed: no day was closed since, and nobody knows the stick.
        assert not hers.state.offered
        hers.first_copy()
        play.close("2026-11-25T18:00", counted_cents=8272)
        hers.copies.tick()
        # It was in all the time: the evening asks for its copy by itself.
        assert not hers.state.offered
        stick = plugged.sticks.pop()
        hers.copies.tick()
        plugged.sticks.append(stick)
        hers.copies.tick()
        assert hers.state.offered
        hers.copies.decline()
        hers.copies.tick()
        assert not hers.state.offered
        plugged.sticks.pop()
        hers.copies.tick()
        plugged.sticks.append(stick)
        hers.copies.tick()
        assert hers.state.offered
        hers.copies.copy_now()
        assert not hers.state.offered and kinds(play)[-1] == "backup.made"
        hers.copies.tick()
        assert not hers.state.offered


def test_a_stick_that_cannot_be_looked_at_is_looked_at_again(
    play: Play, plugged: Plugged, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_copies(play, plugged) as hers:

        def broken() -> tuple[()]:
            raise IntegrityFailure("store.damaged")

        before = hers.state
        with monkeypatch.context() as patched:
            patched.setattr(hers.face, "sticks", broken)
            plugged.sticks.clear()
            hers.copies.tick()
            assert hers.state == before
        hers.copies.tick()
        assert hers.state.sticks == ()
