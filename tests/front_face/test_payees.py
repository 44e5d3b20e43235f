"""Cards of a shop in which La Poste is paid on its own account: settings, money back, other means, the bank."""

from collections.abc import Iterator

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.values.codelists import codes
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash, cheque
from tests.front_face.asked import act_of, at_hand, command, only

FUND = "MANDATE:LAPOSTE"
T1 = "T-2026-000001"
RETURNED = codes("correction").index("returned") + 1


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        yield play


@pytest.fixture
def face(play: Play) -> Iterator[FrontFace]:
    lent = FrontFace(at_hand(play), "en")
    yield lent
    lent.close()


@pytest.fixture
def apart(play: Play) -> Play:
    play.do("drawer.set", drawer="POSTE", funds=[FUND], payee="LAPOSTE")
    play.open(float_cents=8000)
    return play


def laid(play: Play) -> list[tuple[str, str, str | None]]:
    return play.rows("SELECT fund, drawer, payee FROM drawer_fund ORDER BY fund")


def paid(play: Play) -> list[tuple[str, str | None, int]]:
    payments = play.last("till.settled").data["payments"]
    return [(item["means"], item.get("payee"), item["cents"]) for item in payments]


def test_an_account_of_its_own_by_the_cards_of_drawers(play: Play, face: FrontFace) -> None:
    def cards() -> dict[str, Offer]:
        return {offer.ref: offer for offer in face.read(settings_offers)}

    # In the shop's drawer.
    (act,) = cards()["payee"].acts
    (whose,) = act.asks
    labels = [option.label for option in whose.options]
    assert "Our turnover" not in labels
    play.do(**command(act, labels.index("For La Poste") + 1))
    assert laid(play) == [(FUND, "MAIN", "LAPOSTE")]
    there = cards()[f"payee:{FUND}"]
    assert (there.title, there.detail) == ("For La Poste", "cards and cheques: La Poste")
    assert "For La Poste" not in [option.label for option in cards()["payee"].acts[0].asks[0].options]
    play.do(**command(there.acts[0]))
    assert laid(play) == [(FUND, "MAIN", None)]

    # In a drawer of its own.
    (new,) = cards()["drawer"].acts
    play.do(**command(new, [one.label for one in new.asks[0].options].index("For La Poste") + 1, "poste"))
    more, _back, account = cards()["drawer:POSTE"].acts
    play.do(**command(account))
    assert laid(play) == [(FUND, "POSTE", "LAPOSTE")]
    assert cards()["drawer:POSTE"].detail == "For La Poste · cards and cheques: La Poste"
    assert f"payee:{FUND}" not in cards()
    # What is put there beside goes the same way; then it is said whose account it is.
    more, _back, again = cards()["drawer:POSTE"].acts
    play.do(**command(more, [one.label for one in more.asks[0].options].index("Securities") + 1))
    assert laid(play) == [("CAUTION", "POSTE", "LAPOSTE"), (FUND, "POSTE", "LAPOSTE")]
    _more, _back, again = cards()["drawer:POSTE"].acts
    play.do(**command(again))
    assert {payee for *_, payee in laid(play)} == {None}
    _more, _back, account = cards()["drawer:POSTE"].acts
    play.do(**command(account, [one.label for one in account.asks[0].options].index("For La Poste") + 1))
    assert {payee for *_, payee in laid(play)} == {"LAPOSTE"}


def test_a_visit_tells_whose_part_is_what(apart: Play, face: FrontFace) -> None:
    parts = face.priced(None, [COFFEE, LV_20, COFFEE]).payees
    assert [(one.payee, one.label, one.cents) for one in parts] == [
        ("LAPOSTE", "La Poste", 152),
        ("OWN", "Our own", 240),
    ]
    assert [one.payee for one in face.priced(None, [LV_20]).payees] == ["LAPOSTE"]
    assert face.priced(None, [COFFEE]).payees == ()


def test_a_partner_is_called_by_his_name(play: Play, face: FrontFace) -> None:
    play.do("partner.set", partner="ATELIER", name="Atelier Bleu", regime="mandate")
    told = {"article": "PAIN", "label": "Pain", "cents": 350, "vat_code": "TVA_10", "nature": "goods"}
    play.do("shop.article_set", **told, partner="ATELIER")
    play.do("drawer.set", drawer="MAIN", funds=["MANDATE:ATELIER"], payee="ATELIER")
    play.open()
    bread = {"do": "shop.sell", "article": "PAIN"}
    assert [one.label for one in face.priced(None, [bread]).payees] == ["Atelier Bleu"]


