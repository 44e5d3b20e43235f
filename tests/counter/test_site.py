"""The site file: everything that can be wrong with it is named, before anything is made."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.context import Settings
from concierge_desk.counter.site import core_events, read_site, require_own_siret
from concierge_desk.counter.site_lines import line_of
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.desk.commission import commission, read_site_file, site_text
from concierge_desk.desk.options import Options
from concierge_desk.domain.accounting.vat_rates import VatRow
from concierge_desk.domain.errors import Refused
from concierge_desk.signing.passphrase import PassphraseSource
from tests.cli.helpers import say
from tests.counter.desks import SHOP, Play
from tests.real_site import REAL_SITE, SIRET

DESK = """
[desk]
code = "AMP1"
name = "Conciergerie"
legal = ["SCIC"]
address = ["40 rue de Wattwiller"]
siret = "00000000000000"
timezone = "Europe/Paris"
holidays = "FR-6AE"
fiscal_year_start = "01-01"
drawer = "MAIN"

[[operators]]
code = "o01"
name = "La concierge"
"""


def field(text: str) -> tuple[str, Any]:
    with pytest.raises(Refused) as caught:
        read_site(text)
    return caught.value.code, caught.value.params.get("field")


def test_the_shipped_site() -> None:
    site = read_site_file("ampere")
    assert site.code(practice=False) == "AMP1"
    assert site.code(practice=True) == "AMP1-F"
    ((day, slots),) = site.grids
    assert day == "2021-08-23"
    # docs/trade.md, "Sessions of the week": 9 sessions, 29 hours.
    assert len(slots) == 9
    minutes = sum(_minutes(slot["closes"]) - _minutes(slot["opens"]) for slot in slots)
    assert minutes == 29 * 60
    assert {slot["weekday"] for slot in slots} == {0, 1, 2, 3, 4, 5}
    assert site.services.keys() == {"relay", "shop"}


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def test_the_least_site() -> None:
    site = read_site(DESK)
    assert (site.grids, site.closures, site.services) == ((), (), {})
    assert [operator.code for operator in site.operators] == ["o01"]


def test_what_a_site_may_leave_out() -> None:
    """Nothing is written for it; the settings know what then holds."""
    least = read_site(DESK).desk
    assert not {"rcs", "vat_number", "roll_mm"} & least.keys()
    assert (SHOP.rcs, SHOP.vat_number, SHOP.roll_mm) == ("", "", 80)


@pytest.mark.parametrize("number", ["FR40303265045", "fr 40 303 265 045", "40 303265045"])
def test_what_a_site_may_say_more(number: str) -> None:
    more = f'rcs = " Strasbourg "\nvat_number = "{number}"\nroll_mm = 58'
    desk = read_site(
        DESK.replace('drawer = "MAIN"', f'drawer = "MAIN"\n{more}').replace(
            "00000000000000", "30326504500003"
        )
    ).desk
    assert (desk["rcs"], desk["vat_number"], desk["roll_mm"]) == ("Strasbourg", "FR40303265045", 58)


def test_the_settings_of_a_desk_that_was_set_up_before(play: Play) -> None:
    """What an older `settings.set` does not say is as it always was."""
    data = dict(play.last("settings.set").data)
    newer = Settings.of({**data, "rcs": "Colmar", "vat_number": "FR00", "roll_mm": 58})
    assert (newer.rcs, newer.vat_number, newer.roll_mm, newer.siren) == ("Colmar", "FR00", 58, "000000000")
    for name in ("rcs", "vat_number", "roll_mm"):
        data.pop(name, None)
    older = Settings.of(data)
    assert (older.rcs, older.vat_number, older.roll_mm) == ("", "", 80)


def test_closures_and_grids() -> None:
    site = read_site(
        DESK
        + '[[opening]]\nvalid_from = 2026-01-01\nmonday = ["08:00-12:00", "14:00-18:00"]\n'
        + '[[opening]]\nvalid_from = "2027-01-01"\n'
        + '[[closures]]\nday = 2026-08-15\nreason = "inventory"\n'
        + '[[closures]]\nday = 2026-08-17\nreason = "Congés"\n'
    )
    assert [(day, len(slots)) for day, slots in site.grids] == [("2026-01-01", 2), ("2027-01-01", 0)]
    assert site.closures == (
        ("2026-08-15", Coded("other", "inventory")),
        ("2026-08-17", Coded("leave", None)),
    )


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('code = "AMP1"\n', "", "desk.code"),
        ('code = "AMP1"', 'code = "amp1"', "desk.code"),
        ('code = "AMP1"', 'code = "AMP1-F"', "desk.code"),
        ('code = "AMP1"', "code = 1", "desk.code"),
        ('name = "Conciergerie"', 'name = "  "', "desk.name"),
        ('name = "Conciergerie"', 'name = "a\\tb"', "desk.name"),
        ('legal = ["SCIC"]', 'legal = "SCIC"', "desk.legal"),
        ('legal = ["SCIC"]', "legal = [1]", "desk.legal"),
        ('address = ["40 rue de Wattwiller"]', 'address = ["a\\nb"]', "desk.address"),
        ('siret = "00000000000000"', 'siret = "00000000000001"', "desk.siret"),
        ('siret = "00000000000000"', 'siret = "1"', "desk.siret"),
        ('timezone = "Europe/Paris"', 'timezone = "Europe/Strasbourg"', "desk.timezone"),
        ('timezone = "Europe/Paris"', 'timezone = "Europe"', "desk.timezone"),
        ('timezone = "Europe/Paris"', 'timezone = "../etc/passwd"', "desk.timezone"),
        ('holidays = "FR-6AE"', 'holidays = "FR-67"', "desk.holidays"),
        ('fiscal_year_start = "01-01"', 'fiscal_year_start = "1-1"', "desk.fiscal_year_start"),
        ('fiscal_year_start = "01-01"', 'fiscal_year_start = "13-01"', "desk.fiscal_year_start"),
        # No day at all, and one that is none in most years.
        ('fiscal_year_start = "01-01"', 'fiscal_year_start = "02-30"', "desk.fiscal_year_start"),
        ('fiscal_year_start = "01-01"', 'fiscal_year_start = "02-29"', "desk.fiscal_year_start"),
        ('fiscal_year_start = "01-01"', 'fiscal_year_start = "06-31"', "desk.fiscal_year_start"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\ncolour = "red"', "desk.colour"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nrcs = ""', "desk.rcs"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nrcs = 67', "desk.rcs"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nvat_number = "FR40303265045"', "desk.vat_number"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nvat_number = "FR41000000000"', "desk.vat_number"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nvat_number = "DE136695976"', "desk.vat_number"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nroll_mm = 57', "desk.roll_mm"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nroll_mm = "80"', "desk.roll_mm"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nroll_mm = true', "desk.roll_mm"),
        ('drawer = "MAIN"', 'drawer = "MAIN"\nroll_mm = 80.0', "desk.roll_mm"),
        ("[desk]", "[desks]", "desks"),
        ("[[operators]]", "[[clerks]]", "clerks"),
        ('code = "o01"', 'code = "O01"', "operators[0].code"),
        ('name = "La concierge"', "", "operators[0].name"),
        ('name = "La concierge"', 'name = "La concierge"\npin = "1234"', "operators[0].pin"),
        ('name = "La concierge"', 'name = "A"\n[[operators]]\ncode = "o01"\nname = "B"', "operators"),
    ],
)
def test_wrong_fields_are_named(old: str, new: str, named: str) -> None:
    assert old in DESK
    assert field(DESK.replace(old, new)) == ("site.invalid", named)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("operators = 1", "operators"),
        ('[[opening]]\nvalid_from = "2026-13-01"', "opening[0].valid_from"),
        ("[[opening]]\nvalid_from = 2026-01-01T08:00:00", "opening[0].valid_from"),
        ("[[opening]]\nvalid_from = 2026", "opening[0].valid_from"),
        ("[[opening]]\nvalid_from = 2026-01-01\nsonntag = []", "opening[0].sonntag"),
        ('[[opening]]\nvalid_from = 2026-01-01\nmonday = "8-12"', "opening[0].monday"),
        ('[[opening]]\nvalid_from = 2026-01-01\nmonday = ["8:00-12:00"]', "opening[0].monday"),
        ('[[opening]]\nvalid_from = 2026-01-01\nmonday = ["08:00"]', "opening[0].monday"),
        ('[[opening]]\nvalid_from = 2026-01-01\nmonday = ["08:00-25:00"]', "opening[0].monday"),
        ('[[opening]]\nvalid_from = 2026-01-01\nmonday = ["12:00-08:00"]', "opening[0].monday"),
        ('[[opening]]\nvalid_from = 2026-01-01\nmonday = ["08:00-08:00"]', "opening[0].monday"),
        (
            '[[opening]]\nvalid_from = 2026-01-01\nmonday = ["08:00-12:00", "08:00-18:00"]',
            "opening[0].monday",
        ),
        (
            '[[opening]]\nvalid_from = 2026-01-01\nmonday = ["08:00-12:00", "11:00-18:00"]',
            "opening[0].monday",
        ),
        ("[[closures]]\nday = 2026-08-15", "closures[0].reason"),
        ('[[closures]]\nday = "hier"\nreason = "x"', "closures[0].day"),
        ('[[closures]]\nday = 2026-08-15\nreason = "x"\nwho = "me"', "closures[0].who"),
        ("[services]\nrelay = 1", "services"),
    ],
)
def test_wrong_parts_are_named(more: str, named: str) -> None:
    text = DESK if more.startswith("[") else DESK[: DESK.index("[[operators]]")]
    assert field(f"{more}\n{text}" if not more.startswith("[") else text + more) == ("site.invalid", named)


def test_tables_of_the_wrong_shape() -> None:
    assert field("desk = 1") == ("site.invalid", "desk")
    assert field(f"services = 1\n{DESK}") == ("site.invalid", "services")
    assert field(f"opening = [1]\n{DESK}") == ("site.invalid", "opening")
    assert field(DESK[: DESK.index("[[operators]]")]) == ("site.invalid", "operators")


def test_unreadable() -> None:
    assert field("[desk\n")[0] == "site.unreadable"
    with pytest.raises(Refused) as caught:
        site_text("nowhere")
    assert caught.value.code == "site.missing"


@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ("{a=", "}")])
def test_nesting_without_end_is_told(open_: str, close: str) -> None:
    assert field(f"x = {open_ * 5000}{close * 5000}\n{DESK}")[0] == "site.too_large"


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "lieu.toml"
    path.write_text(DESK + "#" * 100_000, "utf-8")
    with pytest.raises(Refused) as caught:
        site_text(str(path))
    assert caught.value.code == "site.too_large"
    path.write_text(DESK + "#" * (100_000 - len(DESK.encode())), "utf-8")
    assert site_text(str(path)).startswith(DESK)
    with pytest.raises(Refused) as caught:
        site_text("/dev/zero")
    assert caught.value.code == "site.missing"


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("desk.siret", 7),
        ("desk.roll_mm", 2),
        ("operators[0].name", 15),
        ("operators[1].code", 17),
        ("operators[1].name", 16),
        ("operators", 13),
        ("opening[0].monday", 20),
        ("services.relay.par.LV_20", 22),
        ("services.relay.regate", None),
        ("services.unknown", None),
    ],
)
def test_the_line_of_a_field(field: str, line: int | None) -> None:
    more = '[[operators]]\ncode = "O2"\n[[opening]]\nvalid_from = 2026-01-01\nmonday = ["8"]\n[services.relay.par]\nLV_20 = 1\n'
    assert line_of(DESK + more, field) == line


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b"")],
    ids=["plain", "marked", "ANSI"],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_site_file_as_editors_save_it(tmp_path: Path, encoding: str, mark: bytes, ends: str) -> None:
    path, text = tmp_path / "site.toml", DESK.replace("La concierge", "Zoé Müller")
    path.write_bytes(mark + text.replace("\n", ends).encode(encoding))
    assert read_site_file(str(path)).operators[0].name == "Zoé Müller"


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(Path(REAL_SITE).read_text("utf-8").replace(SIRET, "1" * 14), "utf-8")
    done = say("--data", tmp_path / "desk", "init", "--site", path, "--json")
    refused = done.json["refused"]
    assert refused["code"] == "site.invalid"
    lines = path.read_text("utf-8").splitlines()
    number = next(at for at, line in enumerate(lines, start=1) if line.startswith("siret"))
    assert f"igne {number} " in refused["message"] and "desk.siret" in refused["message"]
    assert not (tmp_path / "desk" / "concierge.db").exists()


def test_a_real_shop_has_a_number_of_its_own(tmp_path: Path) -> None:
    """The example's number would stand on every receipt; an exercise may have it."""
    options = Options(
        tmp_path / "vrai", passphrase=PassphraseSource(prompt=lambda: "une phrase assez longue")
    )
    with pytest.raises(Refused) as caught:
        commission(options, read_site(DESK), practice=False)
    assert caught.value.code == "site.no_siret"
    assert not options.data.exists()
    require_own_siret(read_site(DESK.replace("0" * 14, SIRET)))
    assert commission(Options(tmp_path / "exercice"), read_site(DESK), practice=True).desk == "AMP1-F"


