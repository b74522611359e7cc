"""What stood in the archive before a migration says the same after it, and after the way back."""

from __future__ import annotations

import json
from typing import Any

from tests.models.test_triggers_and_views_survive import Installation, installation, migrated

__all__ = ["installation", "migrated"]

BEFORE = "0003_statements_cases_compensation"
TERMS = {"exact": 30, "none": None}

FILL = f"""
import hashlib, json
from django.db import connection
from django.db.migrations.loader import MigrationLoader
apps = MigrationLoader(connection).project_state(("archive", "{BEFORE}")).apps
make = lambda name, of, /, **columns: apps.get_model("archive", name).objects.create(
    record_type=of, **columns)
speaker = make("Actor", "actor", ref="aaaaaaa1", slug="speaker", kind="organisation",
               naming="role", public_name="Speaker")
trial = make("Trial", "trial", ref="aaaaaaa2", slug="trial")
step = make("Step", "step", ref="aaaaaaa3", slug="step", trial=trial, kind="sentence")
for number, (slug, months) in enumerate({TERMS!r}.items()):
    row = make("Report", "report", ref=f"bbbbbbb{{number}}", slug=slug, asserted_by=speaker,
               step=step, outcome="imprisonment", months=months)
    body = {{"type": "report", "ref": row.ref, "words": "", "months": months}}
    told = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    apps.get_model("archive", "Revision").objects.create(
        entry_id=row.pk, number=1, principal="Desk", reason="imported", body=body,
        digest=hashlib.sha256(told.encode()).hexdigest())
"""

READ = """
import json
from archive.models import Report, Revision
from archive.workflow.snapshots import digest
found = {row.slug: [row.months_low, row.months_high] for row in Report.objects.all()}
bodies = {row.entry.ref: row.body for row in Revision.objects.all()}
right = all(row.digest == digest(row.body) for row in Revision.objects.all())
print("FOUND", json.dumps([found, bodies, right]))
"""

READ_BEFORE = f"""
import hashlib, json
from django.db import connection
from django.db.migrations.loader import MigrationLoader
apps = MigrationLoader(connection).project_state(("archive", "{BEFORE}")).apps
found = {{row.slug: row.months for row in apps.get_model("archive", "Report").objects.all()}}
rows = list(apps.get_model("archive", "Revision").objects.all())
told = lambda body: json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
right = all(hashlib.sha256(told(row.body).encode()).hexdigest() == row.digest for row in rows)
print("FOUND", json.dumps([found, {{row.entry.ref: row.body for row in rows}}, right]))
"""


def ask(installation: Installation, question: str) -> Any:
    """What a program finds in the archive."""
    assert installation.manage("shell", "--no-imports", "-c", question) == 0, installation.said
    line = next(line for line in installation.said.splitlines() if line.startswith("FOUND"))
    return json.loads(line.removeprefix("FOUND"))


def test_a_term_becomes_both_of_its_bounds_and_one_number_again(
    installation: Installation,
) -> None:
    installation.migrate("archive", BEFORE)
    assert installation.manage("shell", "--no-imports", "-c", FILL) == 0, installation.said
    before = ask(installation, READ_BEFORE)
    assert before[0] == TERMS

    installation.migrate()
    columns, bodies, digests_hold = ask(installation, READ)
    assert columns == {"exact": [30, 30], "none": [None, None]}
    told = {ref: (body["months_low"], body["months_high"]) for ref, body in bodies.items()}
    assert told == {"bbbbbbb0": (30, 30), "bbbbbbb1": (None, None)}
    assert digests_hold

    installation.migrate("archive", BEFORE)
    assert ask(installation, READ_BEFORE) == before


BEFORE_MENTIONS = "0004_reports_of_people_and_terms_between_bounds"

FILL_VERSIONS = f"""
from django.db import connection
from django.db.migrations.loader import MigrationLoader
apps = MigrationLoader(connection).project_state(("archive", "{BEFORE_MENTIONS}")).apps
make = lambda name, of, /, **columns: apps.get_model("archive", name).objects.create(
    record_type=of, **columns)
speaker = make("Actor", "actor", ref="aaaaaaa1", slug="speaker", kind="organisation",
               naming="role", public_name="Speaker")
source = make("Source", "source", ref="aaaaaaa2", slug="diary", kind="ngo", title="Diary",
              standpoint="ngo")
for number, withheld in ((1, False), (2, True)):
    apps.get_model("archive", "Passage").objects.create(
        source=source, number=number, withheld=withheld, text="" if withheld else "It rained.",
        fidelity="verbatim")
parts = [dict(number=1, withheld=False, text="It rained.", voice="aaaaaaa1"),
         dict(number=2, withheld=True, text="", voice=None)]
contents = [
    dict(type="source", ref="aaaaaaa2", slug="diary", author="aaaaaaa1", passages=parts,
         citations=[], texts=[]),
    dict(type="claim", ref="aaaaaaa3", asserted_by="gonegone", relayed_by=None,
         citations=[dict(passage="diary#1"), dict(passage="lost#4")], texts=[]),
]
for number, content in enumerate(contents, start=1):
    apps.get_model("archive", "PublicVersion").objects.create(
        entry_id=source.pk, number=number, made_on="2032-04-02", content=content,
        content_hash="c" * 64)
"""

READ_MENTIONS = """
import json
from archive.models import Mention
found = sorted(
    [one.version.number, one.entry.ref if one.entry else "", str(one.passage or "")]
    for one in Mention.objects.all()
)
print("FOUND", json.dumps(found))
"""


def test_versions_from_before_know_what_they_mention_and_what_is_lost(
    installation: Installation,
) -> None:
    installation.migrate("archive", BEFORE_MENTIONS)
    assert installation.manage("shell", "--no-imports", "-c", FILL_VERSIONS) == 0, installation.said
    installation.migrate()
    assert ask(installation, READ_MENTIONS) == [
        [1, "", "diary#1"],
        [1, "aaaaaaa1", ""],
        [2, "", ""],
        [2, "", ""],
        [2, "", "diary#1"],
    ]
    installation.migrate("archive", BEFORE_MENTIONS)
    installation.migrate()
    assert len(ask(installation, READ_MENTIONS)) == 5
