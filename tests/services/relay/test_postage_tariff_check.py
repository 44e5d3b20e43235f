"""A new price sheet read before it counts: what is odd about it, said in tables a clerk could fill in."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain import dated
from concierge_desk.services.relay.model.postage.tariff import TariffRow, read_rows
from concierge_desk.services.relay.model.postage.tariff_check import Finding, check, followed, replaced

TEXT = (Path(__file__).parents[3] / "resources" / "laposte-tariffs.csv").read_text(encoding="utf-8")
SHIPPED = read_rows(TEXT)


def day(text: str) -> date:
    return date.fromisoformat(text)


def row(line: str) -> TariffRow:
    """Read ``band cents from [to] [partial]``; a band of ``-`` is a flat price, dates without a day are the first."""
    band, cents, first, *rest = line.split()
    last = next((word for word in rest if word != "partial"), None)
    return TariffRow(
        product="LV",
        label="Lettre verte",
        zone="FR",
        max_g=None if band == "-" else int(band),
        cents=int(cents),
        vat_code="EXO_POSTE",
        valid_from=day(first),
        valid_to=None if last is None else day(last),
        source="s",
        confidence="V",
        coverage="partial" if "partial" in rest else "full",
    )


def rows(*lines: str) -> tuple[TariffRow, ...]:
    return tuple(row(line) for line in lines)


def told(found: tuple[Finding, ...]) -> list[str]:
    """Write findings as ``code band day old new``."""
    return [
        " ".join(
            str(word)
            for word in (
                finding.code.removeprefix("tariff."),
                "-" if finding.max_g is None else finding.max_g,
                finding.day,
                *finding.params.values(),
            )
        )
        for finding in found
    ]


# The shipped sheet.


def test_the_shipped_sheet_is_clean() -> None:
    assert check((), SHIPPED) == ()


def test_without_its_marks_it_would_lack_bands() -> None:
    """Of 2025 only the first band of these is known: the sheet says so, or it would be a hole."""
    found = check((), [replace(shipped, coverage="full") for shipped in SHIPPED])
    assert {(finding.code, finding.product, finding.day) for finding in found} == {
        ("tariff.hole", product, day("2025-01-01")) for product in ("LV", "LSP", "LR1")
    }


def test_importing_it_again_changes_nothing() -> None:
    assert check(SHIPPED, SHIPPED) == ()


# Overlaps: which price to charge could not be known.


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        # The older row has no end: the newer one ends it.
        (["20 152 2026-01-01"], ["20 160 2027-01-01"], []),
        # It ends on the day before.
        (["20 152 2026-01-01 2026-12-31"], ["20 160 2027-01-01"], []),
        # It was to hold on that day still.
        (["20 152 2026-01-01 2027-01-01"], ["20 160 2027-01-01"], ["overlap 20 2027-01-01"]),
        (["20 152 2026-01-01 2028-12-31"], ["20 160 2027-01-01"], ["overlap 20 2027-01-01"]),
        # The new row is the one that reaches into what is known.
        (["20 152 2026-01-01"], ["20 150 2025-01-01 2026-01-01"], ["overlap 20 2026-01-01"]),
        # Another band is another price.
        (["20 152 2026-01-01 2028-12-31"], ["100 310 2027-01-01 partial"], []),
        # The same band and day again: a correction, not an overlap.
        (["20 152 2026-01-01"], ["20 155 2026-01-01"], []),
        (["20 152 2026-01-01 2028-12-31"], ["20 152 2026-01-01", "20 160 2027-01-01"], []),
        # Twice in one import: the same words are one row, two prices or two ends are not.
        ([], ["20 152 2026-01-01", "20 152 2026-01-01"], []),
        ([], ["20 152 2026-01-01", "20 155 2026-01-01"], ["overlap 20 2026-01-01"]),
        ([], ["20 152 2026-01-01", "20 152 2026-01-01 2026-12-31"], ["overlap 20 2026-01-01"]),
        ([], ["- 50 2026-01-01", "- 60 2026-01-01"], ["overlap - 2026-01-01"]),
        # One long row under two short ones: each of them overlaps it.
        (
            ["20 152 2026-01-01 2028-12-31"],
            ["20 155 2027-01-01 2027-12-31", "20 158 2028-01-01"],
            ["overlap 20 2027-01-01", "overlap 20 2028-01-01"],
        ),
        # What was known already is not told again.
        (["20 152 2026-01-01 2027-06-30", "20 155 2027-01-01"], ["20 158 2028-01-01"], []),
    ],
)
def test_overlaps(known: list[str], new: list[str], expected: list[str]) -> None:
    assert told(check(rows(*known), rows(*new))) == expected


def test_two_rates_of_tax_for_one_price_are_an_overlap() -> None:
    one = row("20 152 2026-01-01")
    assert told(check((), [one, replace(one, vat_code="TVA_20")])) == ["overlap 20 2026-01-01"]


def test_products_and_zones_are_told_apart() -> None:
    one = row("20 152 2026-01-01 2028-12-31")
    others = [
        replace(row("20 160 2027-01-01"), zone="INT"),
        replace(row("20 160 2027-01-01"), product="LSP"),
    ]
    assert check([one], others) == ()
    found = check((), [one, *others, replace(others[0], cents=1), replace(others[1], cents=2)])
    assert [(finding.product, finding.zone) for finding in found] == [("LSP", "FR"), ("LV", "INT")]


# Holes: bands without a price of their own.

LADDER = ["20 152 2026-01-01", "100 310 2026-01-01", "250 524 2026-01-01"]
ENDED = [f"{line} 2026-12-31" for line in LADDER]


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        # The whole ladder.
        (LADDER, ["20 160 2027-01-01", "100 320 2027-01-01", "250 540 2027-01-01"], []),
        # A band forgotten: it keeps its old price, or has none.
        (LADDER, ["20 160 2027-01-01", "250 540 2027-01-01"], ["hole 100 2027-01-01 310"]),
        (ENDED, ["20 160 2027-01-01", "250 540 2027-01-01"], ["hole 100 2027-01-01 None"]),
        # The sheet says of itself that it is not whole.
        (LADDER, ["20 160 2027-01-01 partial", "250 540 2027-01-01 partial"], []),
        # One row that claims to be whole is enough.
        (LADDER, ["20 160 2027-01-01", "250 540 2027-01-01 partial"], ["hole 100 2027-01-01 310"]),
        # A correction of one band: the others begin on that day already.
        (LADDER, ["20 153 2026-01-01"], []),
        # A band more than before is no hole, nor is a first sheet.
        (LADDER, ["20 160 2027-01-01", "50 240 2027-01-01", "100 320 2027-01-01", "250 540 2027-01-01"], []),
        ([], LADDER, []),
        # A band that had ended long before was given up, not forgotten.
        (
            [*LADDER, "50 90 2015-01-01 2015-12-31"],
            ["20 160 2027-01-01", "100 320 2027-01-01", "250 540 2027-01-01"],
            [],
        ),
        # A year past that lacks what the following one has.
        (
            LADDER,
            ["20 139 2025-01-01 2025-12-31", "100 300 2025-01-01 2025-12-31"],
            ["hole 250 2025-01-01 None"],
        ),
        (LADDER, ["20 139 2025-01-01 2025-12-31 partial"], []),
        # Beside a price by weight, a flat one is a band as well.
        (["20 152 2026-01-01", "- 900 2026-01-01"], ["20 160 2027-01-01"], ["hole - 2027-01-01 900"]),
        # Days between the stated end of a row and the next one.
        (["20 152 2026-01-01 2026-12-31"], ["20 160 2027-01-01"], []),
        (["20 152 2026-01-01 2026-12-31"], ["20 160 2027-01-02"], ["hole 20 2027-01-01 None"]),
        (["20 152 2026-01-01 2026-12-31"], ["20 160 2027-01-02 partial"], []),
        (["20 160 2027-01-02"], ["20 152 2026-01-01 2026-12-31"], ["hole 20 2027-01-01 None"]),
        # A row for some days within a row without an end: afterwards that one holds again.
        (
            ["20 152 2026-01-01"],
            ["20 140 2026-06-01 2026-06-30", "20 150 2026-09-01"],
            ["fall 20 2026-06-01 152 140"],
        ),
        # What was known already is not told again.
        (["20 152 2026-01-01 2026-06-30", "20 155 2026-09-01"], ["20 158 2027-01-01"], []),
        # "For ever" is an end like any other, and after it comes nothing.
        ([], ["20 152 2026-01-01 9999-12-31"], []),
        (["20 152 2026-01-01 9999-12-31"], ["20 160 2027-01-01"], ["overlap 20 2027-01-01"]),
    ],
)
def test_holes(known: list[str], new: list[str], expected: list[str]) -> None:
    assert told(check(rows(*known), rows(*new))) == expected


# Prices that fall or leap.


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (152, 152, []),
        (152, 151, ["fall 20 2027-01-01 152 151"]),
        (152, 0, ["fall 20 2027-01-01 152 0"]),
        (100, 115, []),
        (100, 116, ["rise 20 2027-01-01 100 116"]),
        (152, 174, []),  # 14.5 %
        (152, 175, ["rise 20 2027-01-01 152 175"]),  # 15.1 %
        (152, 1520, ["rise 20 2027-01-01 152 1520"]),  # a cipher too many
        (0, 0, []),
        (0, 1, ["rise 20 2027-01-01 0 1"]),
    ],
)
def test_falls_and_rises(old: int, new: int, expected: list[str]) -> None:
    assert told(check(rows(f"20 {old} 2026-01-01"), rows(f"20 {new} 2027-01-01"))) == expected


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_price_falls_rises_or_is_as_usual(old: int, new: int) -> None:
    """Never two at once, and to the cent."""
    codes = [finding.code for finding in check(rows(f"20 {old} 2026-01-01"), rows(f"20 {new} 2027-01-01"))]
    if new < old:
        assert codes == ["tariff.fall"]
    else:
        assert codes == (["tariff.rise"] if (new - old) * 100 > 15 * old else [])


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        # Against the row it follows, not against the newest.
        (
            ["20 129 2024-01-01 2024-12-31", "20 152 2026-01-01"],
            ["20 139 2025-01-01 2025-12-31"],
            [],
        ),
        # What comes after a new row is looked at too.
        (["20 152 2026-01-01"], ["20 1390 2025-01-01 2025-12-31"], ["fall 20 2026-01-01 1390 152"]),
        # A correction is measured by the row before, not by the one it corrects.
        (["20 139 2025-01-01", "20 1520 2026-01-01"], ["20 152 2026-01-01"], []),
        (["20 139 2025-01-01", "20 152 2026-01-01"], ["20 1520 2026-01-01"], ["rise 20 2026-01-01 139 1520"]),
        # But where nothing stands before it: a cipher too many is seen all the same.
        (["20 1201 2026-01-01"], ["20 120100 2026-01-01"], ["rise 20 2026-01-01 1201 120100"]),
        (["20 1201 2026-01-01"], ["20 1201 2026-01-01"], []),
        # What was known already is not told again.
        (["20 152 2025-01-01", "20 139 2026-01-01"], ["20 140 2027-01-01"], []),
    ],
)
def test_which_row_is_followed(known: list[str], new: list[str], expected: list[str]) -> None:
    assert told(check(rows(*known), rows(*new))) == expected


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        ([], ["20 152 2026-01-01", "100 310 2026-01-01"], []),
        ([], ["20 310 2026-01-01", "100 310 2026-01-01"], []),
        ([], ["20 310 2026-01-01", "100 152 2026-01-01"], ["band_order 100 2026-01-01 310 152"]),
        # In whatever order the sheet gives them.
        ([], ["100 152 2026-01-01", "20 310 2026-01-01"], ["band_order 100 2026-01-01 310 152"]),
        ([], ["- 300 2026-01-01", "20 310 2026-01-01"], ["band_order - 2026-01-01 310 300"]),
        # A correction beside what is known.
        (
            ["20 152 2026-01-01", "100 310 2026-01-01"],
            ["20 160 2026-01-01", "100 155 2026-01-01"],
            ["band_order 100 2026-01-01 160 155", "fall 100 2026-01-01 310 155"],
        ),
        # Another day is another sheet.
        (["20 152 2026-01-01"], ["100 150 2026-02-01 partial"], []),
        # What was known already is not told again.
        (
            ["20 152 2026-01-01", "100 150 2026-01-01", "250 500 2026-01-01"],
            ["250 510 2026-01-01"],
            [],
        ),
    ],
)
def test_order_of_bands(known: list[str], new: list[str], expected: list[str]) -> None:
    assert told(check(rows(*known), rows(*new))) == expected


def test_findings_stand_in_the_order_of_the_sheet() -> None:
    new = rows("100 500 2027-01-01", "20 100 2027-01-01", "20 101 2027-01-01", "- 1 2027-01-01")
    assert told(check(rows(*LADDER), new)) == [
        "fall 20 2027-01-01 152 101",
        "overlap 20 2027-01-01",
        "rise 100 2027-01-01 310 500",
        "hole 250 2027-01-01 524",
        "band_order - 2027-01-01 500 1",
    ]


def test_the_row_that_is_followed() -> None:
    known = rows("20 129 2024-01-01", "20 139 2025-01-01", "100 310 2025-06-01")
    asked = row("20 152 2026-01-01")
    assert followed(known, asked) == known[1]
    assert followed(known, known[1]) == known[0]
    assert followed(known, known[0]) is None
    assert followed(known, replace(asked, zone="INT")) is None
    assert followed(known, replace(asked, product="LSP")) is None


def test_the_row_that_is_replaced() -> None:
    known = rows("20 139 2025-01-01", "20 152 2026-01-01")
    assert replaced(known, row("20 155 2026-01-01")) == known[1]
    assert replaced(known, row("20 155 2026-02-01")) is None


# Any sheet.

BANDS = st.sampled_from((20, 100, 250, None))
DAYS = st.dates(date(2024, 1, 1), date(2024, 2, 15))


@st.composite
def sheets(draw: st.DrawFn) -> list[TariffRow]:
    made = {}
    for _ in range(draw(st.integers(1, 8))):
        first = draw(DAYS)
        length = draw(st.none() | st.integers(0, 20))
        made_row = TariffRow(
            "LV", "x", "FR", draw(BANDS), draw(st.integers(1, 200)), "V", first,
            None if length is None else first + timedelta(days=length), "s", "V",
            draw(st.sampled_from(("full", "partial"))),
        )  # fmt: skip
        made[made_row.max_g, first] = made_row
    return list(made.values())


@given(sheets())
def test_without_an_overlap_no_day_has_two_stated_prices(sheet: list[TariffRow]) -> None:
    """The words of the rule, day by day: a row without an end is ended by the one that follows it."""
    found = {finding.max_g for finding in check((), sheet) if finding.code == "tariff.overlap"}
    for band in {one.max_g for one in sheet}:
        own = sorted((one for one in sheet if one.max_g == band), key=lambda one: one.valid_from)
        stated = [
            {
                one.valid_from + timedelta(days=n)
                for n in range(((one.valid_to or one.valid_from) - one.valid_from).days + 1)
            }
            for one in own
        ]
        twice = sum(len(days) for days in stated) > len(set().union(*stated))
        assert twice == (band in found)


@given(sheets(), sheets())
def test_a_sheet_in_two_parts_hides_nothing(first: list[TariffRow], second: list[TariffRow]) -> None:
    """What a whole import would tell is told by one of two imports, where nothing is corrected."""
    second = [
        one for one in second if all((one.max_g, one.valid_from) != (a.max_g, a.valid_from) for a in first)
    ]
    whole = {
        (finding.code, finding.max_g, finding.day)
        for finding in check((), [*first, *second])
        if finding.code == "tariff.overlap"
    }
    parts = {
        (finding.code, finding.max_g, finding.day)
        for finding in (*check((), first), *check(first, second))
        if finding.code == "tariff.overlap"
    }
    assert whole == parts


@given(sheets())
def test_a_hole_is_a_band_that_begins_not_on_that_day(sheet: list[TariffRow]) -> None:
    for finding in check((), sheet):
        if finding.code != "tariff.hole":
            continue
        own = [one for one in sheet if one.max_g == finding.max_g]
        held = dated.latest(own, finding.day)
        assert finding.params["old_cents"] == (None if held is None else held.cents)
        assert all(one.valid_from != finding.day for one in own)
