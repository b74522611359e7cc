"""Public words: the archive's own, names, summaries, terms; notices, old addresses, the stamp."""

from __future__ import annotations

from django.db import models

from archive.public.models.base import PublicModel, PublicPage, PublicRecord, relation
from archive.vocabularies import RecordType, TextKind, TextPart, TranslationStatus


class PublicArchive(PublicRecord):
    """The archive itself."""

    languages = models.JSONField()
    map_area = models.JSONField()
    geography = models.JSONField()

    class Meta(PublicModel.Meta):
        db_table = "public_archive"


class PublicText(PublicModel):
    """A name, title, summary or label of a public record in one language."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    entry_type = models.CharField(max_length=12, choices=RecordType.choices)
    part = models.CharField(max_length=10, choices=TextPart.choices)
    text = models.TextField()
    language = models.CharField(max_length=35)
    kind = models.CharField(max_length=12, choices=TextKind.choices)
    used_by = relation("public.PublicActor", "wordings", null=True)
    status = models.CharField(max_length=10, choices=TranslationStatus.choices)

    class Meta(PublicModel.Meta):
        db_table = "public_text"


class PublicSentence(PublicRecord):
    """A sentence of a summary, all of whose passages are public and as they were when read."""

    subject_id = models.BigIntegerField()
    subject_type = models.CharField(max_length=12, choices=RecordType.choices)
    language = models.CharField(max_length=35)
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta(PublicModel.Meta):
        db_table = "public_sentence"


class PublicTerm(PublicPage):
    """A word of the glossary."""

    law = models.CharField(max_length=200)

    class Meta(PublicModel.Meta):
        db_table = "public_term"


class PublicTombstone(PublicModel):
    """The notice at the address of what was withdrawn in public."""

    id = models.BigIntegerField(primary_key=True)
    path = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    made_on = models.DateField()

    class Meta(PublicModel.Meta):
        db_table = "public_tombstone"


class PublicRedirect(PublicModel):
    """An old address of a record that is public now."""

    id = models.BigIntegerField(primary_key=True)
    path = models.CharField(max_length=200)
    entry_id = models.BigIntegerField()
    entry_type = models.CharField(max_length=12, choices=RecordType.choices)

    class Meta(PublicModel.Meta):
        db_table = "public_redirect"


class PublicChange(PublicModel):
    """The day of a change of what readers see of a public record; nothing of what it was."""

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    entry_type = models.CharField(max_length=12, choices=RecordType.choices)
    made_on = models.DateField()

    class Meta(PublicModel.Meta):
        db_table = "public_change"


class PublicVersion(PublicModel):
    """What readers saw of a public record: shown while all that it mentions is public too.

    `content` is what they saw, with refs and `key#number` where it points at others;
    `content_hash` the SHA-256 of it as canonical JSON.
    """

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    entry_type = models.CharField(max_length=12, choices=RecordType.choices)
    number = models.PositiveIntegerField()
    made_on = models.DateField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    redacted_on = models.DateField(null=True)

    class Meta(PublicModel.Meta):
        db_table = "public_version"


class PublicStamp(PublicModel):
    """The value that changes with everything that readers could notice. It is never sent out.

    `hanging` tells whether some public claim answers one that is not public.
    """

    id = models.BigIntegerField(primary_key=True)
    value = models.CharField(max_length=32)
    hanging = models.BooleanField()

    class Meta(PublicModel.Meta):
        db_table = "public_stamp"


class PublicTouch(PublicModel):
    """That a recent change touched an entry, whether it is public or not. It is never sent out.

    No entry means that a change touched too many to say; no type, that the entry is no more.
    """

    id = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(null=True)
    entry_type = models.CharField(max_length=12, choices=RecordType.choices, null=True)  # noqa: DJ001

    class Meta(PublicModel.Meta):
        db_table = "public_touch"
