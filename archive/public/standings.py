"""Where defendants stand by a day, for lists: each state with the sources that tell of it.

What the ledger of a trial reckons for all, this module reads off for single persons and groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import chain
from typing import Any

from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.entries import pointed_at
from archive.public.ledger import State, places
from archive.public.tellings import of_actors
from archive.public.wording import titles_of
from archive.vocabularies import Outcome, RecordType, StepKind

Key = tuple[State, bool]


def standings(actors: Collection[int], day: date, language: str) -> dict[int, list[dict[str, Any]]]:
    """Return by actor what JSON prints of where they stand; `surely` is false where it is possible.

    States are in the order of proceedings, the sources of each in the order of their dates.
    """
    kept = of_actors(actors)
    told: dict[int | None, dict[Key, list[int]]] = {actor: defaultdict(list) for actor in actors}
    for telling in chain.from_iterable(kept.by_trial.values()):
        for part, place in zip(telling.parts, places(telling.cohorts, day), strict=True):
            if part.actor not in told:
                continue
            events = [(event, False) for event in place.possible]
            if place.sure:
                events.append((place.sure, not place.possible))
            for event, surely in events:
                told_by = told[part.actor][event.state, surely]
                if telling.source not in told_by:
                    told_by.append(telling.source)
    ids = {key for of in told.values() for sources in of.values() for key in sources}
    rows = pointed_at((RecordType.SOURCE, key) for key in ids)
    sources = [row for key in ids if isinstance(row := rows.get(key), public.PublicSource)]
    titles = titles_of(sources, language)
    links = {row.pk: _link(row, titles[row.pk].text) for row in sources}
    return {
        actor: [
            _state(state, surely, [links[key] for key in told_by if key in links])
            for (state, surely), told_by in sorted(of.items(), key=lambda item: _order(item[0]))
        ]
        for actor, of in told.items()
        if actor is not None
    }


def _order(key: Key) -> tuple[int, int, bool]:
    state, surely = key
    return (
        StepKind.values.index(state.kind),
        Outcome.values.index(state.outcome),
        not surely,
    )


def _state(state: State, surely: bool, sources: list[dict[str, str]]) -> dict[str, Any]:
    label = str(dict(Outcome.choices)[state.outcome])
    return {
        "stage": state.kind,
        "stage_label": str(dict(StepKind.choices)[state.kind]),
        "outcome": state.outcome,
        "title": label,
        "surely": surely,
        "sources": sources,
    }


def _link(source: public.PublicSource, title: str) -> dict[str, str]:
    return {"slug": source.slug, "title": title, "url": address_of(source)}
