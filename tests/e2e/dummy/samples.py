"""Samples of the umbrellas for the tests of the core."""

from tests.services.samples import Samples, charged, one

SAMPLES = Samples(
    told=(
        ("dummy.stocked", {"count": 10}, "Parapluies mis à la porte"),
        ("dummy.lent", {"count": 3}, "Parapluies prêtés"),
        ("dummy.sold", {}, "Parapluie vendu"),
        ("dummy.moved", {"left": 3, "slot": None}, "Parapluies déplacés"),
        ("dummy.day_reported", {"number": "Z-2026-0001", "lent": 3, "left": 7}, "Parapluies comptés"),
    ),
    undone={
        "dummy.lend": (one("dummy.lend", count=2), ["dummy.lent"]),
        "dummy.sell": (charged({"do": "dummy.sell"}, due=900), ["dummy.sold", "till.settled"]),
        "dummy.put_out": (one("dummy.put_out", count=5), "dummy.count_again"),
    },
    acts={"dummy.lend": {"count": 1}, "dummy.put_out": {"count": 5}},
    bounded=frozenset(["dummy_stock"]),
)
