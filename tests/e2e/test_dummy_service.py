"""Adding a service touches one folder and one line of the registry: everything else iterates over it."""

import csv
import io
import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from concierge_desk import registry
from tests.e2e.driver import (
    CLOCK,
    DAY,
    EXPECTED,
    FULL,
    LINES,
    Ended,
    call,
    commands,
    contains,
    environment,
    run,
    to_lines,
)
from tests.e2e.ready import Ready

ROOT = Path(__file__).parents[2]
FRENCH = "resources/locale/fr/LC_MESSAGES/concierge_desk.po"
PARTS = ("concierge_desk", "resources", "docs", "tests", "stubs", "provisioning", "pyproject.toml", "dev.py")
DUMMY = Path(__file__).parent / "dummy"
LONGEST_S = 900
"""Of a process: whole tests run in one."""
IMPORT = "from concierge_desk.services.dummy import SERVICE as DUMMY\n"
TEXTS = (
    "import dev, tempfile\n"
    "from babel.messages.frontend import CommandLineInterface\n"
    "with tempfile.TemporaryDirectory() as made:\n"
    "    for step in dev.text_steps(made + '/concierge_desk.pot'):\n"
    "        CommandLineInterface().run(['pybabel', *step])\n"
)


class App:
    """A copy of the program with one service more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "poste"
        self._ready = Ready(self._environment, folder)

    @property
    def _environment(self) -> dict[str, str]:
        return environment(PYTHONPATH=str(self.folder), QT_QPA_PLATFORM="offscreen")

    def python(self, *words: str | Path, **more: str) -> Ended:
        """Run Python over the copy, never over the checkout; with more in its environment."""
        return call(
            [sys.executable, *map(str, words)],
            env=self._environment | more,
            cwd=self.folder,
            timeout=LONGEST_S,
        )

    def try_(self, *words: str | Path, data: Path | None = None) -> Ended:
        """Run the program, whatever comes of it; over its own desk by default."""
        said = ("--data", data or self.data, *words)
        status, out, err = self._ready.call(said, stdin=b"", env=self._environment, timeout_s=LONGEST_S)
        return Ended(status, out, err.decode())

    def passes(self, *words: str, **more: str) -> None:
        """Run tests over the copy, with more in their environment."""
        done = self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *words, **more)
        assert done.status == 0, done.out.decode()[-3000:]

    def run(self, *words: str | Path) -> Ended:
        """Run the program."""
        done = self.try_(*words)
        assert (done.status, done.err) == (0, ""), done
        return done

    def record(self, raws: list[dict[str, Any]]) -> list[Any]:
        """Record commands; all are accepted."""
        (self.folder / "lines.jsonl").write_bytes(to_lines(raws))
        return self.run("record", self.folder / "lines.jsonl", "--json", "--clock", CLOCK).answers


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("app")
    for part in PARTS:
        if (ROOT / part).is_dir():
            # What was compiled stays: it is known by the same times.
            left = shutil.ignore_patterns("*-pytest-*.pyc", "*.pyc.*", "*.png")
            shutil.copytree(ROOT / part, folder / part, ignore=left)
        else:
            shutil.copy(ROOT / part, folder)
    # The one folder, its resources, its tests.
    shutil.copytree(DUMMY / "service", folder / "concierge_desk" / "services" / "dummy")
    # What several services could share of it.
    shutil.copytree(DUMMY / "mechanism", folder / "concierge_desk" / "mechanisms" / "counted")
    shutil.copytree(DUMMY / "resources", folder / "resources", dirs_exist_ok=True)
    (folder / "tests" / "services" / "dummy").mkdir()
    for part in ("samples.py", "ways.py"):
        shutil.copy(DUMMY / part, folder / "tests" / "services" / "dummy")
    shutil.copy(DUMMY / "in_the_window.py", folder / "tests" / "ui" / "window")
    # The one line.
    registry = folder / "concierge_desk" / "registry.py"
    before = registry.read_text("utf-8")
    after = before.replace("# isort: on\n", f"{IMPORT}# isort: on\n", 1)
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    registry.write_text(after, "utf-8")
    # Its French.
    with (folder / FRENCH).open("a", encoding="utf-8") as catalogue:
        catalogue.write((DUMMY / "fr.po").read_text("utf-8"))
    app = App(folder)
    assert app.python(
        "-c", "import concierge_desk; print(concierge_desk.__file__)"
    ).out.decode().strip() == str(folder / "concierge_desk" / "__init__.py")
    done = app.python("-c", TEXTS)
    assert done.status == 0, done.err
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
    words = ("record", app.folder / "more.jsonl", "--json", "--lang", "en", "--clock", "2026-11-26T08:00")
    done = app.try_(*words)
    assert done.status == 3
    assert done.answers[1]["refused"] == {
        "code": "dummy.none_left",
        "message": "Only 5 umbrellas are left.",
        "params": done.answers[1]["refused"]["params"],
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
    assert known["label"] == "À rapporter"
    assert [(item["service"], item["label"]) for item in known["items"]] == [("dummy", "Parapluies")]


def test_its_cards_are_shown(app: App, lived: dict[str, Any]) -> None:
    told = app.run("look", "M. Hofer", "--json").json
    assert [card for card in told["cards"] if card["service"] == "dummy"] == [
        {
            "service": "dummy",
            "ref": "umbrellas",
            "label": "Parapluies",
            "place": "à la porte",
            "state": "lent",
            "deadline_day": "2026-12-24",
            "slot": "2026-12-24T15:00/18:00",
        }
    ]


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
    assert run(*words).status == 0
    lines = tmp_path / "day.jsonl"
    lines.write_bytes(LINES)
    done = app.try_("record", lines, "--json", "--clock", CLOCK, data=older)
    assert (done.status, done.err) == (0, "")
    told = app.try_("day", "status", "--json", data=older).json
    assert contains(told, EXPECTED)
    assert told["umbrellas"] == {"lent": 0, "left": 0}
    assert len(list((older / "copies").glob("avant-*"))) == 1
    # The older program says so and changes nothing.
    back = run("--data", older, "day", "status", "--json")
    assert (back.status, back.json["refused"]["code"]) == (4, "store.newer")


def test_it_stands_in_the_reference(app: App) -> None:
    pages = app.folder / "pages"
    pages.mkdir()
    done = app.python(app.folder / "docs" / "generate.py", "--to", pages)
    assert done.status == 0, done.err
    text = (pages / "commands.md").read_text("utf-8")
    for word in ("dummy.lend", "dummy.sell", "dummy.put_out", "dummy.none_left", "dummy"):
        assert word in text
    assert "dummy_stock" in (pages / "schema.md").read_text("utf-8")


def test_it_stands_in_the_export_of_everything(app: App, lived: dict[str, Any]) -> None:
    done = app.run("export", "everything", "--to", app.folder / "all", "--json").json
    text = Path(done["path"], "tables", "parapluies.csv").read_text("utf-8-sig")
    assert [row["count"] for row in csv.DictReader(io.StringIO(text), delimiter=";")] == ["5"]
    assert list(Path(done["path"]).glob(f"papiers/{DAY}/*umbrellas*.pdf"))


def test_it_lives_in_the_demo_beside_the_others(app: App) -> None:
    told = app.run("demo", "--to", app.folder / "demo", "--days", "2", "--json").json
    assert told["faults"] == [] and len(told["days"]) == 2
    there = app.folder / "demo" / "poste"
    for day in told["days"]:
        lived = app.try_("day", "status", "--day", day["day"], "--json", data=there).json
        assert lived["umbrellas"]["lent"] > 0
        # What it sells is the shop's own.
        assert "MANDATE:DUMMY" not in lived["funds"]


def test_it_keeps_the_contracts_of_a_service(app: App) -> None:
    """The contract tests of the services run over the registry, whatever stands in it; the others' are run by themselves."""
    others = ("relay", "shop") if FULL else tuple(service.code for service in registry.SERVICES)
    places = ("[{}]", "-{}]", "[{}-", "[{}.")
    left = " and ".join(f"not {place.format(code)}" for code in others for place in places)
    app.passes("tests/services/test_contract.py", "tests/services/test_everything.py", "-k", left)


