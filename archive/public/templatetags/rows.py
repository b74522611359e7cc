"""How HTML prints a row of a list: what is told of it in one line, printed once for as long as the
row stays as it is."""

from __future__ import annotations

from html import escape
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from archive.public.templatetags.counting import count

register = template.Library()


class _Once(template.Node):
    """Its content as it was first printed of the row at hand."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """The content, which sees the row and the language of the page, and nothing else of it."""
        row = context["row"]
        if row.printed is None:
            row.printed = self.nodelist.render(context)
        return SafeString(row.printed)


@register.tag
def once(parser: Parser, _token: Token) -> _Once:
    """What stands between this and `endonce` depends on `row` alone, a `described.Described`."""
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return _Once(content)


@register.simple_tag
def facts(*told: Any) -> SafeString:
    """What is told, with commas between: records as links, and nothing of what is empty.

    One step instead of one for each comma and each condition: a page has twenty-five rows.
    """
    return mark_safe(", ".join([_fact(each) for each in told if each]))


def _fact(told: Any) -> str:
    if isinstance(told, dict):
        return f'<a href="{escape(told["url"])}">{escape(told["title"])}</a>'
    return told if isinstance(told, SafeString) else escape(str(told))


@register.filter
def day(label: str) -> SafeString:
    """A date as people say it."""
    return mark_safe(f'<span class="when">{escape(label)}</span>') if label else SafeString()


@register.simple_tag
def passages(number: int, url: str) -> SafeString:
    """How many passages a source has; they stand on its page."""
    words = ngettext("%(number)s passage", "%(number)s passages", number)
    return mark_safe(words % {"number": count(number, "passages", url)})
