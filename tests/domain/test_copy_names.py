"""The name of a backup tells when it was made and how far it goes, and no other name does."""

from datetime import UTC, datetime

import pytest

from concierge_desk.domain.copies.names import copy_name, read_copy_name

MADE = datetime(2026, 11, 25, 17, 30, 5, tzinfo=UTC)


def test_a_name_is_read_back() -> None:
    name = copy_name("AMP1", MADE, "B124:36853f432427aa82")
    assert name == "AMP1-2026-11-25T173005-B124.zip"
    read = read_copy_name(name, "AMP1")
    assert read is not None and (read.made_at, read.place) == (MADE, "B124")


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-25T173005-B124.zip",
        "AMP2-2026-11-25T173005-B124.zip",
        "AMP1-2026-13-45T173005-B124.zip",
        "AMP1-2026-11-25T173005-B124.zip.partiel",
        "AMP1-2026-11-25T173005.zip",
        "AMP1-photos.zip",
    ],
)
def test_any_other_name_tells_nothing(name: str) -> None:
    assert read_copy_name(name, "AMP1") is None
