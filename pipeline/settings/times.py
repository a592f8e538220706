"""Reading settings that are times and numbers; writing a duration."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from pipeline.errors import SettingsError
from pipeline.settings.setting import Setting

LONGEST = timedelta(days=3650)
MOST_PARTS = 100
MOST_WORDS = 100_000

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_DURATION = re.compile(r"([0-9]{1,7})\s*(minute|hour|day|week)s?", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T\s].*)?")
_NEVER = 'a duration such as "3 days" or "12 hours"'


def wait(setting: Setting) -> timedelta:
    """A duration, or none at all: `"0 days"`."""
    found = _DURATION.fullmatch(setting.value.strip()) if isinstance(setting.value, str) else None
    if not found:
        raise setting.wrong(_NEVER, _instead(setting))
    length = int(found[1]) * _UNITS[found[2].lower()]
    if length > LONGEST:
        raise setting.wrong("at most ten years", "write a shorter time")
    return length


def _instead(setting: Setting) -> str:
    value = setting.value
    name = setting.path[-1]
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LONGEST.days:
        return f'write {name} = "{value} day{"s" * (value != 1)}"'
    return f'write {name} = "3 days": a whole number, then minutes, hours, days or weeks'


def duration(setting: Setting) -> timedelta:
    """A duration longer than none."""
    length = wait(setting)
    if not length:
        raise setting.wrong("longer than none", f'write {setting.path[-1]} = "1 day"')
    return length


def duration_text(length: timedelta) -> str:
    """A duration as settings write it: "3 days", "36 hours". Raises SettingsError for seconds."""
    for unit in ("week", "day", "hour", "minute"):
        number, rest = divmod(length, _UNITS[unit])
        if not rest and (number or unit == "day"):
            return f"{number} {unit}{'' if number == 1 else 's'}"
    raise SettingsError(
        f"a wait of {length} is not a whole number of minutes", hint="leave out the seconds"
    )


def time_of_day(setting: Setting) -> str:
    """Hours and minutes as HH:MM; "" for any time."""
    value = setting.value
    if value == "":
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or int(found[1]) > 23 or int(found[2]) > 59:  # a day's last minute
        raise setting.wrong(
            "a time of the 24-hour clock", f'write {setting.path[-1]} = "09:00" or "17:30"'
        )
    return f"{int(found[1]):02}:{found[2]}"


def day(setting: Setting) -> date:
    """A date; of a date with a time, the date."""
    value = setting.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            return date.fromisoformat(found[1])
    except ValueError:
        pass  # the day is not in the calendar: the error below says so
    raise setting.wrong("a date", f"write {setting.path[-1]} = 2026-03-01: year, month, day")


def whole(setting: Setting, low: int, high: int, example: str) -> int:
    """A whole number between two, both included."""
    value = setting.value
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise setting.wrong(f"a whole number from {low} to {high}", f"for example {example}")
    return int(value)


def word_range(setting: Setting) -> tuple[int, int]:
    """The fewest and the most words of a part."""
    value = setting.value
    hint = f"write {setting.path[-1]} = [150, 450]"
    if not isinstance(value, list) or len(value) != 2:  # lower and higher
        raise setting.wrong("a list of two numbers", hint)
    low, high = (whole(setting.at(index), 1, MOST_WORDS, "150") for index in (0, 1))
    if low > high:
        raise setting.error(f"{setting.name} has the higher number first", f"[{high}, {low}]")
    return low, high


def part_count(setting: Setting) -> int:
    """How many parts."""
    if isinstance(setting.value, list | dict):
        raise setting.wrong("a number or a list of tables", "write parts = 4, or [[series.parts]]")
    return whole(setting, 1, MOST_PARTS, "parts = 4")
