"""The registry's contract: every field of every registered service, whatever services there are."""

import ast
import inspect
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from concierge_desk import registry
from concierge_desk.counter.cards import doors
from concierge_desk.counter.cards.agenda import card_of, due_of, morning_lists
from concierge_desk.counter.cards.at_counter import AtCounter, Search, no_offers
from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.demo.demo import Acts, Demo, DemoAct, DemoSession, Wish
from concierge_desk.counter.partners.known import named_partners
from concierge_desk.counter.partners.partner import Partners
from concierge_desk.counter.service import (
    ANY_DAY,
    CLOSING_DAY,
    OPEN_DAY,
    Command,
    Recalendar,
    Service,
    no_result,
)
from concierge_desk.counter.service_parts import Marks, Paper, Report, ServiceParts
from concierge_desk.counter.texts.code_sentences import MESSAGES
from concierge_desk.counter.texts.entry_texts import ACT, BESIDE, GROUPS, LEADS
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.fields import Form, Group
from concierge_desk.counter.values.kinds import Items, OrNull
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.desk.messages import MESSAGES as DESK_MESSAGES
from concierge_desk.desk.switches import pages_unused
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.exporting.tables import TableSpec
from concierge_desk.i18n import LANGUAGES, translate
from concierge_desk.jobs.demo.player import DemoPlayer
from concierge_desk.jobs.papers import papers_known
from concierge_desk.paths import resource_names, resource_text
from concierge_desk.store.core import CORE
from concierge_desk.store.schema import Schema
from docs.refusals import told_by
from tests.counter.desks import SHARED_REFUSALS, Hands, Play, context, local, posted_of
from tests.services.alike import act_of
from tests.services.samples import every_sample
from tests.sizes import spread

SERVICES = registry.SERVICES
CODES = [service.code for service in SERVICES]
OWN_WORDS = {"relay": ("tariff",), "people": ("person", "household", "member")}
"""Words that commands begin with beside the code: released before a service had its name, or one of what it keeps."""

CORE_PREFIXES = (
    "caution",
    "advance",
    "account",
    "day",
    "privacy",
    "month",
    "session",
    "till",
    "bank",
    "visit",
    "paper",
    "journal",
    "clock",
    "calendar",
    "site",
    "operator",
    "vat",
    "partner",
    "delivery",
    "drawer",
    "settings",
    "service",
)
ROOT = Path(registry.__file__).parent
NAME = re.compile(r"[a-z][a-z0-9_]*")


def package_of(code: str) -> Path:
    """The package of a service, or of a mechanism that is shaped like one."""
    return next(path for part in ("services", "mechanisms") if (path := ROOT / part / code).is_dir())


def sources_of(code: str) -> Iterator[tuple[Path, str]]:
    """Every module of a service, and what comes before the kinds and codes of it that name no service.

    A service that a mechanism makes is the mechanism's modules too: there kinds and codes are words alone, with the
    service's code before each.
    """
    package = package_of(code)
    yield from ((path, "") for path in package.rglob("*.py"))
    made_by = re.findall(
        r"^SERVICE = (\w+)\.service\(", (package / "__init__.py").read_text("utf-8"), re.MULTILINE
    )
    for name in made_by:
        yield from ((path, f"{code}.") for path in (ROOT / "mechanisms" / name).rglob("*.py"))


PRACTICE = [json.loads(line) for line in resource_text("practice/day.jsonl").splitlines()]
NAMES = sorted({raw["addressee"]["name"] for raw in PRACTICE if "addressee" in raw})

each_service = pytest.mark.parametrize("service", SERVICES, ids=CODES)
TRIED = spread(catalogue.commands(), 2, act_of)
each_command = pytest.mark.parametrize("command", [catalogue.commands()[name] for name in TRIED], ids=TRIED)


def forms(form: Form[Any]) -> Iterator[Form[Any]]:
    yield form
    for field in form.fields:
        kind = field.kind
        while isinstance(kind, Items | OrNull):
            kind = kind.kind
        if isinstance(kind, Group):
            yield from forms(kind.form)


@each_service
def test_code_and_label(service: Service) -> None:
    assert isinstance(service, Service)
    assert NAME.fullmatch(service.code)
    assert (package_of(service.code) / "__init__.py").is_file()
    assert service.label.strip() == service.label != ""
    assert service.commands


