"""A last entry that was forged, an older file that was put back: told once, before anything is built on them."""

import shutil
from typing import Any

import pytest

from concierge_desk import __version__
from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain.anchors import KeptAnchor, anchor_line
from concierge_desk.domain.journal import anchor_of, chain_of, digest_of, link, read_payload
from concierge_desk.jobs.at_hand import witnesses
from concierge_desk.jobs.copies import daily_copy
from concierge_desk.jobs.copies.daily_copy import LocalCopies
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store.checks.anchor_check import life_of
from concierge_desk.store.database import read_store
from tests.store.stores import Lived, entries


def act(desk: Desk) -> None:
    """Write an entry that is no act of the counter: enough to build on the last one."""
    told = {"before": "0", "software": __version__}
    desk.store.write(lambda unit: desk.post(unit, "software.updated", told, desk.operator(None)))


def forge_head(lived: Lived) -> int:
    """Change the last entry without a key: its digest and hash are made anew, its signature stays."""
    last = lived.entries()[-1]
    assert last.payload is not None
    payload = last.payload.replace(b'"by":"o', b'"by":"p')
    assert payload != last.payload
    digest = digest_of(payload)
    made = link(chain_of(lived.desk, last.epoch), last.seq, last.prev_hash, last.aud, digest)
    with lived.raw() as rows:
        rows.execute(
            "UPDATE journal SET payload = ?, digest = ?, hash = ? WHERE seq = ?",
            (payload, digest, made, last.seq),
        )
    return last.seq


def tail(lived: Lived, first: int) -> list[tuple[str, str]]:
    """Return epoch and kind of the entries from a number on."""
    return [(entry.epoch, entry.kind) for entry in lived.entries() if entry.seq >= first]


def told(lived: Lived, seq: int) -> list[str]:
    posted = read_payload(next(entry for entry in lived.entries() if entry.seq == seq))
    assert posted is not None
    return list(posted.data["what"])


def keep_anchor(lived: Lived, name: str, key: str | None = None, desk: str | None = None) -> str:
    """Keep the anchor of the last entry beside the store, as a copy does."""
    last = lived.entries()[-1]
    anchor = anchor_of(last.epoch, last.seq, last.hash)
    known = fingerprint(lived.public_key) if key is None else key
    line = anchor_line(KeptAnchor(desk or lived.desk, anchor, "2026-11-25T18:00:00.000Z", name, known))
    with (lived.root / "ancres.ndjson").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    return anchor


def go_back(lived: Lived, older: bytes) -> None:
    for end in ("-wal", "-shm"):
        lived.store.with_name(f"{lived.store.name}{end}").unlink(missing_ok=True)
    lived.store.write_bytes(older)


def verified(lived: Lived) -> list[str]:
    with open_desk(Options(lived.root), watch=False) as desk:
        return [fault["code"] for fault in verify_desk(desk, VerifyRequest()).faults]


def test_nothing_is_built_on_a_forged_head(lived: Lived, expected_log: list[Any]) -> None:
    seq = forge_head(lived)
    with open_desk(Options(lived.root)) as desk:
        act(desk)
        act(desk)
    assert tail(lived, seq + 1) == [
        ("B", "integrity.failed"),
        ("B", "software.updated"),
        ("B", "software.updated"),
    ]
    assert told(lived, seq + 1)[0].startswith(f"head A{seq}:")
    # Without looking at every signature: the last one of each epoch is looked at.
    assert verified(lived) == ["signature"]
    with open_desk(Options(lived.root)) as desk:
        act(desk)
    assert tail(lived, seq + 4) == [("B", "software.updated")]
    assert len(expected_log) == 1


def test_a_forged_head_is_told_beside_the_counter_before_any_act(
    lived: Lived, expected_log: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily_copy, "_SOON_SECONDS", 0)
    seq = forge_head(lived)
    for _ in range(2):
        with open_desk(Options(lived.root)) as desk, LocalCopies(desk) as copies:
            copies.look_soon()
            copies._maker.submit(lambda: None).result()
    assert tail(lived, seq + 1) == [("B", "integrity.failed")]
    assert told(lived, seq + 1)[0].startswith(f"head A{seq}:")
    assert len(expected_log) == 1


def test_a_head_that_holds_is_built_on_as_ever(lived: Lived) -> None:
    seq = len(lived.entries())
    with open_desk(Options(lived.root)) as desk, open_desk(Options(lived.root)) as other:
        act(desk)
        act(other)
        act(desk)
    assert tail(lived, seq + 1) == [("A", "software.updated")] * 3


def test_a_day_is_checked_when_it_was_closed(lived: Lived, expected_log: list[Any]) -> None:
    head = len(lived.entries())
    with open_desk(Options(lived.root)) as desk:
        desk.integrity.watch_day(1, head)
    assert len(lived.entries()) == head
    with lived.raw() as rows:
        rows.execute("UPDATE journal SET sig = zeroblob(64) WHERE seq = 40")
    for _ in range(2):
        with open_desk(Options(lived.root)) as desk:
            desk.integrity.watch_day(1, head)
    assert tail(lived, head + 1) == [("B", "integrity.failed")]
    assert told(lived, head + 1)[0].startswith("entry A40:")
    assert len(expected_log) == 1


