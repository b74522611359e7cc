"""The closed lists of the archive: every code with its label and its definition.

Owns the words in which records are classified. It must not know models or rules. A code never
changes its meaning: a new meaning is a new code. `fits` on a member says where it may be used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Vocabulary(models.TextChoices):
    """A closed list. Members are written `CODE = value, definition, label`."""

    definition: _StrPromise

    def __new__(cls, value: str, definition: Any) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member


class RecordType(models.TextChoices):
    """What an entry is; one code for each table of records."""

    ARCHIVE = "archive", _("Archive")
    PLACE = "place", _("Place")
    ACTOR = "actor", _("Actor")
    MEMBERSHIP = "membership", _("Membership")
    INCIDENT = "incident", _("Incident")
    TRIAL = "trial", _("Trial")
    INVOLVEMENT = "involvement", _("Involvement")
    STEP = "step", _("Step")
    REPORT = "report", _("Report")
    EXHIBIT = "exhibit", _("Exhibit")
    LAW_ARTICLE = "lawarticle", _("Law article")
    CLAIM = "claim", _("Claim")
    SOURCE = "source", _("Source")
    SENTENCE = "sentence", _("Sentence")
    TERM = "term", _("Term")


class State(Vocabulary):
    """Where a record stands between its first draft and the public."""

    DRAFT = "draft", _("Being written; nobody but editors sees it."), _("Draft")
    IN_REVIEW = "in_review", _("Waiting for a second pair of eyes."), _("In review")
    PUBLISHED = "published", _("Open to readers, as far as the rules allow."), _("Published")
    WITHDRAWN = "withdrawn", _("Taken back."), _("Withdrawn")


class PlaceKind(Vocabulary):
    """Kinds of place."""

    VILLAGE = "village", _("A rural settlement."), _("Village")
    TOWN = "town", _("An urban settlement."), _("Town or city")
    DISTRICT = "district", _("A unit between settlement and region."), _("District")
    REGION = "region", _("The highest unit within a country."), _("Region")
    COUNTRY = "country", _("A state."), _("Country")
    SITE = "site", _("A building, road, crossing or other spot."), _("Site")


class Precision(Vocabulary):
    """How exactly a place is located."""

    POINT = "point", _("The spot itself."), _("Exact point")
    SETTLEMENT = "settlement", _("The middle of the settlement."), _("Settlement")
    AREA = "area", _("A point that stands for an area."), _("Area")
    NOT_LOCATED = "not_located", _("No coordinates were found; none is guessed."), _("Not located")


class ActorKind(Vocabulary):
    """Kinds of actor."""

    PERSON = "person", _("One human being."), _("Person")
    GROUP = "group", _("Several people whom a source speaks of together."), _("Group")
    ORGANISATION = "organisation", _("A body that is not of the state."), _("Organisation")
    AUTHORITY = "authority", _("A body of a state or between states."), _("Authority")
    COURT = "court", _("A court of law."), _("Court")


class Naming(Vocabulary):
    """On what ground an actor bears the name that is shown."""

    ROLE = "role", _("Acted in a public capacity and is named for that."), _("Public capacity")
    NAMED = "named", _("Named by the wish of the person or the family."), _("Named by wish")
    PSEUDONYM = "pseudonym", _("Shown under a label that is not the name."), _("Pseudonym")


class Knowledge(Vocabulary):
    """What is known of a member of a group."""

    KNOWN = "known", _("A source says which member it is."), _("Known")
    UNKNOWN_WHICH = "unknown_which", _("The source does not say which."), _("Unknown which")


class TextPart(Vocabulary):
    """Which part of a record a text is."""

    NAME = "name", _("What the thing is called."), _("Name")
    TITLE = "title", _("The heading of its page."), _("Title")
    SUMMARY = "summary", _("A short account in our own words."), _("Summary")
    LABEL = "label", _("A short form for lists."), _("Label")


class TextKind(Vocabulary):
    """How a text stands to the other texts of its part."""

    PREFERRED = "preferred", _("The form shown first in its language."), _("Preferred")
    VARIANT = "variant", _("Another form that is or was used."), _("Variant")
    TRANSLATION = "translation", _("Made from the form in another language."), _("Translation")


class TranslationStatus(Vocabulary):
    """How far a text in a language may be relied on."""

    ORIGINAL = "original", _("Written in this language."), _("Original")
    HUMAN = "human", _("Translated by a person and read once more."), _("Translated")
    MACHINE = "machine", _("Translated by a machine, not yet read."), _("Machine translation")
    UNCHECKED = "unchecked", _("Written from memory, not checked."), _("Unchecked")
    OUTDATED = "outdated", _("The original has changed since."), _("Outdated")


class IncidentKind(Vocabulary):
    """Kinds of incident, as cataloguing, never as a finding."""

    MASS_VIOLENCE = "mass_violence", _("Violence by many at once."), _("Mass violence")
    ATTACK = "attack", _("Violence against people in one place."), _("Attack")
    ALTERCATION = "altercation", _("A fight or quarrel between few."), _("Altercation")
    KILLING = "killing", _("The death of people by violence."), _("Killing")
    DESTRUCTION = "destruction", _("Damage to or loss of property."), _("Destruction of property")
    DISPLACEMENT = "displacement", _("People made to leave."), _("Displacement")
    POLICE_ACTION = "police_action", _("A stop, search or raid."), _("Police action")
    DETENTION = "detention", _("Arrest and custody."), _("Detention")
    ILL_TREATMENT = "ill_treatment", _("Treatment in custody complained of."), _("Ill-treatment")
    RELEASE = "release", _("People let out of custody."), _("Release")
    OFFICIAL_ACT = "official_act", _("A decision or statement of authorities."), _("Official act")
    STATEMENT = "statement", _("What others than the state made public."), _("Public statement")
    BACKGROUND = "background", _("An earlier event told as background."), _("Background")


class InvolvementRole(Vocabulary):
    """Roles of actors in incidents and trials."""

    AFFECTED = "affected", _("Suffered the incident."), _("Affected")
    KILLED = "killed", _("Lost their lives in the incident."), _("Killed")
    INJURED = "injured", _("Were hurt in the incident."), _("Injured")
    DISPLACED = "displaced", _("Had to leave because of it."), _("Displaced")
    ALLEGED_ACTOR = "alleged_actor", _("Said to have taken part in it."), _("Alleged participant")
    RESPONDER = "responder", _("Was sent or came to end it."), _("Responder")
    DEFENDANT = "defendant", _("Stands accused before the court."), _("Defendant")
    DEFENCE_COUNSEL = "defence_counsel", _("Defends an accused."), _("Defence counsel")
    PROSECUTOR = "prosecutor", _("Brings the charge in court."), _("Prosecutor")
    JUDGE = "judge", _("Sits in judgment."), _("Judge")
    INVESTIGATOR = "investigator", _("Led or made the inquiry."), _("Investigator")
    VICTIM_PARTY = "victim_party", _("Recognised as victim by the court."), _("Victim party")
    EXPERT = "expert", _("Gave an expert opinion."), _("Expert")
    WITNESS = "witness", _("Told what they had seen."), _("Witness")
    OBSERVER = "observer", _("Watched without taking part."), _("Observer")


INCIDENT_ROLES = (
    InvolvementRole.AFFECTED,
    InvolvementRole.KILLED,
    InvolvementRole.INJURED,
    InvolvementRole.DISPLACED,
    InvolvementRole.ALLEGED_ACTOR,
    InvolvementRole.RESPONDER,
    InvolvementRole.WITNESS,
    InvolvementRole.OBSERVER,
)
TRIAL_ROLES = (
    InvolvementRole.DEFENDANT,
    InvolvementRole.DEFENCE_COUNSEL,
    InvolvementRole.PROSECUTOR,
    InvolvementRole.JUDGE,
    InvolvementRole.INVESTIGATOR,
    InvolvementRole.VICTIM_PARTY,
    InvolvementRole.EXPERT,
    InvolvementRole.WITNESS,
    InvolvementRole.OBSERVER,
)


class StepKind(Vocabulary):
    """Kinds of procedural step."""

    CHARGE = "charge", _("What a party is accused of."), _("Charge")
    PLEA = "plea", _("What a party answers to the charge."), _("Plea")
    HEARING = "hearing", _("A sitting of the court."), _("Hearing")
    PLEADINGS = "pleadings", _("The closing arguments of the sides."), _("Pleadings")
    LAST_WORD = "last_word", _("What an accused says before judgment."), _("Last word")
    VERDICT = "verdict", _("Guilty or not, by the court."), _("Verdict")
    SENTENCE = "sentence", _("The penalty set by the court."), _("Sentence")
    APPEAL = "appeal", _("Review by a higher court."), _("Appeal")
    RELEASE = "release", _("The end of custody or of the penalty."), _("Release")
    RULING = "ruling", _("Any other decision of the court."), _("Ruling")


class Outcome(Vocabulary):
    """How a step ended, in the law's own words."""

    BROUGHT = "brought", _("The charge was brought."), _("Charge brought")
    DROPPED = "dropped", _("The charge was dropped."), _("Charge dropped")
    REQUALIFIED = "requalified", _("The charge was changed."), _("Charge requalified")
    GUILTY_PLEA = "guilty_plea", _("Guilt was admitted."), _("Pleaded guilty")
    NOT_GUILTY_PLEA = "not_guilty_plea", _("Guilt was denied."), _("Pleaded not guilty")
    HELD = "held", _("It took place."), _("Held")
    POSTPONED = "postponed", _("It was put off."), _("Postponed")
    CONVICTED = "convicted", _("Found guilty."), _("Convicted")
    ACQUITTED = "acquitted", _("Found not guilty."), _("Acquitted")
    IMPRISONMENT = "imprisonment", _("Deprivation of liberty."), _("Imprisonment")
    SUSPENDED = "suspended", _("A conditional sentence."), _("Suspended sentence")
    RESTRICTION = "restriction", _("Restriction of freedom."), _("Restriction of freedom")
    CORRECTIONAL_WORK = "correctional_work", _("Correctional work."), _("Correctional work")
    PROBATION = "probation", _("Probation, in the word of the source."), _("Probation")
    PROBATION_OR_PRISON = (
        "probation_or_prison",
        _("Either; the source does not say who got which."),
        _("Probation or imprisonment, split not given"),
    )
    FINE = "fine", _("A sum of money."), _("Fine")
    UPHELD = "upheld", _("Left as it was."), _("Upheld")
    CHANGED = "changed", _("Changed on review."), _("Changed")
    QUASHED = "quashed", _("Set aside on review."), _("Quashed")
    PAROLE = "parole", _("Conditional early release."), _("Released on parole")
    AMNESTY = "amnesty", _("Released by an act of grace."), _("Amnesty")
    SERVED = "served", _("Released after the whole term."), _("Term served")
    GRANTED = "granted", _("A motion was granted."), _("Granted")
    REFUSED = "refused", _("A motion was refused."), _("Refused")
    NOT_STATED = "not_stated", _("The source does not say."), _("Not stated")


