"""A package index on this machine: wheels with nothing in them, and failures as servers have them.

Source: https://peps.python.org/pep-0503/ (the simple index); https://peps.python.org/pep-0427/ (wheels).
"""

import hashlib
import io
import os
import re
import ssl
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel with nothing in it but what it declares."""

    name: str
    version: str
    requires: Sequence[str] = ()
    extras: Sequence[str] = ()

    @property
    def filename(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def content(self) -> bytes:
        """Its bytes: the same each time."""
        told = f"{self.name.replace('-', '_')}-{self.version}.dist-info"
        metadata = [
            "Metadata-Version: 2.1",
            f"Name: {self.name}",
            f"Version: {self.version}",
            *(f"Provides-Extra: {extra}" for extra in self.extras),
            *(f"Requires-Dist: {requirement}" for requirement in self.requires),
        ]
        files = {
            f"{told}/METADATA": "\n".join(metadata) + "\n",
            f"{told}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        files[f"{told}/RECORD"] = "".join(f"{name},,\n" for name in (*files, f"{told}/RECORD"))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name), text)
        return made.getvalue()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True)
class Index:
    """What is offered, by name of the library and of the file; what was asked for.

    Attributes:
        status: Answered to everything, when it is not 200.
        cut: How many bytes of a file are sent before the connection is.
    """

    offered: Mapping[str, Mapping[str, bytes]]
    status: int = 200
    cut: int | None = None
    url: str = ""
    pages: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def answer(self, path: str) -> bytes | None:
        """Return what lies at a path, and note that it was asked for."""
        if page := re.fullmatch(r"/simple/([^/]+)/", path):
            self.pages.append(page[1])
            offered = self.offered.get(page[1])
            if offered is None:
                return None
            return "".join(f'<a href="/files/{page[1]}/{name}">{name}</a>\n' for name in offered).encode()
        _, _, name, file = path.split("/")
        self.files.append(file)
        return self.offered[name][file]


def offer(wheels: Sequence[Wheel]) -> dict[str, dict[str, bytes]]:
    """Return what an index of wheels offers."""
    offered: dict[str, dict[str, bytes]] = {}
    for wheel in wheels:
        offered.setdefault(wheel.name, {})[wheel.filename] = wheel.content
    return offered


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of whoever hung up: that is what is tried."""


def handler_of(index: Index) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Write nothing to the terminal."""

        def do_GET(self) -> None:
            found = index.answer(self.path) if index.status == 200 else b""
            self.send_response(404 if found is None else index.status)
            self.send_header(
                "Content-Type", "text/html" if self.path.startswith("/simple") else "application/zip"
            )
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write((found or b"")[: index.cut if self.path.startswith("/files") else None])

    return Handler


@contextmanager
def served(index: Index, secured: ssl.SSLContext | None = None) -> Iterator[Index]:
    """Serve an index on a free port of this machine."""
    server = Server(("127.0.0.1", 0), handler_of(index))
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    index.url = f"{'http' if secured is None else 'https'}://127.0.0.1:{server.server_port}/simple"
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask_only(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Let every pip that is started from here ask one index, whatever this machine is set to."""
    for name in [*os.environ]:
        if name.startswith("PIP_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    told = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": url, "PIP_NO_CACHE_DIR": "1", "NO_PROXY": "*"}
    for name, value in {**told, "PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "1"}.items():
        monkeypatch.setenv(name, value)


def installed(venv: Path) -> dict[str, str]:
    """Return the libraries of an environment and their versions, read from its folders."""
    folder = (
        "Lib/site-packages"
        if sys.platform == "win32"
        else "lib/python{}.{}/site-packages".format(*sys.version_info)
    )
    found = (
        path.name.removesuffix(".dist-info").rpartition("-") for path in (venv / folder).glob("*.dist-info")
    )
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, _, version in found}
