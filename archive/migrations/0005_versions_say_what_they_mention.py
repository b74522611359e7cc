"""A public version says which records and passages it mentions, since readers may read it.

What the versions that were kept until now mention is read out of their content. What is no longer
found under its ref or key, or lacks its key, is a mention of nothing: such a version stays hidden.
"""

import django.db.models.deletion
from django.db import migrations, models

POINTERS = frozenset(
    "about acts_for actor against answers article asserted_by author court derives_from group "
    "incident member of part_of party place relayed_by speaker step subject trial used_by voice "
    "within".split()
)
"""The names under which contents hold the ref of a record."""

AT_ONCE = 300


def refs_in(content):
    parts = [content]
    for name in ("texts", "passages", "incidents"):
        parts += content.get(name, [])
    return {
        value for part in parts for name, value in part.items() if name in POINTERS and value
    }


def passages_in(content):
    cited = {part.get("passage", "") for part in content.get("citations", [])}
    held = [part for part in content.get("passages", []) if not part["withheld"]]
    return cited | {f"{content['slug']}#{part['number']}" for part in held}


def read_mentions(apps, schema_editor):
    Entry, Passage = apps.get_model("archive", "Entry"), apps.get_model("archive", "Passage")
    Mention = apps.get_model("archive", "Mention")
    entries = dict(Entry.objects.values_list("ref", "pk"))
    found = Passage.objects.values_list("source__slug", "number", "pk")
    passages = {f"{slug}#{number}": pk for slug, number, pk in found}
    mentions = []
    versions = apps.get_model("archive", "PublicVersion").objects.order_by("pk")
    for version in versions.iterator(chunk_size=AT_ONCE):
        for ref in sorted(refs_in(version.content)):
            mentions.append(Mention(version=version, entry_id=entries.get(ref)))
        for key in sorted(passages_in(version.content)):
            mentions.append(Mention(version=version, passage_id=passages.get(key)))
    Mention.objects.bulk_create(mentions, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_reports_of_people_and_terms_between_bounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicversion",
            name="redacted_on",
            field=models.DateField(blank=True, null=True, verbose_name="redacted on"),
        ),
        migrations.AlterField(
            model_name="publicversion",
            name="content_hash",
            field=models.CharField(
                blank=True,
                help_text="Empty when it was taken back.",
                max_length=64,
                verbose_name="hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("content_hash", ""), _negated=True),
                    ("content", {}),
                    _connector="OR",
                ),
                name="publicversion_taken_back_is_empty",
                violation_error_message="A version that was taken back has no content.",
            ),
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="archive.publicversion",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentioned_in",
                        to="archive.entry",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentioned_in",
                        to="archive.passage",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention in a public version",
                "verbose_name_plural": "mentions in public versions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entry__isnull", True), ("passage__isnull", True), _connector="OR"
                        ),
                        name="mention_is_of_one_thing",
                        violation_error_message="A mention is of a record or of a passage.",
                    ),
                ],
            },
        ),
        migrations.RunPython(read_mentions, migrations.RunPython.noop),
    ]
