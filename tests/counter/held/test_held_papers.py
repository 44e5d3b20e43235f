"""Receipts of cautions and advances, and the slate of somebody: what they say, and to whom."""

import pytest

from concierge_desk.counter.papers.held import AccountStatement, account
from concierge_desk.domain.held.things import Debt
from concierge_desk.printing.render import render
from tests.counter.desks import SHOP, Play, cash
from tests.counter.held.samples import TAKE_ADVANCE, TAKE_CAUTION, WHO


def told(play: Play, name: str, copy: int = 0) -> str:
    return render(play.paper(name, copy), "text").decode().replace("\u00a0", " ").replace("\u202f", " ")


def code(play: Play, kind: str) -> str:
    return str(play.last(f"{kind}.taken").data[kind])


def test_a_caution_is_printed_always(shop: Play) -> None:
    shop.settle([TAKE_CAUTION], cash(5000))
    name = f"caution:{code(shop, 'caution')}"
    assert shop.rows("SELECT document FROM outbox") == [(name,)]
    paper = told(shop, name)
    assert "50,00 €" in paper
    assert "L-2026-000001" in paper
    assert "Mme Kessler" in paper
    assert "ANNUL" not in paper


def test_a_cheque_in_the_safe_says_so(shop: Play) -> None:
    op = shop.do("caution.take", of="L-2026-000001", who=WHO, cents=5000, cheque={"bank": "LBP"}).op
    name = f"caution:{code(shop, 'caution')}"
    assert "n’est pas encaissé" in " ".join(told(shop, name).split())
    shop.do("journal.reverse", op_of=op, reason="wrong_key")
    assert "ANNUL" in told(shop, name)


@pytest.mark.parametrize(("as_", "words"), [("arrhes", "le double"), ("acompte", "tous les deux")])
def test_what_is_paid_ahead_says_what_it_means(shop: Play, as_: str, words: str) -> None:
    shop.settle([{**TAKE_ADVANCE, "as": as_}], cash(100))
    paper = " ".join(told(shop, f"advance:{code(shop, 'advance')}").split())
    assert words in paper
    assert "dont TVA 10 %" in paper
    assert "troisième mois" in paper


def test_a_slate_is_added_up() -> None:
    debts = [
        Debt(f"u-{n}", "r-1", 300, 100 * n, n, "2026-11-25", f"T-2026-00000{n}", "open", {}) for n in (1, 2)
    ]
    state = AccountStatement("p-000000000aa1", "Anne Kessler", debts, "2026-11-25")
    paper = render(account(state, SHOP, 0), "text").decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "3,00 €" in paper
    assert "T-2026-000002" in paper
