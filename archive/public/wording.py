"""What public records are called in the language of the reader.

Owns the choice among the texts of a record and what stands in when there is none. What somebody
else calls a thing (a variant, a text with `used_by`) is never taken for the archive's own name of
it while there is any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public import stamp
from archive.public.entries import fetch_any, few_lengths
from archive.public.models.base import PublicModel
from archive.public.pairs import Tables
from archive.vocabularies import TextKind, TextPart, TranslationStatus

NAMES: tuple[str, ...] = (TextPart.TITLE, TextPart.NAME, TextPart.LABEL)
MOST_REMEMBERED = 50_000
"""How many names are remembered in a language and one state of the public rows."""

_KINDS: tuple[str, ...] = (TextKind.PREFERRED, TextKind.TRANSLATION, TextKind.VARIANT)


@dataclass(frozen=True)
class Wording:
    """A text to print.

    `language` is its tag where it differs from the language that was asked for, else empty;
    `status` is the translation status where a reader should know it, else empty.
    """

    text: str
    language: str = ""
    status: str = ""


def names_of(ids: Iterable[int], language: str) -> dict[int, str]:
    """Return the name, title or label to print for each entry id, of whatever type.

    One query, and one for each type of record that is called by something other than its texts.
    Ids that are not public are missing.
    """
    wanted = set(ids)
    found = texts_of(wanted, language, *NAMES)
    others = fetch_any(wanted - found.keys())
    found |= titles_of(others.values(), language)
    return {entry_id: wording.text for entry_id, wording in found.items()}


def names_of_all(rows: QuerySet[PublicModel], language: str, tables: Tables) -> dict[int, str]:
    """Return what every row of a public model with pages is called, by entry id.

    One query, and one more where the column with what stands in is not among what `tables` read.
    """
    model = rows.model._meta.concrete_model or rows.model
    column = _CALLED_BY.get(model, "ref")
    if tables.has(rows, column):
        found = dict(zip(tables.column(rows, "id"), tables.column(rows, column), strict=True))
    else:
        found = dict(rows.order_by().values_list("pk", column))
    record_type = (model._meta.model_name or "").removeprefix("public")
    texts = public.PublicText.objects.filter(entry_type=record_type, part__in=NAMES)
    named = best_of(texts.order_by().iterator(), language, *NAMES)
    return found | {entry: named[entry].text for entry in found.keys() & named.keys()}


def titles_of(records: Iterable[PublicModel], language: str) -> dict[int, Wording]:
    """Return what to call each public record, by entry id, in one query at most.

    A record without texts is called by its columns; a fact by the actors that it speaks of, which
    must have been selected along with it, as `entries` does.
    """
    records = list(records)
    ids = {row.pk for row in records} | {part.pk for row in records for part in _named_in(row)}
    texts = NAMED.get(language, stamp.current()).of(ids)
    return {row.pk: texts.get(row.pk) or _from_columns(row, texts) for row in records}


class Named:
    """The texts by which records are called in a language; remembers what it was told.

    A record that is called by its columns is read by whoever prints it, and none of that is here.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._known: dict[int, Wording | None] = {}

    def of(self, ids: Collection[int]) -> dict[int, Wording]:
        """The names of these records, by entry id; some have none."""
        known = self._known  # the same one to the end, whatever other threads do meanwhile
        if len(known) > MOST_REMEMBERED:
            known = self._known = {}
        if missing := set(ids) - known.keys():
            found = texts_of(missing, self._language, *NAMES)
            known.update({each: found.get(each) for each in missing})
        return {each: name for each in ids if (name := known[each]) is not None}

    def knows(self, ids: Collection[int]) -> bool:
        """Whether it was told of all of these records."""
        return all(each in self._known for each in ids)

    def learn(self, ids: Collection[int], texts: Iterable[public.PublicText]) -> None:
        """Take the names of these records from all texts that are names of theirs."""
        found = best_of(texts, self._language, *NAMES)
        self._known.update({each: found.get(each) for each in ids})


NAMED: stamp.Kept[str, Named] = stamp.Kept(lambda language, _stamp: Named(language), most=8)
"""Names for as long as the public rows stay as they are."""


def texts_of(ids: Iterable[int], language: str, *parts: str) -> dict[int, Wording]:
    """Return the best text of the given parts (by default the summary) for each entry id.

    The asked language comes first, then the languages of the archive in their order, then any.
    """
    return best_of(all_texts(ids), language, *parts)


