"""Sentences of the shop's entries; pure.

Source: decision 0023.
"""

from concierge_desk.counter.core.entry_texts import line_cents, line_words
from concierge_desk.counter.texts.entry_texts import BESIDE, OTHER, SALES, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_


def _article_set(posted: Posted, lang: str) -> str:
    data = posted.data
    told = {"article": data["label"], "from_day": data["valid_from"]}
    return say("Price of {article} from {from_day} on", lang, **told)


def _favourites_set(posted: Posted, lang: str) -> str:
    def told(articles: list[str]) -> str:
        return ", ".join(articles) if articles else say("all, by their codes", lang)

    data = posted.data
    words = N_("Keys of the articles: {articles} instead of {before}")
    return say(words, lang, articles=told(data["articles"]), before=told(data["before"]))


TELLINGS: Tellings = {
    "shop.favourites_set": Telling(_favourites_set, OTHER),
    "shop.sold": Telling(line_words, SALES, line_cents, BESIDE),
    "shop.article_set": Telling(_article_set, OTHER, lambda posted: int(posted.data["cents"])),
}
