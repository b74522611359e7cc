"""What is new in a list as an Atom feed (RFC 4287), for whoever follows it without an account.

An entry is a version of a record: a new one, or one that was corrected. It says what the record is
called and where it is read, and nothing of what was there before. Days have no time: nothing finer
than a day is told of when something was changed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from archive.public.filters.base import ListFilter
from archive.public.news import News, news
from archive.public.pages.site import site
from archive.public.wording import reader_language

MEDIA_TYPE = "application/atom+xml"

BEGINNING = date(1970, 1, 1)
"""When a feed was changed in which there is nothing yet."""


def list_response(request: HttpRequest, declaration: type[ListFilter]) -> HttpResponse:
    """The newest versions of the rows that the request asks for. Raises BadQuery."""
    query, several = news(request.GET, declaration)
    here, page = (request.build_absolute_uri(query.address(form)) for form in ("atom", "html"))
    title = site(reader_language()).title.text or _("Archive")
    feed = _Feed(
        title=f"{declaration.title} – {title}",
        link=page,
        description=_("New and corrected records of this list"),
        language=reader_language(),
        author_name=title,
        feed_url=here,
        feed_guid=page,
        changed=_moment(max((each.made_on for each in several), default=BEGINNING)),
    )
    for each in several:
        _add(feed, each, request)
    response = HttpResponse(content_type=f"{MEDIA_TYPE}; charset=utf-8")
    feed.write(response, "utf-8")
    return response


class _Feed(Atom1Feed):
    """A feed that says when its newest version was made, and not when it was asked for."""

    def latest_post_date(self) -> datetime:
        """The day of the newest version."""
        changed: datetime = self.feed["changed"]
        return changed


def _add(feed: Atom1Feed, each: News, request: HttpRequest) -> None:
    day = _moment(each.made_on)
    words = _("New") if each.is_new else _("Corrected, version %(number)s") % _number(each)
    feed.add_item(
        title=each.row["title"],
        link=request.build_absolute_uri(each.row["url"]),
        description=words,
        unique_id=_name(each, request),
        pubdate=None,
        updateddate=day,
        categories=("new" if each.is_new else "corrected",),
    )


def _number(each: News) -> dict[str, Any]:
    return {"number": each.number}


def _name(each: News, request: HttpRequest) -> str:
    """A tag of RFC 4151, which stays whatever the address of the record is."""
    host = request.get_host().partition(":")[0]
    return f"tag:{host},{each.made_on.isoformat()}:{each.row['ref']}/v{each.number}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
