"""How a number that the archive has counted is written in HTML, so that it can be opened.

A number in the words of a source is none of these: it is printed with its claim. `manage.py audit`
reads what is written here and counts again.
"""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def count(number: int, unit: str, rows: str = "") -> SafeString:
    """A number with its unit, and the address of exactly what it counts.

    `unit` is one of `archive.workflow.numbers.UNITS`. Without an address the rows are those of the
    link, the fold or the section in which the number stands. None of something leads nowhere.
    """
    if rows and number:
        return SafeString(f'<a class="n" data-unit="{unit}" href="{escape(rows)}">{number}</a>')
    where = f' data-rows="{escape(rows)}"' if rows else ""
    return SafeString(f'<span class="n" data-unit="{unit}"{where}>{number}</span>')
