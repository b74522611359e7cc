"""Records as the rows of a bundle: what `records.py` reads, written down again.

Owns what of a record leaves the archive. History, decisions and all that is protected stay; of a
consent its scope, means and days leave, never its note. Rows and their fields come in an order that
follows from what they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from archive import citing
from archive.ingest.archived import HeldCitation, bodies, chunks, citations_of, places_of
from archive.ingest.problems import Problem, Refused
from archive.ingest.shapes import SHAPES, TEXTS, Kind, Shape
from archive.models import Consent
from archive.vocabularies import RecordType, State, TextKind, TranslationStatus
from archive.workflow.snapshots import Body, plain

Row = dict[str, Any]
"""A record as a bundle has it: numbers as Decimal, everything else as JSON has it."""

FILES, PASSAGES = "files", "texts"
"""The folders of a bundle for stored files and for the passages of sources."""

_ELSEWHERE = frozenset({"id", "slug", "key", "ref", "state"})
_NOT_COLUMNS = frozenset({Kind.WORDINGS, Kind.CITE, Kind.PATH, Kind.SEGMENT, Kind.VOICES})
_EMPTY: tuple[Any, ...] = (None, "", [])
_CONSENT = ("scope", "means", "given_on", "until")


@dataclass
class Unloaded:
    """A whole archive as rows by list, passages by the key of their source, digests of files."""

    lists: dict[str, list[Row]] = field(default_factory=dict)
    passages: dict[str, list[Row]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Unloader:
    """Reads records and writes them down as rows. `kept_back` are the primary keys of public
    records that are to arrive as drafts; desk notes leave only if that is asked for."""

    def __init__(self, kept_back: Mapping[int, Any], *, desk_notes: bool) -> None:
        self.kept_back = kept_back
        self.desk_notes = desk_notes
        self.names: dict[str, tuple[str, str]] = {}
        self.order: dict[str, list[tuple[str, int]]] = {}
        for list_name, shape in SHAPES.items():
            rows = shape.model._base_manager.order_by("slug").values_list("ref", "slug", "pk")
            self.order[list_name] = [(slug, pk) for _ref, slug, pk in rows]
            self.names |= {ref: (list_name, slug) for ref, slug, _pk in rows}

    def unload(self) -> Unloaded:
        """Everything."""
        found = Unloaded()
        texts: list[Row] = []
        for list_name, shape in SHAPES.items():
            rows: list[Row] = []
            for chunk in chunks(pk for _slug, pk in self.order[list_name]):
                self._unload_chunk(shape, chunk, found, rows, texts)
            if rows:
                found.lists[list_name] = rows
        if texts:
            found.lists[TEXTS] = texts
        return found

    def _unload_chunk(
        self, shape: Shape, pks: list[int], found: Unloaded, rows: list[Row], texts: list[Row]
    ) -> None:
        held = bodies(RecordType(shape.model.TYPE), pks)
        cited = citations_of(pks)
        places = places_of({one.passage for several in cited.values() for one in several})
        consents = _consents(pks) if shape.list_name == "sources" else {}
        for pk in pks:
            body = held[pk]
            row = self._row(shape, body, pk)
            if shape.list_name == "sources":
                self._add_source(row, body, found)
                if consents.get(pk):
                    row["consent"] = consents[pk]
            self._add_texts(row, shape, body, texts)
            try:
                lines = _cite(cited.get(pk, []), places)
            except ValueError as error:
                file = f"{shape.list_name}.json"
                raise Refused(Problem(file, 0, body["slug"], str(error))) from None
            if lines:
                row["cite"] = lines
            rows.append(row)

    # Columns

    def _row(self, shape: Shape, body: Body, pk: int) -> Row:
        row: Row = {shape.key: body["slug"], "ref": body["ref"]}
        state = State.DRAFT.value if pk in self.kept_back else body["state"]
        if state != State.PUBLISHED:
            row["state"] = state
        for name, of in shape.fields.items():
            if name in _ELSEWHERE or of.kind in _NOT_COLUMNS or name not in body:
                continue
            if of.column is None or of.column.model is not shape.model:
                continue
            if name == "desk_note" and not self.desk_notes:
                continue
            value = self._value(of.kind, of.targets, body[name])
            if value in _EMPTY and plain(of.column.get_default()) in _EMPTY:
                continue
            row[name] = value
        return row

    def _value(self, kind: Kind, targets: Sequence[str], value: Any) -> Any:
        if value is None:
            return None
        if kind is Kind.REFERENCE:
            return self._name(value, targets)
        if kind is Kind.REFERENCES:
            return sorted(self._name(one, targets) for one in value)
        return Decimal(value) if kind is Kind.DECIMAL else value

    def _name(self, ref: str, targets: Sequence[str] = ()) -> str:
        """What a bundle calls a record; with its list where the lists could be confused."""
        list_name, slug = self.names[ref]
        return slug if len(targets) == 1 else f"{list_name}:{slug}"

    # Parts

    def _add_texts(self, row: Row, shape: Shape, body: Body, texts: list[Row]) -> None:
        """Preferred forms stand in the record, all others in the list of texts."""
        for text in body["texts"]:
            of = shape.fields.get(text["part"])
            about: Row = {"text": text["text"]}
            if text["status"] != TranslationStatus.ORIGINAL:
                about["status"] = text["status"]
            if text["used_by"]:
                about["used_by"] = self._name(text["used_by"], ("actors",))
            if text["kind"] == TextKind.PREFERRED and of and of.kind is Kind.WORDINGS:
                words = about["text"] if len(about) == 1 else about
                row.setdefault(text["part"], {})[text["language"]] = words
                continue
            entry = self._name(body["ref"])
            other = {name: text[name] for name in ("part", "language", "kind")}
            texts.append({"entry": entry, **other, **about})

    def _add_source(self, row: Row, body: Body, found: Unloaded) -> None:
        key = body["slug"]
        if body["passages"]:
            fidelity = body["passages"][0]["fidelity"]
            voices = sorted({self._voice(one) for one in body["passages"] if one["voice"]})
            row |= {"text": f"{PASSAGES}/{key}.json", "fidelity": fidelity}
            if voices:
                row["voices"] = {voice: voice for voice in voices}
            found.passages[key] = [self._passage(one, fidelity) for one in body["passages"]]
        if body["files"]:
            opened = "state" not in row
            row["files"] = [_file(one, public=one["public"] and opened) for one in body["files"]]
            found.files |= {one["sha256"] for one in body["files"]}

    def _voice(self, passage: Body) -> str:
        return self._name(passage["voice"], ("actors",))

    def _passage(self, passage: Body, fidelity: str) -> Row:
        row: Row = {"number": passage["number"]}
        if passage["locator"]:
            row["locator"] = passage["locator"]
        row |= {"withheld": True} if passage["withheld"] else {"text": passage["text"]}
        if passage["voice"]:
            row["voice"] = self._voice(passage)
        if passage["fidelity"] != fidelity:
            row["fidelity"] = passage["fidelity"]
        return row


def _file(file: Body, *, public: bool) -> Row:
    """Only with a public source is a file open."""
    row = {
        "path": f"{FILES}/{file['sha256']}",
        "sha256": file["sha256"],
        "use": file["use"],
        "media_type": file["media_type"],
    }
    return {**row, "public": True} if public else row


def _consents(sources: Sequence[int]) -> dict[int, list[Row]]:
    """For each scope the consent that holds longest; those that were taken back stay behind."""
    longest: dict[tuple[int, str], Consent] = {}
    for consent in Consent.objects.filter(source_id__in=sources, withdrawn_on__isnull=True):
        key = (consent.source_id, consent.scope)
        if key not in longest or _holds(consent) > _holds(longest[key]):
            longest[key] = consent
    found: dict[int, list[Row]] = defaultdict(list)
    for (source, _scope), consent in sorted(longest.items()):
        given = {name: plain(getattr(consent, name)) for name in _CONSENT}
        found[source].append({name: value for name, value in given.items() if value})
    return found


def _holds(consent: Consent) -> tuple[bool, str, str, str]:
    until = consent.until
    days = (str(until or ""), str(consent.given_on or ""))
    return until is None, *days, consent.means


def _cite(cited: Sequence[HeldCitation], places: Mapping[int, tuple[str, int]]) -> list[str]:
    """The cite lines of a record, one for each run of citations of one source."""
    runs: list[list[citing.CitationItem]] = []
    for item in _items(cited, places):
        if runs and runs[-1][-1].key == item.key:
            runs[-1].append(item)
        else:
            runs.append([item])
    return [citing.format(run) for run in runs]


def _items(
    cited: Sequence[HeldCitation], places: Mapping[int, tuple[str, int]]
) -> Iterator[citing.CitationItem]:
    for one in cited:
        key, number = places[one.passage]
        yield citing.CitationItem(key, number, number, one.quotation)
