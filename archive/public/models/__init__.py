"""What a reader can reach: read-only models on database views."""

from archive.public.models.base import PublicModel, PublicRecord, ReadOnlyError
from archive.public.models.claims import PublicClaim
from archive.public.models.events import PublicIncident, PublicInvolvement
from archive.public.models.justice import (
    PublicExhibit,
    PublicLawArticle,
    PublicReport,
    PublicStep,
    PublicTrial,
    PublicTrialIncident,
)
from archive.public.models.people import PublicActor, PublicMembership
from archive.public.models.places import PublicPlace
from archive.public.models.sources import (
    PublicCitation,
    PublicFile,
    PublicPassage,
    PublicSource,
)
from archive.public.models.testimony import PublicTestimony
from archive.public.models.texts import (
    PublicArchive,
    PublicChange,
    PublicRedirect,
    PublicSentence,
    PublicStamp,
    PublicTerm,
    PublicText,
    PublicTombstone,
    PublicTouch,
    PublicVersion,
)

__all__ = [
    "PublicActor",
    "PublicArchive",
    "PublicChange",
    "PublicCitation",
    "PublicClaim",
    "PublicExhibit",
    "PublicFile",
    "PublicIncident",
    "PublicInvolvement",
    "PublicLawArticle",
    "PublicMembership",
    "PublicModel",
    "PublicPassage",
    "PublicPlace",
    "PublicRecord",
    "PublicRedirect",
    "PublicReport",
    "PublicSentence",
    "PublicSource",
    "PublicStamp",
    "PublicStep",
    "PublicTerm",
    "PublicTestimony",
    "PublicText",
    "PublicTombstone",
    "PublicTouch",
    "PublicTrial",
    "PublicTrialIncident",
    "PublicVersion",
    "ReadOnlyError",
]
