"""Papers of personal data: they say what the table says, and what the law wants told."""

import pytest

from concierge_desk.counter.personal_columns import BASES, CUSTOMERS
from concierge_desk.desk import catalogue
from concierge_desk.domain.document import Document, Frame, Heading, Pair, Paragraph, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import translate
from tests.counter.desks import Play


def words(drawn: Document) -> str:
    found: list[str] = []
    for block in drawn.blocks:
        if isinstance(block, Paragraph | Frame | Heading):
            found.append(block.text)
        elif isinstance(block, Pair):
            found += [block.left, block.right]
        elif isinstance(block, Table):
            found += [cell for row in block.rows for cell in row]
    return "\n".join(found)


def test_the_register_is_the_table(shop: Play) -> None:
    """R-4.02: what is kept, what for, on which ground, until when; each row of it, and no other."""
    drawn = shop.paper("register:now")
    rows = [row for block in drawn.blocks if isinstance(block, Table) for row in block.rows]
    periods = {period.code: translate(period.label, "fr") for period in catalogue.retentions()}
    expected = [
        (
            translate(column.holds, "fr"),
            translate(column.purpose, "fr"),
            translate(BASES[column.basis], "fr").capitalize(),
            periods[column.retention],
        )
        for column in catalogue.personal().columns
    ]
    assert set(rows) == set(expected)
    assert len(rows) == len(set(rows))
    assert drawn.paper == "a4"


def test_the_register_says_when_it_was_done_last(shop: Play) -> None:
    assert "jamais encore" in words(shop.paper("register:now"))
    shop.do("privacy.purge")
    assert "jamais encore" not in words(shop.paper("register:now"))


def test_the_notice_tells_customers_what_concerns_them(shop: Play) -> None:
    """R-4.06: what for, how long, whom to ask, to whom one complains; of those who work here nothing."""
    told = words(shop.paper("privacy_notice:now"))
    for column in catalogue.personal().columns:
        purpose = translate(column.purpose, "fr")
        assert (purpose in told) == (column.whom == CUSTOMERS)
    for said in ("CNIL", "sous un mois", "pas de publicité", shop.desk.settings.name):
        assert said in told


def test_the_sheet_for_a_leak_says_what_to_do(shop: Play) -> None:
    """R-4.15: 72 hours, also of a lost stick."""
    told = words(shop.paper("breach:now"))
    for said in (
        "72 heures",
        "notifications.cnil.fr",
        "Une clé avec des copies est perdue",
        "phrase secrète",
    ):
        assert said in told


@pytest.mark.parametrize("name", ["register", "privacy_notice", "breach"])
def test_there_is_none_but_that_of_now(shop: Play, name: str) -> None:
    with pytest.raises(Refused, match=r"print\.unknown"):
        shop.paper(f"{name}:2026")


def test_the_register_says_of_no_period_what_is_not_counted(shop: Play) -> None:
    """Of words on a shelf and of a way of delivery nobody keeps when their use ended: they go once it has, after a year."""
    told = words(shop.paper("register:now"))
    assert "fin de son usage" not in told and "fin de ce chemin" not in told
    assert "1 an au moins" in told
    assert "À qui est une caution" in told, "whose money is held has a row of its own"


def test_the_sheet_for_a_leak_asks_for_nothing_that_cannot_be_done(shop: Play) -> None:
    """The passphrase of the copies is set once."""
    told = words(shop.paper("breach:now"))
    assert "changer la phrase" not in told.lower() and "changez la phrase" not in told.lower()
    assert "mots de passe de la messagerie" in told
