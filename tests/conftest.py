"""What every test of the house shares: the size of the run, the silence of the log, the coverage floors.

And a loud word on what this machine did not let us try.
"""

import gc
import logging
import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import coverage
import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

from tests.coverage_floor import CoverageFloor
from tests.dice import SEED
from tests.not_tried import NOT_TRIED
from tests.sizes import SIZE, divided

if TYPE_CHECKING:
    from tests.counter.desks import Desks, Play

# The program is started thousands of times: half of each start is compiling, where nothing keeps what was compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test has the keystore of a system, nor by chance one that another test stands in for it with.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

# Nor a printer of this PC: a test that prints sheets has a printing system of its own.
os.environ["CUPS_SERVER"] = os.devnull

SIZES = {"ci": 50, "full": 1000}
"""CONCIERGE_DESK_SIZE: how many examples a property is tried with."""

LOGGER = "concierge_desk"

SHOWN = "shown"
"""Property of a test (`record_property`) whose text stands in the summary, wherever the test ran."""

UNCOUNTED = (
    "tests/bench/",
    "tests/cli/test_by_operator.py",
    "tests/cli/test_dispute.py",
    "tests/cli/test_everything.py",
    "tests/cli/test_export.py",
    "tests/cli/test_fuzz.py",
    "tests/cli/test_look.py",
    "tests/cli/test_print_to.py",
    "tests/cli/test_real_shop.py",
    "tests/cli/test_record.py",
    "tests/cli/test_verifier_page.py",
    "tests/cli/test_visits.py",
    "tests/cli/test_words.py",
    "tests/copies/",
    "tests/counter/accounting/test_books_months.py",
    "tests/counter/rights/test_codes.py",
    "tests/counter/rights/test_past_the_counter.py",
    "tests/counter/rights/test_random_operators.py",
    "tests/counter/rights/test_table.py",
    "tests/counter/test_any_bit.py",
    "tests/counter/test_battery.py",
    "tests/counter/test_by_operator.py",
    "tests/counter/test_day.py",
    "tests/counter/test_day_again.py",
    "tests/counter/test_drawers.py",
    "tests/counter/test_fields.py",
    "tests/counter/test_inscriptions.py",
    "tests/counter/test_means.py",
    "tests/counter/test_names_played.py",
    "tests/counter/test_names_thrown.py",
    "tests/counter/test_note_paper.py",
    "tests/counter/test_operation.py",
    "tests/counter/test_papers.py",
    "tests/counter/test_partners.py",
    "tests/counter/test_passages.py",
    "tests/counter/test_passphrases.py",
    "tests/counter/test_paying_in_paper.py",
    "tests/counter/test_refund.py",
    "tests/counter/test_refund_parts.py",
    "tests/counter/test_second_process.py",
    "tests/counter/test_sessions.py",
    "tests/counter/test_settings.py",
    "tests/counter/test_signed.py",
    "tests/counter/test_site_change.py",
    "tests/counter/test_split.py",
    "tests/counter/test_told.py",
    "tests/counter/test_visit_note.py",
    "tests/counter/test_visits.py",
    "tests/counter/test_visits_closing.py",
    "tests/delivery/test_deliveries.py",
    "tests/delivery/test_sftp.py",
    "tests/delivery/test_thirty_days.py",
    "tests/demo/",
    "tests/domain/test_tracking.py",
    "tests/e2e/",
    "tests/entrusted/test_demo.py",
    "tests/entrusted/test_reckoned.py",
    "tests/entrusted/test_series.py",
    "tests/exporting/test_datapackage.py",
    "tests/failures/",
    "tests/front_face/test_face.py",
    "tests/front_face/test_looked.py",
    "tests/golden/",
    "tests/house/",
    "tests/lending/test_demo.py",
    "tests/lending/test_papers.py",
    "tests/media/test_real_sticks.py",
    "tests/model/",
    "tests/papers/",
    "tests/people/",
    "tests/printer/test_every_line.py",
    "tests/printer/test_killed.py",
    "tests/printer/test_network.py",
    "tests/printer/test_printer_desk.py",
    "tests/printer/test_sheets_desk.py",
    "tests/printing/test_geometry.py",
    "tests/printing/test_paper_canvas.py",
    "tests/printing/test_pdf.py",
    "tests/printing/test_symbols.py",
    "tests/printing/test_text.py",
    "tests/provisioning/",
    "tests/scenarios/",
    "tests/services/test_contract.py",
    "tests/services/test_everything.py",
    "tests/services/test_people_machine.py",
    "tests/services/test_relay_counter.py",
    "tests/services/test_relay_custody_machine.py",
    "tests/services/test_relay_days.py",
    "tests/services/test_relay_incident_list.py",
    "tests/services/test_relay_numbers.py",
    "tests/services/test_relay_reports.py",
    "tests/services/test_relay_secrecy.py",
    "tests/services/test_relay_stamps.py",
    "tests/services/test_relay_stock.py",
    "tests/signing/test_age.py",
    "tests/store/test_alterations.py",
    "tests/store/test_at_rest.py",
    "tests/store/test_connection.py",
    "tests/store/test_copying.py",
    "tests/store/test_journal_table.py",
    "tests/store/test_rebuild.py",
    "tests/store/test_restoring.py",
    "tests/store/test_settings.py",
    "tests/store/test_sound_entries.py",
    "tests/store/test_told_protections.py",
    "tests/store/test_verify.py",
    "tests/store/test_writing.py",
    "tests/test_process.py",
    "tests/ui/books/test_played.py",
    "tests/ui/copies/test_page.py",
    "tests/ui/day/test_headless.py",
    "tests/ui/doctor/test_doctor.py",
    "tests/ui/first/test_first_day.py",
    "tests/ui/first/test_killed.py",
    "tests/ui/first/test_other_shop.py",
    "tests/ui/front/test_homonyms.py",
    "tests/ui/front/test_words.py",
    "tests/ui/going/",
    "tests/ui/heard/",
    "tests/ui/journal/test_page.py",
    "tests/ui/kit/test_gallery.py",
    "tests/ui/people/test_looked_window.py",
    "tests/ui/people/test_wrong_person.py",
    "tests/ui/rights/test_cells.py",
    "tests/ui/rights/test_code_line.py",
    "tests/ui/rights/test_killed.py",
    "tests/ui/rights/test_locked.py",
    "tests/ui/rights/test_one_act.py",
    "tests/ui/scanner/",
    "tests/ui/settings/test_page.py",
    "tests/ui/shelf/test_page.py",
    "tests/ui/shell/test_geometry.py",
    "tests/ui/shell/test_kept.py",
    "tests/ui/shell/test_pages.py",
    "tests/ui/shell/test_scan_line.py",
    "tests/ui/ways/",
    "tests/ui/window/",
)
"""Whole days, processes of their own, the house, and what takes long: the lines they reach others reach too, and
counting lines makes everything half as slow again."""

