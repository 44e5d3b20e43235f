"""Desks with backups, made once for all the tests of copies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_desk.exporting import backup_file
from concierge_desk.signing import age
from tests.cli.helpers import end_log, say
from tests.copies.medium import PHRASE, Saved, member
from tests.dice import dice_of
from tests.e2e.driver import FULL, Ended, Shop, commands, new_shop, played_shop, to_lines
from tests.easily import make_identity

__all__ = ["new_shop", "played_shop"]


@pytest.fixture(autouse=True)
def _no_desk_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No variable of the machine leads anywhere, and no log of a test goes on."""
    for name in ("CONCIERGE_DESK_DATA", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    yield
    end_log()


DICE = dice_of(__name__)
OWN_PROCESS = 0.1
"""How often a word has a process of its own; always in the full size, and where a test starts one itself."""


@pytest.fixture(autouse=True)
def _seldom_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run most words inside this process: starting one takes longer than what it does."""
    if FULL:
        return
    own_process = Shop.try_

    def try_(shop: Shop, *arguments: str | Path, stdin: bytes = b"") -> Ended:
        bound = shop.prefix or shop.extra
        if bound or DICE.random() < OWN_PROCESS:
            return own_process(shop, *arguments, stdin=stdin)
        told = say("--data", shop.data, *arguments, stdin=stdin)
        return Ended(told.status, told.out.encode(), told.err)

    monkeypatch.setattr(Shop, "try_", try_)


@pytest.fixture(scope="session")
def kept_saved(new_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """The real day before its closing, saved on a medium; copy it, leave it as it is."""
    folder = tmp_path_factory.mktemp("saved")
    shop = new_shop.copy(folder / "poste")
    shop.record(to_lines(commands()[:-1]))
    if not FULL:
        make_identity(shop.data, PHRASE)
    phrase = folder / "phrase.txt"
    phrase.write_text(f"{PHRASE}\n", "utf-8")
    told = shop.run("backup", "--to", folder / "CLE", "--passphrase-file", phrase, "--json").json
    # Opening the identity takes seconds in the full size: the other tests type the sheet instead.
    identity = age.unlock(member(Path(told["path"]), backup_file.IDENTITY), PHRASE)
    sheet = folder / "identite.txt"
    sheet.write_text(f"{identity}\n", "ascii")
    return Saved(shop, Path(told["path"]), told["anchor"], phrase, sheet)


@pytest.fixture
def saved(kept_saved: Saved, tmp_path: Path) -> Saved:
    """The same for one test: desk, medium, what opens it."""
    return kept_saved.copy(tmp_path)
