"""What is refused and what is warned of is said to people, for every code there is."""

import string

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Param
from tests.counter.desks import Play
from tests.counter.samples import EVERY
from tests.counter.told import FOR_PROGRAMS, faults
from tests.services.alike import service_of
from tests.sizes import few

AS_GIVEN: dict[str, Param] = {
    "anchor": "A43:36853f432427aa82",
    "article": "COUTURE",
    "band": "LV_20",
    "barcode": "2000000000015",
    "carrier": "mondial_relay",
    "clock_at": "2027-03-31T08:00+02:00",
    "command": "till.settle",
    "count": 3,
    "country": "MA",
    "day": "2026-11-25",
    "deadline_day": "2026-12-09",
    "desk": "AMP1",
    "detail": "ligne 3",
    "document": "ticket:T-2026-000001",
    "entries": 2,
    "entry": 43,
    "field": "note",
    "file": "/media/COPIES/amp1.zip",
    "folder": "/home/shop",
    "free_mb": 12,
    "kept": 5,
    "least": 1,
    "left": 2,
    "library": "libGL.so.1",
    "line": 2,
    "lines": 3,
    "mandate": "m-4t9d2k7mx0q3",
    "max_g": 2000,
    "means": "cheque",
    "medium": "COPIES",
    "member": "store.db",
    "most": 1500,
    "name": "COPIES",
    "names": "COPIES (/media/COPIES)",
    "needed_mb": 20,
    "number": "Z-2026-0001",
    "operation": "DEP_CHRONO",
    "operator": "o02",
    "option": "AR",
    "pid": 4711,
    "product": "COL",
    "shelf": "A3",
    "slip": "B-2026-0001",
    "source": "laposte.fr 2026-01-01",
    "stock": -3,
    "ticket": "T-2026-000001",
    "tracking": "6A15602676300",
    "unpriced": 1,
    "valid_from": "2026-01-01",
    "vat_code": "TVA_20",
    "visit": "v-1",
    "visits": 2,
    "why": "travaux",
    "words": "cash, card",
    "zone": "OM",
}


def given(name: str) -> Param:
    # A parameter of a service's own is given as a number: what its commands give is played below.
    return 250 if name.endswith("_cents") else AS_GIVEN.get(name, 12)


@few(120, lambda of: str(of["code"]).partition(".")[0])
@pytest.mark.parametrize("code", sorted(catalogue.messages()))
def test_every_sentence_is_said_to_people(code: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(catalogue.messages()[code]) if name]
    params = {name: given(name) for name in names}
    base, _, more = code.partition("+")
    assert faults(base, {**params, **({more: given(more)} if more else {})}) == []
    assert base not in FOR_PROGRAMS or names, "it names nothing, so it may be held as any other"


@few(40, lambda of: service_of(of["name"]))
@pytest.mark.parametrize("name", list(EVERY))
def test_what_the_samples_are_refused_and_warned_of_is_said_to_people(shop: Play, name: str) -> None:
    """Each command as it is played once, and once more: `Play` holds what is answered."""
    act, _ = EVERY[name]
    op = act(shop)
    shop.ask("journal.reverse", op_of=op, reason="wrong_key")
    shop.ask("journal.reverse", op_of=op, reason="wrong_key")


def test_what_people_are_not_told_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "sentence", lambda *_: "The mondial_relay of 2026-11-25")
    assert faults("file.damaged", {"member": "mondial_relay"}) == [
        f"{fault} in « The mondial_relay of 2026-11-25 »"
        for fault in (
            "a date of machines: 2026-11-25",
            "an English word: The",
            "an English word: of",
            "a code: mondial_relay",
        )
    ]