@each_service
def test_its_icon_is_there(service: Service) -> None:
    assert f"icons/{service.icon}.svg" in resource_names("icons")


@each_service
def test_its_exports_have_a_name_in_every_language(service: Service) -> None:
    for export in service.aside().exports:
        assert export.label and all(translate(export.label, lang) for lang in LANGUAGES)


@each_service
def test_schema(service: Service) -> None:
    schema = service.migrations
    assert isinstance(schema, Schema)
    assert schema.migrations.name == f"service.{service.code}"
    assert schema.purgeable <= schema.apply.keys()
    assert len(set(schema.projections)) == len(schema.projections)
    assert all(table.startswith(f"{service.code}_") for table in schema.projections)
    for kind, apply in schema.apply.items():
        assert re.fullmatch(r"[a-z][a-z0-9]*\.[a-z][a-z0-9_]*", kind)
        assert callable(apply)
        assert len(inspect.signature(apply).parameters) == 2


@each_service
def test_projections_exist_after_migration(service: Service, play: Play) -> None:
    there = {name for (name,) in play.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    kept = {*service.migrations.projections, *service.migrations.personal}
    assert kept <= there
    named = {table for table in there if table.startswith(f"{service.code}_")}
    assert named == kept, "a table that is not rebuilt must be declared otherwise"


@each_service
def test_personal_records_stand_under_a_seal(service: Service, play: Play) -> None:
    """And nothing else of the service does: what the journal makes is held by the journal."""
    sealed = {name for (name,) in play.rows("SELECT name FROM seal")}
    of_it = {table for table in sealed if table.startswith(f"{service.code}_")}
    assert of_it == set(service.migrations.personal)
    assert not of_it & set(service.migrations.projections)


@each_service
def test_money_is_never_purged(service: Service, play: Play) -> None:
    """docs/contract.md, "Dropped payloads": payloads of fiscal kinds stay. A charged act's entry is one."""
    charged = {"relay.sold", "relay.franked", "shop.sold"}
    assert not charged & service.migrations.purgeable


@each_service
def test_principals(service: Service) -> None:
    assert len(set(service.principals)) == len(service.principals)
    for principal in service.principals:
        assert re.fullmatch(r"[A-Z][A-Z0-9_]*", principal)
        assert f"MANDATE:{principal}" in Partners.of(named_partners(SERVICES), ()).funds


@each_service
def test_callables(service: Service) -> None:
    for name, parameters in (("seed", 2), ("recognise", 1), ("close", 1)):
        function = getattr(service, name)
        assert function is None or len(inspect.signature(function).parameters) == parameters, name
    report = service.aside().report
    assert report is None or isinstance(report, Report)
    assert service.recalendar is None or isinstance(service.recalendar, Recalendar)
    assert service.at_counter is None or isinstance(service.at_counter, AtCounter)


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Service], tuple[Path, date]]:
    """Lives the demo of a service alone, once: the folder of its desk, and its last day."""
    homes: dict[str, tuple[Path, date]] = {}

    def live(service: Service) -> tuple[Path, date]:
        if service.code not in homes:
            home = tmp_path_factory.mktemp("demo") / service.code
            living = DemoPlayer(home, 1, [service])
            days = [living.live(last=n + 1 == DEMO_DAYS) for n in range(DEMO_DAYS)]
            homes[service.code] = living.options.data, days[-1]
        return homes[service.code]

    return live


@pytest.fixture
def lived(service: Service, demos: Callable[[Service], tuple[Path, date]], tmp_path: Path) -> Iterator[Play]:
    """A desk on the morning after the days of a service's own demo: whatever lies there then, it brought itself."""
    data, last = demos(service)
    shutil.copytree(data, tmp_path / "desk")
    with open_desk(Options(tmp_path / "desk")) as desk:
        hours = desk.store.read(lambda rows: catalogue.calendar(rows, desk.settings))
        morning = next(day for n in range(1, 30) if hours.is_open(day := last + timedelta(days=n)))
        lent = Play(desk, Hands(local(f"{morning}T08:00")))
        lent.do("day.open")
        if service.aside().demo is None:
            every_sample()[service.code].brought(lent)
        yield lent


