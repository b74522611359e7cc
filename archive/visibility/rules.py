"""WHO MAY SEE WHAT. This file decides it; nothing else does.

One function for each public model says which records a reader may see (`rows`), which of their
columns (`columns`), which never (`private`), and for each relation what happens when its target
is hidden: `requires` (the row goes too) or `drops` (the relation is empty). `install` compiles the
rules into database views, so no page, count, filter, export or search can go around them.

A new column of a record is private: until it is named here, `manage.py check` fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from archive import models as records
from archive.public import models as public
from archive.visibility.clauses import (
    Rule,
    cited,
    entry_shown,
    hanging,
    lasting,
    named,
    open_now,
    readable,
    requires,
)
from archive.visibility.views import ENTRY_VIEWS, SUBJECT_VIEWS, SUMMARISED_VIEWS
from archive.vocabularies import ConsentScope, Naming, SourceKind, TextPart

DESK = ("slug", "state", "embargo_until", "desk_note")
"""Columns of every record that facts keep to themselves."""

PAGE_DESK = ("state", "embargo_until", "desk_note")
"""The same for records whose slug is part of a public address."""

NEVER_PUBLIC = (
    records.Identity,
    records.Consent,
    records.PassageOriginal,
    records.Redaction,
    records.Revision,
    records.Decision,
    records.Reply,
    records.Mention,
)
"""Tables without a public model. What they hold decides at most whether a row is seen."""

RECORD = {"id": "pk", "ref": "ref"}
OF_ENTRY = {"id": "pk", "entry_id": "entry_id", "entry_type": "entry__record_type"}
PAGE = {**RECORD, "slug": "slug"}
DATED = named("when", "earliest", "latest", "when_words")
FACT = {**RECORD, "asserted_by_id": "asserted_by_id", "relayed_by_id": "relayed_by_id"}
SPEAKERS = {"asserted_by": public.PublicActor, "relayed_by": public.PublicActor}


# What stands for itself


def archive() -> Rule:
    return Rule(
        view=public.PublicArchive,
        rows=open_now(records.Archive),
        columns={**RECORD, **named("languages", "map_area", "geography")},
        private=(*DESK, "only"),
    )


def place() -> Rule:
    return Rule(
        view=public.PublicPlace,
        rows=open_now(records.Place),
        columns={
            **PAGE,
            **named("kind", "within_id", "latitude", "longitude", "precision", "official_code"),
        },
        private=PAGE_DESK,
        drops={"within_id": public.PublicPlace},
    )


def actor() -> Rule:
    return Rule(
        view=public.PublicActor,
        rows=open_now(records.Actor),
        columns={**PAGE, **named("kind", "naming", "public_name")},
        private=(*PAGE_DESK, "minor"),
    )


def law_article() -> Rule:
    return Rule(
        view=public.PublicLawArticle,
        rows=open_now(records.LawArticle),
        columns={**PAGE, **named("code", "number", "part", "edition", "text")},
        private=PAGE_DESK,
    )


def term() -> Rule:
    return Rule(
        view=public.PublicTerm,
        rows=open_now(records.Term),
        columns={**PAGE, **named("law")},
        private=PAGE_DESK,
    )


# What is said, and where


def source() -> Rule:
    consent = records.Consent.objects.filter(
        lasting("until"),
        source=OuterRef("pk"),
        scope=ConsentScope.TEXT,
        withdrawn_on__isnull=True,
    )
    return Rule(
        view=public.PublicSource,
        rows=requires(
            open_now(records.Source).filter(~Q(kind=SourceKind.TESTIMONY) | Q(Exists(consent))),
            speaker=public.PublicActor,
        ),
        columns={
            **PAGE,
            **DATED,
            **named("kind", "title", "author_id", "language", "url", "archived_url", "accessed"),
            **named("rights", "standpoint", "derives_from_id", "speaker_id", "setting"),
        },
        private=PAGE_DESK,
        drops={"author_id": public.PublicActor, "derives_from_id": public.PublicSource},
    )


def file() -> Rule:
    return Rule(
        view=public.PublicFile,
        rows=requires(records.File.objects.filter(public=True), source=public.PublicSource),
        columns={"id": "pk", **named("source_id", "use", "sha256", "size", "media_type")},
        private=("public",),
    )


def passage() -> Rule:
    return Rule(
        view=public.PublicPassage,
        rows=requires(records.Passage.objects.all(), source=public.PublicSource),
        columns={
            "id": "pk",
            **named("source_id", "number", "locator", "text", "voice_id", "withheld", "fidelity"),
        },
        private=("digest",),
        drops={"voice_id": public.PublicActor},
    )


# What happened, and who took part


def incident() -> Rule:
    return Rule(
        view=public.PublicIncident,
        rows=open_now(records.Incident).filter(cited()),
        columns={**PAGE, **DATED, **named("kind", "part_of_id", "place_id")},
        private=PAGE_DESK,
        drops={"part_of_id": public.PublicIncident, "place_id": public.PublicPlace},
    )


def trial() -> Rule:
    return Rule(
        view=public.PublicTrial,
        rows=open_now(records.Trial).filter(cited()),
        columns={**PAGE, **DATED, **named("court_id", "case_number")},
        private=PAGE_DESK,
        drops={"court_id": public.PublicActor},
    )


def trial_incident() -> Rule:
    return Rule(
        view=public.PublicTrialIncident,
        rows=requires(
            records.Trial.incidents.through._base_manager.all(),
            trial=public.PublicTrial,
            incident=public.PublicIncident,
        ),
        columns={"id": "pk", **named("trial_id", "incident_id")},
    )


def membership() -> Rule:
    return Rule(
        view=public.PublicMembership,
        rows=requires(
            open_now(records.Membership).filter(cited()),
            **SPEAKERS,
            member=public.PublicActor,
            group=public.PublicActor,
        ),
        columns={**FACT, **named("member_id", "group_id", "knowledge")},
        private=DESK,
    )


def involvement() -> Rule:
    rows = requires(
        open_now(records.Involvement).filter(cited()),
        **SPEAKERS,
        actor=public.PublicActor,
        incident=public.PublicIncident,
        trial=public.PublicTrial,
    )
    return Rule(
        view=public.PublicInvolvement,
        rows=rows,
        columns={**FACT, **named("actor_id", "incident_id", "trial_id", "role", "acts_for_id")},
        private=DESK,
        drops={"acts_for_id": public.PublicInvolvement},
    )


# How proceedings went


def _told() -> QuerySet[Any]:
    """Reports that may be seen as far as they themselves go, whatever their step."""
    return requires(open_now(records.Report).filter(cited()), **SPEAKERS)


def step() -> Rule:
    rows = requires(
        open_now(records.Step).filter(Exists(_told().filter(step=OuterRef("pk")))),
        trial=public.PublicTrial,
        party=public.PublicInvolvement,
    )
    return Rule(
        view=public.PublicStep,
        rows=rows,
        columns={**RECORD, **named("trial_id", "party_id", "kind", "of_id")},
        private=DESK,
        drops={"of_id": public.PublicStep},
    )


def report() -> Rule:
    return Rule(
        view=public.PublicReport,
        rows=requires(_told(), step=public.PublicStep),
        columns={
            **FACT,
            **DATED,
            **named("step_id", "article_id", "outcome", "words", "conditions"),
            **named("people_low", "people_high", "months_low", "months_high"),
        },
        private=DESK,
        drops={"article_id": public.PublicLawArticle},
    )


def exhibit() -> Rule:
    return Rule(
        view=public.PublicExhibit,
        rows=requires(
            open_now(records.Exhibit).filter(cited()), **SPEAKERS, trial=public.PublicTrial
        ),
        columns={**FACT, **named("trial_id", "kind", "used_to_prove", "against_id")},
        private=DESK,
        drops={"against_id": public.PublicInvolvement},
    )


# What somebody says about any of these


def claim() -> Rule:
    # A claim that answers a hidden claim is hidden too. The rule follows one step, so that no
    # view has to call itself; the relation is empty beyond that step.
    alone = requires(
        open_now(records.Claim).filter(cited()).filter(entry_shown("subject", SUBJECT_VIEWS)),
        **SPEAKERS,
        about=public.PublicActor,
    )
    rows = alone.filter(
        Q(answers__isnull=True) | Q(Exists(alone.filter(pk=OuterRef("answers_id"))))
    )
    return Rule(
        view=public.PublicClaim,
        rows=rows,
        columns={
            **FACT,
            **DATED,
            "subject_id": "subject_id",
            "subject_type": "subject__record_type",
            **named("topic", "text", "about_id", "stance", "answers_id", "low", "high", "unit"),
            **named("number_words", "as_of"),
        },
        private=DESK,
        drops={"answers_id": public.PublicClaim},
    )


def sentence() -> Rule:
    changed_or_hidden = records.Citation.objects.filter(entry=OuterRef("pk")).exclude(
        readable(), basis_digest=F("passage__digest")
    )
    return Rule(
        view=public.PublicSentence,
        rows=open_now(records.Sentence)
        .filter(cited())
        .filter(~Exists(changed_or_hidden))
        .filter(entry_shown("subject", SUMMARISED_VIEWS)),
        columns={
            **RECORD,
            "subject_id": "subject_id",
            "subject_type": "subject__record_type",
            **named("language", "number", "text"),
        },
        private=DESK,
    )


# What hangs on any of these


def text() -> Rule:
    names = (TextPart.NAME, TextPart.TITLE)
    pseudonymous = records.Actor.objects.filter(pk=OuterRef("entry_id"), naming=Naming.PSEUDONYM)
    return Rule(
        view=public.PublicText,
        rows=records.Text.objects.filter(entry_shown("entry", ENTRY_VIEWS)).exclude(
            Exists(pseudonymous), part__in=names
        ),
        columns={
            **OF_ENTRY,
            **named("part", "text", "language", "kind", "used_by_id", "status"),
        },
        drops={"used_by_id": public.PublicActor},
    )


def citation() -> Rule:
    return Rule(
        view=public.PublicCitation,
        rows=records.Citation.objects.filter(readable()).filter(entry_shown("entry", ENTRY_VIEWS)),
        columns={
            **OF_ENTRY,
            **named("passage_id", "quotation", "evaluative"),
        },
        private=("basis_digest",),
    )


def redirect() -> Rule:
    return Rule(
        view=public.PublicRedirect,
        rows=records.Redirect.objects.filter(entry_shown("entry", ENTRY_VIEWS)),
        columns={**OF_ENTRY, "path": "path"},
    )


def tombstone() -> Rule:
    return Rule(
        view=public.PublicTombstone,
        rows=records.Tombstone.objects.all(),
        columns={"id": "pk", **named("path", "reason", "made_on")},
    )


def change() -> Rule:
    # Of a version only its day is told, and only while its record is public: what is hidden or
    # taken back leaves no trace in the date of the last change.
    return Rule(
        view=public.PublicChange,
        rows=records.PublicVersion.objects.exclude(content_hash="").filter(
            entry_shown("entry", ENTRY_VIEWS)
        ),
        columns={**OF_ENTRY, "made_on": "made_on"},
        private=("number", "content", "content_hash", "redacted_on"),
    )


def version() -> Rule:
    # Old words are shown only while all that they speak of is: what is hidden now is not to be
    # found in what was public once. A mention of nothing is of something that was deleted.
    mentions = records.Mention.objects.filter(version=OuterRef("pk"))
    of_a_record = mentions.filter(entry__isnull=False)
    of_a_passage = mentions.filter(passage__isnull=False)
    return Rule(
        view=public.PublicVersion,
        rows=records.PublicVersion.objects.exclude(content_hash="")
        .filter(entry_shown("entry", ENTRY_VIEWS))
        .filter(~Exists(mentions.filter(entry__isnull=True, passage__isnull=True)))
        .filter(~Exists(of_a_record.filter(~entry_shown("entry", ENTRY_VIEWS))))
        .filter(~Exists(of_a_passage.filter(~readable()))),
        columns={
            **OF_ENTRY,
            **named("number", "made_on", "content", "content_hash", "redacted_on"),
        },
    )


def stamp() -> Rule:
    claims = Exists(records.Claim.objects.filter(hanging()))
    columns = {"id": "pk", "value": "value", "hanging": claims}
    return Rule(view=public.PublicStamp, rows=records.Stamp.objects.all(), columns=columns)


def touch() -> Rule:
    entries = records.Entry.objects.filter(pk=OuterRef("entry"))
    kind = Subquery(entries.values("record_type"))
    columns = {"id": "pk", "entry_id": "entry", "entry_type": kind}
    return Rule(view=public.PublicTouch, rows=records.Touch.objects.all(), columns=columns)


RULES: tuple[Callable[[], Rule], ...] = (
    archive,
    place,
    actor,
    law_article,
    term,
    source,
    file,
    passage,
    incident,
    trial,
    trial_incident,
    membership,
    involvement,
    step,
    report,
    exhibit,
    claim,
    sentence,
    text,
    citation,
    redirect,
    tombstone,
    change,
    version,
    stamp,
    touch,
)
"""All rules, each after those whose views it reads."""
