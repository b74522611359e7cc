"""The forms of records: the reason of a change, the cite line, and what was refused on saving."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.vocabularies import State
from archive.workflow import citations, revisions


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A record with the reason of its change. `preset` are columns that the page decides itself."""

    preset: ClassVar[dict[str, Any]] = {}
    refusals: ClassVar[list[str]] = []

    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=revisions.REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("Kept in the history. Required once the record is public."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Note which revision the editor has before them."""
        super().__init__(*args, **kwargs)
        for name, value in self.preset.items():
            setattr(self.instance, name, value)
        if self.instance.pk and "seen" in self.fields:
            self.fields["seen"].initial = self._last_number()
            self.fields["why"].required = self.instance.state == State.PUBLISHED

    def _last_number(self) -> int:
        last = revisions.latest(self.instance)
        return last.number if last else 0

    def clean(self) -> dict[str, Any]:
        """Refuse what was changed by somebody else meanwhile, and what the database refused."""
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if self.instance.pk and seen is not None and seen != self._last_number():
            raise ValidationError(
                _("Somebody else changed this record since you opened it. Open it again.")
            )
        for refusal in self.refusals:
            self.add_error(None, refusal)
        return cleaned


class CitedForm(RecordForm):
    """A record that cites passages, by one line of text."""

    cite = forms.CharField(
        label=gettext_lazy("Cites"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy(
            'Key of the source, passages, exact words: report-2022#5 "words"; report-2022#7-8'
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "cite" in self.fields:
            self.fields["cite"].initial = citations.line_of(self.instance)

    def clean_cite(self) -> list[citations.Cited]:
        """The passages that the line names."""
        try:
            return citations.resolve(self.cleaned_data["cite"])
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem
