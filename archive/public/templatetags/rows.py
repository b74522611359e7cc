"""What HTML prints of a row of a list, printed once for as long as the row stays as it is."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

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
    """What stands between this and `endonce` depends on `row` alone, a `listing.Described`."""
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return _Once(content)
