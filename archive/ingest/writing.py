"""How a planned record becomes rows: the record itself, its relations, texts, consents and files.

New records are written by the hundred. What the database refuses is raised; `load.py` decides what
becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import F

from archive.ingest import files
from archive.ingest.plans import Planned
from archive.ingest.records import Reference, Wording
from archive.ingest.references import Key
from archive.models import Citation, Consent, Entry, File, Record, Sentence, Text
from archive.vocabularies import TextKind

Find = Callable[[Reference], Key]
"""The record that a reference names."""

_BEYOND = 1_000_000
"""Farther than the sentences of any summary are numbered."""


class Writer:
    """Writes records, and knows the primary keys of all that have been written."""

    def __init__(self, pks: dict[Key, int], find: Find) -> None:
        self.pks = pks
        self.find = find
        self.records: dict[Key, Record] = {}

    def can_write(self, planned: Planned) -> bool:
        """Whether all that the record names is there."""
        named: list[Any] = []
        for value in planned.changes.values():
            named += value if isinstance(value, list) else [value]
        return all(key in self.pks for key in named if isinstance(key, tuple))

    def clear_the_way(self, updates: Iterable[Planned]) -> None:
        """Take sentences aside whose numbers change, since each number is unique at any moment."""
        moving = [
            planned.known.pk
            for planned in updates
            if planned.known and planned.key[0] == "sentences" and "number" in planned.changes
        ]
        Sentence.objects.filter(pk__in=moving).update(number=F("number") + _BEYOND)

    def write(self, planned: Planned) -> None:
        """Change a record that the archive has."""
        assert planned.known is not None, "new records are created"
        record = planned.proposal.shape.model._base_manager.get(pk=planned.known.pk)
        self._delete_parts(planned, record.pk)
        many = self._set_columns(planned, record)
        record.save()
        for name, keys in many.items():
            getattr(record, name).set([self.pks[key] for key in keys])
        self._write_consents(planned, record.pk)
        File.objects.bulk_create(_files(planned, record.pk))
        self.records[planned.key] = record

    def create(self, several: Sequence[Planned]) -> None:
        """Make some hundred records of one list that do not name each other."""
        model = several[0].proposal.shape.model
        records: list[Record] = []
        relations: list[Any] = []
        for planned in several:
            proposal = planned.proposal
            given = {"ref": proposal.ref} if proposal.ref else {}
            record = model(slug=proposal.slug, **given)
            relations.append(self._set_columns(planned, record))
            records.append(record)
        _insert(model, records)
        for planned, record, many in zip(several, records, relations, strict=True):
            for name, keys in many.items():
                getattr(record, name).set([self.pks[key] for key in keys])
            self._write_consents(planned, record.pk)
            File.objects.bulk_create(_files(planned, record.pk))
        for planned, record in zip(several, records, strict=True):
            self.pks[planned.key] = record.pk
            self.records[planned.key] = record

    def write_texts(self, several: Sequence[Planned]) -> None:
        """Write the texts of some hundred records. Those that could not be written have none."""
        new: list[Text] = []
        for planned in several:
            record = self.records.get(planned.key)
            if record is None:
                continue
            for wording in planned.wordings.write:
                if wording.used_by and self.find(wording.used_by) not in self.pks:
                    continue
                there = self._there(wording, record.pk) if planned.known else None
                text = self._text(wording, record.pk, there)
                if there:
                    text.save()
                else:
                    new.append(text)
        Text.objects.bulk_create(new)

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

    def _delete_parts(self, planned: Planned, pk: int) -> None:
        """First what goes, so that nothing new meets what it replaces."""
        for part, language, text in planned.wordings.delete:
            Text.objects.filter(entry_id=pk, part=part, language=language, text=text).delete()
        Citation.objects.filter(pk__in=planned.cite.delete).delete()

    def _there(self, wording: Wording, pk: int) -> Text | None:
        """The row that a wording replaces: the preferred form, or the same words."""
        found = Text.objects.filter(entry_id=pk, part=wording.part, language=wording.language)
        if wording.kind == TextKind.PREFERRED:
            return found.filter(kind=TextKind.PREFERRED).first()
        return found.filter(text=wording.text).first()

    def _text(self, wording: Wording, pk: int, there: Text | None) -> Text:
        row = there or Text(entry_id=pk, part=wording.part, language=wording.language)
        row.text, row.status, row.kind = wording.text, wording.status, wording.kind
        row.used_by_id = self.pks[self.find(wording.used_by)] if wording.used_by else None
        return row

    def _write_consents(self, planned: Planned, pk: int) -> None:
        for given in planned.consents:
            there = given.get("pk")
            values = {name: value for name, value in given.items() if name != "pk"}
            if there:
                Consent.objects.filter(pk=there, withdrawn_on__isnull=True).update(**values)
            else:
                Consent.objects.create(source_id=pk, **values)


def _insert(model: type[Record], records: Sequence[Record]) -> None:
    """Insert records with their entries, in two statements.

    Django's `bulk_create` refuses models with a table for their parent, because not every database
    tells the keys of the parents; both of ours do. So the entries are made first, and the records
    with their keys are inserted by what `bulk_create` itself is made of.
    """
    entries = Entry.objects.bulk_create(
        Entry(ref=record.ref, record_type=record.record_type) for record in records
    )
    for record, entry in zip(records, entries, strict=True):
        record.id = record.entry_id = entry.pk
    rows: Any = model._base_manager.get_queryset()
    rows._for_write = True
    rows._batched_insert(records, model._meta.local_concrete_fields, batch_size=None)
    for record in records:
        record._state.adding = False
        record._state.db = rows.db


def _files(planned: Planned, pk: int) -> list[File]:
    return [
        File(
            source_id=pk,
            use=given.use,
            sha256=given.sha256,
            size=given.origin.path.stat().st_size,
            media_type=files.media_type(given),
        )
        for given in planned.files
    ]
