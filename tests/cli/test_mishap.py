"""A bug of ours is told in one sentence; its message, which may hold a name, goes nowhere."""

import logging
import sys

import pytest

from concierge_desk.cli import mishap


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


def test_an_interrupted_command_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    mishap.tell(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == ""


def test_install_takes_the_place_of_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    mishap.install()
    assert sys.excepthook is mishap.tell
