"""The recovery sheet: one page from which backups open, with the program and without, and where it is to be kept."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from concierge_desk.counter.papers.recovery_sheet import recovery_sheet
from concierge_desk.domain.document import Document
from concierge_desk.domain.recovery import read_identity, sheet_lines
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from tests.counter.desks import SHOP
from tests.counter.pages import pages, width_mm, words
from tests.printing.sheets import assert_apart, assert_inside

IDENTITY = "AGE-SECRET-KEY-1ECY5A96G5NTLS6N4GY3DXK562ZQ5TU7483Y532GUS250AN9ES55Q2AF2F5"
OTHER = "AGE-SECRET-KEY-1" + "Q" * 58
"""As long, and of other signs."""

FINGERPRINT = "5647-5aa7-1c2d-9f00-5647-5aa7-1c2d-9f00"

NB = "\u00a0"


NAME = "Conciergerie Solidaire Ampère"
LONG = " ".join([NAME] * 6)


def sheet(identity: str = IDENTITY, name: str = NAME, practice: bool = False) -> Document:
    return recovery_sheet(identity, FINGERPRINT, replace(SHOP, desk="AMP1", name=name, practice=practice))


@pytest.mark.parametrize(
    "mention",
    [
        "Fiche de secours — AMP1",
        NAME,
        # What it is, and where it belongs.
        "peut lire toutes les sauvegardes de la conciergerie",
        "sous enveloppe scellée, hors de la conciergerie",
        "ne pas la photographier",
        "Où l’enveloppe est gardée",
        # To type.
        "Ligne 1 ECY5 A96G 5NTL G",
        "Ligne 2 S6N4 GY3D XK56 F",
        "Ligne 3 2ZQ5 TU74 83Y5 C",
        "Ligne 4 32GU S250 AN9E M",
        "Ligne 5 S55Q 2AF2 F5 T",
        # With the program, and without.
        "à la place de la phrase secrète",
        "LISEZMOI.txt",
        "identite.txt",
        "age-encryption.org",
        "age -d -i identite.txt cles.age",
    ],
)
def test_what_it_says(mention: str) -> None:
    assert mention in words(to_pdf(sheet())).replace(NB, " ")
    assert mention in " ".join(to_text(sheet()).replace("|", " ").replace(NB, " ").split())


def test_what_is_read_off_it_is_the_identity() -> None:
    """Typed line by line as it is drawn, or copied from under the square code, which is what age wants."""
    lines = to_text(sheet()).splitlines()
    typed = [
        line.partition(str(number))[2]
        for number in range(1, 6)
        for line in lines
        if f"Ligne {number}" in line
    ]
    assert read_identity("\n".join(typed)) == IDENTITY
    assert IDENTITY in lines
    assert f" {IDENTITY} " in words(to_pdf(sheet()))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("identity", [IDENTITY, OTHER])
def test_the_square_code_is_the_identity(identity: str, practice: bool, dpi: int) -> None:
    with pypdfium2.PdfDocument(to_pdf(sheet(identity, practice=practice))) as pdf:
        image = pdf[0].render(scale=dpi / 72).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(image)
    assert (found.text, found.format) == (identity, zxingcpp.BarcodeFormat.QRCode)


@pytest.mark.parametrize("name", [NAME, LONG])
@pytest.mark.parametrize("practice", [False, True])
def test_it_is_one_page(practice: bool, name: str) -> None:
    """Half of it in an envelope would open nothing."""
    document = sheet(practice=practice, name=name)
    data = to_pdf(document)
    assert (pages(data), width_mm(data)) == (1, 210)
    (page,) = assert_inside(document)
    if not practice:  # the mark of practice lies behind it all
        assert_apart(page)


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert to_pdf(sheet()) == to_pdf(sheet())
    assert to_pdf(sheet()) != to_pdf(sheet(OTHER))


def test_an_exercise_says_so() -> None:
    assert "FACTICE" in words(to_pdf(sheet(practice=True)))
    assert "FACTICE" not in words(to_pdf(sheet()))


def test_the_secret_is_on_the_page_only() -> None:
    """A file's name and properties are read by whoever passes it on."""
    document = sheet()
    assert not [text for text in (document.kind, document.name, document.title) if IDENTITY[20:30] in text]
    data = to_pdf(document)
    assert IDENTITY.encode() not in data
    assert not [line for line in sheet_lines(IDENTITY) if line.encode() in data]


def test_no_sheet_of_what_is_no_identity() -> None:
    with pytest.raises(ValueError, match="not an identity"):
        sheet(IDENTITY[:-1])
