"""Tells an invented archive as rows of tables, without touching any database.

Deterministic, and each testimony is told after the one before from one stream of chance: so the
first thousand of a large archive are the whole of a small one. Villages, years, languages and
topics are skewed and depend on each other, as in real archives; about one testimony in eighteen is
hidden, in all the ways there are. Owns what is invented, not how it is stored.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Generator, Iterator
from datetime import date, timedelta
from typing import Any, Final

from archive.benchmark.words import SPOKEN, Skewed, name, vocabulary
from archive.vocabularies import (
    ActorKind,
    ClaimTopic,
    ConsentMeans,
    ConsentScope,
    Fidelity,
    IncidentKind,
    Naming,
    PlaceKind,
    RecordType,
    Setting,
    SourceKind,
    Stance,
    Standpoint,
    State,
    TextPart,
)

VILLAGES, INCIDENTS, TRIALS, SPEAKERS = 40, 30, 16, 30
LANGUAGES: Final = ("ru", "kk", "en", "ky")
YEARS: Final = tuple(range(2024, 2036))
FAR_FUTURE, LONG_PAST = "2999-01-01", "2020-01-01"

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "entry": ("id", "ref", "record_type"),
    "place": ("entry_id", "slug", "state", "kind"),
    "actor": ("entry_id", "slug", "state", "kind", "naming", "public_name"),
    "source": (
        *("entry_id", "slug", "state", "embargo_until", "kind", "title", "author_id", "language"),
        *("standpoint", "speaker_id", "setting", "when", "earliest", "latest"),
    ),
    "passage": ("id", "source_id", "number", "locator", "text", "digest", "fidelity"),
    "consent": ("id", "source_id", "scope", "means", "given_on", "until", "withdrawn_on"),
    "incident": ("entry_id", "slug", "state", "kind", "place_id", "when", "earliest", "latest"),
    "trial": ("entry_id", "slug", "state", "when", "earliest", "latest"),
    "trial_incidents": ("id", "trial_id", "incident_id"),
    "text": ("id", "entry_id", "part", "text", "language"),
    "claim": (
        *("entry_id", "slug", "state", "embargo_until", "asserted_by_id"),
        *("subject_id", "topic", "text", "stance"),
    ),
    "citation": ("id", "entry_id", "passage_id", "basis_digest"),
}
"""What is told of each table, in an order in which each row follows those that it points at."""

Row = tuple[str, tuple[Any, ...]]
"""The name of a table, and a row of it."""

Keyed = Generator[Row, None, int]
"""Rows of a record, then its key."""

_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS: Final = [first + second for first in _DIGITS for second in _DIGITS]
_REFS, _SLUGS = 0x9E3779B97F % 2**40, 0xC2B2AE3D27 % 2**40


def _scattered(number: int, factor: int) -> str:
    """Eight digits of Crockford's base 32, another for each number, in no visible order."""
    spread = number * factor % 2**40
    return "".join(_PAIRS[spread >> shift & 1023] for shift in (30, 20, 10, 0))


