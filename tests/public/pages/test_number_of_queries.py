"""How often a page asks the database does not grow with what is on it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.vocabularies import ClaimTopic, InvolvementRole
from tests import factories
from tests.factories import Story

pytestmark = pytest.mark.django_db
MOST = {
    "first page": 1,
    "list of claims": 2,
    "list of sources": 2,
    "list of places": 2,
    "claim": 4,
    "passage": 4,
    "testimony": 5,
    "body": 6,
    "source": 6,
    "place": 5,
    "group": 6,
    "person": 6,
    "incident": 6,
    "trial": 6,
    "what is not here": 2,
    "map": 4,
    "glossary": 4,
    "timeline": 6,
    "timeline of a place": 6,
}
"""At most so many, the stamp counted and the frame of the transaction not.

What a page has of each type is read in one statement (`at_once`), and what that points at in
another, with the citations.
"""


def queries(client: Client, path: str) -> int:
    """How many a page takes once what is kept between requests has been made."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    # That the keys are kept at each request is these tests' own doing.
    asked = [query["sql"] for query in captured if "kept.keep" not in query["sql"]]
    return sum(not sql.startswith(("SAVEPOINT", "RELEASE")) for sql in asked)


def more_of_everything(story: Story) -> None:
    """A second and third of each thing that the pages show in numbers."""
    for number in range(3):
        speaker = factories.actor(f"Speaker {number}")
        who = factories.person(f"Defendant {number}")
        party = factories.involvement(who, trial=story.trial, asserted_by=speaker)
        counsel = factories.involvement(
            trial=story.trial, role=InvolvementRole.DEFENCE_COUNSEL, acts_for=party
        )
        factories.membership(who, story.eight, asserted_by=speaker)
        step = factories.step(party)
        factories.report(step, asserted_by=speaker, article=story.article)
        exhibit = factories.exhibit(f"Thing {number}", trial=story.trial, against=party)
        part = factories.incident(f"Part {number}", part_of=story.fire, place=story.village)
        factories.involvement(who, incident=story.fire, asserted_by=speaker)
        factories.sentence(story.fire, f"Sentence {number}.")
        for subject in (story.fire, story.trial, party, step, exhibit, story.village, part):
            said = factories.claim(subject, text=f"Word {number}.", asserted_by=speaker, about=who)
            factories.claim(
                subject, text=f"Not {number}.", stance="denies", answers=said, about=who
            )
        factories.claim(story.fire, topic=ClaimTopic.KILLED, text=f"{number} died.")
        factories.claim(counsel.trial, text=f"Counsel {number}.", asserted_by=counsel.actor)
        other = factories.source(f"Source {number}", author=story.legal_aid)
        factories.claim(story.fire, text=f"Elsewhere {number}.", cited=other.passages.all())


PATHS: dict[str, Callable[[Story], str]] = {
    "incident": lambda story: f"/incidents/{story.fire.slug}/",
    "place": lambda story: f"/villages/{story.village.slug}/",
    "trial": lambda story: f"/trials/{story.trial.slug}/",
    "person": lambda story: f"/people/{story.defendant.slug}/",
    "group": lambda story: f"/groups/{story.eight.slug}/",
    "body": lambda story: f"/bodies/{story.legal_aid.slug}/",
    "claim": lambda story: f"/claims/{story.dead.ref}/",
    "source": lambda story: f"/sources/{story.report_source.slug}/",
    "passage": lambda story: f"/sources/{story.report_source.slug}/p1/",
    "testimony": lambda story: f"/testimony/{story.last_word.slug}/",
    "first page": lambda story: "/",
    "what is not here": lambda story: "/limits/",
    "list of claims": lambda story: "/claims/",
    "list of sources": lambda story: "/sources/",
    "list of places": lambda story: "/villages/?kind=village",
    "timeline": lambda story: "/timeline/",
    "timeline of a place": lambda story: f"/timeline/?village={story.village.slug}&from=2031",
    "map": lambda story: "/map/",
    "glossary": lambda story: "/glossary/",
}


@pytest.mark.parametrize("page", sorted(PATHS))
def test_it_does_not_grow(client: Client, story: Story, page: str) -> None:
    more_of_everything(story)
    path = PATHS[page](story)
    some = queries(client, path)
    more_of_everything(story)
    # It may be fewer: a page of a longer list can hold fewer types of record.
    assert queries(client, path) <= some <= MOST[page]
