"""How facets and their values are written in HTML.

A list has two hundred values, which a template would take longer to print than all else on the
page; so they are written here, as short as an audit can read them: what it is, how many rows have
it and where it leads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.public.choosing import SHOWN_VALUES, FacetValue, FacetView
from archive.public.templatetags.counting import count

register = template.Library()

OPEN = 5
"""How many facets stand open although nothing is chosen in them."""


@register.simple_tag
def facet_folds(facets: Sequence[FacetView]) -> SafeString:
    """Facets as folds, with what leads to the values that are left out."""
    return mark_safe("\n".join(_fold(*each) for each in enumerate(facets) if each[1].values))


@register.simple_tag
def facet_values(facet: FacetView) -> SafeString:
    """The values of a facet as the items of a list, on a page of their own."""
    return mark_safe(_items(facet, facet.values, escape))


def _here(url: str) -> str:
    """An address of the list on the page of the list: its query alone, wherever there is one.

    Of what HTML takes for its own, an encoded address holds the ampersand alone.
    """
    return url[max(0, url.find("?")) :].replace("&", "&amp;")


def _fold(place: int, facet: FacetView) -> str:
    opened = " open" if facet.selected or place < OPEN else ""
    shown = facet.values if facet.url_all else facet.values[:SHOWN_VALUES]
    rest = _rest(facet, facet.values[len(shown) :])
    return (
        f'<details class="facet"{opened}><summary><h2>{escape(facet.label)}</h2></summary>'
        f"<ul>{_items(facet, shown, _here)}</ul>{rest}</details>"
    )


def _rest(facet: FacetView, more: Sequence[FacetValue]) -> str:
    """The way to all values: their page, or else a fold with those that are not shown."""
    if not facet.url_all and not more:
        return ""
    words = _("All %(number)s values") % {"number": count(facet.every, "values")}
    if facet.url_all:
        return f'<p class="rest"><a href="{escape(facet.url_all)}">{words}</a></p>'
    values = _items(facet, more, _here)
    return f'<details class="rest"><summary>{words}</summary><ul>{values}</ul></details>'


def _items(facet: FacetView, values: Sequence[FacetValue], to: Callable[[str], str]) -> str:
    """The values; `to` is how their addresses are written."""
    if not facet.selected:
        return "".join([_item(facet.name, value, to(value.url)) for value in values])
    words = _Words()
    return "".join(
        [_item(facet.name, each, to(each.url), _further(each, words, to)) for each in values]
    )


def _item(facet: str, value: FacetValue, url: str, further: str = "") -> str:
    chosen = (' class="chosen"', ' aria-current="true"') if value.selected else ("", "")
    return (
        f'<li{chosen[0]}><a data-facet="{facet}" data-value="{_escaped(value.value)}"'
        f' data-count="{value.count}" href="{url}"{chosen[1]}>'
        f"{_escaped(value.label)} <b>{value.count}</b></a>{further}</li>"
    )


class _Words:
    """The words of links, looked up once for all values of a facet."""

    def __init__(self) -> None:
        self.both = escape(_("and this"))
        self.less = escape(_("remove"))
        self.more = escape(_("or this"))


def _further(value: FacetValue, words: _Words, to: Callable[[str], str]) -> str:
    """What else can be asked of a value beside those that are chosen."""
    found, label = "", _escaped(value.label)
    if value.url_both:
        number = f' <b data-unit="rows">{value.both}</b>'
        found += _link("plus", to(value.url_both), words.both, f": {label}", number)
    if value.url_without:
        found += _link("less", to(value.url_without), words.less, f" {label}")
    elif value.url_with:
        found += _link("plus", to(value.url_with), words.more, f": {label}")
    return found


def _link(kind: str, url: str, words: str, heard: str, number: str = "") -> str:
    """A link whose words are completed for those who hear them alone."""
    said = f"{words}<i>{heard}</i>{number}"
    return f' <a class="{kind}" href="{url}">{said}</a>'


@lru_cache(maxsize=5_000)
def _escaped(text: str) -> str:
    """A value or a label, of which most pages have the same."""
    return escape(text)
