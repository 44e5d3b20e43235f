"""The command line inside the test's own process: quick, and measured."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from concierge_desk.cli import main
from concierge_desk.desk.commission import commission, read_site_file
from concierge_desk.desk.options import Options
from concierge_desk.exporting import container, datapackage
from concierge_desk.jobs.verdict import Verdict, VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.paths import PRACTICE, DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.signer import Signer
from tests.e2e.driver import CLOCK


@dataclass(frozen=True)
class Told:
    """What a word said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON line it wrote."""
        return json.loads(self.out)

    @property
    def answers(self) -> list[Any]:
        """The JSON lines it wrote."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def codes(self) -> list[str]:
        """Of each answer: its refusal, or `ok`."""
        return ["ok" if answer["ok"] else answer["refused"]["code"] for answer in self.answers]


def say(*words: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Told:
    """Run a word; an exception that is no end of the program fails the test."""
    try:
        done = CliRunner().invoke(main, [str(word) for word in words], input=stdin, env=env)
    finally:
        end_log()
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Told(done.exit_code, done.stdout_bytes.decode(), done.stderr_bytes.decode("utf-8", "replace"))


def end_log() -> None:
    """Close the log of the desk: the next desk of this process has a log of its own."""
    logger = logging.getLogger("concierge_desk")
    logger.setLevel(logging.NOTSET)
    for handler in [*logger.handlers]:
        if type(handler).__module__.startswith("concierge_desk."):
            logger.removeHandler(handler)
            handler.close()


def make(data: Path, *more: str) -> Path:
    """Make a practice desk of the shipped site and return its folder."""
    done = say("--data", data, "init", "--site", "ampere", "--practice", "--clock", CLOCK, *more)
    assert done.status == 0, done
    return data


def practised(home: Path) -> Path:
    """Make the practice shop below a folder whose real shop is still to come, and return the folder."""
    options = Options(home / PRACTICE)
    commission(options, read_site_file("ampere"), practice=True)
    return home


def record(data: Path, lines: bytes, *more: str) -> Told:
    """Record lines, answers as JSON."""
    return say("--data", data, "record", "-", "--json", *more, stdin=lines)


def verdict(path: Path, data: bytes, **asked: Any) -> Verdict:
    """Verify bytes as a file."""
    path.write_bytes(data)
    return verify_file(path, VerifyRequest(**asked))


def codes(found: Verdict) -> list[str]:
    """The faults of a verdict."""
    return [fault["code"] for fault in found.faults]


def signed(data: Path, members: Mapping[str, bytes], **properties: Any) -> bytes:
    """The file of these members as the desk itself would sign it: sizes, hashes and signature are right."""
    descriptor = json.loads(members[datapackage.DESCRIPTOR])
    descriptor.update(properties)
    for resource in descriptor["resources"]:
        content = members.get(resource["path"], b"")
        resource.update(datapackage._measure(content))
        if "lines" in resource:
            resource["lines"] = datapackage._lines(content)
    manifest = datapackage._serialise(descriptor)
    signature = Signer(load_keys(DataFolder(data)).seed).sign(manifest)
    more = {datapackage.DESCRIPTOR: manifest, datapackage.SIGNATURE: signature}
    return container.pack(list({**members, **more}.items()))
