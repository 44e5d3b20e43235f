"""The printer of the tests is no friend of ours: what it does not know, what is cut off, what does not fit, it does not pass over."""

import pytest

from concierge_desk.printing.drawer import pulse
from tests.papers.roll_reader import NotKnown, RollPaper, paper_of, papers_of, pulses_of, scanned

BEGUN, CUT = b"\x1b@\x1bt\x10", b"\x1dV\x00"
BARS = b"\x1dhp\x1dw%c\x1df\x00\x1dH\x00\x1dkI%c{B%s"


def bars(data: bytes, width: int = 2) -> bytes:
    return BARS % (width, len(data) + 2, data)


def made(data: bytes) -> RollPaper:
    return paper_of(BEGUN + data + CUT)


@pytest.mark.parametrize(
    "sent",
    [
        *(b"\x07", b"\x0d\n", b"\x1bJ\x10", b"\x1b!\x08", b"\x1bt\x63", b"\x1dV\x42\x00", b"\x1dk\x04A1\x00"),
        *(
            b"\x1dkI\x04{Aa1",
            b"\x1dkI\x04{B{a",
            b"\x1dH\x02",
            b"\x1d(L\x02\x001A",
            b"\x1dv0\x01\x01\x00\x01\x00a",
        ),
    ],
)
def test_a_command_that_our_papers_have_no_need_of(sent: bytes) -> None:
    with pytest.raises(NotKnown):
        made(b"a\n" + sent)


@pytest.mark.parametrize(
    "sent",
    [b"", b"a", b"\x1dkI\x0f{BT-2026", b"\x1dv0\x00\x02\x00\x02\x00ab", b"\x1bE\x01a\n", b"\x1d!\x11a\n"],
)
def test_a_paper_that_does_not_end_well(sent: bytes) -> None:
    with pytest.raises((AssertionError, NotKnown, UnicodeDecodeError)):
        made(sent)


def test_letters_are_those_of_the_page_that_was_chosen() -> None:
    assert made("l’été, 1 €".encode("cp1252") + b"\n").text == "l’été, 1 €"
    assert paper_of(b"\x1b@" + "é\n".encode("cp437") + CUT).text == "é"
    assert made("€\n".encode("cp1252")).text != paper_of(b"\x1b@" + "€\n".encode("cp1252") + CUT).text


def test_what_hangs_out_of_it_is_told_from_what_was_cut_off() -> None:
    first, second = papers_of(BEGUN + b"one\n" + CUT + b"\x10\x04\x01" + BEGUN + b"two\nthr")
    assert (first.cut, first.broken, first.text) == (True, False, "one")
    assert (second.cut, second.broken, second.text) == (False, True, "two\nthr")


def test_what_broke_off_is_told_from_what_began_after_it() -> None:
    strip, after = papers_of(
        BEGUN + b"DUPLICATA n\xb0 1\nha" + BEGUN + b"whole\n" + CUT + BEGUN + b"b\n" + CUT
    )
    assert (strip.text, strip.last_text, after.last_text) == ("DUPLICATA n° 1\nwhole", "whole", "b")


def test_pulses_are_counted() -> None:
    assert pulses_of(pulse() + BEGUN + b"a\n" + CUT + pulse()) == 2


def test_a_code_that_does_not_fit_is_not_read() -> None:
    (code,) = made(bars(b"T-2026-000001")).codes
    assert [read.text for read in scanned(code, 80)] == ["T-2026-000001"]
    (too_wide,) = made(bars(b"T-2026-000001-1234567", 3)).codes
    for roll_mm in (58, 80):
        with pytest.raises(AssertionError):
            scanned(too_wide, roll_mm)
