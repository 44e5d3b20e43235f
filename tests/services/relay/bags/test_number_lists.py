"""A list of numbers in a file, as drivers send it: one number a line, whatever stands beside it."""

from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.jobs.number_lists import listed, read_list


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6A15602676300\n6A15602683841\n", ("6A15602676300", "6A15602683841")),
        (
            "numero;poids;ville\r\n6A15602676300;250;67100\r\n6A15602683841;90;67100\r\n",
            ("6A15602676300", "6A15602683841"),
        ),
        ('"ordre","colis"\n"1","6A15602676300"\n"2","6A15602676300"\n', ("6A15602676300",)),
        ("\ufeff6A 15602 67630 0\n", ("6A 15602 67630 0",)),
        ("1\t00345678901234\n", ("00345678901234",)),
    ],
)
def test_the_numbers_of_a_file(tmp_path: Path, text: str, found: tuple[str, ...]) -> None:
    file = tmp_path / "liste d'aujourd'hui.csv"
    file.write_text(text, "utf-8", newline="")
    assert read_list(file) == found
    assert listed(file.as_uri()) == listed(f" {file} ") == "\n".join(found)


def test_what_names_no_file_is_a_list_itself() -> None:
    assert listed("6A15602676300, 6A15602683841") == "6A15602676300, 6A15602683841"


@pytest.mark.parametrize(
    "data", [b"", b"nom;ville\nKessler;Strasbourg\n", b"PK\x03\x04\0\0\0", b"1" * 200_001]
)
def test_a_file_without_a_number_is_no_list(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_list(file)
    assert refused.value.code == "list.unreadable"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure) as failed:
        listed(str(tmp_path / "liste.csv"))
    assert failed.value.code == "file.missing"
