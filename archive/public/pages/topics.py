"""Of which allegations a dossier can be made, what such a choice is called, and its address."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from archive.public import models as public
from archive.public.addresses import trial_address
from archive.public.filters.justice import ALLEGATIONS
from archive.public.pages import parts
from archive.vocabularies import ClaimTopic

TOPIC = "topic"
ILL_TREATMENT = (ClaimTopic.TORTURE, ClaimTopic.BEATING, ClaimTopic.COERCION)
"""What is alleged of how people were treated in custody."""


def dossier_address(
    trial: public.PublicTrial, topics: Collection[str] = (), form: str = "html"
) -> str:
    """Return the one spelling of the address of a dossier; without topics it is of all of them."""
    address = trial_address("dossier", trial, form)
    if not topics or set(topics) == set(ALLEGATIONS):
        return address
    return f"{address}?{urlencode([(TOPIC, topic) for topic in sorted(set(topics))])}"


def called(topics: Collection[str]) -> str:
    """What a choice of topics is called."""
    if not topics or set(topics) == set(ALLEGATIONS):
        return _("Everything that is alleged")
    if set(topics) == set(ILL_TREATMENT):
        return _("Ill-treatment in custody")
    return ", ".join(str(topic.label) for topic in ALLEGATIONS if topic in topics)


def dossiers(trial: public.PublicTrial, here: Collection[str] | None = None) -> list[parts.Link]:
    """The dossiers that pages offer: on all that is alleged, and on ill-treatment in custody.

    `here` are the topics of the one in which the reader is.
    """
    offered: list[Collection[str]] = [(), ILL_TREATMENT]
    if here is not None:
        offered = [topics for topics in offered if set(topics) != set(here)]
    return [
        parts.Link(
            _("Dossier to print: %(topics)s") % {"topics": called(topics)},
            dossier_address(trial, topics),
        )
        for topics in offered
    ]
