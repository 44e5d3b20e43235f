"""The way to the window: without a word, on the desk that is there, on the practice shop below it where there is none."""

import ctypes
import logging
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict as vars_of
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from concierge_desk.bootstrap import window
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.window_library import library_failure
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.i18n import DEFAULT
from concierge_desk.pages import pages_of
from concierge_desk.pages.counter.face import Face
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.page.page import Page
from concierge_desk.ui.presenter.asked_phrase import AskedPhrase
from concierge_desk.ui.presenter.handover import Ended
from tests.cli.helpers import practised, say
from tests.e2e.driver import command, environment

UNSEEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
OFFSCREEN = {**UNSEEN, "QT_QPA_PLATFORM": "offscreen"}


@dataclass
class Shown:
    """Stands for the shell: what it was handed, and what it saw through its face."""

    status: int = 0
    handed: list[dict[str, Any]] = field(default_factory=list)
    while_open: Any = None
    words: str = ""
    this_pc: ThisPc = field(default_factory=ThisPc)

    def show_window(
        self,
        pages: Sequence[Page],
        open_desk: Callable[[], WindowDesk],
        *,
        this_pc: ThisPc,
        data: Path,
        asked: AskedPhrase | None = None,
    ) -> Ended:
        if asked is not None:
            asked.prepare()
            asked.give(self.words)
        desk = open_desk()
        face = desk.face
        self.handed.append(
            {
                "lang": speech.lang(),
                "practice": face.status().practice,
                "pages": [(page.code, page.icon) for page, _make in desk.pages],
                "theme": this_pc.shown.theme,
                "scale": this_pc.shown.scale,
                "data": data,
            }
        )
        self.this_pc = this_pc
        if self.while_open is not None:
            self.while_open(face, data)
        return Ended(self.status)

    def show_gallery(self, theme: str, scale: float) -> int:
        self.handed.append({"theme": theme, "scale": scale})
        return self.status


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    stands = Shown()
    for name, part in (("frame.program", "program"), ("ui.kit.gallery", "gallery")):
        module = ModuleType(f"concierge_desk.{name}")
        module.__dict__.update(show_window=stands.show_window, show_gallery=stands.show_gallery)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        package = __import__(module.__name__.rpartition(".")[0], fromlist=["x"])
        monkeypatch.setattr(package, part, module, raising=False)
    yield stands
    speech.use(DEFAULT)


# First start.


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a shop that is only an exercise yet."""
    return practised(tmp_path / "poste")


def test_a_practice_shop_opens_where_there_is_no_other_and_says_how_to_get_a_real_one(
    shown: Shown, home: Path
) -> None:
    for _ in range(2):
        done = say("--data", home, env=OFFSCREEN)
        assert (done.status, done.err) == (0, "")
        assert f"concierge-desk --data {home} init --site" in done.out
    first, again = shown.handed
    assert first == again
    assert first == {
        "lang": "fr",
        "practice": True,
        "pages": [
            (page.code, page.icon)
            for page in pages_of(catalogue.services())
            if page.code != "counter" and not page.of_shop
        ],
        "theme": "light",
        "scale": 1.0,
        "data": home / "exercice",
    }
    # The place of a real one is free, and from then on it is the one that opens.
    assert say("--data", home, "init", "--site", "ampere", "--practice").status == 0
    done = say("--data", home, "--lang", "en", "--theme", "dark", "--scale", "2", env=OFFSCREEN)
    assert (done.status, done.out) == (0, "")
    assert shown.handed[-1]["data"] == home
    assert (shown.handed[-1]["lang"], shown.handed[-1]["theme"], shown.handed[-1]["scale"]) == (
        "en",
        "dark",
        2.0,
    )


def test_without_any_argument_only_what_the_window_needs_is_loaded(shown: Shown, tmp_path: Path) -> None:
    """The way of the icon on the desktop: the desk's folder comes from where it always lies."""
    code = (
        "import sys; sys.argv = ['concierge-desk']; from concierge_desk import cli\n"
        "try: cli.run()\n"
        "except SystemExit as ended: print(ended.code, 'concierge_desk.cli.commands' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment() | UNSEEN,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "4 False\n"
    assert "Traceback" not in done.stderr
    from concierge_desk import cli

    assert callable(cli.main)
    with pytest.raises(AttributeError):
        cli.nothing  # noqa: B018


ALONE: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    ((), {}),
    (("--data", "poste"), {"data": Path("poste")}),
    (("--data=a b", "--data=c"), {"data": Path("c")}),
    # A value is a value, whatever it looks like.
    (("--data", "--json"), {"data": Path("--json")}),
    (("--operator", "CL", "--lang=en"), {"operator": "CL", "lang": "en"}),
    (("--key-passphrase-file", "mots"), {"passphrase_file": Path("mots")}),
    (("--json", "--theme", "dark", "--scale=1.5"), {"json": True, "theme": "dark", "scale": 1.5}),
)
"""What opens the window without the library of the command line, and how the desk and the window are then asked for."""
OTHERWISE = (
    *(("day", "status"), ("--help",), ("-h",), ("--version",), ("--read-only", "--data", "x.zip")),
    *(("--clock", "2026-11-25T08:00"), ("--dat", "poste"), ("--",), ("--data",), ("--json=1",), ("",)),
    *(("--lang", "de"), ("--theme", "mauve"), ("--scale", "9"), ("--scale", "groß"), ("poste",)),
    ("--data", "poste", "day"),
)


