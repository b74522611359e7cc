"""The custody certificate of a file that readers may have: what it is, whether its bytes are still
those that were recorded, since when it can be had, and what its source was cut into.

The page and `manage.py custody` say what `certificate` gathers, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from archive.public import custody, stamp
from archive.public import models as public
from archive.public.addresses import custody_address
from archive.public.at_once import at_once
from archive.public.custody import Cut, Stored
from archive.public.pages import parts
from archive.public.pages.apparatus import Apparatus, defined, moment
from archive.public.pages.files import File, as_part
from archive.public.pages.passages import Text, counting, whose_words
from archive.public.pages.sources import Bibliography, bibliography
from archive.public.wording import reader_language
from archive.vocabularies import Fidelity, FileUse


@dataclass(frozen=True)
class Command:
    """What a reader enters, on which system, to compute the SHA-256 of a download."""

    system: str
    text: str


@dataclass(frozen=True)
class Certificate:
    """What can be said of a file. `uses` are several where the same bytes serve as several.

    `opened` is the first day on which its source could be read, `changed` the last one on which
    what readers see of it changed, its files among that.
    """

    url: str
    file: File
    uses: list[parts.Code]
    source: parts.Link
    data: Bibliography
    stored: Stored
    state: parts.Code
    opened: parts.When | None
    changed: parts.When | None
    cut: Cut
    fidelity: list[parts.Code]
    commands: list[Command]


def certificate(
    source: public.PublicSource, sha256: str, language: str, *, afresh: bool = False
) -> Certificate | None:
    """Gather the certificate of a file of a source; None when readers have no such file there."""
    files = public.PublicFile.objects.filter(source=source, sha256=sha256).order_by("use")
    rows, counts = at_once(files, counting(source))
    if not rows:
        return None
    apparatus = Apparatus(language, here=source)
    file, now = as_part(source, rows[0]), custody.stored(sha256, rows[0].size, afresh=afresh)
    opened, changed = _days(source, language)
    made = custody.cut(source.pk) if afresh else custody.CUTS.get(source.pk, stamp.current())
    return Certificate(
        url=custody_address(source, sha256),
        file=file,
        uses=[defined(FileUse, row.use) for row in rows],
        source=apparatus.link(source),
        data=bibliography(source, Text.counted(counts), apparatus),
        stored=now,
        state=state_of(now),
        opened=opened,
        changed=changed,
        cut=made,
        fidelity=[
            parts.Code(each, str(each.label), whose_words(each))
            for each in Fidelity
            if each in made.by_fidelity
        ],
        commands=_commands(file.name),
    )


def certificates(sha256: str, *, afresh: bool = False) -> list[Certificate]:
    """The certificates of every public file that has this digest, by the key of its source."""
    of = public.PublicFile.objects.filter(sha256=sha256).values_list("source_id", flat=True)
    sources = public.PublicSource.objects.filter(pk__in=set(of))
    found = (
        certificate(source, sha256, reader_language(), afresh=afresh)
        for source in sources.order_by("slug")
    )
    return [one for one in found if one]


def state_of(now: Stored) -> parts.Code:
    """Whether the bytes are what they were, in words that hide nothing."""
    labels = {
        custody.VERIFIED: (
            _("Verified"),
            _("The bytes that lie here now have the size and the SHA-256 that are recorded."),
        ),
        custody.DIFFERS: (
            _("Differs"),
            _(
                "The bytes that lie here now are not those that are recorded. They cannot be "
                "downloaded. A copy that has the recorded SHA-256 is the file that was collected."
            ),
        ),
        custody.MISSING: (
            _("Missing"),
            _(
                "No file can be read here now, and nothing can be downloaded. A copy that has the "
                "recorded SHA-256 is the file that was collected."
            ),
        ),
    }
    return parts.Code(now.state, *labels[now.state])


def lines(one: Certificate) -> Iterator[str]:
    """The certificate as lines of text, the same facts in the order of the page."""
    for label, value in _facts(one):
        yield f"{label}: {value}"


def _facts(one: Certificate) -> Iterator[tuple[str, str]]:
    yield _("Custody certificate"), one.url
    yield _("File"), one.file.name
    yield _("Use"), ", ".join(use.label for use in one.uses)
    yield _("Media type"), one.file.media_type
    yield _("Size in bytes"), str(one.file.size)
    yield _("SHA-256 as recorded"), one.file.sha256
    yield _("SHA-256 of the bytes that lie here now"), one.stored.sha256 or "–"
    yield one.state.label, one.state.definition
    yield _("Source"), f"{one.source.title} ({one.data.key})"
    yield _("Author or publisher"), one.data.author.title if one.data.author else "–"
    yield _("Original"), one.data.url or "–"
    yield _("Archived copy"), one.data.archived_url or "–"
    yield _("Seen on"), one.data.accessed or "–"
    yield _("First opened to readers on"), one.opened.edtf if one.opened else "–"
    yield _("Last changed for readers on"), one.changed.edtf if one.changed else "–"
    yield _("Passages"), _passages(one.cut)
    yield _("SHA-256 over the passages"), one.cut.sha256


def _passages(made: Cut) -> str:
    if not made.count:
        return "0"
    whose = [f"{number} {code}" for code, number in made.by_fidelity.items()]
    if made.withheld:
        whose.append(f"{made.withheld} {custody.WITHHELD}")
    return f"{made.count}, #{made.first}-{made.last} ({', '.join(whose)})"


def _days(
    source: public.PublicSource, language: str
) -> tuple[parts.When | None, parts.When | None]:
    """The first and the last day on which what readers see of a source changed."""
    changes = public.PublicChange.objects.filter(entry_id=source.pk)
    days = changes.aggregate(first=Min("made_on"), last=Max("made_on"))
    first, last = (
        moment(day.isoformat(), "", language) if day else None
        for day in (days["first"], days["last"])
    )
    return first, last


def _commands(name: str) -> list[Command]:
    return [
        Command("Linux", f"sha256sum {name}"),
        Command("macOS", f"shasum -a 256 {name}"),
        Command("Windows PowerShell", f"Get-FileHash -Algorithm SHA256 {name}"),
        Command(_("A copy of this archive"), f"python manage.py custody --verify {name}"),
    ]
