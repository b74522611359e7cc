"""What forbids a record to be published, in named reasons.

Owns those reasons, and when two persons must agree. The views decide what readers see, whatever is
said here; this module keeps editors from publishing what would then be hidden, or what would harm.
Relations count as public when they are published, so that a record and what it rests on can wait
for one embargo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.models import (
    Actor,
    Citation,
    Claim,
    Consent,
    Exhibit,
    Involvement,
    Record,
    Report,
    Sentence,
    Source,
    Step,
)
from archive.models.base import Fact
from archive.models.sources import WORDS_LIMIT
from archive.visibility.views import ENTRY_VIEWS
from archive.vocabularies import (
    ActorKind,
    ClaimTopic,
    ConsentScope,
    Fidelity,
    Naming,
    RecordType,
    SourceKind,
    State,
    TextKind,
    TextPart,
)
from archive.workflow.scanning import ProtectedName, betrayed, protected_names
from archive.workflow.snapshots import by_type, model_of


@dataclass(frozen=True)
class Reason:
    """One thing that forbids publishing: a code that never changes, and a sentence for editors."""

    code: str
    message: str | Promise

    def __str__(self) -> str:
        return str(self.message)


CITED = frozenset(
    {
        RecordType.INCIDENT,
        RecordType.TRIAL,
        RecordType.MEMBERSHIP,
        RecordType.INVOLVEMENT,
        RecordType.REPORT,
        RecordType.EXHIBIT,
        RecordType.CLAIM,
        RecordType.SENTENCE,
    }
)
"""What readers see only with a citation that they can open."""

NAMED = frozenset(
    {
        RecordType.PLACE,
        RecordType.INCIDENT,
        RecordType.TRIAL,
        RecordType.TERM,
        RecordType.ARCHIVE,
    }
)
"""What is called by its texts alone. Actors, groups among them, have a public name of their own."""

RELATIONS: dict[str, tuple[tuple[str, str, Promise], ...]] = {
    RecordType.SOURCE: (("speaker", "speaker_not_public", _("Who speaks is not public.")),),
    RecordType.MEMBERSHIP: (
        ("member", "subject_not_public", _("The member is not public.")),
        ("group", "subject_not_public", _("The group or body is not public.")),
    ),
    RecordType.INVOLVEMENT: (
        ("actor", "subject_not_public", _("The actor is not public.")),
        ("incident", "subject_not_public", _("The incident is not public.")),
        ("trial", "subject_not_public", _("The trial is not public.")),
    ),
    RecordType.STEP: (
        ("trial", "subject_not_public", _("The trial is not public.")),
        ("party", "subject_not_public", _("The party's involvement is not public.")),
    ),
    RecordType.REPORT: (("step", "subject_not_public", _("The step is not public.")),),
    RecordType.EXHIBIT: (("trial", "subject_not_public", _("The trial is not public.")),),
    RecordType.CLAIM: (
        ("subject", "subject_not_public", _("What the claim is about is not public.")),
        ("about", "subject_not_public", _("Whom the claim is about is not public.")),
        ("answers", "answered_claim_not_public", _("The claim that it answers is not public.")),
    ),
    RecordType.SENTENCE: (
        ("subject", "subject_not_public", _("What the sentence is about is not public.")),
    ),
}
"""Relations whose target must be public before the record can be, beside a fact's speakers."""

SPEAKERS = (
    ("asserted_by", "speaker_not_public", _("Who says so is not public.")),
    ("relayed_by", "speaker_not_public", _("Who passes it on is not public.")),
)

ACCUSING = frozenset(
    {
        ClaimTopic.ATTACKERS,
        ClaimTopic.PLANNING,
        ClaimTopic.TORTURE,
        ClaimTopic.BEATING,
        ClaimTopic.COERCION,
        ClaimTopic.BIAS,
        ClaimTopic.IRREGULARITY,
        ClaimTopic.FORGERY,
        ClaimTopic.EXPERT_ERROR,
        ClaimTopic.FALSE_INCRIMINATION,
    }
)
"""Topics that say of somebody that they did wrong."""

