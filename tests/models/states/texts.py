"""Illegal states of texts, sentences and of the archive itself."""

from archive.models import Text
from archive.vocabularies import TextPart
from tests import factories
from tests.models.examples import variant
from tests.models.refusals import Case

NO_NAME = "text_of_a_pseudonymous_person_is_no_name"


def preferred() -> Text:
    """The preferred name of a place."""
    return Text.objects.get(entry_id=factories.place().pk)


def label() -> Text:
    """The label of a person under a pseudonym."""
    return factories.text(factories.person(), "K, one of the nine", part=TextPart.LABEL)


CASES = [
    Case("a second archive", "archive_is_one", factories.archive, {"only": False}),
    Case("a text of nothing", "text_is_not_empty", variant, {"text": ""}),
    Case("two preferred names in one language", "text_one_preferred_in_a_language", preferred,
         {"text": "Orlen on the river"}),
    Case("the same name given twice", "text_given_once", variant),
    Case("a name of somebody under a pseudonym", NO_NAME, label, {"part": TextPart.NAME}),
    Case("a title of somebody under a pseudonym", NO_NAME, label, {"part": TextPart.TITLE}),
    Case("a name that moves to somebody under a pseudonym", NO_NAME, variant,
         lambda _row: {"entry": factories.person()}),
    Case("a sentence of nothing", "sentence_is_not_empty", factories.sentence, {"text": ""}),
    Case("two first sentences in one language", "sentence_number_once", factories.sentence),
]  # fmt: skip