def all_texts(ids: Iterable[int]) -> list[public.PublicText]:
    """Return every text of the entries, of whatever part and language."""
    return list(public.PublicText.objects.filter(entry_id__in=few_lengths(ids)))


def names_with(ids: Collection[int]) -> QuerySet[public.PublicText]:
    """Every text by which the entries are called, in whatever language."""
    return public.PublicText.objects.order_by().filter(part__in=NAMES).filter(entry_id__in=ids)


def best_of(texts: Iterable[public.PublicText], language: str, *parts: str) -> dict[int, Wording]:
    """Return the best of these texts for each entry id, as `texts_of` does."""
    wanted = parts or (TextPart.SUMMARY,)
    candidates: dict[int, list[tuple[tuple[object, ...], Wording]]] = defaultdict(list)
    order = language_order(language)
    for row in texts:
        if row.part not in wanted:
            continue
        rank = (
            row.kind == TextKind.VARIANT or row.used_by_id is not None,
            language_rank(row.language, order),
            _KINDS.index(row.kind),
            wanted.index(row.part),
            row.language,
            row.text,
        )
        tag = "" if same_language(row.language, language) else row.language
        candidates[row.entry_id].append((rank, Wording(row.text, tag, doubt(row.status))))
    return {entry_id: min(found)[1] for entry_id, found in candidates.items()}


def reader_language() -> str:
    """The language of the request that is being answered."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def language_order(language: str) -> list[str]:
    """The language of the reader, then those of the interface in their order."""
    return [language, *(code for code, _name in settings.LANGUAGES if code != language)]


def language_rank(tag: str, order: list[str]) -> tuple[int, bool]:
    """Where a tag stands in an order of languages; with a script it comes after the plain tag."""
    for place, code in enumerate(order):
        if same_language(tag, code):
            return place, tag != code
    return len(order), False


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever the script."""
    return one.partition("-")[0] == other.partition("-")[0]


def doubt(status: str) -> str:
    """The translation status, where a reader should know of it."""
    certain = (TranslationStatus.ORIGINAL, TranslationStatus.HUMAN)
    return "" if status in certain else str(dict(TranslationStatus.choices)[status])


def article_title(article: public.PublicLawArticle) -> str:
    """Return an article as lawyers cite it: code, number, part."""
    number = _("article %(number)s") % {"number": article.number}
    part = _("part %(part)s") % {"part": article.part} if article.part else ""
    return ", ".join(filter(None, (article.code, number, part)))


def _named_in(row: PublicModel) -> list[PublicModel]:
    """The records whose names make up the title of a fact."""
    match row:
        case public.PublicStep():
            return [row.party.actor] if row.party else [row.trial]
        case public.PublicReport():
            return _named_in(row.step)
        case public.PublicInvolvement():
            return [row.actor]
        case public.PublicMembership():
            return [row.member, row.group]
        case _:
            return []


_CALLED_BY: dict[type[models.Model], str] = {
    public.PublicActor: "public_name",
    public.PublicSource: "title",
    public.PublicTestimony: "title",
    public.PublicClaim: "text",
    public.PublicSentence: "text",
    public.PublicPlace: "slug",
    public.PublicIncident: "slug",
    public.PublicTrial: "slug",
}
"""The column by which records without texts are called."""


def is_called_by_a_column(model: type[models.Model]) -> bool:
    """Whether records without texts are called by a column of their own, and by no other record."""
    return (model._meta.concrete_model or model) in _CALLED_BY


def _from_columns(row: PublicModel, texts: dict[int, Wording]) -> Wording:
    if column := _CALLED_BY.get(type(row)):
        return Wording(getattr(row, column))
    match row:
        case public.PublicLawArticle():
            return Wording(article_title(row))
        case public.PublicExhibit():
            return Wording(str(row.get_kind_display()))
        case public.PublicStep():
            what = row.get_kind_display()
        case public.PublicReport():
            what = row.step.get_kind_display()
        case public.PublicInvolvement():
            what = row.get_role_display()
        case public.PublicMembership():
            what = _("Member")
        case _:
            return Wording(getattr(row, "ref", ""))
    parts = [texts.get(part.pk) or _from_columns(part, texts) for part in _named_in(row)]
    return Wording(": ".join([str(what), " – ".join(part.text for part in parts)]))
