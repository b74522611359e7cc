"""Illegal states of actors and memberships."""

from archive.models import Actor
from archive.vocabularies import ActorKind, Naming, TextPart
from tests import factories
from tests.models.examples import named_person
from tests.models.refusals import Case

ONLY_PERSONS = "actor_only_persons_have_pseudonyms"


def person_with_a_name_in_russian() -> Actor:
    """A named person who has a name in another language too."""
    person = named_person()
    factories.text(person, "Анна Бельская", "ru")
    return person


def person_with_a_title() -> Actor:
    """A named person whose page has a heading of its own."""
    person = named_person()
    factories.text(person, "The miller of Orlen", part=TextPart.TITLE)
    return person


def court_of_a_trial() -> Actor:
    """A court before which a trial is held."""
    court = factories.court()
    factories.trial(court=court)
    return court


def group_with_a_member() -> Actor:
    """A group to which somebody belongs."""
    return factories.membership().group


CASES = [
    Case("an actor without a public name", "actor_has_a_public_name", named_person,
         {"public_name": ""}),
    Case("a minor under the own name", "actor_minor_is_pseudonymous", named_person,
         {"minor": True}),
    Case("a minor who is named by wish", "actor_minor_is_pseudonymous", named_person,
         {"minor": True, "naming": Naming.NAMED}),
    Case("a minor who loses the pseudonym", "actor_minor_is_pseudonymous",
         lambda: factories.person(minor=True), {"naming": Naming.ROLE}),
    Case("a group under a pseudonym", ONLY_PERSONS, factories.group,
         {"naming": Naming.PSEUDONYM}),
    Case("a court that is named by wish", ONLY_PERSONS, factories.court,
         {"naming": Naming.NAMED}),
    Case("a person under a pseudonym who becomes a group", ONLY_PERSONS, factories.person,
         {"kind": ActorKind.GROUP}),
    Case("a pseudonym beside a name in another language", "actor_pseudonym_has_no_other_names",
         person_with_a_name_in_russian, {"naming": Naming.PSEUDONYM}),
    Case("a pseudonym beside a title", "actor_pseudonym_has_no_other_names",
         person_with_a_title, {"naming": Naming.PSEUDONYM}),
    Case("an actor that belongs to itself", "membership_not_of_itself",
         lambda: factories.membership(factories.group("The eight"), factories.group("The nine")),
         lambda row: {"member": row.group}),
    Case("a member of a person", "membership_group_is_no_person", factories.membership,
         lambda _row: {"group": factories.person("Defendant L")}),
    Case("a court of a trial that becomes an authority", "actor_with_trials_is_a_court",
         court_of_a_trial, {"kind": ActorKind.AUTHORITY}),
    Case("a group with members that becomes a person", "actor_with_members_is_no_person",
         group_with_a_member, {"kind": ActorKind.PERSON}),
    Case("a membership that the same speaker tells twice", "membership_said_once_by_each",
         factories.membership),
]  # fmt: skip
