"""How a list is cited, and whether it is still as it was when somebody cited it.

A citation names the query, the day, how many rows there were and a hash over them; the archive
keeps nothing of it. Opened again, the page counts and hashes anew. What differs it tells from the
days of the versions of the rows that are there now: of rows that are gone it tells their number at
least, and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.dates import display
from archive.public import stamp
from archive.public.addresses import address_of, cited_address
from archive.public.answering import answer
from archive.public.choosing import Chip, chips
from archive.public.entries import few_lengths
from archive.public.filters.base import ListFilter, shown
from archive.public.index import AT_ONCE
from archive.public.pages import parts
from archive.public.query import BadQuery, Query
from archive.public.versions import Version, versions
from archive.public.wording import titles_of

CITED = "cited"
"""The parameter that holds the day, the number of rows and the first digits of the hash."""

DIGITS = 16
MOST_SHOWN = 1000
"""How many rows the page prints; number and hash are always those of the whole list."""

NEW, CHANGED, AS_IT_WAS = "new", "changed", "as_it_was"
_TOKEN = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})\.(\d{{1,9}})\.([0-9a-f]{{{DIGITS}}})")


@dataclass(frozen=True)
class Token:
    """What a citation says of a list: the day, how many rows, the first digits of the hash."""

    day: str
    count: int
    digits: str

    def __str__(self) -> str:
        return f"{self.day}.{self.count}.{self.digits}"


@dataclass(frozen=True)
class Row:
    """A row of a cited list. `state` tells what became of it since; empty where nobody asks.

    `version` is the number of its latest version, 0 where readers may see none; `then` the version
    of the day that is cited, where that is another.
    """

    ref: str
    record: parts.Link
    version: int
    content_hash: str
    url: str
    state: str
    then: parts.Link | None


@dataclass(frozen=True)
class Comparison:
    """A list as it was cited against the list now. `gone` is how many rows are gone at least."""

    cited: Token
    day: parts.When
    same: bool
    new: int
    changed: int
    as_they_were: int
    gone: int


@dataclass(frozen=True)
class CitedList:
    """A list as it is cited today."""

    noun: str
    title: str
    chips: list[Chip]
    count: int
    day: parts.When
    list_hash: str
    cited_as: str
    url: str
    list_url: str
    comparison: Comparison | None
    rows: list[Row]
    more: int


def cited_list(data: QueryDict, declaration: type[ListFilter], language: str) -> CitedList:
    """Gather the page of the list that `data` asks for. Raises BadQuery."""
    asked = data.copy()
    given = [value for value in asked.pop(CITED, []) if value.strip()]
    left = answer(asked, declaration, language, stamp.current())
    query = left.query.unordered()
    token = _token(given, query)
    ids = left.index.page(left.found, "", 0, None)
    known = versions(ids)
    refs = _refs(declaration, ids)
    list_hash = _hash(refs[key] + " " + _latest_hash(known.get(key, [])) for key in ids)
    today = timezone.now().date().isoformat()
    now = Token(today, len(ids), list_hash[:DIGITS])
    states = {key: _state(known.get(key, []), token) for key in ids}
    return CitedList(
        noun=declaration.noun,
        title=str(declaration.title),
        chips=chips(replace(left, query=query), declaration),
        count=len(ids),
        day=_day(today, language),
        list_hash=list_hash,
        cited_as=address(query, now),
        url=address(query, token),
        list_url=query.address(),
        comparison=_comparison(token, now, list(states.values()), language) if token else None,
        rows=_rows(declaration, ids[:MOST_SHOWN], known, states, token, language),
        more=max(0, len(ids) - MOST_SHOWN),
    )


def address(query: Query, token: Token | None = None) -> str:
    """The address under which a list is cited, or can be."""
    pairs = query.pairs() + ([(CITED, str(token))] if token else [])
    return cited_address(query.noun, urlencode(pairs))


def _token(given: Sequence[str], query: Query) -> Token | None:
    if not given:
        return None
    match = _TOKEN.fullmatch(given[0])
    if len(given) > 1 or match is None or not _is_day(match[1]):
        problem = _("“%(name)s” does not take the value “%(value)s”.")
        asked = {"name": CITED, "value": shown(given[-1])}
        raise BadQuery(problem % asked, address(query))
    return Token(match[1], int(match[2]), match[3])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _refs(declaration: type[ListFilter], ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in _parts(ids):
        rows = declaration.all_rows.filter(pk__in=few_lengths(some)).order_by()
        found |= dict(rows.values_list("pk", "ref"))
    return found


def _latest_hash(versions: Sequence[Version]) -> str:
    return versions[-1].content_hash if versions else "-"


def _hash(lines: Iterable[str]) -> str:
    """The SHA-256 over the lines `ref hash`, in the order of the refs, each with its line end."""
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()


def _state(versions: Sequence[Version], token: Token | None) -> str:
    """What became of a row since the day that is cited."""
    if token is None or not versions:
        return ""
    day = date.fromisoformat(token.day)
    if versions[0].made_on > day:
        return NEW
    return CHANGED if versions[-1].made_on > day else AS_IT_WAS


def _comparison(token: Token, now: Token, states: Sequence[str], language: str) -> Comparison:
    kept = len(states) - states.count(NEW)
    return Comparison(
        cited=token,
        day=_day(token.day, language),
        same=(token.count, token.digits) == (now.count, now.digits),
        new=states.count(NEW),
        changed=states.count(CHANGED),
        as_they_were=kept - states.count(CHANGED),
        gone=max(0, token.count - kept),
    )


def _rows(
    declaration: type[ListFilter],
    ids: Sequence[int],
    versions_of: Mapping[int, Sequence[Version]],
    states: dict[int, str],
    token: Token | None,
    language: str,
) -> list[Row]:
    records = [row for some in _parts(ids) for row in declaration.read_rows(some)]
    titles = titles_of(records, language)
    found = []
    for record in records:
        known, base = versions_of.get(record.pk, []), address_of(record)
        title = titles[record.pk]
        latest = known[-1] if known else None
        then = _then(known, token) if states[record.pk] == CHANGED and token else None
        found.append(
            Row(
                ref=record.ref,
                record=parts.Link(title.text, base, title.language, title.status),
                version=latest.number if latest else 0,
                content_hash=latest.content_hash if latest else "",
                url=f"{base}v{latest.number}/" if latest else "",
                state=states[record.pk],
                then=_link(base, then) if then else None,
            )
        )
    return found


def _then(versions: Sequence[Version], token: Token) -> Version | None:
    """The version of the day that is cited: the last one that was made by then."""
    day = date.fromisoformat(token.day)
    return next((one for one in reversed(versions) if one.made_on <= day), None)


def _link(base: str, version: Version) -> parts.Link:
    title = _("version %(number)s") % {"number": version.number}
    return parts.Link(title, f"{base}v{version.number}/")


def _day(day: str, language: str) -> parts.When:
    return parts.When(day, display(day, language), "", day, day)
