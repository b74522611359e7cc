"""A plan carried out: records written in their order, then passages, citations, history.

Runs inside the transaction of the import. What the database refuses becomes a problem with file,
line and field; the rest goes on, so that one run tells all problems, and the caller rolls back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import F

from archive.ingest.archived import IMPORTED, MOVED, chunks
from archive.ingest.plans import Action, Plan, Planned, TextPlan, Wish
from archive.ingest.problems import Problem
from archive.ingest.records import Principals
from archive.ingest.references import Key, needs_of
from archive.ingest.refusals import explain
from archive.ingest.writing import Find, Writer
from archive.models import Citation, Decision, Entry, Passage
from archive.models.sources import digest_of
from archive.vocabularies import State
from archive.workflow import publishing, revisions
from archive.workflow.principals import Principal
from archive.workflow.snapshots import record_of

_PASSAGE_COLUMNS = ["number", "locator", "text", "digest", "fidelity", "voice_id", "withheld"]

_ASIDE: Mapping[str, Callable[..., Decision]] = {
    State.IN_REVIEW: publishing.submit,
    State.WITHDRAWN: publishing.withdraw,
}

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


class Loader:
    """The loading of one plan. `find` tells which record a reference names."""

    def __init__(self, plan: Plan, find: Find, progress: Progress) -> None:
        self.plan = plan
        self.find = find
        self.problems: list[Problem] = []
        self.stored: list[str] = []
        self.were_public: set[Key] = set()
        self.writing = [*plan.of(Action.CREATE), *plan.of(Action.UPDATE)]
        self._writer = Writer({key: known.pk for key, known in plan.known.items()}, find)
        self._numbered: dict[str, dict[int, tuple[int, str]]] = {}
        self._progress = progress
        self._done = 0
        self._steps = 2 * len(self.writing)

    @property
    def pks(self) -> dict[Key, int]:
        """The primary keys of all records that the archive has, those just made included."""
        return self._writer.pks

    def load(self) -> None:
        """Write everything but states."""
        self._writer.clear_the_way(self.plan.of(Action.UPDATE))
        for level in self._levels():
            self._write_level(level)
        self._write_texts()
        self._mark_evaluative()
        rewritten = list(self._rewritten())
        for planned in rewritten:
            self._try(planned, self._write_passages)
        if self.problems:
            return
        self._write_citations()
        if self.problems:
            return
        self._keep(self.writing)
        self._set_aside()
        self._keep_what_moved(rewritten)

    def _levels(self) -> list[list[Planned]]:
        """What is to be written in groups, each naming only records of groups before it."""
        level_of: dict[Key, int] = {}
        levels: list[list[Planned]] = []
        writing = {planned.key for planned in self.writing}
        for planned in self.plan.planned:
            if planned.key not in writing:
                continue
            named = (self.find(one) for _field, _row, one in needs_of(planned.proposal))
            level = 1 + max((level_of[key] for key in named if key in level_of), default=-1)
            level_of[planned.key] = level
            if level == len(levels):
                levels.append([])
            levels[level].append(planned)
        return levels

    def _write_level(self, level: list[Planned]) -> None:
        """Updates one by one, new records by the hundred; one by one too where that is refused."""
        new: dict[str, list[Planned]] = defaultdict(list)
        for planned in level:
            if not self._writer.can_write(planned):
                # What it names was refused, and is told already.
                continue
            if planned.known is None:
                new[planned.key[0]].append(planned)
            else:
                self._try(planned, self._writer.write)
                self._step()
        for several in new.values():
            for chunk in chunks(several):
                if not _accepted(self._writer.create, chunk):
                    for planned in chunk:
                        self._try(planned, lambda one: self._writer.create([one]))
                for _planned in chunk:
                    self._step()

    def _write_texts(self) -> None:
        """Texts once all records are there, since people name each other in circles."""
        worded = [planned for planned in self.writing if planned.wordings]
        for chunk in chunks(worded):
            if not _accepted(self._writer.write_texts, chunk):
                for planned in chunk:
                    self._try(planned, lambda one: self._writer.write_texts([one]))

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._steps)

    def _try(self, planned: Planned, write: Callable[[Planned], None]) -> None:
        """Write something of a record; what the database refuses becomes a problem of it."""
        try:
            with transaction.atomic():
                write(planned)
        except OperationalError:
            raise
        except DatabaseError as error:
            field, sentence = explain(error)
            self.problems.append(planned.proposal.row.problem(field, sentence))
        except ValidationError as error:
            reason = " ".join(error.messages)
            self.problems.append(planned.proposal.row.problem("", reason))

    # Passages and what rests on them

    def _mark_evaluative(self) -> None:
        """Before a text becomes a summary, what is quoted from it becomes evaluative words."""
        marked = [
            pk for planned in self.writing for pk, wish in planned.cite.refresh if wish.evaluative
        ]
        for chunk in chunks(marked):
            Citation.objects.filter(pk__in=chunk).update(evaluative=True)

    def _rewritten(self) -> Iterator[Planned]:
        """The sources whose passages change, of those that could be written."""
        for planned in self.plan.planned:
            if planned.text and not planned.text.kept and planned.key in self.pks:
                voices = [new.voice for new in planned.text.news if new.voice]
                if all(self.find(voice) in self.pks for voice in voices):
                    yield planned

    def _write_passages(self, planned: Planned) -> None:
        assert planned.text is not None
        source = self.pks[planned.key]
        gone = [old.pk for old in planned.text.olds if planned.text.new_number(old) is None]
        self._move_aside(planned.text, source, gone)
        changed, added = self._passages(planned.text, source)
        Passage.objects.bulk_update(changed, _PASSAGE_COLUMNS, batch_size=200)
        Passage.objects.bulk_create(added, batch_size=500)

    def _move_aside(self, plan: TextPlan, source: int, gone: list[int]) -> None:
        """Take away passages without successor and free the numbers that others will have.

        Numbers are unique at every moment: all of them first go beyond any that is used.
        """
        for chunk in chunks(gone):
            Passage.objects.filter(pk__in=chunk).delete()
        moved = any(plan.new_number(old) not in (None, old.number) for old in plan.olds)
        if moved:
            beyond = max(old.number for old in plan.olds) + plan.news[-1].number + 1
            Passage.objects.filter(source_id=source).update(number=F("number") + beyond)

    def _passages(self, plan: TextPlan, source: int) -> tuple[list[Passage], list[Passage]]:
        """The passages to save anew, and those to make."""
        there = {passage.pk: passage for passage in Passage.objects.filter(source_id=source)}
        changed, added = [], []
        for new in plan.news:
            old = plan.matching.old_at.get(new.number)
            passage = there[old.pk] if old else Passage(source_id=source)
            before = [getattr(passage, name) for name in _PASSAGE_COLUMNS]
            passage.number, passage.locator = new.number, new.locator
            if not (old and old.redacted):
                passage.text, passage.withheld = new.text, new.withheld
                passage.fidelity = new.fidelity
                passage.digest = digest_of(new.text)
                if new.voice:
                    passage.voice_id = self.pks[self.find(new.voice)]
            if old is None:
                added.append(passage)
            elif before != [getattr(passage, name) for name in _PASSAGE_COLUMNS]:
                changed.append(passage)
        return changed, added

    def _write_citations(self) -> None:
        """Citations by the hundred; record by record where that is refused."""
        citing = [planned for planned in self.writing if planned.cite]
        for chunk in chunks(citing):
            if not _accepted(self._cite, chunk):
                for planned in chunk:
                    self._try(planned, lambda one: self._cite([one]))

    def _cite(self, several: list[Planned]) -> None:
        for planned in several:
            for pk, wish in planned.cite.refresh:
                Citation.objects.filter(pk=pk).update(
                    basis_digest=self._passage(wish)[1], evaluative=wish.evaluative
                )
        Citation.objects.bulk_create(
            Citation(
                entry_id=self.pks[planned.key],
                passage_id=pk,
                quotation=wish.quotation,
                evaluative=wish.evaluative,
                basis_digest=digest,
            )
            for planned in several
            for wish in planned.cite.add
            for pk, digest in (self._passage(wish),)
        )

    def _passage(self, wish: Wish) -> tuple[int, str]:
        """The primary key and digest of a passage, all of its source read at once."""
        if wish.source not in self._numbered:
            rows = Passage.objects.filter(source__slug=wish.source)
            self._numbered[wish.source] = {
                number: (pk, digest)
                for number, pk, digest in rows.values_list("number", "pk", "digest")
            }
        return self._numbered[wish.source][wish.number]

    # History

    def _keep(self, several: Iterable[Planned]) -> None:
        """Keep records as the import leaves them; those that readers see go back to review."""
        groups: dict[tuple[str, str], list[Planned]] = defaultdict(list)
        for planned in several:
            label = planned.proposal.row.label
            groups[self.principals(planned).by, label].append(planned)
        for (by, label), group in groups.items():
            for chunk in chunks(group):
                records = [self._writer.records[planned.key] for planned in chunk]
                drafts = [record for record in records if record.state != State.PUBLISHED]
                revisions.keep_many(drafts, by=Principal(by), reason=IMPORTED + label)
                for planned, record in zip(chunk, records, strict=True):
                    if record.state == State.PUBLISHED:
                        self.were_public.add(planned.key)
                        publishing.send_to_review(record, by=Principal(by), reason=IMPORTED + label)
                    self._step()

    def _set_aside(self) -> None:
        """Let new records stand where the bundle has them, if that is not among the drafts."""
        for planned in self.plan.of(Action.CREATE):
            move = _ASIDE.get(planned.proposal.state)
            if move:
                record = self._writer.records[planned.key]
                by = Principal(self.principals(planned).by)
                move(record, by=by, reason=IMPORTED + planned.proposal.row.label)

    def _keep_what_moved(self, rewritten: Iterable[Planned]) -> None:
        """Keep the records whose citations now name other numbers, although nothing else is new."""
        kept = {self.pks[planned.key] for planned in self.writing}
        own = {planned.known.pk: planned for planned in self.plan.planned if planned.known}
        for planned in rewritten:
            assert planned.text is not None
            citing = {
                citation.entry
                for old in planned.text.olds
                if planned.text.new_number(old) != old.number
                for citation in self.plan.citing.get(old.pk, [])
            }
            citing.add(self.pks[planned.key])
            for entry in sorted(citing - kept):
                label = own.get(entry, planned).proposal.row.label
                revisions.keep(
                    record_of(Entry.objects.get(pk=entry)),
                    by=Principal(self.principals(planned).by),
                    reason=MOVED + label,
                )
            kept |= citing

    def principals(self, planned: Planned) -> Principals:
        """The people who answer for the bundle that the record is from."""
        if self.plan.account:
            return Principals(by=self.plan.account)
        folder = planned.proposal.row.folder
        return self.plan.principals.get(str(folder.root), Principals()) if folder else Principals()


def _accepted(write: Callable[[list[Planned]], None], several: list[Planned]) -> bool:
    """Write something of many records; False, and nothing written, when the database refuses."""
    try:
        with transaction.atomic():
            write(several)
    except OperationalError:
        raise
    except (DatabaseError, ValidationError):
        return False
    return True
