"""A browser without a screen, told by its own protocol over two pipes: one process for all that a test asks of it.

Source: https://chromedevtools.github.io/devtools-protocol/.
"""

import base64
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.not_tried import NOT_TRIED

PROGRAM = "chromium-headless-shell"
# Over what a test opens meanwhile.
_HIGH = 40
_DONE = "document.getElementById('result').getAttribute('aria-busy') === 'false'"


class Tab:
    """One page, open in the browser."""

    def __init__(self, read: int, write: int) -> None:
        """Talk to the browser at the other ends of two pipes."""
        self._reading, self._write = os.fdopen(read, "rb"), write
        self._rest, self._count, self._session = b"", 0, ""

    def open(self, page: Path, before: str = "") -> None:
        """Show a page, in a tab of its own.

        Args:
            page: A file.
            before: Script that runs before the page's own.
        """
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = ""
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.call("Page.navigate", url=page.as_uri())
        self.run("new Promise(done => document.readyState === 'complete' ? done() : onload = done)")

    def close(self) -> None:
        """Hear nothing any more."""
        self._reading.close()

    def run(self, script: str) -> Any:
        """Return what a script comes to."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def choose(self, file: Path) -> None:
        """Choose a file in the only field that takes one, and wait for what the page makes of it."""
        self.run(f"document.getElementById('result').setAttribute('aria-busy', 'true'); {_WATCH}")
        field = self.call("Runtime.evaluate", expression="document.querySelector('input[type=file]')")
        self.call("DOM.setFileInputFiles", files=[str(file.resolve())], objectId=field["result"]["objectId"])
        self.run("window.done")

    def picture(self, path: Path, width: int = 1100) -> None:
        """Keep a picture of the whole page."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
        )
        told = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def call(self, method: str, **params: Any) -> Any:
        """Ask the browser for something and return its answer."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": params}
        if self._session and not method.startswith("Target."):
            asked["sessionId"] = self._session
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        for told in self._told():
            if told.get("id") == self._count:
                assert "error" not in told, told
                return told["result"]
        raise AssertionError("the browser is gone")

    def _told(self) -> Iterator[Any]:
        while True:
            while b"\0" in self._rest:
                message, self._rest = self._rest.split(b"\0", 1)
                yield json.loads(message)
            more = self._reading.read1(1 << 16)
            if not more:
                return
            self._rest += more


_WATCH = f"""
window.done = new Promise(done => {{
  const watched = new MutationObserver(() => {{ if ({_DONE}) {{ watched.disconnect(); done(); }} }});
  watched.observe(document.getElementById('result'), {{ attributes: true }});
}}); undefined
"""


@contextmanager
def browser(home: Path) -> Iterator[Tab]:
    """A browser that lives as long as this: nothing of it is left, and no network is asked."""
    program = shutil.which(PROGRAM)
    if program is None:
        pytest.skip(f"{NOT_TRIED}: {PROGRAM} is missing (python3 dev.py system)")
    asking, telling = os.pipe(), os.pipe()
    theirs, answers = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _HIGH) for fd in (asking[0], telling[1]))
    os.close(asking[0])
    os.close(telling[1])
    quiet = os.open(os.devnull, os.O_RDWR)
    words = [
        *(program, "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *(f"--user-data-dir={home}", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-extensions"),
    ]
    said = [(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    pipes = [(os.POSIX_SPAWN_DUP2, theirs, 3), (os.POSIX_SPAWN_DUP2, answers, 4)]
    process = os.posix_spawn(program, words, {**os.environ, "HOME": str(home)}, file_actions=said + pipes)
    for fd in (theirs, answers, quiet):
        os.close(fd)
    tab = Tab(telling[0], asking[1])
    try:
        yield tab
    finally:
        # It ends once nobody asks any more.
        os.close(asking[1])
        os.waitpid(process, 0)
        tab.close()
