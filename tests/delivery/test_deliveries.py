"""Deliveries of a desk: what waits from which closing on, what came of it, what the journal says; told as a clerk would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.delivery.channel import Channel, Consignment, Undelivered
from concierge_desk.domain.override import override
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.deliveries.worker import Deliveries, DeliveryWork
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from concierge_desk.store.leaving import deliveries
from tests.counter.desks import COFFEE, Play, card

FIRST, SECOND, THIRD = "Z-2026-0001", "Z-2026-0002", "Z-2026-0003"


class Far(Channel):
    """A far side that keeps what it is given, and fails as it is told to."""

    def __init__(self, *, asks: bool = True) -> None:
        self.has: dict[str, bytes] = {}
        self.came: list[Consignment] = []
        self.fails: list[Undelivered | BaseException | None] = []
        self._asks = asks

    @property
    @override
    def asks(self) -> bool:
        return self._asks

    @override
    def deliver(self, sent: Consignment, stopping: Callable[[], bool]) -> bool:
        failure = self.fails.pop(0) if self.fails else None
        if failure is not None:
            if getattr(failure, "begun", True):
                self._take(sent)
            raise failure
        if self._asks and sent.name in self.has:
            return False
        self._take(sent)
        return True

    def _take(self, sent: Consignment) -> None:
        self.has[sent.name] = sent.data
        self.came.append(sent)


def days(play: Play, *dates: str) -> None:
    for date in dates:
        play.open(f"{date}T08:00", float_cents=8000)
        play.settle([COFFEE], card(120))
        play.close(f"{date}T18:30", counted_cents=8000)


def to_folder(play: Play, folder: Path, export: str = "laposte") -> None:
    folder.mkdir(exist_ok=True)
    play.do("delivery.set_channel", export=export, channel="folder", folder=str(folder))


def work(play: Play, far: Channel | None = None, *, at_once: bool = False) -> DeliveryWork:
    own = Deliveries(play.desk) if far is None else Deliveries(play.desk, lambda _settings: far)
    return own.work_off(lambda: False, at_once=at_once)


def desk_of(play: Play) -> None:
    """Let the desk itself go by the clock of the test."""
    object.__setattr__(play.desk, "clock", play.hands)


@pytest.fixture(autouse=True)
def _clock(play: Play) -> None:
    desk_of(play)


def faults(play: Play) -> list[Any]:
    return list(verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults)


def test_nothing_leaves_where_no_channel_was_set(play: Play) -> None:
    days(play, "2026-11-25")
    before = play.head()
    assert work(play) == DeliveryWork()
    assert play.head() == before


def test_from_the_next_closing_on_each_file_is_there_as_export_writes_it(play: Play, tmp_path: Path) -> None:
    days(play, "2026-11-25")
    to_folder(play, tmp_path / "releves")
    days(play, "2026-11-26", "2026-11-27")
    done = work(play)
    assert [(one.number, one.again) for one in done.delivered] == [(SECOND, False), (THIRD, False)]
    assert done.held == ()
    written = write_export(play.desk, export_of("laposte"), SECOND, tmp_path / "autre", None)
    arrived = tmp_path / "releves" / written.path.name
    assert arrived.read_bytes() == written.path.read_bytes()
    assert verify_file(arrived, VerifyRequest(signatures=True)).faults == []
    made = [entry for entry in play.posted() if entry.kind == "delivery.made"]
    assert (made[0].aud, made[0].data) == (
        "LAPOSTE",
        {
            "export": "laposte",
            "number": SECOND,
            "channel": "folder",
            "sha256": written.sha256,
            "again": False,
        },
    )
    assert work(play).delivered == () and faults(play) == []
    # The day after tells La Poste in clear that the file of the day before left.
    days(play, "2026-11-30")
    assert work(play).delivered[0].number == "Z-2026-0004"
    monday = next((tmp_path / "releves").glob("*2026-11-30.zip"))
    assert verify_file(monday, VerifyRequest(signatures=True)).faults == []
    assert faults(play) == []


def test_an_older_one_leaves_once_it_is_asked_for(play: Play, tmp_path: Path) -> None:
    days(play, "2026-11-25")
    to_folder(play, tmp_path / "releves")
    assert work(play).delivered == ()
    answer = play.do("delivery.retry", export="laposte", number=FIRST)
    assert (answer.posted, answer.result) == (
        (),
        {"export": "laposte", "number": FIRST, "state": "waiting"},
    )
    assert [one.number for one in work(play).delivered] == [FIRST]


def test_an_outage_is_tried_again_after_1_5_15_60_minutes_then_hourly(play: Play) -> None:
    mail(play)
    days(play, "2026-11-25")
    far = Far()
    for minutes in (1, 5, 15, 60, 60, 60):
        far.fails = [Undelivered("delivery.unreachable")]
        [held] = work(play, far).held
        assert (held.state, held.code, far.fails) == ("waiting", "delivery.unreachable", [])
        play.hands.move(minutes=minutes, seconds=-1)
        assert work(play, far).delivered == (), "not before its time"
        play.hands.move(seconds=1)
    assert [one.number for one in work(play, far).delivered] == [FIRST]


def test_what_does_not_pass_stands_still_until_her_key(play: Play) -> None:
    mail(play)
    days(play, "2026-11-25", "2026-11-26")
    far = Far(asks=False)
    far.fails = [Undelivered("delivery.mailbox_full", reply=552)]
    held = work(play, far).held
    # Neither is asked a second time: the mailbox is full for both.
    assert [(one.number, one.state, one.code, one.params) for one in held] == [
        (FIRST, "stopped", "delivery.mailbox_full", {"reply": 552}),
        (SECOND, "stopped", "delivery.mailbox_full", {"reply": 552}),
    ]
    play.hands.move(days=1)
    days(play, "2026-11-28")
    assert [one.state for one in work(play, far, at_once=True).held] == ["stopped"] * 3
    play.do("delivery.retry", export="laposte", number=FIRST)
    assert [(one.number, one.again) for one in work(play, far).delivered] == [(FIRST, False)]
    mail(play)
    assert [one.number for one in work(play, far).delivered] == [SECOND, THIRD]


def mail(play: Play, **more: Any) -> None:
    fields = {"host": "courrier.example", "to": "bureau@laposte.example", "from": "ampere@example.fr"}
    play.do("delivery.set_channel", export="laposte", channel="mail", **fields | more)


def test_a_letter_whose_answer_nobody_read_says_the_second_time_that_it_is_one(play: Play) -> None:
    mail(play)
    days(play, "2026-11-25")
    far = Far(asks=False)
    far.fails = [Undelivered("delivery.unreachable", begun=True)]
    assert [one.state for one in work(play, far).held] == ["waiting"]
    play.hands.move(minutes=2)
    assert [one.again for one in work(play, far).delivered] == [True]
    assert [one.again for one in far.came] == [False, True]


def test_an_outage_before_the_letter_began_leaves_no_mark(play: Play) -> None:
    mail(play)
    days(play, "2026-11-25")
    far = Far(asks=False)
    far.fails = [Undelivered("delivery.unreachable")]
    work(play, far)
    play.hands.move(minutes=2)
    assert [one.again for one in work(play, far).delivered] == [False]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize(("asks", "marked"), [(True, False), (False, True)])
def test_after_a_kill_the_far_side_is_asked_or_told(play: Play, asks: bool, marked: bool) -> None:
    mail(play)
    days(play, "2026-11-25")
    far = Far(asks=asks)
    # It was taken, and nobody wrote it down.
    far.fails = [Killed()]
    with pytest.raises(Killed):
        work(play, far)
    assert [row.state for row in play.desk.store.read(deliveries.pending)] == ["sending"]
    assert [(one.number, one.again) for one in work(play, far).delivered] == [(FIRST, marked)]
    assert len(far.came) == (1 if asks else 2)


def test_sent_again_by_her_key_it_says_so(play: Play) -> None:
    mail(play)
    days(play, "2026-11-25")
    far = Far(asks=False)
    work(play, far)
    play.do("delivery.retry", export="laposte", number=FIRST)
    assert [one.again for one in work(play, far).delivered] == [True]
    assert [entry.data["again"] for entry in play.posted() if entry.kind == "delivery.made"] == [False, True]


def test_her_note_of_the_answer_is_an_entry_for_them_once(play: Play) -> None:
    mail(play)
    days(play, "2026-11-25")
    assert play.code("delivery.acknowledge", export="laposte", number=FIRST) == "delivery.unknown"
    work(play, Far(asks=False))
    play.do("delivery.acknowledge", export="LAPOSTE", number=FIRST.lower())
    entry = play.last("delivery.acknowledged")
    assert (entry.aud, entry.data) == ("LAPOSTE", {"export": "laposte", "number": FIRST})
    assert (
        play.code("delivery.acknowledge", export="laposte", number=FIRST) == "delivery.acknowledged_already"
    )
    assert faults(play) == []


def test_whom_and_where_stand_beside_the_journal_and_passwords_nowhere(play: Play) -> None:
    key = "SHA256:" + "k" * 43
    play.do(
        "delivery.set_channel",
        export="laposte",
        channel="sftp",
        host="sftp.kessler.example",
        user="kessler",
        password="mot de passe",
        key=key,
        folder="/releves de Mme Kessler",
    )
    entry = play.last("delivery.channel_set")
    assert entry.data == {
        "export": "laposte",
        "channel": "sftp",
        "key": key,
        "details": entry.data["details"],
    }
    assert json.loads(str(play.personal(entry.data["details"]))) == {
        "host": "sftp.kessler.example",
        "user": "kessler",
        "folder": "/releves de Mme Kessler",
    }
    texts = [str(row) for (row,) in play.rows("SELECT CAST(payload AS TEXT) FROM journal")]
    assert not [text for text in texts if "kessler" in text.lower() or "mot de passe" in text]
    assert not [row for row in play.rows("SELECT text FROM personal") if "mot de passe" in str(row)]


@pytest.mark.parametrize(
    ("fields", "code", "params"),
    [
        ({"channel": "folder"}, "input.missing", {"field": "folder"}),
        ({"channel": "sftp", "host": "h"}, "input.missing", {"field": "user"}),
        ({"channel": "mail", "host": "h", "to": "a@b.fr"}, "input.missing", {"field": "from"}),
        ({"channel": "mail", "host": "h", "to": "le bureau"}, "input.mail_address", {"field": "to"}),
        ({"channel": "sftp", "host": "h", "key": "abc"}, "input.host_key", {"field": "key"}),
        ({"channel": "pigeon"}, "input.choice", {"field": "channel"}),
        ({"channel": "folder", "folder": "/x", "export": "personne"}, "delivery.unknown", {}),
        ({"channel": "folder", "folder": "/x", "export": "partner:ATELIER"}, "delivery.unknown", {}),
    ],
)
def test_what_a_channel_needs(play: Play, fields: dict[str, Any], code: str, params: dict[str, Any]) -> None:
    refused = play.refused("delivery.set_channel", **{"export": "laposte"} | fields)
    assert refused.code == code
    assert params.items() <= refused.params.items()


@pytest.mark.parametrize("number", ["Z-2026-0009", "Z-2027-0001", "rien"])
def test_a_closing_that_is_none(play: Play, tmp_path: Path, number: str) -> None:
    to_folder(play, tmp_path / "releves")
    days(play, "2026-11-25")
    assert play.code("delivery.retry", export="laposte", number=number) == "delivery.unknown"
    assert play.code("delivery.acknowledge", export="laposte", number=number) == "delivery.unknown"


def test_without_a_channel_nothing_can_be_sent_again(play: Play) -> None:
    days(play, "2026-11-25")
    assert play.code("delivery.retry", export="laposte", number=FIRST) == "delivery.unknown"


@pytest.mark.parametrize("said", ["partner:ATELIER", "partner-atelier", "atelier", "ATELIER"])
def test_a_partner_gets_his_own(play: Play, tmp_path: Path, said: str) -> None:
    play.do("partner.set", partner="ATELIER", name="Atelier des Hirondelles", regime="mandate")
    to_folder(play, tmp_path / "releves", said)
    days(play, "2026-11-25")
    [one] = work(play).delivered
    assert (one.export, one.number) == ("partner-atelier", FIRST)
    assert play.last("delivery.made").aud == "ATELIER"
    days(play, "2026-11-26")
    work(play)
    for file in (tmp_path / "releves").iterdir():
        assert verify_file(file, VerifyRequest(signatures=True)).faults == []
    assert faults(play) == []


def test_the_channel_of_another_day_ends_what_waits(play: Play, tmp_path: Path) -> None:
    to_folder(play, tmp_path / "absent")
    (tmp_path / "absent").rmdir()
    days(play, "2026-11-25")
    assert [one.code for one in work(play).held] == ["delivery.unreachable"]
    play.do("delivery.set_channel", export="laposte", channel="none")
    assert work(play) == DeliveryWork()
    to_folder(play, tmp_path / "releves")
    days(play, "2026-11-26")
    assert [one.number for one in work(play).delivered] == [SECOND]


def test_a_stick_that_is_back_gets_what_waited_and_other_bytes_stay(play: Play, tmp_path: Path) -> None:
    stick = tmp_path / "cle"
    to_folder(play, stick)
    stick.rmdir()
    days(play, "2026-11-25", "2026-11-26")
    assert [one.state for one in work(play).held] == ["waiting"] * 2
    stick.mkdir()
    (stick / "laposte-AMP1-F-2026-11-25.zip").write_bytes(b"autre")
    done = work(play, at_once=True)
    assert [one.number for one in done.delivered] == [SECOND]
    assert [(one.number, one.state, one.code) for one in done.held] == [
        (FIRST, "stopped", "delivery.name_taken")
    ]
    assert (stick / "laposte-AMP1-F-2026-11-25.zip").read_bytes() == b"autre"
    assert [path.name for path in stick.iterdir() if path.suffix != ".zip"] == []


def test_what_the_fingerprint_of_a_line_is(play: Play) -> None:
    line = "serveur ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
    fields = {"host": "h", "user": "u", "password": "p"}
    play.do("delivery.set_channel", export="laposte", channel="sftp", key=line, **fields)
    # As `ssh-keygen -l` says it of GitHub's own.
    assert (
        play.last("delivery.channel_set").data["key"] == "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"
    )


def test_a_password_is_told_to_no_other_server(play: Play) -> None:
    from concierge_desk.jobs.deliveries.channels import settings_of

    def secret() -> Any:
        def read(rows: Any) -> Any:
            row = deliveries.channel_row(rows, "laposte")
            assert row is not None
            return settings_of(rows, row).secret.get("password")

        return play.desk.store.read(read)

    mail(play, user="conciergerie", password="secret")
    assert secret() == "secret"
    mail(play, user="conciergerie")
    assert secret() == "secret"
    mail(play, user="conciergerie", host="ailleurs.example")
    assert secret() is None


@pytest.mark.parametrize(("asks", "marked"), [(True, False), (False, True)])
def test_what_waits_in_a_store_that_was_put_back_may_have_left_since(
    play: Play, asks: bool, marked: bool
) -> None:
    mail(play)
    days(play, "2026-11-25")
    put_back = {"head": "A1", "medium": "stick"}
    play.desk.store.write(lambda unit: play.desk.post(unit, "store.restored", put_back, epoch="B"))
    far = Far(asks=asks)
    assert [one.again for one in work(play, far).delivered] == [marked]


def test_every_reason_has_its_sentence() -> None:
    from concierge_desk.delivery import channel
    from concierge_desk.desk import catalogue

    codes = {
        text for text in vars(channel).values() if isinstance(text, str) and text.startswith("delivery.")
    }
    assert len(codes) == 14
    assert codes <= catalogue.messages().keys()
