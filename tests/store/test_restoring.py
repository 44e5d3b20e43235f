"""A copy becomes the store of the desk again: another epoch, the numbers go on, what was erased stays erased."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from concierge_desk import paths
from concierge_desk.cli.record import play_lines
from concierge_desk.counter.values.codes import SECRET
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk, open_store
from concierge_desk.domain.anchors import Anchor, read_anchor
from concierge_desk.domain.erasures import Erasure, erasure_line, last_at, read_erasures
from concierge_desk.domain.journal import Event, Stamp, anchor_of, read_payload
from concierge_desk.domain.visit import Visit
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from concierge_desk.store.copies import Locked, copy_under
from concierge_desk.store.database import Store
from concierge_desk.store.rebuild import compare
from concierge_desk.store.records import personal_text, typed_words
from concierge_desk.store.restore import Forked, Restored, closed_since, fork
from concierge_desk.store.unit import Unit
from concierge_desk.store.visits import park_visit, save_visit
from tests.dice import dice_of
from tests.sizes import FULL
from tests.store.stores import ROOT, Draft, Lived, post

MOMENTS = 50 if FULL else 2
PARIS = ZoneInfo("Europe/Paris")
NEXT_DAY = datetime(2026, 11, 26, 8, 0)  # noqa: DTZ001  (local time of the site, as --clock takes it)
BACKUP_KEY = bytes(range(64, 96))


def drafted(unit: Unit, event: Event) -> Any:
    """Stamp an entry a second after the last one, as the desk does."""
    last = unit.head().at
    assert last is not None
    at = last + timedelta(seconds=1)
    opened = unit.day_state("caisse").open
    return Stamp(SECRET.op(at), "o01", at, PARIS, opened.day if opened else None).draft(event)


@contextmanager
def opened(lived: Lived) -> Iterator[Store]:
    store = open_store(lived.store, lived.keys, lived.desk)
    try:
        yield store
    finally:
        store.close()


def restored(lived: Lived, told: Restored = Restored()) -> Forked:  # noqa: B008
    with opened(lived) as store:
        return fork(store, told, drafted)


def backup(lived: Lived, target: Path) -> Path:
    copy_under(Locked(lived.store, lived.keys.store_key), Locked(target, BACKUP_KEY), lived.request())
    return target


def restore(lived: Lived, copy: Path, told: Restored = Restored()) -> Forked:  # noqa: B008
    """Put a copy in the place of the store, under the desk's own key."""
    copy_under(Locked(copy, BACKUP_KEY), Locked(lived.store, lived.keys.store_key), lived.request())
    return restored(lived, told)


def lines(*commands: dict[str, object]) -> BytesIO:
    return BytesIO("".join(json.dumps(command) + "\n" for command in commands).encode())


def op(n: int) -> str:
    return f"01970000-0000-7000-8000-{n:012x}"


def play(lived: Lived, *commands: dict[str, object], clock: datetime | None = None) -> list[Any]:
    numbered = [{"op": op(0xABC000 + lived_ops(lived) + n), **command} for n, command in enumerate(commands)]
    with open_desk(Options(data=lived.root, clock=clock)) as desk:
        found = list(play_lines(desk, lines(*numbered), None))
    assert [answer.refused for answer in found] == [None] * len(commands)
    return found


def lived_ops(lived: Lived) -> int:
    """Return a number that no operation of the desk bears yet."""
    return len(lived.entries())


STAMPS: dict[str, object] = {
    "do": "till.settle",
    "acts": [
        {"do": "relay.sell", "product": "LV_20", "quantity": 3},
        {"do": "shop.sell", "article": "CAFE", "quantity": 1},
    ],
    "payments": [{"means": "cash", "given_cents": 2000}],
}
OPEN: dict[str, object] = {"do": "day.open", "float_cents": 8000}
CLOSE: dict[str, object] = {"do": "day.close", "gap_reason": "other"}


# ------------------------------------------------------------------ the new epoch