def today(play: Play) -> date:
    return date.fromisoformat(str(play.last("day.opened").day))


def names(play: Play) -> list[str]:
    return [text for (text,) in play.rows("SELECT text FROM personal WHERE kind = 'party'")]


def read(play: Play, load: Callable[[Any], Any]) -> Any:
    return play.desk.store.read(load)


def at_counter(play: Play, look: Callable[[Any, Now], Any], day: date | None = None, lang: str = "fr") -> Any:
    """What a part of the counter shows, on the open day by default."""
    shop = play.desk.settings
    return read(
        play, lambda rows: look(rows, Now(day or today(play), lang, shop, catalogue.calendar(rows, shop)))
    )


@each_service
def test_it_follows_a_change_of_the_hours(service: Service, lived: Play) -> None:
    """Kinds of its own, told and taken back like any other; where nothing changes, nothing moves."""
    follower = service.recalendar
    if follower is None:
        return
    state = read(lived, follower.load)
    hours = read(lived, lambda rows: catalogue.calendar(rows, lived.desk.settings))
    assert follower.moved(state, context(hours=lambda: hours)) == ()
    # The shop is never open any more: whatever hangs on its hours moves.
    shut = context(hours=lambda: OpeningCalendar((), (), lambda _day: True))
    events = follower.moved(state, shut)
    assert events == follower.moved(state, shut)
    assert events
    for event in events:
        assert event.kind.partition(".")[0] == service.code
        assert event.kind in service.migrations.apply
        assert event.kind in service.reverse
        assert event.aud in ("", *service.principals)
        assert event.charge is None
    assert all(follower.things(posted) > 0 for posted in posted_of(events))


@each_service
def test_the_rail_leads_to_its_shelf_from_the_first_thing_on(service: Service, shop: Play) -> None:
    """Of a service that says when that is: on a new desk it is not, once something came it is for good."""
    used = service.used
    if used is None:
        return
    assert not read(shop, used)
    assert service.code in read(shop, pages_unused)
    every_sample()[service.code].brought(shop)
    assert read(shop, used)
    assert service.code not in read(shop, pages_unused)


@each_service
def test_its_part_of_a_morning(service: Service, lived: Play) -> None:
    part = service.at_counter
    if part is None or not part.lists:
        assert part is None or part.morning is None
        return
    for code, known in part.lists.items():
        assert NAME.fullmatch(code)
        assert known.label.strip() == known.label != ""
        assert known.act in ("", *catalogue.commands())
    shows = [show for show in (part.shelf, part.morning) if show is not None]

    def cards(rows: Any, now: Now) -> list[Offer]:
        return [offer for show in shows for offer in show(rows, now)]

    found = []
    for days in range(30):
        offers = at_counter(lived, cards, today(lived) + timedelta(days=days))
        # The day alone says what is due, not the moment at which it is looked at.
        assert offers == at_counter(lived, cards, today(lived) + timedelta(days=days))
        refs = [offer.ref for offer in offers]
        assert len(set(refs)) == len(refs)
        due = [offer for offer in offers if offer.due]
        stands = [code for offer in due for code in {offer.due, *offer.due_too}]
        assert set(stands) <= part.lists.keys()
        assert sum(map(len, morning_lists(part.lists, offers).values())) == len(stands)
        found += due
    assert found, "a month after its demo nothing is due"
    for offer in found:
        thing = due_of(offer)
        assert thing.service == service.code
        assert thing.ref
        assert thing.label.strip() == thing.label != ""
        assert thing.deadline_day is None or date.fromisoformat(thing.deadline_day)
        assert not _named(f"{thing.ref} {thing.label} {thing.place} {thing.note}", names(lived))
        # What stands in a list is opened at the counter.
        assert offer.ref in [one.ref for one in at_counter(lived, partial(found_by, part, offer.ref))]


