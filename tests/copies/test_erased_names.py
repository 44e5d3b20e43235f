"""Names that were erased since a backup was made stay erased when it is restored: ``effacements.ndjson``."""

import json
from pathlib import Path

import pytest

from concierge_desk.desk.desk import Options
from concierge_desk.jobs.copies.inspection import look_at
from concierge_desk.signing.passphrase import PassphraseSource
from tests.cli.helpers import say
from tests.copies.medium import Saved, content, quick, refused, rows, whole
from tests.dice import dice_of
from tests.e2e.driver import FULL, Shop, to_lines

DICE = dice_of(__name__)
PERSONAL = "SELECT ref, text FROM personal ORDER BY ref"


def hand_made(folder: Path, refs: list[str]) -> None:
    """Write the file as a hand would: a line apiece, one of them blank."""
    folder.mkdir(exist_ok=True)
    lines = [json.dumps({"ref": ref, "at": "2026-12-01T08:00:00.000Z"}) for ref in refs]
    (folder / "effacements.ndjson").write_text("\n".join([*lines, "", ""]), "utf-8")


PLACES = ("on the medium", "beside the store", "one there and two here")


@pytest.mark.parametrize("where", PLACES if FULL else [DICE.choice(PLACES)])
def test_three_names_are_gone_before_anybody_can_look(saved: Saved, where: str) -> None:
    held = dict(rows(saved.shop, PERSONAL))
    named = [ref for ref, text in held.items() if text != "La concierge"]
    erased = DICE.sample(named, 3)
    here, there = {
        "on the medium": ([], erased),
        "beside the store": (erased, []),
        "one there and two here": (erased[:2], erased[2:]),
    }[where]
    hand_made(saved.shop.data, ["r-000000000000", *here])
    hand_made(saved.medium, there)
    shop, told = saved.restore(saved.shop.data, "--yes")
    assert told["erased"] == 3
    assert dict(rows(shop, PERSONAL)) == {ref: text for ref, text in held.items() if ref not in erased}
    assert quick(shop, "verify", "--signatures", "--rebuild", "--json")["faults"] == []
    for ref in erased:
        mine = quick(shop, "look", held[ref].split()[-1], "--json")["cards"]
        assert held[ref] not in json.dumps(mine, ensure_ascii=False)
    # Nor are they in what the restored desk saves, nor in what it kept of its files but the old store.
    again = saved.backup(shop)
    third, _told = saved.restore(saved.medium.parent / "ailleurs", path=Path(again["path"]))
    assert not {ref for ref, _text in rows(third, PERSONAL)} & set(erased)


def test_onto_a_bare_pc(saved: Saved, tmp_path: Path) -> None:
    held = dict(rows(saved.shop, PERSONAL))
    erased = DICE.sample(sorted(held), 3)
    hand_made(saved.medium, erased)
    shop, told = saved.restore(tmp_path / "nu")
    assert told["erased"] == 3
    assert set(dict(rows(shop, PERSONAL))) == set(held) - set(erased)
    whole(shop)


