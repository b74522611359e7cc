"""WHO MAY SEE WHAT. This file decides it; nothing else does.

One function for each public model says which records a reader may see (`rows`), which of their
columns (`columns`), which never (`private`), and for each relation what happens when its target
is hidden: `requires` (the row goes too) or `drops` (the relation is empty). `install` compiles the
rules into database views, so no page, count, filter, export or search can go around them.

A new column of a record is private: until it is named here, `manage.py check` fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.sql.compiler import SQLCompiler

from archive import models as records
from archive.models.claims import SUBJECT_TYPES
from archive.public import models as public
from archive.public.models.base import PublicModel
from archive.vocabularies import ConsentScope, Naming, RecordType, SourceKind, State, TextPart

DESK = ("slug", "state", "embargo_until", "desk_note")
"""Columns of every record that facts keep to themselves."""

PAGE_DESK = ("state", "embargo_until", "desk_note")
"""The same for records whose slug is part of a public address."""

SCHEMA = "published"
"""Where the views stand on PostgreSQL."""

NEVER_PUBLIC = (
    records.Identity,
    records.Consent,
    records.PassageOriginal,
    records.Redaction,
    records.Revision,
    records.Decision,
    records.PublicVersion,
    records.Reply,
)
"""Tables without a public model. What they hold decides at most whether a row is seen."""


class Today(models.Func):
    """The day in UTC by the database's own clock, without any function of Python's."""

    arity = 0
    output_field = models.DateField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """ISO text, as SQLite stores dates."""
        del compiler, connection
        return "date('now')", ()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """A date."""
        del compiler, connection
        return "(now() AT TIME ZONE 'utc')::date", ()


@dataclass(frozen=True)
class Rule:
    """What of `records` the rows of the public model `view` show.

    `columns` maps each public column to the path or expression that it is read from; relations in
    `drops` are read only where their target is in the named view or queryset. `private` names the
    record's columns that are never shown.
    """

    view: type[PublicModel]
    rows: QuerySet[Any]
    columns: dict[str, Any]
    private: tuple[str, ...] = ()
    drops: dict[str, type[PublicModel] | QuerySet[Any]] = field(default_factory=dict)

    def expressions(self) -> dict[str, Any]:
        """The public columns, in order, with what each is read from."""
        found: dict[str, Any] = {}
        for name, source in self.columns.items():
            path = source if isinstance(source, str) else None
            expression = F(path) if path else source
            if name in self.drops:
                target = self.drops[name]
                assert path is not None, f"{name} drops, so it is read from a relation"
                expression = Case(When(shown(target, path), then=F(path)), default=None)
            found[name] = expression
        return found


def named(*names: str) -> dict[str, Any]:
    """Columns that are read from the record's column of the same name."""
    return {name: name for name in names}


class Shown(models.Func):
    """That the row which a relation points at is in a view.

    It is EXISTS over the view. PostgreSQL would write each view out into each view that reads it,
    thousands of times over for a claim, and plan for seconds; so there a view with requirements of
    its own is asked through a function, which is planned once (see `install`).
    """

    output_field = models.BooleanField()

    def __init__(self, view: type[PublicModel], path: str) -> None:
        self.view = view
        super().__init__(F(path), Exists(view.objects.order_by().filter(pk=OuterRef(path))))

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, Any]:
        """EXISTS over the view."""
        del connection
        return compiler.compile(self.source_expressions[1])

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """A call of the view's function, where the view has one."""
        if self.view in SHALLOW:
            return self.as_sql(compiler, connection, **extra)
        key, parameters = compiler.compile(self.source_expressions[0])
        return f"{function_name(self.view)}({key})", parameters


def function_name(view: type[PublicModel]) -> str:
    """The function that tells on PostgreSQL whether an id is in a view."""
    return f"{SCHEMA}.shows_{view._meta.db_table.removeprefix('public_')}"


SHALLOW = frozenset(
    {
        public.PublicArchive,
        public.PublicActor,
        public.PublicPlace,
        public.PublicLawArticle,
        public.PublicTerm,
        public.PublicSource,
        public.PublicPassage,
    }
)
"""Views that require little, and are written out where they are read."""


def shown(target: type[PublicModel] | QuerySet[Any], path: str) -> Exists | Shown:
    """That the row which `path` points at is among `target`."""
    if isinstance(target, QuerySet):
        return Exists(target.order_by().filter(pk=OuterRef(path)))
    return Shown(target, path)


def requires(rows: QuerySet[Any], **relations: type[PublicModel]) -> QuerySet[Any]:
    """The rows of which each relation is empty or points at a row of the named view."""
    for path, target in relations.items():
        # The OR stays where the relation cannot be empty: without it PostgreSQL turns EXISTS into
        # a join and asks for every row of the archive before it looks at the few that are wanted
        # (citations of one source among 20,000 claims: 8 s against 10 ms).
        rows = rows.filter(Q(**{f"{path}__isnull": True}) | Q(shown(target, path)))
    return rows


def open_now(model: type[records.Record]) -> QuerySet[Any]:
    """Records that are published and whose embargo, if any, is over today."""
    return (
        model._base_manager.order_by()
        .filter(state=State.PUBLISHED)
        .filter(Q(embargo_until__isnull=True) | Q(embargo_until__lte=Today()))
    )


def cited() -> Q:
    """That at least one citation of the record rests on a passage that readers can read."""
    return Q(
        Exists(
            records.Citation.objects.filter(entry=OuterRef("pk")).filter(
                Exists(
                    public.PublicPassage.objects.filter(pk=OuterRef("passage_id"), withheld=False)
                )
            )
        )
    )


