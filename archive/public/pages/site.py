"""What every page says of the archive itself: its title, its languages. Two queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from archive.public import models as public
from archive.public.wording import Wording, all_texts, best_of
from archive.vocabularies import TextPart


@dataclass(frozen=True)
class Site:
    """The archive as the frame of a page; `languages` are codes with their own names."""

    title: Wording
    introduction: Wording | None
    languages: list[tuple[str, str]]


def site(language: str) -> Site:
    """Return the frame. An archive without a title, or none at all, is nameless but works."""
    archive = public.PublicArchive.objects.first()
    texts = all_texts([archive.pk]) if archive else []
    titles = best_of(texts, language, TextPart.TITLE, TextPart.NAME)
    introductions = best_of(texts, language)
    offered = [tag.partition("-")[0] for tag in archive.languages] if archive else []
    return Site(
        title=titles.get(archive.pk, Wording("")) if archive else Wording(""),
        introduction=introductions.get(archive.pk) if archive else None,
        languages=[(code, name) for code, name in settings.LANGUAGES if code in offered],
    )