@pytest.mark.parametrize(
    ("payments", "way", "back"),
    [
        # By one means alone nobody is asked.
        (
            [{**card(152), "payee": "LAPOSTE"}, {**card(120), "payee": "OWN"}],
            None,
            [("card", "LAPOSTE", -152), ("card", None, -120)],
        ),
        (
            [{**cheque(152), "payee": "LAPOSTE"}, {**cheque(120), "payee": "OWN"}],
            None,
            [("cheque", "LAPOSTE", -152), ("cheque", None, -120)],
        ),
        (
            [{**card(152), "payee": "LAPOSTE"}, {**cheque(120), "payee": "OWN"}],
            "As it was paid",
            [("card", "LAPOSTE", -152), ("cheque", None, -120)],
        ),
        (
            [{**cheque(152), "payee": "LAPOSTE"}, {**card(120), "payee": "OWN"}],
            "Card",
            [("card", "LAPOSTE", -152), ("card", None, -120)],
        ),
        (
            [{**card(152), "payee": "LAPOSTE"}, cash(120)],
            "Card",
            [("card", "LAPOSTE", -152), ("card", None, -120)],
        ),
    ],
)
def test_all_of_a_ticket_goes_back(
    apart: Play,
    face: FrontFace,
    payments: list[dict[str, object]],
    way: str | None,
    back: list[tuple[str, str | None, int]],
) -> None:
    apart.settle([COFFEE, LV_20], *payments)
    act = act_of(only(face.found(T1)), "till.refund")
    if way is None:
        apart.do(**command(act, RETURNED))
    else:
        labels = [option.label for option in act.asks[0].options]
        # The one cheque is for a part of it alone.
        assert "Cheque" not in labels
        apart.do(**command(act, labels.index(way) + 1, RETURNED))
    assert paid(apart) == back


def test_a_line_goes_back_by_the_means_of_its_payee(apart: Play, face: FrontFace) -> None:
    apart.settle([COFFEE, LV_20], {**cheque(152), "payee": "LAPOSTE"}, cash(120))
    one = only(face.found(T1)).acts[1]
    # One way for each line: what its payee was paid by.
    assert [sorted(option.value) for option in one.asks[0].options] == [["lines"], ["lines"]]
    apart.do(**command(one, 2, RETURNED))
    assert paid(apart) == [("cheque", "LAPOSTE", -152)]


def test_another_means_within_a_part(apart: Play, face: FrontFace) -> None:
    apart.settle([COFFEE, LV_20], {**card(152), "payee": "LAPOSTE"}, {**card(120), "payee": "OWN"})
    act = act_of(only(face.found(T1)), "till.correct_means")
    told = [(option.label, option.detail) for option in act.asks[0].options]
    assert told == [
        ("Cash", "La Poste · 1,52\u00a0€ that were noted as card"),
        ("Cheque", "La Poste · 1,52\u00a0€ that were noted as card"),
        ("Cash", "The shop · 1,20\u00a0€ that were noted as card"),
        ("Cheque", "The shop · 1,20\u00a0€ that were noted as card"),
    ]
    apart.do(**command(act, 2))
    assert apart.rows("SELECT cents, payee FROM cheque") == [(152, "LAPOSTE")]


def test_cheques_of_each_go_to_its_own_bank(apart: Play, face: FrontFace) -> None:
    apart.settle([COFFEE, LV_20], {**cheque(152), "payee": "LAPOSTE"}, {**cheque(120), "payee": "OWN"})
    ours, his, *_statement = only(face.found("till.pay_in")).acts
    assert [len(act.asks) for act in (ours, his)] == [2, 1]
    assert (his.label, len(his.asks[0].options)) == ("Cheques of La Poste", 1)
    here = [option.value for option in his.asks[0].options]
    apart.do(**command(his, here))
    assert apart.last("till.paid_in").data["payee"] == "LAPOSTE"
    ours, *_statement = only(face.found("till.pay_in")).acts
    assert len(ours.asks[0].options) == 1
