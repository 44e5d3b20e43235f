"""Today's list: what waits in each list of the morning, for whoever serves nobody just now; no name in it.

Source: docs/requirements.md, R-5.01; decisions 0016, 0051.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from concierge_desk.counter.cards.agenda import morning_lists
from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.messages import low
from concierge_desk.desk import catalogue
from concierge_desk.i18n import translate
from concierge_desk.ui.presenter.status import TodayList

_PLACES = 4
"""Places told of a list; the page that it leads to has all of them."""
_TONES = ("bad", "warning")
"""What is most urgent first."""


def morning_offers(part: AtCounter, rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what a service has that may stand in its lists of the morning; nothing without lists.

    Args:
        part: Its part of the counter.
        rows: The running transaction.
        now: The day, the language.
    """
    if not part.lists:
        return ()
    shown = (show for show in (part.shelf, part.morning) if show is not None)
    return tuple(offer for show in shown for offer in show(rows, now))


def today_lists(known: Mapping[str, AtCounter], rows: Rows, now: Now) -> tuple[TodayList, ...]:
    """Return the lists that hold something, what is late first; of two with the same name each says whose it is.

    Args:
        known: The parts of the counter, by service.
        rows: The running transaction.
        now: The day, the language.
    """

    def found() -> Iterator[tuple[str, TodayList]]:
        for code, part in known.items():
            for name, due in morning_lists(part.lists, morning_offers(part, rows, now)).items():
                if due:
                    to = part.lists[name].leads or part.leads or code
                    yield code, _told(to, translate(part.lists[name].label, now.lang), due)

    lists = tuple(found())
    times = Counter(one.label for _, one in lists)
    alike = [_of_service(code, one, now.lang) if times[one.label] > 1 else one for code, one in lists]
    return tuple(sorted(alike, key=_urgency))


def _of_service(code: str, one: TodayList, lang: str) -> TodayList:
    """Return a list with its service's name before its own."""
    names = {service.code: service.label for service in catalogue.services()}
    return replace(one, label=f"{translate(names[code], lang)} · {low(one.label)}") if code in names else one


def _told(service: str, label: str, due: tuple[Offer, ...]) -> TodayList:
    places = list(dict.fromkeys(offer.place or offer.line for offer in due))
    told = [*places[:_PLACES], *(["…"] if len(places) > _PLACES else [])]
    # The first one is the most urgent of them.
    return TodayList(service, label, len(due), " · ".join(told), due[0].tag, due[0].tone)


def _urgency(one: TodayList) -> int:
    return _TONES.index(one.tone) if one.tone in _TONES else len(_TONES)
