"""What is recorded of a source agrees with itself: key, date, address, language of the title."""

from __future__ import annotations

import re

from archive import dates
from archive.public import models as public
from tests.fixtures_kordai import bundle
from tests.fixtures_kordai.reading import seen

COLUMNS = (
    *("kind", "title", "language", "when", "when_words"),
    *("url", "archived_url", "rights", "standpoint"),
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_IN_ADDRESS = re.compile(r"\b(20[0-9]{2})[/-]([0-9]{1,2})[/-]([0-9]{1,2})\b")
_YEAR_IN_KEY = re.compile(r"-(20[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")
_SCRIPTS = {
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "latin": re.compile("[A-Za-z]"),
    "han": re.compile("[\u4e00-\u9fff]"),
}
_SCRIPT_OF = {
    **dict.fromkeys(("ru", "kk", "ky"), "cyrillic"),
    **dict.fromkeys(("en", "de", "pl", "kk-Latn"), "latin"),
    "zh": "han",
}
_READ_IN_TRANSLATION = ["W06", "W08", "W10", "W12"]
"""Articles read in German under the title of their Russian original."""
_NAMED_FOR_ANOTHER_YEAR = frozenset({"S20"})
"""The report on 2020, published in 2021."""


def test_what_readers_see_of_a_source_is_what_is_committed(shipped: None) -> None:
    differing = []
    for number, row in bundle.gathered().items():
        source = seen("source", row["key"])
        assert source.author.slug == row["author"], number
        differing += [
            (number, column) for column in COLUMNS if getattr(source, column) != row.get(column, "")
        ]
    assert differing == []


def test_a_key_with_a_date_has_the_date_of_its_source() -> None:
    compared = 0
    for number, row in bundle.gathered().items():
        match = _YEAR_IN_KEY.search(row["key"])
        if match and number[0] == "S" and number not in _NAMED_FOR_ANOTHER_YEAR:
            of_key = dates.parse("-".join(part for part in match.groups() if part))
            of_source = dates.parse(row["when"])
            assert dates.overlaps(of_source, of_key.earliest, of_key.latest), number
            compared += 1
    assert compared >= 90


def test_an_address_with_a_day_has_the_day_of_its_source() -> None:
    compared = 0
    for number, row in bundle.gathered().items():
        match = _DAY_IN_ADDRESS.search(row.get("url", ""))
        if match:
            year, month, day = (int(part) for part in match.groups())
            assert row["when"] == f"{year}-{month:02d}-{day:02d}", number
            compared += 1
    assert compared >= 10


def test_where_the_day_is_not_certain_the_text_says_what_is_known() -> None:
    about_the_date = re.compile(r"\b(day|days|date|dated|copy|copies|reads as)\b")
    uncertain = {
        number: bundle.told(row)[-3:]
        for number, row in bundle.gathered().items()
        if not _DAY.fullmatch(row.get("when", "")) and number != "S01"
    }
    assert len(uncertain) >= 50
    silent = [
        number
        for number, last in uncertain.items()
        if not any(about_the_date.search(sentence) for sentence in last)
    ]
    assert silent == []


def test_a_title_is_in_the_language_of_its_source() -> None:
    differing = []
    for number, row in bundle.gathered().items():
        title = row["title"].partition(" / ")[0].partition(" ; ")[0]
        counts = {script: len(letters.findall(title)) for script, letters in _SCRIPTS.items()}
        script = max(counts, key=lambda script: counts[script])
        if not title.startswith("[") and script != _SCRIPT_OF[row["language"]]:
            differing.append(number)
    assert differing == _READ_IN_TRANSLATION


def test_a_title_that_is_ours_stands_in_brackets_and_says_so() -> None:
    ours, said = [], []
    for number, row in bundle.gathered().items():
        if row["title"].startswith("[") and row["title"].endswith("; title not seen]"):
            ours.append(number)
        if number != "S01" and any(
            sentence.startswith("Its title") and "not seen" in sentence
            for sentence in bundle.told(row)
        ):
            said.append(number)
    assert len(ours) >= 10
    assert ours == said


def test_every_source_has_an_address_of_its_own_but_the_one_that_came_in_a_package() -> None:
    addresses = {number: row.get("url", "") for number, row in bundle.gathered().items()}
    assert [number for number, address in addresses.items() if not address] == ["W11"]
    assert len(set(addresses.values())) == len(addresses)


def test_words_for_a_date_are_those_that_a_page_prints(shipped: None) -> None:
    with_words = public.PublicSource.objects.exclude(when_words="")
    for source in with_words:
        printed = re.fullmatch(r"([0-9-]{10}) [0-9]{2}:[0-9]{2}|11 марта", source.when_words)
        assert printed, source.slug
        assert printed[1] is None or printed[1] == source.when


def test_readers_are_told_that_no_source_was_read_to_its_end() -> None:
    rights = {number: row["rights"] for number, row in bundle.gathered().items()}
    assert [number for number, words in rights.items() if "not reproduced here" not in words] == []
    unread = [number for number, words in rights.items() if "not read to its end" not in words]
    assert unread == ["S01"]