def test_the_first_entry_of_the_new_epoch_says_what_was_lost(lived: Lived) -> None:
    """R-1.42: a restore is an entry."""
    head = lived.entries()[-1]
    told = Restored(lost_until="2026-11-28", last_z_on_paper="Z-2026-0004")
    made = restored(lived, told)
    *before, first = lived.entries()
    assert before[-1] == head
    assert (first.seq, first.epoch, first.kind, first.aud) == (96, "B", "store.restored", "")
    posted = read_payload(first)
    assert posted is not None
    assert posted.epoch == "B"
    assert posted.data == {
        "backup_head": anchor_of("A", 95, head.hash),
        "lost_until": "2026-11-28",
        "last_z_on_paper": "Z-2026-0004",
    }
    assert made == Forked(
        anchor_of("A", 95, head.hash), "B", 96, anchor_of("B", 96, first.hash), posted.at, 0, 0
    )


def test_what_nobody_knows_is_left_open(lived: Lived) -> None:
    restored(lived)
    posted = read_payload(lived.entries()[-1])
    assert posted is not None
    assert (posted.data["lost_until"], posted.data["last_z_on_paper"]) == (None, None)


def test_a_restored_store_verifies_and_its_tables_are_what_the_journal_makes_of_them(lived: Lived) -> None:
    before = lived.dump()
    restored(lived)
    found = lived.verify(signatures=True)
    assert (found.faults, found.entries, found.checked) == ([], 96, 96)
    assert found.head.startswith("B96:")
    assert not compare(lived.store, lived.keys.store_key, catalogue.schemas()).differences
    after = lived.dump()
    assert after.pop("journal")[:95] == before.pop("journal")
    assert after == before


def test_the_next_entries_belong_to_the_new_epoch(lived: Lived) -> None:
    restored(lived)
    with opened(lived) as store:
        printed = Draft(
            kind="document.printed", data={"document": "z:Z-2026-0001"}, at="2026-11-26T07:00:00.000Z"
        )
        post(store, printed, printed)
    assert [(entry.seq, entry.epoch) for entry in lived.entries()[94:]] == [
        (95, "A"),
        (96, "B"),
        (97, "B"),
        (98, "B"),
    ]
    assert lived.faults(signatures=True) == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [((), "B"), (("A",), "B"), (("A", "B"), "C"), (("D", "B"), "E"), (("Z",), "AA"), (("AA", "C"), "AB")],
)
def test_the_epoch_is_the_letter_after_the_highest_known(
    lived: Lived, known: tuple[str, ...], expected: str
) -> None:
    assert restored(lived, Restored(epochs=known)).epoch == expected
    assert lived.faults(signatures=True) == []


def test_a_restored_store_restored_again(lived: Lived) -> None:
    assert restored(lived).epoch == "B"
    # What the copy itself went through counts, whatever else is known.
    assert restored(lived, Restored(epochs=("A",))).epoch == "C"
    assert lived.faults(signatures=True) == []


def test_an_epoch_that_is_none_leaves_everything_as_it_was(lived: Lived) -> None:
    ref = lived.dump()["personal"][0][0]
    before = lived.dump()
    with pytest.raises(ValueError, match="no epochs"):
        restored(lived, Restored(epochs=("b2",), erased=(Erasure(ref, "2026-11-25"),)))
    assert lived.dump() == before


# ------------------------------------------------------------------ the shop goes on


