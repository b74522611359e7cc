"""The records: what editors curate, with every rule that a database can hold."""

from archive.models.base import Dated, Entry, Fact, Record
from archive.models.claims import SUBJECT_TYPES, Claim
from archive.models.events import Incident, Involvement
from archive.models.history import (
    Decision,
    Mention,
    PublicVersion,
    Redirect,
    Reply,
    Revision,
    Stamp,
    Tombstone,
    Touch,
)
from archive.models.justice import Exhibit, LawArticle, Report, Step, Trial
from archive.models.people import Actor, Body, Group, Membership, Person
from archive.models.places import Place
from archive.models.protected import Consent, Identity, PassageOriginal, Redaction
from archive.models.sources import Citation, File, Passage, Source
from archive.models.testimony import Testimony
from archive.models.texts import Archive, Sentence, Term, Text

__all__ = [
    "SUBJECT_TYPES",
    "Actor",
    "Archive",
    "Body",
    "Citation",
    "Claim",
    "Consent",
    "Dated",
    "Decision",
    "Entry",
    "Exhibit",
    "Fact",
    "File",
    "Group",
    "Identity",
    "Incident",
    "Involvement",
    "LawArticle",
    "Membership",
    "Mention",
    "Passage",
    "PassageOriginal",
    "Person",
    "Place",
    "PublicVersion",
    "Record",
    "Redaction",
    "Redirect",
    "Reply",
    "Report",
    "Revision",
    "Sentence",
    "Source",
    "Stamp",
    "Step",
    "Term",
    "Testimony",
    "Text",
    "Tombstone",
    "Touch",
    "Trial",
]
