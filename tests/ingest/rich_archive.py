"""Archives drawn at random with everything that a bundle has to carry, and much that it must not.

On top of the relations that facets follow come words in languages, voices, withheld and redacted
passages, numbers with gaps, files, consents, embargoes, notes, every state.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.utils import timezone

from archive.models import (
    Actor,
    Consent,
    File,
    Identity,
    Passage,
    PassageOriginal,
    Place,
    Redaction,
    Source,
    Text,
)
from archive.models.triggers import record_models
from archive.vocabularies import (
    ConsentMeans,
    ConsentScope,
    Fidelity,
    FileUse,
    Naming,
    SourceKind,
    State,
    TextKind,
    TextPart,
    TranslationStatus,
)
from tests import factories
from tests.public.facets import random_archive

SECRET = "Zinaida Protected"
"""Stands wherever nothing may leave."""
LANGUAGES = ("en", "ru", "kk-Cyrl")


def build(seed: int, size: int = 4) -> None:
    """Fill the archive; the same seed draws the same, but for refs and slugs."""
    random_archive.build(seed, size)
    chance = Random(seed)
    factories.archive()
    Source.objects.filter(language="").update(language="en")
    for model in record_models():
        for record in model._base_manager.order_by("pk"):
            if chance.random() < 0.1:
                record.state = chance.choice(list(State))
            if chance.random() < 0.1:
                record.embargo_until = date(2031, 1, 1)
            if chance.random() < 0.1:
                record.desk_note = "Ask again.\nThen decide."
            record.save()
            _words(chance, record.pk, record.record_type)
    for place in Place.objects.order_by("pk")[::2]:
        place.latitude, place.longitude, place.precision = "50.40000", "41.2", "settlement"
        place.save()
    for source in Source.objects.order_by("pk"):
        _passages(chance, source)
        _consents(chance, source)
        _files(chance, source)


def _words(chance: Random, pk: int, record_type: str) -> None:
    actor = Actor.objects.filter(pk=pk).first()
    hidden = actor is not None and actor.naming == Naming.PSEUDONYM
    parts = [TextPart.LABEL, TextPart.SUMMARY]
    parts += [] if hidden or record_type == "archive" else [TextPart.NAME, TextPart.TITLE]
    for number, part in enumerate(parts):
        for language in LANGUAGES:
            if chance.random() < 0.3 and part is not TextPart.NAME:
                continue
            Text.objects.create(
                entry_id=pk,
                part=part,
                language=language,
                text=f"{part} {number} “{chance.randrange(9)}”",
                status=chance.choice(list(TranslationStatus)),
            )
            if chance.random() < 0.2:
                Text.objects.create(
                    entry_id=pk,
                    part=part,
                    language=language,
                    text=f"another {part}",
                    kind=chance.choice([TextKind.VARIANT, TextKind.TRANSLATION]),
                    used_by=chance.choice([None, Actor.objects.order_by("pk").first()]),
                )


def _passages(chance: Random, source: Source) -> None:
    last = source.passages.count()
    speakers = list(Actor.objects.order_by("pk")[:3])
    for number in range(last + 1, last + 6):
        if chance.random() < 0.2:
            continue
        passage = Passage.objects.create(
            source=source,
            number=number,
            locator=chance.choice(["", f"P{number}S1", "00:01:20"]),
            text=f"[P{number}] Line one, “{number}”.\nNAME: line two \\ ; #.",
            voice=chance.choice([None, *speakers]),
            fidelity=chance.choice(list(Fidelity)),
        )
        if chance.random() < 0.3:
            original = PassageOriginal.objects.create(passage=passage, text=f"{SECRET} was there.")
            Redaction.objects.create(original=original, start=0, end=5, reason="safety")
            passage.withheld = chance.random() < 0.5
            passage.text = "" if passage.withheld else "[…] was there."
            passage.save()


def _consents(chance: Random, source: Source) -> None:
    if source.kind != SourceKind.TESTIMONY:
        return
    today = timezone.now().date()
    for scope in ConsentScope:
        for days in chance.sample([-9, 9, 400], 2):
            Consent.objects.create(
                source=source,
                scope=scope,
                means=chance.choice(list(ConsentMeans)),
                until=chance.choice([None, today + timedelta(days=days)]),
                withdrawn_on=chance.choice([None, None, today]),
                note=SECRET,
            )
    Identity.objects.get_or_create(actor=source.speaker, defaults={"contact": SECRET})


def _files(chance: Random, source: Source) -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    for use in chance.sample(list(FileUse), chance.choice((0, 1, 2))):
        data = f"scan {chance.randrange(3)}".encode()
        digest = hashlib.sha256(data).hexdigest()
        (folder / digest).write_bytes(data)
        File.objects.create(
            source=source,
            use=use,
            sha256=digest,
            size=len(data),
            media_type=chance.choice(["application/pdf", "image/x-own"]),
            public=chance.random() < 0.5,
        )
