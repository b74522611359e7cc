"""Circles: records that each lie within, answer or derive from another, back to the first.

No order of loading can be found for a circle inside an import. One that closes through records of
the archive could be loaded, and would hang whoever follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError

from archive.ingest.plans import Action, Plan, Planned
from archive.ingest.problems import Problem, shown
from archive.ingest.references import Key, Names, references_of
from archive.ingest.shapes import SHAPES, Kind, Shape


def in_import(names: Names, error: CycleError) -> Problem:
    """The problem of records of which each needs another one first."""
    keys: list[Key] = error.args[1]
    # graphlib names the circle backwards: each stands before the one that needs it.
    members = [names.proposals[key] for key in reversed(keys)]
    first, following = members[0], members[1].key
    field = next(
        field
        for field, _row, reference in references_of(first)
        if names.find(reference) == following
    )
    return first.row.problem(field, _sentence([member.slug for member in members]))


def through_archive(plan: Plan) -> Iterator[Problem]:
    """A problem for each circle that an update of the plan would close."""
    for shape in SHAPES.values():
        for name in _relations_to_itself(shape):
            changed = [
                planned
                for planned in plan.of(Action.UPDATE)
                if planned.key[0] == shape.list_name and planned.changes.get(name)
            ]
            if changed:
                yield from _closed(shape, name, changed, plan)


def _relations_to_itself(shape: Shape) -> list[str]:
    return [
        name
        for name, field in shape.fields.items()
        if field.kind is Kind.REFERENCE and field.targets == (shape.list_name,)
    ]


def _closed(shape: Shape, name: str, changed: Sequence[Planned], plan: Plan) -> Iterator[Problem]:
    rows = shape.model._base_manager.exclude(**{name: None})
    following: dict[str, str] = dict(rows.values_list("slug", f"{name}__slug"))
    for planned in plan.planned:
        writes = planned.action in (Action.CREATE, Action.UPDATE)
        if writes and planned.key[0] == shape.list_name and name in planned.changes:
            target = planned.changes[name]
            following[planned.key[1]] = target[1] if target else ""
    told: set[str] = set()
    for planned in changed:
        chain = [planned.key[1]]
        while (after := following.get(chain[-1], "")) and after not in chain:
            chain.append(after)
        if after == chain[0] and not told & set(chain):
            told |= set(chain)
            yield planned.proposal.row.problem(name, _sentence([*chain, after]))


def _sentence(slugs: Sequence[str]) -> str:
    return f"These name each other in a circle: {' → '.join(map(shown, slugs))}."
