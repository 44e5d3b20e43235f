"""Somebody who was erased since a copy was made stays so when it is put back, whoever knows of it: desk, stick, or both."""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import erased_refs, read_erasures
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs.copies import erasure_list
from concierge_desk.jobs.copies.erasure_list import exchange_erasures
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from tests.copies.medium import Saved, quick, rows
from tests.e2e.driver import Shop, to_lines
from tests.store.decrypted import pages_in_clear

OP = "01970000-0000-7000-8000-00000000ca"
TRACES = ("Fuchsias", "fuchsias", "Quennesson", "quennesson", "0655443322")
ANNA = {
    "do": "person.create",
    "family": "Quennesson",
    "given": "Anna",
    "phones": ["0655443322"],
    "street": "12 rue des Fuchsias",
}


def known(saved: Saved) -> str:
    """Keep somebody for whom something was done, and make a copy of it."""
    person = str(saved.shop.record(to_lines([{"op": f"{OP}01", **ANNA}])).answers[0]["result"]["person"])
    note = {
        "op": f"{OP}02",
        "do": "person.note",
        "person": person,
        "text": "Anna Quennesson",
        "shows": "always",
    }
    saved.shop.record(to_lines([note]))
    return person


def erase(shop: Shop, person: str) -> Any:
    return shop.record(to_lines([{"op": f"{OP}09", "do": "person.erase", "person": person}])).answers[0]


def left_in(shop: Shop) -> list[str]:
    """Return what of the person is found in the store's pages, its log, and every file of the desk but its copies."""
    folder = DataFolder(shop.data)
    clear = pages_in_clear(folder.store, load_keys(folder).store_key)
    beside = b"".join(path.read_bytes() for path in shop.data.rglob("*") if path.is_file())
    return [trace for trace in TRACES if trace.encode() in clear or trace.encode() in beside]


@pytest.mark.parametrize("onto", ["itself", "a bare PC"])
def test_an_old_copy_forgets_when_it_is_put_back(saved: Saved, tmp_path: Path, onto: str) -> None:
    """R-4.05: onto a bare PC the stick alone knows of the erasing; the desk's own list knows it onto itself."""
    person = known(saved)
    old = Path(saved.backup()["path"])
    assert rows(saved.shop, "SELECT family FROM people_person") == [("Quennesson",)]
    assert erase(saved.shop, person)["ok"]
    assert left_in(saved.shop) == []
    if onto == "itself":
        shop, told = saved.restore(saved.shop.data, "--yes", path=old)
    else:
        saved.backup()
        shop, told = saved.restore(tmp_path / "nu", path=old)
    assert told["erased"] >= 1
    for table in (
        "people_person",
        "people_contact",
        "people_word",
        "people_card",
        "people_note",
        "party_link",
    ):
        assert rows(shop, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert quick(shop, "verify", "--signatures", "--rebuild", "--json")["faults"] == []


def test_a_desk_put_back_before_it_was_told_forgets_at_the_next_copy(saved: Saved, tmp_path: Path) -> None:
    """The copy was put back elsewhere before the erasing; the stick tells it with the next one."""
    person = known(saved)
    old = Path(saved.backup()["path"])
    elsewhere, _told = saved.restore(tmp_path / "ailleurs", path=old)
    assert rows(elsewhere, "SELECT count(*) FROM people_person") == [(1,)]
    assert erase(saved.shop, person)["ok"]
    saved.backup()
    saved.backup(elsewhere)
    assert rows(elsewhere, "SELECT count(*) FROM people_person") == [(0,)]


def erase_and_end(shop: Shop, person: str) -> None:
    """Erase somebody in a process that is killed before it notes anything beside the store."""
    with open_desk(Options(shop.data)) as desk:
        answer = desk.counter.execute({"op": f"{OP}09", "do": "person.erase", "person": person}, None)
    assert answer.refused is None


def test_a_restore_before_the_erasing_was_noted_knows_of_it_from_the_store(saved: Saved) -> None:
    person = known(saved)
    old = Path(saved.backup()["path"])
    erase_and_end(saved.shop, person)
    assert person not in erased_refs(
        (saved.shop.data / ERASURES).read_bytes() if (saved.shop.data / ERASURES).exists() else b""
    )
    shop, told = saved.restore(saved.shop.data, "--yes", path=old)
    assert told["erased"] >= 1
    assert rows(shop, "SELECT count(*) FROM people_person") == [(0,)]
    for folder in (shop.data, old.parent):
        assert person in erased_refs((folder / ERASURES).read_bytes()), (
            "and the next copy that is put back is told"
        )


def test_a_list_that_was_lost_is_made_anew_of_what_the_store_knows(saved: Saved) -> None:
    person = known(saved)
    old = Path(saved.backup()["path"])
    assert erase(saved.shop, person)["ok"]
    (saved.shop.data / ERASURES).unlink()
    shop, _told = saved.restore(saved.shop.data, "--yes", path=old)
    assert rows(shop, "SELECT count(*) FROM people_person") == [(0,)]
    assert person in erased_refs((shop.data / ERASURES).read_bytes())


def test_nothing_of_an_erasing_lies_together_in_the_list(saved: Saved) -> None:
    """Lines are ordered by their refs, here and on the stick: the order tells no erasing from another."""
    person = known(saved)
    (saved.medium / ERASURES).write_text('{"ref":"r-zzzzzzzzzzzz","at":"2026-12-01"}\n', "utf-8")
    (saved.shop.data / ERASURES).write_text('{"ref":"r-yyyyyyyyyyyy","at":"2026-12-01"}\n', "utf-8")
    assert erase(saved.shop, person)["ok"]
    saved.backup()
    for folder in (saved.shop.data, saved.medium):
        refs = [one.ref for one in read_erasures((folder / ERASURES).read_bytes())]
        assert {"r-zzzzzzzzzzzz", "r-yyyyyyyyyyyy", person} <= set(refs)
        assert refs == sorted(refs)


def test_a_stick_that_is_locked_tells_the_desk_all_the_same(
    saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the stick alone knew is on this disk before the stick is written."""
    medium = tmp_path / "cle"
    medium.mkdir()
    (medium / ERASURES).write_text('{"ref":"r-zzzzzzzzzzzz","at":"2026-12-01"}\n', "utf-8")
    (saved.shop.data / ERASURES).write_text('{"ref":"r-yyyyyyyyyyyy","at":"2026-12-01"}\n', "utf-8")
    put = erasure_list.put_file

    def locked(target: Path, content: Any, **more: Any) -> str:
        if target.parent == medium:
            raise EnvironmentFailure("media.read_only")
        return put(target, content, **more)

    monkeypatch.setattr(erasure_list, "put_file", locked)
    with pytest.raises(EnvironmentFailure):
        exchange_erasures(saved.shop.data, medium)
    assert "r-zzzzzzzzzzzz" in erased_refs((saved.shop.data / ERASURES).read_bytes())
