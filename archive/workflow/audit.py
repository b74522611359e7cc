"""What is wrong in the archive as it stands, whoever made it so.

Owns the checks of `manage.py audit`. It only reads. A finding is something to be put right; a
remark is something to know, such as that two sources disagree, which this archive exists to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Citation, Identity, Record, Revision, Sentence, Source
from archive.models.triggers import record_models
from archive.visibility.views import ENTRY_VIEWS
from archive.vocabularies import RecordType, SourceKind, State
from archive.workflow.findings import Finding, found
from archive.workflow.readiness import CITED, has_consent, is_broken, public_words
from archive.workflow.scanning import betrayed, protected_names
from archive.workflow.snapshots import digest, snapshots
from archive.workflow.sums import contradictions, disputes, shortfalls, surpluses

CHUNK = 400


def findings() -> list[Finding]:
    """Everything that has to be put right, check after check."""
    return [one for check in CHECKS for one in check()]


def remarks() -> list[Finding]:
    """What is worth knowing and nobody's fault: acknowledged contradictions, what a source leaves
    open of a number of its own, disputes."""
    return [
        *contradictions(acknowledged=True),
        *surpluses(acknowledged=True),
        *shortfalls(),
        *disputes(),
    ]


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
                yield found("uncited", record, _("It is published and no open passage bears it."))


def _is_open(citation: Citation) -> bool:
    source = citation.passage.source
    return source.state == State.PUBLISHED and not citation.passage.withheld


def broken_quotations() -> Iterator[Finding]:
    """Exact words that do not stand where they are said to stand."""
    quoting = Citation.objects.exclude(quotation="").select_related("entry", "passage__source")
    for citation in quoting.iterator(CHUNK):
        if is_broken(citation):
            yield found(
                "quotation",
                citation.entry,
                _("“%(words)s” does not stand in %(passage)s.")
                % {"words": citation.quotation, "passage": citation.passage},
            )


def outdated_sentences() -> Iterator[Finding]:
    """Published sentences that left the page because what they rest on has changed."""
    changed = Citation.objects.exclude(basis_digest=F("passage__digest")).values("entry_id")
    for sentence in Sentence.objects.filter(state=State.PUBLISHED, pk__in=changed):
        yield found("sentence", sentence, _("A passage has changed since it was read: read it."))


def unacknowledged_contradictions() -> Iterator[Finding]:
    """Numbers of one source that cannot all hold, and nobody has said so."""
    yield from contradictions(acknowledged=False)
    yield from surpluses(acknowledged=False)


# What could harm


def missing_consents() -> Iterator[Finding]:
    """Published testimony that no consent allows today. Readers do not see it."""
    testimony = Source.objects.filter(state=State.PUBLISHED, kind=SourceKind.TESTIMONY)
    for source in testimony:
        if not has_consent(source):
            yield found("consent", source, _("It is published and no consent holds today."))


def overdue_reviews() -> Iterator[Finding]:
    """People whose risk was to be reviewed by now."""
    due = Identity.objects.filter(review_on__lt=timezone.now().date()).select_related("actor")
    for identity in due.order_by("review_on"):
        yield found(
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
                yield found("name", record, _("A protected name stands in its public words."))


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
            yield found("unrecorded", record, _("It has no history at all."))
        elif kept[record.pk] != digest(bodies[record.pk]):
            yield found("unrecorded", record, _("It was changed since its last revision."))


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
