"""The way of a record from draft to readers and back. Nothing else changes a record's state.

`TRANSITIONS` is the whole of it. Each step is one transaction that writes a decision and a
revision, and keeps a public version of what readers then see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Actor, Claim, Decision, Record, Redirect, Report, Step, Tombstone
from archive.models.history import PRINCIPAL_LENGTH
from archive.visibility import kept
from archive.vocabularies import DecisionKind, Naming, RecordType, State
from archive.workflow import revisions, roles, versions
from archive.workflow.principals import Principal
from archive.workflow.readiness import SECOND_PERSON, Reason, needs_second, reasons, reasons_of
from archive.workflow.roles import Action
from archive.workflow.scanning import protected_names
from archive.workflow.snapshots import Body, by_type, model_of

TRANSITIONS: dict[DecisionKind, tuple[frozenset[State], State, Action]] = {
    DecisionKind.SUBMIT: (frozenset({State.DRAFT}), State.IN_REVIEW, Action.SUBMIT),
    DecisionKind.RETURN: (
        frozenset({State.IN_REVIEW, State.WITHDRAWN}),
        State.DRAFT,
        Action.RETURN,
    ),
    DecisionKind.PUBLISH: (
        frozenset({State.DRAFT, State.IN_REVIEW, State.WITHDRAWN}),
        State.PUBLISHED,
        Action.PUBLISH,
    ),
    DecisionKind.WITHDRAW: (
        frozenset({State.DRAFT, State.IN_REVIEW, State.PUBLISHED}),
        State.WITHDRAWN,
        Action.WITHDRAW,
    ),
}
"""From which states each decision leads to which, and what an account must be allowed to do."""

ORDER = (
    RecordType.ACTOR,
    RecordType.PLACE,
    RecordType.LAW_ARTICLE,
    RecordType.TERM,
    RecordType.SOURCE,
    RecordType.INCIDENT,
    RecordType.TRIAL,
    RecordType.MEMBERSHIP,
    RecordType.INVOLVEMENT,
    RecordType.STEP,
    RecordType.REPORT,
    RecordType.EXHIBIT,
    RecordType.CLAIM,
    RecordType.ARCHIVE,
    RecordType.SENTENCE,
)
"""The order in which each record finds public what it rests on."""


class WrongState(Exception):  # noqa: N818 - a refusal, not a fault
    """A decision that does not fit the state in which the record stands."""


class NotReady(Exception):  # noqa: N818
    """Something forbids publishing. `reasons` says what, in sentences for editors."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(str(reason) for reason in self.reasons))


def possible(record: Record) -> list[DecisionKind]:
    """The decisions that fit the state in which the record stands."""
    return [
        kind for kind, (before, _after, _action) in TRANSITIONS.items() if record.state in before
    ]


# The four steps


@transaction.atomic
def submit(
    record: Record, *, by: Principal, reason: str, second: Principal | None = None
) -> Decision:
    """Hand a draft to review."""
    return _move([record], DecisionKind.SUBMIT, by, reason, second)[0]


@transaction.atomic
def return_to_draft(
    record: Record, *, by: Principal, reason: str, second: Principal | None = None
) -> Decision:
    """Send a record back to its editors."""
    return _move([record], DecisionKind.RETURN, by, reason, second)[0]


@transaction.atomic
def publish(
    record: Record, *, by: Principal, reason: str, second: Principal | None = None
) -> Decision:
    """Open a record to readers, and take away the notice of its withdrawal if there is one.

    Raises NotReady when a reason forbids it, the missing second person among them.
    """
    return _publish([record], by, reason, second)[0]


@transaction.atomic
def withdraw(
    record: Record,
    *,
    by: Principal,
    reason: str,
    second: Principal | None = None,
    public_reason: str = "",
) -> Decision:
    """Take a record back: with a public reason, its address answers with a notice; else in silence.

    Raises ValueError when the public reason is too long.
    """
    path = versions.public_path(record) if public_reason.strip() else ""
    (decision,) = _move([record], DecisionKind.WITHDRAW, by, reason, second)
    kept.keep(connection)
    versions.keep_versions(versions.mentioning([record.pk]))
    if path:
        Tombstone.objects.update_or_create(
            path=path,
            defaults={
                "reason": revisions.checked_reason(public_reason),
                "made_on": timezone.now().date(),
            },
        )
    return decision


