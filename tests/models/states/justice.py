"""Illegal states of trials, steps, reports, exhibits and law articles."""

from archive.models import Step
from archive.vocabularies import Outcome, StepKind
from tests import factories
from tests.models.refusals import ITSELF, Case
from tests.models.states.events import elsewhere


def reported_verdict() -> Step:
    """A verdict of which somebody says that it convicted."""
    return factories.report(outcome=Outcome.CONVICTED).step


def followed_step() -> Step:
    """A verdict on a whole trial, with an appeal against it."""
    verdict = factories.step(trial=factories.trial())
    factories.step(trial=verdict.trial, kind=StepKind.APPEAL, of=verdict)
    return verdict


def step_elsewhere() -> Step:
    """A step of quite another trial."""
    return factories.step(elsewhere())


CASES = [
    Case("a trial before an authority that is no court", "trial_court_is_a_court",
         factories.trial, lambda _row: {"court": factories.actor("Ministry")}),
    Case("a trial before a person", "trial_court_is_a_court", factories.trial,
         lambda _row: {"court": factories.person()}),
    Case("a step that follows up itself", "step_not_of_itself", factories.step,
         {"of": ITSELF}, also=frozenset({"step_of_a_step_of_the_same_trial"})),
    Case("a step for a party of another trial", "step_party_of_the_same_trial", factories.step,
         lambda _row: {"party": elsewhere()}),
    Case("a step that moves to another trial without its party", "step_party_of_the_same_trial",
         factories.step, lambda _row: {"trial": factories.trial("Another trial")}),
    Case("a step that follows up a step of another trial", "step_of_a_step_of_the_same_trial",
         factories.step, lambda _row: {"of": step_elsewhere()}),
    Case("a verdict that leaves the trial of the appeal against it",
         "step_stays_with_the_steps_that_follow_it_up", followed_step,
         lambda _row: {"trial": factories.trial("Another trial")}),
    Case("a verdict that becomes an appeal under a report of conviction",
         "step_kind_fits_its_reports", reported_verdict, {"kind": StepKind.APPEAL}),
    Case("an outcome that does not fit its step", "report_outcome_fits_its_step",
         factories.report, {"outcome": Outcome.UPHELD}),
    Case("a penalty as the outcome of a verdict", "report_outcome_fits_its_step",
         factories.report, {"outcome": Outcome.IMPRISONMENT}),
    Case("a report of conviction that moves to a hearing", "report_outcome_fits_its_step",
         factories.report,
         lambda row: {"step": factories.step(row.step.party, kind=StepKind.HEARING)}),
    Case("a term of no months", "report_months_positive", factories.report,
         {"months_low": 0, "months_high": 1}),
    Case("a term that is at least more than at most", "report_months_low_up_to_high",
         factories.report, {"months_low": 60, "months_high": 12}),
    Case("a report of nobody", "report_people_positive", factories.report,
         {"people_low": 0, "people_high": 3}),
    Case("a report of at least more people than at most", "report_people_low_up_to_high",
         factories.report, {"people_low": 9, "people_high": 8}),
    Case("an open term without the words of the source", "report_open_number_keeps_its_words",
         factories.report, {"months_low": 30, "words": ""}),
    Case("an exhibit against a party of another trial",
         "exhibit_against_a_party_of_the_same_trial", factories.exhibit,
         lambda _row: {"against": elsewhere()}),
    Case("an article of law that stands there already", "lawarticle_once_by_edition",
         factories.law_article),
]  # fmt: skip
