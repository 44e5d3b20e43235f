"""Another nature is data: a made-up one that works itself, quotes, gives old parts back, wants numbers and proofs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_desk import registry
from concierge_desk.counter.values import codelists
from concierge_desk.desk import catalogue
from concierge_desk.jobs import papers as drawn
from concierge_desk.mechanisms import entrusted
from concierge_desk.printing.text import to_text
from docs import refusals
from tests.counter import told
from tests.counter.desks import Desks, Play, card
from tests.entrusted.workshop import set_up, taken

MENDING = entrusted.Nature(
    code="mending",
    label="Dry cleaning",
    group="services",
    vat_code="TVA_20",
    works=("clean", "iron"),
    qualities=("normal",),
    place="COUTURE",
    redo_days=30,
    kinds="pressing-kinds.csv",
    prices="pressing-prices.csv",
    bareme="",
    reserves="pressing_reserve",
    positions="garment_position",
    icon="pressing",
    own_work=True,
    quote=True,
    old_parts=True,
    fnuci=True,
    proof=("PANTALON",),
)
WHO = {"name": "A"}


def forget() -> None:
    """Let what was put together of the services be put together anew."""
    for module in (catalogue, drawn, refusals, told):
        for known in vars(module).values():
            if hasattr(known, "cache_clear"):
                known.cache_clear()


@pytest.fixture
def mending(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Play]:
    """A shop that mends as well."""
    monkeypatch.setattr(registry, "SERVICES", (*registry.SERVICES, entrusted.service(MENDING)))
    forget()
    try:
        with Desks(tmp_path).desk() as play:
            play.open(float_cents=0)
            play.do("mending.set_rounds", lead_days={"normal": 2})
            yield play
    finally:
        monkeypatch.undo()
        forget()


def test_one_series_over_both(mending: Play) -> None:
    set_up(mending)
    numbers = [
        taken(mending)["order"],
        mending.do("mending.take_in", who=WHO, pieces=[{"kind": "VESTE"}]).result["order"],
        taken(mending)["order"],
    ]
    assert numbers == ["D-2026-000001", "D-2026-000002", "D-2026-000003"]


def test_own_work_is_promised_by_its_days(mending: Play) -> None:
    order = mending.do("mending.take_in", who=WHO, pieces=[{"kind": "VESTE"}])
    assert order.result["promised_slot"] == "2026-11-27T08:00/11:30"
    assert [one.code for one in order.warnings] == ["mending.fnuci_missing"]
    moved = mending.do("calendar.close_on", day="2026-11-27", reason="other", confirmed=True)
    assert moved.result["moved"] == {"mending": 1}


def test_an_owner_has_to_be_seen(mending: Play) -> None:
    assert mending.code("mending.take_in", who=WHO, pieces=[{"kind": "PANTALON"}]) == "mending.proof_needed"
    seen = {"kind": "PANTALON", "proof": True, "fnuci": "AB12345678"}
    taken_in = mending.do("mending.take_in", who=WHO, pieces=[seen])
    assert "proof" not in str(taken_in.posted[0].data), "it is not noted"
    assert taken_in.warnings == ()


def test_a_quote_is_the_price_once_it_is_accepted(mending: Play) -> None:
    order = mending.do("mending.take_in", who=WHO, pieces=[{"kind": "VESTE"}]).result
    piece = order["pieces"][0]["piece"]
    lines = [
        {"piece": piece, "cents": 1000, "line": "part", "code": "ZIP1"},
        {"piece": piece, "cents": 500, "partner_cents": 0},
    ]
    assert order["total_cents"] == 0
    assert mending.code("mending.answer_quote", order=order["order"], answer="accepted", by="here") == (
        "mending.not_quoted"
    )
    assert mending.do("mending.quote", order=order["order"], lines=lines).result["total_cents"] == 1500
    pay = {"do": "mending.pay", "piece": piece}
    assert mending.code("till.settle", acts=[pay], payments=[]) == "mending.quote_open"
    mending.do("mending.answer_quote", order=order["order"], answer="accepted", by="phone")
    mending.settle([pay], card(1500))
    assert mending.code("mending.quote", order=order["order"], lines=lines) == "mending.paid_already"
    mending.do("mending.make_ready", pieces=[piece])
    assert mending.code("mending.collect", order=order["order"], proof="slip") == "mending.old_parts_needed"
    left = mending.do("mending.collect", order=order["order"], proof="slip", old_parts="given")
    assert left.result["collected"] == [piece]


def test_a_quote_that_is_refused_gives_the_piece_back(mending: Play) -> None:
    order = mending.do("mending.take_in", who=WHO, pieces=[{"kind": "VESTE"}, {"kind": "MANTEAU"}]).result
    lines = [{"piece": one["piece"], "cents": 3000} for one in order["pieces"]]
    mending.do("mending.quote", order=order["order"], lines=lines)
    mending.do("mending.answer_quote", order=order["order"], answer="refused", by="here")
    rows = mending.rows("SELECT state, cents FROM mending_piece ORDER BY n")
    assert rows == [("to_give_back", 0), ("taken_in", 1490)], "what had a price keeps it"


def test_no_list_is_no_compensation(mending: Play) -> None:
    mending.do("mending.set_kinds", rows=[{"kind": "NAPPE", "label_fr": "Nappe"}])
    order = mending.do("mending.take_in", who=WHO, pieces=[{"kind": "NAPPE"}]).result
    piece = order["pieces"][0]["piece"]
    mending.do("mending.dispute", piece=piece, about=["damage"])
    assert (
        mending.code("mending.settle_dispute", piece=piece, outcome="compensated") == "mending.cents_needed"
    )


def test_what_its_list_gives_holds_at_any_age_where_nothing_is_taken_off(mending: Play) -> None:
    """Over bareme_cents less its age's percent, of which this nature has none."""
    coat = {"kind": "MANTEAU", "age_years": 9, "declared_cents": 20001}
    high = mending.ask("mending.take_in", who=WHO, pieces=[coat])
    told = [dict(one.params) for one in high.warnings if one.code == "mending.value_high"]
    piece = high.result["pieces"][0]["piece"]
    assert told == [{"piece": piece, "value_cents": 20000}]
    assert "mending.value_high" not in mending.warned(
        "mending.take_in", who=WHO, pieces=[{**coat, "declared_cents": 20000}]
    )


