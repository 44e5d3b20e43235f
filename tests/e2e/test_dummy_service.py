"""Adding a service touches one folder and one line of the registry: everything else iterates over it."""

import csv
import io
import json
import shutil
import sys
import textwrap
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.driver import (
    CLOCK,
    DAY,
    EXPECTED,
    LINES,
    Ended,
    call,
    commands,
    contains,
    environment,
    to_lines,
)
from tests.not_tried import NOT_TRIED

ROOT = Path(__file__).parents[2]
FILES = {
    "__init__.py": '''
        """Umbrellas: lent at the door, counted at closing."""

        from concierge_desk.counter.service_parts import ServiceParts, Export, Paper, Report
        from concierge_desk.counter.service import Command, Recalendar, Reversal, Service, answers, never
        from concierge_desk.i18n import N_
        from concierge_desk.services.dummy import counter, documents, model, reports, tables

        COMMANDS = (
            Command(
                name="dummy.lend",
                summary=N_("Umbrellas are lent."),
                load=tables.load_lent,
                decide=model.lend,
                answer=answers("count"),
            ),
            Command(
                name="dummy.sell",
                summary=N_("An umbrella is sold."),
                decide=model.sell,
                charged=True,
            ),
        )

        ASIDE = ServiceParts(
            report=Report(part=reports.day_part, load=tables.load_now),
            documents=(Paper("umbrellas", tables.load_paper, documents.paper, N_("Umbrellas")),),
            exports=(
                Export(
                    code="dummy",
                    principal="DUMMY",
                    title="Relevé des parapluies",
                    label=N_("List of umbrellas"),
                    readme="Relevé des parapluies\\n",
                    tables=reports.export_tables,
                    bordereau=documents.bordereau,
                    check=reports.check,
                ),
            ),
            tellings=reports.TELLINGS,
        )
        SERVICE = Service(
            code="dummy",
            label=N_("Umbrellas"),
            commands=COMMANDS,
            migrations=tables.SCHEMA,
            principals=("DUMMY",),
            seed=model.seed,
            close=model.close,
            recalendar=Recalendar(tables.load_now, model.moved),
            reverse={
                "dummy.lent": Reversal(model.take_back),
                "dummy.sold": Reversal(model.refund, charged=True),
                "dummy.moved": never("calendar.set_again"),
            },
            messages={"dummy.none_left": N_("Only {left} umbrellas are left.")},
            aside=lambda: ASIDE,
            at_counter=counter.AT_COUNTER,
        )
        ''',
    "model.py": '''
        """Umbrellas, pure."""

        from collections.abc import Mapping
        from dataclasses import dataclass
        from datetime import date
        from typing import Annotated, Any

        from concierge_desk.counter.context import Context
        from concierge_desk.counter.service import ClosingContext, Undone
        from concierge_desk.counter.values.kinds import Integer
        from concierge_desk.domain.charge import OWN, REGIME_OWN, Charge
        from concierge_desk.domain.errors import Refused
        from concierge_desk.domain.journal import Event


        @dataclass(frozen=True, slots=True)
        class Lend:
            """Lend umbrellas."""

            count: Annotated[int, Integer(1, 100, "pieces"), "How many."]


        @dataclass(frozen=True, slots=True)
        class Sell:
            """Sell one umbrella."""


        def seed(site: Mapping[str, Any], _context: Context) -> tuple[Event, ...]:
            """Say how many there are."""
            return (Event("dummy.stocked", {"count": site.get("count", 10)}, aud="DUMMY"),)


        def lend(left: int, command: Lend, _context: Context) -> tuple[Event, ...]:
            """Lend.

            Raises:
                Refused: ``dummy.none_left``.
            """
            if command.count > left:
                raise Refused("dummy.none_left", left=left)
            return (Event("dummy.lent", {"count": command.count}, aud="DUMMY"),)


        def sell(_state: None, _command: Sell, _context: Context) -> tuple[Event, ...]:
            """Sell."""
            charge = Charge(
                label="Parapluie",
                quantity_thousandths=1000,
                unit_cents=900,
                cents=900,
                fund=OWN,
                regime=REGIME_OWN,
                vat_code="TVA_20",
                rate=2000,
                nature="goods",
            )
            return (Event("dummy.sold", {}, charge=charge),)


        def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
            """Take umbrellas back that were never lent."""
            return (Event("dummy.lent", {"count": -undone.posted.data["count"]}, aud="DUMMY"),)


        def refund(_state: None, _undone: Undone, _context: Context) -> tuple[Event, ...]:
            """Take a sold umbrella back."""
            return (Event("dummy.sold", {}),)


        LAST = date(2026, 12, 24)


        def moved(left: int, context: Context) -> tuple[Event, ...]:
            """Say when the umbrellas can be brought back last."""
            slot = context.calendar.last_useful_slot(LAST)
            if slot == "2026-12-24T15:00/18:00":
                return ()
            return (Event("dummy.moved", {"left": left, "slot": slot}, aud="DUMMY"),)


        def close(closing: ClosingContext) -> tuple[Event, ...]:
            """Freeze the day."""
            lent = sum(entry.data["count"] for entry in closing.reading.posted if entry.kind == "dummy.lent")
            data = {"number": closing.number, "lent": lent, "left": closing.reading.state}
            return (Event("dummy.day_reported", data, aud="DUMMY"),)
        ''',
    "tables.py": '''
        """Tables of umbrellas."""

        from typing import Any

        from concierge_desk.domain.journal import Posted
        from concierge_desk.store import journal
        from concierge_desk.store.connection import Connection
        from concierge_desk.store.day import day_range
        from concierge_desk.store.schema import Migrations, Schema, no_projection

        migrations = Migrations("service.dummy")


        @migrations()
        def m001_tables(connection: Connection) -> None:
            """Make the stock."""
            connection.execute("CREATE TABLE dummy_stock(place INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT")


        def _stocked(connection: Connection, posted: Posted) -> None:
            connection.execute("INSERT OR REPLACE INTO dummy_stock VALUES(1, ?)", (posted.data["count"],))


        def _lent(connection: Connection, posted: Posted) -> None:
            connection.execute("UPDATE dummy_stock SET count = count - ?", (posted.data["count"],))


        SCHEMA = Schema(
            migrations=migrations,
            apply={
                "dummy.stocked": _stocked,
                "dummy.lent": _lent,
                "dummy.sold": no_projection,
                "dummy.moved": no_projection,
                "dummy.day_reported": no_projection,
            },
            projections=("dummy_stock",),
        )


        def load_now(connection: Connection) -> int:
            """Return how many are left."""
            row = connection.execute("SELECT count FROM dummy_stock").fetchone()
            return int(row[0]) if row else 0


        def load_lent(connection: Connection, _command: Any, _context: Any) -> int:
            """Return how many are left."""
            return load_now(connection)


        def load_paper(connection: Connection, day: str) -> tuple[Posted, ...]:
            """Return a day's entries."""
            first, last = day_range(connection, day)
            return tuple(entry for entry in journal.posted(connection, first, last) if entry.aud == "DUMMY")
        ''',
    "counter.py": '''
        """Cards of umbrellas: they lie on no shelf, and are brought back."""

        from concierge_desk.counter.cards.offers import AtCounter, MorningList, Now, Offer, OfferedAct
        from concierge_desk.counter.rows import Rows
        from concierge_desk.i18n import N_
        from concierge_desk.services.dummy import tables
        from concierge_desk.services.dummy.model import LAST


        def umbrellas(rows: Rows, now: Now) -> tuple[Offer, ...]:
            """Return the card of those that are left."""
            return (
                Offer(
                    "dummy",
                    "umbrellas",
                    f"{tables.load_now(rows)} left",
                    (OfferedAct("Lend", "dummy.lend", {"count": 1}),),
                    place="door",
                    deadline_day=LAST.isoformat(),
                    state="lent",
                    slot=now.calendar.last_useful_slot(LAST),
                    due="bring_back",
                ),
            )


        def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
            """Return what a code is."""
            return umbrellas(rows, now) if code == "umbrellas" else ()


        def awaited(rows: Rows, name: str, now: Now) -> tuple[Offer, ...]:
            """Return the umbrellas of the one who forgets them."""
            return umbrellas(rows, now) if name == "Hofer" else ()


        AT_COUNTER = AtCounter(
            found=found,
            awaited=awaited,
            lists={"bring_back": MorningList(N_("To bring back"), "dummy.lend")},
            morning=umbrellas,
        )
        ''',
    "documents.py": '''
        """Papers of umbrellas."""

        from collections.abc import Sequence

        from concierge_desk.counter.service_parts import Marks
        from concierge_desk.counter.context import Settings
        from concierge_desk.domain.document import Document, Paragraph
        from concierge_desk.domain.journal import Posted


        def bordereau(posted: Sequence[Posted], marks: Marks) -> Document:
            """Draw the statement."""
            return _drawn(len(posted), marks.practice)


        def paper(posted: Sequence[Posted], settings: Settings, _copy: int) -> Document:
            """Draw the list."""
            return _drawn(len(posted), settings.practice)


        def _drawn(count: int, practice: bool) -> Document:
            words = (Paragraph(f"{count} écritures"),)
            return Document("umbrellas", "P-1", "Parapluies", "a4", words, practice)
        ''',
    "reports.py": '''
        """The day's part of umbrellas, and their statement."""

        from collections.abc import Mapping, Sequence
        from typing import Any

        from concierge_desk.counter.service_parts import DayReading, ExportedTable
        from concierge_desk.counter.texts.entry_texts import BESIDE, SALES, Telling, always
        from concierge_desk.domain.journal import Posted
        from concierge_desk.exporting.tables import TableField, TableSpec
        from concierge_desk.i18n import N_

        LENT = TableSpec(
            "lent",
            "lent.csv",
            "Prêts",
            "Parapluies prêtés.",
            (TableField("seq", "integer", "N°", "Écriture.", required=True), TableField("count", "integer", "Nombre", "Pièces.")),
        )


        def day_part(reading: DayReading) -> Mapping[str, Any]:
            """Return the umbrellas of a day."""
            frozen = [entry.data for entry in reading.posted if entry.kind == "dummy.day_reported"]
            if frozen:
                return {"umbrellas": {"lent": frozen[0]["lent"], "left": frozen[0]["left"]}}
            lent = sum(entry.data["count"] for entry in reading.posted if entry.kind == "dummy.lent")
            return {"umbrellas": {"lent": lent, "left": reading.state}}


        def export_tables(posted: Sequence[Posted]) -> tuple[ExportedTable, ...]:
            """Return the list."""
            rows = tuple((entry.seq, entry.data["count"]) for entry in posted if entry.kind == "dummy.lent")
            return (ExportedTable(LENT, rows),)


        def check(posted: Sequence[Posted]) -> tuple[str, ...]:
            """Return what does not add up."""
            reports = [entry.data for entry in posted if entry.kind == "dummy.day_reported"]
            lent = sum(entry.data["count"] for entry in posted if entry.kind == "dummy.lent")
            return () if [report["lent"] for report in reports] == [lent] else ("export.no_statement",)


        TELLINGS = {
            "dummy.stocked": Telling(always(N_("Umbrellas put out"))),
            "dummy.lent": Telling(always(N_("Umbrellas lent"))),
            "dummy.sold": Telling(always(N_("Umbrella sold")), SALES, weight=BESIDE),
            "dummy.moved": Telling(always(N_("Umbrellas moved")), weight=BESIDE),
            "dummy.day_reported": Telling(always(N_("Umbrellas reported")), weight=BESIDE),
        }
        ''',
}
IMPORT = "from concierge_desk.services.dummy import SERVICE as DUMMY\n"


