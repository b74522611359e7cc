"""From raw rows to proposals: each value typed and held against the models' fields.

A proposal is what a bundle wants one record to be. References are names still; `references.py`
finds what they name. A row that cannot become a proposal leaves problems with file, line and field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.citing import CitationItem
from archive.ingest import cells, values
from archive.ingest.bundle import Folder, Origin
from archive.ingest.plain_text import PlainText
from archive.ingest.problems import Problem, did_you_mean, shown
from archive.ingest.rows import Row
from archive.ingest.shapes import (
    CONSENT,
    FILE,
    SHAPES,
    TEXT_ROW,
    WORDING,
    Field,
    Kind,
    Shape,
)
from archive.models.history import PRINCIPAL_LENGTH
from archive.vocabularies import (
    Fidelity,
    SourceKind,
    State,
    TextKind,
    TextPart,
    TranslationStatus,
)

STATES = (State.DRAFT.value, State.IN_REVIEW.value, State.WITHDRAWN.value)
"""Where a bundle may say that a record stands. That it is public only the workflow can say."""

SEGMENTS = ("sentence", "paragraph", "turn", "given")
"""The ways in which a text is cut into passages."""


@dataclass(frozen=True)
class Reference:
    """That `field` names another record `name`, of one of the lists `targets`."""

    field: str
    name: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A text of a record in a language; `row` and `field` tell where it stands."""

    part: str
    language: str
    text: str
    kind: str
    status: str
    used_by: Reference | None
    row: Row
    field: str


@dataclass(frozen=True)
class GivenText:
    """The file with a source's text, and how it becomes passages.

    `document` is what was read from it, where that was needed before.
    """

    origin: Origin
    segment: str
    fidelity: str
    voices: Mapping[str, Reference]
    document: PlainText | None = None


@dataclass(frozen=True)
class GivenFile:
    """A file to be stored with a source."""

    origin: Origin
    sha256: str
    use: str
    media_type: str = ""
    public: bool = False


@dataclass
class Proposal:
    """What a bundle wants one record to be. `partial`: only its texts are spoken of.

    `ref` is empty where the archive is to choose one. `state` is where a new record is to stand;
    published is what nothing was said of: it may be, if the import publishes.
    """

    shape: Shape
    slug: str
    local_id: str
    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    links: dict[str, tuple[Reference, ...]] = field(default_factory=dict)
    wordings: list[Wording] = field(default_factory=list)
    cite: list[CitationItem] = field(default_factory=list)
    text: GivenText | None = None
    files: list[GivenFile] = field(default_factory=list)
    consents: list[dict[str, Any]] = field(default_factory=list)
    partial: bool = False
    ref: str = ""
    state: str = State.PUBLISHED.value

    @property
    def key(self) -> tuple[str, str]:
        """The list and the slug: what the record is called in the whole import."""
        return self.shape.list_name, self.slug


@dataclass(frozen=True)
class TextRow:
    """A row of the list `texts`: the wording, and the record that it is of."""

    entry: Reference
    wording: Wording


@dataclass(frozen=True)
class Principals:
    """The two people who answer for a bundle."""

    by: str = "import"
    second: str = ""


class Reading:
    """The reading of one row: takes values field by field and keeps what is wrong with them."""

    def __init__(self, row: Row, fields: Mapping[str, Field]) -> None:
        self.row = row
        self.fields = fields
        self.problems: list[Problem] = []
        given: Mapping[str, Any] = row.values
        if row.textual:
            given, self.problems = cells.values_of(row, fields)
        self.given = {name: value for name, value in given.items() if value is not None}
        for name in self.given:
            if name not in fields:
                label = values.shown_name(name)
                self.wrong(label, f"There is no such field.{did_you_mean(name, fields)}")

    def wrong(self, name: str, reason: str) -> None:
        """Keep a problem of a field."""
        self.problems.append(self.row.problem(name, reason))

    def take(self, name: str, read: Any, *more: Any) -> Any:
        """The field read by a function; None when it is not given or cannot be read."""
        if name not in self.given:
            return None
        try:
            return read(self.given[name], *more)
        except ValueError as error:
            self.wrong(name, str(error))
            return None

    def require(self, name: str) -> None:
        """Keep a problem when a field is not given."""
        if name not in self.given:
            self.wrong(name, "It is missing.")


