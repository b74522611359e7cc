"""Illegal states of what was: history is written once."""

from datetime import UTC, datetime

from django.contrib.auth.models import User

from archive.models import Stamp
from archive.vocabularies import DecisionKind
from tests import factories
from tests.models.examples import (
    EXAMPLES,
    decision,
    mention,
    public_version,
    reply,
    revision,
    tombstone,
)
from tests.models.refusals import DELETE, INSERT, UPDATE, Case

REVISION = "revision_is_append_only"
DECISION = "decision_is_append_only"
changed, gone, added = frozenset({UPDATE}), frozenset({DELETE}), frozenset({INSERT})

CASES = [
    Case("a revision that does not say why", "revision_says_why", revision, {"reason": ""},
         events=added),
    Case("a revision that does not say who", "revision_says_who", revision, {"principal": ""},
         events=added),
    Case("two first revisions of a record", "revision_number_once", revision),
    Case("a revision with another reason than it was made with", REVISION, revision,
         {"reason": "no reason"}),
    Case("a revision with another digest", REVISION, revision, {"digest": "e" * 64}),
    Case("a revision with another number", REVISION, revision, {"number": 2}),
    Case("a revision of another time", REVISION, revision,
         {"made_at": datetime(2032, 4, 1, tzinfo=UTC)}),
    Case("a revision for which another answers", REVISION, revision, {"principal": "Nadia"}),
    Case("a revision that another account made", REVISION, revision,
         lambda _row: {"made_by": User.objects.create_user("nadia")}),
    Case("a revision of another record", REVISION, revision,
         lambda _row: {"entry": factories.place()}),
    Case("a revision that is no more", "revision_is_never_deleted", revision),
    Case("a decision of nobody", "decision_says_who", decision, {"principal": ""}, events=added),
    Case("a decision for no reason", "decision_says_why", decision, {"reason": ""},
         events=added),
    Case("one person in the place of two", "decision_second_is_another", decision,
         {"second": "Vera"}, events=added),
    Case("a decision that was another one", DECISION, decision,
         {"kind": DecisionKind.WITHDRAW}, events=changed),
    Case("a decision that others made", DECISION, decision,
         {"principal": "Nadia"}, events=changed),
    Case("a decision that is no more", DECISION, decision, events=gone),
    Case("two first public versions of a record", "publicversion_number_once", public_version),
    Case("a public version that says something else", "publicversion_is_append_only",
         public_version, {"content": {"name": "Orlen"}}),
    Case("a version that was taken back and says something still",
         "publicversion_taken_back_is_empty", public_version,
         {"content": {"name": "Orlen"}, "content_hash": ""}, events=added),
    Case("a mention of a record and of a passage", "mention_is_of_one_thing", mention,
         lambda _row: {"passage": factories.source().passages.get(number=1)}),
    Case("a notice of withdrawal that does not say why", "tombstone_says_why", tombstone,
         {"reason": ""}),
    Case("a decided reply without an answer", "reply_decision_says_why", reply, {"answer": ""}),
    Case("a second stamp", "stamp_is_one", EXAMPLES[Stamp], {"id": 2}),
]  # fmt: skip
