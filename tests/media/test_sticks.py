"""Which stick: the one that is in; none and several are refused, with what is to be done."""

from pathlib import Path

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.media.volumes import Volume, the_stick


def volume(label: str, mount: str) -> Volume:
    return Volume(Path(mount), label, "/dev/sdb1", 8_000_000_000, 7_000_000_000, "vfat", writable=True)


def test_the_one_that_is_in() -> None:
    stick = volume("CLE", "/media/zoe/CLE")
    assert the_stick(iter([stick])) is stick


def test_none() -> None:
    with pytest.raises(Refused) as told:
        the_stick(())
    assert (told.value.code, told.value.params) == ("media.no_stick", {})


def test_two_are_listed_and_refused() -> None:
    """Two of one name are told apart by their places."""
    with pytest.raises(Refused) as told:
        the_stick([volume("CLE", "/media/zoe/CLE"), volume("CLE", "/media/zoe/CLE1")])
    assert told.value.code == "media.several_sticks"
    names = f"CLE ({Path('/media/zoe/CLE')}), CLE ({Path('/media/zoe/CLE1')})"
    assert told.value.params == {"names": names}
