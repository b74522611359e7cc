"""Posts an admin form as a browser would: every field as shown, but for what is given."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client


def shown(response: Any, rows: int = 0) -> dict[str, Any]:
    """The fields of a form page with the values that it shows, and `rows` rows to fill in."""
    assert response.status_code == 200, response.status_code
    form = response.context["adminform"].form
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for one in (formset.management_form, *formset.forms):
            data |= {one.add_prefix(name): one[name].value() for name in one.fields}
        for number in range(len(formset.forms), rows):
            blank = formset.empty_form
            data |= {
                blank.add_prefix(name).replace("__prefix__", str(number)): blank[name].value()
                for name in blank.fields
            }
    return {name: "" if value is None else value for name, value in data.items()}


def submit(client: Client, address: str, **changes: Any) -> HttpResponse:
    """Open a form, change some of its fields, and send it; `__` in a name is a hyphen."""
    rows = max((value for name, value in changes.items() if "TOTAL_FORMS" in name), default=0)
    data = shown(client.get(address), rows)
    data |= {name.replace("__", "-"): value for name, value in changes.items()}
    data = {name: value for name, value in data.items() if value is not False}
    response: Any = client.post(address, data)
    return response


def problems(response: Any) -> str:
    """What a form says is wrong with it."""
    assert response.status_code == 200, "the form was accepted"
    form = response.context["adminform"].form
    inlines = [inline.formset for inline in response.context["inline_admin_formsets"]]
    told = [form.errors, *(formset.errors for formset in inlines)]
    return " ".join(str(one) for one in told)