def test_the_real_site_of_the_tests_is_the_example_with_a_number() -> None:
    assert Path(REAL_SITE).read_text("utf-8") == site_text("ampere").replace("0" * 14, SIRET)


def test_the_events_of_init() -> None:
    rates = [
        VatRow("TVA_20", "TVA 20 %", 2000, date(2014, 1, 1), None, "CGI"),
        VatRow("OLD", "Old", 1960, date(2000, 1, 1), date(2013, 12, 31), "CGI"),
    ]
    commissioned = {"practice": True, "pub": "00", "software": "0", "clock": "given"}
    site = read_site(DESK + '[[closures]]\nday = 2026-08-15\nreason = "inventory"\n')
    events = core_events(site, commissioned=commissioned, rates=rates, draw=lambda prefix: f"{prefix}-1")
    assert [event.kind for event in events] == [
        "desk.commissioned",
        "settings.set",
        "calendar.closed_on",
        "vat.imported",
    ]
    settings, closed = events[1], events[2]
    # What is typed stands beside the journal, a code in it.
    assert closed.data == {"day": "2026-08-15", "reason": "other", "note": "n-1"}
    assert [record.text for record in closed.personal] == ["inventory"]
    assert settings.data["desk"] == "AMP1-F"
    assert (settings.data["clock_given"], settings.data["operators"]) == (True, ["o01"])
    # The operator's name is kept beside the journal.
    assert "La concierge" not in str(dict(settings.data))
    assert [(record.ref, record.text, record.retention) for record in settings.personal] == [
        ("r-1", "La concierge", "operator")
    ]
    assert [row["valid_to"] for row in events[-1].data["rows"]] == [None, "2013-12-31"]
