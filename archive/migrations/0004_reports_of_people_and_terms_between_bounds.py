"""A report says of how many people it speaks, and its term between two bounds.

A term that was one number becomes both bounds of it, in the history too. Digests of revisions are
made anew, since an empty field no longer counts in them.
"""

import hashlib
import json

from django.db import migrations, models
from django.db.models import F

OLD, LOW, HIGH = "months", "months_low", "months_high"


def with_bounds(body):
    """The body of a revision with the term between bounds."""
    if body.get("type") == "report" and OLD in body:
        term = body.pop(OLD)
        body |= {"people_low": None, "people_high": None, LOW: term, HIGH: term}
    return {name: value for name, value in body.items() if value}


def with_one_number(body):
    """The body of a revision with the term as one number, which is what both bounds agree on."""
    if body.get("type") == "report" and LOW in body:
        low, high = body.pop(LOW), body.pop(HIGH)
        body[OLD] = low if low == high else None
        del body["people_low"], body["people_high"]
    return body


def write_anew(apps, counted):
    """Write the body and the digest of every revision anew; `counted` is what the digest counts."""
    Revision = apps.get_model("archive", "Revision")
    changed = []
    for row in Revision.objects.order_by("pk").iterator(chunk_size=500):
        told = json.dumps(
            counted(row.body), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        row.digest = hashlib.sha256(told.encode()).hexdigest()
        changed.append(row)
        if len(changed) == 500:
            Revision.objects.bulk_update(changed, ["body", "digest"])
            changed = []
    Revision.objects.bulk_update(changed, ["body", "digest"])


def to_bounds(apps, schema_editor):
    Report = apps.get_model("archive", "Report")
    Report.objects.filter(months__isnull=False).update(months_low=F(OLD), months_high=F(OLD))
    write_anew(apps, with_bounds)


def to_one_number(apps, schema_editor):
    Report = apps.get_model("archive", "Report")
    Report.objects.filter(months_low=F(HIGH)).update(months=F(LOW))
    write_anew(apps, with_one_number)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_statements_cases_compensation"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="people_low",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Of how many people it speaks, when that is not the whole party.",
                null=True,
                verbose_name="people, at least",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="people_high",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="people, at most"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="months_low",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text=(
                    "The term in months; one that is given exactly is at least and at most that."
                ),
                null=True,
                verbose_name="months, at least",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="months_high",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="months, at most"
            ),
        ),
        migrations.RunPython(to_bounds, to_one_number),
        migrations.RemoveConstraint(model_name="report", name="report_months_positive"),
        migrations.RemoveField(model_name="report", name="months"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("months_low__isnull", True), ("months_low__gt", 0), _connector="OR"
                    ),
                    models.Q(
                        ("months_high__isnull", True), ("months_high__gt", 0), _connector="OR"
                    ),
                ),
                name="report_months_positive",
                violation_error_message="A number of a report must be one or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("months_low__isnull", True),
                    ("months_high__isnull", True),
                    ("months_low__lte", models.F("months_high")),
                    _connector="OR",
                ),
                name="report_months_low_up_to_high",
                violation_error_message="“At least” must not be greater than “at most”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("people_low__isnull", True), ("people_low__gt", 0), _connector="OR"
                    ),
                    models.Q(
                        ("people_high__isnull", True), ("people_high__gt", 0), _connector="OR"
                    ),
                ),
                name="report_people_positive",
                violation_error_message="A number of a report must be one or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("people_low__isnull", True),
                    ("people_high__isnull", True),
                    ("people_low__lte", models.F("people_high")),
                    _connector="OR",
                ),
                name="report_people_low_up_to_high",
                violation_error_message="“At least” must not be greater than “at most”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("months_high__isnull", False), ("months_low__isnull", True)),
                        models.Q(("months_high__isnull", True), ("months_low__isnull", False)),
                        models.Q(("people_high__isnull", False), ("people_low__isnull", True)),
                        models.Q(("people_high__isnull", True), ("people_low__isnull", False)),
                        _connector="OR",
                        _negated=True,
                    ),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="report_open_number_keeps_its_words",
                violation_error_message=(
                    "A number that is open to one side must keep the words of the source."
                ),
            ),
        ),
    ]
