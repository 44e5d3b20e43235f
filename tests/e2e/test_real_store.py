"""A real desk: keys behind a passphrase, the PC's own clock, nothing to be read without them."""

import json
import shutil
from pathlib import Path

import pytest

from tests import easily
from tests.e2e.driver import (
    DAY,
    EXPECTED,
    FULL,
    LINES,
    PEOPLE,
    TRACKINGS,
    Shop,
    another_day,
    commands,
    contains,
    to_lines,
)
from tests.e2e.test_real_day import BESIDE, FAKETIME, fresh_numbers
from tests.not_tried import NOT_TRIED
from tests.real_site import REAL_SITE


class RealShop:
    """A desk that lives by the PC's clock, which stands where the test puts it."""

    def __init__(self, folder: Path) -> None:
        if FAKETIME is None:
            pytest.skip(f"{NOT_TRIED}: faketime is missing (python3 dev.py system)")
        self.folder = folder
        self.data = folder / "poste"
        self.passphrase = folder / "phrase.txt"
        self.passphrase.write_text("ouvre-toi, Sésame\n", "utf-8")

    def at(self, moment: str) -> Shop:
        """The program at an instant, UTC."""
        prefix = (str(FAKETIME), "--exclude-monotonic", "-f", f"@{moment}")
        return Shop(self.data, prefix, {"TZ": "UTC"})

    def words(self, *words: str | Path) -> tuple[str | Path, ...]:
        return ("--key-passphrase-file", self.passphrase, *words)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> RealShop:
    shop = RealShop(tmp_path_factory.mktemp("real"))
    shop.at("2026-11-25 06:50:00").run(*shop.words("init", "--site", REAL_SITE))
    if not FULL:
        easily.lock_keys(shop.data, shop.passphrase)
    return shop


@pytest.fixture
def shop(made: RealShop, tmp_path: Path) -> RealShop:
    shutil.copytree(made.data, tmp_path / "poste")
    return RealShop(tmp_path)


def one(do: str, n: int, **fields: object) -> bytes:
    return to_lines([{"op": f"01970000-0000-7000-8000-{0xE000 + n:012x}", "do": do, **fields}])


def refusal(shop: RealShop, moment: str, line: bytes) -> str:
    done = shop.at(moment).try_(*shop.words("record", "-", "--json"), stdin=line)
    assert done.status == 3, done
    return str(done.json["refused"]["code"])


def accepted(shop: RealShop, moment: str, line: bytes) -> None:
    done = shop.at(moment).try_(*shop.words("record", "-", "--json"), stdin=line)
    assert (done.status, done.err) == (0, ""), done


def test_the_real_day_by_the_pcs_clock(shop: RealShop, tmp_path: Path) -> None:
    morning = shop.at("2026-11-25 07:00:00")
    first = morning.run(*shop.words("record", "-", "--json"), stdin=LINES)
    status = morning.run(*shop.words("day", "status", "--json")).json
    assert contains(status, EXPECTED | BESIDE)
    later = shop.at("2026-11-25 20:00:00")
    assert later.run(*shop.words("record", "-", "--json"), stdin=LINES).out == first.out
    assert later.run(*shop.words("verify", "--signatures", "--rebuild", "--json")).json["faults"] == []
    made = later.run(*shop.words("export", "laposte", "--day", DAY, "--to", tmp_path / "out", "--json")).json
    assert Path(made["path"]).name == f"laposte-AMP1-{DAY}.zip"
    assert Shop(tmp_path).try_("verify", made["path"]).status == 0
    paper = tmp_path / "z.txt"
    later.run(*shop.words("print", "z:Z-2026-0001", "--as", "text", "--to", paper))
    assert "FACTICE" not in paper.read_text("utf-8")


def test_without_its_keys_nothing_in_its_folder_can_be_read(shop: RealShop, tmp_path: Path) -> None:
    """Byte search: no name, no tracking number, in any file, in any usual encoding; while open and once closed."""
    accepted(shop, "2026-11-25 07:00:00", to_lines(commands()[:-1]))
    search(shop.data)
    noted = one("day.close", 1, gap_reason="M. Traoré a compté deux fois 861011301731382")
    accepted(shop, "2026-11-25 11:00:00", noted)
    shop.at("2026-11-25 12:00:00").run(*shop.words("verify", "--rebuild"))
    search(shop.data)
    assert not (shop.data / "FACTICE.key").exists()


