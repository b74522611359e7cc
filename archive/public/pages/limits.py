"""What is not in the archive, as far as the archive itself can tell.

Every figure is counted from the public rows as lists count them, and leads to the list that it
counts; nothing is typed. Withheld passages are counted because they are announced: of what is
hidden otherwise, this page knows nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public import stamp
from archive.public.addresses import list_address
from archive.public.entries import few_lengths
from archive.public.facets import NO_ROWS, NONE
from archive.public.filters import LISTS
from archive.public.filters.tables import PASSAGES, TEXTS
from archive.public.filters.values import Codes, language_name
from archive.public.footnotes import Note
from archive.public.index import INDEXES, ListIndex, kept_rows
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus
from archive.public.pages.site import Change, Site
from archive.public.wording import NAMES, same_language
from archive.vocabularies import Fidelity, Precision, Stance

SILENCES = 12
WITHHOLDING = 100


@dataclass(frozen=True)
class Figure:
    """How many there are of something, and the list of them; without an address there are none."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Table:
    """Figures of one kind, of how many records in all they are, and the list of those."""

    name: str
    title: str
    unit: str
    of: int
    url: str
    figures: list[Figure]


@dataclass(frozen=True)
class Tongue:
    """A language of the archive: how many sources are in it, and how many records have a name."""

    language: str
    label: str
    sources: Figure
    named: int
    of: int


@dataclass(frozen=True)
class Withheld:
    """A source of which passages are withheld."""

    source: parts.Link
    passages: int


@dataclass(frozen=True)
class Limits:
    """What is not in here."""

    changed: Change | None
    tables: list[Table]
    languages: list[Tongue]
    places: list[parts.Link]
    not_located: Figure
    silent: Figure
    silences: list[parts.Statement]
    withheld: int
    withheld_in: list[Withheld]
    notes: list[Note]


class _Counts:
    """Counts as the lists make them, for one state of the archive."""

    def __init__(self, now: stamp.Stamp | None) -> None:
        self._now = now
        self._language = get_language() or "en"

    def index(self, noun: str) -> ListIndex:
        """The index of a list."""
        return INDEXES.get((LISTS[noun], self._language), self._now)

    def all(self, noun: str) -> int:
        """How long a list is."""
        return len(self.index(noun))

    def figure(self, noun: str, facet: str, value: str, label: str) -> Figure:
        """How many records of a list have a value."""
        count = len(self.index(noun).facets.having(facet, value))
        address = f"{list_address(noun)}?{facet}={value}"
        return Figure(label, count, address if count else "")

    def every_value(self, noun: str, facet: str) -> list[Figure]:
        """All values of a facet, of a closed list also those that nothing has."""
        labels = dict(self.index(noun).labels[facet])
        kind = LISTS[noun].facets()[facet].values
        if isinstance(kind, Codes):
            labels |= kind.labels(kind.codes.keys() - labels.keys(), self._language)
        figures = [self.figure(noun, facet, value, label) for value, label in labels.items()]
        figures.sort(key=lambda figure: (-figure.count, figure.label))
        missing = self.figure(noun, facet, NONE, _("not recorded"))
        return [*figures, missing] if missing.count else figures

    def ids(self, noun: str, facet: str, value: str) -> list[int]:
        """The records of a list that have a value, in its order."""
        index = self.index(noun)
        return index.page(index.facets.having(facet, value), "", 0, None)


def limits(frame: Site, language: str) -> Limits:
    """Gather the page."""
    now = stamp.current()
    counts = _Counts(now)
    tables = kept_rows(now)
    silent = counts.ids("claims", "stance", Stance.SILENT)[:SILENCES]
    claims = rows.some_claims(silent)
    unlocated = counts.ids("villages", "precision", Precision.NOT_LOCATED)[: rows.MANY]
    places = LISTS["villages"].read_rows(unlocated) if unlocated else []
    withheld = Counter(row.source_id for row in tables.having(PASSAGES, "withheld", {True}))
    sources = _sources(withheld)
    apparatus = Apparatus(language, cited=claims, named=[*places, *sources])
    return Limits(
        changed=frame.changed,
        tables=[*_of_sources(counts), _of_records(counts)],
        languages=_tongues(frame, counts, tables.rows(TEXTS), language),
        places=apparatus.links(places),
        not_located=counts.figure("villages", "precision", Precision.NOT_LOCATED, _("not located")),
        silent=counts.figure("claims", "stance", Stance.SILENT, _("looked for and not found")),
        silences=apparatus.statements(claims),
        withheld=sum(withheld.values()),
        withheld_in=[Withheld(apparatus.link(row), withheld[row.pk]) for row in sources],
        notes=apparatus.notes,
    )


