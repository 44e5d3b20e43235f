"""Signposts to pages and keys: found by the words that people try, each leads where its key leads.

Source: decision 0048.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from concierge_desk.counter.cards.doors import leads
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.domain.override import override
from concierge_desk.frame.actions import ACTIONS as FRAME
from concierge_desk.frame.page_index import PageIndex
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.pages.counter.face import Signposts
from concierge_desk.ui.actions import Action
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.speech import say


class _Post(NamedTuple):
    """What stands on a signpost: the words it goes by, what it says, its key, where it leads."""

    words: str
    label: str
    detail: str
    key: str
    lead: str
    entered: bool


class WindowSignposts(Signposts):
    """The signposts of the window: its keys, and the pages of the desk that is open."""

    def __init__(self, index: PageIndex, follow: Callable[[str], None]) -> None:
        """Bind the pages.

        Args:
            index: The pages there are.
            follow: Leads to a page, or does what a key does.
        """
        self._index = index
        self._follow = follow

    @override
    def named(self, text: str) -> tuple[Offer, ...]:
        return tuple(_offer(post) for post in self._posts() if post.words and leads(post.words, text))

    @override
    def follow(self, lead: str) -> None:
        self._follow(lead)

    def _posts(self) -> list[_Post]:
        # What a page shows takes nothing back: Enter may lead there.
        keyed = self._index.caps
        pages = [
            _Post(page.words, page.title, page.tells, page.key if page.code in keyed else "", page.code, True)
            for page in self._index.pages
        ]
        return [*map(_of_key, FRAME), *map(_of_key, ACTIONS), *pages]


def _of_key(action: Action[Any]) -> _Post:
    return _Post(action.words, action.label, "", action.key, action.key, action.name == "help")


def _offer(post: _Post) -> Offer:
    act = OfferedAct(say("Go there"), leads=post.lead, entered=post.entered)
    return Offer(
        service="",
        ref=f"lead:{post.lead}",
        title=say(post.label),
        acts=(act,),
        detail=say(post.detail) if post.detail else "",
        place=cap(post.key) if post.key else "",
    )
