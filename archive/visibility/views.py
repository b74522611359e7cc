"""In which view readers see each type of record. It decides nothing of who may see what."""

from __future__ import annotations

from archive.models.claims import SUBJECT_TYPES
from archive.public import models as public
from archive.public.models.base import PublicModel
from archive.vocabularies import RecordType

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