def test_numbers_go_on_and_show_the_epoch_for_ever(lived: Lived, tmp_path: Path) -> None:
    """R-1.42: no number is used twice."""
    restored(lived)
    first, second = play(lived, OPEN, STAMPS, STAMPS, clock=NEXT_DAY)[1:]
    assert (first.ticket, second.ticket) == ("T-2026-B-000020", "T-2026-B-000021")
    # An old ticket and a new one are refunded alike.
    refund = {"do": "till.refund", "reason": "other", "lines": [{"line": 2}]}
    back = play(lived, {**refund, "ticket": "T-2026-B-000020"}, STAMPS)
    assert [answer.ticket for answer in back] == ["T-2026-B-000022", "T-2026-B-000023"]
    play(lived, CLOSE)
    with open_desk(Options(data=lived.root)) as desk:
        closed = desk.store.read(
            lambda rows: rows.execute("SELECT number FROM business_day ORDER BY opened_seq").fetchall()
        )
        assert closed == [("Z-2026-0001",), ("Z-2026-B-0002",)]
        for document in ("ticket:T-2026-000001", "ticket:T-2026-B-000020", "z:Z-2026-B-0002"):
            made = print_document(
                desk, document, PrintFormat("text"), tmp_path / document.replace(":", "-"), None
            )
            assert document.split(":")[1] in made.path.read_text("utf-8")
        verdict = verify_desk(desk, VerifyRequest(signatures=True, rebuild=True))
        assert verdict.faults == []
    restored(lived, Restored(epochs=("G",)))
    assert play(lived, OPEN, STAMPS, clock=NEXT_DAY + timedelta(days=1))[1].ticket == "T-2026-H-000024"


def test_a_restore_in_the_middle_of_a_day(lived: Lived, tmp_path: Path) -> None:
    """The day goes on; its file for the principal holds both epochs, and verifies by itself."""
    play(lived, OPEN, STAMPS, clock=NEXT_DAY)
    restored(lived)
    assert lived.entries()[-1].day == "2026-11-26"
    play(lived, STAMPS, CLOSE)
    with open_desk(Options(data=lived.root)) as desk:
        made = write_export(desk, export_of("laposte"), "2026-11-26", tmp_path, None)
    verdict = verify_file(made.path, VerifyRequest())
    assert verdict.faults == []
    assert verdict.anchor.startswith("B")
    assert lived.faults(signatures=True) == []


def test_what_was_recorded_before_the_copy_answers_the_same(lived: Lived, tmp_path: Path) -> None:
    day = paths.resource("practice/day.jsonl")
    copy = backup(lived, tmp_path / "copie.db")
    play(lived, OPEN, STAMPS, clock=NEXT_DAY)
    restore(lived, copy)
    with open_desk(Options(data=lived.root)) as desk:
        answers = list(play_lines(desk, BytesIO(day), None))
    assert [answer.refused for answer in answers] == [None] * 44
    assert {entry.seq for answer in answers for entry in answer.posted} <= set(range(1, 96))
    assert len(lived.entries()) == 96


# ------------------------------------------------------------------ anchors beyond the fork


def anchors(lived: Lived) -> list[Anchor]:
    return [Anchor(entry.epoch, entry.seq, entry.hash.hex()[:16]) for entry in lived.entries()]


def test_an_anchor_beyond_the_fork_was_lost_by_the_restore_and_not_falsified(
    lived: Lived, tmp_path: Path
) -> None:
    copy = backup(lived, tmp_path / "copie.db")
    play(lived, OPEN, STAMPS, STAMPS, CLOSE, clock=NEXT_DAY)
    lost = anchors(lived)
    restore(lived, copy)
    for anchor in lost[:95]:
        assert lived.faults(anchor=anchor) == []
    # Where the new epoch already has an entry of that number, and where it does not go that far.
    for anchor in lost[95:]:
        assert lived.faults(anchor=anchor) == [("lost", anchor.seq, "2026-11-25")]
    play(lived, OPEN, STAMPS, STAMPS, STAMPS, CLOSE, clock=NEXT_DAY)
    for anchor in lost[95:]:
        assert lived.faults(anchor=anchor) == [("lost", anchor.seq, "2026-11-25")]
    for anchor in anchors(lived):
        assert lived.faults(anchor=anchor) == []


