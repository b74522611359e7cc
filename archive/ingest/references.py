"""What names name: the records of the import and those in the archive; and the order of loading.

Owns the index of names and the refusal of doubles and unknown names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter

from archive.ingest.archived import chunks
from archive.ingest.problems import Problem, did_you_mean, shown
from archive.ingest.records import Proposal, Reference, TextRow
from archive.ingest.rows import Row
from archive.ingest.shapes import SHAPES
from archive.models import Entry

Key = tuple[str, str]
"""A record in the whole import: its list and its slug."""


@dataclass(frozen=True)
class Known:
    """A record that the archive has."""

    pk: int
    ref: str


class Names:
    """Every name that a reference may use, and the record that it stands for."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self.problems: list[Problem] = []
        self.proposals: dict[Key, Proposal] = {}
        self._local: dict[str, dict[str, Key]] = defaultdict(dict)
        self._archive: dict[str, dict[str, Known]] = {}
        for proposal in proposals:
            self._add(proposal)

    def _add(self, proposal: Proposal) -> None:
        names = self._local[proposal.shape.list_name]
        for name in dict.fromkeys((proposal.slug, proposal.local_id)):
            if not name:
                continue
            if name in names:
                first = self.proposals[names[name]].row
                reason = f"{shown(name)} is taken already, at {first.file}:{first.line}."
                self.problems.append(proposal.row.problem(_name_field(proposal, name), reason))
                return
            names[name] = proposal.key
        self.proposals[proposal.key] = proposal

    def in_archive(self, list_name: str) -> dict[str, Known]:
        """The records of a list that the archive has, by their slugs."""
        if list_name not in self._archive:
            rows = SHAPES[list_name].model._base_manager.values_list("slug", "pk", "ref")
            self._archive[list_name] = {slug: Known(pk, ref) for slug, pk, ref in rows}
        return self._archive[list_name]

    def known(self, key: Key) -> Known | None:
        """A record, if the archive has it already."""
        list_name, slug = key
        return self.in_archive(list_name).get(slug)

    def find(self, reference: Reference) -> Key:
        """The record that a reference names. Raises ValueError with one sentence."""
        name = reference.name
        found = {
            self._local[target][name] for target in reference.targets if name in self._local[target]
        }
        found |= {(target, name) for target in reference.targets if name in self.in_archive(target)}
        if len(found) > 1:
            choices = " or ".join(sorted(f"“{list_name}:{name}”" for list_name, _slug in found))
            raise ValueError(f"{shown(name)} names more than one record: write {choices}.")
        if not found:
            lists = ", ".join(target.replace("_", " ") for target in reference.targets)
            known = {name for target in reference.targets for name in self._names_in(target)}
            raise ValueError(
                f"There is no {shown(name)} among the {lists}.{did_you_mean(name, known)}"
            )
        return found.pop()

    def _names_in(self, target: str) -> Iterator[str]:
        yield from self._local[target]
        yield from self.in_archive(target)

    def add_texts(self, rows: Iterable[TextRow]) -> None:
        """Put each wording with its record; where only the archive has that, it is partial."""
        for text_row in rows:
            wording = text_row.wording
            try:
                key = self.find(text_row.entry)
            except ValueError as error:
                self.problems.append(wording.row.problem("entry", str(error)))
                continue
            if key not in self.proposals:
                self.proposals[key] = Proposal(
                    SHAPES[key[0]], key[1], "", wording.row, partial=True
                )
            self.proposals[key].wordings.append(wording)


def _name_field(proposal: Proposal, name: str) -> str:
    if name == proposal.local_id:
        return "id"
    return "key" if proposal.shape.key == "key" else "slug"


def references_of(proposal: Proposal) -> Iterator[tuple[str, Row, Reference]]:
    """Every reference of a proposal, with the field and row that it stands in."""
    yield from needs_of(proposal)
    for wording in proposal.wordings:
        if wording.used_by:
            yield wording.field, wording.row, wording.used_by


def needs_of(proposal: Proposal) -> Iterator[tuple[str, Row, Reference]]:
    """Those whose records must be there before: all but the users of wordings, which come last."""
    row = proposal.row
    for name, reference in proposal.references.items():
        yield name, row, reference
    for name, links in proposal.links.items():
        for reference in links:
            yield name, row, reference
    if proposal.text:
        for voice, reference in proposal.text.voices.items():
            yield f"voices.{voice}", row, reference


def unknown_names(names: Names) -> Iterator[Problem]:
    """A problem for each reference that names nothing, or more than one thing."""
    for proposal in names.proposals.values():
        for field, row, reference in references_of(proposal):
            try:
                names.find(reference)
            except ValueError as error:
                yield row.problem(field, str(error))


def lost_names(names: Names) -> set[Key]:
    """The records that name what nothing has, or more than one thing."""
    lost: set[Key] = set()
    for key, proposal in names.proposals.items():
        for _field, _row, reference in references_of(proposal):
            try:
                names.find(reference)
            except ValueError:
                lost.add(key)
    return lost


def misused_refs(names: Names) -> Iterator[Problem]:
    """A problem for each ref that is not the record's own: it is part of addresses for good."""
    given = [one for one in names.proposals.values() if one.ref]
    new = [one.ref for one in given if names.known(one.key) is None]
    taken = {
        ref
        for chunk in chunks(new)
        for ref in Entry.objects.filter(ref__in=chunk).values_list("ref", flat=True)
    }
    first: dict[str, Proposal] = {}
    for proposal in given:
        earlier = first.setdefault(proposal.ref, proposal)
        known = names.known(proposal.key)
        if earlier is not proposal:
            place = f"{earlier.row.file}:{earlier.row.line}"
            reason = f"{shown(proposal.ref)} is taken already, at {place}."
        elif known and known.ref != proposal.ref:
            reason = f"The archive has this record under the ref {known.ref}, which never changes."
        elif known is None and proposal.ref in taken:
            reason = f"{shown(proposal.ref)} is the ref of another record of the archive."
        else:
            continue
        yield proposal.row.problem("ref", reason)


def in_order(names: Names) -> list[Proposal]:
    """The proposals so that each stands behind those that it names.

    Raises graphlib.CycleError, which `circles.in_import` tells, when there is no such order.
    """
    graph: TopologicalSorter[Key] = TopologicalSorter()
    for key, proposal in names.proposals.items():
        needed = (names.find(reference) for _field, _row, reference in needs_of(proposal))
        graph.add(key, *(need for need in needed if need in names.proposals))
    return [names.proposals[key] for key in graph.static_order()]
