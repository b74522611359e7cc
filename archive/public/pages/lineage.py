"""The family of a source: everything that goes back to the same origin."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.public import models as public
from archive.public import stamp
from archive.public.pages import parts, rows
from archive.public.pages.apparatus import Apparatus, code
from archive.public.support import LINEAGE


@dataclass(frozen=True)
class Relative:
    """A source of the same origin: how many steps it is away from it, and through which source."""

    source: parts.Link
    kind: parts.Code
    when: parts.When | None
    language: str
    steps: int
    through: parts.Link | None
    is_here: bool


@dataclass(frozen=True)
class Family:
    """All sources that go back to one origin, each after what it derives from."""

    count: int
    origin: parts.Link
    relatives: list[Relative]


@dataclass
class Relatives:
    """The sources of one origin, with how many steps each is away from it, in order."""

    steps: list[tuple[int, int]]
    rows: dict[int, public.PublicSource] = field(default_factory=dict)

    @classmethod
    def of(cls, source: public.PublicSource, now: stamp.Stamp | None) -> Relatives:
        """Find the sources that share the origin of `source`; their rows have to be read."""
        return cls(LINEAGE.get(None, now).family(source.pk))

    @property
    def ids(self) -> list[int]:
        """The first of many, and none where the source stands alone."""
        return [one for one, _steps in self.steps[: rows.MANY]] if len(self.steps) > 1 else []

    def derived_from(self, source: public.PublicSource) -> list[public.PublicSource]:
        """Those that derive from `source` itself."""
        derived = (one for one, _steps in self.steps if one in self.rows)
        return [self.rows[one] for one in derived if self.rows[one].derives_from_id == source.pk]

    def told(self, source: public.PublicSource, apparatus: Apparatus) -> Family | None:
        """The family, unless the source stands alone."""
        if len(self.steps) == 1 or self.steps[0][0] not in self.rows:
            return None
        return Family(
            count=len(self.steps),
            origin=apparatus.link(self.rows[self.steps[0][0]]),
            relatives=[
                Relative(
                    source=apparatus.link(row),
                    kind=code(row, "kind"),
                    when=apparatus.when(row),
                    language=row.language,
                    steps=steps,
                    through=apparatus.maybe(row.derives_from) if steps else None,
                    is_here=row.pk == source.pk,
                )
                for one, steps in self.steps
                if (row := self.rows.get(one))
            ],
        )