SANCTIONS = (
    Outcome.IMPRISONMENT,
    Outcome.SUSPENDED,
    Outcome.RESTRICTION,
    Outcome.CORRECTIONAL_WORK,
    Outcome.PROBATION,
    Outcome.PROBATION_OR_PRISON,
    Outcome.FINE,
)

OUTCOMES_OF: dict[StepKind, tuple[Outcome, ...]] = {
    StepKind.CHARGE: (Outcome.BROUGHT, Outcome.DROPPED, Outcome.REQUALIFIED),
    StepKind.PLEA: (Outcome.GUILTY_PLEA, Outcome.NOT_GUILTY_PLEA),
    StepKind.HEARING: (Outcome.HELD, Outcome.POSTPONED),
    StepKind.PLEADINGS: (Outcome.HELD, Outcome.POSTPONED),
    StepKind.LAST_WORD: (Outcome.HELD,),
    StepKind.VERDICT: (Outcome.CONVICTED, Outcome.ACQUITTED),
    StepKind.SENTENCE: SANCTIONS,
    StepKind.APPEAL: (Outcome.UPHELD, Outcome.CHANGED, Outcome.QUASHED),
    StepKind.RELEASE: (Outcome.PAROLE, Outcome.AMNESTY, Outcome.SERVED),
    StepKind.RULING: (Outcome.GRANTED, Outcome.REFUSED),
}
"""Which outcomes fit which kind of step. NOT_STATED fits every kind."""


