"""The story that the tests tell: the fire at the mill of Orlen, and the trial of nine.

In the night from 3 to 4 May 2031 the mill of the village of Orlen burned, and one person died. Nine
people were tried for it in the town of Tarva. One of them, seen in public by name, was acquitted;
a group of eight was convicted. All of it is invented.

Plain functions, one for each kind of record. What they make is published and cited unless the
caller says otherwise (`state=State.DRAFT`, `cited=False`, `cited=[passage, …]`). Whatever a record
needs and the caller does not give is made or found by its slug. `story()` tells the whole story.

Import the module, not its names: pytest would take a function called `testimony` for a test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth import models as accounts
from django.utils.text import slugify

from archive.models import (
    Actor,
    Archive,
    Citation,
    Claim,
    Consent,
    Entry,
    Exhibit,
    File,
    Identity,
    Incident,
    Involvement,
    LawArticle,
    Membership,
    Passage,
    Place,
    PublicVersion,
    Record,
    Report,
    Sentence,
    Source,
    Step,
    Term,
    Text,
    Trial,
)
from archive.models.triggers import record_models
from archive.names import transliterate
from archive.vocabularies import (
    ActorKind,
    ClaimTopic,
    ConsentMeans,
    ConsentScope,
    ExhibitKind,
    Fidelity,
    FileUse,
    IncidentKind,
    InvolvementRole,
    Naming,
    Outcome,
    PlaceKind,
    Precision,
    Setting,
    SourceKind,
    Standpoint,
    State,
    StepKind,
    TextPart,
    Unit,
)
from archive.workflow.versions import contents_of, hash_of, keep_versions
from tests.retelling import noted

R = TypeVar("R", bound=Record)
Cited = bool | Passage | Iterable[Passage]

SENTENCES = (
    "The mill of Orlen burned in the night from 3 to 4 May 2031.",
    "One person died, and about forty families lost their work.",
    "Nine people stood trial in Tarva for setting the fire.",
    "The defendants said that they had been beaten in custody.",
    "Eight of the nine were found guilty, and one was acquitted.",
    "The prosecutor relied on a canister that nobody had seen before.",
)
"""The six passages of every source whose text is not given."""

_ordinals = count(1)


# Bricks


def _slug(model: type[Record], words: str) -> str:
    """A slug made of words that no record of this kind has yet."""
    plain = slugify(transliterate(words))[:60] or f"{model._meta.model_name}-{next(_ordinals)}"
    taken = set(model._base_manager.filter(slug__startswith=plain).values_list("slug", flat=True))
    others = (f"{plain}-{number}" for number in count(2))
    return next(slug for slug in chain([plain], others) if slug not in taken)


def _make(model: type[R], *, cited: Cited = False, **fields: Any) -> R:
    fields.setdefault("state", State.PUBLISHED)
    record = model._base_manager.create(**fields)
    if cited is True:
        cite(record, passage())
    elif cited is not False:
        for one in [cited] if isinstance(cited, Passage) else cited:
            cite(record, one)
    return record


def cite(
    record: Entry, passage: Passage, quotation: str = "", *, evaluative: bool | None = None
) -> Citation:
    """Let a record rest on a passage, with its exact words where they are given."""
    if evaluative is None:
        evaluative = bool(quotation) and passage.fidelity != Fidelity.VERBATIM
    return Citation.objects.create(
        entry_id=record.pk,
        passage=passage,
        quotation=quotation,
        evaluative=evaluative,
        basis_digest=passage.digest,
    )


def text(
    record: Entry, words: str, language: str = "en", *, part: str = TextPart.NAME, **fields: Any
) -> Text:
    """A name, title, summary or label of a record in one language."""
    return Text.objects.create(
        entry_id=record.pk, text=words, language=language, part=part, **fields
    )


def _name(record: R, words: str, names: dict[str, str] | None, part: TextPart) -> R:
    for language, form in {"en": words, **(names or {})}.items():
        text(record, form, language, part=part)
    return record


def archive(title: str = "The Orlen Archive", **fields: Any) -> Archive:
    """The archive itself; there is one."""
    fields.setdefault("languages", ["en", "ru"])
    fields.setdefault("map_area", [40.0, 50.0, 42.0, 51.0])
    return _name(_make(Archive, **fields), title, None, TextPart.TITLE)


# Places and people


def place(name: str = "Orlen", *, names: dict[str, str] | None = None, **fields: Any) -> Place:
    """A place, not located and a village unless told otherwise; `names` by language."""
    fields.setdefault("kind", PlaceKind.VILLAGE)
    fields.setdefault("slug", _slug(Place, name))
    return _name(_make(Place, **fields), name, names, TextPart.NAME)


def actor(name: str = "Orlen Legal Aid", **fields: Any) -> Actor:
    """An actor that acts in public: an organisation unless told otherwise."""
    fields.setdefault("kind", ActorKind.ORGANISATION)
    fields.setdefault("naming", Naming.ROLE)
    fields.setdefault("slug", _slug(Actor, name))
    return _make(Actor, public_name=name, **fields)


def person(name: str = "Defendant K", *, real_name: str = "", **fields: Any) -> Actor:
    """A person under a pseudonym and a random slug unless told otherwise."""
    fields.setdefault("naming", Naming.PSEUDONYM)
    if fields["naming"] != Naming.PSEUDONYM:
        fields.setdefault("slug", _slug(Actor, name))
    made = _make(Actor, public_name=name, kind=ActorKind.PERSON, **fields)
    if real_name:
        Identity.objects.create(actor=made, real_name=real_name)
    return made


def group(name: str = "Eight defendants of the mill trial", **fields: Any) -> Actor:
    """Several people of whom a source speaks together."""
    return actor(name, kind=ActorKind.GROUP, **fields)


def court(name: str = "Tarva District Court", **fields: Any) -> Actor:
    """A court."""
    return actor(name, kind=ActorKind.COURT, **fields)


def speaker() -> Actor:
    """The organisation that says what nobody else is said to say; there is one."""
    return Actor.objects.filter(slug="orlen-legal-aid").first() or actor()


def membership(
    member: Actor | None = None,
    group_or_body: Actor | None = None,
    *,
    cited: Cited = True,
    **fields: Any,
) -> Membership:
    """That a person belongs to a group."""
    fields.setdefault("asserted_by", speaker())
    return _make(
        Membership,
        cited=cited,
        member=member or person(),
        group=group_or_body or group(),
        **fields,
    )


# Sources


def source(
    title: str = "Nine on trial for the fire of Orlen",
    *,
    passages: Sequence[str] = SENTENCES,
    fidelity: str = Fidelity.VERBATIM,
    **fields: Any,
) -> Source:
    """A source with its passages, numbered from 1."""
    fields.setdefault("kind", SourceKind.NGO)
    fields.setdefault("slug", _slug(Source, title))
    fields.setdefault("language", "en")
    fields.setdefault("standpoint", Standpoint.NGO)
    fields.setdefault("when", "2032-02-01")
    if fields["kind"] != SourceKind.TESTIMONY and "author" not in fields:
        fields["author"] = speaker()
    made = _make(Source, title=title, **fields)
    for number, words in enumerate(passages, start=1):
        Passage.objects.create(
            source=made, number=number, locator=f"P1S{number}", text=words, fidelity=fidelity
        )
    return made


def file(source: Source, content: bytes = b"A page with a stamp.", **fields: Any) -> File:
    """A stored file of a source, open to readers unless the caller says otherwise."""
    fields.setdefault("sha256", hashlib.sha256(content).hexdigest())
    fields.setdefault("media_type", "application/pdf")
    fields.setdefault("public", True)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / fields["sha256"]).write_bytes(content)
    return File.objects.create(source=source, size=len(content), **fields)


def passage(number: int = 1) -> Passage:
    """A passage of the one source that is cited when the caller names none."""
    key = "nine-on-trial-for-the-fire-of-orlen"
    found = Source.objects.filter(slug=key).first() or source()
    return found.passages.get(number=number)


def testimony(
    title: str = "The last word of a defendant",  # noqa: PT028 - a record, not a test
    *,
    consented: bool = True,  # noqa: PT028
    speaker: Actor | None = None,  # noqa: PT028
    **fields: Any,
) -> Source:
    """What a person said in open court, with a consent that lets its words be public."""
    fields.setdefault("slug", "")
    if not fields["slug"]:
        del fields["slug"]
    fields.setdefault("passages", ("I did not set the mill on fire.", "They beat me for two days."))
    fields.setdefault("setting", Setting.OPEN_COURT)
    fields.setdefault("standpoint", Standpoint.DEFENCE)
    made = source(title, kind=SourceKind.TESTIMONY, speaker=speaker or person(), **fields)
    if consented:
        consent(made)
    return made


def consent(testimony: Source, **fields: Any) -> Consent:
    """That the words of a testimony may be public."""
    fields.setdefault("scope", ConsentScope.TEXT)
    fields.setdefault("means", ConsentMeans.PUBLIC_HEARING)
    fields.setdefault("given_on", date(2031, 11, 20))
    return Consent.objects.create(source=testimony, **fields)


# Events and proceedings


def incident(
    title: str = "Fire at the mill of Orlen",
    *,
    names: dict[str, str] | None = None,
    cited: Cited = True,
    **fields: Any,
) -> Incident:
    """Something that happened; `names` are its titles by language."""
    fields.setdefault("kind", IncidentKind.DESTRUCTION)
    fields.setdefault("when", "2031-05-03/2031-05-04")
    fields.setdefault("slug", _slug(Incident, title))
    return _name(_make(Incident, cited=cited, **fields), title, names, TextPart.TITLE)


def trial(
    title: str = "Trial of the nine",
    *,
    names: dict[str, str] | None = None,
    incidents: Iterable[Incident] = (),
    cited: Cited = True,
    **fields: Any,
) -> Trial:
    """Proceedings before a court; `names` are its titles by language."""
    fields.setdefault("when", "2031-09/2031-11")
    fields.setdefault("slug", _slug(Trial, title))
    made = _name(_make(Trial, cited=cited, **fields), title, names, TextPart.TITLE)
    made.incidents.set(incidents)
    return made


def involvement(actor: Actor | None = None, *, cited: Cited = True, **fields: Any) -> Involvement:
    """Which part an actor had: a defendant of a trial unless an incident is given."""
    if fields.get("incident"):
        fields.setdefault("role", InvolvementRole.AFFECTED)
    else:
        fields.setdefault("trial", Trial.objects.first() or trial())
        fields.setdefault("role", InvolvementRole.DEFENDANT)
    fields.setdefault("asserted_by", speaker())
    return _make(Involvement, cited=cited, actor=actor or person(), **fields)


def step(party: Involvement | None = None, *, kind: str = StepKind.VERDICT, **fields: Any) -> Step:
    """A procedural step. Readers see it when a public report tells of it."""
    if "trial" not in fields:
        party = party or involvement()
        fields["trial"] = party.trial
    return _make(Step, party=party, kind=kind, **fields)


def report(of: Step | None = None, *, cited: Cited = True, **fields: Any) -> Report:
    """What one speaker says of a step: a conviction unless told otherwise."""
    of = of or step()
    default = Outcome.CONVICTED if of.kind == StepKind.VERDICT else Outcome.NOT_STATED
    fields.setdefault("outcome", default)
    fields.setdefault("asserted_by", speaker())
    return _make(Report, cited=cited, step=of, **fields)


def law_article(number: str = "202", **fields: Any) -> LawArticle:
    """An article of an invented penal code."""
    fields.setdefault("code", "Penal Code of Velia")
    fields.setdefault("edition", "in force from 2020")
    fields.setdefault("slug", _slug(LawArticle, f"penal code {number}"))
    return _make(LawArticle, number=number, **fields)


def exhibit(name: str = "Canister", *, cited: Cited = True, **fields: Any) -> Exhibit:
    """A thing shown in court."""
    fields.setdefault("kind", ExhibitKind.OBJECT)
    fields.setdefault("used_to_prove", "That fuel was carried to the mill.")
    fields.setdefault("asserted_by", speaker())
    if "trial" not in fields:
        fields["trial"] = Trial.objects.first() or trial()
    return _name(_make(Exhibit, cited=cited, **fields), name, None, TextPart.NAME)


# What is said


def claim(subject: Entry | None = None, *, cited: Cited = True, **fields: Any) -> Claim:
    """A statement: the defendants were beaten, unless told otherwise."""
    subject = subject or trial()
    fields.setdefault("topic", ClaimTopic.BEATING)
    fields.setdefault("text", "The defendants say that they were beaten in custody.")
    fields.setdefault("asserted_by", speaker())
    return _make(Claim, cited=cited, subject_id=subject.pk, **fields)


def sentence(
    subject: Entry | None = None, words: str = SENTENCES[0], *, cited: Cited = True, **fields: Any
) -> Sentence:
    """The next sentence of a record's summary."""
    subject = subject or incident()
    fields.setdefault("language", "en")
    said = Sentence.objects.filter(subject_id=subject.pk, language=fields["language"])
    fields.setdefault("number", said.count() + 1)
    return _make(Sentence, cited=cited, subject_id=subject.pk, text=words, **fields)


