"""Samples of keys in custody for the tests of the core."""

from tests.services.lent import LentNature, samples_of

NATURE = LentNature(
    "keys",
    "CLE-1",
    "CLE",
    lent={"id_document": "id_card"},
    authorised=True,
)
SAMPLES = samples_of(NATURE)
