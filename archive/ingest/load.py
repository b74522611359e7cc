"""A plan carried out: records written in their order, then passages, citations, history.

Runs inside the transaction of the import. What the database refuses becomes a problem with file,
line and field; the rest goes on, so that one run tells all problems, and the caller rolls back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.models import F

from archive.ingest import files
from archive.ingest.archived import IMPORTED, chunks
from archive.ingest.plans import Action, Plan, Planned, TextPlan, Wish
from archive.ingest.problems import Problem
from archive.ingest.records import Principals, Reference
from archive.ingest.references import Key
from archive.ingest.refusals import explain
from archive.models import Citation, Consent, Entry, File, Passage, Record, Text
from archive.models.sources import digest_of
from archive.vocabularies import State, TextKind
from archive.workflow import publishing, revisions
from archive.workflow.principals import Principal
from archive.workflow.snapshots import record_of

_PASSAGE_COLUMNS = ["number", "locator", "text", "digest", "fidelity", "voice_id"]

Find = Callable[[Reference], Key]
Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


class Loader:
    """The loading of one plan. `find` tells which record a reference names."""

    def __init__(self, plan: Plan, find: Find, progress: Progress) -> None:
        self.plan = plan
        self.find = find
        self.problems: list[Problem] = []
        self.stored: list[str] = []
        self.pks: dict[Key, int] = {key: known.pk for key, known in plan.known.items()}
        self.records: dict[Key, Record] = {}
        self.were_public: set[Key] = set()
        self._numbered: dict[str, dict[int, tuple[int, str]]] = {}
        self._progress = progress
        self._done = 0
        self.writing = [*plan.of(Action.CREATE), *plan.of(Action.UPDATE)]
        self._steps = 2 * len(self.writing)

    def load(self) -> None:
        """Write everything but states."""
        writing = {planned.key for planned in self.writing}
        for planned in self.plan.planned:
            if planned.key in writing:
                self._write(planned)
                self._step()
        self._mark_evaluative()
        rewritten = list(self._rewritten())
        for planned in rewritten:
            with self._answerable(planned):
                self._write_passages(planned)
        if self.problems:
            return
        for planned in self.writing:
            with self._answerable(planned):
                self._write_citations(planned)
        if self.problems:
            return
        self._keep(self.writing)
        self._keep_what_moved(rewritten)

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._steps)

    @contextmanager
    def _answerable(self, planned: Planned) -> Iterator[None]:
        """Turn what the database refuses within the block into a problem of the record."""
        try:
            with transaction.atomic():
                yield
        except OperationalError:
            raise
        except (IntegrityError, DatabaseError) as error:
            field, sentence = explain(error)
            self.problems.append(planned.proposal.row.problem(field, sentence))
        except ValidationError as error:
            reason = " ".join(error.messages)
            self.problems.append(planned.proposal.row.problem("", reason))

    # One record

    def _write(self, planned: Planned) -> None:
        if not self._is_complete(planned):
            return
        with self._answerable(planned):
            record = self._record(planned)
            self._delete_parts(planned, record)
            many = self._set_columns(planned, record)
            record.save(force_insert=planned.known is None)
            for name, keys in many.items():
                getattr(record, name).set([self.pks[key] for key in keys])
            self._write_wordings(planned, record)
            self._write_consents(planned, record)
            self._write_files(planned, record)
            self.pks[planned.key] = record.pk
            self.records[planned.key] = record

    def _is_complete(self, planned: Planned) -> bool:
        """Whether all that it names could be written; else its problem is told already."""
        named: list[Any] = []
        for value in planned.changes.values():
            named += value if isinstance(value, list) else [value]
        named += [self.find(one.used_by) for one in planned.wordings.write if one.used_by]
        return all(key in self.pks for key in named if isinstance(key, tuple))

    def _record(self, planned: Planned) -> Record:
        model = planned.proposal.shape.model
        if planned.known is None:
            given = {"ref": planned.proposal.ref} if planned.proposal.ref else {}
            return model(slug=planned.proposal.slug, **given)
        return model._base_manager.get(pk=planned.known.pk)

    def _delete_parts(self, planned: Planned, record: Record) -> None:
        """First what goes, so that nothing new meets what it replaces."""
        if planned.known is None:
            return
        for part, language, text in planned.wordings.delete:
            Text.objects.filter(
                entry_id=record.pk, part=part, language=language, text=text
            ).delete()
        Citation.objects.filter(pk__in=planned.cite.delete).delete()

    def _set_columns(self, planned: Planned, record: Record) -> dict[str, list[Key]]:
        """Set what the plan changes; return the many-valued relations, set after saving."""
        many: dict[str, list[Key]] = {}
        for name, value in planned.changes.items():
            column = record._meta.get_field(name)
            if column.many_to_many:
                many[name] = value
            elif isinstance(value, tuple):
                setattr(record, column.attname, self.pks[value])  # type: ignore[union-attr]
            else:
                setattr(record, name, value)
        return many

    def _write_wordings(self, planned: Planned, record: Record) -> None:
        for wording in planned.wordings.write:
            values = {
                "text": wording.text,
                "status": wording.status,
                "kind": wording.kind,
                "used_by_id": self.pks[self.find(wording.used_by)] if wording.used_by else None,
            }
            slot: dict[str, Any] = {"part": wording.part, "language": wording.language}
            slot["kind" if wording.kind == TextKind.PREFERRED else "text"] = (
                wording.kind if wording.kind == TextKind.PREFERRED else wording.text
            )
            there = (
                Text.objects.filter(entry_id=record.pk, **slot).first() if planned.known else None
            )
            row = there or Text(entry_id=record.pk, part=wording.part, language=wording.language)
            for name, value in values.items():
                setattr(row, name, value)
            row.save()

    def _write_consents(self, planned: Planned, record: Record) -> None:
        for given in planned.consents:
            pk = given.get("pk")
            values = {name: value for name, value in given.items() if name != "pk"}
            if pk:
                Consent.objects.filter(pk=pk, withdrawn_on__isnull=True).update(**values)
            else:
                Consent.objects.create(source_id=record.pk, **values)

    def _write_files(self, planned: Planned, record: Record) -> None:
        for given in planned.files:
            File.objects.create(
                source_id=record.pk,
                use=given.use,
                sha256=given.sha256,
                size=given.origin.path.stat().st_size,
                media_type=files.media_type(given),
            )

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
            beyond = max(old.number for old in plan.olds) + len(plan.news) + 1
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
                passage.text, passage.fidelity = new.text, new.fidelity
                passage.digest = digest_of(new.text)
                if new.voice:
                    passage.voice_id = self.pks[self.find(new.voice)]
            if old is None:
                added.append(passage)
            elif before != [getattr(passage, name) for name in _PASSAGE_COLUMNS]:
                changed.append(passage)
        return changed, added

    def _write_citations(self, planned: Planned) -> None:
        if planned.key not in self.records:
            return
        for pk, wish in planned.cite.refresh:
            passage = self._passage(wish)
            Citation.objects.filter(pk=pk).update(
                basis_digest=passage[1], evaluative=wish.evaluative
            )
        entry = self.pks[planned.key]
        Citation.objects.bulk_create(
            Citation(
                entry_id=entry,
                passage_id=pk,
                quotation=wish.quotation,
                evaluative=wish.evaluative,
                basis_digest=digest,
            )
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
                records = [self.records[planned.key] for planned in chunk]
                drafts = [record for record in records if record.state != State.PUBLISHED]
                revisions.keep_many(drafts, by=Principal(by), reason=IMPORTED + label)
                for planned, record in zip(chunk, records, strict=True):
                    if record.state == State.PUBLISHED:
                        self.were_public.add(planned.key)
                        publishing.send_to_review(record, by=Principal(by), reason=IMPORTED + label)
                    self._step()

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
                    reason=f"Passages moved by the import of {label}",
                )
            kept |= citing

    def principals(self, planned: Planned) -> Principals:
        """The people who answer for the bundle that the record is from."""
        folder = planned.proposal.row.folder
        return self.plan.principals.get(str(folder.root), Principals()) if folder else Principals()
