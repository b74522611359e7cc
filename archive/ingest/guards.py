"""What no import brings back: people whose names are protected, and addresses that were taken back.

A bundle that was imported before somebody fell back to a pseudonym still holds the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.ingest.plans import Action, Plan, Planned
from archive.ingest.problems import Problem
from archive.models import Actor, Tombstone
from archive.workflow.scanning import ProtectedName, betrayed, protected_names

_WITHOUT_ADDRESS = frozenset({"archive", "memberships", "involvements", "steps", "reports"})


def resurrections(plan: Plan) -> Iterator[Problem]:
    """A problem for each record that would come back from where it was put away."""
    notices = {
        path.strip("/").rpartition("/")[2]
        for path in Tombstone.objects.values_list("path", flat=True)
    }
    names = protected_names()
    for planned in plan.of(Action.CREATE):
        proposal = planned.proposal
        if proposal.slug in notices and proposal.shape.list_name not in _WITHOUT_ADDRESS:
            reason = "A notice of withdrawal stands at its address: it is not imported again."
            yield proposal.row.problem(proposal.shape.key, reason)
    if names:
        yield from _betrayals(plan, names)


def _betrayals(plan: Plan, names: list[ProtectedName]) -> Iterator[Problem]:
    for planned in plan.planned:
        if (
            planned.action in (Action.CREATE, Action.UPDATE)
            and planned.proposal.shape.model is Actor
        ):
            for field, text in _names_of(planned):
                if betrayed(text, names):
                    reason = "A protected name stands in it: leave it out."
                    yield planned.proposal.row.problem(field, reason)


def _names_of(planned: Planned) -> Iterator[tuple[str, str]]:
    if "public_name" in planned.changes:
        yield "public_name", planned.changes["public_name"]
    for wording in planned.wordings.write:
        yield wording.field, wording.text