def test_its_acts_are_told_and_taken_back_as_any_other(app: App) -> None:
    app.passes(
        "tests/counter/test_telling.py", "tests/counter/test_reverse.py", "-k", "dummy or has_its_row or kind"
    )


def test_every_sentence_of_it_has_its_french(app: App) -> None:
    app.passes("tests/house/test_texts.py", "tests/house/test_pages.py")


def test_it_is_all_there_in_the_window(app: App) -> None:
    """Card, key, rail entry, page, paper, settings, closing step, undo, journal: in French, by keys alone."""
    app.passes("tests/ui/window/in_the_window.py")


def test_each_of_its_commands_is_done_by_keys_and_by_mouse(app: App) -> None:
    # Those of the others are done without it in this very run, and beside it at full size.
    alone = {} if FULL else {"CONCIERGE_DESK_WAYS_OF": "dummy"}
    app.passes("tests/ui/ways/test_commands.py", "-k", "has_a_way or counter or settings", **alone)


def test_the_import_contracts_hold_with_it(app: App) -> None:
    imports = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = app.python("-c", imports, "--no-cache")
    assert done.status == 0, done.out.decode()[-3000:]


def test_it_is_typed_and_in_shape(app: App) -> None:
    """Here, where it is a part of the program: in the tests' own folder nobody knows its name."""
    packages = ("concierge_desk/services/dummy", "concierge_desk/mechanisms/counted")
    for words in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)):
        done = app.python("-m", *words, *packages)
        assert done.status == 0, done.out.decode()[-3000:]
