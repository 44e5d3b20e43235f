from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.anchors import Anchor, KeptAnchor, anchor_line, read_anchor, read_anchors
from concierge_desk.domain.errors import Refused

KEPT = KeptAnchor("AMP1", "A43:36853f432427aa82", "2026-11-25T18:00:00.000Z", "AMP1-2026-11-25.zip")
LINE = (
    '{"desk":"AMP1","anchor":"A43:36853f432427aa82","at":"2026-11-25T18:00:00.000Z",'
    '"file":"AMP1-2026-11-25.zip"}\n'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A43:36853f432427aa82", Anchor("A", 43, "36853f432427aa82")),
        (" aa43:36853F432427AA82\n", Anchor("AA", 43, "36853f432427aa82")),
        # The letter that comes after W is one too, and a journal may grow long.
        ("AX43:36853f432427aa82", Anchor("AX", 43, "36853f432427aa82")),
        (f"X{'1' * 16}:36853f432427aa82", Anchor("X", int("1" * 16), "36853f432427aa82")),
    ],
)
def test_an_anchor_is_read_as_printed(text: str, expected: Anchor) -> None:
    assert read_anchor(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "A43",
        "43:36853f432427aa82",
        "A:36853f432427aa82",
        "A0:36853f432427aa82",
        "A43:36853f432427aa8",
        "A43:36853f432427aa822",
        "A43:36853f432427aag2",
        "A-3:36853f432427aa82",
        "A²:36853f432427aa82",
        "É43:36853f432427aa82",
        "A4 3:36853f432427aa82",
        f"A{'9' * 5000}:36853f432427aa82",
        f"A{'1' * 17}:36853f432427aa82",
    ],
)
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(Refused) as found:
        read_anchor(text)
    assert (found.value.code, found.value.params) == ("verify.anchor", {"anchor": text})


def test_a_line_as_it_lies_beside_a_copy() -> None:
    assert anchor_line(KEPT) + "\n" == LINE
    assert read_anchors(LINE.encode()) == ((KEPT,), ())
    # Whoever opens the file reads the name of a copy as the folder shows it.
    assert '"file":"Clé.zip"' in anchor_line(replace(KEPT, file="Clé.zip"))


@given(st.lists(st.tuples(st.text(), st.text(), st.text())))
def test_what_was_written_is_read(texts: list[tuple[str, str, str]]) -> None:
    kept = tuple(KeptAnchor(desk, "B1:0123456789abcdef", at, file) for desk, at, file in texts)
    try:
        data = "\n".join(map(anchor_line, kept)).encode()
    except UnicodeEncodeError:
        return
    assert read_anchors(data) == (kept, ())


def test_a_line_says_whose_key_signed_it() -> None:
    kept = replace(KEPT, key="5647-5aa7")
    assert read_anchors(anchor_line(kept).encode()) == ((kept,), ())
    # An earlier version wrote none; what is no text is none.
    assert '"key"' not in anchor_line(KEPT)
    assert read_anchors(LINE.replace("}", ',"key":7}').encode()) == ((KEPT,), ())


def test_an_anchor_is_told_as_it_is_printed() -> None:
    assert str(read_anchor("b1:0123456789ABCDEF")) == "B1:0123456789abcdef"


def test_a_file_edited_by_hand_is_read() -> None:
    assert read_anchors(b"\xef\xbb\xbf\r\n" + LINE.encode().replace(b"\n", b"\r\n") + b"   \n") == (
        (KEPT,),
        (),
    )
    assert read_anchors(b"\xef\xbb\xbf" + LINE.encode()) == ((KEPT,), ())


BAD = [
    LINE[:-20],
    "[]",
    "null",
    '"A43:36853f432427aa82"',
    "[" * 100_000,
    "{}",
    LINE.replace('"AMP1"', "1"),
    LINE.replace("A43:", "A0:"),
    LINE.replace('"file"', '"file_"'),
    "\udcff",
]


@pytest.mark.parametrize("bad", BAD)
def test_a_line_that_is_none_is_told_and_the_others_count(bad: str) -> None:
    line = bad.rstrip("\n").encode("utf-8", "surrogateescape")
    data = LINE.encode() + line + b"\n" + LINE.encode()
    assert read_anchors(data) == ((KEPT, KEPT), (2,))
    # Torn at the end, as a stick that was pulled out leaves it.
    assert read_anchors(LINE.encode() + line) == ((KEPT,), (2,))