@each_service
@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_shelf(service: Service, lang: str, lived: Play) -> None:
    """What lies there is listed without a name, with the end of its number, under whose it is."""
    part = service.at_counter
    if part is None or part.shelf is None:
        assert part is None or not (part.owners or part.collector or part.misses)
        return
    shelf, shop = part.shelf, lived.desk.settings

    def look(rows: Any) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
        now = Now(today(lived), lang, shop, catalogue.calendar(rows, shop))
        word = translate(part.collector, lang) if part.collector else ""
        return shelf(rows, now), doors.behind(part, rows, word, now)

    things, leaving = read(lived, look)
    assert things, "after its demo nothing lies there"
    for thing in things:
        assert thing.ref and thing.line.strip() == thing.line != ""
        assert bool(thing.place) != thing.away, "it lies on no shelf"
        assert bool(thing.owner) == bool(part.owners)
        assert not _named(f"{thing.line} {thing.detail} {thing.tag} {thing.owner}", names(lived))
        assert not thing.number or thing.number not in thing.line.replace(" ", "")
    if part.collector:
        assert leaving, "the word finds nothing"


@each_service
@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_doors(service: Service, lang: str, lived: Play) -> None:
    """Each has a code of its own, is found by every word it goes by, and leads to cards of its service without a name."""
    part = service.at_counter
    if part is None:
        return
    codes = [door.code for door in part.doors]
    assert len(codes) == len(set(codes)) and all(code.startswith(f"{service.code}.") for code in codes)
    for door in part.doors:
        words = translate(door.words, lang).split()
        assert words and all(door in doors.opened_by(part, word) for word in words)
        shop = lived.desk.settings
        cards = read(
            lived,
            lambda rows, door=door, shop=shop: door.offers(
                rows, Now(today(lived), lang, shop, catalogue.calendar(rows, shop))
            ),
        )
        assert all(card.service == service.code for card in cards)
        assert not any(_named(f"{card.title} {card.detail}", names(lived)) for card in cards)


@each_service
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_it_is_set_up_by(service: Service, lang: str, lived: Play) -> None:
    """Cards like any other: each with acts of its own service that cost nothing, and without a name."""
    part = service.at_counter
    if part is None or part.settings is None:
        return
    settings, shop = part.settings, lived.desk.settings
    cards = read(
        lived, lambda rows: settings(rows, Now(today(lived), lang, shop, catalogue.calendar(rows, shop)))
    )
    own = {command.name: command for command in service.commands}
    assert cards
    for card in cards:
        assert (card.service, bool(card.acts)) == (service.code, True)
        assert card.title.strip() == card.title != ""
        assert not _named(f"{card.title} {card.detail} {card.tag} {card.place}", names(lived))
        for act in card.acts:
            assert not act.charged and not own[act.do].charged
            asked = {ask.field.partition(".")[0] for ask in act.asks if ask.field}
            assert asked | act.fields.keys() <= {field.name for field in own[act.do].form.fields}


@each_service
def test_what_is_the_matter_is_listed_until_it_is_settled(service: Service, lived: Play) -> None:
    """What its command says of a thing stands on the shelf with its day; taken back, it never was."""
    part = service.at_counter
    if part is None or not part.misses:
        return
    shelf, shop = part.shelf, lived.desk.settings
    assert shelf is not None and part.misses in catalogue.commands()

    def cards() -> tuple[Offer, ...]:
        def look(rows: Any) -> tuple[Offer, ...]:
            return shelf(rows, Now(today(lived), "fr", shop, catalogue.calendar(rows, shop)))

        found: tuple[Offer, ...] = read(lived, look)
        return found

    def matters() -> dict[str, Incident]:
        return {thing.ref: thing.incident for thing in cards() if thing.incident is not None}

    before, noted = matters(), 0
    for thing in cards():
        for act in thing.acts:
            if act.do != part.misses or thing.ref in before:
                continue
            (what, *_) = [ask for ask in act.asks if not ask.optional]
            for option in what.options:
                answer = lived.do(act.do, **act.fields, **{what.field: option.value})
                incident = matters()[thing.ref]
                assert (
                    incident.day == today(lived).isoformat()
                    and incident.label.strip() == incident.label != ""
                )
                assert not _named(incident.label, names(lived))
                lived.do("journal.reverse", op_of=answer.op, reason="wrong_key")
                assert matters() == before
                noted += 1
    assert noted, "nothing on the shelf takes the command"


