"""No name of the demo stands where a name must not stand: logs, the write-ahead log, an export of everything."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest

from concierge_desk.counter.demo.day import DemoDay
from concierge_desk.desk import catalogue
from concierge_desk.jobs.demo.acting import play_acts
from concierge_desk.jobs.demo.player import DESK, DemoPlayer
from concierge_desk.jobs.full_export import export_everything
from concierge_desk.paths import DataFolder
from concierge_desk.signing.passphrase import NO_PASSPHRASE
from tests.cli.helpers import say
from tests.demo.needles import search, words

pytestmark = pytest.mark.usefixtures("easy_locks")


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for word in words():
        (tmp_path / "file").write_text(f"… {word} …", "utf-8")
        assert search(tmp_path / "file"), word


def test_no_name_in_the_write_ahead_log_and_the_log_of_a_running_demo(tmp_path: Path) -> None:
    living = DemoPlayer(tmp_path / "boutique", 2)
    with living.opened() as desk:
        shop = desk.settings
        day = DemoDay(
            living._next, desk.store.read(lambda rows: catalogue.calendar(rows, shop)), shop.zone, last=True
        )
        play_acts(desk, living._keeper.live(day), before=living._before)
        log = DataFolder(living.options.data).store.with_name("concierge.db-wal")
        assert log.stat().st_size > 0
        assert search(log) == []


def test_no_name_in_what_the_command_writes_and_says(tmp_path: Path) -> None:
    done = say("demo", "--days", "3", "--to", tmp_path / "boutique", "--json")
    assert done.status == 0, done
    (tmp_path / "said").write_text(done.out + done.err, "utf-8")
    assert search(tmp_path / "said") == []
    logs = list(DataFolder(tmp_path / "boutique" / DESK).logs.glob("*"))
    for path in logs:
        assert search(path) == [], path.name


def read(path: Path) -> str:
    """What a person reads in a file: its name, its text, that of its pages; a line ends where the paper does."""
    content = path.read_bytes()
    found = [path.name, content.decode("utf-8", "replace")]
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(content) as paper:
            found += [page.get_textpage().get_text_range() for page in paper]
    return flat("\n".join(found))


def flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def bearing(folder: Path, sought: Iterable[str]) -> set[str]:
    """The files below a folder in which one of the words stands."""
    needles = [flat(word) for word in sought]
    texts = {path: read(path) for path in folder.rglob("*") if path.is_file()}
    return {
        path.relative_to(folder).as_posix()
        for path, text in texts.items()
        if any(needle in text for needle in needles)
    }


def test_no_name_in_any_paper_of_an_export_of_everything(tmp_path: Path) -> None:
    living = DemoPlayer(tmp_path / "boutique", 7)
    out, with_names = tmp_path / "sans", tmp_path / "avec"
    # Until every kind of paper was offered that an export holds, one in a customer's name among them.
    for _ in range(6):
        living.live(last=False)
    living.live(last=True)
    with living.opened() as desk:
        export_everything(desk, out, None)
        export_everything(desk, with_names, None, names=NO_PASSPHRASE)
    drawn = {path.name.partition("-")[0] for path in out.rglob("*.pdf")}
    assert drawn >= {"ticket", "z", "note", "deposit", "slip", "stock", "bordereau"}
    assert bearing(out, words()) == set()
    # The search would find them: the same papers with the names, which lie apart.
    named = bearing(with_names, words())
    assert {name for name in named if name.endswith(".pdf")}
    assert {name.partition("/")[0] for name in named} == {"personnes"}
