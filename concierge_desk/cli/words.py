"""Every word of the command line, put together."""

from concierge_desk.cli.bank import bank
from concierge_desk.cli.commands import main
from concierge_desk.cli.copies import WORDS
from concierge_desk.cli.deliver import deliver_word
from concierge_desk.cli.demo import demo_word
from concierge_desk.cli.doctor import doctor_word
from concierge_desk.cli.ejection import eject_word
from concierge_desk.cli.gallery import gallery
from concierge_desk.cli.month import month_word
from concierge_desk.cli.pay import pay
from concierge_desk.cli.person import person_word
from concierge_desk.cli.support import support_word

__all__ = ["main"]

for word in (
    *WORDS,
    eject_word,
    doctor_word,
    deliver_word,
    demo_word,
    month_word,
    gallery,
    pay,
    bank,
    person_word,
    support_word,
):
    main.add_command(word)
