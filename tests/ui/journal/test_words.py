"""What was typed is read again: with its act in the journal, on the card of its thing; kept, hidden, erased.

Source: docs/requirements.md, R-4.05; decision 0046.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.domain.erasures import Erasure
from concierge_desk.jobs import entry_texts, typed_words
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.veil import Veil
from concierge_desk.pages.journal.view import JournalPage
from concierge_desk.store.held.erased_records import erase_personal
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.card_view import CardView, Dress
from concierge_desk.ui.page.page import HidesNames
from tests.counter.desks import Desks, Play
from tests.front_face.asked import at_hand
from tests.ui.journal.readers import at_journal

PARCEL = "6A15602676300"
SAID = "Mme Kessler : coin enfoncé, ruban arraché"
RESERVES = "boîte ouverte, dit M. Adam"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.do("relay.receive", tracking=PARCEL, shelf="A3")
        play.do("relay.report_incident", tracking=PARCEL, incident="damaged", note=SAID)
        yield play


def words_of(play: Play, title: str) -> dict[str, str]:
    """What was typed with the newest act of some words, by its label."""
    with at_journal(play) as hers:
        opened = hers.choose(title).state.opened
        assert opened is not None
        assert SAID not in repr(hers.state.rows)
        return dict(opened.words)


def card(play: Play, lang: str = "fr") -> Offer:
    face = FrontFace(at_hand(play), lang)
    try:
        (offer,) = face.found(PARCEL)
        return offer
    finally:
        face.close()


def erase(play: Play, text: str, at: str) -> None:
    ((ref,),) = play.rows("SELECT ref FROM personal WHERE text = ?", text)
    play.desk.store.write(lambda unit: erase_personal(unit.rows, [Erasure(ref, at)]))


def test_each_sentence_stands_with_its_act_under_what_it_is_called(play: Play) -> None:
    assert words_of(play, "dégâts") == {"Ce qui a été vu": f"«\u00a0{SAID}\u00a0»"}
    play.do(
        "relay.hand_over",
        tracking=PARCEL,
        collector="proxy",
        id_document="carte de bus avec photo",
        proxy={"name": "Mme Roth", "id_document": "carte d'élève", "mandate": "mot sur un post-it"},
        reserves=RESERVES,
    )
    assert words_of(play, "remise") == {
        "Réserves": f"«\u00a0{RESERVES}\u00a0»",
        "Pièce": "«\u00a0carte de bus avec photo\u00a0»",
        "Pièce de qui est venu": "«\u00a0carte d'élève\u00a0»",
        "Procuration": "«\u00a0mot sur un post-it\u00a0»",
    }


def test_a_gap_a_movement_and_a_reversal_say_their_own_words(play: Play) -> None:
    op = play.do("till.move", direction="out", cents=500, reason="timbres fiscaux").op
    assert words_of(play, "Sorti") == {"Raison": "«\u00a0timbres fiscaux\u00a0»"}
    play.do("journal.reverse", op_of=op, reason="j'ai confondu les caisses")
    assert words_of(play, "Repris") == {"Raison de la reprise": "«\u00a0j'ai confondu les caisses\u00a0»"}
    play.close(counted_cents=7000, gap_reason="un billet est tombé derrière")
    assert words_of(play, "Journée clôturée") == {
        "Raison de l’écart": "«\u00a0un billet est tombé derrière\u00a0»"
    }


def test_a_kind_that_names_nothing_has_its_sentences_all_the_same(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service declares the sentence; what it is called it may say or not."""
    unnamed = {kind: replace(telling, words={}) for kind, telling in entry_texts.tellings().items()}
    monkeypatch.setattr(typed_words, "tellings", lambda: unnamed)
    assert words_of(play, "dégâts") == {"Précisions": f"«\u00a0{SAID}\u00a0»"}