@transaction.atomic
def publish_all(
    records: Iterable[Record], *, by: Principal, reason: str, second: Principal | None = None
) -> list[Decision]:
    """Publish many records, each after what it rests on. All or none.

    Records that are public already stay as they are. Raises NotReady with every reason of every
    record, each naming its record.
    """
    pending = [one for one in records if one.state != State.PUBLISHED]
    return _publish(pending, by, reason, second, named=True)


def in_order(records: Iterable[Record]) -> list[Record]:
    """Records in the order in which each finds public what it rests on."""
    return [record for wave in _waves(records) for record in wave]


def _waves(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in that order, some hundred at once, none of which rests on another among them."""
    rank = {record_type.value: place for place, record_type in enumerate(ORDER)}
    ordered = sorted(records, key=lambda record: (rank[record.record_type], record.pk))
    answers = {record.pk: record.answers_id for record in ordered if isinstance(record, Claim)}
    waves: dict[tuple[int, int], list[Record]] = defaultdict(list)
    for record in ordered:
        depth = _depth(record.pk, answers) if record.pk in answers else 0
        waves[rank[record.record_type], depth].append(record)
    for _place, wave in sorted(waves.items()):
        for start in range(0, len(wave), versions.SEVERAL):
            yield wave[start : start + versions.SEVERAL]


def _depth(key: int, answers: dict[int, int | None]) -> int:
    """How many of these claims stand before one, each answering the one before it."""
    seen = {key}
    following = answers[key]
    while following in answers and following not in seen:
        seen.add(following)
        following = answers[following]
    return len(seen)


# What changes a record that readers may be reading


@transaction.atomic
def amend(record: Record, *, by: Principal, reason: str) -> Record:
    """Keep what an editor has just changed in a record, and return the record as it now stands.

    A public record is changed by those who may publish, and must stay ready: raises NotReady when
    a reason forbids it. One that two persons publish goes back to review until another person
    publishes it again.
    """
    roles.require(by.user, Action.WRITE)
    before = revisions.latest(record)
    fresh = model_of(record.record_type)._base_manager.get(pk=record.pk)
    if fresh.state != State.PUBLISHED:
        revisions.keep(fresh, by=by, reason=reason)
        return fresh
    roles.require(by.user, Action.PUBLISH)
    if before and before.digest == revisions.digest(revisions.snapshot(fresh)):
        return fresh
    if problems := reasons(fresh):
        raise NotReady(problems)
    if needs_second(fresh):
        send_to_review(fresh, by=by, reason=reason)
        return fresh
    revisions.keep(fresh, by=by, reason=reason)
    _follow_address(fresh, before.body if before else {})
    _show([fresh])
    return fresh


def send_to_review(record: Record, *, by: Principal, reason: str) -> None:
    """Take a public record back to review: one person alone changed what two must agree on."""
    model_of(record.record_type)._base_manager.filter(pk=record.pk).update(state=State.IN_REVIEW)
    record.state = State.IN_REVIEW
    decide([record], DecisionKind.SUBMIT, by, reason, None)
    revisions.keep(record, by=by, reason=reason)


def first_person(record: Record) -> Principal | None:
    """Who changed or submitted the record last: another person must be the second to agree."""
    last = revisions.latest(record)
    if last is None:
        return None
    return Principal.of(last.made_by) if last.made_by else Principal(last.principal)


def _follow_address(record: Record, before: Body) -> None:
    """Let the old address of a public record lead to the new one, unless that would betray it."""
    old, new = before.get("slug"), record.slug
    path = versions.public_path(record)
    if not old or old == new or f"/{new}/" not in path:
        return
    Redirect.objects.filter(path=path).delete()
    if isinstance(record, Actor) and record.naming == Naming.PSEUDONYM:
        return
    Redirect.objects.update_or_create(
        path=path.replace(f"/{new}/", f"/{old}/"), defaults={"entry_id": record.pk}
    )


# How a decision is carried out


def _publish(
    records: Iterable[Record],
    by: Principal,
    reason: str,
    second: Principal | None,
    *,
    named: bool = False,
) -> list[Decision]:
    """Open records to readers, all or none. With `named`, each reason names its record."""
    protected = protected_names()
    opened: list[Record] = []
    decisions: list[Decision] = []
    problems: list[Reason] = []
    for wave in _waves(records):
        found = reasons_of(wave, protected)
        for record in wave:
            found[record.pk] += _about_the_second(record, by, second)
        ready = [record for record in wave if not found[record.pk]]
        decisions += _move(ready, DecisionKind.PUBLISH, by, reason, second)
        opened += ready
        problems += [
            _naming(record, one) if named else one for record in wave for one in found[record.pk]
        ]
    if problems:
        raise NotReady(problems)
    _show(opened)
    return decisions


def _naming(record: Record, reason: Reason) -> Reason:
    """The reason with the name of its record."""
    return Reason(reason.code, f"{record.get_record_type_display()} {record.slug}: {reason}")


def _about_the_second(record: Record, by: Principal, second: Principal | None) -> list[Reason]:
    """What is wrong with the second person, or with there being none."""
    two = needs_second(record)
    if two and (second is None or second.is_same_as(by)):
        return [two]
    if second and second.is_same_as(by):
        return [Reason(SECOND_PERSON, _("The second person must be another one."))]
    return []


def _move(
    records: Sequence[Record],
    kind: DecisionKind,
    by: Principal,
    reason: str,
    second: Principal | None,
) -> list[Decision]:
    before, after, action = TRANSITIONS[kind]
    roles.require(by.user, action)
    for record_type, ids in by_type(records).items():
        rows = model_of(record_type)._base_manager.filter(pk__in=ids)
        fresh = {one.pk: one for one in rows.order_by("pk").select_for_update(of=("self",))}
        for key in ids:
            if fresh[key].state not in before:
                raise WrongState(
                    _("%(record)s is “%(state)s”: this decision does not fit: %(decision)s.")
                    % {
                        "record": fresh[key],
                        "state": fresh[key].get_state_display(),
                        "decision": kind.label,
                    }
                )
        rows.update(state=after)
    for record in records:
        record.state = after
    decisions = decide(records, kind, by, reason, second)
    revisions.keep_many(records, by=by, reason=reason)
    return decisions


def decide(
    records: Iterable[Record],
    kind: DecisionKind,
    by: Principal,
    reason: str,
    second: Principal | None,
) -> list[Decision]:
    """Write a decision on each record down. Whoever calls it has made sure that it may be taken."""
    because = revisions.checked_reason(reason)
    return Decision.objects.bulk_create(
        Decision(
            entry_id=record.pk,
            kind=kind,
            principal=by.name[:PRINCIPAL_LENGTH],
            second=second.name[:PRINCIPAL_LENGTH] if second else "",
            reason=because,
        )
        for record in records
    )


def _show(records: Sequence[Record]) -> None:
    """Keep a public version of each record, and take away the notices of withdrawals before.

    A step that a report has brought to light has a version too.
    """
    if not records:
        return
    # What is read below is what readers will see when this transaction ends.
    kept.keep(connection)
    steps = {record.step_id for record in records if isinstance(record, Report)}
    # Notices go last: that they go is a change, after which nothing is kept.
    notices = Tombstone.objects.exists()
    paths = versions.public_paths(records) if notices else {}
    changed = versions.mentioning([record.pk for record in records])
    versions.keep_versions([*Step.objects.filter(pk__in=steps), *records, *changed])
    if notices:
        Tombstone.objects.filter(path__in=paths.values()).delete()
