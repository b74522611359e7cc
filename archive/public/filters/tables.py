"""The public rows that lists and facets are made of, and the ways between them.

One queryset for each, shared by all declarations, so that an index reads each once. A way leads
from ids to ids or values, and is put together with `.to`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from archive.public import models as public
from archive.public.pairs import Column, Tables
from archive.vocabularies import ActorKind, InvolvementRole

PLACES = public.PublicPlace.objects.all()
INCIDENTS = public.PublicIncident.objects.all()
TRIALS = public.PublicTrial.objects.all()
DEALT_WITH = public.PublicTrialIncident.objects.all()
ACTORS = public.PublicActor.objects.all()
MEMBERSHIPS = public.PublicMembership.objects.all()
INVOLVEMENTS = public.PublicInvolvement.objects.all()
STEPS = public.PublicStep.objects.all()
REPORTS = public.PublicReport.objects.all()
EXHIBITS = public.PublicExhibit.objects.all()
ARTICLES = public.PublicLawArticle.objects.all()
CLAIMS = public.PublicClaim.objects.all()
SOURCES = public.PublicSource.objects.all()
TESTIMONY = public.PublicTestimony.objects.all()
PASSAGES = public.PublicPassage.objects.all()
CITATIONS = public.PublicCitation.objects.all()
SENTENCES = public.PublicSentence.objects.all()
TEXTS = public.PublicText.objects.all()

WHOLE = (
    *(PLACES, INCIDENTS, TRIALS, DEALT_WITH, ACTORS, MEMBERSHIPS, INVOLVEMENTS, STEPS, REPORTS),
    *(EXHIBITS, ARTICLES, CLAIMS, SOURCES, PASSAGES, CITATIONS, SENTENCES, TEXTS),
)
"""Every public model that a list, or what is kept beside one, is made of: each once, and whole."""

BODY_KINDS = (ActorKind.ORGANISATION, ActorKind.AUTHORITY, ActorKind.COURT)
BODIES = public.PublicActor.objects.filter(kind__in=BODY_KINDS)
GROUPS = public.PublicActor.objects.filter(kind=ActorKind.GROUP)
PEOPLE = public.PublicActor.objects.filter(kind=ActorKind.PERSON)
ACCUSED = public.PublicInvolvement.objects.filter(role=InvolvementRole.DEFENDANT)

PLACE_SLUG = Column(PLACES, "id", "slug")
INCIDENT_SLUG = Column(INCIDENTS, "id", "slug")
TRIAL_SLUG = Column(TRIALS, "id", "slug")
ACTOR_SLUG = Column(ACTORS, "id", "slug")
ARTICLE_SLUG = Column(ARTICLES, "id", "slug")

VILLAGE_OF_INCIDENT = Column(INCIDENTS, "id", "place_id").to(PLACE_SLUG)
VILLAGE_OF_TRIAL = Column(DEALT_WITH, "trial_id", "incident_id").to(VILLAGE_OF_INCIDENT)

TO_VILLAGE = (
    PLACE_SLUG,
    VILLAGE_OF_INCIDENT,
    VILLAGE_OF_TRIAL,
    Column(INVOLVEMENTS, "id", "incident_id").to(VILLAGE_OF_INCIDENT),
    Column(INVOLVEMENTS, "id", "trial_id").to(VILLAGE_OF_TRIAL),
    Column(STEPS, "id", "trial_id").to(VILLAGE_OF_TRIAL),
    Column(EXHIBITS, "id", "trial_id").to(VILLAGE_OF_TRIAL),
    Column(REPORTS, "id", "step_id").to(Column(STEPS, "id", "trial_id")).to(VILLAGE_OF_TRIAL),
)
"""From any entry to the places that it is, happened at, or goes back to."""

TO_INCIDENT = (
    INCIDENT_SLUG,
    Column(INVOLVEMENTS, "id", "incident_id").to(INCIDENT_SLUG),
    Column(DEALT_WITH, "trial_id", "incident_id").to(INCIDENT_SLUG),
)
"""From any entry to the incidents that it is, belongs to or deals with."""

TO_TRIAL = (
    TRIAL_SLUG,
    Column(STEPS, "id", "trial_id").to(TRIAL_SLUG),
    Column(INVOLVEMENTS, "id", "trial_id").to(TRIAL_SLUG),
    Column(EXHIBITS, "id", "trial_id").to(TRIAL_SLUG),
    Column(REPORTS, "id", "step_id").to(Column(STEPS, "id", "trial_id")).to(TRIAL_SLUG),
)
"""From any entry to the trial that it is or belongs to."""

INCIDENTS_AT = Column(INCIDENTS, "place_id", "id")
TRIALS_ABOUT = INCIDENTS_AT.to(Column(DEALT_WITH, "incident_id", "trial_id"))
"""From a place to the trials that deal with an incident there."""

OUTCOME = Column(REPORTS, "step_id", "outcome")
OUTCOME_OF_TRIAL = Column(STEPS, "trial_id", "id").to(OUTCOME)
TOPIC = Column(CLAIMS, "subject_id", "topic")
"""From what a claim speaks of to its topic."""

TOPIC_OF_PLACE = (
    TOPIC,
    INCIDENTS_AT.to(TOPIC),
    INCIDENTS_AT.to(Column(INVOLVEMENTS, "incident_id", "id")).to(TOPIC),
    TRIALS_ABOUT.to(TOPIC),
    *(
        TRIALS_ABOUT.to(Column(rows, "trial_id", "id")).to(TOPIC)
        for rows in (INVOLVEMENTS, STEPS, EXHIBITS)
    ),
)
"""From a place to the topics of claims that go back to it, the ways of `TO_VILLAGE` in reverse."""

CITED = Column(CITATIONS, "entry_id", "passage_id").to(Column(PASSAGES, "id", "source_id"))
"""From any entry to the sources that it cites."""


def sources_cited(tables: Tables, entries: Collection[int]) -> dict[int, set[int]]:
    """The sources that some entries cite."""
    found: dict[int, set[int]] = defaultdict(set)
    for entry, sources in CITED.read(tables, entries).items():
        found[entry] = {int(source) for source in sources}
    return found


SUBJECT = Column(CLAIMS, "id", "subject_id")
TOLD = Column(PASSAGES, "source_id", "id").to(Column(CITATIONS, "passage_id", "entry_id"))
"""From a source to the entries that cite it."""
