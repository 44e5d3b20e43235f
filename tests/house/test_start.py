"""What a start of the window loads: she waits for it every morning, and it stays in memory all day."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import practised

ROOT = Path(__file__).resolve().parents[2]
AT_REST = """
import sys
from concierge_desk import cli
from concierge_desk.frame import program
from PySide6.QtCore import QTimer

begin = program.MainWindow.begin


def begin_and_rest(window, app, open_desk):
    begin(window, app, open_desk)
    # However busy the machine is: a second after the desk is open.
    window.door.opening.result()
    QTimer.singleShot(1000, app.closeAllWindows)


program.MainWindow.begin = begin_and_rest
try:
    cli.run()
finally:
    print(*sys.modules, sep="\\n")
"""
"""The program without a word, closed a second after its desk was open; then what it loaded."""

LOOKED_AROUND = f"""
from concierge_desk.jobs.copies import daily_copy

daily_copy._SOON_SECONDS = 0
{AT_REST}
"""
"""The same, where the witnesses at hand were looked at by then: some seconds later they are, at every start."""

CARD_SEEN = LOOKED_AROUND.replace(
    "window.door.opening.result()",
    """daily_copy._READ_SECONDS = 0
    face = window.door.opening.result().face
    assert face.named("Kessler")
    # What was put off until a card was seen is done.
    face._after.__self__._maker.submit(lambda: None).result()""",
)
"""The same, where a search found something, until what that puts off was done."""

FIRST_PAINT = """
import sys
from concierge_desk import cli
from concierge_desk.frame import program
from PySide6.QtCore import QTimer

begin = program.MainWindow.begin


def begin_and_tell(window, app, open_desk):
    # What was painted first is painted.
    painted = sorted(sys.modules)
    begin(window, app, open_desk)
    window.door.opening.result()
    print(window.view.line.hasFocus(), *painted, sep="\\n")
    QTimer.singleShot(0, app.closeAllWindows)


