"""The oracle: every public row read once, and each question answered by a plain loop over all.

It understands what the invented archive holds and no more (claims about places, incidents and
trials). Nothing of it is shared with the counting that it checks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.benchmark.cases import PAGE_LENGTH, Answer, Case
from archive.dates import parse
from archive.public import models as public
from archive.public.facets import Choice
from archive.vocabularies import SourceKind

NOTHING = "_none"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row: its values in each facet, its days, and its texts with a blank around each word."""

    id: int
    values: Mapping[str, frozenset[str]]
    first: date | None
    last: date | None
    dated: bool
    texts: tuple[str, ...]


def spaced(text: str) -> str:
    """The words of a text in small letters, each with a blank before and behind it."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


@dataclass
class PlainList:
    """The rows of a list in its default order."""

    facets: tuple[str, ...]
    rows: list[PlainRow]

    def answer(self, case: Case) -> Answer:
        """Look at every row."""
        first = parse(case.start).earliest if case.start else None
        last = parse(case.end).latest if case.end else None
        counts: dict[str, Counter[str]] = {name: Counter() for name in self.facets}
        found: list[int] = []
        for row in self.rows:
            if not _within(row, first, last) or not has_words(row, case.words):
                continue
            failing = [
                name for name, choice in case.choices.items() if not _fits(row.values[name], choice)
            ]
            if not failing:
                found.append(row.id)
            for name in failing if len(failing) == 1 else () if failing else self.facets:
                counts[name].update(row.values[name])
        start = (case.page - 1) * PAGE_LENGTH
        return Answer(len(found), counts, found[start : start + PAGE_LENGTH])

    def words(self) -> Counter[str]:
        """In how many rows each word stands."""
        counter: Counter[str] = Counter()
        for row in self.rows:
            counter.update({word for text in row.texts for word in text.split()})
        return counter

    def some_words(self, most: int) -> list[str]:
        """Words of texts, taken evenly over the list."""
        step = max(1, len(self.rows) // most)
        texts = [row.texts[-1].split() for row in self.rows[::step]]
        return sorted({words[number % len(words)] for number, words in enumerate(texts)})


def _within(row: PlainRow, first: date | None, last: date | None) -> bool:
    if (first or last) and not row.dated:
        return False
    too_early = bool(first and row.last and row.last < first)
    too_late = bool(last and row.first and row.first > last)
    return not too_early and not too_late


def has_words(row: PlainRow, words: tuple[str, ...]) -> bool:
    """Whether one text of the row has all of the words."""
    if not words:
        return True
    return any(all(f" {word} " in text for word in words) for text in row.texts)


def _fits(values: frozenset[str], choice: Choice) -> bool:
    if choice.any_of and values.isdisjoint(choice.any_of):
        return False
    return values.issuperset(choice.all_of) and values.isdisjoint(choice.none_of)


# Reading


def read_testimony() -> PlainList:
    """Read the list of testimony from the public rows."""
    called = dict(_all(public.PublicActor, "id", "slug"))
    told = _told()
    texts: dict[int, list[str]] = defaultdict(list)
    for source, text in _all(public.PublicPassage, "source_id", "text"):
        texts[source].append(spaced(text))
    rows, known = [], dict[frozenset[str], frozenset[str]]()

    def shared(values: frozenset[str]) -> frozenset[str]:
        """The same set for the same values: a million rows have few different ones."""
        return known.setdefault(values, values)

    for source in public.PublicSource.objects.filter(kind=SourceKind.TESTIMONY).iterator():
        values = told(source.pk) | {
            "setting": {source.setting},
            "language": {source.language},
            "year": _years(source.earliest, source.latest),
            "speaker": {called[source.speaker_id]} if source.speaker_id else set(),
        }
        row = PlainRow(
            id=source.pk,
            values={name: shared(frozenset(some or {NOTHING})) for name, some in values.items()},
            first=source.earliest,
            last=source.latest,
            dated=bool(source.when),
            texts=(spaced(source.title), *texts.get(source.pk, ())),
        )
        day = source.earliest or source.latest
        order = (day is None, day or date.max, source.latest or day or date.max, source.title)
        rows.append((order, source.slug, row))
    rows.sort(key=lambda each: each[:2])
    facets = ("village", "incident", "trial", "setting", "language", "year", "topic", "speaker")
    return PlainList(facets, [row for _order, _slug, row in rows])


def _all(model: Any, *columns: str) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = model.objects.order_by().values_list(*columns).iterator()
    return rows


def _years(first: date | None, last: date | None) -> set[str]:
    first, last = first or last, last or first
    if first is None or last is None or last.year - first.year >= 9:
        return set()
    return {f"{year:04d}" for year in range(first.year, last.year + 1)}


def _told() -> Any:
    """A function that says of a testimony of which places, incidents, trials, topics it tells."""
    places = dict(_all(public.PublicPlace, "id", "slug"))
    incidents = {key: (slug, place) for key, slug, place in _incidents()}
    trials = dict(_all(public.PublicTrial, "id", "slug"))
    of_trial: dict[int, list[int]] = defaultdict(list)
    for trial, incident in _all(public.PublicTrialIncident, "trial_id", "incident_id"):
        of_trial[trial].append(incident)
    claims = {key: each for key, *each in _all(public.PublicClaim, "id", "subject_id", "topic")}
    source_of = dict(_all(public.PublicPassage, "id", "source_id"))
    citing: dict[int, set[int]] = defaultdict(set)
    for entry, passage in _all(public.PublicCitation, "entry_id", "passage_id"):
        citing[source_of[passage]].add(entry)

    def told(source: int) -> dict[str, set[str]]:
        entries = citing.get(source, set())
        said = [claims[entry] for entry in entries if entry in claims]
        reached = entries | {subject for subject, _topic in said}
        happened = {one for one in reached if one in incidents}
        happened |= {one for trial in reached for one in of_trial.get(trial, ())}
        where = {incidents[one][1] for one in happened} | reached
        return {
            "village": {places[one] for one in where if one in places},
            "incident": {incidents[one][0] for one in happened},
            "trial": {trials[one] for one in reached if one in trials},
            "topic": {topic for _subject, topic in said},
        }

    return told


def _incidents() -> Iterable[tuple[Any, ...]]:
    return _all(public.PublicIncident, "id", "slug", "place_id")
