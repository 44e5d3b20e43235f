"""The shop's cards at the counter: articles by scan, code, word or key; a barcode nobody knows."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter, Door
from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import sale, say, vat_label
from concierge_desk.counter.partners.known import made_partners
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.till.natures import DURABLE, GOODS, SERVICE
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.shop import tables
from concierge_desk.services.shop.model.facts import ArticleRow
from concierge_desk.store.settings import rates_on

CODE = "shop"
KEYS = "shop.set_favourites"
"""Its card is found by the command's name."""
_BARCODE = re.compile(r"\d{6,40}", re.ASCII)
"""What may be the barcode of a thing that is sold: EAN-8, EAN-13, or what a maker prints instead."""

_ALWAYS_PRINTED = N_(
    "An appliance, a tool with a motor, a toy, a watch, furniture: its ticket is always printed."
)
_NATURES = {
    GOODS: N_("Taken away (goods)"),
    SERVICE: N_("On site (service)"),
    DURABLE: N_("Taken away, under the legal guarantee"),
}


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the article of a barcode or a code; of a barcode nobody knows, what it may become."""
    text = code.strip()
    article = tables.article_of(rows, text)
    if article is not None:
        row = tables.article_on(rows, article, now.today)
        if row is None:
            return ()
        shelf = _Shelf(rates_on(rows, now.today), made_partners(rows))
        return (_article(row, tables.barcodes_of(rows, article), shelf, now),)
    return (_unknown(rows, text, now),) if _BARCODE.fullmatch(text) else ()


def named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the articles a word of whose label, or whose code, begins as it was typed."""
    goes_by = matcher(text)
    return tuple(offer for offer in every(rows, now) if goes_by(offer.title) or goes_by(offer.ref))


