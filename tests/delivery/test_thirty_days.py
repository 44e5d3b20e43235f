"""Thirty closed days to a real OpenSSH server and a real server for mail: whatever befalls the line, the server, the process.

Each day's file arrives once by SFTP, and by mail at least once; no second letter is without its mark. `deliver` runs in
processes of its own, as a shop without a window would run it.
"""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.leaving import deliveries
from tests.counter.desks import COFFEE, Play, card
from tests.delivery.servers import Line, Mailbox, OpenSsh, line_to, mail_server, open_ssh, private_key
from tests.dice import dice_of
from tests.e2e.driver import FULL, environment, run

if sys.platform == "win32":
    pytest.skip("no SIGKILL", allow_module_level=True)

ROOT = Path(__file__).parents[2]
DAYS = 30 if FULL else 9
LAPOSTE, PARTNER = "laposte", "partner-atelier"
SOMETHING_TO_DO = 6
_LONGEST_S = 120
_MOST_BYTES = 400_000


@dataclass
class Shop:
    """A shop whose reports leave by both ways, over lines that may fail."""

    play: Play
    ssh: OpenSsh
    box: Mailbox
    to_ssh: Line
    to_box: Line
    random: Random

    def set_ways(self, *, key: str = "", private: str = "", password: str = "") -> None:
        where = {"host": "127.0.0.1", "port": self.to_ssh.port, "user": self.ssh.user}
        self.play.do(
            "delivery.set_channel",
            export=LAPOSTE,
            channel="sftp",
            folder=str(self.ssh.arrived),
            key=key or self.ssh.fingerprint(),
            private_key=private or self.ssh.user_key,
            **where,
        )
        self.play.do(
            "delivery.set_channel",
            export=PARTNER,
            channel="mail",
            host="localhost",
            port=self.to_box.port,
            user=self.box.user,
            password=password or self.box.password,
            to="atelier@hirondelles.example",
            ca_file=str(self.box.ca_file),
            **{"from": "ampere@example.fr"},
        )

    def begun(self) -> "subprocess.Popen[bytes]":
        words = [
            "-m",
            "concierge_desk",
            "--data",
            str(self.play.desk.folder.root),
            "deliver",
            "--now",
            "--json",
        ]
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=environment(PYTHONPATH=str(ROOT)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def deliver(self) -> dict[str, Any]:
        """Run `deliver` to its end, and return what it told."""
        folder = self.play.desk.folder.root
        done = run("--data", folder, "deliver", "--now", "--json", timeout=_LONGEST_S)
        assert done.status in {0, SOMETHING_TO_DO}, done.err
        told: dict[str, Any] = done.json
        assert told["ok"] is (done.status == 0) and not told["busy"]
        return told

    def codes(self, told: dict[str, Any], state: str, export: str) -> set[str]:
        return {one["code"] for one in told[state] if one["export"] == export}

    def retry_all(self) -> None:
        for row in self.play.desk.store.read(deliveries.pending):
            self.play.do("delivery.retry", export=row.export, number=row.number)


@pytest.fixture
def shop(play: Play, tmp_path: Path) -> Iterator[Shop]:
    with (
        open_ssh(tmp_path / "serveur") as ssh,
        mail_server(tmp_path / "courrier") as box,
        line_to(ssh.port) as to_ssh,
        line_to(box.port) as to_box,
    ):
        play.do("partner.set", partner="ATELIER", name="Atelier des Hirondelles", regime="mandate")
        made = Shop(play, ssh, box, to_ssh, to_box, dice_of(__name__))
        made.set_ways()
        yield made


# What befalls a day


def nothing(_shop: Shop) -> None:
    """Nothing."""


def servers_down(shop: Shop) -> None:
    shop.to_ssh.down = shop.to_box.down = True
    told = shop.deliver()
    assert told["delivered"] == [] and told["stopped"] == []
    assert (
        shop.codes(told, "waiting", LAPOSTE)
        == shop.codes(told, "waiting", PARTNER)
        == {"delivery.unreachable"}
    )
    shop.to_ssh.down = shop.to_box.down = False


def cut_in_mid_transfer(shop: Shop) -> None:
    for line in (shop.to_ssh, shop.to_box):
        line.cut_after = shop.random.randrange(200, _MOST_BYTES)
    shop.deliver()
    for line in (shop.to_ssh, shop.to_box):
        line.cut_after = None


def answers_lost(shop: Shop) -> None:
    for line in (shop.to_ssh, shop.to_box):
        line.swallow_answers_after = shop.random.randrange(3_000, _MOST_BYTES)
    # Whoever waits for an answer that never comes is cut off at last.
    process = shop.begun()
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=4)
    process.kill()
    process.communicate()
    for line in (shop.to_ssh, shop.to_box):
        line.break_now()
        line.swallow_answers_after = None


