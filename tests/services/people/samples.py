"""Samples of people for the tests of the core."""

from typing import Any

from tests.counter.desks import Play
from tests.services.samples import LINE, Samples, charged, one


def martin(play: Play) -> str:
    """Keep somebody, and return the key."""
    return key_of(play.do("person.create", family="Martin", given="Zoé", phones=["06 12 34 56 78"]))


def roux(play: Play) -> str:
    return key_of(play.do("person.create", family="Roux", given="Ali"))


def key_of(answer: Any) -> str:
    return str((answer.result or {})["person"])


def noted(play: Play) -> str:
    return str((play.do("person.note", person=martin(play), text="Sonne deux fois.").result or {})["note"])


def told_of(first: Any, do: str, **fields: Any) -> Any:
    """Play an act on whoever or whatever was made before it, by the name of its field."""

    def play_it(play: Play) -> str | None:
        made = first(play)
        return play.do(do, **{name: made if value is ... else value for name, value in fields.items()}).op

    return play_it


def joined(play: Play) -> str | None:
    return charged({"do": "member.join", "person": martin(play)}, due=1000)(play)


def merged(play: Play) -> str:
    one_of, other = martin(play), roux(play)
    play.do("person.merge", person=one_of, into=other)
    return one_of


def merged_op(play: Play) -> str | None:
    return play.do("person.merge", person=martin(play), into=roux(play)).op


def joined_household(play: Play) -> str | None:
    home = play.do("household.create", people=[martin(play)]).result["household"]
    return play.do("household.join", household=home, person=roux(play)).op


def left_household(play: Play) -> str | None:
    one_of, other = martin(play), roux(play)
    play.do("household.create", people=[one_of, other])
    return play.do("household.leave", person=other).op


def split_household(play: Play) -> str | None:
    one_of, other = martin(play), roux(play)
    home = play.do("household.create", people=[one_of, other]).result["household"]
    return play.do("household.split", household=home, people=[other], membership="goes").op


def allowed(play: Play) -> str:
    fields = {"proxy": {"name": "Lou Petit"}, "until_day": "2027-01-31", "mandate": "paper"}
    return str((play.do("person.allow", person=martin(play), **fields).result or {})["proxy"])


NOTHING = "journal.nothing_to_reverse"
SAMPLES = Samples(
    told=(
        (
            "member.joined",
            {"line": LINE, "party": "r-000000000001", "until_day": "2027-11-24"},
            "Adhésion d’un foyer jusqu’au 24/11/2027",
        ),
        (
            "people.counted",
            {"users": 12, "month_new": 3, "year_new": 1, "households": 40},
            "Personnes de la journée : 12 ; pour la première fois ce mois-ci 3, cette année 1. Foyers adhérents : 40",
        ),
    ),
    undone={
        "person.create": (one("person.create", family="Martin", given="Zoé"), NOTHING),
        "person.correct": (told_of(martin, "person.correct", person=..., street="3 rue des Lilas"), NOTHING),
        "person.card": (told_of(martin, "person.card", person=...), NOTHING),
        "person.note": (told_of(martin, "person.note", person=..., text="Sonne deux fois."), NOTHING),
        "person.drop_note": (told_of(noted, "person.drop_note", note=...), NOTHING),
        "person.consent": (
            told_of(martin, "person.consent", person=..., consent="news", given=True),
            NOTHING,
        ),
        "person.allow": (
            told_of(
                martin,
                "person.allow",
                person=...,
                proxy={"name": "Lou Petit", "phone": "0102030405"},
                until_day="2027-01-31",
                mandate="paper",
            ),
            NOTHING,
        ),
        "person.disallow": (told_of(allowed, "person.disallow", proxy=...), NOTHING),
        "person.merge": (merged_op, NOTHING),
        "person.unmerge": (told_of(merged, "person.unmerge", person=...), NOTHING),
        "household.create": (told_of(lambda play: [martin(play)], "household.create", people=...), NOTHING),
        "household.join": (joined_household, NOTHING),
        "household.leave": (left_household, NOTHING),
        "household.split": (split_household, NOTHING),
        "member.join": (joined, ["member.joined", "till.settled"]),
    },
    acts={
        "person.create": {"family": "Martin"},
        "person.correct": {"person": "i-000000000001"},
        "person.card": {"person": "i-000000000001"},
        "person.note": {"person": "i-000000000001", "text": "Sonne deux fois."},
        "person.drop_note": {"note": "n-000000000001"},
        "person.consent": {"person": "i-000000000001", "consent": "news", "given": True},
        "person.allow": {
            "person": "i-000000000001",
            "proxy": {"name": "Lou Petit"},
            "until_day": "2027-01-31",
            "mandate": "paper",
        },
        "person.disallow": {"proxy": "w-000000000001"},
        "person.merge": {"person": "i-000000000001", "into": "i-000000000002"},
        "person.unmerge": {"person": "i-000000000001"},
        "household.create": {"people": ["i-000000000001"]},
        "household.join": {"household": "f-000000000001", "person": "i-000000000001"},
        "household.leave": {"person": "i-000000000001"},
        "household.split": {"household": "f-000000000001", "people": ["i-000000000001"]},
    },
)
