"""What every page says of the archive itself: its title, its languages, when it last changed.

Kept for as long as the public rows stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Max

from archive.dates import display
from archive.public import models as public
from archive.public import stamp
from archive.public.wording import Wording, all_texts, best_of
from archive.vocabularies import TextPart


@dataclass(frozen=True)
class Change:
    """The day of the last public change, and how it is said."""

    day: str
    display: str


@dataclass(frozen=True)
class Site:
    """The archive as the frame of a page.

    `languages` are codes with their own names; `mapped` says that the archive names an area for its
    map, which is then a picture of its own.
    """

    title: Wording
    introduction: Wording | None
    languages: list[tuple[str, str]]
    changed: Change | None
    mapped: bool = False


def site(language: str) -> Site:
    """Return the frame. An archive without a title, or none at all, is nameless but works."""
    return SITES.get(language, stamp.current())


def _built(language: str, _stamp: stamp.Stamp | None) -> Site:
    archive = public.PublicArchive.objects.first()
    texts = all_texts([archive.pk]) if archive else []
    titles = best_of(texts, language, TextPart.TITLE, TextPart.NAME)
    introductions = best_of(texts, language)
    offered = [tag.partition("-")[0] for tag in archive.languages] if archive else []
    day = last_change()
    return Site(
        title=titles.get(archive.pk, Wording("")) if archive else Wording(""),
        introduction=introductions.get(archive.pk) if archive else None,
        languages=[(code, name) for code, name in settings.LANGUAGES if code in offered],
        changed=Change(day.isoformat(), display(day.isoformat(), language)) if day else None,
        mapped=bool(archive and len(archive.map_area) == 4),
    )


def last_change() -> date | None:
    """The last day on which what readers see was changed; nothing finer, and nothing of why.

    It comes from the versions of what is public now and from public notices of withdrawal, so no
    change of something hidden moves it. Versions are numbered in the order in which they were made,
    so that the last one tells; notices are few.
    """
    versions = public.PublicChange.objects.order_by("-pk").values_list("made_on", flat=True)
    notices = public.PublicTombstone.objects.aggregate(last=Max("made_on"))["last"]
    return max((day for day in (versions.first(), notices) if day), default=None)


SITES: stamp.Kept[str, Site] = stamp.Kept(_built, most=8)
