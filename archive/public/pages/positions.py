"""Who says what: the claims of a page by topic and matter, each position beside the others.

Turns what `archive.public.positions` computes into parts of a page; it decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.public import models as public
from archive.public import positions, stamp
from archive.public.pages import parts
from archive.public.pages.apparatus import Apparatus, by_topic, code
from archive.public.pages.numbers import between
from archive.public.positions import AFFIRMS, Difference, Position
from archive.public.support import LINEAGE

DIFFERENCES: dict[Difference, Promise] = {
    Difference.EXCLUDE: _("These numbers exclude each other, if they count the same."),
    Difference.DIFFER: _("These numbers differ, and may all be so."),
    Difference.DENIED: _("What one says another denies."),
    Difference.SILENT: _("Something was looked for and not found."),
}
FEW = 3
"""How many voices of a position stand open; more of them can be unfolded."""


def topics(
    claims: Iterable[public.PublicClaim],
    apparatus: Apparatus,
    elsewhere: Sequence[public.PublicClaim] = (),
) -> list[parts.Topic]:
    """The claims by topic, in the order of the vocabulary, and by matter, in order of time.

    `elsewhere` are claims that the page tells in another place: they have no position here, but
    whoever differs from them differs.
    """
    groups: dict[str, list[public.PublicClaim]] = defaultdict(list)
    for claim in by_topic(claims):
        groups[claim.topic].append(claim)
    return [_topic(group, apparatus, elsewhere) for group in groups.values()]


def _topic(
    claims: Sequence[public.PublicClaim],
    apparatus: Apparatus,
    elsewhere: Sequence[public.PublicClaim],
) -> parts.Topic:
    sources = {
        source.pk: source for claim in claims for source in apparatus.sources_of.get(claim.pk, [])
    }
    lineage = LINEAGE.get(None, stamp.current())
    families: dict[int, list[public.PublicSource]] = defaultdict(list)
    for source in sources.values():
        families[lineage.origin(source.pk)].append(source)
    return parts.Topic(
        topic=code(claims[0], "topic"),
        count=len(claims),
        sources=len(sources),
        origins=len(families),
        families=[apparatus.links(family) for family in families.values() if len(family) > 1],
        matters=[_matter(group, apparatus, elsewhere) for group in positions.by_matter(claims)],
    )


def _matter(
    claims: Sequence[public.PublicClaim],
    apparatus: Apparatus,
    elsewhere: Sequence[public.PublicClaim],
) -> parts.Matter:
    found = positions.positions(claims)
    drawn, scales = _scales(found)
    first = claims[0]
    others = [one for one in elsewhere if positions.matter(one) == positions.matter(first)]
    return parts.Matter(
        subject=apparatus.maybe(apparatus.subjects.get(first.subject_id)),
        about=apparatus.maybe(first.about),
        differences=[
            parts.Code(one.value, str(DIFFERENCES[one]))
            for one in positions.differences([*claims, *others])
        ],
        scales=scales,
        positions=[_position(one, bar, apparatus) for one, bar in zip(found, drawn, strict=True)],
    )


def _position(one: Position, bar: positions.Bar | None, apparatus: Apparatus) -> parts.Position:
    voices = [apparatus.statement(claim) for claim in one.voices]
    return parts.Position(
        number=voices[0].number,
        bar=_drawn(bar) if bar else None,
        voices=voices[:FEW],
        more_voices=voices[FEW:],
        answers=[apparatus.statement(claim) for claim in one.answers],
    )


def _drawn(bar: positions.Bar) -> parts.Bar:
    """A bar as it is drawn: an exact number has a width that can be seen."""
    width = max(bar.width, Decimal(1))
    return parts.Bar(str(min(bar.start, 100 - width)), str(width), bar.is_open)


def _scales(found: Sequence[Position]) -> tuple[list[positions.Bar | None], list[str]]:
    """The bar of each position, and the ends of the scales: numbers of one unit share one."""
    drawn: list[positions.Bar | None] = [None for _one in found]
    scales: list[str] = []
    units: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if one.voices[0].unit and one.voices[0].stance in AFFIRMS:
            units[one.voices[0].unit].append(place)
    for unit, places in units.items():
        end = positions.greatest([found[place].voices[0] for place in places])
        if len(places) < 2 or not end:
            continue
        for place in places:
            drawn[place] = positions.bar(found[place].voices[0], end)
        scales.append(between(Decimal(0), end, unit))
    return drawn, scales