COUNTED = (
    "tests/ui/window/deliveries/",
    "tests/ui/window/test_month.py",
    "tests/ui/window/test_papers.py",
    "tests/ui/window/test_sheets.py",
)
"""Of those: what alone reaches the pages that it is about."""

TOGETHER = ("tests/demo/",)
"""Folders that one process runs whole: what their files share takes longer to make than each of them."""

LONGEST = (
    *TOGETHER,
    "tests/copies/test_each_operation.py",
    "tests/counter/test_names_played.py",
    "tests/delivery/test_thirty_days.py",
    "tests/e2e/",
    "tests/golden/",
    "tests/model/",
    "tests/people/",
    "tests/printer/test_killed.py",
    "tests/provisioning/",
    "tests/scenarios/",
    "tests/services/test_contract.py",
    "tests/ui/going/test_killed.py",
    "tests/ui/rights/test_cells.py",
    "tests/ui/ways/test_commands.py",
    "tests/ui/window/test_closing.py",
    "tests/ui/window/test_screens.py",
    "tests/ui/window/test_week.py",
)
"""Few tests, each of them long."""

for _size, _examples in SIZES.items():
    settings.register_profile(
        _size,
        max_examples=_examples,
        deadline=None,
        # A change is not held up by what a lucky draw finds elsewhere: the full size draws anew each time.
        derandomize=_size == "ci",
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Load the size asked for and the coverage floors."""
    size = _size_asked()
    if size not in SIZES:
        raise pytest.UsageError(f"{SIZE} is {' or '.join(SIZES)}, not {size!r}")
    settings.load_profile(size)
    config.addinivalue_line(
        "markers", "few(most, kind): of so many cases alike the small size tries a part (tests/sizes.py)"
    )
    config.pluginmanager.register(CoverageFloor(), "coverage-floor")


class Folders(LoadFileScheduling):  # type: ignore[misc]
    """A file stays in one process, and so do all files of a folder in `TOGETHER`."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Spread files as `dev.py test` does; any other way that is asked for is xdist's own."""
    return Folders(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the full size what it tries alone; begin with what is counted, then with what takes long.

    So at the end no process waits for another's last file. What a process works out once and keeps is worked out where
    its lines are counted.
    """
    tried, left = divided(items)
    if left:
        config.hook.pytest_deselected(items=left)
    files: dict[str, list[pytest.Item]] = {}
    for item in tried:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    when = [1 if name.startswith(LONGEST) else 0 if is_counted(name) else 2 for name in files]
    ordered = sorted(zip(when, files.values(), strict=True), key=lambda file: (file[0], -len(file[1])))
    items[:] = [item for _when, file in ordered for item in file]


def pytest_collection_finish() -> None:
    """Keep the tests themselves out of every later garbage collection: they stay, and there are many of them."""
    gc.collect()
    gc.freeze()


def is_counted(nodeid: str) -> bool:
    """Tell whether lines are counted while a test runs."""
    return nodeid.startswith(COUNTED) or not nodeid.startswith(UNCOUNTED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines where others count them, from the first fixture on."""
    stopped = [] if is_counted(item.nodeid) else _stopped()
    try:
        return (yield)
    finally:
        for measuring in reversed(stopped):
            measuring.start()


def _stopped() -> list[coverage.Coverage]:
    """Stop whatever counts lines in this process, and return it: a worker has one of its own beside the plugin's."""
    stopped = []
    while (measuring := coverage.Coverage.current()) is not None:
        measuring.stop()
        stopped.append(measuring)
    return stopped


def pytest_report_header() -> list[str]:
    """Say which size runs, and which seed repeats it."""
    size = _size_asked()
    return [
        f"size: {size} ({SIZES[size]} examples a property; CONCIERGE_DESK_SIZE={'|'.join(SIZES)})",
        f"drawn by lot: {SEED}={os.environ[SEED]} repeats this run",
    ]


def _size_asked() -> str:
    return os.environ.get(SIZE, "ci")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests have to show, and what was not tried, each in a section of its own."""
    for report in terminalreporter.stats.get("passed", []):
        for text in [text for name, text in report.user_properties if name == SHOWN]:
            terminalreporter.section(report.nodeid.rpartition("::")[2], sep="-")
            terminalreporter.write_line(text)
    skipped = terminalreporter.stats.get("skipped", [])
    why = {(report.nodeid, report.longrepr[2]) for report in skipped if NOT_TRIED in str(report.longrepr)}
    if why:
        terminalreporter.section(NOT_TRIED, sep="!", red=True, bold=True)
        for nodeid, reason in sorted(why):
            terminalreporter.write_line(f"{nodeid}: {reason}")


class _Kept(logging.Handler):
    """Keeps what is logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _log_is_quiet(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """Fail a test in which the program warned, unless the test asked for `expected_log`."""
    kept = _Kept()
    logger = logging.getLogger(LOGGER)
    logger.addHandler(kept)
    try:
        yield kept.records
    finally:
        logger.removeHandler(kept)
    if kept.records and "expected_log" not in request.fixturenames:
        said = "\n".join(f"{r.levelname} {r.name}: {r.getMessage()}" for r in kept.records)
        pytest.fail(f"unexpected log records (ask for the fixture expected_log if they are right):\n{said}")


@pytest.fixture
def expected_log(_log_is_quiet: list[logging.LogRecord]) -> Iterator[list[logging.LogRecord]]:
    """Give the records logged at WARNING and above; a test that asks for them must get at least one."""
    yield _log_is_quiet
    if not _log_is_quiet:
        pytest.fail("the test expected a log record and none came")


@pytest.fixture
def easy_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let backups and keys be easily guessed at, but for the full size: a lock takes up to two seconds, opening it as long."""
    if _size_asked() != "full":
        from tests.easily import lock_easily

        lock_easily(monkeypatch)


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> "Desks":
    """Makes practice desks; each site is commissioned once, and its keys are every copy's."""
    # Not every test needs the program.
    from tests.counter.desks import Desks

    return Desks(tmp_path_factory.mktemp("desks"))


@pytest.fixture(autouse=True)
def _closed_desks_go(request: pytest.FixtureRequest) -> Iterator[None]:
    """Remove after each test the desks that it closed, its own fixtures' too."""
    if "desks" not in request.fixturenames:
        yield
        return
    with request.getfixturevalue("desks").cleared():
        yield


@pytest.fixture
def play(desks: "Desks") -> "Iterator[Play]":
    """A practice desk on Wednesday 25 November 2026 at 8:00, not open yet."""
    with desks.desk() as lent:
        yield lent


@pytest.fixture
def shop(play: "Play") -> "Play":
    """The same, opened with 80.00 €."""
    play.open(float_cents=8000)
    return play
