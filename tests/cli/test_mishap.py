"""A bug of ours is told in one sentence; its message, which may hold a name, goes nowhere."""

import errno
import logging
import sys
from pathlib import Path

import pytest

from concierge_desk import paths
from concierge_desk.cli import mishap
from tests.cli.helpers import say
from tests.e2e.driver import CLOCK


def fail() -> None:
    raise ValueError("Mme Kessler")


def test_tells_one_sentence_and_logs_kind_and_place_only(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, expected_log: None
) -> None:
    try:
        fail()
    except ValueError:
        with caplog.at_level(logging.CRITICAL, "concierge_desk.mishap"):
            mishap.tell(*sys.exc_info())  # type: ignore[arg-type]
    told = capsys.readouterr().err
    assert told.startswith("Quelque chose d’inattendu")
    assert told.count("\n") == 1
    assert "unexpected ValueError at fail" in caplog.text
    assert "Kessler" not in told + caplog.text


@pytest.mark.parametrize(
    ("number", "status", "sentence"),
    [
        (errno.EIO, 4, "Le disque"),
        (errno.ENOSPC, 4, "Le disque est plein"),
        (errno.EROFS, 4, "On ne peut pas écrire"),
    ],
)
def test_a_disk_that_fails_where_nobody_expects_it_is_told_as_that(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: list[logging.LogRecord],
    number: int,
    status: int,
    sentence: str,
) -> None:
    def failing(folder: Path) -> None:
        raise OSError(number, f"Mme Kessler: {folder}")

    monkeypatch.setattr(paths, "sync_folder", failing)
    told = say("--data", tmp_path / "poste", "init", "--site", "ampere", "--practice", "--clock", CLOCK)
    assert (told.status, told.out) == (status, "")
    assert sentence in told.err and "inattendu" not in told.err
    (record,) = expected_log
    assert "OSError at failing" in record.getMessage() and "Kessler" not in record.getMessage()


def test_an_interrupted_command_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    mishap.tell(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == ""


def test_install_takes_the_place_of_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    mishap.install()
    assert sys.excepthook is mishap.tell