class Invention:
    """The rows of an archive with `size` testimonies. To be gone through once."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self._chance = random.Random(seed)  # noqa: S311 - deterministic on purpose
        self._last = dict.fromkeys(COLUMNS, 0)
        self._words = {language: vocabulary(language) for language in set(SPOKEN.values())}
        self._of_words = Skewed(len(self._words["en"]), 1.0, 2.7)
        self._of_villages, self._of_topics = Skewed(VILLAGES), Skewed(len(ClaimTopic), 1.0, 2)
        self._of_speakers, self._of_years = Skewed(SPEAKERS, 0.9), Skewed(len(YEARS), 0.9)
        self._of_languages = Skewed(len(LANGUAGES), 1.3)
        self._of_trials = Skewed(TRIALS)
        self._of_settings = Skewed(len(Setting), 1.1)
        self._topics, self._settings = list(ClaimTopic.values), list(Setting.values)
        self._places: list[int] = []
        self._speakers: list[int] = []
        self._incidents: list[list[int]] = [[] for _each in range(VILLAGES)]
        self._trials: list[int] = []

    def rows(self) -> Iterator[Row]:
        """Every row."""
        yield from self._setting_of_the_story()
        for number in range(1, self.size + 1):
            yield from self._testimony(number)

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def _entry(self, record_type: RecordType) -> Keyed:
        number = self._next("entry")
        yield "entry", (number, _scattered(number, _REFS), record_type.value)
        return number

    # What testimony tells of

    def _setting_of_the_story(self) -> Iterator[Row]:
        publisher = yield from self._actor(ActorKind.ORGANISATION, "Velia Legal Aid", "published")
        basis, digest = yield from self._chronicle(publisher)
        for number in range(VILLAGES):
            key = yield from self._entry(RecordType.PLACE)
            self._places.append(key)
            slug = f"village-{number + 1}"
            yield "place", (key, slug, State.PUBLISHED.value, PlaceKind.VILLAGE.value)
            yield from self._called(key, TextPart.NAME, name(number))
        for number in range(SPEAKERS):
            kind = ActorKind.GROUP if number % 3 == 0 else ActorKind.PERSON
            state = (State.DRAFT if number == SPEAKERS - 1 else State.PUBLISHED).value
            speaker = yield from self._actor(kind, f"Speaker {name(100 + number)}", state)
            self._speakers.append(speaker)
        incidents = []
        for number in range(INCIDENTS):
            village = self._of_villages.at(self._chance.random())
            state = (State.DRAFT if number == INCIDENTS - 1 else State.PUBLISHED).value
            key = yield from self._event(RecordType.INCIDENT, number, state, village)
            incidents.append(key)
            self._incidents[village].append(key)
            yield "citation", (self._next("citation"), key, basis, digest)
        for number in range(TRIALS):
            key = yield from self._event(RecordType.TRIAL, number, State.PUBLISHED.value, 0)
            yield "citation", (self._next("citation"), key, basis, digest)
            self._trials.append(key)
            for incident in self._chance.sample(incidents, 1 + number % 2):
                yield "trial_incidents", (self._next("trial_incidents"), key, incident)

    def _actor(self, kind: ActorKind, called: str, state: str) -> Keyed:
        key = yield from self._entry(RecordType.ACTOR)
        naming = Naming.PSEUDONYM if kind == ActorKind.PERSON else Naming.ROLE
        yield "actor", (key, _scattered(key, _SLUGS), state, kind.value, naming.value, called)
        return key

    def _chronicle(self, publisher: int) -> Generator[Row, None, tuple[int, str]]:
        """The one source on which incidents and trials rest: its passage and digest."""
        key = yield from self._entry(RecordType.SOURCE)
        text = "What happened in the villages, and what came of it."
        yield (
            "source",
            (
                *(key, "chronicle", State.PUBLISHED.value, None, SourceKind.NGO.value),
                *("Chronicle of the villages", publisher, "en", Standpoint.NGO.value, None, ""),
                *("2036", "2036-01-01", "2036-12-31"),
            ),
        )
        passage, digest = self._next("passage"), hashlib.sha256(text.encode()).hexdigest()
        yield "passage", (passage, key, 1, "P1S1", text, digest, Fidelity.VERBATIM.value)
        return passage, digest

    def _called(self, key: int, part: TextPart, words: str) -> Iterator[Row]:
        for language in ("en", "ru"):
            text = words if language == "en" else f"{words} (ru)"
            yield "text", (self._next("text"), key, part.value, text, language)

    def _event(self, record_type: RecordType, number: int, state: str, village: int) -> Keyed:
        key = yield from self._entry(record_type)
        year = YEARS[number % len(YEARS)]
        slug = f"{record_type.value}-{number + 1}"
        when = (str(year), f"{year}-01-01", f"{year}-12-31")
        if record_type == RecordType.INCIDENT:
            kind = IncidentKind.values[number % len(IncidentKind.values)]
            yield "incident", (key, slug, state, kind, self._places[village], *when)
        else:
            yield "trial", (key, slug, state, *when)
        yield from self._called(key, TextPart.TITLE, f"{record_type.label} {name(200 + number)}")
        return key

    # Testimony

    def _testimony(self, number: int) -> Iterator[Row]:
        chance = self._chance.random
        village = self._of_villages.at(chance())
        speaker = self._speakers[(self._of_speakers.at(chance()) + village % 3) % SPEAKERS]
        language = LANGUAGES[(self._of_languages.at(chance()) + village % 2) % len(LANGUAGES)]
        setting = self._settings[self._of_settings.at(chance())]
        when = self._when(YEARS[(self._of_years.at(chance()) + village // 10) % len(YEARS)])
        state, embargo, consents = self._visibility()
        key = yield from self._entry(RecordType.SOURCE)
        yield (
            "source",
            (
                *(key, _scattered(key, _SLUGS), state, embargo, SourceKind.TESTIMONY.value),
                *(f"Statement {number:07d}", None, language, Standpoint.FAMILY.value),
                *(speaker, setting, *when),
            ),
        )
        cited = []
        for place in range(1, 2 + int(chance() * 3)):
            spoken = language if chance() < 0.8 else "ru"
            text = self._text(SPOKEN[spoken])
            passage, digest = self._next("passage"), hashlib.sha256(text.encode()).hexdigest()
            cited.append((passage, digest))
            fidelity = Fidelity.VERBATIM.value
            yield "passage", (passage, key, place, f"P{place}S1", text, digest, fidelity)
        for consent in consents:
            means = ConsentMeans.WRITTEN.value
            scope, until, withdrawn = consent
            given = "2019-01-01"
            yield (
                "consent",
                (self._next("consent"), key, scope, means, given, until, withdrawn),
            )
        for _claim in range(((share := chance()) > 0.3) + (share > 0.75) + (share > 0.95)):
            passage, digest = cited[int(chance() * len(cited))]
            yield from self._claim(village, speaker, passage, digest)

    def _claim(self, village: int, speaker: int, passage: int, digest: str) -> Iterator[Row]:
        chance = self._chance.random
        topic = self._topics[(self._of_topics.at(chance()) + village % 4) % len(self._topics)]
        share, state = chance(), chance()
        subject, happened = self._places[village], self._incidents[village]
        if share < 0.45 and happened:
            subject = happened[int(chance() * len(happened))]
        elif share < 0.8:
            subject = self._trials[(self._of_trials.at(chance()) + village % 2) % TRIALS]
        key = yield from self._entry(RecordType.CLAIM)
        yield (
            "claim",
            (
                *(
                    key,
                    _scattered(key, _SLUGS),
                    (State.PUBLISHED if state > 0.03 else State.DRAFT).value,
                ),
                *(FAR_FUTURE if 0.03 < state < 0.035 else None, speaker, subject, topic),
                *(f"The speaker tells of this: {topic}.", Stance.ASSERTS.value),
            ),
        )
        yield "citation", (self._next("citation"), key, passage, digest)

    def _text(self, language: str) -> str:
        words, at, chance = self._words[language], self._of_words.at, self._chance.random
        found = [words[at(chance())] for _word in range(8 + int(chance() * 15))]
        return f"{found[0].capitalize()} {' '.join(found[1:])}."

    def _when(self, year: int) -> tuple[str, str | None, str | None]:
        """EDTF with its bounds: mostly a day, else a month, a year, years, or nothing."""
        kind, share = self._chance.random(), self._chance.random()
        first = date(year, 1, 1)
        if kind < 0.05:
            return "", None, None
        if kind < 0.12:
            return str(year), first.isoformat(), f"{year}-12-31"
        if kind < 0.15:
            return f"{year}/{year + 1}", first.isoformat(), f"{year + 1}-12-31"
        day = first + timedelta(days=int(share * 365))
        if kind < 0.30:
            first = day.replace(day=1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return first.isoformat()[:7], first.isoformat(), last.isoformat()
        return day.isoformat(), day.isoformat(), day.isoformat()

    def _visibility(self) -> tuple[str, str | None, list[tuple[str, str | None, str | None]]]:
        """State, embargo, and consents with scope, last day and day of withdrawal."""
        share = self._chance.random()
        lasting = (ConsentScope.TEXT.value, None, None)
        ended = (ConsentScope.TEXT.value, LONG_PAST, None)
        taken_back = (ConsentScope.TEXT.value, None, LONG_PAST)
        of_the_name = (ConsentScope.NAME.value, None, None)
        until_far = (ConsentScope.TEXT.value, FAR_FUTURE, None)
        ways: tuple[tuple[float, tuple[str, str | None, list[Any]]], ...] = (
            (0.010, (State.DRAFT.value, None, [lasting])),
            (0.015, (State.IN_REVIEW.value, None, [lasting])),
            (0.025, (State.WITHDRAWN.value, None, [lasting])),
            (0.033, (State.PUBLISHED.value, FAR_FUTURE, [lasting])),
            (0.038, (State.PUBLISHED.value, None, [ended])),
            (0.044, (State.PUBLISHED.value, None, [taken_back])),
            (0.049, (State.PUBLISHED.value, None, [])),
            (0.053, (State.PUBLISHED.value, None, [of_the_name])),
            (0.063, (State.PUBLISHED.value, LONG_PAST, [lasting])),
            (0.083, (State.PUBLISHED.value, None, [ended, until_far])),
        )
        if share >= ways[-1][0]:
            return State.PUBLISHED.value, None, [lasting]
        return next(way for bound, way in ways if share < bound)
