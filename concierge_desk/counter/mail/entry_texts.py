"""Mails to people as the journal tells them: a receipt that is to leave, a letter that left, or did not."""

from collections.abc import Callable, Mapping

from concierge_desk.counter.texts.entry_texts import OTHER, Telling, Tellings, paper_name
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.charge import MAILED
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_
from concierge_desk.store.leaving.letters import GIVEN_UP, SENT


def mail_tellings(papers: Mapping[str, str]) -> Tellings:
    """Return how entries of mails are told.

    Args:
        papers: English source of what each paper is called, by its prefix.
    """
    return {
        MAILED: Telling(_of_paper(papers, N_("{paper} is to leave by mail")), OTHER),
        SENT: Telling(_left(papers), OTHER),
        GIVEN_UP: Telling(_of_paper(papers, N_("{paper} did not leave by mail")), OTHER),
    }


def _of_paper(papers: Mapping[str, str], words: str) -> Callable[[Posted, str], str]:
    def tell(posted: Posted, lang: str) -> str:
        return say(words, lang, paper=paper_name(posted.data["document"], papers, lang))

    return tell


def _left(papers: Mapping[str, str]) -> Callable[[Posted, str], str]:
    once = _of_paper(papers, N_("{paper} left by mail"))
    again = _of_paper(papers, N_("{paper} left by mail, as a second sending"))

    def tell(posted: Posted, lang: str) -> str:
        return (again if posted.data["again"] else once)(posted, lang)

    return tell
