"""Each import contract of the house catches the violation it stands for.

A copy of the package is made, one line is added to it, and import-linter must name exactly the
contract that the line breaks.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.driver import FULL
from tests.sizes import few

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "concierge_desk"
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
VERDICT = re.compile(r"^(?P<name>\S.*?) (?P<verdict>KEPT|BROKEN)\b", re.MULTILINE)
LAYERS = (
    *("__main__", "cli", "bootstrap", "frame", "pages", "jobs", "desk", "registry", "services", "mechanisms"),
    *("counter", "store", "signing", "printing", "media", "exporting", "delivery", "i18n", "paths", "domain"),
)
CONTRACTS = {
    "one direction",
    "services apart",
    "inside a service",
    "mechanisms apart",
    "inside a mechanism",
    "wall: the window",
    "pages apart",
    "inside a page",
    "inside the window",
    "presenters without Qt",
    "a page is handed its desk",
    "wall: the counter",
    "wall: the store",
    "wall: the paper",
    "wall: the workbooks",
    "wall: the folders",
    "wall: the keys",
    "wall: the sticks",
    "wall: the ways out",
    "no cycles",
}


@dataclass(frozen=True)
class Violation:
    """One line that must not be written, and the contract that says so."""

    contract: str
    file: str
    line: str
    beside: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.contract} / {self.file}: {self.line}"


VIOLATIONS = (
    Violation("one direction", "domain/injected.py", "import concierge_desk.counter"),
    Violation("one direction", "counter/injected.py", "import concierge_desk.services"),
    Violation("one direction", "store/injected.py", "import concierge_desk.counter"),
    Violation("one direction", "store/injected.py", "import concierge_desk.signing"),
    Violation("one direction", "registry.py", "import concierge_desk.bootstrap"),
    Violation("one direction", "bootstrap/injected.py", "import concierge_desk.cli"),
    Violation("one direction", "frame/injected.py", "import concierge_desk.bootstrap"),
    Violation("one direction", "exporting/injected.py", "import concierge_desk.pages.counter.face"),
    Violation("one direction", "jobs/injected.py", "import concierge_desk.pages.counter.face"),
    Violation("one direction", "desk/injected.py", "import concierge_desk.jobs.papers"),
    Violation("one direction", "paths.py", "import concierge_desk.i18n"),
    Violation("one direction", "odds_and_ends.py", "NEW_TOP_LEVEL_MODULE = True"),
    Violation("one direction", "media/injected.py", "import concierge_desk.store"),
    Violation(
        "services apart", "services/dummy_one/model.py", "import concierge_desk.services.dummy_two.model"
    ),
    Violation(
        "services apart", "services/relay/model/injected.py", "import concierge_desk.services.dummy_two"
    ),
    Violation(
        "inside a service", "services/dummy_one/model.py", "import concierge_desk.services.dummy_one.tables"
    ),
    Violation(
        "inside a service", "services/dummy_one/reports.py", "import concierge_desk.services.dummy_one.tables"
    ),
    Violation(
        "inside a service", "services/dummy_one/messages.py", "import concierge_desk.services.dummy_one.model"
    ),
    Violation(
        "inside a service",
        "services/dummy_one/tables.py",
        "import concierge_desk.services.dummy_one.demo",
        beside=(("services/dummy_one/demo.py", "NOTHING = None"),),
    ),
    Violation("inside a service", "services/dummy_one/odds_and_ends.py", "NEW_KIND_OF_MODULE = True"),
    Violation(
        "one direction", "mechanisms/lending/model.py", "import concierge_desk.services.dummy_one.model"
    ),
    Violation(
        "mechanisms apart",
        "mechanisms/lending/model.py",
        "import concierge_desk.mechanisms.people.model.settings",
    ),
    Violation(
        "mechanisms apart",
        "mechanisms/slips/model/injected.py",
        "import concierge_desk.mechanisms.people.model.settings",
    ),
    Violation(
        "one direction",
        "mechanisms/slips/model/injected.py",
        "import concierge_desk.services.shop.model.articles",
    ),
    Violation(
        "inside a mechanism",
        "mechanisms/lending/model.py",
        "import concierge_desk.mechanisms.lending.tables",
        beside=(("mechanisms/lending/tables.py", "NOTHING = None"),),
    ),
    Violation("inside a mechanism", "mechanisms/lending/odds_and_ends.py", "NEW_KIND_OF_MODULE = True"),
    Violation("wall: the window", "counter/injected.py", "import PySide6.QtWidgets"),
    Violation("wall: the window", "services/dummy_one/tables.py", "from PySide6.QtCore import QObject"),
    Violation("wall: the window", "services/dummy_one/__init__.py", "import PySide6"),
    Violation("wall: the window", "jobs/injected.py", "from PySide6.QtCore import QTimer"),
    Violation("pages apart", "pages/day/injected.py", "import concierge_desk.pages.counter.state"),
    Violation(
        "inside a page",
        "pages/dummy/face.py",
        "import concierge_desk.pages.dummy.state",
        beside=(("pages/dummy/__init__.py", "NOTHING = None"), ("pages/dummy/state.py", "NOTHING = None")),
    ),
    Violation(
        "inside a page",
        "pages/dummy/state.py",
        "import concierge_desk.pages.dummy.presenter",
        beside=(
            ("pages/dummy/__init__.py", "NOTHING = None"),
            ("pages/dummy/presenter.py", "NOTHING = None"),
        ),
    ),
    Violation("inside the window", "ui/kit/injected.py", "import concierge_desk.ui.presenter.told"),
    Violation("inside the window", "ui/odds_and_ends.py", "NEW_PART_OF_THE_WINDOW = True"),
    Violation("presenters without Qt", "ui/presenter/injected.py", "from PySide6.QtCore import QTimer"),
    Violation("presenters without Qt", "pages/day/state.py", "from PySide6.QtCore import QTimer"),
    Violation("a page is handed its desk", "pages/day/view.py", "import concierge_desk.store.database"),
    Violation("a page is handed its desk", "pages/day/state.py", "import concierge_desk.desk.catalogue"),
    Violation("a page is handed its desk", "ui/kit/injected.py", "import concierge_desk.printing.render"),
    Violation("wall: the counter", "counter/injected.py", "import concierge_desk.signing.keys"),
    Violation("wall: the counter", "counter/injected.py", "import concierge_desk.exporting.tables"),
    Violation("wall: the store", "counter/injected.py", "import sqlite3"),
    Violation("wall: the store", "services/dummy_one/tables.py", "import sqlcipher3.dbapi2"),
    Violation("wall: the store", "services/dummy_one/tables/rows.py", "import sqlite3"),
    Violation("wall: the store", "services/dummy_one/reports.py", "import sqlite_utils"),
    Violation("wall: the store", "exporting/injected.py", "from sqlcipher3 import dbapi2"),
    Violation("wall: the paper", "services/dummy_one/documents.py", "from reportlab.pdfgen import canvas"),
    Violation("wall: the paper", "exporting/injected.py", "import escpos.printer"),
    Violation("wall: the workbooks", "services/dummy_one/reports.py", "import xlsxwriter"),
    Violation("wall: the folders", "desk/injected.py", "import platformdirs"),
    Violation("wall: the keys", "store/injected.py", "import keyring"),
    Violation("wall: the keys", "bootstrap/injected.py", "import pyrage"),
    Violation(
        "wall: the keys",
        "exporting/injected.py",
        "from cryptography.hazmat.primitives.asymmetric import ed25519",
    ),
    Violation("wall: the sticks", "jobs/injected.py", "import psutil"),
    Violation("wall: the ways out", "jobs/injected.py", "import smtplib"),
    Violation("wall: the ways out", "pages/day/injected.py", "import asyncssh"),
    Violation(
        "no cycles",
        "counter/injected.py",
        "import concierge_desk.counter.injected_too",
        beside=(("counter/injected_too.py", "import concierge_desk.counter.injected"),),
    ),
    Violation(
        "no cycles",
        "services/dummy_one/model/one.py",
        "import concierge_desk.services.dummy_one.model.two",
        beside=(("services/dummy_one/model/two.py", "import concierge_desk.services.dummy_one.model.one"),),
    ),
)

ALLOWED = (
    ("services/dummy_one/page.py", "import PySide6.QtWidgets"),
    ("services/dummy_two/page.py", "import PySide6.QtWidgets"),
    ("services/dummy_two/__init__.py", "import concierge_desk.services.dummy_two.page"),
    ("services/dummy_two/__init__.py", "import concierge_desk.ui.page.page"),
    ("registry.py", "import concierge_desk.services.dummy_two"),
    ("ui/kit/form_view.py", "import PySide6.QtWidgets"),
    ("frame/injected.py", "import PySide6.QtGui, concierge_desk.pages.counter.face, concierge_desk.ui.kit"),
    ("pages/day/injected.py", "import PySide6.QtGui, concierge_desk.ui.page.list_page"),
    ("pages/day/desk.py", "import concierge_desk.store.database, concierge_desk.jobs.export"),
    ("counter/injected.py", "import concierge_desk.store.day"),
    ("services/dummy_one/counter.py", "import concierge_desk.services.dummy_one.tables"),
    ("services/dummy_one/tables/rows.py", "import concierge_desk.store, sqlite_utils.db"),
    ("services/dummy_two/tables.py", "from sqlite_utils import Migrations"),
    ("mechanisms/lending/tables.py", "from sqlite_utils import Migrations"),
    ("services/dummy_two/model.py", "import concierge_desk.mechanisms.lending.tables"),
    ("mechanisms/entrusted/model.py", "import concierge_desk.mechanisms.slips.model.slips"),
    ("services/dummy_one/tables/rows.py", "import concierge_desk.services.dummy_one.model"),
    ("services/dummy_one/model.py", "import concierge_desk.services.dummy_one.messages"),
    ("store/injected.py", "import sqlcipher3, sqlite_utils"),
    ("printing/injected.py", "import reportlab, escpos"),
    ("exporting/injected.py", "import xlsxwriter"),
    ("signing/injected.py", "import keyring, cryptography, pyrage"),
    ("media/injected.py", "import psutil"),
    ("delivery/injected.py", "import asyncssh, smtplib"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package and its contracts, with two services more and no layer missing; leave it as it is."""
    house = tmp_path_factory.mktemp("whole")
    shutil.copytree(ROOT / PACKAGE, house / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", house)
    for layer in LAYERS:
        if not (house / PACKAGE / layer).exists():
            write(house, f"{layer}.py", '"""A layer that is still to come."""')
    for service in ("dummy_one", "dummy_two"):
        for module in ("__init__", "tables", "model"):
            write(house, f"services/{service}/{module}.py", '"""Nothing."""')
    return house


@pytest.fixture
def house(whole: Path, tmp_path: Path) -> Path:
    """The same for one test: its files are those of the copy until one is written."""
    shutil.copytree(whole, tmp_path, copy_function=os.link, dirs_exist_ok=True)
    return tmp_path


def write(house: Path, file: str, line: str) -> None:
    """Add a line at the end of a module; a module and its packages are made where there are none."""
    path = house / PACKAGE / file
    path.parent.mkdir(parents=True, exist_ok=True)
    package = path.parent
    while package != house:
        (package / "__init__.py").touch()
        flat = package.with_suffix(".py")
        if flat.exists():
            flat.unlink()
        package = package.parent
    before = path.read_text("utf-8") if path.exists() else ""
    # It is made anew: the file that lies there is that of the other tests too.
    path.unlink(missing_ok=True)
    path.write_text(f"{before}\n{line}\n", "utf-8")


def lint(house: Path) -> tuple[int, dict[str, str], str]:
    """Run import-linter on the copy; return its exit status, its verdicts by contract and its words."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=house,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=QUIET | {"PYTHONUTF8": "1", "COLUMNS": "200"},
    )
    words = done.stdout + done.stderr
    return done.returncode, {m["name"]: m["verdict"] for m in VERDICT.finditer(words)}, words


def test_the_clean_copy_keeps_every_contract(house: Path) -> None:
    status, verdicts, words = lint(house)
    assert status == 0, words
    assert verdicts == dict.fromkeys(CONTRACTS, "KEPT")


def test_what_the_walls_allow_is_allowed(house: Path) -> None:
    for file, line in ALLOWED:
        write(house, file, line)
    status, _, words = lint(house)
    assert status == 0, words


def test_every_contract_has_its_violation() -> None:
    assert {violation.contract for violation in VIOLATIONS} == CONTRACTS


TRIED = VIOLATIONS if FULL else tuple({violation.contract: violation for violation in VIOLATIONS}.values())
"""One of each contract for every change: what a layer, a service or a page may not, the contracts say themselves."""


@few(8)
@pytest.mark.parametrize("violation", TRIED, ids=str)
def test_a_violation_is_caught_and_named(house: Path, violation: Violation) -> None:
    """R-1.01: the wall round the store is one of them, so that nobody else comes to the register."""
    write(house, violation.file, violation.line)
    for file, line in violation.beside:
        write(house, file, line)
    status, verdicts, words = lint(house)
    assert status == 1, words
    assert {name for name, verdict in verdicts.items() if verdict == "BROKEN"} == {violation.contract}, words