def every(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return every article that can be sold, by code."""
    barcodes, shelf = tables.barcodes(rows), _Shelf(rates_on(rows, now.today), made_partners(rows))
    return tuple(
        _article(row, barcodes.get(row.article, ()), shelf, now)
        for row in tables.catalogue_on(rows, now.today)
    )


def favourites(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the articles that have a key, in the order that was chosen; else every one: a key keeps its article."""
    offers, chosen = every(rows, now), tables.favourites(rows)
    by_code = {offer.ref: offer for offer in offers}
    return tuple(by_code[code] for code in chosen if code in by_code) if chosen else offers


def new_article(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how an article is made that has no barcode."""
    title, section = say("A new article", now.lang), say("Articles", now.lang)
    act = _create(rows, (), now)
    return (Offer(service=CODE, ref="article", title=title, acts=(act,), section=section),)


def settings(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how an article is made, which have keys, and what each is from a day on."""
    barcodes, rates = tables.barcodes(rows), rates_on(rows, now.today)
    articles = tables.catalogue_on(rows, now.today)
    described = (_set_up(row, barcodes.get(row.article, ()), rates, now) for row in articles)
    return (*new_article(rows, now), *_keys(articles, tables.favourites(rows), now), *described)


def _keys(articles: Sequence[ArticleRow], chosen: Sequence[str], now: Now) -> tuple[Offer, ...]:
    """Return the card of the keys; none where nothing can be sold."""
    lang, labels = now.lang, {row.article: row.label for row in articles}
    listed = [code for code in chosen if code in labels] or list(labels)
    if not labels:
        return ()

    def act(label: str, question: str, options: Mapping[str, list[str]]) -> OfferedAct:
        chosen = tuple(Option(labels[code], {"articles": order}, code) for code, order in options.items())
        return OfferedAct(say(label, lang), KEYS, asks=(Ask("", say(question, lang), "choice", chosen),))

    others = {code: [*listed, code] for code in labels if code not in listed}
    first = {code: [code, *(one for one in listed if one != code)] for code in listed}
    stay = Ask(
        "articles",
        say("Which ones have no key any more?", lang),
        "ticks",
        tuple(Option(labels[code], code, code) for code in listed),
    )
    acts = [
        act(N_("Put one first"), N_("Which one has the first key?"), first),
        OfferedAct(say("Take keys away", lang), KEYS, asks=(stay,)),
    ]
    if others:
        acts.insert(0, act(N_("Give one a key"), N_("Which article is it?"), others))
    if chosen:
        acts.append(OfferedAct(say("All of them, by their codes", lang), KEYS, {"articles": []}))
    detail = " · ".join(labels[code] for code in listed)
    return (Offer(CODE, KEYS, say("Keys of the articles", lang), tuple(acts), detail),)


def _set_up(row: ArticleRow, barcodes: tuple[str, ...], rates: Mapping[str, int], now: Now) -> Offer:
    """Return the card by which an article is another one from a day on."""
    lang, known = now.lang, _described(row, barcodes)
    first = Ask("valid_from", say("From which day on?", lang), "day", proposal=now.today.isoformat())
    label = Ask("label", say("What is it called?", lang), "text", proposal=row.label)
    price = Ask("cents", say("New price?", lang), "cents", proposal=row.cents)
    vat, nature = _vat(rates, lang, row.vat_code), _nature(lang, row.nature)
    return Offer(
        service=CODE,
        ref=f"shop.article_set:{row.article.lower()}",
        title=row.label,
        acts=(
            OfferedAct(say("Change the price", lang), "shop.article_set", known, (price, first)),
            OfferedAct(
                say("Describe it anew", lang), "shop.article_set", known, (label, price, vat, nature, first)
            ),
        ),
        detail=f"{row.article} · {format_amount(row.cents)} · {vat_label(row.vat_code, lang, rates.get(row.vat_code))}",
    )


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the cards of all articles share: the rates of the day, and the partners."""

    rates: Mapping[str, int]
    partners: Sequence[Partner]


def _article(row: ArticleRow, barcodes: tuple[str, ...], shelf: _Shelf, now: Now) -> Offer:
    """Return the card of an article; before its first day it cannot be sold, only be set."""
    lang, priced = now.lang, row.valid_from <= now.today.isoformat()
    sell = sale("shop.sell", lang, article=row.article)
    price = OfferedAct(
        label=say("Change the price", lang),
        do="shop.article_set",
        fields=_described(row, barcodes),
        asks=(Ask("cents", say("New price?", lang), "cents"),),
    )
    acts = ((sell, price) if priced else (price,)) + _assigned(row, barcodes, shelf.partners, now)
    owner = next((one.name for one in shelf.partners if one.partner == row.partner), row.partner)
    return Offer(
        service=CODE,
        ref=row.article,
        title=row.label,
        detail=f"{format_amount(row.cents)} · {owner or vat_label(row.vat_code, lang, shelf.rates.get(row.vat_code))}",
        tag="" if priced else say("no price yet", lang),
        tone="plain" if priced else "warning",
        acts=acts,
        at_once=priced,
        repeats=True,
    )


def _assigned(
    row: ArticleRow, barcodes: tuple[str, ...], partners: Sequence[Partner], now: Now
) -> tuple[OfferedAct, ...]:
    """Return the act that says for whom an article is sold; none in a shop that has no partners."""
    here = [one for one in partners if not one.is_retired(now.today)]
    if not here and row.partner is None:
        return ()
    options = [
        Option(say("The shop itself", now.lang), None),
        *[Option(one.name, one.partner) for one in here],
    ]
    fields = {name: told for name, told in _described(row, barcodes).items() if name != "partner"}
    ask = Ask("partner", say("For whom is it sold?", now.lang), "choice", tuple(options))
    return (OfferedAct(say("Sell for a partner", now.lang), "shop.article_set", fields, (ask,)),)


def _described(row: ArticleRow, barcodes: tuple[str, ...]) -> dict[str, Any]:
    """Return what an act says of an article that goes on as it is, from another day."""
    return {**asdict(row), "barcodes": list(barcodes), "valid_from": None}


def _unknown(rows: Rows, code: str, now: Now) -> Offer:
    return Offer(
        service=CODE,
        ref=code,
        title=say("Unknown article", now.lang),
        detail=code,
        acts=(_create(rows, (code,), now), *_attach(rows, code, now)),
        unknown=True,
    )


def _create(rows: Rows, barcodes: tuple[str, ...], now: Now) -> OfferedAct:
    lang = now.lang
    return OfferedAct(
        label=say("Create the article", lang),
        do="shop.article_set",
        fields={"barcodes": list(barcodes), "new": True},
        asks=(
            Ask("label", say("What is it called?", lang), "text"),
            Ask("cents", say("Price, tax included?", lang), "cents"),
            _vat(rates_on(rows, now.today), lang),
            _nature(lang, GOODS),
            Ask("article", say("Its code?", lang), "text", proposal=_next_code(rows)),
        ),
    )


def _vat(rates: Mapping[str, int], lang: str, proposal: str | None = None) -> Ask:
    highest_first = sorted(rates, key=lambda code: (-rates[code], code))
    options = tuple(Option(vat_label(code, lang, rates[code]), code) for code in highest_first)
    return Ask("vat_code", say("Which VAT?", lang), "choice", options, proposal=proposal)


def _nature(lang: str, proposal: str) -> Ask:
    options = tuple(
        Option(say(label, lang), nature, say(_ALWAYS_PRINTED, lang) if nature == DURABLE else "")
        for nature, label in _NATURES.items()
    )
    return Ask("nature", say("Taken away or on site?", lang), "choice", options, proposal=proposal)


def _attach(rows: Rows, code: str, now: Now) -> tuple[OfferedAct, ...]:
    """Return the act that gives a barcode to an article that is sold already; none where nothing is."""
    barcodes = tables.barcodes(rows)
    options = tuple(
        Option(
            row.label,
            _described(row, (*barcodes.get(row.article, ()), code)),
            format_amount(row.cents),
        )
        for row in tables.catalogue_on(rows, now.today)
    )
    if not options:
        return ()
    ask = Ask("", say("Which article is it?", now.lang), "choice", options)
    return (OfferedAct(say("Attach to an article", now.lang), "shop.article_set", asks=(ask,)),)


def _next_code(rows: Rows) -> str:
    """Return the first code of the run that no article bears: short, and never given twice."""
    used = tables.codes_used(rows)
    return next(code for n in itertools.count(1) if (code := f"ART{n:03d}") not in used)


DOORS = (
    Door("shop.prices", N_("Articles and their prices"), N_("articles prices tariff catalogue"), every),
    Door("shop.article", N_("A new article"), N_("article new create"), new_article),
)

AT_COUNTER = AtCounter(
    found=found, named=named, favourites=favourites, words=N_("shop"), doors=DOORS, settings=settings
)
