"""The recovery sheet: what a hand types from its paper restores onto a bare PC."""

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.copies.medium import Saved, content, refused, whole
from tests.dice import dice_of
from tests.e2e.driver import Shop

DICE = dice_of(__name__)
LINE = re.compile(r"^\w+ (\d) ((?:[A-Z0-9]{2,4} )+[A-Z0-9])\s*$", re.MULTILINE)


@pytest.fixture
def printed(saved: Saved, tmp_path: Path) -> list[str]:
    """The lines of the sheet, read from its paper."""
    paper = tmp_path / "fiche.pdf"
    saved.shop.run("recovery-sheet", "--to", paper, "--passphrase-file", saved.phrase)
    document = pypdfium2.PdfDocument(paper)
    try:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    lines = LINE.findall(text.replace("\r\n", "\n"))
    assert [number for number, _line in lines] == ["1", "2", "3", "4", "5"]
    assert saved.sheet.read_text("ascii").strip() in text
    return [line for _number, line in lines]


def typed(folder: Path, lines: list[str], name: str = "tape.txt") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_the_sheet(saved: Saved, printed: list[str], tmp_path: Path) -> None:
    """R-4.12: what lies in the envelope opens a copy, typed from its paper."""
    as_printed = typed(tmp_path, printed)
    shop = Shop(tmp_path / "nu")
    told = shop.run("restore", saved.path, "--passphrase-file", as_printed, "--json").json
    assert told["backup_head"] == saved.anchor
    whole(shop)
    # Small letters and no spaces are the same to it.
    small = typed(tmp_path, [line.lower().replace(" ", "") for line in printed], "petit.txt")
    assert shop.run("rehearse", saved.path, "--passphrase-file", small, "--json").json["ok"]

    # A line with one wrong sign is told by its number, and nothing is made.
    number = DICE.randrange(len(printed))
    line = printed[number]
    wrong = [*printed]
    wrong[number] = line[0].translate(str.maketrans({line[0]: "Q" if line[0] != "Q" else "P"})) + line[1:]
    bare = Shop(tmp_path / "nu-2")
    before = content(saved.medium)
    done = bare.try_("restore", saved.path, "--passphrase-file", typed(tmp_path, wrong))
    refused(done, "backup.identity_line", 4, line=number + 1)
    assert not (bare.data / "concierge.db").exists()
    assert content(saved.medium) == before

    # Two lines that changed places, too.
    swapped = [printed[1], printed[0], *printed[2:]]
    done = bare.try_("restore", saved.path, "--passphrase-file", typed(tmp_path, swapped))
    refused(done, "backup.identity_line", 4, line=1)


def test_no_sheet_without_the_passphrase(saved: Saved, tmp_path: Path) -> None:
    paper, other = tmp_path / "fiche.pdf", typed(tmp_path, ["une autre phrase"])
    done = saved.shop.try_("recovery-sheet", "--to", paper, "--passphrase-file", other)
    refused(done, "backup.passphrase_wrong", 4)
    assert not paper.exists()


def test_no_sheet_and_no_backup_before_there_is_a_passphrase(new_shop: Shop, tmp_path: Path) -> None:
    shop, phrase = new_shop.copy(tmp_path / "poste"), typed(tmp_path, ["une phrase"])
    place = tmp_path / "CLE"
    done = shop.try_("recovery-sheet", "--to", tmp_path / "fiche.pdf", "--passphrase-file", phrase)
    refused(done, "backup.passphrase_needed", 3)
    refused(shop.try_("backup", "--to", place), "backup.passphrase_needed", 3)
    assert content(place) == {}