def propose(row: Row) -> tuple[Proposal | None, list[Problem]]:
    """The proposal of a row of a list of records, and what is wrong with the row.

    There is no proposal when the row has no name that others could use.
    """
    shape = SHAPES[row.list_name]
    reading = Reading(row, shape.fields)
    local_id = reading.take("id", values.slug_of) or ""
    slug = reading.take("key" if "key" in shape.fields else "slug", values.slug_of) or local_id
    if not slug and row.list_name == "archive":
        slug = "archive"
    if not slug:
        if not reading.problems:
            reading.wrong(shape.key, "It is missing: other records and a later import need it.")
        return None, reading.problems
    proposal = Proposal(shape, slug, local_id, row)
    proposal.ref = reading.take("ref", values.ref_of) or ""
    proposal.state = reading.take("state", values.one_of, STATES) or proposal.state
    for name, of in shape.fields.items():
        if name in ("id", "slug", "key", "ref", "state"):
            continue
        if of.required:
            reading.require(name)
        if name in reading.given:
            _read(reading, proposal, of)
    if row.list_name == "sources":
        _check_source(reading, proposal)
    return proposal, reading.problems


def _read(reading: Reading, proposal: Proposal, of: Field) -> None:
    name = of.name
    if of.kind is Kind.REFERENCE:
        reference = reading.take(name, reference_of, of)
        if reference:
            proposal.references[name] = reference
    elif of.kind is Kind.REFERENCES:
        links = reading.take(name, _references, of)
        if links is not None:
            proposal.links[name] = links
    elif of.kind is Kind.WORDINGS:
        proposal.wordings += _wordings(reading, of)
    elif of.kind is Kind.CITE:
        proposal.cite = reading.take(name, values.cite_of) or []
    elif of.kind is Kind.PATH:
        proposal.text = _text(reading)
    elif of.kind is Kind.FILES:
        proposal.files = _files(reading)
    elif of.kind is Kind.CONSENTS:
        proposal.consents = _consents(reading)
    elif of.kind not in (Kind.SEGMENT, Kind.VOICES) and name != "fidelity":
        value = reading.take(name, _column, of)
        if value is not None:
            proposal.values[name] = value


def _column(value: Any, of: Field) -> Any:
    return values.column_value(of, value)


def reference_of(value: Any, of: Field) -> Reference:
    """The name of another record: `slug`, or `list:slug` where the lists could be confused."""
    name = values.text_of(value)
    prefix, colon, rest = name.rpartition(":")
    targets = of.targets
    if colon:
        targets = tuple(
            target for target in of.targets if prefix in (target, SHAPES[target].model.TYPE.value)
        )
        if not targets:
            raise ValueError(
                f"{shown(prefix)} is no list that it may name.{did_you_mean(prefix, of.targets)}"
            )
    return Reference(of.name, values.slug_of(rest), targets)


def _references(value: Any, of: Field) -> tuple[Reference, ...]:
    found = tuple(reference_of(item, of) for item in values.list_of(value))
    if len(set(found)) != len(found):
        raise ValueError("A record is named twice.")
    return found


# Texts of a record


def _wordings(reading: Reading, of: Field) -> list[Wording]:
    """`{"en": "…", "kk": {"text": "…", "status": "unchecked"}}`."""
    found = []
    for language, given in (reading.take(of.name, values.object_of) or {}).items():
        label = f"{of.name}.{values.shown_name(language)}"
        try:
            found.append(_wording(reading.row, of.name, language, given, label))
        except ValueError as error:
            reading.wrong(label, str(error))
    return found


def _wording(row: Row, part: str, language: Any, given: Any, label: str) -> Wording:
    about = given if isinstance(given, dict) else {"text": given}
    for name in about:
        if name not in WORDING:
            raise ValueError(f"There is no {shown(name)} here.{did_you_mean(name, WORDING)}")
    if about.get("text") is None:
        raise ValueError("The text is missing.")
    text = values.text_of(about["text"], lines=True)
    if part != TextPart.SUMMARY:
        text = values.name_of(text)
    if not text:
        raise ValueError("The text is empty.")
    kind = about.get("kind", TextKind.PREFERRED.value)
    status = about.get("status", TranslationStatus.ORIGINAL.value)
    used_by = about.get("used_by")
    return Wording(
        part=part,
        language=values.language_of(language),
        text=text,
        kind=values.column_value(WORDING["kind"], kind),
        status=values.column_value(WORDING["status"], status),
        used_by=reference_of(used_by, WORDING["used_by"]) if used_by is not None else None,
        row=row,
        field=label,
    )


def propose_text(row: Row) -> tuple[TextRow | None, list[Problem]]:
    """A row of the list `texts`."""
    reading = Reading(row, TEXT_ROW)
    for name, of in TEXT_ROW.items():
        if of.required:
            reading.require(name)
    entry = reading.take("entry", reference_of, TEXT_ROW["entry"])
    if entry and "type" in reading.given:
        record_type = reading.take("type", _record_type)
        entry = Reference("entry", entry.name, (record_type,)) if record_type else None
    part = reading.take("part", _column, TEXT_ROW["part"]) or TextPart.NAME.value
    if reading.problems or entry is None:
        return None, reading.problems
    about = {name: reading.given[name] for name in WORDING if name in reading.given}
    try:
        wording = _wording(row, part, reading.given["language"], about, "text")
    except ValueError as error:
        reading.wrong("text", str(error))
        return None, reading.problems
    return TextRow(entry, wording), []


