"""From cite lines to the passages that they name, by the numbers that those are going to have.

The grammar is `archive.citing`'s. Here a line is held against the texts of the import and of the
archive, both of which it may name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive import citing
from archive.ingest.archived import chunks
from archive.ingest.plans import TextPlan, Wish
from archive.models import Passage, PassageOriginal, Source
from archive.models.sources import WORDS_LIMIT, digest_of
from archive.vocabularies import Fidelity

REDACTED = "redacted"
"""Stands for the digest of a passage that editors redacted, whatever its text."""


@dataclass(frozen=True)
class Target:
    """A passage as a cite line may name it. `words` are what a quotation must stand in."""

    words: str
    fidelity: str
    digest: str
    public: str

    def can_show(self, quotation: str) -> bool:
        """Whether readers may be shown these words: they are not among what was redacted."""
        return quotation in self.public


class Library:
    """The passages of all sources by key and number, as they will be after the import. Without
    `protects` a quotation is held against public words alone, whatever was redacted."""

    def __init__(self, *, protects: bool) -> None:
        self._protects = protects
        self._targets: dict[str, dict[int, Target]] = {}
        self._kept: set[str] = set()

    def add(self, key: str, plan: TextPlan, *, kept: bool) -> None:
        """Put in a source of the import. `kept`: its text stays as the archive has it."""
        self._targets[key] = dict(_planned(plan))
        if kept:
            self._kept.add(key)

    def fetch(self, keys: Iterable[str]) -> None:
        """Read the sources that only the archive has."""
        missing = sorted(set(keys) - set(self._targets))
        for chunk in chunks(missing):
            rows = Source.objects.filter(slug__in=chunk).values_list("slug", flat=True)
            self._targets |= {key: {} for key in rows}
            originals = dict(
                PassageOriginal.objects.filter(passage__source__slug__in=chunk).values_list(
                    "passage_id", "text"
                )
            )
            for row in Passage.objects.filter(source__slug__in=chunk).select_related("source"):
                redacted = row.withheld or row.pk in originals
                self._targets[row.source.slug][row.number] = Target(
                    words=originals.get(row.pk, row.text) if self._protects else row.text,
                    fidelity=row.fidelity,
                    digest=REDACTED if redacted else row.digest,
                    public=row.text,
                )

    def target(self, wish: Wish) -> Target:
        """The passage of a wish that was granted."""
        return self._targets[wish.source][wish.number]

    def wishes(self, items: Iterable[citing.CitationItem]) -> list[Wish]:
        """The citations of a line, each once, in its order. Raises ValueError with one sentence.

        Words quoted from a range are cited from its first passage that has them; words of a text
        that is not verbatim are evaluative words of the source, and short.
        """
        found: dict[Wish, None] = {}
        for item in items:
            found |= dict.fromkeys(self._wishes(item))
        return list(found)

    def _wishes(self, item: citing.CitationItem) -> Iterator[Wish]:
        numbers = range(item.first, item.last + 1)
        targets = self._targets_of(item)
        quoted = 0
        if item.quotation:
            quoted = next((n for n in numbers if item.quotation in targets[n].words), 0)
            if not quoted:
                raise ValueError(f"{citing.format([item])}: these words do not stand there.")
            _check_length(item, targets[quoted])
        for number in numbers:
            quotation = item.quotation if number == quoted else ""
            evaluative = bool(quotation) and targets[number].fidelity != Fidelity.VERBATIM
            yield Wish(item.key, number, quotation, evaluative, targets[number].digest)

    def _targets_of(self, item: citing.CitationItem) -> dict[int, Target]:
        targets = self._targets.get(item.key)
        if targets is None:
            raise ValueError(f"There is no source with the key “{item.key}”.")
        why = ": its text was left alone because of a conflict" if item.key in self._kept else ""
        if not targets:
            raise ValueError(f"The source “{item.key}” has no passages{why}.")
        # A range may be absurdly long: it is looked through up to the first number that is missing.
        missing = next((n for n in range(item.first, item.last + 1) if n not in targets), None)
        if missing:
            raise ValueError(
                f"The source “{item.key}” has {len(targets)} passages, none with the number "
                f"{missing}{why}."
            )
        return targets


def _planned(plan: TextPlan) -> Iterator[tuple[int, Target]]:
    if plan.kept:
        for old in plan.olds:
            digest = REDACTED if old.redacted else old.digest
            yield old.number, Target(old.words, old.fidelity, digest, old.text)
        return
    for new in plan.news:
        was = plan.matching.old_at.get(new.number)
        if was and was.redacted:
            yield new.number, Target(was.words, was.fidelity, REDACTED, was.text)
        else:
            yield new.number, Target(new.text, new.fidelity, digest_of(new.text), new.text)


def _check_length(item: citing.CitationItem, target: Target) -> None:
    if target.fidelity != Fidelity.VERBATIM and len(item.quotation) > WORDS_LIMIT:
        raise ValueError(
            f"{citing.format([item])}: the passage is not verbatim, so at most {WORDS_LIMIT} "
            "characters may be quoted from it."
        )