class ExhibitKind(Vocabulary):
    """Kinds of evidence before a court."""

    OBJECT = "object", _("A thing."), _("Object")
    EXPERT_REPORT = "expert_report", _("An expert's findings."), _("Expert report")
    STATEMENT = "statement", _("What somebody told the inquiry."), _("Statement")
    DOCUMENT = "document", _("A paper or recording."), _("Document")


class ClaimTopic(Vocabulary):
    """What a claim speaks of."""

    NAME_OF_EVENT = "name_of_event", _("What it is called."), _("Name of the event")
    LOCATION = "location", _("Where it happened or lies."), _("Location")
    DATE = "date", _("When it happened."), _("Date")
    CHARACTER = "character", _("What kind of thing it is."), _("Characterisation")
    KILLED = "killed", _("People killed."), _("Killed")
    INJURED = "injured", _("People hurt."), _("Injured")
    DISPLACED = "displaced", _("People who left."), _("Displaced")
    PROPERTY = "property", _("Property and damage."), _("Property damage")
    COMPENSATION = "compensation", _("What was paid or rebuilt."), _("Compensation")
    ATTACKERS = "attackers", _("Those who attacked."), _("Attackers")
    CAUSE = "cause", _("What brought it about."), _("Cause")
    MOTIVE = "motive", _("Why it was done."), _("Motive")
    PLANNING = "planning", _("Whether it was planned."), _("Planning")
    RECOGNITION = "recognition", _("What authorities acknowledge."), _("Recognition")
    DEFENDANTS = "defendants", _("How many and who was tried."), _("Defendants")
    CASES = "cases", _("Arrests, cases and charges, counted."), _("Arrests and cases")
    OUTCOME = "outcome", _("How proceedings ended."), _("Outcome of proceedings")
    TIME_SERVED = "time_served", _("How long custody lasted."), _("Time in custody")
    RELEASE = "release", _("Who was let out."), _("Release")
    TORTURE = "torture", _("Torture in custody."), _("Torture")
    BEATING = "beating", _("Beatings in custody."), _("Beatings")
    COERCION = "coercion", _("Statements given under pressure."), _("Coerced statements")
    BIAS = "bias", _("A one-sided inquiry or court."), _("Bias")
    IRREGULARITY = "irregularity", _("Gaps and breaches of procedure."), _("Procedural violations")
    EVIDENCE = "evidence", _("What proof there is or is not."), _("Evidence")
    FORGERY = "forgery", _("Evidence said to be made up."), _("Forged evidence")
    EXPERT_ERROR = "expert_error", _("Errors in expert reports."), _("Expert errors")
    FALSE_INCRIMINATION = (
        "false_incrimination",
        _("Somebody accused against the truth."),
        _("False incrimination"),
    )
    SELF_DEFENCE = "self_defence", _("Defence of oneself or others."), _("Self-defence")
    DEMAND = "demand", _("What somebody calls for."), _("Demand")
    STAGE = "stage", _("At which stage it was said or done."), _("Stage of proceedings")
    CAPACITY = "capacity", _("In what capacity somebody acted."), _("Capacity")
    ATTRIBUTION = "attribution", _("Where a statement comes from."), _("Attribution")
    OTHER = "other", _("None of the others."), _("Other")