def _record_type(value: Any) -> str:
    """The list of a record type: "place" and "places" both mean the places."""
    of_type = {shape.model.TYPE.value: name for name, shape in SHAPES.items()}
    name = values.one_of(value, [*of_type, *SHAPES])
    return of_type.get(name, name)


# What comes with a source


def _check_source(reading: Reading, proposal: Proposal) -> None:
    if "text" in reading.given:
        reading.require("fidelity")
    if proposal.consents and proposal.values.get("kind") != SourceKind.TESTIMONY:
        reading.wrong("consent", "Only a testimony has a consent.")


def _folder(reading: Reading) -> Folder:
    folder = reading.row.folder
    assert folder is not None, "rows are read from a folder"
    return folder


def _text(reading: Reading) -> GivenText | None:
    origin = reading.take("text", lambda value: _folder(reading).find(values.text_of(value)))
    listed = origin is not None and origin.path.suffix.lower() == ".json"
    segment = reading.take("segment", values.one_of, SEGMENTS) or (
        "given" if listed else "sentence"
    )
    fidelity = reading.take("fidelity", values.one_of, Fidelity.values)
    voices = {}
    of = reading.fields["voices"]
    for name, actor in (reading.take("voices", values.object_of) or {}).items():
        try:
            voices[name] = reference_of(actor, of)
        except ValueError as error:
            reading.wrong(f"voices.{values.shown_name(name)}", str(error))
    if origin is None or fidelity is None:
        return None
    return GivenText(origin, segment, fidelity, voices, reading.row.document)


def _files(reading: Reading) -> list[GivenFile]:
    found = []
    for number, given in enumerate(reading.take("files", values.list_of) or [], start=1):
        label = f"files.{number}"
        try:
            found.append(_file(_folder(reading), given))
        except ValueError as error:
            reading.wrong(label, str(error))
    if len({(file.sha256, file.use) for file in found}) != len(found):
        reading.wrong("files", "A file is named twice.")
    return found


def _file(folder: Folder, given: Any) -> GivenFile:
    about = _parts(given, FILE)
    sha256 = values.text_of(about["sha256"])
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("A sha256 is 64 of the digits 0-9 and a-f.")
    use_field = FILE["use"]
    use = values.column_value(use_field, about.get("use", use_field.column.default))  # type: ignore[union-attr]
    media_type = about.get("media_type")
    return GivenFile(
        origin=folder.find(values.text_of(about["path"])),
        sha256=sha256,
        use=use,
        media_type=values.column_value(FILE["media_type"], media_type) if media_type else "",
        public=values.column_value(FILE["public"], about.get("public", False)),
    )


def _consents(reading: Reading) -> list[dict[str, Any]]:
    given = reading.given["consent"]
    found = []
    for one in given if isinstance(given, list) else [given]:
        try:
            about = _parts(one, CONSENT)
            found.append({name: values.column_value(CONSENT[name], about[name]) for name in about})
        except ValueError as error:
            reading.wrong("consent", str(error))
    scopes = [consent["scope"] for consent in found]
    if len(set(scopes)) != len(scopes):
        reading.wrong("consent", "One scope is given twice.")
    return found


def _parts(given: Any, fields: Mapping[str, Field]) -> dict[str, Any]:
    """The parts of a nested object, those without a value left out."""
    about = {name: value for name, value in values.object_of(given).items() if value is not None}
    for name in about:
        if name not in fields:
            raise ValueError(f"There is no {shown(name)} here.{did_you_mean(name, fields)}")
    for name, of in fields.items():
        if of.required and name not in about:
            raise ValueError(f"Its {name} is missing.")
    return about


# Who answers for it


def principals_of(row: Row) -> tuple[Principals, list[Problem]]:
    """The principals that a manifest names."""
    fields = {name: Field(name, Kind.TEXT) for name in ("by", "second")}
    reading = Reading(row, fields)
    by = reading.take("by", _principal)
    second = reading.take("second", _principal) or ""
    if by is None and not reading.problems:
        reading.require("by")
    if by and by == second:
        reading.wrong("second", "The second person is another than the first.")
    return Principals(by or "import", second), reading.problems


def _principal(value: Any) -> str:
    name = values.name_of(value)
    if not 0 < len(name) <= PRINCIPAL_LENGTH:
        raise ValueError(f"It has from 1 to {PRINCIPAL_LENGTH} characters.")
    return name
