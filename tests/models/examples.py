"""One legal row of each table, and what a rule needs to be tried on it.

Each function makes a new row, so that two calls make two; only of the archive and of the stamp
there is one. Owns no rule.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from django.db import models

from archive.models import (
    Actor,
    Archive,
    Citation,
    Claim,
    Consent,
    Decision,
    Entry,
    Exhibit,
    File,
    Identity,
    Incident,
    Involvement,
    LawArticle,
    Membership,
    Mention,
    Passage,
    PassageOriginal,
    Place,
    PublicVersion,
    Redaction,
    Redirect,
    Reply,
    Report,
    Revision,
    Sentence,
    Source,
    Stamp,
    Step,
    Term,
    Text,
    Tombstone,
    Touch,
    Trial,
)
from archive.vocabularies import (
    DecisionKind,
    Fidelity,
    Naming,
    Precision,
    ReplyState,
    TextKind,
    Unit,
)
from tests import factories

_ordinals = count(1)

SUMMARISED = "The court heard nine people, whom the ministry calls rioters, for two months."
"""What a passage in our own words says; the source's own evaluative word in it is `rioters`."""


def named_person() -> Actor:
    """A person who is named for a public capacity."""
    return factories.person("Anna Belskaya", naming=Naming.ROLE)


def located_place() -> Place:
    """A place with coordinates."""
    return factories.place(
        latitude="50.40000", longitude="41.20000", precision=Precision.SETTLEMENT
    )


def counted_claim() -> Claim:
    """A claim with a number."""
    return factories.claim(low=8, high=9, unit=Unit.PEOPLE)


def summarised_passage() -> Passage:
    """A passage in our own words."""
    made = factories.source("Told by us", passages=[SUMMARISED], fidelity=Fidelity.SUMMARY)
    return made.passages.get()


def evaluative_citation() -> Citation:
    """A citation of a source's own word out of our summary."""
    return factories.cite(factories.incident(), summarised_passage(), "rioters")


def verbatim_citation() -> Citation:
    """A citation of words out of the words of a source."""
    return factories.cite(factories.incident(cited=False), factories.passage(), "mill of Orlen")


def withheld_passage() -> Passage:
    """A passage that keeps its number and has no text."""
    source = factories.source(passages=())
    return Passage.objects.create(
        source=source, number=1, fidelity=Fidelity.VERBATIM, withheld=True
    )


def file() -> File:
    """The file of a source."""
    return File.objects.create(
        source=factories.source(), sha256="a1" * 32, size=1200, media_type="application/pdf"
    )


def original() -> PassageOriginal:
    """The unredacted text of a passage."""
    passage = factories.source().passages.get(number=1)
    return PassageOriginal.objects.create(passage=passage, text="All.")


def revision() -> Revision:
    """The first revision of a record."""
    return Revision.objects.create(
        entry_id=factories.place().pk,
        number=1,
        principal="Vera",
        reason="entered",
        body={},
        digest="d" * 64,
    )


def decision() -> Decision:
    """A decision of two persons."""
    return Decision.objects.create(
        entry_id=factories.place().pk,
        kind=DecisionKind.PUBLISH,
        principal="Vera",
        second="Ilya",
        reason="checked",
    )


def public_version() -> PublicVersion:
    """What the public saw of a record at first."""
    return PublicVersion.objects.create(
        entry_id=factories.place().pk,
        number=1,
        made_on=date(2032, 4, 1),
        content={},
        content_hash="c" * 64,
    )


def mention() -> Mention:
    """That a public version speaks of another record."""
    return Mention.objects.create(version=public_version(), entry_id=factories.actor().pk)


def redirect() -> Redirect:
    """An old address."""
    return Redirect.objects.create(
        path=f"/places/old-{next(_ordinals)}/", entry_id=factories.place().pk
    )


def tombstone() -> Tombstone:
    """A notice of withdrawal."""
    return Tombstone.objects.create(
        path=f"/places/gone-{next(_ordinals)}/", reason="An error.", made_on=date(2032, 4, 1)
    )


def reply() -> Reply:
    """A correction that was asked for and made."""
    return Reply.objects.create(
        text="The mill had two wheels.",
        received_on=date(2032, 4, 1),
        state=ReplyState.ACCEPTED,
        answer="Corrected.",
    )


def variant() -> Text:
    """Another name of a place."""
    return factories.text(factories.place(), "Mill village", kind=TextKind.VARIANT)


EXAMPLES: dict[type[models.Model], Callable[[], Any]] = {
    Actor: named_person,
    Archive: factories.archive,
    Citation: verbatim_citation,
    Claim: counted_claim,
    Consent: lambda: factories.testimony().consents.get(),
    Decision: decision,
    Entry: lambda: Entry.objects.get(pk=factories.place().pk),
    Exhibit: factories.exhibit,
    File: file,
    Identity: lambda: Identity.objects.create(actor=factories.person(), real_name="K. Zarubin"),
    Incident: factories.incident,
    Involvement: factories.involvement,
    LawArticle: lambda: factories.law_article(f"{next(_ordinals)}"),
    Membership: factories.membership,
    Mention: mention,
    Passage: lambda: factories.source().passages.first(),
    PassageOriginal: original,
    Place: located_place,
    PublicVersion: public_version,
    Redaction: lambda: Redaction.objects.create(
        original=original(), start=0, end=3, reason="It names a child."
    ),
    Redirect: redirect,
    Reply: reply,
    Report: factories.report,
    Revision: revision,
    Sentence: factories.sentence,
    Source: factories.testimony,
    Stamp: lambda: Stamp.objects.get(),
    Step: factories.step,
    Term: factories.term,
    Text: variant,
    Tombstone: tombstone,
    Touch: lambda: Touch.objects.create(entry=factories.place().pk),
    Trial: factories.trial,
    Trial.incidents.through: lambda: Trial.incidents.through._base_manager.get(
        trial=factories.trial(incidents=[factories.incident()])
    ),
}
"""How to make one row of each table of the archive."""