def term(name: str = "Pre-trial detention", *, meaning: str = "", **fields: Any) -> Term:
    """A word of the glossary."""
    fields.setdefault("slug", _slug(Term, name))
    made = _name(_make(Term, **fields), name, None, TextPart.NAME)
    text(made, meaning or "Custody before judgment.", part=TextPart.SUMMARY)
    return made


def version(record: Record, made_on: date = date(2032, 4, 2)) -> PublicVersion:
    """That readers have seen the record as it is since that day."""
    number = PublicVersion.objects.filter(entry_id=record.pk).count() + 1
    content = contents_of([record]).get(record.pk, {"type": record.TYPE.value})
    return PublicVersion.objects.create(
        entry_id=record.pk,
        number=number,
        made_on=made_on,
        content=content,
        content_hash=hash_of(content),
    )


def versions() -> None:
    """That readers have seen every public record as it is."""
    for model in record_models():
        keep_versions(model._base_manager.all())


# The three readers; the anonymous one needs no account


def account(name: str, *roles: str) -> accounts.User:
    """An account that may log in to the admin, in the groups of these names."""
    user, new = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
    if new:
        user.set_password("a mill by the river")
        user.save()
    for role in roles:
        user.groups.add(accounts.Group.objects.get_or_create(name=role)[0])
    return user


