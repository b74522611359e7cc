"""Footnotes: from a statement to the passages that it rests on.

Owns their numbers (one for each passage, in the order in which a page first needs it), the cite
key, and how a locator is shown. A withheld passage is no footnote: nobody could check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.entries import few_lengths
from archive.public.wording import Wording, titles_of

_PARAGRAPH = re.compile(r"P(\d+)(?:S(\d+)(?:-(\d+))?)?")
_PAGE = re.compile(r"p(\d+)(?:([SPT])(\d+))?")
_LINE = re.compile(r"L(\d+)")


@dataclass(frozen=True)
class Footnote:
    """One footnote of one statement. `quotation` holds exact words, `cite` is the cite key."""

    number: int
    cite: str
    url: str
    source: str
    locator: str
    quotation: str
    evaluative: bool


@dataclass(frozen=True)
class Note:
    """What stands at the foot of a page for a number: the passage itself and its source."""

    number: int
    cite: str
    url: str
    source: str
    source_language: str
    source_url: str
    author: str
    year: str
    locator: str
    fidelity: str
    fidelity_label: str
    language: str
    text: str

    @property
    def verbatim(self) -> bool:
        """Whether the text may stand between quotation marks."""
        return self.fidelity == "verbatim"


def citing(ids: Iterable[int]) -> QuerySet[public.PublicCitation]:
    """The citations of the entries, with passage and source."""
    rows = public.PublicCitation.objects.filter(entry_id__in=few_lengths(ids))
    return rows.select_related("passage__source__author")


def citations_of(ids: Sequence[int]) -> list[public.PublicCitation]:
    """Return the citations of the entries in the order of the ids, with passage and source."""
    return in_page_order(citing(ids), ids)


def in_page_order(
    citations: Iterable[public.PublicCitation], ids: Sequence[int]
) -> list[public.PublicCitation]:
    """Citations in the order of the ids of what cites."""
    order = {entry_id: place for place, entry_id in enumerate(ids)}
    return sorted(
        citations,
        key=lambda row: (
            order[row.entry_id],
            row.passage.source.slug,
            row.passage.number,
            row.quotation,
        ),
    )


def numbered(
    citations: Iterable[public.PublicCitation], titles: Mapping[int, Wording]
) -> tuple[dict[int, list[Footnote]], list[Note]]:
    """Return the footnotes by entry id and the notes that they lead to.

    `titles` calls the sources and their authors by entry id.
    """
    notes: dict[int, Note] = {}
    footnotes: dict[int, list[Footnote]] = {}
    for row in citations:
        note = notes.get(row.passage_id)
        if note is None:
            note = notes[row.passage_id] = _note(len(notes) + 1, row.passage, titles)
        footnotes.setdefault(row.entry_id, []).append(
            Footnote(
                number=note.number,
                cite=note.cite,
                url=note.url,
                source=note.source,
                locator=note.locator,
                quotation=row.quotation,
                evaluative=row.evaluative,
            )
        )
    return footnotes, list(notes.values())


def footnotes_of(ids: Iterable[int], language: str = "") -> dict[int, list[Footnote]]:
    """Return the footnotes of each entry id, numbered in the order of the ids.

    Two or three queries. Entries without a citation are missing.
    """
    citations = citations_of(list(ids))
    sources = [row.passage.source for row in citations]
    titles = titles_of(
        [*sources, *(source.author for source in sources if source.author)],
        language or get_language() or "",
    )
    return numbered(citations, titles)[0]


def shown_locator(passage: public.PublicPassage) -> str:
    """Return the place of a passage in its source as people write it.

    `P2S5` is “¶2 s.5”; `p12S3`, the third sentence that begins on page 12, is “p. 12 s.3”.
    """
    if match := _PARAGRAPH.fullmatch(passage.locator):
        paragraph, sentence, part = match.groups()
        shown = f"¶{paragraph}"
        if sentence:
            shown = f"{shown} {_in_order('S', sentence)}"
        return f"{shown} ({part})" if part else shown
    if match := _PAGE.fullmatch(passage.locator):
        page, unit, number = match.groups()
        shown = _("p. %(number)s") % {"number": page}
        return f"{shown} {_in_order(unit, number)}" if unit else shown
    if match := _LINE.fullmatch(passage.locator):
        return _("line %(number)s") % {"number": match[1]}
    return passage.locator or _("passage %(number)s") % {"number": passage.number}


def _in_order(unit: str, number: str) -> str:
    """The third sentence, paragraph or turn: “s.3”, “¶3”, “T3”."""
    if unit == "S":
        return _("s.%(number)s") % {"number": number}
    return f"¶{number}" if unit == "P" else f"T{number}"


def passage_address(passage: public.PublicPassage) -> str:
    """Return the address of the window around a passage, at the passage itself."""
    return f"{address_of(passage)}#p{passage.number}"


def _note(number: int, passage: public.PublicPassage, titles: Mapping[int, Wording]) -> Note:
    source = passage.source
    title = titles[source.pk]
    return Note(
        number=number,
        cite=f"{source.slug}#{passage.number}",
        url=passage_address(passage),
        source=title.text,
        source_language=title.language,
        source_url=address_of(source),
        author=titles[source.author.pk].text if source.author else "",
        year=source.when[:4],
        locator=shown_locator(passage),
        fidelity=passage.fidelity,
        fidelity_label=str(passage.get_fidelity_display()),
        language=passage_language(passage),
        text=passage.text,
    )


def passage_language(passage: public.PublicPassage) -> str:
    """The language of a passage's words, as far as it is known.

    Verbatim words are in the language of the source. In which language a summary or translation
    is written, nothing says; it is left open rather than guessed.
    """
    return passage.source.language if passage.fidelity == "verbatim" else ""