SECOND_PERSON = "second_person"


def reasons(record: Record, names: Sequence[ProtectedName] | None = None) -> list[Reason]:
    """The reasons that forbid publishing the record as the database holds it; none: it is ready.

    `names` are the protected names to look for, where a caller has read them already.
    """
    return reasons_of([record], names)[record.pk]


def reasons_of(
    records: Iterable[Record], names: Sequence[ProtectedName] | None = None
) -> dict[int, list[Reason]]:
    """The `reasons` of some hundred records by primary key, all read at once."""
    names = protected_names() if names is None else names
    found: dict[int, list[Reason]] = {}
    for record_type, ids in by_type(records).items():
        rows = model_of(record_type)._base_manager.filter(pk__in=ids)
        fresh = list(rows.prefetch_related(*_READ_WITH, *_relations_of(record_type)))
        published = _published(fresh)
        for record in fresh:
            several = [reason for check in CHECKS for reason in check(record)]
            several += _relations(record, published)
            several += _real_names(record, names)
            found[record.pk] = list(dict.fromkeys(several))
    return found


_READ_WITH = ("texts", "citations__passage__source")


def needs_second(record: Record) -> Reason | None:
    """Why two persons must agree before this record is public; None: one may decide."""
    because: Promise | None = None
    if isinstance(record, Source) and record.kind == SourceKind.TESTIMONY:
        because = _("A testimony is published by two persons.")
    elif isinstance(record, Actor) and record.naming == Naming.NAMED:
        because = _("The name of a private person is published by two persons.")
    elif isinstance(record, Claim) and _accuses_somebody_named(record):
        because = _("An accusation of somebody who is named is published by two persons.")
    return Reason(SECOND_PERSON, because) if because else None


# The checks, each for the records that it is about


def _citations(record: Record) -> Iterator[Reason]:
    if record.record_type not in CITED:
        return
    cited = list(record.citations.all())
    if not cited:
        yield Reason("no_citation", _("It cites no passage."))
        return
    readable = [one for one in cited if _is_readable(one)]
    if not readable or (isinstance(record, Sentence) and len(readable) < len(cited)):
        yield Reason("passage_not_public", _("A passage that it cites is not public."))
    if isinstance(record, Sentence) and any(
        one.basis_digest != one.passage.digest for one in cited
    ):
        yield Reason("basis_changed", _("A passage that it cites has changed: read it again."))


def _is_readable(citation: Citation) -> bool:
    source = citation.passage.source
    consented = source.kind != SourceKind.TESTIMONY or has_consent(source)
    return not citation.passage.withheld and source.state == State.PUBLISHED and consented


def _quotations(record: Record) -> Iterator[Reason]:
    for one in record.citations.all():
        if is_broken(one):
            yield Reason(
                "quotation_broken",
                _("The words “%(words)s” do not stand in %(passage)s.")
                % {"words": one.quotation, "passage": one.passage},
            )


def is_broken(citation: Citation) -> bool:
    """Whether a quotation does not stand in its passage, or may not be quoted from it."""
    if not citation.quotation:
        return False
    evaluative = citation.evaluative and len(citation.quotation) <= WORDS_LIMIT
    allowed = citation.passage.fidelity == Fidelity.VERBATIM or evaluative
    return not allowed or citation.quotation not in citation.passage.text


def _relations_of(record_type: str) -> list[str]:
    """The relations of a record whose targets must be public before it can be."""
    speakers = SPEAKERS if issubclass(model_of(record_type), Fact) else ()
    return [name for name, _code, _message in (*speakers, *RELATIONS.get(record_type, ()))]


def _published(records: Iterable[Record]) -> frozenset[int]:
    """Which of the records that these rest on are published."""
    targets = {
        target.pk: target
        for record in records
        for name in _relations_of(record.record_type)
        if (target := getattr(record, name)) is not None
    }
    found: set[int] = set()
    for record_type, ids in by_type(targets.values()).items():
        rows = model_of(record_type)._base_manager.filter(pk__in=ids, state=State.PUBLISHED)
        found.update(rows.values_list("pk", flat=True))
    return frozenset(found)