def search(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"concierge.db", "cles.json"} <= {path.name for path in files}
    secrets = [*PEOPLE, *TRACKINGS, "compté deux fois", "LAPOSTE", "till.settled", "T-2026-000001"]
    secrets += [raw["tracking"] for raw in commands() if "tracking" in raw]
    for path in files:
        content = path.read_bytes()
        for secret in secrets:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(encoding) not in content, (path, secret)
        assert path.name.encode() != b"SQLite format 3"
        assert not content.startswith(b"SQLite format 3")


def test_a_day_far_away_asks_whether_it_is_really_that_day(shop: RealShop) -> None:
    """More than four days after the last entry, or in another year."""
    accepted(shop, "2026-11-25 07:00:00", LINES)
    assert refusal(shop, "2026-11-30 07:00:00", one("day.open", 1)) == "clock.confirm"
    assert (
        refusal(shop, "2027-01-02 07:00:00", one("day.open", 2, confirmed_day="2027-01-03"))
        == "clock.confirm"
    )
    accepted(shop, "2026-11-30 07:00:00", one("day.open", 3, confirmed_day="2026-11-30"))


@pytest.mark.skipif(not FULL, reason="days one after another are played on a practice desk too")
def test_within_four_days_nothing_is_asked(shop: RealShop) -> None:
    accepted(shop, "2026-11-25 07:00:00", LINES)
    lines = fresh_numbers(another_day("2026-11-28", 1), 1)
    accepted(shop, "2026-11-28 08:00:00", lines)
    status = shop.at("2026-11-28 12:00:00").run(*shop.words("day", "status", "--json")).json
    assert (status["day"], status["number"], status["tickets"]) == ("2026-11-28", "Z-2026-0002", 19)


def test_the_clock_falls_back_during_the_day(shop: RealShop) -> None:
    """Up to two minutes without a word, further with one entry; the day goes on, and its date is its own."""
    known = commands()
    accepted(shop, "2026-11-25 09:00:00", to_lines(known[:10]))
    accepted(shop, "2026-11-25 08:58:30", to_lines(known[10:20]))
    accepted(shop, "2019-01-01 00:00:00", to_lines(known[20:]))
    status = shop.at("2019-01-01 00:00:30").run(*shop.words("day", "status", "--day", DAY, "--json")).json
    assert contains(status, EXPECTED | BESIDE)
    assert refusal(shop, "2019-01-02 07:00:00", one("day.open", 1)) == "clock.behind"
    accepted(shop, "2026-11-26 07:00:00", one("day.open", 2))
    told = (
        shop.at("2026-11-26 08:00:00").run(*shop.words("verify", "--signatures", "--rebuild", "--json")).json
    )
    assert told["faults"] == []


def test_a_forgotten_day_only_wants_to_be_closed(shop: RealShop) -> None:
    known = commands()
    accepted(shop, "2026-11-25 07:00:00", to_lines(known[:20]))
    accepted(shop, "2026-11-26 02:59:00", to_lines(known[20:21]))  # 03:59 at the shop
    assert refusal(shop, "2026-11-26 03:00:00", to_lines(known[21:22])) == "day.must_close"
    assert refusal(shop, "2026-11-26 07:00:00", one("day.open", 1)) == "day.must_close"
    closed = shop.at("2026-11-26 07:00:00").run(*shop.words("day", "close", "--json")).json
    assert (closed["result"]["day"], closed["result"]["late"]) == (DAY, True)
    assert closed["result"]["counted_cents"] is None
    accepted(shop, "2026-11-26 07:01:00", one("day.open", 2))
    status = shop.at("2026-11-26 07:02:00").run(*shop.words("day", "status", "--json")).json
    assert (status["day"], status["state"]) == ("2026-11-26", "open")


def test_the_log_of_a_real_desk_holds_codes_only(shop: RealShop) -> None:
    accepted(shop, "2026-11-25 07:00:00", to_lines(commands()[:-1]))
    shop.at("2026-11-25 08:00:00").try_(*shop.words("day", "status", "--day", "Kessler"))
    shop.at("2026-11-25 08:00:00").try_(
        *shop.words("print", "ticket:Kessler", "--as", "text", "--to", "/dev/null/x")
    )
    log = "".join(path.read_text("utf-8") for path in (shop.data / "journaux").iterdir())
    assert "day.unknown" in log
    for secret in (*PEOPLE, *TRACKINGS, "Sésame"):
        assert secret not in log
    assert json.loads((shop.data / "cles.json").read_text("utf-8"))["way"] == "passphrase"
