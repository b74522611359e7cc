"""How the values of a facet are written in HTML.

A list has two hundred of them, which a template would take longer to print than all else on the
page; so they are written here, as short as an audit can read them: what it is, how many rows have
it and where it leads.
"""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.public.choosing import FacetValue, FacetView

register = template.Library()


@register.simple_tag
def facet_values(facet: FacetView, start: int = 0, end: int | None = None) -> SafeString:
    """The values, or those from `start` on before `end`, as the items of a list."""
    return mark_safe("".join(_item(facet.name, value) for value in facet.values[start:end]))


def _item(facet: str, value: FacetValue) -> str:
    label = escape(value.label)
    chosen = (' class="chosen"', ' aria-current="true"') if value.selected else ("", "")
    return (
        f'<li{chosen[0]}><a data-facet="{facet}" data-value="{escape(value.value)}"'
        f' data-count="{value.count}" href="{escape(value.url)}"{chosen[1]}>'
        f"{label} <b>{value.count}</b></a>{_further(value, label)}</li>"
    )


def _further(value: FacetValue, label: str) -> str:
    """What else can be asked of a value beside those that are chosen."""
    found = ""
    if value.url_both:
        number = f' <b data-unit="rows">{value.both}</b>'
        found += _link("plus", value.url_both, escape(_("and this")), f": {label}", number)
    if value.url_without:
        found += _link("less", value.url_without, escape(_("remove")), f" {label}")
    elif value.url_with:
        found += _link("plus", value.url_with, escape(_("or this")), f": {label}")
    return found


def _link(kind: str, url: str, words: str, heard: str, number: str = "") -> str:
    """A link whose words are completed for those who hear them alone."""
    said = f'{words}<span class="unseen">{heard}</span>{number}'
    return f' <a class="{kind}" href="{escape(url)}">{said}</a>'
