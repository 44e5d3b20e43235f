"""Samples of bikes on loan for the tests of the core."""

from tests.services.lent import LentNature, samples_of

NATURE = LentNature(
    "bikes",
    "VELO-1",
    "VELO",
    registered={"fnuci": "AB12CD34EF"},
    lent={"checks": {"ANTIVOL": 1}, "age": "adult"},
    back={"checks": {"ANTIVOL": 1}},
)
SAMPLES = samples_of(NATURE)