@pytest.mark.parametrize(("arguments", "asked"), ALONE, ids=lambda told: " ".join(told) or "none")
def test_a_start_is_read_as_the_command_line_reads_it(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], asked: dict[str, Any]
) -> None:
    """Two read the same words: whatever one of them takes, the other takes so."""
    from concierge_desk.cli import commands, main
    from concierge_desk.cli import window as start

    seen: list[dict[str, Any]] = []

    def opened(**given: Any) -> None:
        frame = vars_of(given.pop("frame"))
        seen.append({name: value for name, value in (frame | given).items() if value not in (None, False)})

    for place in (start, commands):
        monkeypatch.setattr(place, "open_window", opened)
    start.open_alone(arguments)
    main.main(list(arguments), standalone_mode=False)
    told = {"lang_asked": True} if "lang" in asked else {}
    assert seen == [{"lang": DEFAULT} | asked | told] * 2


@pytest.mark.parametrize("arguments", OTHERWISE, ids=" ".join)
def test_whatever_else_a_start_says_is_the_command_lines(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    from concierge_desk.cli import window as start

    monkeypatch.setattr(start, "open_window", lambda **_given: pytest.fail("it opened"))
    start.open_alone(arguments)


def test_a_start_that_is_broken_off_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from concierge_desk.cli import window as start

    def broken_off(**_given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "open_window", broken_off)
    with pytest.raises(SystemExit) as ended:
        start.open_alone(())
    assert (ended.value.code, capsys.readouterr().err) == (1, "\nAborted!\n")


def test_the_windows_status_is_the_programs(shown: Shown, home: Path) -> None:
    shown.status = 5
    assert say("--data", home, env=OFFSCREEN).status == 5


def test_others_record_while_the_window_is_open(shown: Shown, tmp_path: Path, home: Path) -> None:
    """A window holds the desk as every process does: shared."""
    acts = tmp_path / "acts.jsonl"
    acts.write_text(
        '{"op":"01970000-0000-7000-8000-0000000000aa","do":"shop.article_set","article":"THE","label":"Thé",'
        '"cents":150,"vat_code":"TVA_10","nature":"service"}\n'
    )

    def beside(face: Face, data: Path) -> None:
        before = face.version()
        done = subprocess.run(
            command("--data", data, "record", acts), env=environment(), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert face.version() != before
        assert [offer.ref for offer in face.found("THE")] == ["THE"]

    shown.while_open = beside
    assert say("--data", home, env=OFFSCREEN).status == 0


def test_a_closing_in_the_window_leaves_a_copy_and_the_shown_papers_go(shown: Shown, home: Path) -> None:
    def live(face: Face, _data: Path) -> None:
        for raw in (
            {"do": "day.open", "float_cents": 0},
            {
                "do": "till.settle",
                "acts": [{"do": "shop.sell", "article": "CAFE"}],
                "payments": [{"means": "card", "cents": 120}],
            },
            {"do": "day.close", "counted_cents": 0},
        ):
            assert face.play({"op": face.new_op(), **raw}).refused is None
        face.paper("ticket:" + str(next(iter(face.named("ticket"))).ref.partition(":")[2]))

    shown.while_open = live
    assert say("--data", home, env=OFFSCREEN).status == 0
    assert [path.name[:8] for path in (home / "exercice" / "copies").glob("*.db")] == ["cloture-"]
    assert not (home / "exercice" / "papiers").exists()


def test_a_window_that_breaks_lets_go_of_the_desk(shown: Shown, tmp_path: Path) -> None:
    class Broken(Exception):
        pass

    def breaks(_face: Face, _data: Path) -> None:
        raise Broken

    shown.while_open = breaks
    options = window.desk_there(Options(practised(tmp_path / "poste")))
    assert options is not None
    with pytest.raises(Broken):
        window.run_window(options, Look("fr", "light", 1.0))
    with open_desk(options) as desk:
        assert desk.identity.practice


def test_a_backup_is_asked_for_its_words_before_there_is_a_window(shown: Shown, tmp_path: Path) -> None:
    done = say("--data", tmp_path / "x.zip", "--read-only", "--json", env=OFFSCREEN)
    assert (done.status, done.json["refused"]["code"]) == (4, "keys.passphrase_needed")
    assert shown.handed == []


def test_a_backup_is_looked_into_on_a_display_only(shown: Shown, tmp_path: Path) -> None:
    done = say(
        "--data", tmp_path / "x.zip", "--read-only", "--lang", "en", env={**UNSEEN, "DISPLAY": ":4711"}
    )
    assert done.status == 4 and done.err.startswith("There is no display here")
    assert shown.handed == []


def test_the_gallery(shown: Shown, tmp_path: Path) -> None:
    assert say("gallery", "--theme", "contrast", "--scale", "1.5", env=OFFSCREEN).status == 0
    assert shown.handed == [{"theme": "contrast", "scale": 1.5}]
    assert say("gallery", env=OFFSCREEN).status == 0
    assert shown.handed[-1] == {"theme": "light", "scale": 1.0}


@pytest.mark.parametrize("words", [["--theme", "pink"], ["--scale", "0.5"], ["gallery", "--scale", "9"]])
def test_wrong_usage(shown: Shown, tmp_path: Path, words: list[str]) -> None:
    assert say("--data", tmp_path / "poste", *words, env=OFFSCREEN).status == 2
    assert shown.handed == []
    assert not (tmp_path / "poste").exists()


# What is chosen at this PC.


def test_what_was_chosen_holds_at_the_next_start_and_an_option_wins_for_once(
    shown: Shown, home: Path
) -> None:
    shown.while_open = lambda _face, _data: shown.this_pc.keep({"theme": "dark", "scale": 1.5})
    assert say("--data", home, env=OFFSCREEN).status == 0
    shown.while_open = lambda _face, _data: shown.this_pc.keep({"prefix": "~"})
    assert say("--data", home, "--theme", "contrast", env=OFFSCREEN).status == 0
    assert shown.this_pc.shown == Preferences("contrast", 1.5)
    shown.while_open = None
    assert say("--data", home, env=OFFSCREEN).status == 0
    assert shown.this_pc.shown == Preferences("dark", 1.5, prefix="~"), "the option was for once"
    # The real shop finds what was chosen in the practice shop.
    assert say("--data", home, "init", "--site", "ampere", "--practice").status == 0
    assert say("--data", home, env=OFFSCREEN).status == 0
    assert shown.handed[-1]["data"] == home
    assert shown.this_pc.shown == Preferences("dark", 1.5, prefix="~")


def test_a_broken_file_stops_no_start(
    shown: Shown, home: Path, expected_log: list[logging.LogRecord]
) -> None:
    (home / "preferences.json").write_text("{")
    done = say("--data", home, env=OFFSCREEN)
    assert (done.status, done.err) == (0, "")
    assert shown.this_pc.unread and shown.this_pc.shown == Preferences()


# Nothing to show it on.


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.parametrize("words", [[], ["gallery"]])
@pytest.mark.parametrize("display", ["", ":4711", "unix:4711", ":"])
def test_without_a_display_it_says_so(shown: Shown, tmp_path: Path, words: list[str], display: str) -> None:
    done = say("--data", tmp_path / "poste", "--lang", "en", *words, env={**UNSEEN, "DISPLAY": display})
    assert (done.status, done.out) == (4, "")
    assert done.err.startswith("There is no display here")
    assert shown.handed == []
    # Nothing was made on the way.
    assert not (tmp_path / "poste").exists()


def test_without_the_windows_own_library(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the loader says names the file; Python names the module."""

    def missing(name: str, *arguments: Any) -> Any:
        del arguments
        raise ImportError(f"{name}: cannot open shared object file: No such file or directory")

    class Finder:
        def find_spec(self, name: str, *_rest: Any) -> None:
            if name in ("concierge_desk.frame.program", "concierge_desk.ui.kit.gallery"):
                missing("libEGL.so.1")

    for name in ("concierge_desk.frame.program", "concierge_desk.ui.kit.gallery"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        package = __import__(name.rpartition(".")[0], fromlist=["x"])
        monkeypatch.delattr(package, name.rpartition(".")[2], raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    for words in ([], ["gallery"]):
        done = say("--data", home, "--lang", "en", *words, env=OFFSCREEN)
        assert done.status == 4
        assert "libEGL.so.1" in done.err and "Traceback" not in done.err
    assert library_failure(ImportError("x", name="PySide6")).params == {"library": "PySide6"}


@pytest.fixture
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A display that answers, as far as asking goes: nobody draws on it."""
    number = "47119"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"\0/tmp/.X11-unix/X{number}")
        listening.listen()
        yield f":{number}.0"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X displays are Linux's")
def test_a_display_that_answers(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(ctypes, "CDLL", loaded.append)
    window.require_display({"DISPLAY": display})
    assert tuple(loaded) == window.LIBRARIES
    # A display of another machine is taken at its word, and Wayland needs none of X's libraries.
    assert window.has_display({"DISPLAY": "elsewhere:0"})
    loaded.clear()
    window.require_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert loaded == []

    def absent(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", absent)
    with pytest.raises(EnvironmentFailure) as raised:
        window.require_display({"DISPLAY": display})
    assert (raised.value.code, raised.value.params) == ("window.library", {"library": window.LIBRARIES[0]})


def test_elsewhere_there_is_always_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    nothing: Mapping[str, str] = {}
    assert window.has_display(nothing)
    window.require_display(nothing)
