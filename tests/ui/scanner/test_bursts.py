"""The decoder hears keys by their own clock: what was typed comes out as typed, what was scanned as one code."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.ui.kit.bursts import GAP_MS, LEAST_CHARACTERS, Bursts, Stroke, decoded, prefix_in

EAN = "3017620422003"
WRAP = 1 << 32


def nobody(_code: str) -> bool:
    return False


def everybody(_code: str) -> bool:
    return True


class Desk:
    """What lies behind the decoder: keys that arrived, codes that were scanned, in one order."""

    def __init__(self, recognise: Callable[[str], bool] = nobody, prefix: str = "") -> None:
        self.bursts = Bursts(recognise, prefix)
        self.held: list[Stroke] = []
        self.came: list[Stroke | str] = []
        self.dropped: list[Stroke] = []
        self.left: list[Stroke] = []
        """Every key, as it left: typed, scanned or dropped."""

    def hear(self, strokes: Iterable[Stroke]) -> "Desk":
        for stroke in strokes:
            ends = self.bursts.ends_burst(stroke)
            holds = self.bursts.holds(stroke)
            verdict = self.bursts.hear(stroke)
            assert ends == (verdict.what in {"burst", "drop"})
            assert holds == (verdict.what == "hold")
            if verdict.flush:
                self.silence()
            if verdict.what == "hold":
                self.held.append(stroke)
            elif verdict.what == "pass":
                assert not self.held, "a key overtook others"
                self.came.append(stroke)
                self.left.append(stroke)
            elif verdict.what == "burst":
                self.left += [*self.held, stroke]
                self.held.clear()
                self.came.append(verdict.code)
            else:
                self.dropped.append(stroke)
                self.left.append(stroke)
        return self

    def silence(self) -> None:
        """The timer ran out, or something else came first."""
        self.came += self.held
        self.left += self.held
        self.held.clear()

    @property
    def typed(self) -> str:
        return "".join(stroke.text for stroke in self.came if isinstance(stroke, Stroke))

    @property
    def scanned(self) -> list[str]:
        return [code for code in self.came if isinstance(code, str)]


def keys(text: str, gap_ms: int = 2, start_ms: int = 1000) -> list[Stroke]:
    """A text at a speed; a line feed is Enter, a tab Tab, the bell stands for any key that writes nothing."""
    kinds = {"\r": "end", "\t": "end", "\a": "other"}
    return [
        Stroke((start_ms + place * gap_ms) % WRAP, character, kinds.get(character, "character"))
        for place, character in enumerate(text)
    ]


CHARACTERS = st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("C",))
KEYS = st.one_of(CHARACTERS, st.sampled_from("0123456789\r\t\a"))
CODES = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-", min_size=LEAST_CHARACTERS, max_size=40).filter(
    lambda code: any(c.isdecimal() for c in code)
)
FINGERS_MS = st.integers(GAP_MS + 1, 900)
SCANNER_MS = st.integers(0, GAP_MS)


@st.composite
def typing(draw: st.DrawFn, start_ms: int = 0) -> list[Stroke]:
    strokes, at = [], start_ms
    for character in draw(st.text(KEYS, max_size=30)):
        at += draw(FINGERS_MS)
        strokes += keys(character, start_ms=at)
    return strokes


@st.composite
def mixture(draw: st.DrawFn) -> tuple[list[Stroke], list[str]]:
    """Typing and scans in turn, and what they are: each typed character, each code."""
    strokes: list[Stroke] = []
    meant: list[str] = []
    at = draw(st.integers(0, WRAP))
    for code in draw(st.lists(st.one_of(CODES, st.none()), max_size=6)):
        at += draw(FINGERS_MS)
        if code is None:
            typed = draw(KEYS)
            strokes += keys(typed, start_ms=at)
            meant.append(typed)
            continue
        before = ""
        for character in [*code, draw(st.sampled_from("\r\t"))]:
            # X says of a key that comes up and goes down in one millisecond that it is held down.
            same = character == before and draw(st.booleans())
            strokes += [replace(stroke, repeats=same) for stroke in keys(character, start_ms=at)]
            at += draw(SCANNER_MS)
            before = character
        meant.append(code)
    return strokes, meant


@given(typing())
def test_what_fingers_type_comes_out_as_typed(strokes: list[Stroke]) -> None:
    desk = Desk(everybody).hear(strokes)
    desk.silence()
    assert desk.came == strokes


@pytest.mark.parametrize("character", ["7", "\r"])
def test_a_key_that_is_held_down_is_no_scan(character: str) -> None:
    """It repeats after a fifth of a second at the earliest, then faster than any hand."""
    down, *more = keys(character * 12, gap_ms=30)
    held = [down, *(replace(stroke, at_ms=stroke.at_ms + 200, repeats=True) for stroke in more)]
    desk = Desk(everybody).hear([*held, *keys("\r", start_ms=held[-1].at_ms + 30)])
    assert desk.scanned == []
    assert desk.typed == character * 12 + "\r"


@given(mixture())
def test_each_scan_is_one_code_and_no_letter_beside_it_is_lost(mixed: tuple[list[Stroke], list[str]]) -> None:
    strokes, meant = mixed
    desk = Desk().hear(strokes)
    desk.silence()
    assert [came if isinstance(came, str) else came.text for came in desk.came] == meant
    assert not desk.dropped


@given(st.lists(st.tuples(KEYS, st.integers(0, 120), st.booleans()), max_size=60))
def test_at_any_speed_every_key_leaves_once_and_in_order(drawn: list[tuple[str, int, bool]]) -> None:
    """Whatever comes, with whatever the mouse and busy windows flush in between."""
    desk = Desk()
    at, pressed = 5000, []
    for text, gap_ms, flushed in drawn:
        at += gap_ms
        pressed += keys(text, start_ms=at)
        desk.hear(pressed[-1:])
        if flushed:
            desk.silence()
    desk.silence()
    assert desk.left == pressed
    ends = sum(1 for stroke in pressed if stroke.kind == "end")
    assert len(desk.scanned) + len(desk.dropped) <= ends
    assert all(len(code) >= LEAST_CHARACTERS for code in desk.scanned)


@pytest.mark.parametrize("end", ["\r", "\t"])
@pytest.mark.parametrize("gap_ms", [0, 1, 5, 40, GAP_MS])
def test_a_burst_is_a_scan_whoever_knows_its_code(end: str, gap_ms: int) -> None:
    assert Desk(nobody).hear(keys(EAN + end, gap_ms)).came == [EAN]
    assert Desk(everybody).hear(keys(EAN + end, gap_ms)).came == [EAN]


def test_one_gap_too_long_makes_it_typing() -> None:
    strokes = keys(EAN + "\r", GAP_MS + 1)
    assert Desk(everybody).hear(strokes).came == strokes


@pytest.mark.parametrize("late", range(1, 14))
def test_a_gap_inside_parts_the_run(late: int) -> None:
    """What came before it is typed; what comes after is a scan of its own only if it is long enough."""
    strokes = [replace(s, at_ms=s.at_ms + 60 * (i >= late)) for i, s in enumerate(keys(EAN + "\r"))]
    desk = Desk().hear(strokes)
    rest = EAN[late:]
    assert desk.typed.rstrip("\r") == (EAN[:late] if len(rest) >= LEAST_CHARACTERS else EAN)
    assert desk.scanned == ([rest] if len(rest) >= LEAST_CHARACTERS else [])


@pytest.mark.parametrize(("text", "scanned"), [("12345\r", []), ("123456\r", ["123456"])])
def test_six_characters_at_least(text: str, scanned: list[str]) -> None:
    desk = Desk(everybody).hear(keys(text))
    assert desk.scanned == scanned
    assert desk.typed == ("" if scanned else text)


def test_without_an_end_it_is_typing() -> None:
    desk = Desk(everybody).hear(keys(EAN))
    assert desk.came == []
    desk.silence()
    assert desk.typed == EAN


def test_another_key_flushes_and_breaks_the_run() -> None:
    strokes = keys("301762\a0422003\r")
    desk = Desk().hear(strokes)
    assert desk.typed == "301762\a"
    assert desk.scanned == ["0422003"]


@pytest.mark.parametrize(
    ("text", "gap_ms", "recognise", "scan"),
    [
        ("martin", 40, nobody, False),
        ("martin", 21, nobody, False),
        ("martin", 20, nobody, True),
        ("martin", 40, everybody, True),
        ("rue 12", 40, nobody, True),
        ("àéèç_è", 40, nobody, True),
    ],
)
def test_only_a_word_that_nobody_knows_is_given_back(
    text: str, gap_ms: int, recognise: Callable[[str], bool], scan: bool
) -> None:
    desk = Desk(recognise).hear(keys(text + "\r", gap_ms))
    assert bool(desk.scanned) == scan
    assert desk.typed == ("" if scan else text + "\r")


def test_recognise_is_asked_for_the_code_read_back() -> None:
    asked = []
    bursts = Bursts(lambda code: asked.append(code) or False)
    for stroke in keys('&é"\'(-è_çà&é"\r'):
        bursts.hear(stroke)
    assert set(asked) == {"1234567890123"}


@pytest.mark.parametrize("flushed_after", range(14))
def test_a_head_given_back_too_early_still_belongs_to_the_code(flushed_after: int) -> None:
    """The mouse in the middle, or a timer of a busy window: the code is whole and its end presses nothing."""
    strokes = keys(EAN + "\r", 4)
    desk = Desk().hear(strokes[:flushed_after])
    desk.silence()
    desk.hear(strokes[flushed_after:])
    assert desk.scanned == [EAN]
    assert desk.typed == EAN[:flushed_after]


@pytest.mark.parametrize("second", ["\r", "\t"])
def test_a_line_feed_after_the_end_is_dropped(second: str) -> None:
    desk = Desk().hear(keys(EAN + "\r" + second, 3))
    assert desk.came == [EAN]
    assert [stroke.text for stroke in desk.dropped] == [second]


def test_an_enter_by_hand_after_a_scan_is_a_key() -> None:
    strokes = keys(EAN + "\r", 3)
    enter = Stroke(strokes[-1].at_ms + GAP_MS + 1, "\r", "end")
    desk = Desk().hear([*strokes, enter])
    assert desk.came == [EAN, enter]


def test_an_enter_close_behind_typing_that_follows_a_scan_is_a_key() -> None:
    strokes = keys(EAN + "\r7\r", 3)
    desk = Desk().hear(strokes)
    assert desk.scanned == [EAN]
    assert desk.typed == "7\r"


def test_two_scans_at_once_are_two() -> None:
    """A window that was busy gets both in one go."""
    desk = Desk().hear([*keys(EAN + "\r", 1), *keys("6A15602676300\r", 1, start_ms=1400)])
    assert desk.came == [EAN, "6A15602676300"]
    desk = Desk().hear(keys(f"{EAN}\r6A15602676300\r", 1))
    assert desk.came == [EAN, "6A15602676300"]


def test_the_clock_of_the_keys_may_start_again() -> None:
    assert Desk().hear(keys(EAN + "\r", 3, start_ms=WRAP - 10)).came == [EAN]
    assert Desk().hear(keys("12", 30, start_ms=WRAP - 10)).held != []


def test_a_prefix_is_exact_and_holds_nothing_else() -> None:
    desk = Desk(nobody, "~#").hear(keys("1234567\rab", 1))
    assert desk.typed == "1234567\rab"
    assert not desk.held
    desk.hear(keys("~#A1\r", 40, start_ms=2000))
    assert desk.scanned == ["A1"]
    assert desk.typed == "1234567\rab"


@pytest.mark.parametrize(
    ("text", "typed", "scanned"),
    [
        ("~#\r", "~#\r", []),
        ("~a", "~a", []),
        ("~~#12\r", "~", ["12"]),
        ("3~#12\t", "3", ["12"]),
        ("~\r", "~\r", []),
        ("~#12\a", "~#12\a", []),
    ],
)
def test_a_prefix_that_is_none_is_typed(text: str, typed: str, scanned: list[str]) -> None:
    desk = Desk(everybody, "~#").hear(keys(text, 5))
    assert desk.typed == typed
    assert desk.scanned == scanned


def test_a_prefix_typed_by_hand_is_typed() -> None:
    desk = Desk(everybody, "~").hear(keys("~12\r", 90))
    assert desk.typed == "~12\r"


@given(typing())
def test_with_a_prefix_fingers_type_as_ever(strokes: list[Stroke]) -> None:
    desk = Desk(everybody, "12").hear(strokes)
    desk.silence()
    assert desk.came == strokes


def shifted(text: str) -> list[Stroke]:
    """Keys with Shift where the text marks them: ``^`` before a character."""
    run, plain = [], True
    for character in text:
        if character == "^":
            plain = False
            continue
        run.append(Stroke(0, character, "character", plain))
        plain = True
    return run


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3017620422003", "3017620422003"),
        ("abc-1x", "abc-1x"),
        ("6A15602676300", "6A15602676300"),
        ("&é\"'(-è_çà", "1234567890"),
        ("&É\"'(-È_ÇÀ", "1234567890"),
        ("c)'t-éàç_&éx", "C-4T6209812X"),
        ('-Q&(-àé-è-"àà', "6A15602676300"),
    ],
)
def test_what_layout_and_lock_did_is_read_back(written: str, code: str) -> None:
    assert decoded(shifted(written)) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        # The scanner presses US keys, the lock of a French Windows is on: digits are right, letters are not.
        ("6Q15602676300", "6A15602676300"),
        ("C°4T62098QZX", "C-4T62098AWX"),
        # The scanner is set to French and the lock is on: Shift makes symbols, a plain six is a dash.
        ('^-^a^&^(^-^à^é^-^è^-^"^à^à', "6A15602676300"),
        ("^c6^'^t", "C-4T"),
        # No lock: Shift makes digits, as it should.
        ("^6^A^1^5^6", "6A156"),
        # No lock, US keys.
        ("&é\"'(-è_çà", "1234567890"),
    ],
)
def test_the_lock_of_windows_is_told_by_the_keys(written: str, code: str) -> None:
    assert decoded(shifted(written), lock_shifts_digits=True) == code


def test_where_the_lock_leaves_digits_alone_they_are_believed() -> None:
    assert decoded(shifted("6Q15602676300")) == "6Q15602676300"


def test_the_lock_is_asked_about_when_it_matters() -> None:
    bursts = Bursts(nobody, lock_shifts_digits=lambda: True)
    verdicts = [bursts.hear(stroke) for stroke in keys("6Q15602676300\r")]
    assert verdicts[-1].code == "6A15602676300"


@pytest.mark.parametrize(
    ("code", "typed", "prefix"),
    [
        ("~6A15602676300", "~6A15602676300", "~"),
        ("6A15602676300", "6A15602676300", ""),
        ("#!3017620422003", "#!3017620422003", "#!"),
        # As the keys write it: that is what is compared afterwards.
        ("-3017620422003", ")&é\"'", ")"),
        ("A3017620422003", "A3017620422003", ""),
        ("~~~~~~", "~~~~~~", "~~~~~~"),
    ],
)
def test_only_signs_are_taken_for_a_prefix(code: str, typed: str, prefix: str) -> None:
    assert prefix_in(code, typed) == prefix