def test_before_the_fork_another_hash_is_still_another_history(lived: Lived) -> None:
    restored(lived)
    good = anchors(lived)[40]
    assert lived.faults(anchor=good) == []
    for wrong in (Anchor("A", 41, "0" * 16), Anchor("A", 95, good.hex16)):
        assert lived.faults(anchor=wrong) == [("anchor", wrong.seq, "")]
    # And after it: the new epoch's own entries, a tail that was cut, an epoch that nobody knows of.
    assert lived.faults(anchor=Anchor("B", 96, "0" * 16)) == [("anchor", 96, "")]
    assert lived.faults(anchor=Anchor("B", 40, good.hex16)) == [("anchor", 40, "")]
    assert lived.faults(anchor=Anchor("B", 97, "0" * 16)) == [("tail", 97, "")]
    assert lived.faults(anchor=Anchor("C", 97, "0" * 16)) == [("tail", 97, "")]


def test_an_epoch_that_was_left_out_was_lost_too(lived: Lived) -> None:
    """B was lived elsewhere and thrown away: the restore that knew of it began C."""
    restored(lived, Restored(epochs=("A", "B")))
    for seq in (50, 96, 200):
        assert lived.faults(anchor=Anchor("B", seq, "0" * 16)) == [("lost", seq, "2026-11-25")]


def test_of_several_restores_the_first_that_lost_it_is_named(lived: Lived) -> None:
    restored(lived)
    play(lived, OPEN, STAMPS, CLOSE, clock=NEXT_DAY)
    restored(lived)
    last = lived.entries()[-1].seq
    # By the local day of each restore: that of the next day is another one.
    assert lived.faults(anchor=Anchor("A", last, "0" * 16)) == [("lost", last, "2026-11-25")]
    assert lived.faults(anchor=Anchor("B", last, "0" * 16)) == [("lost", last, "2026-11-26")]


def test_a_restore_that_cannot_be_read_any_more_still_names_the_loss(lived: Lived) -> None:
    restored(lived)
    for payload in (b"{}", None, b'{"at":"x'):
        with lived.raw() as rows:
            rows.execute("UPDATE journal SET payload = ? WHERE seq = 96", (payload,))
        assert ("lost", 97, "") in lived.faults(anchor=Anchor("A", 97, "0" * 16))


def test_two_restores_of_one_copy_take_two_epochs_where_they_know_of_each_other(
    lived: Lived, tmp_path: Path, practice_day: Lived
) -> None:
    copy = backup(lived, tmp_path / "copie.db")
    other_root = tmp_path / "ailleurs"
    other_root.mkdir()
    (other_root / "FACTICE.key").write_bytes(lived.folder.practice_key.read_bytes())
    other = Lived.at(other_root, practice_day.public_key, practice_day.desk)

    first = restore(lived, copy)
    # The second finds the anchor that the first left beside the copy.
    second = restore(other, copy, Restored(epochs=(read_anchor(first.anchor).epoch,)))
    assert (first.epoch, second.epoch) == ("B", "C")
    tickets = [play(desk, OPEN, STAMPS, clock=NEXT_DAY)[1].ticket for desk in (lived, other)]
    assert tickets == ["T-2026-B-000020", "T-2026-C-000020"]
    # Each knows that the other's entries are not its own: one was left out, the other lives elsewhere.
    assert other.faults(anchor=read_anchor(first.anchor)) == [("lost", 96, "2026-11-25")]
    assert lived.faults(anchor=read_anchor(second.anchor)) == [("elsewhere", 96, "C")]


def test_two_restores_that_cannot_know_of_each_other_are_told_apart_by_their_anchors(
    lived: Lived, tmp_path: Path, practice_day: Lived
) -> None:
    """Both outcomes, so that nobody forgets the limit: the same epoch, the same numbers, other hashes."""
    copy = backup(lived, tmp_path / "copie.db")
    other_root = tmp_path / "ailleurs"
    other_root.mkdir()
    (other_root / "FACTICE.key").write_bytes(lived.folder.practice_key.read_bytes())
    other = Lived.at(other_root, practice_day.public_key, practice_day.desk)
    first, second = restore(lived, copy), restore(other, copy)
    assert first.epoch == second.epoch == "B"
    assert other.faults(anchor=read_anchor(first.anchor)) == [("anchor", 96, "")]
    assert lived.faults(anchor=read_anchor(second.anchor)) == [("anchor", 96, "")]