class Stance(Vocabulary):
    """How a speaker stands to what is claimed."""

    ASSERTS = "asserts", _("Says that it is so."), _("Asserts")
    DENIES = "denies", _("Says that it is not so."), _("Denies")
    ADMITS = "admits", _("Owns to it, against own interest."), _("Admits")
    SILENT = "silent", _("Was asked or looked for; no answer is known."), _("Silent")
    PROMISES = "promises", _("Says that it will be done."), _("Promises")
    PRESUPPOSES = "presupposes", _("Takes it for given without saying so."), _("Presupposes")


class Unit(Vocabulary):
    """What a number counts."""

    PEOPLE = "people", _("Human beings."), _("people")
    HOUSEHOLDS = "households", _("Families or homes of families."), _("households")
    BUILDINGS = "buildings", _("Houses and other buildings."), _("buildings")
    VEHICLES = "vehicles", _("Cars and other vehicles."), _("vehicles")
    PLACES = "places", _("Villages and towns."), _("places")
    DAYS = "days", _("Days."), _("days")
    MONTHS = "months", _("Months."), _("months")
    YEARS = "years", _("Years."), _("years")
    USD = "USD", _("US dollars."), _("US dollars")
    KZT = "KZT", _("Tenge."), _("tenge")
    PERCENT = "percent", _("Parts of a hundred."), _("per cent")
    CASES = "cases", _("Criminal cases."), _("criminal cases")