@each_service
def test_its_cards_bear_no_name(service: Service, lived: Play) -> None:
    awaited = awaited_of(service)
    if awaited is None:
        return
    for nobody in ("", " ", "%", "%%%", "___", "*", "Zzyzx"):
        assert at_counter(lived, lambda rows, now, name=nobody: awaited(rows, name, now)) == ()
    for name in names(lived):
        found = at_counter(lived, lambda rows, now, name=name: awaited(rows, name, now))
        check_cards(service, found, names(lived))


def test_cards_come_and_go_with_what_waits(play: Play) -> None:
    """After every act of the practice day each person named in it is looked for, in every service."""
    told: dict[tuple[str, str], int] = {}
    for raw in PRACTICE[:-1]:
        assert play.counter.execute(raw).refused is None
        for service in SERVICES:
            awaited = awaited_of(service)
            if awaited is None:
                continue
            found = at_counter(
                play,
                lambda rows, now, ask=awaited: {name: ask(rows, name, now) for name in NAMES},
                date(2026, 11, 25),
            )
            for name, waiting in found.items():
                check_cards(service, waiting, NAMES)
                told.setdefault((service.code, name), 0)
                told[service.code, name] += bool(waiting)
    if told:
        assert any(told.values()), "nobody named ever found anything"
        assert not all(n == len(PRACTICE) - 1 for n in told.values())


def found_by(part: AtCounter, ref: str, rows: Any, now: Now) -> tuple[Offer, ...]:
    return part.found(rows, ref, now)


def awaited_of(service: Service) -> Search | None:
    """How a service finds what waits for a name; None where nothing does."""
    part = service.at_counter
    return None if part is None or part.awaited is no_offers else part.awaited


def check_cards(service: Service, offers: Sequence[Offer], known: Sequence[str]) -> None:
    assert len(offers) <= MOST_OFFERS
    listed = f"{service.code}_state"
    for card in map(card_of, offers):
        assert card.service == service.code
        assert card.ref
        assert NAME.fullmatch(card.state)
        assert listed not in codelists.names() or card.state in codelists.codes(listed)
        assert card.label.strip() == card.label != ""
        assert not _named(f"{card.ref} {card.label} {card.place} {card.state}", known)


def _named(text: str, known: Sequence[str]) -> bool:
    return any(word.casefold() in text.casefold() for name in known for word in name.split() if len(word) > 4)


def test_services_that_share_a_list_call_it_the_same() -> None:
    labels: dict[str, set[str]] = {}
    for service in SERVICES:
        for code, known in (service.at_counter.lists if service.at_counter else {}).items():
            labels.setdefault(code, set()).add(known.label)
    assert all(len(found) == 1 for found in labels.values())