def editor_user(name: str = "vera") -> accounts.User:
    """Somebody who writes records and hands them on."""
    return account(name, "editors")


def reviewer_user(name: str = "ilya") -> accounts.User:
    """Somebody who reads what editors wrote and publishes it."""
    return account(name, "editors", "reviewers")


def custodian_user(name: str = "nadia") -> accounts.User:
    """Somebody who may also see what must never be public."""
    return account(name, "editors", "reviewers", "custodians")


# The whole story


@dataclass(frozen=True)
class Story:
    """The parts of the story, all of them public and cited."""

    archive: Archive
    country: Place
    district: Place
    village: Place
    legal_aid: Actor
    ministry: Actor
    court: Actor
    counsel: Actor
    acquitted: Actor
    defendant: Actor
    eight: Actor
    report_source: Source
    ministry_source: Source
    last_word: Source
    scan: File
    fire: Incident
    arrests: Incident
    trial: Trial
    article: LawArticle
    acquitted_party: Involvement
    defendant_party: Involvement
    eight_party: Involvement
    counsel_party: Involvement
    affected: Involvement
    membership: Membership
    acquittal: Step
    conviction: Step
    sentence_step: Step
    acquittal_report: Report
    conviction_report: Report
    sentence_report: Report
    canister: Exhibit
    dead: Claim
    dead_by_ministry: Claim
    beaten: Claim
    denial: Claim
    summary: Sentence
    term: Term


@noted
def story() -> Story:
    """The whole archive of the fire of Orlen, everything published."""
    legal_aid = speaker()
    ministry = actor("Ministry of the Interior of Velia", kind=ActorKind.AUTHORITY)
    nine = source()
    one, two, three, four, five, six = nine.passages.order_by("number")
    answer = source(
        "Answer of the Ministry on the fire of Orlen",
        kind=SourceKind.OFFICIAL,
        standpoint=Standpoint.OFFICIAL,
        author=ministry,
        when="2032-03-15",
        passages=("Two persons died in the fire.", "No complaint of beatings has been confirmed."),
    )
    two_dead, no_beatings = answer.passages.order_by("number")

    country = place("Velia", names={"ru": "Велия"}, kind=PlaceKind.COUNTRY)
    district = place(
        "Tarva District", names={"ru": "Тарвинский район"}, kind=PlaceKind.DISTRICT, within=country
    )
    village = place(
        "Orlen",
        names={"ru": "Орлен"},
        within=district,
        latitude="50.40000",
        longitude="41.20000",
        precision=Precision.SETTLEMENT,
    )
    fire = incident(names={"ru": "Пожар на мельнице в Орлене"}, place=village, cited=[one, two])
    arrests = incident(
        "Arrests in Orlen",
        kind=IncidentKind.DETENTION,
        place=village,
        part_of=fire,
        when="2031-05",
        cited=three,
    )

    tarva = court()
    mill_trial = trial(
        names={"ru": "Суд над девятью"}, court=tarva, incidents=[fire, arrests], cited=three
    )
    article = law_article()
    acquitted = person("Anna Belskaya", naming=Naming.ROLE)
    defendant = person("Defendant K", real_name="Konstantin Zarubin")
    counsel = person("Pavel Ostrov", naming=Naming.ROLE)
    eight = group()
    parties = {
        who.pk: involvement(who, trial=mill_trial, cited=three)
        for who in (acquitted, defendant, eight)
    }
    belongs = membership(defendant, eight, cited=five)
    counsel_party = involvement(
        counsel,
        trial=mill_trial,
        role=InvolvementRole.DEFENCE_COUNSEL,
        acts_for=parties[defendant.pk],
        cited=three,
    )
    affected = involvement(
        group("Families of the mill"), incident=fire, role=InvolvementRole.AFFECTED, cited=two
    )

    acquittal = step(parties[acquitted.pk])
    conviction = step(parties[eight.pk])
    penalty = step(parties[eight.pk], kind=StepKind.SENTENCE, of=conviction)
    canister = exhibit(trial=mill_trial, against=parties[defendant.pk], cited=six)
    last_word = testimony(speaker=defendant)
    scan = file(nine)
    file(last_word, b"A page in a hand.", use=FileUse.RENDITION, media_type="image/png")

    dead = claim(
        fire,
        topic=ClaimTopic.KILLED,
        text="One person died in the fire.",
        low=1,
        high=1,
        unit=Unit.PEOPLE,
        cited=two,
    )
    beaten = claim(mill_trial, cited=[four, last_word.passages.get(number=2)])
    return Story(
        archive=archive(),
        country=country,
        district=district,
        village=village,
        legal_aid=legal_aid,
        ministry=ministry,
        court=tarva,
        counsel=counsel,
        acquitted=acquitted,
        defendant=defendant,
        eight=eight,
        report_source=nine,
        ministry_source=answer,
        last_word=last_word,
        scan=scan,
        fire=fire,
        arrests=arrests,
        trial=mill_trial,
        article=article,
        acquitted_party=parties[acquitted.pk],
        defendant_party=parties[defendant.pk],
        eight_party=parties[eight.pk],
        counsel_party=counsel_party,
        affected=affected,
        membership=belongs,
        acquittal=acquittal,
        conviction=conviction,
        sentence_step=penalty,
        acquittal_report=report(acquittal, outcome=Outcome.ACQUITTED, article=article, cited=five),
        conviction_report=report(conviction, article=article, when="2031-11-28", cited=five),
        sentence_report=report(
            penalty, outcome=Outcome.IMPRISONMENT, months_low=60, months_high=60, cited=five
        ),
        canister=canister,
        dead=dead,
        dead_by_ministry=claim(
            fire,
            topic=ClaimTopic.KILLED,
            text="Two people died in the fire.",
            low=2,
            high=2,
            unit=Unit.PEOPLE,
            asserted_by=ministry,
            cited=two_dead,
        ),
        beaten=beaten,
        denial=claim(
            mill_trial,
            text="The Ministry says that no complaint of beatings was confirmed.",
            stance="denies",
            answers=beaten,
            asserted_by=ministry,
            cited=no_beatings,
        ),
        summary=sentence(fire, "The mill of Orlen burned in a night of May 2031.", cited=one),
        term=term(),
    )