class SourceKind(Vocabulary):
    """Kinds of source."""

    NGO = "ngo", _("A text of a non-governmental body."), _("NGO publication")
    INTERNATIONAL = (
        "international",
        _("A document of an international body."),
        _("International body"),
    )
    OFFICIAL = "official", _("A text of a state authority."), _("Official document")
    COURT = "court", _("A document of a court case."), _("Court document")
    NEWS = "news", _("A text of the press."), _("News report")
    REFERENCE = "reference", _("An encyclopedia or gazetteer."), _("Reference work")
    LAW = "law", _("A text of law."), _("Law")
    TESTIMONY = "testimony", _("What a person or group spoke."), _("Testimony")
    SEARCH_LOG = "search_log", _("What was looked for and when."), _("Search log")
    OTHER = "other", _("None of the others."), _("Other")


class Standpoint(Vocabulary):
    """From which side a source speaks."""

    OFFICIAL = "official", _("The state."), _("Official")
    NGO = "ngo", _("Civil society."), _("NGO")
    INTERNATIONAL = "international", _("An international body."), _("International")
    MEDIA = "media", _("The press."), _("Media")
    DEFENCE = "defence", _("The accused and their counsel."), _("Defence")
    PROSECUTION = "prosecution", _("The side of the charge."), _("Prosecution")
    FAMILY = "family", _("Those affected and their families."), _("Families")
    ACADEMIC = "academic", _("Research."), _("Academic")
    ARCHIVE = "archive", _("This archive, of its own work."), _("This archive")
    NOT_STATED = "not_stated", _("The source does not say."), _("Not stated")


class Setting(Vocabulary):
    """Where a testimony was spoken."""

    OPEN_COURT = "open_court", _("In a public sitting of a court."), _("Open court")
    INTERVIEW = "interview", _("To somebody who asked."), _("Interview")
    PUBLIC_STATEMENT = "public_statement", _("To the public."), _("Public statement")
    LETTER = "letter", _("In writing to somebody."), _("Letter or complaint")


class Fidelity(Vocabulary):
    """How a passage stands to the words of its source."""

    VERBATIM = "verbatim", _("The words of the source."), _("Verbatim")
    SUMMARY = "summary", _("Our own words, sentence by sentence."), _("Our summary")
    TRANSLATION = "translation", _("Translated from the source's words."), _("Translation")


class FileUse(Vocabulary):
    """What a stored file is (PREMIS: representation)."""

    ORIGINAL = "original", _("As it was received."), _("Original")
    REDACTED = "redacted", _("With what must be hidden removed."), _("Redacted")
    RENDITION = "rendition", _("The same content in another form."), _("Rendition")


class ConsentScope(Vocabulary):
    """What a consent allows."""

    TEXT = "text", _("The words may be published."), _("Text")
    NAME = "name", _("The name may be shown."), _("Name")
    IMAGE = "image", _("The image may be shown."), _("Image")
    VOICE = "voice", _("The voice may be heard."), _("Voice")


class ConsentMeans(Vocabulary):
    """On what the leave to publish rests."""

    WRITTEN = "written", _("Signed or written."), _("In writing")
    SPOKEN = "spoken", _("Said before somebody who noted it."), _("Spoken")
    RECORDED = "recorded", _("Heard on a recording."), _("Recorded")
    PUBLIC_HEARING = (
        "public_hearing",
        _("Spoken in a public hearing and already published."),
        _("Spoken in a public hearing"),
    )


class DecisionKind(Vocabulary):
    """Decisions about what the public sees."""

    PUBLISH = "publish", _("Opened to readers."), _("Publish")
    WITHDRAW = "withdraw", _("Taken back with a public reason or in silence."), _("Withdraw")
    RETURN = "return", _("Sent back to draft."), _("Return to draft")
    SUBMIT = "submit", _("Handed to review."), _("Submit for review")
    NAMING = "naming", _("The ground of a name was changed."), _("Change naming")
    CONSENT = "consent", _("A consent was recorded or ended."), _("Record consent")
    REDACT = "redact", _("A passage was redacted."), _("Redact")


class ReplyState(Vocabulary):
    """What became of a correction that was asked for."""

    PENDING = "pending", _("Not yet decided."), _("Pending")
    ACCEPTED = "accepted", _("The record was corrected."), _("Accepted")
    PARTLY = "partly", _("A part was accepted."), _("Partly accepted")
    DECLINED = "declined", _("Declined, with a reason."), _("Declined")
