"""A hidden record leaves no trace on the pages of those that it belongs to."""

import pytest
from django.test import Client
from django.urls import reverse

from archive.vocabularies import ClaimTopic, State, TextPart
from tests import factories
from tests.factories import Story
from tests.public.pages.reading import arguments, names
from tests.visibility.canaries import bytes_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


def crawl(client: Client) -> dict[str, bytes]:
    """Every page and twin of the readers' side."""
    found = {}
    for name in sorted(names()):
        path = reverse(name, args=arguments(name))
        found[path] = bytes_of(client.get(path))
    return found


def test_hidden_relations_change_no_byte_of_any_page(client: Client, story: Story) -> None:
    before = crawl(client)
    draft = State.DRAFT
    hidden = factories.person("Hidden", real_name="Hidden Name", state=draft)
    body = factories.actor("Hidden body", state=draft)
    factories.claim(story.fire, text="Hidden word.", topic=ClaimTopic.KILLED, state=draft)
    factories.claim(story.fire, text="Hidden speaker.", asserted_by=body)
    factories.claim(story.fire, text="Uncited.", cited=False)
    factories.claim(story.trial, text="About somebody hidden.", about=hidden)
    factories.involvement(hidden, trial=story.trial)
    factories.involvement(hidden, incident=story.fire)
    factories.membership(hidden, story.eight)
    factories.step(story.eight_party, kind="appeal")
    factories.report(story.conviction, words="Hidden report.", state=draft)
    factories.exhibit("Hidden thing", trial=story.trial, state=draft)
    factories.incident("Hidden part", part_of=story.fire, place=story.village, state=draft)
    factories.place("Hidden place", within=story.district, state=draft)
    factories.sentence(story.fire, "Hidden sentence.", state=draft)
    factories.source("Hidden source", author=story.legal_aid, state=draft)
    factories.testimony("Unconsented", speaker=story.defendant, consented=False)
    factories.text(hidden, "Hidden label", part=TextPart.LABEL)
    assert crawl(client) == before