program.MainWindow.begin = begin_and_tell
cli.run()
"""
"""The program without a word, until she sees where to type; then what it loaded by then."""

LIBRARIES = (
    *("reportlab", "pypdfium2", "PIL", "babel", "frictionless", "stdnum"),
    *("shlex", "subprocess", "sqlite_utils", "cryptography", "pyrage", "keyring", "psutil", "tomllib"),
    # The library of the command line, and what finds the system's own texts and prices.
    *("click", "locale"),
    # What asks a display, and what makes an id that no act of hers has.
    *("socket", "uuid"),
    # Windows alone has its locks from it; and what it loads.
    *("filelock", "decimal", "platform"),
    *("holidays", "xlsxwriter"),
    # OpenSSL of Python's own.
    *("hashlib", "hmac", "secrets"),
    # What speaks to servers: loaded by the first report that leaves.
    *("asyncio", "asyncssh", "smtplib"),
)
"""Papers, dates in words, files for others, a new store, a signature, a backup: each is loaded where it is needed."""
LATER = (
    *("sqlcipher3", "wave", "zoneinfo", "hashlib", "concierge_desk.domain.journal"),
    *("concierge_desk.store", "concierge_desk.services", "concierge_desk.registry"),
    *("concierge_desk.desk.desk", "concierge_desk.bootstrap.opening", "concierge_desk.desk.catalogue"),
    *(
        "concierge_desk.counter.service",
        "concierge_desk.counter.command.operation",
        "concierge_desk.pages.counter.presenter",
    ),
    *(f"concierge_desk.pages.counter.{name}" for name in ("arrivals", "payment_view")),
    *(f"concierge_desk.ui.page.{name}" for name in ("question_view", "card_view")),
    *(
        f"concierge_desk.pages.{page}.view"
        for page in ("day", "journal", "copies", "shelf", "preferences", "settings")
    ),
    *(
        "concierge_desk.frame.help",
        "concierge_desk.frame.discreet",
        "concierge_desk.pages.printer.paper_view",
    ),
    "concierge_desk.frame.first_start",
    "PySide6.QtSvg",
)
"""Modules with all that is below them: the desk, and what nobody sees yet."""
PARTS = (
    *("aside", "demo", "documents", "reports"),
    *(
        "concierge_desk.jobs.demo.demo",
        "concierge_desk.jobs.full_export",
        "concierge_desk.jobs.papers",
        "concierge_desk.pages.printer.desk",
        "concierge_desk.pages.printer.presenter",
    ),
    *(
        "concierge_desk.counter.papers.tickets",
        "concierge_desk.counter.demo.demo",
        "concierge_desk.counter.texts.entry_texts",
        "concierge_desk.domain.document",
    ),
    *("set_up", "requests"),
    *("concierge_desk.counter.core.settings_cards", "concierge_desk.desk.set_up_cards"),
    *("messages", "concierge_desk.counter.texts.code_sentences", "concierge_desk.desk.messages"),
    *("acts", "dated_settings", "concierge_desk.counter.core.commands", "concierge_desk.counter.correction"),
    *("concierge_desk.desk.charges", "concierge_desk.counter.setup", "concierge_desk.counter.till.visits"),
    *(
        "concierge_desk.cli.words",
        "concierge_desk.cli.commands",
        "concierge_desk.cli.log_file",
        "logging.handlers",
        "concierge_desk.counter.site",
    ),
    *("concierge_desk.frame.help", "concierge_desk.frame.discreet", "concierge_desk.ui.kit.sheet_overlay"),
    # The cover of a window that nobody touches: made when it is first covered.
    *(
        "concierge_desk.frame.lock.view",
        "concierge_desk.ui.presenter.lock",
        "concierge_desk.jobs.staff.lock_desk",
    ),
    "concierge_desk.counter.core.lock_cards",
    *("concierge_desk.pages.printer.paper_view", "concierge_desk.pages.preferences.view"),
    "PySide6.QtSvg",
    *("concierge_desk.exporting", "concierge_desk.printing", "concierge_desk.store.copies"),
    *("concierge_desk.delivery", "concierge_desk.jobs.deliveries", "concierge_desk.counter.deliveries"),
    *(
        "loads",
        "reminder_loads",
        "concierge_desk.counter.bank",
        "concierge_desk.counter.core.bank_line_cards",
    ),
    # What entries move: loaded with the first that is written.
    *("moves", "stock_moves", "pay_moves", "projection"),
    *(
        "concierge_desk.store.projections",
        "concierge_desk.store.accounting",
        "concierge_desk.store.reconciling",
        *(f"concierge_desk.domain.accounting.{name}" for name in ("bank", "period", "reconciling")),
    ),
    # Commands with their fields, and what decides: a card knows the facts alone.
    *(
        *(
            f"concierge_desk.services.relay.model.{name}"
            for name in (
                "complaints",
                "custody",
                "deposits",
                "described",
                "mandates",
                "places",
                "slips",
                "stamps",
            )
        ),
        "concierge_desk.services.relay.model.bags",
        "concierge_desk.services.relay.model.reminders",
        "concierge_desk.services.relay.model.reporting",
        "concierge_desk.services.relay.model.stock",
        *("complaint_loads", "articles"),
        *("concierge_desk.counter.choices.switching", "concierge_desk.counter.service_parts"),
    ),
    # What some pages, words and acts ask for.
    *(
        *(f"concierge_desk.counter.core.{name}" for name in ("drawer_cards", "month_cards", "remit_cards")),
        *("concierge_desk.counter.cards.shelf", "concierge_desk.counter.day.evening_steps"),
        *("concierge_desk.domain.erasures", "concierge_desk.store.leaving.erasures"),
        *("concierge_desk.domain.vat", "concierge_desk.ui.presenter.sticks_face"),
    ),
    # What is held or owed, and people: their cards and records wait for the first that is asked for, what goes for its time.
    *(
        *(f"concierge_desk.counter.core.{name}" for name in ("held_cards", "held_doors", "privacy_cards")),
        *(
            f"concierge_desk.counter.{name}"
            for name in ("parties", "traces", "personal_columns", "retention")
        ),
        *(f"concierge_desk.counter.cards.{name}" for name in ("belongings", "served")),
        *(f"concierge_desk.counter.held.{name}" for name in ("commands", "things", "who")),
        *(
            f"concierge_desk.counter.privacy.{name}"
            for name in ("commands", "core_columns", "erasing", "plan")
        ),
        *(
            "concierge_desk.desk.held_cards",
            "concierge_desk.desk.privacy",
            "concierge_desk.pages.counter.people.serving",
        ),
        *(f"concierge_desk.domain.held.{name}" for name in ("parties", "sums", "things")),
        *(
            f"concierge_desk.store.held.{name}"
            for name in ("forgotten", "parties", "projection", "sums", "things")
        ),
        *(
            f"concierge_desk.store.privacy.{name}"
            for name in ("free_pages", "mentioned", "periods", "personal", "purging")
        ),
        *("concierge_desk.domain.accounting.balance", "purging", "retention"),
        *(f"concierge_desk.mechanisms.people.counter.{name}" for name in ("acts", "cards", "found")),
        *(
            f"concierge_desk.mechanisms.people.model.{name}"
            for name in ("fields", "household", "kept", "membership", "merging", "person", "words")
        ),
        *(
            f"concierge_desk.mechanisms.people.tables.{name}"
            for name in ("household", "kept", "parties", "people", "periods", "search", "traces")
        ),
        *("concierge_desk.mechanisms.people.page", "concierge_desk.mechanisms.people.retention"),
    ),
    # What becomes of a stay or of a slip, and the words that are places.
    *(
        f"concierge_desk.mechanisms.{name}"
        for name in (
            "custody.model.facts",
            "custody.model.place_codes",
            "custody.model.stays",
            "slips.model.slips",
        )
    ),
    "concierge_desk.mechanisms.slips.tables",
)
"""Modules of services, by their last name, of the program and of Qt, with all that is below them."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Start it on a shop that is there, where things wait."""
    data = practised(tmp_path_factory.mktemp("started") / "poste")
    started(data)
    lived(data)
    return started(data)


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The same until the first paint."""
    data = practised(tmp_path_factory.mktemp("painted") / "poste")
    started(data)
    return started(data, FIRST_PAINT)


@pytest.fixture(scope="module")
def looked_around(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The same until the witnesses were looked at, and the sticks that some may lie on."""
    data = practised(tmp_path_factory.mktemp("looked") / "poste")
    started(data)
    return started(data, LOOKED_AROUND)


