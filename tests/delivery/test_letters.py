"""Mails to people: a receipt that was asked for, a reminder of an item; to a server with TLS, told as a clerk would."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.delivery.channel import Undelivered
from concierge_desk.delivery.note import ToResident, note
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import erased_refs
from concierge_desk.jobs.deliveries.letters import SendNote
from concierge_desk.jobs.deliveries.worker import Deliveries, DeliveryWork
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, Play, card
from tests.delivery.accounts import by_mail
from tests.delivery.servers import Line, Mailbox
from tests.e2e.driver import environment
from tests.services.relay_desk import OTHER, PARCEL, SEEN, receive

ROOT = Path(__file__).parents[2]
ADDRESS = "marie.kessler@courrier.example"
TICKET = "ticket:T-2026-000001"


@pytest.fixture(autouse=True)
def _clock(play: Play) -> None:
    object.__setattr__(play.desk, "clock", play.hands)


class Post:
    """A way for letters that keeps what it is given, and fails as it is told to."""

    def __init__(self) -> None:
        self.came: list[tuple[ToResident, str]] = []
        self.fails: list[Undelivered] = []

    def __call__(self, _desk: Desk, sent: ToResident, to: str, _stopping: Callable[[], bool]) -> None:
        failure = self.fails.pop(0) if self.fails else None
        if failure is not None:
            if failure.begun:
                self.came.append((sent, to))
            raise failure
        self.came.append((sent, to))


def work(play: Play, send: SendNote | None = None, *, at_once: bool = False) -> DeliveryWork:
    return Deliveries(play.desk, send=send).work_off(lambda: False, at_once=at_once)


def to_server(play: Play, box: Mailbox, port: int | None = None) -> None:
    by_mail(
        play,
        host="localhost",
        port=port or box.port,
        user=box.user,
        password=box.password,
        ca_file=str(box.ca_file),
    )


def paid(play: Play) -> None:
    play.settle([COFFEE], card(120))


def everywhere(play: Play, words: str) -> list[str]:
    """The tables of the decrypted store that hold some words, and the files beside it that do."""
    tables = [name for (name,) in play.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = [
        table
        for table in tables
        if any(words.encode() in repr(row).encode() for row in play.rows(f'SELECT * FROM "{table}"'))
    ]
    files = [path for path in play.desk.folder.root.rglob("*") if path.is_file()]
    return found + [path.name for path in files if words.encode() in path.read_bytes()]


def faults(play: Play) -> list[object]:
    return list(verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults)


def state(play: Play) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in play.rows("SELECT state, why FROM letter")]


# A receipt by mail


def test_a_receipt_leaves_whole_and_its_address_is_gone(shop: Play, box: Mailbox) -> None:
    """R-1.21, R-4.02: the original as it was not printed; the sending is traced, the address nowhere."""
    to_server(shop, box)
    paid(shop)
    answer = shop.do("paper.mail", document=TICKET, email=ADDRESS)
    assert answer.result == {"document": TICKET, "copy": 0}
    assert everywhere(shop, ADDRESS) == ["personal"]
    assert work(shop).letters.sent == 1
    [message] = box.messages
    assert (message["To"], message["Subject"]) == (
        ADDRESS,
        "FACTICE : Ticket T-2026-000001, Conciergerie Solidaire Ampère",
    )
    [part] = message.iter_attachments()
    assert part.get_filename() == "ticket-T-2026-000001.pdf" and part.get_content().startswith(b"%PDF")
    told = message.get_body().get_content()
    assert "effacée" in " ".join(told.split()) and "Répondez" in " ".join(told.split())
    assert everywhere(shop, ADDRESS) == []
    sent = shop.last("letter.sent").data
    assert (sent["document"], sent["again"], sent["queued"]) == (TICKET, False, answer.posted[0].seq)
    assert work(shop).letters.sent == 0 and len(box.arrived) == 1
    assert faults(shop) == []
    # What the paper leaves now is a duplicate, and so is a second mail.
    assert shop.do("paper.mail", document=TICKET, email=ADDRESS).result == {"document": TICKET, "copy": 1}
    work(shop)


def test_the_word_of_the_erasure_is_noted_beside_the_store_and_kept_on_copies(
    shop: Play, box: Mailbox
) -> None:
    """R-4.13: a copy that is put back knows the address no more."""
    to_server(shop, box)
    paid(shop)
    ref = shop.do("paper.mail", document=TICKET, email=ADDRESS).posted[0].data["address"]
    work(shop)
    listed = (shop.desk.folder.root / ERASURES).read_bytes()
    assert erased_refs(listed) == {ref} and ADDRESS.encode() not in listed
    assert shop.rows("SELECT * FROM erasure") == []


def test_a_receipt_that_was_printed_leaves_as_a_duplicate(shop: Play) -> None:
    by_mail(shop)
    paid(shop)
    shop.desk.store.write(
        lambda unit: shop.desk.post(unit, "document.printed", {"document": TICKET, "as": "pdf", "copy": 0})
    )
    assert shop.do("paper.mail", document=TICKET, email=ADDRESS).result == {"document": TICKET, "copy": 1}
    post = Post()
    work(shop, post)
    assert post.came[0][0].receipt is not None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"document": "ticket:T-2026-000009"}, "print.unknown"),
        ({"document": "label:c-000000000000"}, "print.unknown"),
        ({"email": "marie"}, "input.mail_address"),
        ({"email": "marie@a.fr, autre@b.fr"}, "input.mail_address"),
    ],
)
def test_what_is_no_receipt_or_no_address(shop: Play, fields: dict[str, str], code: str) -> None:
    by_mail(shop)
    paid(shop)
    assert shop.code("paper.mail", **{"document": TICKET, "email": ADDRESS} | fields) == code


def test_without_an_account_nothing_is_asked_for(shop: Play) -> None:
    paid(shop)
    assert shop.code("paper.mail", document=TICKET, email=ADDRESS) == "letter.no_account"
    assert everywhere(shop, ADDRESS) == []


def test_the_account_of_a_daily_file_will_do(shop: Play) -> None:
    told = {"host": "courrier.example", "to": "bureau@laposte.example", "from": "ampere@example.fr"}
    shop.do("delivery.set_channel", export="laposte", channel="mail", **told)
    paid(shop)
    shop.do("paper.mail", document=TICKET, email=ADDRESS)
    assert state(shop) == [("waiting", "")]


@pytest.mark.parametrize("channel", ["folder", "sftp"])
def test_people_are_written_to_by_mail_alone(shop: Play, channel: str) -> None:
    fields = {"folder": "/nulle/part", "host": "h", "user": "u"}
    assert (
        shop.code("delivery.set_channel", export="letters", channel=channel, **fields) == "delivery.mail_only"
    )


def test_two_days_without_a_line_then_the_address_goes_and_she_is_told(shop: Play) -> None:
    """R-4.02: at the latest after 48 hours."""
    by_mail(shop)
    paid(shop)
    shop.do("paper.mail", document=TICKET, email=ADDRESS)
    post = Post()
    for minutes in (1, 5, 15, 60, 60):
        post.fails = [Undelivered("delivery.unreachable")]
        assert work(shop, post).letters.waiting == 1
        shop.hands.move(minutes=minutes - 0.5)
        assert work(shop, post).letters.sent == 0 and post.came == []
        shop.hands.move(minutes=0.5)
    shop.hands.move(hours=47)
    assert work(shop, post).letters.given_up == 1
    assert shop.last("letter.given_up").data["why"] == "letter.too_long"
    assert post.came == [] and everywhere(shop, ADDRESS) == [] and faults(shop) == []


@pytest.mark.parametrize(
    ("code", "ends"),
    [
        ("delivery.recipient_unknown", True),
        ("delivery.mailbox_full", True),
        ("delivery.rejected", True),
        ("delivery.denied", False),
        ("delivery.certificate", False),
    ],
)
def test_what_is_the_matter_with_an_address_ends_it_with_an_account_waits(
    shop: Play, code: str, ends: bool
) -> None:
    by_mail(shop)
    paid(shop)
    shop.do("paper.mail", document=TICKET, email=ADDRESS)
    post = Post()
    post.fails = [Undelivered(code)]
    done = work(shop, post).letters
    assert (done.given_up, done.waiting) == ((1, 0) if ends else (0, 1))
    assert (everywhere(shop, ADDRESS) == []) == ends
    if not ends:
        assert state(shop) == [("stopped", code)] and work(shop, post).letters.sent == 0
        # A way that was set anew is tried at once.
        by_mail(shop)
        assert work(shop, post).letters.sent == 1


def test_an_answer_that_nobody_read_is_marked_the_second_time(shop: Play) -> None:
    by_mail(shop)
    paid(shop)
    shop.do("paper.mail", document=TICKET, email=ADDRESS)
    post = Post()
    post.fails = [Undelivered("delivery.unreachable", begun=True)]
    work(shop, post)
    shop.hands.move(minutes=2)
    assert work(shop, post).letters.sent == 1
    assert [sent.again for sent, _ in post.came] == [False, True]
    assert shop.last("letter.sent").data["again"] is True
    first, second = (note(sent, "ampere@example.fr", to) for sent, to in post.came)
    assert first["Message-ID"] == second["Message-ID"]
    assert second["Subject"].startswith("FACTICE : Deuxième envoi : ")


def test_a_kill_between_asking_and_leaving_loses_nothing(shop: Play) -> None:
    """What a process was at when it ended is sent again, and says so."""
    by_mail(shop)
    paid(shop)
    shop.do("paper.mail", document=TICKET, email=ADDRESS)

    class Killed(BaseException):
        pass

    def ended(_desk: Desk, _sent: ToResident, _to: str, _stopping: Callable[[], bool]) -> None:
        raise Killed

    with pytest.raises(Killed):
        work(shop, ended)
    assert state(shop) == [("sending", "")]
    post = Post()
    assert work(shop, post).letters.sent == 1 and post.came[0][0].again


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_a_process_that_is_killed_while_it_leaves(shop: Play, box: Mailbox, to_box: Line) -> None:
    to_server(shop, box, to_box.port)
    paid(shop)
    shop.do("paper.mail", document=TICKET, email=ADDRESS)
    # As a process of its own: killed once some of it went.
    words = ["--data", str(shop.desk.folder.root), "deliver", "--now", "--json"]
    line = [sys.executable, "-m", "concierge_desk", *words]
    told = {"cwd": ROOT, "env": environment(PYTHONPATH=str(ROOT)), "stderr": subprocess.DEVNULL}
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, **told) as process:
        to_box.passed = (6_000, process.kill)
        assert process.wait(120) == -signal.SIGKILL
    to_box.break_now()
    arrived = len(box.arrived)
    done = subprocess.run(line, stdout=subprocess.PIPE, check=True, **told)
    assert json.loads(done.stdout)["letters"] == {"sent": 1, "given_up": 0, "waiting": 0}
    assert len(box.arrived) == arrived + 1
    assert "Deuxième envoi" in box.messages[-1]["Subject"]
    assert everywhere(shop, ADDRESS) == []


# A reminder by mail


def waiting(play: Play) -> str:
    by_mail(play)
    custody = receive(play, PARCEL, label_deadline_day="2026-11-28", addressee={"name": "Mme Kessler"})
    play.do("relay.note_email", tracking=PARCEL, email=ADDRESS, consent="addressee")
    return custody


def test_a_reminder_tells_when_and_where_and_nothing_else(shop: Play) -> None:
    """R-5.01, R-4.06: the code, the hours until the deadline; neither what it is nor whose."""
    custody = waiting(shop)
    shop.do("relay.remind", tracking=PARCEL, by="email")
    post = Post()
    assert work(shop, post).letters.sent == 1
    [(sent, to)] = post.came
    told = " ".join(sent.text.split())
    assert to == ADDRESS and sent.receipt is None and sent.subject == "Quelque chose vous attend"
    assert "samedi 28 novembre" in told and "vendredi 27 novembre" in told and "lundi 30" not in told
    assert custody[2:6] in told.lower().replace("c-", "") or custody in told.lower()
    for hidden in (PARCEL, "…6300", "Colissimo", "Kessler", "La Poste"):
        assert hidden not in told
    assert "erased" not in told and "effacée" in told and "Plus de message" in told
    assert shop.rows("SELECT reminded_by, mailed_day FROM relay_custody") == [("email", "2026-11-25")]
    # It is kept for the next one, until the item has left.
    assert everywhere(shop, ADDRESS) == ["personal"] and faults(shop) == []


def test_one_mail_a_day(shop: Play) -> None:
    waiting(shop)
    shop.do("relay.remind", tracking=PARCEL, by="email")
    assert shop.code("relay.remind", tracking=PARCEL, by="email") == "relay.mailed_today"
    shop.do("relay.remind", tracking=PARCEL, by="phone")
    shop.close("2026-11-25T19:00", counted_cents=8000)
    shop.open("2026-11-26T08:00", float_cents=8000)
    shop.do("relay.remind", tracking=PARCEL, by="email")


def test_no_address_no_word_no_mail(shop: Play) -> None:
    by_mail(shop)
    receive(shop, PARCEL)
    assert shop.code("relay.remind", tracking=PARCEL, by="email") == "relay.no_email"
    assert shop.code("relay.note_email", tracking=PARCEL, email=ADDRESS) == "input.missing"
    assert shop.code("relay.forget_email", tracking=PARCEL) == "relay.no_email"
    shop.do("relay.note_email", tracking=PARCEL, email=ADDRESS, consent="other")
    shop.do("relay.forget_email", tracking=PARCEL)
    assert shop.code("relay.remind", tracking=PARCEL, by="email") == "relay.no_email"
    assert everywhere(shop, ADDRESS) == []


def handed_over(play: Play) -> None:
    play.do("relay.hand_over", tracking=PARCEL, **SEEN)


def with_the_postman(play: Play) -> None:
    play.do("relay.refuse", tracking=PARCEL, reason="refused_by_addressee")
    play.do("relay.hand_to_postman", what="returns")


def on_a_prepared_slip(play: Play) -> None:
    play.do("relay.refuse", tracking=PARCEL, reason="refused_by_addressee")
    slip = play.do("relay.prepare_slip", what="returns").result["number"]
    play.do("relay.hand_to_postman", slip=slip)


def lost(play: Play) -> None:
    play.do("relay.report_incident", tracking=PARCEL, incident="not_found")
    play.do("relay.report_incident", tracking=PARCEL, incident="lost")


def never_here(play: Play) -> None:
    play.do("relay.forget_email", tracking=PARCEL)
    play.do("relay.note_email", tracking=PARCEL, email=ADDRESS, consent="addressee")
    arrived = next(entry for entry in play.posted() if entry.kind == "relay.received")
    play.do("journal.reverse", op_of=arrived.op, reason="wrong_key")


@pytest.mark.parametrize("leaves", [handed_over, with_the_postman, on_a_prepared_slip, lost, never_here])
def test_the_address_goes_with_the_item(shop: Play, leaves: Callable[[Play], None]) -> None:
    """R-4.02: the end of the custody."""
    waiting(shop)
    # Another's stays.
    receive(shop, OTHER, shelf="B1")
    shop.do("relay.note_email", tracking=OTHER, email="m.roth@courrier.example", consent="addressee")
    leaves(shop)
    assert everywhere(shop, ADDRESS) == [] and everywhere(shop, "m.roth@") == ["personal"]
    assert len(shop.rows("SELECT * FROM erasure")) in {1, 2}
    work(shop, Post())
    assert faults(shop) == []


def test_what_was_fetched_meanwhile_is_not_written_about(shop: Play) -> None:
    waiting(shop)
    shop.do("relay.remind", tracking=PARCEL, by="email")
    handed_over(shop)
    post = Post()
    assert work(shop, post).letters.given_up == 1 and post.came == []


def test_a_reminder_that_was_taken_back_does_not_leave(shop: Play) -> None:
    waiting(shop)
    op = shop.do("relay.remind", tracking=PARCEL, by="email").op
    shop.do("journal.reverse", op_of=op, reason="wrong_key")
    post = Post()
    work(shop, post)
    assert post.came == [] and state(shop) == []


def test_whoever_was_not_reached_is_to_be_reminded_again(shop: Play) -> None:
    from concierge_desk.desk.overview import morning

    waiting(shop)
    shop.do("relay.remind", tracking=PARCEL, by="email")

    def to_remind() -> list[str]:
        lists = {row["list"]: row["items"] for row in morning(shop.desk, None)["lists"]}
        return [item["label"] for item in lists["remind"]]

    assert to_remind() == []
    post = Post()
    post.fails = [Undelivered("delivery.recipient_unknown", reply=550)]
    work(shop, post)
    assert to_remind() == ["Colissimo …6300"]
    shop.do("relay.remind", tracking=PARCEL, by="phone")
    assert to_remind() == []


def test_the_counter_never_waits_for_a_server(shop: Play, tmp_path: Path) -> None:
    """What is asked for is written, and leaves later: no server is there at all."""
    by_mail(shop, host="127.0.0.1", port=9)
    paid(shop)
    assert shop.do("paper.mail", document=TICKET, email=ADDRESS).refused is None
    assert work(shop).letters.waiting == 1
    assert state(shop)[0] == ("waiting", "delivery.unreachable")