def wrong_host_key(shop: Shop) -> None:
    before = len(list(shop.ssh.arrived.iterdir()))
    shop.set_ways(key="SHA256:" + "A" * 43)
    told = shop.deliver()
    assert shop.codes(told, "stopped", LAPOSTE) == {"delivery.key_changed"}
    # It stands still, however often it is looked at.
    assert shop.codes(shop.deliver(), "stopped", LAPOSTE) == {"delivery.key_changed"}
    assert len(list(shop.ssh.arrived.iterdir())) == before
    shop.set_ways()


def wrong_password(shop: Shop) -> None:
    before = len(shop.box.arrived)
    shop.set_ways(private=private_key(), password="faux")
    told = shop.deliver()
    assert shop.codes(told, "stopped", LAPOSTE) == shop.codes(told, "stopped", PARTNER) == {"delivery.denied"}
    assert len(shop.box.arrived) == before
    shop.set_ways()


def full_mailbox(shop: Shop) -> None:
    shop.box.at_rcpt = "552 5.2.2 mailbox full"
    told = shop.deliver()
    assert shop.codes(told, "stopped", PARTNER) == {"delivery.mailbox_full"}
    shop.box.at_rcpt = ""
    assert shop.codes(shop.deliver(), "stopped", PARTNER) == {"delivery.mailbox_full"}
    shop.retry_all()


def killed(shop: Shop) -> None:
    """Killed at any moment: by the clock, and where so many bytes have gone."""
    process = shop.begun()
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=shop.random.uniform(0.1, 2))
    process.kill()
    process.communicate()
    for line in (shop.to_ssh, shop.to_box):
        process = shop.begun()
        line.passed = (shop.random.randrange(1, _MOST_BYTES), process.kill)
        process.communicate(timeout=_LONGEST_S)
        assert process.returncode in {0, SOMETHING_TO_DO, -signal.SIGKILL}
        line.passed = None


TROUBLES: tuple[Callable[[Shop], None], ...] = (
    nothing,
    servers_down,
    cut_in_mid_transfer,
    answers_lost,
    wrong_host_key,
    wrong_password,
    full_mailbox,
    killed,
)


def lived(shop: Shop) -> list[str]:
    """Close so many days, to each of which something happens; return the numbers of their closings."""
    befalls = [*TROUBLES, *shop.random.choices(TROUBLES, k=DAYS - len(TROUBLES))]
    shop.random.shuffle(befalls)
    numbers = []
    for place, trouble in enumerate(befalls):
        day = date(2026, 11, 25) + timedelta(days=place)
        shop.play.open(f"{day}T08:00", float_cents=8000)
        shop.play.settle([COFFEE], card(120))
        answer = shop.play.close(f"{day}T18:30", counted_cents=8000)
        assert answer.result is not None
        numbers.append(str(answer.result["number"]))
        trouble(shop)
        # Some of what waits is only seen to days later.
        if shop.random.random() < 0.5:
            shop.deliver()
    return numbers


def test_each_day_arrives_once_and_no_second_letter_is_without_its_mark(shop: Shop, tmp_path: Path) -> None:
    numbers = lived(shop)
    shop.retry_all()
    told = shop.deliver()
    assert told["waiting"] == told["stopped"] == []

    written = {
        (export, number): write_export(shop.play.desk, export_of(export), number, tmp_path / export, None)
        for export in (LAPOSTE, PARTNER)
        for number in numbers
    }
    data = {one: file.path.read_bytes() for one, file in written.items()}
    # By SFTP: each of them whole, under its name, and nothing beside.
    there = {path.name: path.read_bytes() for path in shop.ssh.arrived.iterdir()}
    assert there == {written[LAPOSTE, number].path.name: data[LAPOSTE, number] for number in numbers}

    letters: dict[str, list[bool]] = {}
    for message in shop.box.messages:
        [part] = message.iter_attachments()  # type: ignore[attr-defined]
        number = message["Message-ID"].split(".")[1]
        assert part.get_content() == data[PARTNER, number]
        letters.setdefault(number, []).append("Deuxième envoi" in message["Subject"])
    assert sorted(letters) == sorted(numbers)
    assert {number: marks for number, marks in letters.items() if not all(marks[1:])} == {}

    # Of each one entry, which says what it is.
    made = [entry.data for entry in shop.play.posted() if entry.kind == "delivery.made"]
    assert Counter((one["export"], one["number"]) for one in made) == Counter(list(written))
    assert {(one["export"], one["number"]): one["sha256"] for one in made} == {
        one: file.sha256 for one, file in written.items()
    }
    assert not [one for one in made if one["export"] == LAPOSTE and one["again"]]
    marked = {one["number"] for one in made if one["export"] == PARTNER and one["again"]}
    assert marked == {number for number, marks in letters.items() if marks[-1]}
    assert list(verify_desk(shop.play.desk, VerifyRequest(signatures=True, tables=True)).faults) == []
