from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.erasures import (
    Erasure,
    erased_refs,
    erasure_line,
    last_at,
    read_erasures,
    readable_erasures,
)
from concierge_desk.domain.errors import IntegrityFailure

ONE = Erasure("r-4t9d2k7mx0q3", "2026-11-25T18:00:00.000Z")
LINE = b'{"ref":"r-4t9d2k7mx0q3","at":"2026-11-25T18:00:00.000Z"}\n'


def test_a_line_as_it_lies_beside_a_copy() -> None:
    assert f"{erasure_line(ONE)}\n".encode() == LINE
    assert read_erasures(LINE) == (ONE,)
    assert read_erasures(b"") == ()


def test_a_file_made_by_hand_is_read() -> None:
    data = (
        b'\xef\xbb\xbf{"at": "2026-11-25", "ref": "r-1"}\r\n\r\n{"ref":"r-2","at":"2026-11-26","why":"asked"}'
    )
    assert read_erasures(data) == (Erasure("r-1", "2026-11-25"), Erasure("r-2", "2026-11-26"))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1)))
def test_what_was_written_is_read(refs: list[str]) -> None:
    erasures = tuple(Erasure(ref, ONE.at) for ref in refs)
    assert read_erasures("\n".join(map(erasure_line, erasures)).encode()) == erasures


@pytest.mark.parametrize(
    "bad",
    [
        LINE[:-3],
        b"Madame Schmitt",
        b"[]",
        b"null",
        b"7",
        b"[" * 100_000,
        b"{}",
        b'{"ref":"r-1"}',
        b'{"at":"2026-11-25"}',
        b'{"ref":"","at":"2026-11-25"}',
        b'{"ref":null,"at":"2026-11-25"}',
        b'{"ref":["r-1"],"at":"2026-11-25"}',
        b'{"ref":"r-1","at":"yesterday"}',
        b'{"ref":"r-1","at":20261125}',
        b'{"ref":"r-\xff","at":"2026-11-25"}',
    ],
)
def test_a_line_that_is_none_stops_the_restore(bad: bytes) -> None:
    """It may be a name that would come back."""
    for data, line in ((bad, 1), (LINE + b"\n" + bad + b"\n" + LINE, 3)):
        with pytest.raises(IntegrityFailure) as found:
            read_erasures(data)
        assert (found.value.code, found.value.params) == ("erasures.unreadable", {"line": line})
        # Whoever may go on without it is told which, and has the others.
        others = data.count(LINE)
        assert readable_erasures(data) == ((ONE,) * others, (line,))


def test_when_the_last_one_was() -> None:
    """A hand that writes a date means all of that day, wherever it was."""
    assert last_at(()) is None
    for ats, expected in (
        (["2026-11-25T18:00:00.000Z"], "2026-11-25T18:00:00Z"),
        (["2026-11-25T18:30:00.000+01:00", "2026-11-25T18:00:00.000Z"], "2026-11-25T18:00:00Z"),
        (["2026-11-25", "2026-11-25T18:00:00.000Z"], "2026-11-26T11:59:59.999999Z"),
        (["2026-11-25T08:00:00"], "2026-11-26T11:59:59.999999Z"),
        (["9999-12-31", "0001-01-01T00:00:00+14:00"], "9999-12-31T23:59:59.999999-12:00"),
    ):
        assert last_at([Erasure("r-1", at) for at in ats]) == datetime.fromisoformat(expected), ats


def test_who_only_asks_whether_one_is_known_passes_over_what_cannot_be_read() -> None:
    line = erasure_line(Erasure("n-0123456789ab", "2026-11-25T18:00:00.000Z"))
    assert erased_refs(f"{line}\nnothing\n".encode()) == {"n-0123456789ab"}
