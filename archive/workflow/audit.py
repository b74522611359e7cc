"""What is wrong in the archive as it stands, whoever made it so.

Owns the checks of `manage.py audit`. It only reads. A finding is something to be put right; a
remark is something to know, such as that two sources disagree, which this archive exists to show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import (
    Citation,
    Claim,
    Entry,
    Identity,
    Incident,
    Membership,
    Place,
    Record,
    Revision,
    Sentence,
    Source,
)
from archive.models.triggers import record_models
from archive.public.positions import apart, in_the_same_words
from archive.visibility.rules import ENTRY_VIEWS
from archive.vocabularies import RecordType, SourceKind, Stance, State
from archive.workflow.readiness import CITED, has_consent, is_broken, public_words
from archive.workflow.scanning import betrayed, protected_names
from archive.workflow.snapshots import digest, snapshots

CHUNK = 400


@dataclass(frozen=True)
class Finding:
    """What is wrong with one record: the check that tells, the record, a sentence."""

    check: str
    ref: str
    record: str
    message: str


def findings() -> list[Finding]:
    """Everything that has to be put right, check after check."""
    return [found for check in CHECKS for found in check()]


def remarks() -> list[Finding]:
    """What is worth knowing and nobody's fault: acknowledged contradictions, disputes."""
    return [*contradictions(acknowledged=True), *disputes()]


def _found(check: str, entry: Entry, message: str) -> Finding:
    shown = f"{entry.get_record_type_display()} {getattr(entry, 'slug', entry.ref)}"
    return Finding(check, entry.ref, shown, message)


# What rests on nothing


def uncited_facts() -> Iterator[Finding]:
    """Published records that readers cannot see for want of a passage that they could open."""
    for model in record_models():
        if model.TYPE not in CITED:
            continue
        view = ENTRY_VIEWS[model.TYPE].objects.using("default").values("pk")
        hidden = model._base_manager.filter(state=State.PUBLISHED).exclude(pk__in=view)
        for record in hidden:
            citations = Citation.objects.filter(entry_id=record.pk).select_related(
                "passage__source"
            )
            if not any(_is_open(citation) for citation in citations):
                yield _found("uncited", record, _("It is published and no open passage bears it."))


def _is_open(citation: Citation) -> bool:
    source = citation.passage.source
    return source.state == State.PUBLISHED and not citation.passage.withheld


def broken_quotations() -> Iterator[Finding]:
    """Exact words that do not stand where they are said to stand."""
    quoting = Citation.objects.exclude(quotation="").select_related("entry", "passage__source")
    for citation in quoting.iterator(CHUNK):
        if is_broken(citation):
            yield _found(
                "quotation",
                citation.entry,
                _("“%(words)s” does not stand in %(passage)s.")
                % {"words": citation.quotation, "passage": citation.passage},
            )


def outdated_sentences() -> Iterator[Finding]:
    """Published sentences that left the page because what they rest on has changed."""
    changed = Citation.objects.exclude(basis_digest=F("passage__digest")).values("entry_id")
    for sentence in Sentence.objects.filter(state=State.PUBLISHED, pk__in=changed):
        yield _found("sentence", sentence, _("A passage has changed since it was read: read it."))


# What contradicts itself inside one source


@dataclass(frozen=True)
class _Number:
    """A claim with a number, as one source has it."""

    claim: Claim
    source_id: int

    @property
    def low(self) -> float:
        return float("-inf") if self.claim.low is None else float(self.claim.low)

    @property
    def high(self) -> float:
        return float("inf") if self.claim.high is None else float(self.claim.high)


def unacknowledged_contradictions() -> Iterator[Finding]:
    """Numbers of one source that cannot both hold, and nobody has said so."""
    return contradictions(acknowledged=False)


def contradictions(*, acknowledged: bool) -> Iterator[Finding]:
    """Numbers that one speaker gives in one source and that cannot all hold.

    Two numbers that exclude each other in claims that say the same but for the number; parts of an
    incident or place whose least sum is more than the whole; a group that is larger than the group
    that it belongs to (groups may overlap, so they are not added up). It tells too little rather
    than too much: only the editor knows what a number counts. Acknowledged: a claim answers one of
    them.
    """
    groups: dict[tuple[object, ...], list[_Number]] = defaultdict(list)
    for number in _numbers():
        claim = number.claim
        key = (claim.topic, claim.unit, claim.as_of, claim.asserted_by_id, claim.about_id)
        groups[(number.source_id, *key)].append(number)
    answered = set(Claim.objects.exclude(answers=None).values_list("answers_id", flat=True))
    wholes, belongs = _wholes(), _groups()
    for numbers in groups.values():
        for involved, message in (
            *_pairs(numbers),
            *_sums(numbers, wholes),
            *_larger_parts(numbers, belongs),
        ):
            keys = {one.claim.pk for one in involved}
            said = bool(keys & answered) or any(one.claim.answers_id in keys for one in involved)
            if said == acknowledged:
                yield _found("contradiction", involved[0].claim, message)


def _numbers() -> Iterator[_Number]:
    """Claims with numbers that are in use, once for each source that they cite."""
    rows = (
        Claim.objects.exclude(unit="")
        .exclude(state=State.WITHDRAWN)
        .exclude(stance__in=(Stance.DENIES, Stance.SILENT))
        .annotate(source=F("citations__passage__source_id"))
        .exclude(source=None)
        .distinct()
        .order_by("pk", "source")
    )
    for claim in rows:
        yield _Number(claim, claim.source)


