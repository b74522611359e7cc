"""What a kept public version tells, field by field, as a reader can read and compare it.

Works on the content of a version alone: its keys, its refs and its `key#number`. Readers see a
version only while all that it mentions is public, so whatever is pointed at can be found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.dates import display
from archive.public import models as public
from archive.public.addresses import address_of
from archive.public.entries import by_refs, view_of
from archive.public.filters.values import language_name
from archive.public.models.base import PublicModel
from archive.public.wording import titles_of
from archive.vocabularies import TextKind, TextPart

Content = Mapping[str, Any]

LABELS: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "public_name": gettext_lazy("Name"),
    "text": gettext_lazy("Statement"),
    "asserted_by": gettext_lazy("Speaker"),
    "relayed_by": gettext_lazy("Relayed by"),
    "subject": gettext_lazy("Speaks of"),
    "about": gettext_lazy("About"),
    "topic": gettext_lazy("Topic"),
    "stance": gettext_lazy("Stance"),
    "answers": gettext_lazy("Answers"),
    "number_words": gettext_lazy("Number, in the words of the source"),
    "low": gettext_lazy("At least"),
    "high": gettext_lazy("At most"),
    "unit": gettext_lazy("Unit"),
    "kind": gettext_lazy("Kind"),
    "naming": gettext_lazy("Naming"),
    "author": gettext_lazy("Author"),
    "speaker": gettext_lazy("Speaker"),
    "setting": gettext_lazy("Setting"),
    "when": gettext_lazy("Date"),
    "when_words": gettext_lazy("Date, in the words of the source"),
    "as_of": gettext_lazy("As of"),
    "place": gettext_lazy("Place"),
    "part_of": gettext_lazy("Part of"),
    "within": gettext_lazy("Within"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "precision": gettext_lazy("Precision"),
    "official_code": gettext_lazy("Official code"),
    "court": gettext_lazy("Court"),
    "case_number": gettext_lazy("Case number"),
    "language": gettext_lazy("Language"),
    "url": gettext_lazy("Address of the original"),
    "archived_url": gettext_lazy("Archived copy"),
    "accessed": gettext_lazy("Accessed"),
    "rights": gettext_lazy("Rights"),
    "standpoint": gettext_lazy("Standpoint"),
    "derives_from": gettext_lazy("Derives from"),
    "slug": gettext_lazy("Key in addresses"),
}
"""The columns of contents in the order in which they are read. What stands nowhere here follows
from something else (the bounds of a date) or is told otherwise (type and ref)."""

PASSAGES = "passages:"
"""How the names of the fields begin that are passages."""

DATES = ("when", "as_of", "accessed")
UNSAID = frozenset({"type", "ref", "earliest", "latest", "subject_type"})


@dataclass(frozen=True)
class Value:
    """A value of a field: its words, where they lead, the language of the words if another."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Field:
    """A field of a version. `name` is the same in all versions of a record."""

    name: str
    label: str
    values: list[Value]


class Told:
    """The fields of some contents in one language. What they point at is read at once."""

    def __init__(
        self, contents: Iterable[Content], language: str, named: Iterable[PublicModel] = ()
    ) -> None:
        """`named` are called by name on the same page, and asked for along."""
        self._language = language
        contents = list(contents)
        found = by_refs({ref for content in contents for ref in _pointed(content)})
        self._records: dict[str, PublicModel] = dict(found)
        keys = {key for content in contents for key in _cited(content)}
        self._passages = _passages(keys)
        sources = [row.source for row in self._passages.values()]
        self._titles = titles_of([*found.values(), *sources, *named], language)

    def fields(self, content: Content) -> list[Field]:
        """All fields of a content that have a value."""
        return [
            *self._columns(content),
            *self._names(content),
            *self._incidents(content),
            *self._citations(content),
            *self._passages_of(content),
            *self._files(content),
        ]

    def _columns(self, content: Content) -> Iterator[Field]:
        model = view_of(content["type"])
        for name, label in LABELS.items():
            value = content.get(name)
            if value not in (None, ""):
                yield Field(name, str(label), [self._value(model, name, value)])

    def _value(self, model: type[PublicModel], name: str, value: Any) -> Value:
        if f"{name}_id" in _columns_of(model):
            return self._link(value)
        if name in DATES:
            return Value(display(value, self._language))
        if name == "language":
            return Value(language_name(value, self._language))
        column = next(one for one in model._meta.concrete_fields if one.name == name)
        return Value(str(dict(column.flatchoices).get(value, value)))

    def _link(self, ref: str) -> Value:
        record = self._records[ref]
        title = self._titles[record.pk]
        return Value(title.text, address_of(record), title.language)

    def _names(self, content: Content) -> Iterator[Field]:
        kinds, sorts = dict(TextPart.choices), dict(TextKind.choices)
        grouped: dict[tuple[str, str], list[Value]] = defaultdict(list)
        for text in content.get("texts", ()):
            tag = text["language"]
            grouped[text["part"], text["kind"]].append(
                Value(text["text"], language="" if tag == self._language else tag)
            )
        for (part, kind), values in grouped.items():
            yield Field(f"texts:{part}:{kind}", f"{kinds[part]} ({sorts[kind]})", values)

    def _incidents(self, content: Content) -> Iterator[Field]:
        if links := content.get("incidents"):
            values = [self._link(link["incident"]) for link in links]
            yield Field("incidents", _("Incidents"), values)

    def _citations(self, content: Content) -> Iterator[Field]:
        values = []
        for part in content.get("citations", ()):
            words = f" “{part['quotation']}”" if part["quotation"] else ""
            values.append(Value(part["passage"] + words, self._address(part["passage"])))
        if values:
            yield Field("citations", _("Rests on"), values)

    def _address(self, key: str) -> str:
        return address_of(self._passages[key]) if key in self._passages else ""

    def _passages_of(self, content: Content) -> Iterator[Field]:
        for part in content.get("passages", ()):
            yield self.passage(part)

    def passage(self, part: Content) -> Field:
        """A passage of a content as a field."""
        number = part["number"]
        label = _("Passage %(number)s") % {"number": number}
        return Field(f"{PASSAGES}{number}", label, [Value(passage_text(part))])

    def _files(self, content: Content) -> Iterator[Field]:
        if files := content.get("files"):
            yield Field("files", _("Files"), [Value(f"SHA-256 {file['sha256']}") for file in files])


def passage_text(part: Content) -> str:
    """The text of a passage in a content, or that it is withheld."""
    return _("[withheld]") if part["withheld"] else str(part["text"])


def _columns_of(model: type[PublicModel]) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields}


def _pointed(content: Content) -> set[str]:
    """The refs that the fields of a content show."""
    columns = _columns_of(view_of(content["type"]))
    found = {content.get(name) for name in LABELS if f"{name}_id" in columns}
    found |= {link["incident"] for link in content.get("incidents", ())}
    return {ref for ref in found if ref}


def _cited(content: Content) -> set[str]:
    return {part["passage"] for part in content.get("citations", ())}


def _passages(keys: set[str]) -> dict[str, public.PublicPassage]:
    """The public passages by `key#number`; of a source that is called otherwise now, none."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        slug, _hash, number = key.rpartition("#")
        wanted[slug].add(int(number))
    any_of = Q(pk__in=[])
    for slug in sorted(wanted):
        any_of |= Q(source__slug=slug, number__in=sorted(wanted[slug]))
    rows = public.PublicPassage.objects.filter(any_of).select_related("source") if keys else ()
    return {f"{row.source.slug}#{row.number}": row for row in rows}