def _relations(record: Record, published: frozenset[int]) -> Iterator[Reason]:
    speakers = SPEAKERS if isinstance(record, Fact) else ()
    for name, code, message in (*speakers, *RELATIONS.get(record.record_type, ())):
        target = getattr(record, f"{name}_id")
        if target is not None and target not in published:
            yield Reason(code, message)


def _names(record: Record) -> Iterator[Reason]:
    if record.record_type not in NAMED:
        return
    if not any(
        text.kind == TextKind.PREFERRED and text.part in (TextPart.NAME, TextPart.TITLE)
        for text in record.texts.all()
    ):
        yield Reason("no_preferred_name", _("It has no preferred name or title in any language."))


def _consent(record: Record) -> Iterator[Reason]:
    testimony = isinstance(record, Source) and record.kind == SourceKind.TESTIMONY
    if testimony and not has_consent(record):
        yield Reason("no_consent", _("No consent that holds today allows to publish its text."))


def has_consent(source: Record) -> bool:
    """Whether a consent to publish the text of a testimony holds today."""
    today = timezone.now().date()
    return Consent.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        source_id=source.pk,
        scope=ConsentScope.TEXT,
        withdrawn_on__isnull=True,
    ).exists()


def _minor(record: Record) -> Iterator[Reason]:
    if isinstance(record, Actor) and record.minor and record.naming != Naming.PSEUDONYM:
        yield Reason("minor_is_named", _("A minor is shown under a pseudonym only."))


def _step_without_report(record: Record) -> Iterator[Reason]:
    if isinstance(record, Step) and not Report.objects.filter(step_id=record.pk).exists():
        yield Reason("no_report", _("Nobody reports of this step yet."))


CHECKS: tuple[Callable[[Record], Iterator[Reason]], ...] = (
    _citations,
    _quotations,
    _names,
    _consent,
    _minor,
    _step_without_report,
)
"""Every check that needs to know nothing but the record."""


def _real_names(record: Record, names: Sequence[ProtectedName]) -> Iterator[Reason]:
    if not names:
        return
    for actor_id in sorted(betrayed(public_words(record), names)):
        actor = Actor.objects.get(pk=actor_id)
        yield Reason(
            "real_name",
            _("The protected name of “%(name)s” stands in it.") % {"name": actor.public_name},
        )


def public_words(record: Record) -> str:
    """Every free word of a record that readers would see: columns, texts, quotations, passages."""
    view = ENTRY_VIEWS[RecordType(record.record_type)]
    columns = [
        field.name
        for field in view._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    words: list[Any] = [getattr(record, name) for name in columns if name != "ref"]
    words += [text.text for text in record.texts.all()]
    words += [citation.quotation for citation in record.citations.all()]
    if isinstance(record, Source):
        words += record.passages.order_by("number").values_list("text", flat=True)
    return "\n".join(word for word in words if word)


def _accuses_somebody_named(claim: Claim) -> bool:
    if claim.topic not in ACCUSING:
        return False
    return any(
        actor.kind == ActorKind.PERSON and actor.naming != Naming.PSEUDONYM
        for actor in _spoken_of(claim)
    )


def _spoken_of(claim: Claim) -> Iterator[Actor]:
    """The actors of whom a claim speaks, through whatever stands between."""
    if claim.about:
        yield claim.about
    key, subject = claim.subject_id, claim.subject.record_type
    if subject == RecordType.ACTOR:
        yield from Actor.objects.filter(pk=key)
    paths: dict[str, tuple[type[Record], str]] = {
        RecordType.INVOLVEMENT: (Involvement, "pk"),
        RecordType.STEP: (Step, "party"),
        RecordType.EXHIBIT: (Exhibit, "against"),
    }
    if subject in paths:
        model, path = paths[subject]
        parties = model._base_manager.filter(pk=key).values_list(path, flat=True)
        yield from Actor.objects.filter(involvements__in=list(parties))