_Involved = tuple[list[_Number], str]


def _pairs(numbers: list[_Number]) -> Iterator[_Involved]:
    for one, other in combinations(numbers, 2):
        same = one.claim.subject_id == other.claim.subject_id
        if same and apart(one.claim, other.claim) and in_the_same_words(one.claim, other.claim):
            told = {"one": one.claim, "other": other.claim}
            yield [one, other], _("“%(one)s” and “%(other)s” exclude each other.") % told


def _sums(numbers: list[_Number], wholes: dict[int, int]) -> Iterator[_Involved]:
    for whole in numbers:
        parts = {
            one.claim.subject_id: one
            for one in numbers
            if wholes.get(one.claim.subject_id) == whole.claim.subject_id
        }
        least = sum(max(one.low, 0) for one in parts.values())
        if parts and least > whole.high:
            told = {"whole": whole.claim, "sum": f"{least:g}"}
            message = _("The parts of “%(whole)s” add up to at least %(sum)s.") % told
            yield [whole, *parts.values()], message


def _wholes() -> dict[int, int]:
    """What each incident is part of, and within what each place lies."""
    incidents = Incident.objects.exclude(part_of=None).values_list("pk", "part_of_id")
    places = Place.objects.exclude(within=None).values_list("pk", "within_id")
    return {key: whole for key, whole in (*incidents, *places) if whole is not None}


def _larger_parts(numbers: list[_Number], belongs: set[tuple[int, int]]) -> Iterator[_Involved]:
    for part, whole in permutations(numbers, 2):
        pair = (part.claim.subject_id, whole.claim.subject_id)
        if pair in belongs and part.low > whole.high:
            told = {"part": part.claim, "whole": whole.claim}
            yield (
                [part, whole],
                _("“%(part)s” is more than “%(whole)s”, of which it is part.") % told,
            )


def _groups() -> set[tuple[int, int]]:
    """Which group belongs to which."""
    rows = Membership.objects.exclude(state=State.WITHDRAWN)
    return set(rows.values_list("member_id", "group_id"))


def disputes() -> Iterator[Finding]:
    """Claims that somebody denies, and numbers that different speakers give differently."""
    for denial in Claim.objects.filter(stance=Stance.DENIES).select_related("answers"):
        yield _found("dispute", denial, _("Denies: %(claim)s") % {"claim": denial.answers})
    groups: dict[tuple[object, ...], dict[int, _Number]] = defaultdict(dict)
    for number in _numbers():
        claim = number.claim
        groups[(claim.subject_id, claim.topic, claim.about_id, claim.unit)][claim.pk] = number
    for numbers in groups.values():
        for one, other in combinations(numbers.values(), 2):
            different = one.claim.asserted_by_id != other.claim.asserted_by_id
            if different and apart(one.claim, other.claim):
                yield _found(
                    "dispute",
                    one.claim,
                    _("“%(one)s”, and another speaker: “%(other)s”.")
                    % {"one": one.claim, "other": other.claim},
                )


# What could harm


def missing_consents() -> Iterator[Finding]:
    """Published testimony that no consent allows today. Readers do not see it."""
    testimony = Source.objects.filter(state=State.PUBLISHED, kind=SourceKind.TESTIMONY)
    for source in testimony:
        if not has_consent(source):
            yield _found("consent", source, _("It is published and no consent holds today."))


def overdue_reviews() -> Iterator[Finding]:
    """People whose risk was to be reviewed by now."""
    due = Identity.objects.filter(review_on__lt=timezone.now().date()).select_related("actor")
    for identity in due.order_by("review_on"):
        yield _found(
            "review",
            identity.actor,
            _("Its risk was to be reviewed on %(day)s.") % {"day": identity.review_on},
        )


def betrayed_names() -> Iterator[Finding]:
    """Published records in whose words a protected name stands."""
    names = protected_names()
    if not names:
        return
    for model in record_models():
        for record in model._base_manager.filter(state=State.PUBLISHED).iterator(CHUNK):
            if betrayed(public_words(record), names):
                yield _found("name", record, _("A protected name stands in its public words."))


# What went around the workflow


def changes_around_workflow() -> Iterator[Finding]:
    """Records that are not as their last revision has them."""
    for model in record_models():
        keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            yield from _changed(model, keys[start : start + CHUNK])


def _changed(model: type[Record], keys: list[int]) -> Iterator[Finding]:
    revisions = Revision.objects.filter(entry_id__in=keys).order_by("number")
    kept = dict(revisions.values_list("entry_id", "digest"))  # of each record the last one stays
    bodies = snapshots(RecordType(model.TYPE), keys)
    for record in model._base_manager.filter(pk__in=keys).order_by("pk"):
        if record.pk not in kept:
            yield _found("unrecorded", record, _("It has no history at all."))
        elif kept[record.pk] != digest(bodies[record.pk]):
            yield _found("unrecorded", record, _("It was changed since its last revision."))


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    uncited_facts,
    broken_quotations,
    outdated_sentences,
    unacknowledged_contradictions,
    missing_consents,
    overdue_reviews,
    betrayed_names,
    changes_around_workflow,
)
"""What must be right, in the order in which it is told."""
