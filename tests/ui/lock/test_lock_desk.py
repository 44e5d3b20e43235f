"""The desk behind the lock: who may come, whose badge it is, and what a sheet of paper opens; on a real store."""

from dataclasses import replace
from typing import NoReturn

import pytest

from concierge_desk.counter.core.lock_cards import warned_of_codes
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.settings.lock import LOCK_AFTER_S
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.desk.settings_sections import settings_sections
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.copies.recovery import recipient_of
from concierge_desk.jobs.operators import begins_locked, entitled
from concierge_desk.jobs.staff.lock_desk import LockDesk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.signing import age
from tests.counter.desks import Play
from tests.ui.window.lock.hands import BADGE, CODE, HER, PAUL, with_paul

WORDS = "sept mots qui ouvrent tout"


def lock_of(play: Play) -> LockDesk:
    # The clock that the test sets is the window's too.
    desk = replace(play.desk, counter=play.counter, clock=play.hands)
    return LockDesk(desk, FrontFace(desk, "en"))


def tries(play: Play) -> list[tuple[object, ...]]:
    return play.rows("SELECT who, count FROM operator_try")


def test_who_may_come_and_who_was_there_last(shop: Play) -> None:
    with_paul(shop, hers=None, his="8362")
    lock = lock_of(shop)
    shop.do("operator.sign_in", whom=PAUL, code="8362")
    standing = lock.leave()
    assert [(one.code, one.name, one.asks) for one in standing.people] == [
        (HER, "La concierge", False),
        (PAUL, "Paul Heitz", True),
    ]
    assert (standing.here, standing.locks, standing.practice) == (PAUL, True, True)
    assert shop.desk.at_counter.code is None and shop.desk.at_counter.proved == {}
    # Nobody is there: who was last is known all the same.
    assert lock.standing().here == PAUL
    assert shop.code("till.count", counted_cents=0, by_operator=PAUL) == "operator.code_needed"


def test_where_nobody_has_a_code_nobody_leaves(shop: Play) -> None:
    with_paul(shop, hers=None)
    lock = lock_of(shop)
    lock.enter(PAUL, None)
    assert not lock.leave().locks and shop.desk.at_counter.code == PAUL


def test_a_code_opens_and_a_wrong_one_says_how_long_to_wait(shop: Play) -> None:
    with_paul(shop)
    lock = lock_of(shop)
    lock.leave()
    head = shop.head()
    for wait_s in (0, 0, 5):
        with pytest.raises(Refused) as refused:
            lock.enter(HER, "0000x")
        assert (refused.value.code, refused.value.params) == ("operator.wrong_code", {"wait_s": wait_s})
    with pytest.raises(Refused, match=r"operator\.wait"):
        lock.enter(HER, CODE)
    assert shop.desk.at_counter.code is None and shop.head() == head
    lock.enter(PAUL, None)
    assert shop.desk.at_counter.code == PAUL


def test_a_badge_opens_and_nothing_else_that_is_scanned_counts(shop: Play) -> None:
    with_paul(shop, his="8362")
    lock = lock_of(shop)
    lock.leave()
    for scanned in ("6A15602676300", "", "x" * 500, "\x1d", BADGE[:-1], CODE):
        assert lock.enter_by_badge(scanned) is False
    assert tries(shop) == [] and shop.desk.at_counter.code is None
    assert lock.enter_by_badge(BADGE) is True
    assert shop.desk.at_counter.code == PAUL


def test_a_badge_of_somebody_who_was_retired_opens_nothing(shop: Play) -> None:
    with_paul(shop, his="8362")
    shop.do("operator.sign_in", whom=HER, code=CODE)
    shop.do("operator.retire", whom=PAUL)
    lock = lock_of(shop)
    assert lock.leave().people[0].code == HER
    assert lock.enter_by_badge(BADGE) is False
    assert lock.standing().here == HER


@pytest.mark.usefixtures("easy_locks")
def test_the_recovery_sheet_takes_the_code_away_and_the_journal_says_so(shop: Play) -> None:
    identity = age.unlock(recipient_of(shop.desk, WORDS).locked, WORDS)
    with_paul(shop, his="8362")
    lock = lock_of(shop)
    lock.leave()
    for wrong in ("AGE-SECRET-KEY-1", age.make_identity("autre phrase")[1]):
        with pytest.raises(Refused, match=r"operator\.recovery_wrong"):
            lock.reset(HER, wrong)
    # As it is typed off the sheet, in one line.
    standing = lock.reset(HER, " ".join(age.identity_groups(identity)))
    assert [one.asks for one in standing.people] == [False, True]
    assert shop.last("operator.code_reset").data == {"operator": HER, "recovery": True}
    lock.enter(HER, None)
    assert shop.desk.at_counter.code == HER


def test_a_window_begins_locked_where_anybody_has_a_code(shop: Play) -> None:
    assert not begins_locked(shop.desk)
    with_paul(shop, hers=None)
    assert not begins_locked(shop.desk)
    shop.do("operator.set_code", whom=PAUL, code="8362")
    assert begins_locked(shop.desk)
    with open_desk(Options(shop.desk.folder.root)) as again:
        assert begins_locked(again) and again.at_counter.code is None


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((False,), "Nobody here"),
        ((False, False), "Nobody here"),
        ((True, False), "Not everybody"),
        ((True, True), ""),
    ],
)
def test_the_settings_say_in_amber_whom_it_keeps_out(shop: Play, codes: tuple[bool, ...], said: str) -> None:
    if len(codes) > 1:
        with_paul(shop, hers=CODE if codes[0] else None, his="8362" if codes[1] else None)
    elif codes[0]:
        shop.do("operator.set_code", whom=HER, code=CODE)
    face = FrontFace(shop.desk, "en")
    cards = {offer.ref: offer for part in face.read(settings_sections) for offer in part.offers}
    card = cards[LOCK_AFTER_S.code]
    assert card.rule.startswith(said) and bool(card.rule) is bool(said)
    assert (card.tone, card.tag) == (("warning", "without a code") if said else ("plain", ""))
    assert [one for one in cards.values() if one.tone == "warning" and one.rule == card.rule] == [
        card
    ] * bool(said)
    assert warned_of_codes((card,), codes=(True,), lang="en") == (card,)


@pytest.mark.parametrize("seconds", [14, 121])
def test_no_time_beyond_the_bounds_is_taken(shop: Play, seconds: int) -> None:
    assert shop.code("settings.change", values={"lock.after_s": seconds}) == "settings.out_of_bounds"
    shop.do("settings.change", values={"lock.after_s": 60})
    assert FrontFace(shop.desk, "en").status().lock_after_s == 60


def test_in_a_copy_somebody_is_proved_and_nothing_is_written(shop: Play) -> None:
    with_paul(shop)

    class Copy(FrontFace):
        def new_op(self) -> NoReturn:
            raise Refused("copy.read_only")

    desk = replace(shop.desk, counter=shop.counter, clock=shop.hands)
    lock, head = LockDesk(desk, Copy(desk, "en")), shop.head()
    desk.store.only_look("copy.read_only")
    assert [one.asks for one in lock.standing().people] == [True, False]
    with pytest.raises(Refused, match=r"operator\.wrong_code"):
        lock.enter(HER, "0000x")
    with pytest.raises(Refused, match=r"operator\.code_needed"):
        entitled(desk, None, SET_UP)
    lock.enter(HER, CODE)
    assert entitled(desk, None, SET_UP) == HER
    with pytest.raises(Refused, match=r"copy\.read_only"):
        lock.reset(HER, "AGE-SECRET-KEY-1")
    assert (tries(shop), shop.head()) == ([], head)
