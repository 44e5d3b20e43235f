"""Numbers of identity documents in what is typed as a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.barred_numbers import holds_id_number


@pytest.mark.parametrize(
    "text",
    [
        "carte n° 880692310285",
        "880692310285",
        "CNI 88 06 92 310 285",
        "nouvelle carte x4rtbpfw4",
        "CNI D2H6862M2",
        "passeport 12AB34567",
        "passeport 12 AB 34567",
        "Passeport n° 12 AB 34567",
        "sécu 1 85 05 78 006 084 36",
        "285052A006084",
        "1.85.05.78.006.084",
    ],
)
def test_numbers_of_documents_are_seen(text: str) -> None:
    assert holds_id_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "permis de conduire étranger",
        "carton enfoncé, angle gauche",
        "COLIS2026 abîmé",
        "PERDU2026",
        "rappeler au 06 12 34 56 78",
        "rappeler au +33 6 12 34 56 78",
        "avis du 24/11/2026 à 10:45",
        "numéro 6A15602676300",
        "numéro RB123456785GB",
        "12 rue de Wattwiller, 67100 Strasbourg",
        "2 photos, 350 g",
        "passé le 25.11.2026 10.30",
        "12 DE 67100 Strasbourg",
    ],
)
def test_what_a_clerk_types_otherwise_is_not(text: str) -> None:
    assert not holds_id_number(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèà ,.'", max_size=80))
def test_words_alone_hold_no_number(text: str) -> None:
    assert not holds_id_number(text)


@given(st.integers(10**11, 10**12 - 1), st.text(alphabet="abc ,", max_size=10))
def test_twelve_digits_are_one_wherever_they_stand(number: int, words: str) -> None:
    assert holds_id_number(f"{words} {number} {words}")
