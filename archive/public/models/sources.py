"""Public sources, files, passages and citations."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import PublicDated, PublicModel, PublicPage, relation
from archive.vocabularies import (
    Fidelity,
    FileUse,
    RecordType,
    Setting,
    SourceKind,
    Standpoint,
)


class PublicSource(PublicPage, PublicDated):
    """A source that readers may see; testimony is among them while a consent allows it."""

    kind = models.CharField(max_length=15, choices=SourceKind.choices)
    title = models.CharField(max_length=400)
    author = relation("public.PublicActor", "sources", null=True)
    language = models.CharField(max_length=35)
    url = models.CharField(max_length=500)
    archived_url = models.CharField(max_length=500)
    accessed = models.DateField(null=True)
    rights = models.CharField(max_length=200)
    standpoint = models.CharField(max_length=15, choices=Standpoint.choices)
    derives_from = relation("self", "derived", null=True)
    speaker = relation("public.PublicActor", "testimony", null=True)
    setting = models.CharField(max_length=20, choices=Setting.choices)

    class Meta(PublicModel.Meta):
        db_table = "public_source"


class PublicFile(PublicModel):
    """A file that an editor opened to readers."""

    id = models.BigIntegerField(primary_key=True)
    source = relation("public.PublicSource", "files")
    use = models.CharField(max_length=10, choices=FileUse.choices)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    class Meta(PublicModel.Meta):
        db_table = "public_file"


class PublicPassage(PublicModel):
    """A numbered passage; a withheld one keeps its number and has no text."""

    id = models.BigIntegerField(primary_key=True)
    source = relation("public.PublicSource", "passages")
    number = models.PositiveIntegerField()
    locator = models.CharField(max_length=40)
    text = models.TextField()
    voice = relation("public.PublicActor", "passages", null=True)
    withheld = models.BooleanField()
    fidelity = models.CharField(max_length=12, choices=Fidelity.choices)

    class Meta(PublicModel.Meta):
        db_table = "public_passage"


class PublicCitation(PublicModel):
    """That a public entry rests on a public passage.

    `entry_id` is the id of a public record of the type `entry_type`.
    """

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    entry_type = models.CharField(max_length=12, choices=RecordType.choices)
    passage = relation("public.PublicPassage", "citations")
    quotation = models.CharField(max_length=1000)
    evaluative = models.BooleanField()

    class Meta(PublicModel.Meta):
        db_table = "public_citation"
