"""The groups of accounts to which `archive.workflow.roles` gives their permissions."""

from typing import Any

from django.db import migrations

ROLES = ("editors", "reviewers", "custodians")


def add_groups(apps: Any, schema_editor: Any) -> None:
    """Add the groups that are missing."""
    Group = apps.get_model("auth", "Group")
    for name in ROLES:
        Group.objects.using(schema_editor.connection.alias).get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_records"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    # Going back leaves the groups: accounts may be in them.
    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
