"""How links, dates and footnote marks are written in HTML. The words come from the pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.public.filters.values import language_name
from archive.public.footnotes import Footnote
from archive.public.pages.parts import Link, Said, When
from archive.public.search.marking import Piece
from archive.public.wording import reader_language
from archive.vocabularies import Stance

register = template.Library()


@register.simple_tag
def link(to: Link | None) -> SafeString:
    """A link, with the language of its words and their status where they are doubtful."""
    if to is None:
        return SafeString()
    tag = format_html(' lang="{}"', to.language) if to.language else ""
    status = format_html(' <small class="status">{}</small>', to.status) if to.status else ""
    return format_html('<a href="{}"{}>{}</a>{}', to.url, tag, to.title, status)


@register.simple_tag
def speakers(said: Said) -> SafeString:
    """Who says so, and who passes it on."""
    if said.relayed_by is None:
        return format_html(_("according to {}"), link(said.speaker))
    return format_html(
        _("according to {}, relayed by {}"), link(said.speaker), link(said.relayed_by)
    )


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """A path of this site as the address that others write down."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request else path


@register.simple_tag
def moment(when: When | None) -> SafeString:
    """A date, and the words of the source for it."""
    if when is None:
        return SafeString()
    said = SafeString()
    if when.datetime:
        said = format_html('<time datetime="{}">{}</time>', when.datetime, when.display)
    elif when.display:
        said = format_html('<span class="day">{}</span>', when.display)
    if not when.words:
        return said
    words = _("in the source: %(words)s") % {"words": when.words}
    shown = format_html('<span class="words">{}</span>', words)
    return format_html("{} ({})", said, shown) if said else shown


@register.simple_tag
def marks(footnotes: Iterable[Footnote]) -> SafeString:
    """The numbers of footnotes, each a link to its passage.

    Which source and place it is stands at the foot of the page under the same number.
    """
    by_number = {note.number: note for note in footnotes}
    if not by_number:
        return SafeString()
    return format_html(
        '<sup class="marks">{}</sup>',
        format_html_join(
            " ",
            '<a href="{}" aria-label="{}">{}</a>',
            (
                (
                    note.url,
                    _("Footnote %(number)s") % {"number": number},
                    number,
                )
                for number, note in sorted(by_number.items())
            ),
        ),
    )


@register.simple_tag
def found_in(pieces: Iterable[Piece]) -> SafeString:
    """A text with the words in it marked that were looked for."""
    marked = (format_html("<mark>{}</mark>", text) if found else text for text, found in pieces)
    return format_html_join("", "{}", ((each,) for each in marked))


@register.filter
def verb(stance: str) -> str:
    """How a speaker stands to what is claimed, as the verb of a sentence."""
    said: dict[str, str] = {
        Stance.ASSERTS: _("says"),
        Stance.DENIES: _("denies"),
        Stance.ADMITS: _("admits"),
        Stance.SILENT: _("notes a silence"),
        Stance.PROMISES: _("promises"),
        Stance.PRESUPPOSES: _("takes for granted"),
    }
    return said[stance]


@register.filter
def tongue(tag: str) -> str:
    """The name of a language in the language of the page."""
    return language_name(tag, reader_language()) if tag else ""
