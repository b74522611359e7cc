"""What a rule of the database means, said to whoever wrote the file.

The database refuses by the names of its rules. The models have a sentence for each constraint, the
rules between tables have theirs here; what this module adds is the field that is to be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db import DatabaseError, models
from django.db.models.constraints import BaseConstraint

_CHECK_OR_RULE = re.compile(r"(?:CHECK constraint failed: |index '|^)([a-z][a-z0-9_]+)'?$")
_UNIQUE_COLUMNS = re.compile(r"UNIQUE constraint failed: ([a-z0-9_., ]+)$")

FIELDS: Mapping[str, str] = {
    "actor_has_a_public_name": "public_name",
    "actor_minor_is_pseudonymous": "naming",
    "actor_only_persons_have_pseudonyms": "naming",
    "claim_answers_another": "answers",
    "claim_denial_answers_a_claim": "answers",
    "claim_high_not_negative": "high",
    "claim_low_not_negative": "low",
    "claim_low_up_to_high": "low",
    "claim_number_has_a_unit": "unit",
    "claim_open_number_keeps_its_words": "number_words",
    "claim_relayed_by_another": "relayed_by",
    "claim_says_something": "text",
    "consent_dates_in_order": "consent",
    "exhibit_relayed_by_another": "relayed_by",
    "incident_not_part_of_itself": "part_of",
    "involvement_acts_for_another": "acts_for",
    "involvement_in_an_incident_or_a_trial": "incident",
    "involvement_in_incident_said_once_by_each": "id",
    "involvement_in_trial_said_once_by_each": "id",
    "involvement_relayed_by_another": "relayed_by",
    "involvement_role_fits": "role",
    "lawarticle_once_by_edition": "number",
    "membership_not_of_itself": "group",
    "membership_relayed_by_another": "relayed_by",
    "membership_said_once_by_each": "id",
    "place_located_or_not_located": "precision",
    "place_not_within_itself": "within",
    "report_months_low_up_to_high": "months_high",
    "report_months_positive": "months_low",
    "report_open_number_keeps_its_words": "words",
    "report_people_low_up_to_high": "people_high",
    "report_people_positive": "people_low",
    "report_relayed_by_another": "relayed_by",
    "sentence_is_not_empty": "text",
    "sentence_number_once": "number",
    "source_has_a_title": "title",
    "source_not_derived_from_itself": "derives_from",
    "source_testimony_has_speaker_and_setting": "speaker",
    "step_not_of_itself": "of",
    "text_given_once": "name",
    "text_one_preferred_in_a_language": "name",
}
"""The field to mend, by the name of the constraint."""

BETWEEN_TABLES: Mapping[str, tuple[str, str]] = {
    "actor_pseudonym_has_no_other_names": (
        "naming",
        "Somebody under a pseudonym has no names or titles; labels and summaries may stand.",
    ),
    "text_of_a_pseudonymous_person_is_no_name": (
        "name",
        "Somebody under a pseudonym has no names or titles; labels and summaries may stand.",
    ),
    "actor_with_members_is_no_person": ("kind", "It has members: it is a group or body."),
    "actor_with_trials_is_a_court": ("kind", "It is the court of a trial."),
    "source_with_a_consent_is_a_testimony": ("kind", "It has a consent: it is a testimony."),
    "step_stays_with_the_steps_that_follow_it_up": (
        "trial",
        "Steps of the same trial follow it up.",
    ),
    "passage_that_is_quoted_is_verbatim": (
        "fidelity",
        "More than short evaluative words are quoted from it: it stays verbatim.",
    ),
    "claim_subject_can_be_spoken_of": ("subject", "No claim can be about a record of this type."),
    "consent_is_of_a_testimony": ("consent", "Only a testimony has a consent."),
    "involvement_acts_for_a_party_of_the_same_matter": (
        "acts_for",
        "Whom somebody acts for is a party of the same incident or trial.",
    ),
    "involvement_keeps_its_matter": ("trial", "Steps or exhibits of its trial rest on it."),
    "membership_group_is_no_person": ("group", "A person is no group or body."),
    "trial_court_is_a_court": ("court", "This actor is no court."),
    "step_party_of_the_same_trial": ("party", "This party is not of the same trial."),
    "step_of_a_step_of_the_same_trial": ("of", "This step is not of the same trial."),
    "step_kind_fits_its_reports": ("kind", "An outcome that is reported does not fit this kind."),
    "report_outcome_fits_its_step": ("outcome", "This outcome does not fit the kind of its step."),
    "exhibit_against_a_party_of_the_same_trial": (
        "against",
        "This party is not of the same trial.",
    ),
    "citation_quotation_stands_in_its_passage": ("cite", "The quoted words do not stand there."),
    "citation_quotation_is_verbatim": ("cite", "The passage is not verbatim: quote short words."),
    "passage_keeps_the_words_that_are_quoted": (
        "text",
        "Words that are quoted from a passage are no longer in it.",
    ),
}
"""Field and sentence for the rules that triggers hold."""

_ONE_ARCHIVE = ("slug", "There is one archive, and it has another slug.")


def explain(error: DatabaseError) -> tuple[str, str]:
    """The field and the sentence for what the database refused."""
    name = _rule(error)
    if name in BETWEEN_TABLES:
        return BETWEEN_TABLES[name]
    if name in ("archive_only_key", "archive_archive_only_key"):
        return _ONE_ARCHIVE
    for constraint in _constraints():
        if constraint.name == name:
            return FIELDS.get(name, ""), str(constraint.violation_error_message)
    first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
    return "", f"The database refuses it: {first_line}."


def _constraints() -> Iterator[BaseConstraint]:
    for model in apps.get_app_config("archive").get_models():
        yield from model._meta.constraints


def _rule(error: DatabaseError) -> str:
    """The name of the constraint or trigger that refused; "" when it cannot be told."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or "")
    columns = _UNIQUE_COLUMNS.search(str(error))
    if columns:
        return _unique(columns[1])
    found = _CHECK_OR_RULE.search(str(error))
    return found[1] if found else ""


def _unique(columns: str) -> str:
    """The unique constraint over columns that SQLite names as `table.column`."""
    table = columns.partition(".")[0].strip()
    wanted = {column.partition(".")[2].strip() for column in columns.split(",")}
    model = next((one for one in apps.get_models() if one._meta.db_table == table), None)
    if model is None:
        return ""
    column_of = {field.name: field.column for field in model._meta.fields}
    unique = (one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    for constraint in unique:
        if {column_of[name] for name in constraint.fields} == wanted:
            return constraint.name
    return f"{model._meta.model_name}_{'_'.join(sorted(wanted))}_key"
