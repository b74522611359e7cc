"""Illegal states of incidents and involvements."""

from archive.models import Involvement
from archive.vocabularies import InvolvementRole
from tests import factories
from tests.models.refusals import ITSELF, Case

MATTER = "involvement_in_an_incident_or_a_trial"
FITS = "involvement_role_fits"
FOR = "involvement_acts_for_a_party_of_the_same_matter"


def affected() -> Involvement:
    """A part in an incident."""
    return factories.involvement(incident=factories.incident())


def observer() -> Involvement:
    """A part in a trial that incidents know too."""
    return factories.involvement(role=InvolvementRole.OBSERVER)


def counsel() -> Involvement:
    """A lawyer and the client, in one trial."""
    return factories.involvement(
        factories.person("Defendant L"),
        role=InvolvementRole.DEFENCE_COUNSEL,
        acts_for=factories.involvement(),
    )


def party_with_a_step() -> Involvement:
    """A defendant of whom the trial has a step."""
    party = factories.involvement()
    factories.step(party)
    return party


def party_with_an_exhibit() -> Involvement:
    """A defendant against whom something was shown in court."""
    party = factories.involvement()
    factories.exhibit(trial=party.trial, against=party)
    return party


def client() -> Involvement:
    """A defendant for whom a lawyer acts."""
    defendant = factories.involvement()
    factories.involvement(
        factories.person("Defendant L"), role=InvolvementRole.DEFENCE_COUNSEL, acts_for=defendant
    )
    return defendant


def hurt_client() -> Involvement:
    """Somebody hurt in an incident for whom a witness speaks."""
    hurt = affected()
    factories.involvement(
        factories.person("Witness L"),
        incident=hurt.incident,
        role=InvolvementRole.WITNESS,
        acts_for=hurt,
    )
    return hurt


def elsewhere() -> Involvement:
    """A part in quite another trial."""
    return factories.involvement(
        factories.person("Defendant M"), trial=factories.trial("Another trial")
    )


CASES = [
    Case("an incident that is part of itself", "incident_not_part_of_itself", factories.incident,
         {"part_of": ITSELF}),
    Case("an involvement in an incident and in a trial", MATTER, observer,
         lambda _row: {"incident": factories.incident()}),
    Case("an involvement in nothing", MATTER, observer, {"trial": None}, also=frozenset({FITS})),
    Case("a defendant of an incident", FITS, affected, {"role": InvolvementRole.DEFENDANT}),
    Case("a judge of an incident", FITS, affected, {"role": InvolvementRole.JUDGE}),
    Case("somebody killed in a trial", FITS, observer, {"role": InvolvementRole.KILLED}),
    Case("somebody who acts for themselves", "involvement_acts_for_another",
         factories.involvement, {"acts_for": ITSELF}, also=frozenset({FOR})),
    Case("a lawyer whose client stands in another trial", FOR, counsel,
         lambda _row: {"acts_for": elsewhere()}),
    Case("a lawyer in a trial whose client was hurt in an incident", FOR, counsel,
         lambda _row: {"acts_for": affected()}),
    Case("a party that leaves the trial of its step", "involvement_keeps_its_matter",
         party_with_a_step, lambda _row: {"trial": factories.trial("Another trial")}),
    Case("a party that leaves the trial of an exhibit", "involvement_keeps_its_matter",
         party_with_an_exhibit, lambda _row: {"trial": factories.trial("Another trial")}),
    Case("a party that leaves the trial of its step for an incident",
         "involvement_keeps_its_matter", party_with_a_step,
         lambda _row: {"trial": None, "incident": factories.incident(),
                       "role": InvolvementRole.AFFECTED}),
    Case("a client who leaves the trial of the lawyer", "involvement_keeps_its_matter",
         client, lambda _row: {"trial": factories.trial("Another trial")}),
    Case("a client who leaves the incident of the one who speaks for them",
         "involvement_keeps_its_matter", hurt_client,
         lambda _row: {"incident": factories.incident("Another fire")}),
    Case("a role in an incident that the same speaker tells twice",
         "involvement_in_incident_said_once_by_each", affected),
    Case("a role in a trial that the same speaker tells twice",
         "involvement_in_trial_said_once_by_each", observer),
]  # fmt: skip