def test_what_the_desk_erased_is_told_to_the_medium(saved: Saved) -> None:
    """Each medium is told once."""
    hand_made(saved.shop.data, ["r-4t9d2k7mx0q3", "r-5t9d2k7mx0q3"])
    for _ in range(2):
        saved.backup()
    told = (saved.medium / "effacements.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(line)["ref"] for line in told] == ["r-4t9d2k7mx0q3", "r-5t9d2k7mx0q3"]


def test_a_line_that_cannot_be_read_stops_the_restore(saved: Saved, tmp_path: Path) -> None:
    """It may be a name that would come back."""
    hand_made(saved.medium, ["r-4t9d2k7mx0q3"])
    with (saved.medium / "effacements.ndjson").open("a", encoding="utf-8") as file:
        file.write('{"ref": "r-\n')
    medium = content(saved.medium)
    shop = Shop(tmp_path / "nu")
    done = shop.try_("restore", saved.path, "--passphrase-file", saved.sheet)
    refused(done, "erasures.unreadable", 5, line=3)
    assert not (shop.data / "concierge.db").exists()
    assert content(saved.medium) == medium


def test_a_desk_that_was_restored_tells_the_next_medium(saved: Saved, tmp_path: Path) -> None:
    """It knows of an erasure from the medium only; an older copy elsewhere still holds the name."""
    other = tmp_path / "autre-cle"
    other.mkdir()
    old = other / saved.path.name
    old.write_bytes(saved.path.read_bytes())
    ref = next(ref for ref, text in rows(saved.shop, PERSONAL) if text != "La concierge")
    hand_made(saved.medium, [ref])
    shop, _told = saved.restore(tmp_path / "nu")
    quick(shop, "backup", "--to", other, "--json")
    assert ref in (other / "effacements.ndjson").read_text("utf-8")
    again, told = saved.restore(tmp_path / "autre-pc", path=old)
    assert told["erased"] == 1
    assert ref not in dict(rows(again, PERSONAL))


def test_a_copy_that_is_looked_at_knows_no_erased_name(saved: Saved) -> None:
    """Her parcel waits in A7; asked by her name, it is not found any more."""

    def found() -> list[str]:
        words = ("--data", saved.path, "--read-only", "--key-passphrase-file", saved.sheet)
        return [card["place"] for card in say(*words, "look", "Muller", "--json").json["cards"]]

    assert found() == ["A7"]
    hand_made(saved.medium, [ref for ref, text in rows(saved.shop, PERSONAL) if "Muller" in text])
    assert found() == []


OP = "01970000-0000-7000-8000-00000000ba1"
PARKED = [
    {
        "op": f"{OP}1",
        "do": "visit.save",
        "acts": [{"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": "6A15602683841"}],
    },
]
VISITS = "SELECT visit FROM visit WHERE acts LIKE '%6A15602683841%'"


def parked(saved: Saved) -> Path:
    """Make a backup while a visit is set aside, with what leads to a person; return the file."""
    answer = saved.shop.record(to_lines(PARKED)).answers[0]
    park = {"op": f"{OP}2", "do": "visit.park", "visit": answer["result"]["visit"]}
    saved.shop.record(to_lines([park]))
    assert len(rows(saved.shop, VISITS)) == 1
    return Path(saved.backup()["path"])


def test_what_was_typed_into_a_visit_that_was_set_aside(saved: Saved, tmp_path: Path) -> None:
    """It had no ref yet when the backup was made; it was settled and erased since."""
    path = parked(saved)
    shop, told = saved.restore(tmp_path / "un", path=path)
    assert (told["erased"], told["visits_dropped"], len(rows(shop, VISITS))) == (0, 0, 1)
    hand_made(saved.medium, ["r-000000000000"])
    shop, told = saved.restore(tmp_path / "deux", path=path)
    assert (told["erased"], told["visits_dropped"], rows(shop, VISITS)) == (0, 1, [])
    words = ("restore", path, "--passphrase-file", saved.sheet, "--lang", "en")
    said = say("--data", tmp_path / "trois", *words).out
    assert "hold a name erased since: 1. Take them up anew." in said
    whole(shop)


def test_nor_is_it_looked_at(saved: Saved, tmp_path: Path) -> None:
    path = parked(saved)
    opener = PassphraseSource(file=saved.sheet)
    for refs, found in (([], 1), (["r-000000000000"], 0)):
        hand_made(saved.medium, refs)
        with look_at(path, Options(tmp_path / "nulle-part", passphrase=opener)) as copy:
            assert len(copy.desk.store.read(lambda read: read.execute(VISITS).fetchall())) == found


def test_a_backup_is_made_beside_a_line_that_cannot_be_read(saved: Saved, tmp_path: Path) -> None:
    """There is no worse day to be without one; it is told, with what to do, and nothing of the line is lost."""
    bad, torn = b'{"ref": "r-\xff\n', b'{"desk":"AMP1-F","anch'
    hand_made(saved.shop.data, ["r-000000000000"])
    (saved.medium / "effacements.ndjson").write_bytes(bad + b'{"ref":"r-1111","at":"2026-12-01"}\n')
    with (saved.medium / "ancres.ndjson").open("ab") as file:
        file.write(torn)
    done = say("--data", saved.shop.data, "backup", "--to", saved.medium, "--json")
    assert (done.status, done.json["faults"]) == (0, 0), done
    unread = [str(saved.medium / name) for name in ("effacements.ndjson", "ancres.ndjson")]
    assert done.json["unread"] == unread
    said = say("--data", saved.shop.data, "backup", "--to", saved.medium)
    assert said.status == 0
    for path in unread:
        assert f"Une ligne de {path} ne se lit plus" in said.out, said
    # The others are exchanged all the same, and the line stays for whoever can read it.
    there = (saved.medium / "effacements.ndjson").read_bytes()
    assert there.startswith(bad) and there.count(b"r-000000000000") == 1
    assert b"r-1111" in (saved.shop.data / "effacements.ndjson").read_bytes()
    assert (saved.medium / "ancres.ndjson").read_bytes().count(torn + b"\n") == 1
    # A restore from there asks for it; one from another medium knows what was erased.
    refused(
        Shop(tmp_path / "nu").try_("restore", saved.path, "--passphrase-file", saved.sheet),
        *("erasures.unreadable", 5),
        line=1,
    )
    other = say("--data", saved.shop.data, "backup", "--to", tmp_path / "AUTRE", "--json").json
    assert other["unread"] == []
    assert saved.restore(tmp_path / "nu", path=Path(other["path"]))[1]["faults"] == []


def test_a_list_of_this_pc_that_cannot_be_read_does_not_stop_a_backup_either(saved: Saved) -> None:
    (saved.shop.data / "effacements.ndjson").write_bytes(b"[1\n")
    told = saved.backup()
    assert told["unread"] == [str(saved.shop.data / "effacements.ndjson")]
