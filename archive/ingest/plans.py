"""The plan of an import: what is to become of each record, before anything is written.

Plain data between `reconcile.py`, which makes it, `load.py`, which carries it out, and `report.py`,
which says it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from archive.ingest.archived import HeldCitation
from archive.ingest.documents import NewPassage
from archive.ingest.passages import Matching, OldPassage
from archive.ingest.problems import Problem
from archive.ingest.records import GivenFile, Principals, Proposal, Wording
from archive.ingest.references import Key, Known


class Action(StrEnum):
    """What an import does with a record."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Difference:
    """A field that somebody changed since the import: what was imported, what the archive has now,
    what the file says."""

    field: str
    imported: Any
    archive: Any
    file: Any


@dataclass(frozen=True)
class Wish:
    """A citation that a file asks for, by the number that the passage is going to have."""

    source: str
    number: int
    quotation: str
    evaluative: bool
    digest: str


@dataclass
class CitePlan:
    """How a record's citations become what the file says: those to delete, to bring up to date with
    the passage as it is now, and to add."""

    delete: list[int] = field(default_factory=list)
    refresh: list[tuple[int, Wish]] = field(default_factory=list)
    add: list[Wish] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.delete or self.refresh or self.add)


@dataclass
class WordingPlan:
    """The same for its texts: rows to delete by (part, language, text), wordings to write."""

    delete: list[tuple[str, str, str]] = field(default_factory=list)
    write: list[Wording] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.delete or self.write)


@dataclass
class TextPlan:
    """What becomes of a source's passages. `kept`: they stay as the archive has them."""

    olds: Sequence[OldPassage]
    news: Sequence[NewPassage]
    matching: Matching
    kept: bool = False

    def new_passage(self, old: OldPassage) -> NewPassage | None:
        """The passage of the file as which an old one would live on."""
        number = self.matching.number_of.get(old.pk)
        return None if number is None else self.at(number)

    def at(self, number: int) -> NewPassage | None:
        """The passage of the file that has a number; numbers may leave gaps."""
        place = bisect_left(self.news, number, key=lambda new: new.number)
        there = place < len(self.news) and self.news[place].number == number
        return self.news[place] if there else None

    def new_number(self, old: OldPassage) -> int | None:
        """The number that an old passage is going to have; None when it goes."""
        return old.number if self.kept else self.matching.number_of.get(old.pk)


@dataclass
class Planned:
    """A proposal with what is to become of it. `changes` are columns and relations by their names,
    in the model's own values or as keys of records."""

    proposal: Proposal
    known: Known | None
    action: Action = Action.UNCHANGED
    changes: dict[str, Any] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    wordings: WordingPlan = field(default_factory=WordingPlan)
    cite: CitePlan = field(default_factory=CitePlan)
    text: TextPlan | None = None
    files: list[GivenFile] = field(default_factory=list)
    consents: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """The record's list and slug."""
        return self.proposal.key

    @property
    def changed_fields(self) -> list[str]:
        """The names of what is going to change, for people."""
        names = [*self.changes]
        names += sorted({wording.field for wording in self.wordings.write})
        names += sorted({f"{part}.{language}" for part, language, _t in self.wordings.delete})
        if self.text and not self.text.kept:
            names.append("text")
        for name in ("cite", "files", "consents"):
            if getattr(self, name):
                names.append(name)
        return list(dict.fromkeys(names))


@dataclass
class Plan:
    """The whole import: records in the order of loading, the archive's names, what forbids it. An
    `account` answers for all of it in the place of the principals."""

    planned: list[Planned] = field(default_factory=list)
    known: Mapping[Key, Known] = field(default_factory=dict)
    principals: Mapping[str, Principals] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    citing: Mapping[int, Sequence[HeldCitation]] = field(default_factory=dict)
    account: str = ""

    def of(self, action: Action) -> list[Planned]:
        """The records with which the import does that."""
        return [planned for planned in self.planned if planned.action is action]