@pytest.mark.parametrize(
    ("at", "told"),
    [("2027-11-26T03:00:00.000Z", "effacé le 26/11/2027"), ("2027-11-26", "effacé le 26/11/2027")],
)
def test_what_was_erased_says_so_and_when(play: Play, at: str, told: str) -> None:
    erase(play, SAID, at)
    assert words_of(play, "dégâts") == {"Ce qui a été vu": told}
    assert card(play).words == ()


def test_what_went_before_anybody_noted_when_is_erased_all_the_same(play: Play) -> None:
    play.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM personal WHERE text = ?", (SAID,)))
    assert words_of(play, "dégâts") == {"Ce qui a été vu": "effacé"}


def test_the_card_of_the_item_has_them_newest_last_and_after_it_left(play: Play) -> None:
    assert card(play).words == (("Ce qui a été vu, mer. 25\u00a0nov.", f"«\u00a0{SAID}\u00a0»"),)
    play.do(
        "relay.hand_over", tracking=PARCEL, collector="addressee", id_document="id_card", reserves=RESERVES
    )
    assert [label.partition(",")[0] for label, _text in card(play).words] == ["Ce qui a été vu", "Réserves"]
    assert card(play, "en").words[-1] == ("Reserves, Wed 25\u00a0Nov", f"“{RESERVES}”")


@pytest.mark.parametrize("text", ["weber", "3841"])
def test_a_card_that_a_name_or_the_end_of_a_number_finds_has_them_too(play: Play, text: str) -> None:
    number = "6A15602683841"
    play.do("relay.receive", tracking=number, shelf="A4", addressee={"name": "M. Weber"})
    play.do("relay.report_incident", tracking=number, incident="damaged", note=RESERVES)
    face = FrontFace(at_hand(play), "fr")
    try:
        (found,) = face.named(text)
    finally:
        face.close()
    assert [text for _label, text in found.words] == [f"«\u00a0{RESERVES}\u00a0»"]


def test_a_name_is_not_among_them(play: Play) -> None:
    play.do(
        "relay.hand_over",
        tracking=PARCEL,
        collector="proxy",
        id_document="id_card",
        proxy={"name": "Mme Roth", "id_document": "id_card", "mandate": "paper"},
        reserves=RESERVES,
    )
    assert "Roth" not in repr(card(play).words)


def test_a_card_whose_entry_cannot_be_read_goes_without(play: Play) -> None:
    seq = play.last("relay.incident_noted").seq
    wrong = "UPDATE personal SET seq = ? WHERE text = ?"
    play.desk.store.write(lambda unit: unit.rows.execute(wrong, (seq - 1, SAID)))
    assert card(play).words == ()


def test_hidden_names_hide_them_on_the_card(play: Play) -> None:
    offer = card(play)
    (veiled,) = Veil().over(State(offers=(offer,))).offers
    assert [label for label, _text in veiled.words] == [label for label, _text in offer.words]
    assert SAID not in repr(veiled)


def test_the_card_draws_them_and_says_them(play: Play, qapp: QApplication) -> None:
    view = CardView()
    for chosen in (True, False):
        view.show_offer(card(play), Dress(selected=chosen))
        view.resize(700, view.heightForWidth(700))
        drawn = " ".join(one.text for one in view.written())
        assert "coin enfoncé" in drawn and "Ce qui a été vu" in drawn
        assert "coin enfoncé" in view.accessibleName()
    delete(view)


@pytest.fixture
def page(qapp: QApplication) -> Iterator[JournalPage]:
    shown = JournalPage()
    yield shown
    delete(shown)


def test_the_page_of_the_journal_hides_them_as_the_names(play: Play, page: JournalPage) -> None:
    with at_journal(play) as hers:
        hers.choose("dégâts")

        def shown() -> str:
            page.show_state(hers.state)
            return "\n".join(words.text() for words in page.findChildren(Words))

        assert isinstance(page, HidesNames)
        assert SAID in shown()
        page.hide_names(True)
        assert SAID not in shown() and "Ce qui a été vu\u00a0: caché" in shown()
        page.hide_names(False)
        assert SAID in shown()
        hers.choose("réception")
        assert SAID not in shown()