def test_its_closing_has_it_checked(lived: Lived, expected_log: list[Any]) -> None:
    head = len(lived.entries())
    with lived.raw() as rows:
        rows.execute("UPDATE journal SET sig = zeroblob(64) WHERE seq = ?", (head - 3,))
    closed_again(lived)
    assert tail(lived, head + 1) == [("B", "integrity.failed")]
    assert told(lived, head + 1)[0].startswith(f"entry A{head - 3}:")
    assert len(expected_log) == 1


def test_an_older_file_that_was_put_back_is_told_and_goes_on_apart(
    lived: Lived, expected_log: list[Any]
) -> None:
    older = lived.store.read_bytes()
    head = len(lived.entries())
    with open_desk(Options(lived.root)) as desk:
        act(desk)
    anchor = keep_anchor(lived, "cloture-Z-2026-0002.db")
    go_back(lived, older)
    assert verified(lived) == ["tail"]
    for _ in range(2):
        with open_desk(Options(lived.root)):
            pass
    assert tail(lived, head + 1) == [("B", "integrity.failed")]
    assert told(lived, head + 1) == [f"anchor {anchor}"]
    # Red until a restore: the entry of that number is another one now.
    assert verified(lived) == ["anchor"]
    assert len(expected_log) == 1


@pytest.mark.parametrize("case", ["another desk", "another key", "a restore that was killed", "no line"])
def test_other_anchors_count_for_nothing(lived: Lived, case: str) -> None:
    older = lived.store.read_bytes()
    head = len(lived.entries())
    with open_desk(Options(lived.root)) as desk:
        act(desk)
    if case == "another desk":
        keep_anchor(lived, "x.zip", desk="AMP2-F")
    elif case == "another key":
        keep_anchor(lived, "x.zip", key=fingerprint("ab" * 32))
    elif case == "a restore that was killed":
        keep_anchor(lived, f"{lived.desk}-2026-11-25T180000-A{head}.zip")
    else:
        (lived.root / "ancres.ndjson").write_bytes(b'{"desk":\xff\nnothing\n')
    go_back(lived, older)
    assert verified(lived) == []
    with open_desk(Options(lived.root)):
        pass
    assert len(lived.entries()) == head


def test_a_copy_after_a_closing_is_a_witness(lived: Lived) -> None:
    copies = lived.root / "copies"
    copies.mkdir(exist_ok=True)
    shutil.copyfile(lived.store, copies / "cloture-Z-2026-0009.db")
    (copies / "cloture-Z-2026-0010.db").write_bytes(b"half of one")
    with open_desk(Options(lived.root)) as desk:
        found = witnesses(desk)
    head = lived.entries()[-1]
    assert [(one.place, one.path.name, tuple(map(str, one.anchors))) for one in found] == [
        ("copy", "cloture-Z-2026-0009.db", (anchor_of(head.epoch, head.seq, head.hash),))
    ]


def closed_again(lived: Lived) -> list[tuple[str, int]]:
    """Let the copy after the last closing be made, and return the copies of it, by what they end with."""
    closed = next(
        found for entry in lived.entries() if (found := read_payload(entry)) and found.kind == "day.closed"
    )
    with open_desk(Options(lived.root), watch=False) as desk, LocalCopies(desk) as copies:
        copies.after(Answer(op=None, refused=None, posted=(closed,)))
    found = sorted((lived.root / "copies").glob(f"cloture-{closed.data['number']}*.db"))
    return [(path.name, len(entries(path, lived.keys.store_key))) for path in found]


def test_a_copy_of_a_closing_that_the_journal_does_not_know_stays(
    lived: Lived, expected_log: list[Any]
) -> None:
    older = lived.store.read_bytes()
    head = len(lived.entries())
    ((name, known),) = closed_again(lived)
    assert known == head
    with open_desk(Options(lived.root)) as desk:
        act(desk)
    # The same journal, further on: nothing is lost with the older copy of that closing.
    assert closed_again(lived) == [(name, head + 1)]
    go_back(lived, older)
    for _ in range(2):
        (aside, ahead), (again, present) = closed_again(lived)
        assert (aside.partition("-autre-")[0], ahead) == (name.removesuffix(".db"), head + 1)
        assert (again, present >= head) == (name, True)
    assert [entry.kind for entry in lived.entries()[head:]] == ["integrity.failed"]
    assert expected_log != []


def test_the_life_of_an_epoch_is_known_by_what_began_it(lived: Lived, expected_log: list[Any]) -> None:
    def life(epoch: str) -> str:
        return read_store(lived.store, lived.keys.store_key, lambda rows: life_of(rows, epoch))

    assert [life(epoch) for epoch in ("A", "B")] == ["", ""]
    for epoch in ("B", "C"):
        forge_head(lived)
        with open_desk(Options(lived.root)) as desk:
            act(desk)
        began = next(entry for entry in lived.entries() if entry.epoch == epoch)
        assert life(epoch) == began.hash.hex()[:16]
    assert (life("A"), life("D")) == ("", "")
    assert life("B") != life("C")
    assert expected_log != []
