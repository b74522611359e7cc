"""What a reader gets to see, and the records of the bundle by the names that it gives them."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any, TypeVar, cast

from django.db.models import Q, QuerySet
from django.test import Client

from archive import models as records
from archive.models import Record
from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.models import PublicRecord
from archive.vocabularies import SourceKind
from tests.fixtures_kordai import bundle

MODELS: dict[str, tuple[type[Record], type[PublicRecord]]] = {
    "actor": (records.Actor, public.PublicActor),
    "claim": (records.Claim, public.PublicClaim),
    "exhibit": (records.Exhibit, public.PublicExhibit),
    "incident": (records.Incident, public.PublicIncident),
    "involvement": (records.Involvement, public.PublicInvolvement),
    "lawarticle": (records.LawArticle, public.PublicLawArticle),
    "membership": (records.Membership, public.PublicMembership),
    "place": (records.Place, public.PublicPlace),
    "report": (records.Report, public.PublicReport),
    "source": (records.Source, public.PublicSource),
    "step": (records.Step, public.PublicStep),
    "term": (records.Term, public.PublicTerm),
    "trial": (records.Trial, public.PublicTrial),
}

Public = TypeVar("Public", bound=PublicRecord)

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def seen(record_type: str, name: str) -> Any:
    """Return the public record to which the bundle gives this name (its slug or its id)."""
    model, view = MODELS[record_type]
    slug = _slugs_of_people().get(name, name) if record_type == "actor" else name
    return view.objects.get(pk=model._base_manager.get(slug=slug).pk)


@cache
def _slugs_of_people() -> dict[str, str]:
    return {row["id"]: row["slug"] for row in bundle.rows("actors") if "id" in row}


def claims(*wanted: Q, **which: Any) -> list[public.PublicClaim]:
    """Return public claims, with who says them."""
    rows = public.PublicClaim.objects.filter(*wanted, **which)
    return list(rows.select_related("asserted_by", "relayed_by", "about").order_by("pk"))


def first_passages() -> QuerySet[public.PublicPassage]:
    """The passages of the first source, of the testimony in it, and of the log of its reading."""
    return public.PublicPassage.objects.filter(
        Q(source__slug__in=(bundle.SOURCE, bundle.LOG))
        | Q(source__derives_from__slug=bundle.SOURCE, source__kind=SourceKind.TESTIMONY)
    )


def first(model: type[Public], **which: Any) -> list[Public]:
    """Return the public records that rest on passages of the first source and on no other."""
    mine = first_passages().values("pk")
    cited = public.PublicCitation.objects
    resting = cited.filter(passage_id__in=mine).values("entry_id")
    others = cited.exclude(passage_id__in=mine).values("entry_id")
    rows = model._default_manager.filter(pk__in=resting, **which).exclude(pk__in=others)
    return list(cast("QuerySet[Public]", rows.order_by("pk")))


def sources_of(record: PublicRecord) -> set[str]:
    """Return the keys of the sources on which a record rests."""
    rows = public.PublicCitation.objects.filter(entry_id=record.pk)
    return set(rows.values_list("passage__source__slug", flat=True))


def plain(page: str) -> str:
    """Return what stands on a page: no tags, no entities, single blanks."""
    return " ".join(html.unescape(_TAG.sub(" ", page)).split())


def read(reader: Client, address: str) -> str:
    """Return the page at an address, which must be there, as HTML."""
    response = reader.get(address.partition("#")[0])
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response.content.decode()


def read_plain(reader: Client, record: PublicRecord) -> str:
    """Return what stands on the page of a record."""
    return plain(read(reader, address_of(record)))