def entry_shown(path: str, types: dict[RecordType, type[PublicModel]]) -> Q:
    """That the entry at `path` is a public record, of one of the given types."""
    condition = Q(pk__in=[])
    for record_type, view in types.items():
        condition |= Q(**{f"{path}__record_type": record_type}) & Q(shown(view, f"{path}_id"))
    return condition


SUBJECT_VIEWS: dict[RecordType, type[PublicModel]] = {
    RecordType.INCIDENT: public.PublicIncident,
    RecordType.TRIAL: public.PublicTrial,
    RecordType.PLACE: public.PublicPlace,
    RecordType.ACTOR: public.PublicActor,
    RecordType.INVOLVEMENT: public.PublicInvolvement,
    RecordType.STEP: public.PublicStep,
    RecordType.EXHIBIT: public.PublicExhibit,
}
assert set(SUBJECT_VIEWS) == set(SUBJECT_TYPES)

SUMMARISED_VIEWS = SUBJECT_VIEWS | {
    RecordType.ARCHIVE: public.PublicArchive,
    RecordType.SOURCE: public.PublicSource,
    RecordType.LAW_ARTICLE: public.PublicLawArticle,
    RecordType.TERM: public.PublicTerm,
    RecordType.CLAIM: public.PublicClaim,
    RecordType.REPORT: public.PublicReport,
    RecordType.MEMBERSHIP: public.PublicMembership,
}
ENTRY_VIEWS = SUMMARISED_VIEWS | {RecordType.SENTENCE: public.PublicSentence}
"""Every type of record with the view in which a reader sees it."""

RECORD = {"id": "pk", "ref": "ref"}
PAGE = {**RECORD, "slug": "slug"}
DATED = named("when", "earliest", "latest", "when_words")
FACT = {**RECORD, "asserted_by_id": "asserted_by_id", "relayed_by_id": "relayed_by_id"}
SPEAKERS = {"asserted_by": public.PublicActor, "relayed_by": public.PublicActor}


# What stands for itself


def archive() -> Rule:
    return Rule(
        view=public.PublicArchive,
        rows=open_now(records.Archive),
        columns={**RECORD, **named("languages", "map_area")},
        private=(*DESK, "only"),
    )


def place() -> Rule:
    rows = open_now(records.Place)
    return Rule(
        view=public.PublicPlace,
        rows=rows,
        columns={
            **PAGE,
            **named("kind", "within_id", "latitude", "longitude", "precision", "official_code"),
        },
        private=PAGE_DESK,
        drops={"within_id": rows},
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
        Q(until__isnull=True) | Q(until__gte=Today()),
        source=OuterRef("pk"),
        scope=ConsentScope.TEXT,
        withdrawn_on__isnull=True,
    )
    rows = requires(
        open_now(records.Source).filter(~Q(kind=SourceKind.TESTIMONY) | Q(Exists(consent))),
        speaker=public.PublicActor,
    )
    return Rule(
        view=public.PublicSource,
        rows=rows,
        columns={
            **PAGE,
            **DATED,
            **named("kind", "title", "author_id", "language", "url", "archived_url", "accessed"),
            **named("rights", "standpoint", "derives_from_id", "speaker_id", "setting"),
        },
        private=PAGE_DESK,
        drops={"author_id": public.PublicActor, "derives_from_id": rows},
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
    rows = open_now(records.Incident).filter(cited())
    return Rule(
        view=public.PublicIncident,
        rows=rows,
        columns={**PAGE, **DATED, **named("kind", "part_of_id", "place_id")},
        private=PAGE_DESK,
        drops={"part_of_id": rows, "place_id": public.PublicPlace},
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
        drops={"acts_for_id": rows},
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
        drops={"of_id": rows},
    )


def report() -> Rule:
    return Rule(
        view=public.PublicReport,
        rows=requires(_told(), step=public.PublicStep),
        columns={
            **FACT,
            **DATED,
            **named("step_id", "article_id", "outcome", "months", "words", "conditions"),
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
    rows = alone.filter(Q(answers__isnull=True) | Q(shown(alone, "answers_id")))
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
        drops={"answers_id": rows},
    )


def sentence() -> Rule:
    changed_or_hidden = records.Citation.objects.filter(entry=OuterRef("pk")).exclude(
        Exists(public.PublicPassage.objects.filter(pk=OuterRef("passage_id"), withheld=False)),
        basis_digest=F("passage__digest"),
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
            "id": "pk",
            "entry_id": "entry_id",
            "entry_type": "entry__record_type",
            **named("part", "text", "language", "kind", "used_by_id", "status"),
        },
        drops={"used_by_id": public.PublicActor},
    )


def citation() -> Rule:
    return Rule(
        view=public.PublicCitation,
        rows=records.Citation.objects.filter(
            Exists(public.PublicPassage.objects.filter(pk=OuterRef("passage_id"), withheld=False))
        ).filter(entry_shown("entry", ENTRY_VIEWS)),
        columns={
            "id": "pk",
            "entry_id": "entry_id",
            "entry_type": "entry__record_type",
            **named("passage_id", "quotation", "evaluative"),
        },
        private=("basis_digest",),
    )


def redirect() -> Rule:
    return Rule(
        view=public.PublicRedirect,
        rows=records.Redirect.objects.filter(entry_shown("entry", ENTRY_VIEWS)),
        columns={
            "id": "pk",
            "path": "path",
            "entry_id": "entry_id",
            "entry_type": "entry__record_type",
        },
    )


def tombstone() -> Rule:
    return Rule(
        view=public.PublicTombstone,
        rows=records.Tombstone.objects.all(),
        columns={"id": "pk", **named("path", "reason", "made_on")},
    )


def stamp() -> Rule:
    return Rule(
        view=public.PublicStamp,
        rows=records.Stamp.objects.all(),
        columns={"id": "pk", "value": "value"},
    )


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
    stamp,
)
"""All rules, each after those whose views it reads."""