@pytest.fixture(scope="module")
def card_seen(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The same until the first card was read."""
    data = practised(tmp_path_factory.mktemp("seen") / "poste")
    started(data)
    lived(data)
    return started(data, CARD_SEEN)


def lived(data: Path) -> None:
    """Let things wait whose cards say what they are called, since when and until when."""
    waits = [
        {"do": "relay.receive", "tracking": tracking, "shelf": "A3", "presented_day": "2026-11-20"}
        for tracking in ("870000000000169", "6A15602676300", "RB123456785FR")
    ]
    acts = ({"do": "day.open", "float_cents": 8000}, *waits)
    lines = (
        {"op": f"01970000-0000-7000-8000-{place:012d}", "addressee": {"name": "Mme Kessler"}, **act}
        if act["do"] == "relay.receive"
        else {"op": f"01970000-0000-7000-8000-{place:012d}", **act}
        for place, act in enumerate(acts)
    )
    (store,) = data.parent.rglob("concierge.db")
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(store.parent), "record", "-", "--json"],
        input="\n".join(map(json.dumps, lines)).encode(),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(answer["ok"] for answer in answers) >= len(waits), answers


def started(data: Path, code: str = AT_REST) -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        # What counts the lines that are run loads libraries of its own.
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
        | {"CONCIERGE_DESK_DATA": str(data), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return frozenset(done.stdout.split())


def test_it_was_the_window(loaded: frozenset[str]) -> None:
    assert {"PySide6.QtWidgets", "concierge_desk.frame.window", "concierge_desk.registry"} <= loaded


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_waits_until_it_is_needed(library: str, loaded: frozenset[str]) -> None:
    assert not {name for name in loaded if name.partition(".")[0] == library}


@pytest.mark.parametrize("part", PARTS)
def test_what_is_to_wait_is_there(part: str) -> None:
    """What was renamed would wait for ever."""
    if "." in part:
        assert importlib.util.find_spec(part) is not None
    else:
        services = ROOT / "concierge_desk" / "services"
        assert [*services.rglob(f"{part}.py"), *services.rglob(f"{part}/__init__.py")]


@pytest.mark.parametrize("part", PARTS)
def test_what_is_away_from_the_counter_waits(part: str, loaded: frozenset[str]) -> None:
    def is_it(name: str) -> bool:
        if "." in part:
            return f"{name}.".startswith(f"{part}.")
        return name.startswith("concierge_desk.services.") and part in name.split(".")[3:]

    assert not {name for name in loaded if is_it(name)}


@pytest.mark.skipif(sys.platform != "linux", reason="there the first time zone is found otherwise")
def test_python_looks_into_no_settings_of_its_own_build(loaded: frozenset[str]) -> None:
    assert "zoneinfo" in loaded
    assert not {name for name in loaded if name.startswith("_sysconfigdata")}


@pytest.mark.skipif(sys.platform == "win32", reason="there a library asks the system for its drives")
@pytest.mark.parametrize("library", ["psutil", "socket", "subprocess"])
def test_a_look_at_the_witnesses_leaves_no_library_of_machines(
    library: str, looked_around: frozenset[str]
) -> None:
    assert {"concierge_desk.jobs.at_hand", "concierge_desk.media.linux"} <= looked_around
    assert library not in looked_around


@pytest.mark.parametrize(
    "module",
    [
        "concierge_desk.counter.core.commands",
        "concierge_desk.services.relay.acts",
        "concierge_desk.mechanisms.people.acts",
        "concierge_desk.mechanisms.people.tables.moves",
        "concierge_desk.services.relay.tables.moves",
        "concierge_desk.services.shop.acts",
        "concierge_desk.store.projections.core",
    ],
)
def test_who_reads_a_card_finds_its_acts_loaded(module: str, card_seen: frozenset[str]) -> None:
    assert module in card_seen


def test_the_scan_line_is_painted_before_the_desk_is_loaded(painted: frozenset[str]) -> None:
    assert {"True", "PySide6.QtWidgets", "concierge_desk.frame.scan_line"} <= painted


@pytest.mark.parametrize("later", [*LATER, *LIBRARIES])
def test_the_first_paint_waits_for_nothing_else(later: str, painted: frozenset[str]) -> None:
    assert not {name for name in painted if f"{name}.".startswith(f"{later}.")}


def test_qt_keeps_no_source(tmp_path: Path) -> None:
    """PySide6 would look into every module's text, and keep it: its hook is taken out where the window is loaded.

    What it looked into before, of Python and of its own, is let go.
    """
    kept = started(
        tmp_path, "import linecache, concierge_desk.frame.program; print(*linecache.cache, sep='\\n')"
    )
    assert not kept
