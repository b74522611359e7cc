"""The files of sources that readers may have, as pages print them."""

from __future__ import annotations

import mimetypes
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from archive.public import models as public
from archive.public.addresses import custody_address, file_address
from archive.public.entries import few_lengths
from archive.public.pages import parts
from archive.public.pages.apparatus import code


@dataclass(frozen=True)
class File:
    """A file that readers may have, by its digest; `url_custody` is that of its certificate."""

    url: str
    url_custody: str
    name: str
    use: parts.Code
    sha256: str
    size: int
    media_type: str


def files_of(ids: Iterable[int]) -> QuerySet[public.PublicFile]:
    """The files of some sources."""
    rows = public.PublicFile.objects.filter(source_id__in=few_lengths(ids))
    return rows.order_by("use", "sha256")


def as_parts(
    sources: Iterable[public.PublicSource], rows: Iterable[public.PublicFile]
) -> dict[int, list[File]]:
    """Files as pages print them, by the id of the source."""
    by_id = {source.pk: source for source in sources}
    found: dict[int, list[File]] = defaultdict(list)
    for row in rows:
        found[row.source_id].append(as_part(by_id[row.source_id], row))
    return found


def as_part(source: public.PublicSource, row: public.PublicFile) -> File:
    """A file as pages print it."""
    return File(
        url=file_address(source, row),
        url_custody=custody_address(source, row.sha256),
        name=download_name(source, row),
        use=code(row, "use"),
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
    )


def download_name(source: public.PublicSource, row: public.PublicFile) -> str:
    """The name under which a download is saved."""
    ending = mimetypes.guess_extension(row.media_type) or ""
    return f"{source.slug}-{row.use}{ending}"