def test_no_part_of_a_service_loads_a_window() -> None:
    """Every module but the pages, in a process of its own: this one's test tools know Qt."""
    code = (
        "import importlib, pkgutil, sys; from concierge_desk import services\n"
        "for found in pkgutil.walk_packages(services.__path__, 'concierge_desk.services.'):\n"
        "    if 'page' not in found.name.split('.'): importlib.import_module(found.name)\n"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


@each_service
def test_report_lines_are_for_people(service: Service, shop: Play) -> None:
    report = service.aside().report
    if report is not None:
        lines = {lang: report.lines(shop.status(), lang) for lang in ("en", "fr")}
        assert all(
            isinstance(text, str) and text for told in lines.values() for line in told for text in line
        )
        assert len(lines["en"]) == len(lines["fr"])
        assert not lines["en"] or lines["en"] != lines["fr"], "each says it in its language"


def test_a_command_answers_nothing_by_default() -> None:
    assert no_result(()) == {}


@each_service
def test_recognise_knows_nothing_of_words(service: Service) -> None:
    if service.recognise is not None:
        for text in ("", " ", "bonjour", "-", "Mme Kessler"):
            assert service.recognise(text) is None


@each_service
def test_papers(service: Service) -> None:
    for paper in service.aside().documents:
        assert isinstance(paper, Paper)
        assert NAME.fullmatch(paper.prefix)
        assert papers_known()[paper.prefix] is paper
        assert paper.label.strip() == paper.label != ""


@each_service
def test_messages(service: Service) -> None:
    for code, sentence in service.messages.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+(\+[a-z_]+)?", code)
        assert sentence.strip() == sentence != ""
        assert not code.startswith(("input.", "op.", "day.", "till.", "clock.", "calendar.", "look."))


@each_service
def test_exports(service: Service) -> None:
    for export in service.aside().exports:
        assert NAME.fullmatch(export.code)
        assert export.principal in service.principals
        assert export.title
        assert export.readme.endswith("\n")
        assert export.check(()) == ("export.no_statement",)


@each_service
def test_export_specs(service: Service, shop: Play) -> None:
    shop.close(counted_cents=None)
    for export in service.aside().exports:
        own = [entry for entry in shop.posted() if entry.aud == export.principal]
        for table in export.tables(own):
            assert isinstance(table.spec, TableSpec)
            assert NAME.fullmatch(table.spec.name)
            assert all(field.title and field.description for field in table.spec.fields)
        assert export.bordereau(own, Marks(practice=True, anchor="A9:0123456789abcdef")).practice
        assert export.check(own) == ()


@each_service
def test_every_act_can_be_taken_back_or_says_why_not(service: Service, play: Play, shop: Play) -> None:
    """But what set-up and closing write; ``<service>.reversed`` is a correction itself."""
    set_up = {entry.kind for entry in play.posted() if entry.day is None}
    closed = {entry.kind for entry in shop.close(counted_cents=None).posted}
    acts = service.migrations.apply.keys() - set_up - closed - {f"{service.code}.reversed"}
    assert acts == service.reverse.keys() - (set_up & service.reverse.keys())
    for reversal in service.reverse.values():
        assert callable(reversal.decide)
        assert callable(reversal.load)


@each_command
def test_a_charged_act_can_be_refunded(command: Command[Any, Any]) -> None:
    """Its service takes its kind back: `till.refund` finds it there."""
    if command.charged:
        service = next((service for service in SERVICES if command in service.commands), None)
        reverse = catalogue.reversals() if service is None else service.reverse
        assert any(reversal.charged for reversal in reverse.values())


@each_service
def test_retention(service: Service) -> None:
    for kept in service.kept.retention:
        assert kept.code.startswith(f"{service.code}.")
        assert kept.days > 0
        assert kept.label


DEMO_DAYS = 5


def spied(
    acts: Callable[[Any, DemoSession], Acts], done: list[DemoAct]
) -> Callable[[Any, DemoSession], Acts]:
    """The same acts, written down."""

    def watched(memory: Any, session: DemoSession) -> Acts:
        inner = acts(memory, session)
        act = next(inner, None)
        while act is not None:
            done.append(act)
            told = yield act
            try:
                act = inner.send(told)
            except StopIteration:
                return

    return watched


def lived_alone(service: Service, home: Path, seed: int) -> tuple[list[DemoAct], list[Wish]]:
    """What a service does in a demo of its own; whatever is not answered as it expects stops it."""
    demo = service.aside().demo
    assert isinstance(demo, Demo)
    done: list[DemoAct] = []
    wanted: list[Wish] = []

    def wants(memory: Any, session: DemoSession) -> tuple[Wish, ...]:
        found = demo.wants(memory, session)
        wanted.extend(found)
        return found

    living = DemoPlayer(
        home,
        seed,
        [
            replace(
                service,
                aside=lambda: ServiceParts(demo=replace(demo, acts=spied(demo.acts, done), wants=wants)),
            )
        ],
    )
    for n in range(DEMO_DAYS):
        living.live(last=n + 1 == DEMO_DAYS)
    return done, wanted


@each_service
def test_its_part_of_the_demo(service: Service, tmp_path: Path) -> None:
    """Its own commands, and those of others that it names, each answered as it expects; the same seed, the same acts."""
    demo = service.aside().demo
    if demo is None:
        return
    done, wanted = lived_alone(service, tmp_path / "a", 1)
    assert done or wanted
    own = {command.name: command.charged for command in service.commands}
    assert not demo.uses & own.keys()
    assert {act.do for act in done} <= demo.uses | own.keys()
    assert [act.do for act in done if own.get(act.do, False)] == []
    assert [item.act["do"] for item in wanted if not own.get(item.act["do"], False)] == []
    asked = (*service.commands, *(catalogue.commands()[name] for name in demo.uses | {"member.join"}))
    refusals = {code for command in asked for code in told_by(command).refusals}
    assert {act.refused for act in done} <= {None, *refusals}
    assert all(not {"op", "do", "print"} & act.fields.keys() for act in done)
    assert lived_alone(service, tmp_path / "b", 1) == (done, wanted)
    assert lived_alone(service, tmp_path / "c", 2) != (done, wanted)


# Commands.


@each_command
def test_command(command: Command[Any, Any]) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", command.name)
    assert command.summary.endswith(".")
    assert command.when in (ANY_DAY, OPEN_DAY, CLOSING_DAY, "opening", "always")
    assert not command.charged or command.when == OPEN_DAY
    assert callable(command.load)
    assert callable(command.decide)
    assert callable(command.answer)


@each_command
def test_form_fields_are_the_commands(command: Command[Any, Any]) -> None:
    for form in forms(command.form):
        names = [field.target for field in form.fields]
        assert names == list(inspect.signature(form.command).parameters)
        for field in form.fields:
            assert NAME.fullmatch(field.name)
            assert field.kind.label
            assert field.doc, field.name
            assert not field.required or field.default is None
            assert not field.name.endswith(("_euros", "_eur"))
    assert not {"op", "do", "print"} & {field.name for field in command.form.fields}


@each_command
def test_every_code_has_a_sentence(command: Command[Any, Any]) -> None:
    told = told_by(command)
    assert {*told.refusals, *told.warnings} <= catalogue.messages().keys()
    assert not set(told.refusals) & set(told.warnings)


@each_command
def test_own_command_names(command: Command[Any, Any]) -> None:
    prefix = command.name.partition(".")[0]
    owner = next((service for service in SERVICES if command in service.commands), None)
    words = CORE_PREFIXES if owner is None else (owner.code, *OWN_WORDS.get(owner.code, ()))
    assert prefix in words or command.name in OVER_ALL


OVER_ALL = frozenset({"person.erase", "person.access"})
"""Of the core, for what they go over is every service's."""


# Between services.


def twice(names: list[str]) -> list[str]:
    return [name for name, n in Counter(names).items() if n > 1]


def test_a_reason_of_its_own_is_a_listed_code_and_asks_something() -> None:
    """Each code of the list belongs to some kind; a line of a ticket has none: its money has reasons of its own."""
    owned: set[str] = set()
    for known in catalogue.reversals().values():
        owned |= known.reasons.keys()
        # What is never taken back has none: `never` takes no reasons.
        assert not (known.reasons and known.charged)
        assert all(translate(ask, "fr") != ask for ask in known.reasons.values())
    assert owned == set(codelists.codes("reversal"))


def test_no_two_share_anything() -> None:
    core_papers = ["ticket", "z", "note", "poster"]
    assert twice(CODES) == []
    assert (
        twice(
            [c.name for s in SERVICES for c in s.commands]
            + [n for n in catalogue.commands() if n.partition(".")[0] in CORE_PREFIXES]
        )
        == []
    )
    assert (
        twice([kind for schema in (CORE, *[s.migrations for s in SERVICES]) for kind in schema.apply]) == []
    )
    assert (
        twice([table for schema in (CORE, *[s.migrations for s in SERVICES]) for table in schema.projections])
        == []
    )
    assert twice([*core_papers, *[paper.prefix for s in SERVICES for paper in s.aside().documents]]) == []
    assert twice([*MESSAGES, *DESK_MESSAGES, *[code for s in SERVICES for code in s.messages]]) == []
    assert twice([export.code for s in SERVICES for export in s.aside().exports]) == []
    assert twice([kept.code for s in SERVICES for kept in s.kept.retention]) == []
    assert twice([principal for s in SERVICES for principal in s.principals]) == []
    assert twice([schema.migrations.name for schema in (CORE, *[s.migrations for s in SERVICES])]) == []


def test_report_keys_do_not_clash(shop: Play) -> None:
    """`day status` holds every service's part beside the core's, open and closed: none hides another."""
    from concierge_desk.counter.day.status import status
    from concierge_desk.counter.service_parts import DayReading
    from concierge_desk.desk.overview import facts_in

    for _ in range(2):
        facts = shop.desk.store.read(lambda rows: facts_in(rows, "2026-11-25", "MAIN"))
        keys = list(status(facts, ()))
        for service in SERVICES:
            report = service.aside().report
            if report is not None:
                part = report.part(
                    DayReading(facts.day, facts.posted, facts.closed, facts.states.get(service.code))
                )
                keys += part
        assert twice(keys) == []
        assert set(keys) <= shop.status().keys()
        if shop.status()["state"] == "open":
            shop.close(counted_cents=None)


@each_service
def test_kinds_are_all_applied(service: Service) -> None:
    """Every kind of entry that the service's rules make is one that its tables apply."""
    made = {code for maker in _makers(service.code) for code in _literals(service.code, maker) if "." in code}
    assert made | _handed_in(service.code) == set(service.migrations.apply)


@each_service
def test_kinds_are_all_told(service: Service) -> None:
    """Who did what is read in words: no kind is written that has none."""
    assert service.aside().tellings.keys() == service.migrations.apply.keys()
    for kind, telling in service.aside().tellings.items():
        assert telling.group in (*GROUPS, "", service.code), kind
        assert telling.weight in (BESIDE, ACT, LEADS), kind
    # A ticket tells its lines; by themselves they are no act.
    sold = {kind for kind, reversal in service.reverse.items() if reversal.charged}
    assert all(service.aside().tellings[kind].weight == BESIDE for kind in sold)


@each_service
def test_codes_raised_are_codes_known(service: Service) -> None:
    """Every refusal and warning in the service's source has a sentence, and its own are all used."""
    used = (
        _literals(service.code, "Refused")
        | _literals(service.code, "never")
        | _literals(service.code, "Warned")
        | _literals(service.code, "Unreadable")
    )
    assert used <= catalogue.messages().keys()
    declared = {
        code
        for part in (*service.commands, *service.reverse.values())
        for told in [told_by(part)]
        for code in (*told.refusals, *told.warnings)
    }
    # Of a code that a parameter brings a sentence of its own for, both stand there.
    codes = {code.partition("+")[0] for code in service.messages}
    assert codes <= set(service.messages) & (used | declared)
    assert declared - codes <= set(MESSAGES) | SHARED_REFUSALS


def _makers(code: str) -> set[str]:
    """Return what makes an event of a kind in a service: `Event`, and functions that take one first."""
    return {"Event"} | {
        node.name
        for path, _ in sources_of(code)
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef) and [arg.arg for arg in node.args.args[:1]] == ["kind"]
    }