def test_a_price_that_is_refused_leaves_the_workshop_its_own(mending: Play) -> None:
    """Refused, the old price holds, and so does what is owed for the work; accepted, what the lines said."""
    order = mending.do("mending.take_in", who=WHO, pieces=[{"kind": "MANTEAU"}, {"kind": "MANTEAU"}]).result
    first, second = (one["piece"] for one in order["pieces"])

    def owed() -> list[tuple[int, int]]:
        return mending.rows("SELECT cents, partner_cents FROM mending_piece ORDER BY n")  # type: ignore[return-value]

    before = owed()
    lines = [
        {"piece": first, "cents": 2000, "partner_cents": 900},
        {"piece": first, "cents": 150, "partner_cents": 60, "line": "part", "code": "BOUTON"},
        {"piece": second, "cents": 3000},
    ]
    mending.do("mending.quote", order=order["order"], lines=lines)
    assert owed() == before
    mending.do("mending.answer_quote", order=order["order"], answer="refused", by="phone")
    assert owed() == before == [(1490, 745)] * 2
    mending.do("mending.quote", order=order["order"], lines=lines)
    mending.do("mending.answer_quote", order=order["order"], answer="accepted", by="here")
    assert owed() == [(2150, 960), (3000, 745)]
    answered = mending.last("mending.quote_answered")
    mending.do("journal.reverse", op_of=answered.op, reason="wrong_key")
    assert owed() == before


def test_its_papers_are_those_of_every_nature(mending: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """R-2.01: what is done by the shop itself has no workshop; a number that was noted stands on the slip."""
    # A nature brings the list of its works; a made-up one has that of another.
    listed = codelists._lists()
    monkeypatch.setitem(listed, "mending_work", listed["pressing_work"])
    order = mending.do("mending.take_in", who=WHO, pieces=[{"kind": "VESTE", "fnuci": "ab1234 5678"}]).result
    piece = order["pieces"][0]
    mending.do("mending.quote", order=order["order"], lines=[{"piece": piece["piece"], "cents": 1500}])
    slip = to_text(mending.paper(f"mending_order:{order['order']}"))
    assert "sur devis" in slip and "Numéro du vélo (FNUCI)" in slip and "AB12345678" in slip
    assert "Atelier" not in slip
    mending.do("mending.answer_quote", order=order["order"], answer="accepted", by="here")
    mending.do("mending.make_ready", pieces=[piece["piece"]])
    for paper, place in (
        ("tag", piece["code"]),
        *((name, order["order"]) for name in ("reminder", "discharge", "quote")),
    ):
        document = mending.paper(f"mending_{paper}:{place}")
        assert document.kind == f"mending_{paper}"
        assert "Veste" in to_text(document)