def _sources(ids: Iterable[int]) -> list[public.PublicSource]:
    wanted = few_lengths(ids)
    if not wanted:
        return []
    return list(public.PublicSource.objects.filter(pk__in=wanted).order_by("slug")[:WITHHOLDING])


def _of_sources(counts: _Counts) -> list[Table]:
    titles = {
        "kind": _("Sources by kind"),
        "standpoint": _("Sources by standpoint"),
        "language": _("Sources by language"),
        "year": _("Sources by year"),
    }
    of = counts.all("sources")
    return [
        Table(
            facet,
            title,
            _("sources"),
            of,
            list_address("sources"),
            counts.every_value("sources", facet),
        )
        for facet, title in titles.items()
    ]


def _of_records(counts: _Counts) -> Table:
    """Records that lack something which a reader would look for."""
    lacking = (
        ("incidents", "year", _("Incidents without a date that tells a year")),
        ("incidents", "village", _("Incidents without a place")),
        ("trials", "court", _("Trials without a court")),
        ("trials", "year", _("Trials without a date that tells a year")),
        ("sources", "year", _("Sources without a date that tells a year")),
        ("sources", "publisher", _("Sources without an author or publisher")),
        ("claims", "year", _("Claims that carry no date of their own")),
        ("defendants", "verdict", _("Defendants of whom no source here reports a verdict")),
        ("defendants", "sanction", _("Defendants of whom no source here reports a sentence")),
    )
    figures = [counts.figure(noun, facet, NONE, label) for noun, facet, label in lacking]
    return Table(
        "lacking", _("What is not recorded"), "", 0, "", [*figures, _only_summaries(counts)]
    )


def _only_summaries(counts: _Counts) -> Figure:
    """Sources of which nothing stands here but a summary in the archive's own words."""
    bits = counts.index("sources").facets.bits["fidelity"]
    others = [value for value in (*Fidelity.values, NONE) if value != Fidelity.SUMMARY]
    left = bits.get(Fidelity.SUMMARY, NO_ROWS)
    for value in others:
        left -= bits.get(value, NO_ROWS)
    rest = "".join(f"&fidelity.not={value}" for value in sorted(others))
    address = f"{list_address('sources')}?fidelity={Fidelity.SUMMARY}{rest}"
    label = _("Sources of which only a summary is here")
    return Figure(label, len(left), address if left else "")


def _tongues(
    frame: Site, counts: _Counts, texts: Iterable[public.PublicText], language: str
) -> list[Tongue]:
    """The languages of the archive, with what is missing in each."""
    listed = ("incidents", "villages", "people", "groups", "bodies", "trials", "sources")
    ids = {entry for noun in listed for entry in counts.index(noun).facets.ids}
    named = {(row.entry_id, row.language) for row in texts if row.part in NAMES}
    in_sources = counts.index("sources").facets.bits["language"]
    found: list[Tongue] = []
    for code, _name in frame.languages:
        label = language_name(code, language)
        tags = sorted(tag for tag in in_sources if tag != NONE and same_language(tag, code))
        sources = sum(len(in_sources[tag]) for tag in tags)
        query = "&".join(f"language={tag}" for tag in tags)
        address = f"{list_address('sources')}?{query}" if tags else ""
        found.append(
            Tongue(
                language=code,
                label=label,
                sources=Figure(label, sources, address),
                named=len({e for e, tag in named if e in ids and same_language(tag, code)}),
                of=len(ids),
            )
        )
    return found
