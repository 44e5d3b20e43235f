"""Days and hours as a window says them in passing: short, in the language asked."""

from datetime import date, datetime, time

from concierge_desk.i18n import N_, translate

_WEEKDAYS = N_("Mon Tue Wed Thu Fri Sat Sun")
_WHOLE_MONTHS = N_("January February March April May June July August September October November December")
_MONTHS = N_("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")


def short_day(day: date, lang: str) -> str:
    """Return a day within a sentence: ``mer. 25 nov.``, ``Wed 25 Nov``; its figure and its month on one line.

    Babel says it too, but takes a third of the time in which the window is to be there.
    """
    weekday = translate(_WEEKDAYS, lang).split()[day.weekday()]
    month = translate(_MONTHS, lang).split()[day.month - 1]
    return translate(N_("{weekday} {day}\u00a0{month}"), lang).format(
        weekday=weekday, day=day.day, month=month
    )


def short_weekday(day: date, lang: str) -> str:
    """Return the name of a day at the head of a column: ``sam``, ``Sat``."""
    return translate(_WEEKDAYS, lang).split()[day.weekday()].rstrip(".")


def weekday_letter(day: date, lang: str) -> str:
    """Return the first letter of a day's name, a capital: ``M``."""
    return translate(_WEEKDAYS, lang).split()[day.weekday()][0].upper()


def day_and_year(day: date, lang: str) -> str:
    """Return a day with its year: ``mer. 2 déc. 2026``."""
    return f"{short_day(day, lang)}\u00a0{day.year}"


def whole_day(day: date, lang: str) -> str:
    """Return a day as it is said, such as ``mercredi 25 novembre``."""
    # Babel is there by then: whoever asks is no longer waiting for the window.
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(day, translate(N_("EEEE d MMMM"), lang), locale=lang))


def short_hour(at: time, lang: str) -> str:
    """Return an hour such as ``11 h 30``, ``15 h``."""
    if at.minute == 0:
        return translate(N_("{hour}:00"), lang).format(hour=at.hour)
    return translate(N_("{hour}:{minute}"), lang).format(hour=at.hour, minute=f"{at.minute:02d}")


def said_day(day: date, lang: str, *, year: str = " y") -> str:
    """Return a day as it is said: ``1er janvier 2026``; `year` is how its year follows, empty for none."""
    first = "1er" if day.day == 1 and lang == "fr" else str(day.day)
    month = translate(_WHOLE_MONTHS, lang).split()[day.month - 1]
    return f"{first}\u00a0{month}{year.replace('y', str(day.year))}"


def said_month(month: str, lang: str) -> str:
    """Return a month such as ``2026-11`` as it is said: ``novembre 2026``."""
    year, _, number = month.partition("-")
    return f"{translate(_WHOLE_MONTHS, lang).split()[int(number) - 1]}\u00a0{year}"


def said_instant(iso: str, lang: str) -> str:
    """Return a local instant as it is said: ``31 mars 2027, 8 h 05``."""
    at = datetime.fromisoformat(iso)
    return f"{said_day(at.date(), lang)}, {short_hour(at.time(), lang)}"


def said_moment(at: datetime, day: date, lang: str) -> str:
    """Return a moment within a sentence: ``10 h 40``, with its day where that is another than this one."""
    hour = short_hour(at.time(), lang)
    return hour if at.date() == day else f"{short_day(at.date(), lang)}, {hour}"