# ------------------------------------------------------------------ what was erased


def test_what_was_erased_since_is_gone_before_anyone_can_look(lived: Lived, tmp_path: Path) -> None:
    """R-4.05: a name that was erased does not come back with a backup, nor stay in a free page."""
    kept = {row[0]: row[2] for row in lived.dump()["personal"]}
    gone = sorted(kept)[:3]
    copy = backup(lived, tmp_path / "copie.db")
    # As somebody wrote it by hand, with refs that this copy never knew and one that stands twice.
    by_hand = [Erasure(ref, "2026-11-30") for ref in (*gone, "r-0000000000zz", gone[0])]
    erased = read_erasures("\n".join(map(erasure_line, by_hand)).encode())
    assert restore(lived, copy, Restored(erased=erased)).erased == 3

    after = lived.dump()
    assert {row[0]: row[2] for row in after["personal"]} == {
        ref: kept[ref] for ref in kept if ref not in gone
    }
    assert lived.faults(signatures=True) == []
    assert not compare(lived.store, lived.keys.store_key, catalogue.schemas()).differences
    with opened(lived) as store:
        assert store.read(lambda rows: [personal_text(rows, ref) for ref in gone]) == [None] * 3
        # That they are gone, and since when, is no fault.
        told = store.read(lambda rows: [typed_words(rows, ref) for ref in (*gone, "n-0000000000zz")])
        assert [words.erased_at for words in told] == [*["2026-11-30"] * 3, ""]
    # Nothing stays behind in pages that nobody asks for.
    plain = raw_pages(lived)
    assert [kept[ref] for ref in gone if kept[ref].encode() in plain] == []
    assert all(kept[ref].encode() in plain for ref in kept if kept[ref] not in {kept[one] for one in gone})


@pytest.mark.parametrize(
    ("erased_at", "left"),
    [
        (None, ["v-coffee", "v-empty", "v-late", "v-name"]),
        ("2026-11-25T08:59:59.999Z", ["v-empty", "v-late", "v-name"]),
        ("2026-11-25T09:00:00.000Z", ["v-empty", "v-late"]),
        ("2026-11-25T18:00:00.000Z", ["v-empty", "v-late"]),
        # A hand that wrote the date only: by the evening, wherever that was.
        ("2026-11-25", ["v-empty"]),
    ],
)
def test_a_saved_visit_from_before_an_erasure_is_dropped(
    lived: Lived, erased_at: str | None, left: list[str]
) -> None:
    """What was typed has no ref before it is settled: an erasure names none of it."""
    name = [{"do": "relay.handover", "recipient": "Mme Kieffer-Wolff"}]
    with lived.raw() as rows:
        rows.execute("DELETE FROM visit")
        for code, acts, at in (
            ("v-name", name, "2026-11-25T09:00:00.000Z"),
            ("v-coffee", [{"do": "shop.sell"}], "2026-11-25T08:00:00.000Z"),
            ("v-empty", [], "2026-11-25T08:00:00.000Z"),
            ("v-late", name, "2026-11-25T18:00:00.001Z"),
        ):
            save_visit(rows, Visit(code, False, tuple(acts), at, {}))
        park_visit(rows, "v-name", parked=True)
    erasures = [] if erased_at is None else [Erasure("r-0000000000zz", erased_at)]
    told = Restored(erased=tuple(erasures), erased_by=last_at(erasures))
    assert restored(lived, told).visits == 4 - len(left)
    assert [row[0] for row in lived.dump()["visit"]] == left
    # Nor does the name stay behind in pages that nobody asks for.
    assert (b"Kieffer-Wolff" in raw_pages(lived)) is ("v-late" in left)


