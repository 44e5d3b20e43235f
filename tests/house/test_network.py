"""Network: the program needs none, and what could open a line stands in few modules."""

import ast
import sys
from pathlib import Path

import pytest

from tests.e2e.driver import CLOCK, LINES, Ended, call, environment

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "concierge_desk"
REACHING = {
    *("asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "xmlrpc"),
    *("asyncssh", "telnetlib", "webbrowser", "requests", "urllib3", "httpx", "aiohttp"),
    *("urllib.request", "multiprocessing.connection", "PySide6.QtNetwork", "PySide6.QtWebSockets"),
}
MAY = {
    "printing/lines/network.py": "a printer of the shop, at the address that was typed",
    "bootstrap/window.py": "whether a display of this PC answers: no address of a network",
    "delivery/sftp.py": "the server that a daily file is delivered to, where one was set",
    "delivery/mail.py": "the server that takes mail to be sent, where one was set",
    "jobs/second_process.py": "a pipe to a process of its own, which verifies beside it",
}
"""Modules that may, and what for."""


def reaching() -> set[str]:
    """Return the modules that import what can open a line to somewhere else."""
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if any(_reaches(name) for name in _imported(node))
    }


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _reaches(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in REACHING)


def test_few_modules_can_open_a_line() -> None:
    """R-1.63: to an address that somebody typed: a printer's, and where daily files are delivered."""
    assert reaching() == MAY.keys()


@pytest.mark.parametrize(
    ("name", "reaches"),
    [
        ("socket", True),
        ("urllib.request.urlopen", True),
        ("PySide6.QtNetwork.QTcpSocket", True),
        ("urllib.parse.quote", False),
        ("socketry", False),
    ],
)
def test_what_reaches_out(name: str, reaches: bool) -> None:
    assert _reaches(name) == reaches


CUT_OFF = """
import sys

def barred(event, _arguments):
    if event.startswith("socket."):
        raise OSError(f"no network here: {event}")

sys.addaudithook(barred)
from concierge_desk.cli import run

run()
"""
"""The program where nothing of Python's opens a socket, or asks for the address of a name."""


def cut_off(data: Path, *words: str | Path, stdin: bytes = b"") -> Ended:
    """Run a word of the program that is cut off."""
    said = [sys.executable, "-c", CUT_OFF, "--data", str(data), *map(str, words)]
    return call(said, stdin=stdin, env=environment(PYTHONPATH=str(ROOT)))


def test_a_day_is_signed_closed_verified_and_copied_without_any(tmp_path: Path) -> None:
    """R-1.63: played where nothing can be reached."""
    data, phrase = tmp_path / "poste", tmp_path / "phrase.txt"
    phrase.write_text("neuf mots sans aucun rapport\n", "utf-8")
    for words, stdin in (
        (("init", "--site", "ampere", "--practice", "--clock", CLOCK), b""),
        (("record", "-", "--clock", CLOCK), LINES),
        (("verify", "--signatures", "--rebuild"), b""),
        (("backup", "--to", tmp_path / "copies", "--passphrase-file", phrase), b""),
    ):
        done = cut_off(data, *words, stdin=stdin)
        assert done.status == 0, (words, done)
    barred = call([sys.executable, "-c", f"{CUT_OFF.partition('from ')[0]}import socket; socket.socket()"])
    assert "no network here: socket.__new__" in barred.err
