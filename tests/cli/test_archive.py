"""R-1.12, R-1.40: an export of everything is verified without its desk: its chain, its signatures, its books."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.exporting.journal_out import json_line
from concierge_desk.jobs.full_export import export_everything
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.paths import DataFolder
from concierge_desk.signing import signer
from concierge_desk.signing.keys import load_keys
from tests.cli.helpers import say
from tests.counter.desks import COFFEE, LV_20, Desks, cash
from tests.store.forged import Forgery, Line, sealed_anew
from tests.store.stores import entries


@pytest.fixture(scope="module")
def shop(desks: Desks) -> Path:
    """A shop that lived a day, and that nobody has open."""
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.settle([COFFEE, LV_20], cash(500))
        play.settle([COFFEE], cash(120))
        play.close("2026-11-25T18:00", counted_cents=None)
        return play.desk.folder.root


@pytest.fixture(scope="module")
def archive(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tout") / "tout"
    with open_desk(Options(shop)) as desk:
        export_everything(desk, folder, None)
    return folder


def told(path: Path, **asked: Any) -> list[tuple[str, int | None, str]]:
    return [
        (fault["code"], fault["seq"], fault["detail"])
        for fault in verify_file(path, VerifyRequest(**asked)).faults
    ]


def test_it_holds(archive: Path, shop: Path) -> None:
    found = verify_file(archive, VerifyRequest())
    assert found.faults == []
    # The export's own entry was written after it.
    assert found.entries == len(entries(DataFolder(shop).store, load_keys(DataFolder(shop)).store_key)) - 1
    assert (found.checked, found.left_out) == (1, found.entries - 1)
    whole = verify_file(archive / "journal.ndjson", VerifyRequest(signatures=True, anchor=found.anchor))
    assert (whole.faults, whole.checked) == ([], found.entries)
    assert told(archive, key=whole.fingerprint) == []
    assert told(archive, key=signer.fingerprint("00" * 32))[0][0] == "key"


def test_it_says_what_it_read_and_no_more(archive: Path) -> None:
    for words in ((), ("--signatures",)):
        done = say("verify", archive, *words)
        assert done.status == 0, done
        *_, read, holds = done.out.splitlines()
        assert read == "Seul journal.ndjson a été lu, pas les tables ni les papiers à côté."
        assert holds == "Ce qui a été regardé est en ordre."
    assert say("verify", archive, "--json").json["journal_only"] is True


def test_what_was_cut_off_shows_by_an_anchor(archive: Path, tmp_path: Path) -> None:
    anchor = verify_file(archive, VerifyRequest()).anchor
    lines = (archive / "journal.ndjson").read_bytes().splitlines(keepends=True)
    (tmp_path / "journal.ndjson").write_bytes(b"".join(lines[:-1]))
    assert told(tmp_path) == []
    assert told(tmp_path, anchor=anchor) == [("tail", len(lines), "")]


@pytest.fixture
def forged(shop: Path, tmp_path: Path) -> Callable[[Forgery], Path]:
    """Writes an archive of a journal that was forged with the key."""

    def written(forgery: Forgery) -> Path:
        keys = load_keys(DataFolder(shop))
        lines = [Line.of(entry) for entry in entries(DataFolder(shop).store, keys.store_key)]
        made = sealed_anew(forgery(lines) or lines, keys, adapt=True)
        file = tmp_path / "journal.ndjson"
        file.write_bytes(b"".join(json_line(entry, readable=entry.payload is not None) for entry in made))
        return file

    return written


def test_a_ticket_taken_away_is_told(forged: Callable[[Forgery], Path]) -> None:
    file = forged(lambda lines: [line for line in lines if line.data.get("ticket") != "T-2026-000001"])
    found = told(file, signatures=True)
    assert {code for code, _seq, _detail in found} == {"books"}
    assert next(detail for _code, _seq, detail in found) == "ticket"
    assert told(file, books=False) == []


def test_a_line_that_was_changed(archive: Path, tmp_path: Path) -> None:
    lines = (archive / "journal.ndjson").read_bytes().splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if b'"shop.sold"' in line)
    file = tmp_path / "journal.ndjson"
    file.write_bytes(
        b"".join(
            [*lines[:place], lines[place].replace(b'"cents":120', b'"cents":110', 1), *lines[place + 1 :]]
        )
    )
    assert ("payload", place + 1, "") in told(file)
    assert "books" not in {code for code, _seq, _detail in told(file)}


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda line: line.replace(b'"seq":3,', b'"seq": 3,'),
        lambda line: line.replace(b'"seq":3,', b'"seq":"3",'),
        lambda line: line.replace(b'"epoch":"A"', b'"epoch":7', 1),
        lambda line: line.replace(b'"day":null', b'"day":7', 1),
        lambda line: line.replace(b'"digest":"', b'"digest":"g'),
        lambda line: line[: len(line) // 2] + b"\n",
        lambda _line: b"\n",
        lambda _line: b"{" * 100_000 + b"\n",
    ],
)
def test_what_is_no_line_is_told_with_its_number(
    spoilt: Callable[[bytes], bytes], archive: Path, tmp_path: Path
) -> None:
    lines = (archive / "journal.ndjson").read_bytes().splitlines(keepends=True)
    lines[2] = spoilt(lines[2])
    (tmp_path / "journal.ndjson").write_bytes(b"".join(lines))
    assert told(tmp_path) == [("file.damaged", 3, "journal.ndjson")]


def test_one_that_begins_with_nothing_of_ours(archive: Path, tmp_path: Path) -> None:
    lines = (archive / "journal.ndjson").read_bytes().splitlines(keepends=True)
    (tmp_path / "journal.ndjson").write_bytes(b"".join(lines[1:]))
    assert told(tmp_path) == [("file.damaged", 1, "journal.ndjson")]
    with pytest.raises(EnvironmentFailure, match=r"file\.missing"):
        verify_file(tmp_path / "nothing", VerifyRequest())
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    with pytest.raises(EnvironmentFailure, match=r"file\.missing"):
        verify_file(tmp_path, VerifyRequest())


def test_what_could_not_be_read_is_handed_on_and_told(shop: Path, tmp_path: Path) -> None:
    root = tmp_path / "poste"
    shutil.copytree(shop, root)
    keys = load_keys(DataFolder(root))
    found = entries(DataFolder(root).store, keys.store_key)
    place = next(n for n, entry in enumerate(found) if entry.kind == "till.settled")
    file = tmp_path / "journal.ndjson"
    spoilt = [json_line(entry, readable=n != place) for n, entry in enumerate(found)]
    assert json.loads(spoilt[place])["payload"] is None
    file.write_bytes(b"".join(spoilt))
    assert told(file) == []