def test_a_question_that_stood_is_dropped_with_its_visit(lived: Lived) -> None:
    """A name that was typed as an answer lies in the step, whatever the visit holds beside."""
    with lived.raw() as rows:
        rows.execute("DELETE FROM visit")
        step = {"answers": ["Mme Kieffer-Wolff"]}
        save_visit(rows, Visit("v-asked", False, (), "2026-11-25T09:00:00.000Z", step))
    erasure = Erasure("r-0000000000zz", "2026-11-25T10:00:00.000Z")
    told = Restored(erased=(erasure,), erased_by=last_at([erasure]))
    assert restored(lived, told).visits == 1
    assert b"Kieffer-Wolff" not in raw_pages(lived)


def test_the_days_that_were_closed_since_a_restore(lived: Lived) -> None:
    """Since the one that began the epoch, or since the next one that left it out."""

    def since(epoch: str) -> list[str]:
        with opened(lived) as store:
            return [day.isoformat() for day in store.read(lambda rows: closed_since(rows, epoch))]

    assert since("B") == []
    restored(lived)
    assert since("B") == []
    play(lived, OPEN, CLOSE, clock=NEXT_DAY)
    play(lived, OPEN, CLOSE, clock=NEXT_DAY + timedelta(days=2))
    restored(lived, Restored(epochs=("Z",)))
    play(lived, OPEN, CLOSE, clock=NEXT_DAY + timedelta(days=3))
    play(lived, OPEN, clock=NEXT_DAY + timedelta(days=4))
    assert since("B") == ["2026-11-26", "2026-11-28", "2026-11-29"]
    assert since("C") == since("AA") == ["2026-11-29"]
    assert since("AB") == []


def raw_pages(lived: Lived) -> bytes:
    """Return every page of a store in clear, those that are free included (SQLCipher 4: AES-256 in CBC mode)."""
    data, found = lived.store.read_bytes(), []
    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        cipher = Cipher(AES(lived.keys.store_key), CBC(page[4016:4032])).decryptor()
        found.append(cipher.update(page[16 if start == 0 else 0 : 4016]) + cipher.finalize())
    return b"".join(found)


# ------------------------------------------------------------------ killed

FORKER = """
import sys
import threading
from pathlib import Path
from tests.e2e.killer import Steps
from tests.store import test_restoring
from tests.store.stores import Lived
from concierge_desk.domain.erasures import Erasure
from concierge_desk.store.restore import Restored
lived = Lived.at(Path(sys.argv[2]), "", sys.argv[3])
steps = Steps(int(sys.argv[1]))
threading.setprofile(steps)
sys.setprofile(steps)
test_restoring.restored(lived, Restored(erased=tuple(Erasure(ref, "2026-11-25") for ref in sys.argv[4:])))
sys.setprofile(None)
print(steps.done)
"""


def killed_at(step: int, lived: Lived, refs: list[str]) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-c", FORKER, str(step), str(lived.root), lived.desk, *refs]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


def test_killed_at_any_step_all_of_it_was_done_or_nothing(lived: Lived, tmp_path: Path) -> None:
    dice = dice_of(__name__)
    refs = [row[0] for row in lived.dump()["personal"]]
    copy = backup(lived, tmp_path / "copie.db")
    done = killed_at(0, lived, refs)
    assert done.returncode == 0, done
    steps = int(done.stdout)
    late = dice.sample(range(steps * 3 // 4, steps), MOMENTS // 2)
    for step in sorted([*late, *dice.sample(range(1, steps), MOMENTS - len(late))]):
        for leftover in lived.root.glob("concierge.db*"):
            leftover.unlink()
        copy_under(Locked(copy, BACKUP_KEY), Locked(lived.store, lived.keys.store_key), lived.request())
        killed = killed_at(step, lived, refs).returncode
        assert killed == -signal.SIGKILL or step > steps * 0.9, step
        found = lived.verify(signatures=True)
        assert found.faults == [], step
        names = lived.dump()["personal"]
        assert (found.entries, len(names)) in {(95, len(refs)), (96, 0)}, step
