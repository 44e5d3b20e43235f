"""Mail: accepted, refused for a while or for good, cut; against a server with TLS."""

from dataclasses import replace
from pathlib import Path

import pytest

from concierge_desk.delivery.channel import Undelivered
from concierge_desk.delivery.letter import letter
from concierge_desk.delivery.mail import MailAccount, MailChannel, send
from tests.delivery.conftest import Made
from tests.delivery.servers import Line, Mailbox, mail_server

FROM, TO = "releves@ampere.example", "bureau@laposte.example"


def account(box: Mailbox, port: int | None = None) -> MailAccount:
    return MailAccount("localhost", port or box.port, box.user, box.password, box.ca_file, implicit=False)


def never() -> bool:
    return False


def test_a_file_arrives_whole_and_says_which_it_is(box: Mailbox, made: Made) -> None:
    sent = made("laposte-AMP1-F-2026-11-25.zip")
    channel = MailChannel(account(box), FROM, TO)
    assert channel.deliver(sent, never) and not channel.asks
    [message] = box.messages
    assert message["Subject"] == "Relevé Z-2026-0001 du 25/11/2026, Conciergerie Ampère"
    assert message["Message-ID"] == f"<AMP1-F.Z-2026-0001.{sent.sha256}@ampere.example>"
    [part] = message.iter_attachments()
    assert (part.get_filename(), part.get_content()) == (sent.name, sent.data)
    assert sent.sha256 in message.get_body().get_content()


def test_a_second_sending_says_so_in_subject_and_text(made: Made) -> None:
    first, second = (letter(made("r.zip", again=again, practice=True), FROM, TO) for again in (False, True))
    assert second["Subject"] == "FACTICE : Deuxième envoi : " + first["Subject"].removeprefix("FACTICE : ")
    assert second["Message-ID"] == first["Message-ID"]
    told = " ".join(second.get_body().get_content().split())
    assert "a peut-être déjà été envoyé" in told
    assert "Ne le comptez pas deux fois" not in first.get_body().get_content()


def test_tls_from_the_first_byte(tmp_path: Path, made: Made) -> None:
    with mail_server(tmp_path / "courrier", implicit=True) as box:
        send(letter(made("r.zip"), FROM, TO), replace(account(box), implicit=True, user=""))
        assert len(box.arrived) == 1


def test_the_port_says_where_tls_begins() -> None:
    assert MailAccount("h", 465).is_implicit and not MailAccount("h").is_implicit


@pytest.mark.parametrize(
    ("at", "answer", "code", "passes"),
    [
        ("at_rcpt", "550 5.1.1 no such user", "delivery.recipient_unknown", False),
        ("at_rcpt", "450 4.2.0 greylisted", "delivery.postponed", True),
        # A full mailbox: in the fives it stays full until somebody empties it, in the fours it may pass.
        ("at_rcpt", "552 5.2.2 mailbox full", "delivery.mailbox_full", False),
        ("at_data", "554 5.2.2 over quota", "delivery.mailbox_full", False),
        ("at_data", "452 4.2.2 mailbox full", "delivery.postponed", True),
        ("at_data", "552 too large", "delivery.mailbox_full", False),
        ("at_data", "554 5.7.1 spam", "delivery.rejected", False),
    ],
)
def test_what_the_server_answers(
    box: Mailbox, made: Made, at: str, answer: str, code: str, passes: bool
) -> None:
    setattr(box, at, answer)
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), account(box))
    assert (told.value.code, told.value.passes, told.value.begun) == (code, passes, False)
    assert told.value.params["reply"] == int(answer[:3])


def test_a_wrong_password_waits_for_somebody(box: Mailbox, made: Made) -> None:
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), replace(account(box), password="faux"))
    assert (told.value.code, told.value.passes, box.arrived) == ("delivery.denied", False, [])


def test_a_certificate_of_somebody_else_is_not_trusted(box: Mailbox, made: Made) -> None:
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), replace(account(box), ca_file=None))
    assert (told.value.code, box.arrived) == ("delivery.certificate", [])


def test_nobody_there(box: Mailbox, to_box: Line, made: Made) -> None:
    to_box.down = True
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), account(box, to_box.port))
    assert (told.value.code, told.value.passes, told.value.begun) == ("delivery.unreachable", True, False)


def test_cut_in_the_middle_nobody_knows_and_nothing_is_there(box: Mailbox, to_box: Line, made: Made) -> None:
    to_box.cut_after = 60_000
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), account(box, to_box.port))
    assert (told.value.passes, told.value.begun, box.arrived) == (True, True, [])


def test_cut_before_the_answer_nobody_knows_and_it_is_there(box: Mailbox, to_box: Line, made: Made) -> None:
    # All of the letter, without the last answers: what nobody heard is not known.
    to_box.swallow_answers_after = 100_000
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), account(box, to_box.port))
    assert told.value.begun and len(box.arrived) == 1


def test_whoever_wants_to_end_does_not_wait_for_an_answer(box: Mailbox, to_box: Line, made: Made) -> None:
    to_box.swallow_answers_after = 100_000
    asked = iter([False, False, True, True])
    with pytest.raises(Undelivered) as told:
        send(letter(made("r.zip"), FROM, TO), account(box, to_box.port), lambda: next(asked, True))
    assert told.value.passes and told.value.begun
