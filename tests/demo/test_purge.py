"""Letting go of what is over its time, on weeks of the shop's life: what counts stays, and nothing is missed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import read_erasures
from concierge_desk.jobs.copies.erasures import note_erasures
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.privacy import monthly
from tests.counter.desks import Hands, Play, local
from tests.demo.conftest import Shop
from tests.dice import dice_of
from tests.store.decrypted import pages_in_clear

DICE = dice_of(__name__)
LATER = "2030-01-10T08:00"
WHOLE = VerifyRequest(signatures=True, books=True, tables=True)
STANDS = (
    "SELECT number, left_cents FROM business_day ORDER BY number",
    "SELECT * FROM relay_perpetual",
    "SELECT * FROM account",
    "SELECT number, due_cents FROM ticket ORDER BY number",
    "SELECT product, quantity FROM relay_stock ORDER BY product",
)

RECORDS = (
    *("SELECT ref FROM personal", "SELECT visit FROM visit", "SELECT note FROM people_note"),
    *("SELECT proxy FROM people_proxy", "SELECT DISTINCT person, consent FROM people_consent"),
    "SELECT ref FROM party_link",
)
"""Records that are over in the days told, one a row: names and sentences, saved visits, what is kept of people, whose a thing was."""


@pytest.fixture
def folder(lived: Shop, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived.living.options.data, tmp_path / "poste"))


@contextmanager
def later(folder: Path) -> Iterator[Play]:
    with open_desk(Options(folder)) as desk:
        yield Play(desk, Hands(local(LATER)))


def faults(play: Play, asked: VerifyRequest = WHOLE) -> list[Any]:
    return [(fault["code"], fault["seq"]) for fault in verify_desk(play.desk, asked).faults]


def gone(play: Play) -> set[int]:
    return {seq for (seq,) in play.rows("SELECT seq FROM journal WHERE payload IS NULL")}


def recorded(play: Play) -> int:
    return sum(len(play.rows(asked)) for asked in RECORDS)


def test_what_counts_stays_whenever_it_is_done(lived: Shop, folder: Path) -> None:
    """R-4.02, R-1.41: closings, totals since ever, tickets, stock; made anew, the tables are the same each time."""
    first = lived.days[0]
    days = sorted(DICE.sample(range(5, 60), 3))
    with later(folder) as play:
        before = [play.rows(sql) for sql in STANDS]
        for after in days:
            up_to = (first + timedelta(days=365 + after)).isoformat()
            told = play.do("privacy.preview", up_to_day=up_to).result["rows"]
            head = play.head()
            was, records = gone(play), recorded(play)
            done = play.do("privacy.purge", up_to_day=up_to).result
            kinds = {row["kind"]: row["count"] for row in told}
            purgeable = {kind for (kind,) in play.rows("SELECT kind FROM purgeable_kind")}
            assert done["payloads"] == sum(n for kind, n in kinds.items() if kind in purgeable)
            assert done["payloads"] == len(gone(play) - was)
            assert done["records"] == sum(n for kind, n in kinds.items() if kind not in purgeable)
            assert records - recorded(play) == done["records"] > 0
            assert play.do("privacy.preview", up_to_day=up_to).result["rows"] == []
            assert [entry.kind for entry in play.posted(head + 1)][-1] == "privacy.records_erased"
            assert faults(play) == []
        assert gone(play)
        assert faults(play, VerifyRequest(books=True, rebuild=True)) == []
        assert [play.rows(sql) for sql in STANDS] == before


def test_what_still_waits_is_told_whole(lived: Shop, folder: Path) -> None:
    """A stay that has not ended by then keeps every entry that tells of it, and its name."""
    up_to = lived.days[len(lived.days) // 2] + timedelta(days=365)
    began = (up_to - timedelta(days=365)).isoformat()
    with later(folder) as play:
        kept = (
            "SELECT custody, party FROM relay_custody WHERE closed_day IS NULL OR closed_day > ? ORDER BY 1"
        )
        before = play.rows(kept, began)
        names = [play.personal(party) for _custody, party in before if party is not None]
        play.do("privacy.purge", up_to_day=up_to.isoformat())
        assert play.rows(kept, began) == before
        assert [play.personal(party) for _custody, party in before if party is not None] == names
        told = {entry.data["custody"] for entry in play.posted() if entry.kind == "relay.received"}
        assert {custody for custody, _party in before} <= told


def test_a_hole_that_no_entry_covers_is_a_fault(folder: Path) -> None:
    """Also beside holes that are told, and among what was left."""
    with later(folder) as play:
        play.do("privacy.purge", up_to_day="2028-01-10")
        asked = "SELECT seq FROM journal WHERE kind = 'relay.received' AND payload IS NOT NULL ORDER BY seq"
        left = [seq for (seq,) in play.rows(asked)]
        entry = play.last("privacy.payloads_dropped")
        among = [seq for seq in left if entry.data["from"] < seq < entry.data["to"]]
        assert among, "nothing was left between"
    connection = open_unguarded(folder / "concierge.db", load_keys(play.desk.folder).store_key)
    connection.execute("UPDATE journal SET payload = NULL WHERE seq = ?", (among[0],))
    connection.close()
    with later(folder) as play:
        found = faults(play, VerifyRequest(signatures=True))
    assert ("purge", among[0]) in found
    assert [code for code, _seq in found].count("purge") == 1


def test_numbers_go_on_where_all_of_a_year_went(folder: Path) -> None:
    """A slip of the year that went would have a number that was given out before."""
    with later(folder) as play:
        asked = "SELECT series, year, last FROM number_series ORDER BY series, year"
        before = play.rows(asked)
        play.do("privacy.purge")
        assert play.rows("SELECT count(*) FROM relay_slip WHERE state <> 'prepared'") == [(0,)]
        assert faults(play, VerifyRequest(rebuild=True)) == []
        assert play.rows(asked) == before


def test_nothing_of_it_is_left_in_the_file(folder: Path) -> None:
    """R-4.05: neither in free pages nor in the log; and the refs are noted beside, for copies that are put back."""
    with later(folder) as play:
        asked = "SELECT ref, text FROM personal WHERE retention = 'relay.custody' AND length(text) > 6"
        names = dict(play.rows(asked))
        play.do("privacy.purge")
        left = {text for (text,) in play.rows("SELECT text FROM personal")}
        assert play.desk.store.read(monthly.is_to_scrub)
        assert note_erasures(play.desk) > 0
        assert not play.desk.store.read(monthly.is_to_scrub)
        key = load_keys(play.desk.folder).store_key
        clear = pages_in_clear(folder / "concierge.db", key)
        noted = {erasure.ref for erasure in read_erasures((folder / ERASURES).read_bytes())}
    went = {ref for ref in names if names[ref] not in left and ref in noted}
    assert len(went) > 20
    assert [names[ref] for ref in sorted(went) if names[ref].encode() in clear] == []


def test_a_day_that_has_not_come_is_too_soon(folder: Path) -> None:
    with later(folder) as play:
        for command in ("privacy.preview", "privacy.purge"):
            assert play.code(command, up_to_day=(date(2030, 1, 11)).isoformat()) == "privacy.too_soon"
