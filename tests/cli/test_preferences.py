"""The file of what was chosen at this PC: whole or not at all, and no start hangs on it."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.bootstrap.appearance import Look, in_chosen_language
from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import LETTERS, ROLL_WIDTHS
from concierge_desk.i18n import LANGUAGES
from concierge_desk.paths import DataFolder
from concierge_desk.ui.kit.preferences import Preferences


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preferences.json"


def test_nothing_was_chosen_yet(path: Path) -> None:
    file = PreferencesFile(path)
    assert (file.kept, file.unread) == (Preferences(), False)
    assert not path.exists(), "reading makes nothing"


@pytest.mark.parametrize(
    "changes",
    [
        *({"theme": "contrast"}, {"scale": 2.0}, {"flashes": True}, {"prefix": "\x1d~é"}, {"prefix": ""}),
        *({"printer": ""}, {"printer": "192.168.1.50"}, {"printer": "serial:/dev/ttyUSB0@9600"}),
        {"printer": "device:/dev/usb/lp0", "printer_name": "EPSON TM-T20"},
        *({"lang": lang} for lang in ("", *LANGUAGES)),
        *({"printer_text": letters} for letters in LETTERS),
        *({"printer_width": width} for width in ROLL_WIDTHS),
    ],
)
def test_what_is_kept_is_read_again(path: Path, changes: dict[str, Any]) -> None:
    PreferencesFile(path).keep({"scale": 1.25})
    PreferencesFile(path).keep(changes)
    assert PreferencesFile(path).kept == Preferences(**({"scale": 1.25} | changes))
    assert [found.name for found in path.parent.iterdir()] == [path.name], "nothing half-made stays"


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"7",
        b"null",
        b"[" * 9_000,
        b'{"theme": "dark"' + b" " * 20_000 + b"}",
        b'{"theme": "pink"}',
        b'{"lang": "tlh"}',
        b'{"lang": null}',
        b'{"theme": ["dark"]}',
        b'{"theme": null}',
        b'{"scale": "2"}',
        b'{"scale": 0.5}',
        b'{"scale": 9}',
        b'{"scale": true}',
        b'{"scale": NaN}',
        b'{"printer_text": "utf-8"}',
        b'{"printer_text": null}',
        b'{"printer_width": 57}',
        b'{"printer_width": "80"}',
        b'{"printer_width": false}',
        b'{"flashes": 1}',
        b'{"prefix": 7}',
        b'{"printer": "device:lp0"}',
        b'{"printer_name": 7}',
        b'{"prefix": "123456789"}',
        b'{"theme": "dark", "scale": null}',
    ],
)
def test_what_makes_no_sense_counts_for_nothing(
    path: Path, told: bytes, expected_log: list[logging.LogRecord]
) -> None:
    path.write_bytes(told)
    file = PreferencesFile(path)
    assert (file.kept, file.unread) == (Preferences(), True)
    assert expected_log
    file.keep({"theme": "dark"})
    assert PreferencesFile(path).kept == Preferences("dark")


def test_two_windows_of_a_pc_keep_what_each_changed(path: Path) -> None:
    practice, real = PreferencesFile(path), PreferencesFile(path)
    practice.keep({"theme": "dark"})
    real.keep({"scale": 2.0})
    assert PreferencesFile(path).kept == Preferences("dark", 2.0)


def test_what_a_later_version_keeps_is_left_alone(path: Path) -> None:
    path.write_text(json.dumps({"theme": "dark", "colour_of_the_sky": 7}))
    file = PreferencesFile(path)
    assert (file.kept, file.unread) == (Preferences("dark"), False)


def test_a_folder_in_its_place(path: Path, expected_log: list[logging.LogRecord]) -> None:
    path.mkdir()
    file = PreferencesFile(path)
    assert file.unread
    with pytest.raises(EnvironmentFailure, match=r"file\.not_regular"):
        file.keep({"theme": "dark"})
    assert file.kept == Preferences()


def test_a_start_speaks_as_it_was_chosen_unless_another_language_is_asked_for(tmp_path: Path) -> None:
    options = Options(tmp_path)
    assert in_chosen_language(options, Look("fr")) == Look("fr")
    PreferencesFile(DataFolder(tmp_path).preferences).keep({"lang": "en"})
    assert in_chosen_language(options, Look("fr")) == Look("en")
    asked = Look("fr", lang_asked=True)
    assert in_chosen_language(options, asked) == asked
