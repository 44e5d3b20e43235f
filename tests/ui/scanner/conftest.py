"""A scanner that hears every window of the test, and nothing after it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from concierge_desk.ui.kit.scanner import Scanner


class Heard:
    """What was scanned."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.events: list[tuple[str, float]] = []
        scanner.scanned.connect(lambda code, at: self.events.append((code, at)))

    @property
    def codes(self) -> list[str]:
        return [code for code, _ in self.events]


@pytest.fixture
def recognised() -> set[str]:
    """Codes that some service knows."""
    return set()


@pytest.fixture
def heard(qtbot: QtBot, qapp: QApplication, recognised: set[str]) -> Iterator[Heard]:
    scanner = Scanner(recognised.__contains__)
    scanner.install(qapp)
    yield Heard(scanner)
    scanner.remove()
