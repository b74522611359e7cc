"""The parts of the frame that are the same on every page of a language, written once for each.

Menus are some sixty links and words, which would take longer to print than the page between them.
"""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class _OnEveryPage(template.Node):
    """Its content as it was first printed in the language of the page."""

    def __init__(self, content: NodeList) -> None:
        self._content = content
        self._printed: dict[tuple[str | None, str], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """The content, which sees nothing of the page."""
        key = (get_language(), get_script_prefix())
        if key not in self._printed:
            self._printed[key] = self._content.render(context.new({}))
        return self._printed[key]


@register.tag
def on_every_page(parser: Parser, _token: Token) -> _OnEveryPage:
    """What stands between this and `endon_every_page` depends on the language alone."""
    content = parser.parse(("endon_every_page",))
    parser.delete_first_token()
    return _OnEveryPage(content)
