"""What an import would do or has done, said to people and to programs.

The form of the JSON is a promise; the words for people may change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.ingest.plans import Action, Plan, Planned
from archive.ingest.problems import Problem, printable

_MOST_RECORDS = 50
_LONGEST_VALUE = 200
_VERBS = {
    Action.CREATE: "to create",
    Action.UPDATE: "to update",
    Action.UNCHANGED: "unchanged",
    Action.CONFLICT: "in conflict",
}


@dataclass(frozen=True)
class SourceReport:
    """A source of the import: its key, title, language, and how many passages its text makes."""

    key: str
    title: str
    language: str
    passages: int


@dataclass
class Report:
    """The outcome of an import. `applied` is whether anything was to be written for good."""

    plan: Plan = field(default_factory=Plan)
    problems: list[Problem] = field(default_factory=list)
    sources: list[SourceReport] = field(default_factory=list)
    applied: bool = False
    published: bool = False

    def count(self, action: Action) -> int:
        """How many records the import does this with."""
        return len(self.plan.of(action))

    @property
    def passages(self) -> int:
        """How many passages the texts of the import make."""
        return sum(source.passages for source in self.sources)

    def as_json(self) -> str:
        """One object with the counts, the problems and the sources; plain ASCII."""
        told: dict[str, Any] = {action.value: self.count(action) for action in Action}
        told["passages"] = self.passages
        told["problems"] = [
            {"file": one.file, "line": one.line, "field": one.field, "reason": one.reason}
            for one in self.problems
        ]
        told["sources"] = [vars(source) for source in self.sources]
        return json.dumps(told, indent=2)

    def lines(self) -> Iterator[str]:
        """The report for people; problems are told apart from it."""
        for source in self.sources:
            title = printable(source.title)
            yield f"{source.key}: {title} [{source.language}], {_passages(source.passages)}"
        yield from self._table()
        for planned in self.plan.of(Action.UPDATE)[:_MOST_RECORDS]:
            yield f"update {_called(planned)}: {', '.join(planned.changed_fields)}"
        if self.count(Action.UPDATE) > _MOST_RECORDS:
            yield f"… and {self.count(Action.UPDATE) - _MOST_RECORDS} more updates"
        for planned in self.plan.planned:
            yield from _differences(planned)
        yield self._closing()

    def _table(self) -> Iterator[str]:
        """For each list how many records are created, updated, unchanged, in conflict."""
        counts: Counter[tuple[str, Action]] = Counter(
            (planned.key[0], planned.action) for planned in self.plan.planned
        )
        for list_name in dict.fromkeys(planned.key[0] for planned in self.plan.planned):
            told = [
                f"{counts[list_name, action]} {_VERBS[action]}"
                for action in Action
                if counts[list_name, action]
            ]
            yield f"{list_name.replace('_', ' ')}: {', '.join(told)}"

    def _closing(self) -> str:
        total = ", ".join(f"{self.count(action)} {_VERBS[action]}" for action in Action)
        if self.problems:
            number = len(self.problems)
            return f"Nothing was changed: {number} problem{'s' if number > 1 else ''}. ({total})"
        if not self.applied:
            return f"This is the plan; --apply carries it out. ({total})"
        if not self.count(Action.CREATE) and not self.count(Action.UPDATE) and not self.published:
            return f"0 changes. ({total})"
        return f"Done. ({total})"


def _passages(number: int) -> str:
    return f"{number} passage{'' if number == 1 else 's'}"


def _called(planned: Planned) -> str:
    return f"{planned.key[0]} {planned.key[1]}"


def _differences(planned: Planned) -> Iterator[str]:
    """A conflict field by field; what --overwrite did away with is told as that."""
    left_alone = planned.action is Action.CONFLICT
    for one in planned.differences:
        verdict = "conflict" if left_alone else "overwritten"
        yield (
            f"{verdict} {_called(planned)}: {one.field}: imported {_value(one.imported)}, "
            f"archive {_value(one.archive)}, file {_value(one.file)}"
        )


def _value(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    text = printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return f"“{text[:_LONGEST_VALUE]}{'…' if len(text) > _LONGEST_VALUE else ''}”"
