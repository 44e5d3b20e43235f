"""The commissioning record: what the desk was made with, on one sheet to sign; and its key on the other papers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk import __version__
from concierge_desk.counter.papers.recovery_sheet import recovery_sheet
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.papers import COMMISSIONING, PrintFormat, print_document
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from concierge_desk.signing.signer import fingerprint
from concierge_desk.store import journal
from tests.counter.desks import Play
from tests.counter.pages import pages, printed, width_mm, words
from tests.counter.test_recovery import IDENTITY
from tests.counter.test_unreadable import flipped, spoil


def on_paper(play: Play, name: str) -> str:
    return words(printed(play, name))


@pytest.fixture
def closed(shop: Play) -> Play:
    shop.close("2026-11-25T11:30", counted_cents=None)
    return shop


def test_it_says_what_the_desk_was_made_with(shop: Play) -> None:
    first = shop.desk.store.read(lambda rows: journal.entry(rows, 1))
    assert first is not None
    settings = shop.desk.settings
    told = on_paper(shop, COMMISSIONING)
    for fact in (
        *("Procès-verbal de mise en service — AMP1-F", settings.name, f"SIRET {settings.siret}"),
        *(settings.desk, settings.drawer, "AMP1-F/A", f"Concierge Desk {__version__}"),
        *(fingerprint(shop.desk.public_key), shop.desk.public_key, first.hash.hex()),
        f"A1:{first.hash.hex()[:16]}",
    ):
        assert fact in told, fact


def test_it_has_room_for_everybody_who_signs_and_does_not_claim_more_than_holds(shop: Play) -> None:
    told = on_paper(shop, COMMISSIONING)
    for mention in (
        "Fait en 3 exemplaires originaux",
        "Pour la conciergerie : nom, date, signature",
        "Pour l’éditeur ou l’association : nom, date, signature",
        "Pour La Poste, bureau d’attache : date, cachet, visa",
        "Celle de la journée en cours, par qui détient les clés sur le PC, ne peut pas être empêchée",
    ):
        assert mention in told.replace("\u202f", " ").replace("\u00a0", " "), mention
    assert "FACTICE" in told


def test_it_is_one_sheet(shop: Play) -> None:
    data = printed(shop, COMMISSIONING)
    assert (pages(data), width_mm(data)) == (1, 210)


def test_it_says_the_same_whenever_it_is_asked_for(closed: Play) -> None:
    """It is of the first day, whatever is set or lived since; printed again it says so."""
    first = on_paper(closed, COMMISSIONING)
    again = on_paper(closed, COMMISSIONING)
    assert again.replace("\u00a0", " ").replace("DUPLICATA n° 1 ", "", 1) == first.replace("\u00a0", " ")
    assert again != first
    told = [entry.data for entry in closed.posted() if entry.kind == "document.printed"]
    assert [(data["document"], data["copy"]) for data in told] == [(COMMISSIONING, 0), (COMMISSIONING, 1)]


@pytest.mark.parametrize("place", ["2", "0", "AMP1", "01"])
def test_a_desk_has_one(shop: Play, tmp_path: Path, place: str) -> None:
    with pytest.raises(Refused) as found:
        print_document(shop.desk, f"commissioning:{place}", PrintFormat("pdf"), tmp_path / "x.pdf", None)
    assert found.value.code == "print.unknown"


@pytest.mark.parametrize("seq", [1, 2])
def test_there_is_none_of_a_first_entry_that_cannot_be_read(shop: Play, tmp_path: Path, seq: int) -> None:
    spoil(shop, seq, flipped)
    with pytest.raises(Refused) as found:
        print_document(shop.desk, COMMISSIONING, PrintFormat("pdf"), tmp_path / "x.pdf", None)
    assert found.value.code == "print.erased"


# ------------------------------------------------------------------ the other papers


def test_the_key_stands_on_each_closing_whole_groups_on_every_roll(closed: Play) -> None:
    own = fingerprint(closed.desk.public_key)
    for roll in (80, 58):
        told = words(printed(closed, "z:Z-2026-0001", roll))
        # A reader of text takes a hyphen at the end of a line for one that parts a word.
        assert own in told.replace("\ufffe", "-").replace("- ", "-"), told
    text = to_text(closed.paper("z:Z-2026-0001").on_roll(58))
    last = [line.strip() for line in text.splitlines() if own[:4] in line or own[-4:] in line]
    assert all(len(group) == 4 for line in last for group in line.split()[-1].strip("-").split("-")), text


def test_a_closing_is_drawn_without_a_key_that_cannot_be_read(closed: Play) -> None:
    spoil(closed, 1, flipped)
    assert "Empreinte de la clé" not in on_paper(closed, "z:Z-2026-0001")


def test_the_key_stands_on_the_statement_for_la_poste(closed: Play) -> None:
    assert fingerprint(closed.desk.public_key) in on_paper(closed, "bordereau:Z-2026-0001")


@pytest.mark.parametrize("drawn", [lambda sheet: words(to_pdf(sheet)), to_text])
def test_the_key_stands_on_the_recovery_sheet(shop: Play, drawn: Callable[..., str]) -> None:
    own = fingerprint(shop.desk.public_key)
    told = drawn(recovery_sheet(IDENTITY, own, shop.desk.settings))
    assert own in told
    assert "ne restaurez rien" in " ".join(told.split())