def _literals(code: str, call: str) -> set[str]:
    """Return the first argument of every such call in a service, where it is a text or a module's constant."""
    return {
        value if "." in value else f"{before}{value}"
        for path, before in sources_of(code)
        for name, value in _calls(path)
        if name == call
    }


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all of a module: the services that a mechanism makes are the same modules, each looked through many times."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def _calls(path: Path) -> frozenset[tuple[str, str]]:
    """Return what a module calls by a plain name, with the first argument where it is a text or a module's constant."""
    module, *nodes = _nodes(path)
    assert isinstance(module, ast.Module)
    constants = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        first = node.args[0]
        value = first.value if isinstance(first, ast.Constant) else constants.get(getattr(first, "id", ""))
        if isinstance(value, str):
            found.add((node.func.id, value))
    return frozenset(found)


def _handed_in(code: str) -> set[str]:
    """Return the kinds of entries that mechanisms write for a service, as it hands them in."""
    return {
        value if "." in value else f"{before}{value}"
        for path, before in sources_of(code)
        for node in _nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"StayRules", "SlipRules"}
        for keyword in node.keywords
        if keyword.arg in _KINDS and isinstance(keyword.value, ast.Constant)
        for value in [str(keyword.value.value)]
    }


_KINDS = ("moved", "reminded", "incident_noted", "prepared", "signed", "reversed")
"""Fields of what is handed in that are kinds of entries."""


def test_every_refusal_of_the_counter_has_a_sentence() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "counter").glob("*.py")]
    codes = {
        code
        for text in texts
        for code in re.findall(r"(?:Refused|Warned|Unreadable)\(\s*\"([a-z_.]+)\"", text)
    }
    assert codes
    assert codes <= catalogue.messages().keys()
