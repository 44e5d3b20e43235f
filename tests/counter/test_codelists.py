"""Lists of codes: matched generously, and what is none of them never enters the journal."""

import pytest

from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.codelists import Coded, code_of, codes, label_of, names, noted

RELEASED = {
    "id_document": "id_card passport residence_permit driving_licence other",
    "mandate": "on_notice paper permanent company other",
    "refusal": "refused_by_addressee damaged other",
    "movement": "remittance bank float expense other",
    "gap_reason": "counting_error unexplained other",
    "carrier": "colissimo letter registered s10 chronopost dpd mondial_relay",
    "means": "cash card cheque",
    "reversal": "wrong_person",
}


def test_released_lists() -> None:
    assert set(RELEASED) <= set(names())


@pytest.mark.parametrize(("name", "released"), RELEASED.items())
def test_released_codes(name: str, released: str) -> None:
    """docs/contract.md, "Released codes": a code once released is never renamed or removed."""
    assert codes(name)[: len(released.split())] == tuple(released.split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id_card", "id_card"),
        ("ID_CARD", "id_card"),
        ("Carte d'identité", "id_card"),
        ("carte d’identité", "id_card"),
        ("CARTE D‘IDENTITÉ", "id_card"),
        ("Carte d'identite\u0301", "id_card"),
        ("  carte   d'identité ", "id_card"),
        ("ｐａｓｓｐｏｒｔ", "passport"),
        ("Identity card", "id_card"),
        ("permis de conduire", "driving_licence"),
        ("carte identité", None),
        ("permis", None),
        ("", None),
    ],
)
def test_matching(text: str, code: str | None) -> None:
    assert code_of("id_document", text) == code


@pytest.mark.parametrize("name", RELEASED)
def test_every_label_in_both_languages_finds_its_code(name: str) -> None:
    for code in codes(name):
        for lang in ("fr", "en"):
            assert code_of(name, label_of(name, code, lang).upper()) == code


@pytest.mark.parametrize("name", RELEASED)
def test_no_text_names_two_codes(name: str) -> None:
    labels = [label for row in codelists._lists()[name] for label in set(row.labels)]
    assert len(labels) == len(set(labels))


def test_a_lost_code_is_shown_as_itself() -> None:
    assert label_of("refusal", "eaten", "fr") == "eaten"


def test_noted() -> None:
    assert noted(None, "n-1") == ({"code": None, "note": None}, ())
    assert noted(Coded("damaged", None), "n-1") == ({"code": "damaged", "note": None}, ())
    told, kept = noted(Coded("other", "Carton ouvert"), "n-1")
    assert told == {"code": "other", "note": "n-1"}
    assert [(record.ref, record.kind, record.text, record.retention) for record in kept] == [
        ("n-1", "note", "Carton ouvert", "note")
    ]


def test_a_code_that_ended_keeps_its_label_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old entries are still read; nobody can give it any more."""
    rows = (
        codelists.ListedCode("cash", ("cash", "espèces"), "Espèces", "Cash", current=True),
        codelists.ListedCode("token", ("token", "jeton"), "Jeton", "Token", current=False),
    )
    monkeypatch.setattr(codelists, "_lists", lambda: {"means": rows})
    assert codes("means") == ("cash",)
    assert code_of("means", "jeton") is None
    assert label_of("means", "token", "en") == "Token"
