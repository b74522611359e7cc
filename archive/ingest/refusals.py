"""What a rule of the database means, said to whoever wrote the file.

The database holds the rules and refuses by their names; here each name becomes a field and a
sentence. A rule without a sentence of its own is told by its name, which is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.apps import apps
from django.db import DatabaseError, models

_NAME_IN_MESSAGE = re.compile(r"(?:CHECK constraint failed: |index '|^)([a-z][a-z0-9_]+)'?$")
_COLUMNS_IN_MESSAGE = re.compile(r"UNIQUE constraint failed: ([a-z0-9_., ]+)$")

SENTENCES: Mapping[str, tuple[str, str]] = {
    "actor_minor_is_pseudonymous": ("naming", "A minor is shown under a pseudonym only."),
    "actor_only_persons_have_pseudonyms": (
        "naming",
        "Only a person has a pseudonym or is a minor; any other actor has the naming “role”.",
    ),
    "actor_pseudonym_has_no_other_names": (
        "naming",
        "Somebody under a pseudonym has no names or titles; labels and summaries may stand.",
    ),
    "text_of_a_pseudonymous_person_is_no_name": (
        "name",
        "Somebody under a pseudonym has no names or titles; labels and summaries may stand.",
    ),
    "claim_denial_answers_a_claim": ("answers", "Who denies or admits answers a claim: name it."),
    "claim_answers_another": ("answers", "A claim answers another claim, not itself."),
    "claim_number_has_a_unit": ("unit", "A number has a unit, and a unit has a number."),
    "claim_low_up_to_high": ("low", "The lower bound lies above the upper one."),
    "claim_low_not_negative": ("low", "It is less than nothing."),
    "claim_open_number_keeps_its_words": (
        "number_words",
        "A number that is open to one side keeps the words of the source.",
    ),
    "claim_says_something": ("text", "It is empty."),
    "claim_subject_can_be_spoken_of": ("subject", "No claim can be about a record of this type."),
    "involvement_in_an_incident_or_a_trial": (
        "incident",
        "An involvement is in one incident or in one trial: name one of them.",
    ),
    "involvement_role_fits": ("role", "Incidents and trials have roles of their own."),
    "involvement_acts_for_another": ("acts_for", "Nobody acts for himself here."),
    "involvement_acts_for_a_party_of_the_same_matter": (
        "acts_for",
        "Somebody acts for a party of the same incident or trial.",
    ),
    "involvement_keeps_its_matter": ("trial", "Steps or exhibits of its trial rest on it."),
    "involvement_in_incident_said_once_by_each": (
        "id",
        "The same speaker gives this actor the same role in this incident already.",
    ),
    "involvement_in_trial_said_once_by_each": (
        "id",
        "The same speaker gives this actor the same role in this trial already.",
    ),
    "membership_said_once_by_each": ("id", "The same speaker says so already."),
    "membership_not_of_itself": ("group", "Nobody belongs to himself."),
    "membership_group_is_no_person": ("group", "A person is no group or body."),
    "place_located_or_not_located": (
        "precision",
        "A place has latitude, longitude and a precision, or is “not_located” without them.",
    ),
    "place_not_within_itself": ("within", "A place lies within another, not itself."),
    "incident_not_part_of_itself": ("part_of", "An incident is part of another, not itself."),
    "trial_court_is_a_court": ("court", "This actor is no court."),
    "step_not_of_itself": ("of", "A step follows up another, not itself."),
    "step_party_of_the_same_trial": ("party", "This party is not of the same trial."),
    "step_of_a_step_of_the_same_trial": ("of", "This step is not of the same trial."),
    "step_kind_fits_its_reports": ("kind", "An outcome that is reported does not fit this kind."),
    "report_outcome_fits_its_step": ("outcome", "This outcome does not fit the kind of its step."),
    "report_months_positive": ("months", "It is at least one month."),
    "exhibit_against_a_party_of_the_same_trial": (
        "against",
        "This party is not of the same trial.",
    ),
    "lawarticle_once_by_edition": ("number", "This article stands there already, in this edition."),
    "sentence_number_once": ("number", "This number is taken in this language."),
    "sentence_is_not_empty": ("text", "It is empty."),
    "source_has_a_title": ("title", "It is empty."),
    "source_testimony_has_speaker_and_setting": (
        "speaker",
        "A testimony has a speaker and a setting, no other source has.",
    ),
    "source_not_derived_from_itself": (
        "derives_from",
        "A source derives from another, not itself.",
    ),
    "text_one_preferred_in_a_language": ("name", "There is a preferred form in this language."),
    "text_given_once": ("name", "The same text stands there already."),
    "consent_dates_in_order": ("consent", "It ends before it was given."),
    "citation_quotation_stands_in_its_passage": ("cite", "The quoted words do not stand there."),
    "citation_quotation_is_verbatim": ("cite", "The passage is not verbatim: quote short words."),
    "passage_keeps_the_words_that_are_quoted": (
        "text",
        "Words that are quoted from a passage are no longer in it.",
    ),
    "archive_only_key": ("slug", "There is one archive, and it has another slug."),
}
for _fact in ("membership", "involvement", "report", "exhibit", "claim"):
    SENTENCES |= {  # type: ignore[operator]
        f"{_fact}_relayed_by_another": ("relayed_by", "Who relays is another than who speaks.")
    }


def explain(error: DatabaseError, model: type[models.Model]) -> tuple[str, str]:
    """The field and the sentence for what the database refused."""
    name = _rule(error, model)
    if name in SENTENCES:
        return SENTENCES[name]
    if name:
        return "", f"It breaks a rule of the archive: {name.replace('_', ' ')}."
    return "", f"The database refuses it: {str(error).splitlines()[0]}."


def _rule(error: DatabaseError, model: type[models.Model]) -> str:
    """The name of the constraint or trigger that refused; "" when it cannot be told."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None and diagnosis.constraint_name:
        return str(diagnosis.constraint_name).removeprefix(f"{model._meta.app_label}_")
    message = str(error)
    columns = _COLUMNS_IN_MESSAGE.search(message)
    if columns:
        return _unique(columns[1])
    found = _NAME_IN_MESSAGE.search(message)
    return found[1] if found else ""


def _unique(columns: str) -> str:
    """The unique constraint over columns that SQLite names as `table.column`."""
    table = columns.partition(".")[0].strip()
    wanted = {column.partition(".")[2].strip() for column in columns.split(",")}
    model = next((one for one in apps.get_models() if one._meta.db_table == table), None)
    if model is None:
        return ""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            of = {column.name: column.column for column in model._meta.fields}
            found = {of[name] for name in constraint.fields}
            if found == wanted:
                return constraint.name
    return f"{model._meta.model_name}_{'_'.join(sorted(wanted))}_key"
