import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.iso7064.mod_37_36 import calc_check_digit

from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.tracking import Recognised, decode_burst, ending, normalise, recognise

DATA = Path(__file__).parents[1] / "data"
CARRIERS = {
    "letter15": "letter",
    "dpd28": "dpd",
    "dpd14": "dpd",
    "": None,
}
AZERTY = str.maketrans("1234567890AZQWM-.", "&é\"'(-è_çàQWAZ?):")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(number: str, row: dict[str, str]) -> Recognised:
    shape, verdict = row["format"], row["verdict"]
    key = "fails" if "key fails" in verdict or "digit fails" in verdict else "none"
    if verdict.startswith("valid") or "country unknown" in verdict:
        key = "valid"
    known = "country unknown" not in verdict if shape == "s10" else None
    carrier = CARRIERS.get(shape, shape)
    certain = shape not in {"", "dpd14", "mondial_relay"}
    return Recognised(number, shape or None, carrier, certain, key, known)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", rows("tracking-numbers.csv"), ids=lambda row: row["number"])
def test_number_of_the_reference(row: dict[str, str]) -> None:
    assert recognise(row["number"], calc_check_digit) == expected(row["number"], row)


@pytest.mark.parametrize("row", rows("tracking-inputs.csv"), ids=lambda row: row["input"])
def test_input_of_the_reference(row: dict[str, str]) -> None:
    assert normalise(row["input"]) == row["normalised"]
    assert recognise(row["input"], calc_check_digit) == expected(row["normalised"], row)


@pytest.mark.parametrize("row", rows("tracking-numbers.csv"), ids=lambda row: row["number"])
def test_a_scanner_in_us_layout_gives_the_same(row: dict[str, str]) -> None:
    assert normalise(row["number"].translate(AZERTY)) == row["number"]
    assert normalise(row["number"].translate(AZERTY).lower()) == row["number"]
    assert normalise(row["number"].translate(AZERTY).upper()) == row["number"]  # É È Ç À


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", ""),
        ("-", ""),
        ("----", ""),
        ("---- ----", ""),
        ("Saint-André", "SAINTANDRÉ"),
        ("Éléonore", "ÉLÉONORE"),
        ("D'Été", "D'ÉTÉ"),
        ("a\N{EN DASH}b\N{NON-BREAKING HYPHEN}c\N{MINUS SIGN}d", "ABCD"),
        ("\N{FULLWIDTH DIGIT SIX}A\t1\N{ZERO WIDTH SPACE}5\x1d", "6A15"),
        ("e\N{COMBINING ACUTE ACCENT}", "É"),
        ("àà'HA\"", "004HQ3"),
        ("6-é&é", "6É&É"),
        ("c)'trfqzkd:", "C4TRFAWKD"),
    ],
)
def test_normalise(text: str, number: str) -> None:
    assert normalise(text) == number


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("T)éàé-)ààààà&", "T-2026-000001"),
        ("W)éàé-)àààç", "Z-2026-0009"),
        ("q)tqfm?k", "A-TAF;MK"),
        ("a-4t9d", "A-4T9D"),
        ("Mme Kessler (rez-de-chaussée)", "MME KESSLER (REZ-DE-CHAUSSÉE)"),
        # Half of it are signs of the number row: typed; one letter less, and it is a scan.
        ("&é\"'abcd", "&É\"'ABCD"),
        ("&é\"'abc", "1234QBC"),
    ],
)
def test_decode_burst(text: str, decoded: str) -> None:
    assert decode_burst(text) == decoded


@pytest.mark.parametrize(
    ("text", "shape", "carrier", "certain", "key", "known"),
    [
        ("5M12345678901", "registered", "registered", True, "none", None),
        ("5N12345678901", "colissimo", "colissimo", True, "fails", None),
        ("8L01234567895", "colissimo", "colissimo", True, "valid", None),
        ("1234567890", "mondial_relay", "mondial_relay", False, "none", None),
        ("123456789", None, None, False, "none", None),
        ("85000720168020K", None, None, False, "none", None),
        ("870007201680269", "letter15", "letter", True, "fails", None),
        ("008182709980000020033350276A", "dpd28", "dpd", True, "fails", None),
        ("EP111111110GB", "s10", "s10", True, "fails", True),
        ("RB123456785JF", "chronopost", "chronopost", True, "valid", None),
        ("RB123456785JB", "chronopost", "chronopost", True, "valid", None),
        ("RB123456785VF", "chronopost", "chronopost", True, "valid", None),
        ("AB\N{ARABIC-INDIC DIGIT ONE}23456785FR", None, None, False, "none", None),
    ],
)
def test_shapes(
    text: str, shape: str | None, carrier: str | None, certain: bool, key: str, known: bool | None
) -> None:
    assert recognise(text, calc_check_digit) == Recognised(text, shape, carrier, certain, key, known)  # type: ignore[arg-type]


def test_all_countries() -> None:
    assert len(ALPHA_2) == 249
    assert {"FR", "GB", "US", "CY"} <= ALPHA_2
    assert not ALPHA_2 & {"XX", "TS", "JB", "JF", "VF"}


@given(st.text())
@example("A\N{MACRON}")
@example("E\N{ACUTE ACCENT}" * 4)
@example("E-\N{COMBINING ACUTE ACCENT}" * 4)
@example("\N{HANGUL CHOSEONG KIYEOK}-\N{HANGUL JUNGSEONG A}")
@example("........éééééééé")
def test_normalising_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.sampled_from("&é\"'(-è_çàÉÈÇÀAQZWM?,;:). -\u00a0xyz7"), max_size=20))
def test_normalising_bursts_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_a_space_before_it_changes_nothing(text: str) -> None:
    assert normalise(f" {text}") == normalise(text)


@given(st.text())
def test_any_text_is_recognised_without_failing(text: str) -> None:
    found = recognise(text, calc_check_digit)
    assert (found.format is None) == (found.carrier is None)
    assert found.certain <= (found.format is not None)


@given(st.from_regex(r"[6-9][A-Z][0-9]{10}", fullmatch=True))
def test_exactly_one_colissimo_key_is_valid(body: str) -> None:
    keys = [recognise(f"{body}{digit}", calc_check_digit).key for digit in range(10)]
    assert keys.count("valid") == 1


@given(st.from_regex(r"[A-Z]{2}[0-9]{8}", fullmatch=True))
def test_exactly_one_s10_key_is_valid(body: str) -> None:
    assert [recognise(f"{body}{digit}FR", calc_check_digit).key for digit in range(10)].count("valid") == 1


@given(
    st.from_regex(
        r"[0-9]{27}[0-9A-Z]|8[67][0-9]{12}[0-9A-Z]|[0-9][A-Z][0-9]{11}|[A-Z]{2}[0-9]{9}[A-Z]{2}|[0-9]{14}",
        fullmatch=True,
    )
)
def test_every_shape_survives_the_wrong_layout(number: str) -> None:
    assert normalise(number.translate(AZERTY)) == number


@given(
    st.from_regex(r"[0-9][A-Z][0-9]{11}|[0-9]{14}", fullmatch=True),
    st.lists(st.sampled_from(" .-\u00a0\u202f"), min_size=14, max_size=14),
)
def test_separators_never_matter(number: str, marks: list[str]) -> None:
    spaced = "".join(a + b for a, b in zip(number, marks, strict=False))
    assert normalise(spaced.lower()) == number


def test_a_number_is_told_apart_by_its_last_four() -> None:
    assert ending("6A15602676300") == "…6300"
