"""The model field: it validates, fills its bounds and survives migrations."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.test.utils import isolate_apps

from archive.dates import EdtfField


def saved(text: str | None, **names: str) -> Any:
    """An instance as it looks after the field was asked for its value to save."""
    field = EdtfField(**names)
    field.set_attributes_from_name("when")
    instance: Any = SimpleNamespace(when=text, begin="before", finish="before")
    instance.stored = field.pre_save(instance, add=True)
    return instance


def test_saving_fills_both_bounds() -> None:
    instance = saved("2031-05/2031-06", earliest="begin", latest="finish")
    assert (instance.begin, instance.finish) == (date(2031, 5, 1), date(2031, 6, 30))


def test_an_open_end_empties_its_bound() -> None:
    instance = saved("../2031", earliest="begin", latest="finish")
    assert (instance.begin, instance.finish) == (None, date(2031, 12, 31))


@pytest.mark.parametrize("text", ["", "  ", None])
def test_a_blank_date_empties_both_bounds(text: str | None) -> None:
    instance = saved(text, earliest="begin", latest="finish")
    assert (instance.begin, instance.finish) == (None, None)


def test_a_bound_without_a_name_is_left_alone() -> None:
    instance = saved("2031", latest="finish")
    assert (instance.begin, instance.finish) == ("before", date(2031, 12, 31))


def test_blanks_around_the_text_are_not_stored() -> None:
    instance = saved(" 2031 ")
    assert instance.stored == instance.when == "2031"


def test_text_that_nobody_validated_is_refused_on_saving() -> None:
    with pytest.raises(ValidationError, match="no month 13"):
        saved("2031-13")


def test_validation_says_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match="ends before it begins") as refused:
        EdtfField().clean("2032/2031", None)
    assert refused.value.error_list[0].code == "edtf"


@pytest.mark.parametrize("names", [{}, {"earliest": "begin"}, {"latest": "finish"}])
def test_a_migration_makes_the_same_field_again(names: dict[str, str]) -> None:
    field = EdtfField(blank=True, **names)
    _, path, args, kwargs = field.deconstruct()
    assert path == "archive.dates.EdtfField"
    assert kwargs == {"blank": True, "max_length": 64, **names}
    assert EdtfField(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)


@isolate_apps("archive.apps.ArchiveConfig")
def test_bounds_that_cannot_be_filled_fail_the_system_check() -> None:
    class Sound(models.Model):
        when = EdtfField(earliest="begin", latest="finish")
        begin = models.DateField(null=True)
        finish = models.DateField(null=True)

        class Meta:
            app_label = "archive"

    class Faulty(models.Model):
        begin = models.DateField(null=True)
        when = EdtfField(earliest="begin", latest="finish")
        since = EdtfField(earliest="absent")
        finish = models.DateField()

        class Meta:
            app_label = "archive"

    assert [problem.msg for problem in Sound.check() if problem.id == "dates.E001"] == []
    problems = [problem.msg for problem in Faulty.check() if problem.id == "dates.E001"]
    assert problems == [
        "The bound “begin” must be declared after “when”, in the same model.",
        "The bound “finish” of “when” must be a DateField that allows null.",
        "The bound “absent” of “since” is not a field of this model.",
    ]
