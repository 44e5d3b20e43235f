"""Whereabouts of a folder: told by the machine, whatever the folder is called."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from concierge_desk.domain.medium import Medium
from concierge_desk.media.system import Partition
from concierge_desk.media.whereabouts import medium_of
from tests.elsewhere import another_disk
from tests.ui.evening.hands import Plugged


@dataclass
class Fixed(Plugged):
    """A machine with a second disk that stays in."""

    disks: list[Path] = field(default_factory=list)

    def partitions(self) -> list[Partition]:
        found = [*super().partitions()]
        return found + [Partition(f"/dev/{d.name}", d, "ext4", frozenset({"rw"})) for d in self.disks]

    def comes_out(self, partition: Partition) -> bool:
        return partition.mount in self.sticks


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    made = {name: tmp_path / name for name in ("home", "CLE")}
    for place in made.values():
        place.mkdir()
    (made["home"] / "store.db").touch()
    return made


@pytest.mark.parametrize(
    ("folder", "store", "plugged", "expected"),
    [
        ("CLE", "home", ("CLE",), "stick"),
        # Called as a stick is, but no stick: a folder on this PC's own disk.
        ("CLE", "home", (), "pc"),
        ("home", "home", ("CLE",), "pc"),
        # The desk itself lives on the stick: its copy is lost with it.
        ("CLE", "CLE", ("CLE",), "pc"),
    ],
)
def test_a_copy_beside_its_store_is_on_no_stick(
    places: dict[str, Path], folder: str, store: str, plugged: tuple[str, ...], expected: Medium
) -> None:
    file = places[store] / "store.db"
    file.touch()
    machine = Plugged([places[name] for name in plugged])
    assert medium_of(places[folder], file, machine) == expected


def test_a_link_leads_to_where_it_really_lies(places: dict[str, Path], tmp_path: Path) -> None:
    link = tmp_path / "copies"
    link.symlink_to(places["CLE"])
    store = places["home"] / "store.db"
    assert medium_of(link, store, Plugged([places["CLE"]])) == "stick"


def test_what_lies_on_another_device_is_this_pcs_only_where_its_disk_is_fixed(
    places: dict[str, Path],
) -> None:
    store, away = places["home"] / "store.db", another_disk(places["home"])
    assert medium_of(away, store, Fixed(disks=[away])) == "pc"
    # No device of this machine: a network's.
    assert medium_of(away, store, Fixed()) == "other"


def test_a_folder_that_is_gone_is_told(places: dict[str, Path]) -> None:
    with pytest.raises(FileNotFoundError):
        medium_of(places["CLE"] / "gone", places["home"] / "store.db", Plugged())
