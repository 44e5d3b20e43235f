"""A status file as it comes: whatever its columns are called, whoever saved it."""

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.compared.status_sheet import read_sheet

ONE = {"tracking": "6A15602676300", "status": "MLVARS"}


@pytest.mark.parametrize(
    "text",
    [
        "tracking;status\n6A15602676300;MLVARS\n",
        "Numéro;Statut\r\n6A 15602 67630 0;MLVARS\r\n",
        '"N° de suivi","Date","Code événement"\n"6A15602676300","25/11/2026","MLVARS"\n',
        "Etat\tN° colis\nMLVARS\t6a15602676300\n",
        "\ufeffIdShip;Event\n6A15602676300;MLVARS\n",
        # A title above, an empty line, a total below.
        "Relevé du 25/11/2026;\n\nnumero;etat\n6A15602676300;MLVARS\n;\nTotal;1\n",
    ],
)
def test_a_file_in_french_or_english(text: str) -> None:
    assert [dict(row.cells) for row in read_sheet(text.encode())] == [ONE]


def test_as_windows_saves_it() -> None:
    (row,) = read_sheet("Numéro;État\n6A15602676300;Refusé par le destinataire\n".encode("cp1252"))
    assert dict(row.cells) == {"tracking": "6A15602676300", "status": "Refusé par le destinataire"}
    assert row.line == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01", "relay.statuses_unreadable"),
        (b"", "relay.statuses_columns"),
        (b"a;b\n1;2\n", "relay.statuses_columns"),
        (b"numero;prix\n6A15602676300;2\n", "relay.statuses_columns"),
        (b"numero;statut\n", "relay.statuses_none"),
        (b"numero;statut\nMme Kessler;MLVARS\n6A15602676300;\n", "relay.statuses_none"),
        (b"numero;statut\n6A15602676300;" + b"x" * 101 + b"\n", "relay.statuses_none"),
        (b"numero;statut\n" + b"6A15602676300;MLVARS\n" * 5_001, "relay.statuses_unreadable"),
        (b'numero;statut\n"' + b"x" * 140_000, "relay.statuses_unreadable"),
    ],
)
def test_what_is_none_says_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(data)
    assert refused.value.code == code
