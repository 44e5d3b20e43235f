"""What the relay's sentences say in place of codes."""

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Param


@pytest.mark.parametrize(
    ("code", "params", "said"),
    [
        (
            "tariff.of_last_year",
            {"product": "LV", "valid_from": "2026-01-01"},
            "Le tarif «\u00a0Lettre verte\u00a0» date du 1er\u00a0janvier 2026\u00a0: vérifiez s’il a changé.",
        ),
        (
            "tariff.overlap",
            {"band": "COL_2000", "zone": "FR", "day": "2027-01-01"},
            "Colissimo domicile 2000\u00a0g (France) aurait deux prix le 01/01/2027\u00a0: gardez-en un seul. Rien n’a été importé.",
        ),
        (
            "relay.zone_differs",
            {"country": "MA", "zone": "C"},
            "Destination Maroc\u00a0: zone C. N’indiquez pas de zone, ou choisissez celle-là.",
        ),
        (
            "relay.too_large",
            {"most": 1500, "source": "cnews.fr 2023-12-28"},
            "Trop grand pour La Poste\u00a0: longueur + largeur + hauteur = 1500 mm au plus (cnews.fr 28/12/2023).",
        ),
        (
            "relay.carrier_off",
            {"carrier": "mondial_relay"},
            "Mondial Relay n’est pas un réseau de cette conciergerie\u00a0: voyez les réglages du relais.",
        ),
        (
            "relay.carrier_needed",
            {"tracking": None, "suggestion": None},
            "Quel réseau apporte cet envoi sans numéro\u00a0? Choisissez-le, puis confirmez.",
        ),
    ],
)
def test_codes_are_said_as_labels(code: str, params: dict[str, Param], said: str) -> None:
    assert catalogue.sentence(code, params, "fr") == said


def test_english_has_its_own_words_and_keeps_its_dates() -> None:
    told = {"most": 1500, "source": "cnews.fr 2023-12-28"}
    assert "(cnews.fr 2023-12-28)" in catalogue.sentence("relay.too_large", told, "en")
    assert catalogue.sentence("relay.zone_differs", {"country": "MA", "zone": "OM"}, "en").startswith(
        "To Morocco: overseas France."
    )


def test_what_is_not_known_stands_for_itself() -> None:
    said = catalogue.sentence("tariff.unknown", {"product": "NOPE", "zone": None, "weight_g": 20}, "fr")
    assert said.startswith("Aucun prix connu pour NOPE ce jour-là\u00a0: ")
    assert catalogue.sentence("relay.country_unknown", {"country": "QQ"}, "fr").startswith(
        "QQ n’est pas un pays"
    )