class App:
    """A copy of the program with one service more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "poste"

    def python(self, *words: str | Path) -> Ended:
        """Run Python over the copy, never over the checkout."""
        env = environment(PYTHONPATH=str(self.folder))
        return call([sys.executable, *map(str, words)], env=env, cwd=self.folder)

    def run(self, *words: str | Path) -> Ended:
        """Run the program."""
        done = self.python("-m", "concierge_desk", "--data", self.data, *words)
        assert (done.status, done.err) == (0, ""), done
        return done

    def record(self, raws: list[dict[str, Any]]) -> list[Any]:
        """Record commands; all are accepted."""
        (self.folder / "lines.jsonl").write_bytes(to_lines(raws))
        return self.run("record", self.folder / "lines.jsonl", "--json", "--clock", CLOCK).answers


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("app")
    for name in ("concierge_desk", "resources", "docs", "tests", "stubs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    # The one folder.
    service = folder / "concierge_desk" / "services" / "dummy"
    service.mkdir()
    for name, text in FILES.items():
        (service / name).write_text(textwrap.dedent(text).lstrip(), "utf-8")
    # The one line.
    registry = folder / "concierge_desk" / "registry.py"
    before = registry.read_text("utf-8")
    after = before.replace("# isort: on\n", f"{IMPORT}# isort: on\n", 1)
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    registry.write_text(after, "utf-8")
    app = App(folder)
    assert app.python(
        "-c", "import concierge_desk; print(concierge_desk.__file__)"
    ).out.decode().strip() == str(folder / "concierge_desk" / "__init__.py")
    app.run("init", "--site", "ampere", "--practice", "--clock", CLOCK)
    return app


def op(n: int) -> str:
    return f"01970000-0000-7000-8000-{0xD000 + n:012x}"


@pytest.fixture(scope="module")
def lived(app: App) -> dict[str, Any]:
    """The real day with umbrellas in it; the status while it was open."""
    known = commands(LINES)
    umbrella = {
        "do": "till.settle",
        "acts": [{"do": "dummy.sell"}],
        "payments": [{"means": "card", "cents": 900}],
    }
    lent = app.record(
        [
            known[0],
            {"op": op(1), "do": "dummy.lend", "count": 3},
            {"op": op(2), "do": "dummy.lend", "count": 2},
            {"op": op(3), **umbrella},
        ]
    )
    assert lent[1]["result"] == {"count": 3}
    assert all(answer["ok"] for answer in app.record(known[:-1]))
    opened = app.run("day", "status", "--json").json
    closed = app.record(known)[-1]
    return {"open": opened, "closing": closed, "sale": lent[3]}


def test_its_part_stands_in_the_day(app: App, lived: dict[str, Any]) -> None:
    assert lived["open"]["umbrellas"] == {"lent": 5, "left": 5}
    told = app.run("day", "status", "--day", DAY, "--json").json
    assert told["umbrellas"] == {"lent": 5, "left": 5}
    # Beside it the relay's day is what it was, and the umbrella sold is the shop's.
    assert told["funds"] == {"MANDATE:LAPOSTE": 30878, "OWN": 3400}
    assert contains(told, {name: EXPECTED[name] for name in ("custody", "deposits", "cash")})
    assert lived["sale"]["ticket"] == "T-2026-000001"


def test_its_refusal_has_its_sentence(app: App, lived: dict[str, Any]) -> None:
    (app.folder / "more.jsonl").write_bytes(
        to_lines(
            [
                {"op": op(10), "do": "day.open"},
                {"op": op(11), "do": "dummy.lend", "count": 99},
                {"op": op(12), "do": "dummy.lend"},
            ]
        )
    )
    done = app.python(
        *("-m", "concierge_desk", "--data", app.data, "record", app.folder / "more.jsonl", "--json"),
        *("--lang", "en", "--clock", "2026-11-26T08:00"),
    )
    assert done.status == 3
    assert done.answers[1]["refused"] == {
        "code": "dummy.none_left",
        "message": "Only 5 umbrellas are left.",
    }
    assert done.answers[2]["refused"]["code"] == "input.missing"


def test_its_closing_event_stands_before_the_z(app: App, lived: dict[str, Any]) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from concierge_desk.desk.desk import Options, open_desk\n"
        "from concierge_desk.store import journal\n"
        "with open_desk(Options(Path(sys.argv[1]))) as desk:\n"
        "    found = desk.store.read(lambda rows: journal.posted(rows, int(sys.argv[2]), int(sys.argv[3])))\n"
        "print(*[entry.kind for entry in found])\n"
    )
    entries = lived["closing"]["entries"]
    done = app.python("-c", script, app.data, str(entries[0]), str(entries[-1]))
    kinds = done.out.decode().split()
    assert kinds[-1] == "day.closed"
    assert "dummy.day_reported" in kinds[:-1]
    assert "relay.day_reported" in kinds[:-1]


def test_its_export_is_offered_made_and_verified(app: App, lived: dict[str, Any]) -> None:
    assert (
        b"[laposte|dummy]" in app.run("export", "--help").out or b"dummy" in app.run("export", "--help").out
    )
    done = app.run("export", "dummy", "--day", DAY, "--to", app.folder / "out", "--json").json
    with zipfile.ZipFile(done["path"]) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("lent.csv").decode("utf-8-sig")), delimiter=";"))
        lines = [json.loads(line) for line in archive.read("journal.ndjson").splitlines()]
    assert [row["count"] for row in rows] == ["3", "2"]
    # It sees its own entries, and of La Poste's nothing but digests.
    assert {line["aud"] for line in lines if "payload" in line} == {"DUMMY"}
    assert {"LAPOSTE", "DPD", ""} <= {line["aud"] for line in lines if "digest" in line}
    assert app.run("verify", done["path"], "--json").json["ok"]
    again = app.run("export", "dummy", "--day", DAY, "--to", app.folder / "out2", "--json").json
    assert (again["again"], again["sha256"]) == (True, done["sha256"])
    both = app.run("export", "laposte", "--day", DAY, "--to", app.folder / "out", "--json").json
    assert app.run("verify", both["path"]).status == 0


def test_it_stands_on_the_list_of_the_morning(app: App, lived: dict[str, Any]) -> None:
    told = app.run("day", "morning", "--json").json
    (known,) = [known for known in told["lists"] if known["list"] == "bring_back"]
    assert known["label"] == "To bring back"
    assert [(item["service"], item["label"]) for item in known["items"]] == [("dummy", "5 left")]


def test_its_cards_are_shown(app: App, lived: dict[str, Any]) -> None:
    told = app.run("look", "M. Hofer", "--json").json
    assert [card for card in told["cards"] if card["service"] == "dummy"] == [
        {
            "service": "dummy",
            "ref": "umbrellas",
            "label": "5 left",
            "place": "door",
            "state": "lent",
            "deadline_day": "2026-12-24",
            "slot": "2026-12-24T15:00/18:00",
        }
    ]


def test_its_lists_have_a_page_though_it_has_no_shelf(app: App, lived: dict[str, Any]) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from concierge_desk import registry\n"
        "from concierge_desk.desk.desk import Options, open_desk\n"
        "from concierge_desk.pages import pages_of\n"
        "from concierge_desk.pages.counter.desk import FrontFace\n"
        "from concierge_desk.pages.shelf.desk import ShelfDesk\n"
        "print(*[page.code for page in pages_of(registry.SERVICES)])\n"
        "with open_desk(Options(Path(sys.argv[1]))) as desk:\n"
        "    sheet = ShelfDesk(FrontFace(desk, 'en')).on_shelf('dummy')\n"
        "print(sheet.has_shelf, *[(one.label, one.act, one.things[0].line) for one in sheet.errands])\n"
    )
    done = app.python("-c", script, app.data)
    pages, sheet = done.out.decode().splitlines()
    assert {"relay", "dummy"} <= set(pages.split())
    assert sheet == "False ('To bring back', 'dummy.lend', '5 left')"


def test_it_follows_the_opening_hours(app: App, lived: dict[str, Any]) -> None:
    closed, again = app.record(
        [
            {"op": op(40), "do": "calendar.close_on", "day": "2026-12-24", "reason": "leave"},
            {"op": op(41), "do": "calendar.reopen", "day": "2026-12-24"},
        ]
    )
    assert closed["result"]["moved"]["dummy"] == 1
    assert "dummy" not in again["result"]["moved"]
    assert app.run("verify", "--signatures", "--rebuild", "--json").json["faults"] == []


def test_its_paper_is_printed(app: App, lived: dict[str, Any]) -> None:
    target = app.folder / "parapluies.txt"
    assert app.run("print", f"umbrellas:{DAY}", "--as", "text", "--to", target, "--json").json["copy"] == 0
    assert "écritures" in target.read_text("utf-8")


def test_its_tables_are_rebuilt_with_the_others(app: App, lived: dict[str, Any]) -> None:
    assert app.run("verify", "--signatures", "--rebuild", "--json").json["faults"] == []


def test_a_desk_made_without_it_takes_it_on(app: App, tmp_path: Path) -> None:
    """An older store is migrated, a copy is made first, and the command is there."""
    older = tmp_path / "poste"
    words = ("--data", older, "init", "--site", "ampere", "--practice", "--clock", CLOCK)
    assert call([sys.executable, "-m", "concierge_desk", *map(str, words)]).status == 0
    lines = tmp_path / "day.jsonl"
    lines.write_bytes(LINES)
    done = app.python("-m", "concierge_desk", "--data", older, "record", lines, "--json", "--clock", CLOCK)
    assert (done.status, done.err) == (0, "")
    told = app.python("-m", "concierge_desk", "--data", older, "day", "status", "--json").json
    assert contains(told, EXPECTED)
    assert told["umbrellas"] == {"lent": 0, "left": 0}
    assert len(list((older / "copies").glob("avant-*"))) == 1
    # The older program says so and changes nothing.
    back = call([sys.executable, "-m", "concierge_desk", "--data", str(older), "day", "status", "--json"])
    assert (back.status, back.json["refused"]["code"]) == (4, "store.newer")


def test_it_stands_in_the_reference(app: App) -> None:
    generator = app.folder / "docs" / "generate.py"
    if not generator.exists():
        pytest.skip(f"{NOT_TRIED}: there is no generator of the reference yet")
    pages = app.folder / "pages"
    pages.mkdir()
    done = app.python(generator, "--to", pages)
    assert done.status == 0, done.err
    text = (pages / "commands.md").read_text("utf-8")
    for word in ("dummy.lend", "dummy.sell", "dummy.none_left", "dummy"):
        assert word in text
    assert "dummy_stock" in (pages / "schema.md").read_text("utf-8")


def test_it_keeps_the_contracts_of_a_service(app: App) -> None:
    """The contract tests of the services run over the registry, whatever stands in it."""
    contracts = sorted(
        path.relative_to(app.folder) for path in app.folder.glob("tests/services/test_*contract*.py")
    )
    if not contracts:
        pytest.skip(f"{NOT_TRIED}: there are no contract tests of the services yet")
    done = app.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *contracts)
    assert done.status == 0, done.out.decode()[-3000:]


def test_the_import_contracts_hold_with_it(app: App) -> None:
    imports = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = app.python("-c", imports, "--no-cache")
    assert done.status == 0, done.out.decode()[-3000:]
