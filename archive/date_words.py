"""How each language says dates: the words and cases that `archive.dates.display` puts together.

Owns these tables and nothing else. A further language is one more function and one line below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Case = Literal["plain", "about", "since", "until"]
_CASES: tuple[Case, ...] = ("plain", "about", "since", "until")


@dataclass(frozen=True)
class Wording:
    """How one language says dates. Each case names the place that a word stands in: alone, after
    "about", after "from", after "until"."""

    months: Mapping[Case, Sequence[str]]
    months_after_day: Mapping[Case, Sequence[str]]
    day: str
    in_year: str
    year: Mapping[Case, str]
    years: Mapping[Case, str]
    about: str
    roughly: str
    possibly: str
    since: str
    until: str
    at: Mapping[Case, str]
    since_time: str
    until_time: str
    unknown: Mapping[str, str]


def _months(*cases: str) -> dict[Case, Sequence[str]]:
    return dict(zip(_CASES, (names.split() for names in cases), strict=True))


def _by_case(*cases: str) -> dict[Case, str]:
    return dict(zip(_CASES, cases, strict=True))


def _english() -> Wording:
    names = "January February March April May June July August September October November December"
    months = _months(names, names, names, names)
    return Wording(
        months=months,
        months_after_day=months,
        day="{day} {month}",
        in_year="{what} {year}",
        year=_by_case("{}", "{}", "{}", "{}"),
        years=_by_case("{}", "{}", "{}", "{}"),
        about="about {}",
        roughly="roughly {}",
        possibly="possibly {}",
        since="from {} on",
        until="until {}",
        at=_by_case(*["{time} on {day}"] * 4),
        since_time="from {} onwards",
        until_time="until {}",
        unknown={"year": "year unknown", "month": "month unknown", "day": "day unknown"},
    )


def _russian() -> Wording:
    names = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
    of = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    return Wording(
        months=_months(names, of, of, names),
        months_after_day=_months(of, of, of, of),
        day="{day} {month}",
        in_year="{what} {year} года",
        year=_by_case("{} год", "{} года", "{} года", "{} год"),
        years=_by_case("{} годы", "{} годов", "{} годов", "{} годы"),
        about="около {}",
        roughly="примерно {}",
        possibly="возможно, {}",
        since="с {}",
        until="по {}",
        at=_by_case(*["{time} {day}"] * 4),
        since_time="с {}",
        until_time="до {}",
        unknown={"year": "год неизвестен", "month": "месяц неизвестен", "day": "день неизвестен"},
    )


def _kazakh() -> Wording:
    names = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    since = (
        "қаңтардан ақпаннан наурыздан сәуірден мамырдан маусымнан "
        "шілдеден тамыздан қыркүйектен қазаннан қарашадан желтоқсаннан"
    )
    until = (
        "қаңтарға ақпанға наурызға сәуірге мамырға маусымға "
        "шілдеге тамызға қыркүйекке қазанға қарашаға желтоқсанға"
    )
    months = _months(names, names, since, until)
    return Wording(
        months=months,
        months_after_day=months,
        day="{day} {month}",
        in_year="{year} жылғы {what}",
        year=_by_case("{} жыл", "{} жыл", "{} жылдан", "{} жылға"),
        years=_by_case("{} жылдар", "{} жылдар", "{} жылдардан", "{} жылдарға"),
        about="шамамен {}",
        roughly="шамамен {}",
        possibly="мүмкін, {}",
        since="{} бастап",
        until="{} дейін",
        at=_by_case(
            "{day}, сағат {time}",
            "{day}, сағат {time}",
            "{day}, сағат {time} кезінен",
            "{day}, сағат {time} кезіне",
        ),
        since_time="{} бастап",
        until_time="{} дейін",
        unknown={"year": "жылы белгісіз", "month": "айы белгісіз", "day": "күні белгісіз"},
    )


def _kyrgyz() -> Wording:
    names = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
    since = (
        "январдан февралдан марттан апрелден майдан июндан "
        "июлдан августтан сентябрдан октябрдан ноябрдан декабрдан"
    )
    until = (
        "январга февралга мартка апрелге майга июнга "
        "июлга августка сентябрга октябрга ноябрга декабрга"
    )
    months = _months(names, names, since, until)
    return Wording(
        months=months,
        months_after_day=months,
        day="{day}-{month}",
        in_year="{year}-ж., {what}",
        year=_by_case("{}-жыл", "{}-жыл", "{}-жылдан", "{}-жылга"),
        years=_by_case("{}-жылдар", "{}-жылдар", "{}-жылдардан", "{}-жылдарга"),
        about="болжол менен {}",
        roughly="болжол менен {}",
        possibly="балким, {}",
        since="{} баштап",
        until="{} чейин",
        at=_by_case(
            "{day}, саат {time}",
            "{day}, саат {time}",
            "{day}, саат {time} чагынан",
            "{day}, саат {time} чагына",
        ),
        since_time="{} баштап",
        until_time="{} чейин",
        unknown={"year": "жылы белгисиз", "month": "айы белгисиз", "day": "күнү белгисиз"},
    )


WORDINGS = {"en": _english(), "ru": _russian(), "kk": _kazakh(), "ky": _kyrgyz()}
