"""查询 Reads of the casework room: a case, its determination and review, lists made public, agreements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from anzhi.casework import documents, facts, results, snapshots, standing
from anzhi.casework.models import (
    Adjustment,
    Agreement,
    Determination,
    Objection,
    Publication,
    PublicationEntry,
    Review,
)
from anzhi.casework.results import Delta
from anzhi.casework.standing import Standing
from anzhi.casework.statements import Statement, statement
from anzhi.office.models import Account
from anzhi.registry.models import Household, Project
from anzhi.rules import packs
from anzhi.rules.engine.problems import Problem
from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused
from anzhi.values.wording import Phrase, phrase


@dataclass(frozen=True)
class Wanted:
    """Something that is missing.

    Attributes:
        problem: what it is.
        rows: what people call the rows for which it is missing.
        keys: kind and key of these rows.
    """

    problem: Problem
    rows: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Assessment:
    """What a household's case would come to now. Nothing is written.

    Attributes:
        statement: the lines with their arithmetic; None while something is missing.
        wanted: everything that is missing.
    """

    statement: Statement | None
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True)
class Recomputed:
    """A stored determination computed again from its snapshot.

    Attributes:
        is_same: is the trace the same, byte for byte?
        is_pack_changed: has the policy pack another text than when it was computed?
    """

    is_same: bool
    is_pack_changed: bool

    @property
    def finding(self) -> Phrase:
        """What that means, in words."""
        if self.is_pack_changed and self.is_same:
            return phrase("核定之后政策包有改动，按现在的政策包重算，结果相同")
        if self.is_pack_changed:
            return phrase("核定之后政策包有改动，按现在的政策包重算，结果不同")
        if self.is_same:
            return phrase("按快照和原政策包重算，结果一致")
        return phrase("按快照和原政策包重算，结果不一致")


@dataclass(frozen=True)
class DeterminationPage:
    """A determination with everything that became of it.

    Attributes:
        determination: the determination.
        statement: its lines with their arithmetic.
        adjustments: amounts on top or off, each with the standing of its review.
        payable: the sum with the approved adjustments, in fen.
        standing: how its review stands.
        is_current: does it still count for the household?
        entry: where it was made public last, if it was.
        agreement: the agreement that binds it, if there is one.
        deltas: lines that differ from what the household signed before; empty when it signed nothing before.
    """

    determination: Determination
    statement: Statement
    adjustments: tuple[tuple[Adjustment, Standing], ...]
    payable: int
    standing: Standing
    is_current: bool
    entry: PublicationEntry | None
    agreement: Agreement | None
    deltas: tuple[Delta, ...]


@dataclass(frozen=True)
class AgreementPage:
    """An agreement as it stands on a day.

    Attributes:
        agreement: the agreement.
        items: what it lists, in fen, by label.
        deltas: lines that differ from the agreement it amends; empty for a first one.
        obstacle: why it cannot be signed on that day; None when it can, is signed, or is void.
    """

    agreement: Agreement
    items: Mapping[str, int]
    deltas: tuple[Delta, ...]
    obstacle: Refused | None


@dataclass(frozen=True)
class CaseFile:
    """Everything that was determined and agreed on for a household, newest first."""

    current: Determination | None
    determinations: tuple[Determination, ...]
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True)
class PublicationPage:
    """A list that was made public.

    Attributes:
        publication: the list.
        entries: its lines.
        objections: what was said against them.
        is_running: does the period still run on the day that was asked about?
        unanswered: objections without an answer.
    """

    publication: Publication
    entries: tuple[PublicationEntry, ...]
    objections: tuple[Objection, ...]
    is_running: bool
    unanswered: int


@dataclass(frozen=True)
class Progress:
    """How far the households of a project are.

    Attributes:
        households: all of them.
        undetermined: without a determination that counts.
        in_review: under review.
        approved: approved and not public yet.
        public: made public and without an agreement.
        drawn: with an agreement that is not signed.
        signed: with a signed agreement.
    """

    households: int
    undetermined: int
    in_review: int
    approved: int
    public: int
    drawn: int
    signed: int


def assess(household: Household, on: date, pack: str) -> Assessment:
    """What a household's case would come to on a day under a policy pack.

    Raises:
        Refused: there is no such pack, or it has no line for households.
    """
    names = facts.names(household)
    result = results.compute(packs.load(pack), snapshots.thaw(snapshots.freeze(household, on)))
    if not result.lacks:
        return Assessment(statement(result.lines, result.grounds, names), ())
    rows: dict[Problem, list[tuple[str, str]]] = {}
    for lack in result.lacks:
        rows.setdefault(lack.problem, []).append((lack.entity, lack.row))
    wanted = (Wanted(problem, tuple(names.get(key, "") for key in keys), tuple(keys)) for problem, keys in rows.items())
    return Assessment(None, tuple(wanted))


def determination_page(determination: Determination) -> DeterminationPage:
    """A determination with everything that became of it."""
    signed = agreed(determination.household, before=determination)
    adjustments = determination.adjustments.select_related("review", "maker").order_by("pk")
    return DeterminationPage(
        determination=determination,
        statement=statement_of(determination),
        adjustments=tuple((adjustment, standing.standing(adjustment.review)) for adjustment in adjustments),
        payable=standing.payable(determination),
        standing=standing.standing(standing.fresh_review(determination)),
        is_current=standing.current(determination.household) == determination,
        entry=standing.entry_of(determination),
        agreement=determination.agreements.filter(voided_on__isnull=True).first(),
        deltas=() if signed is None else differences(signed.determination, determination),
    )


def statement_of(determination: Determination) -> Statement:
    """A determination's lines as they were computed then; its rows as people call them now."""
    stored = bytes(determination.trace)
    lines, grounds = results.restore(stored), results.restore_grounds(stored)
    return statement(lines, grounds, facts.names(determination.household))


def differences(before: Determination, after: Determination) -> tuple[Delta, ...]:
    """The lines in which two determinations differ."""
    return results.differences(*(results.restore(bytes(each.trace)) for each in (before, after)))


def recomputed(determination: Determination) -> Recomputed:
    """Compute a stored determination again from its snapshot, with the policy pack as it is now.

    Raises:
        Refused: the snapshot is damaged, or the pack is not there any more.
    """
    pack = packs.load(determination.pack)
    result = results.compute(pack, snapshots.thaw(bytes(determination.snapshot.content)))
    is_same = not result.lacks and sm3(result.trace) == determination.trace_digest
    return Recomputed(is_same, pack.hash != determination.pack_hash)


def agreed(household: Household, *, before: Determination | None = None) -> Agreement | None:
    """What a household has signed and what still stands; ``before`` leaves out what binds that determination."""
    found = Agreement.objects.filter(household=household, signed_on__isnull=False, voided_on__isnull=True)
    found = found if before is None else found.filter(determination__lt=before.pk)
    return found.select_related("determination").order_by("-pk").first()


def waiting(account: Account, reviews: QuerySet[Review]) -> list[Standing]:
    """The reviews among those given that the officer of an account may decide on now.

    Args:
        account: who asks.
        reviews: what is within his or her reach.
    """
    return [each for each in standing.standings(queue(account, reviews)) if not each.is_void]


def queue(account: Account, reviews: QuerySet[Review]) -> list[Review]:
    """As ``waiting``, the oldest first, without looking whether the facts have changed since.

    That costs a read of every case; a page looks at those that it shows.
    """
    mine = open_reviews(reviews).exclude(decisions__officer=account.officer_id)
    return [review for review in mine if _admits(review, account)]


def open_reviews(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Those among some reviews that are not over, the oldest first, with what they are about."""
    found = reviews.filter(outcome=Review.Outcome.OPEN).order_by("pk")
    return found.select_related(
        "household__project", "determination__snapshot", "adjustment__determination__snapshot", "maker"
    )


def held(reviews: QuerySet[Review]) -> list[Standing]:
    """Those among some reviews that cannot go on: facts have changed, or the pool of the stage is too small."""
    return [each for each in standing.standings(open_reviews(reviews)) if each.obstacle is not None]


def publishable(project: Project) -> list[Determination]:
    """Approved determinations of a project that are not public with their present amount."""
    approved = Review.objects.filter(household__project=project, outcome=Review.Outcome.APPROVED)
    found = approved.filter(determination__isnull=False).select_related("determination__snapshot", "household")
    held = (each for each in standing.standings(found.order_by("household__number")) if each.holds)
    return [each.review.determination for each in held if _is_publishable(each.review.determination)]


def publication_page(publication: Publication, on: date) -> PublicationPage:
    """A list that was made public, as it stands on a day."""
    entries = tuple(publication.entries.select_related("determination__household").order_by("pk"))
    objections = tuple(Objection.objects.filter(entry__publication=publication).order_by("received_on", "pk"))
    return PublicationPage(
        publication=publication,
        entries=entries,
        objections=objections,
        is_running=on <= publication.last_day,
        unanswered=sum(objection.answered_on is None for objection in objections),
    )


def agreement_page(agreement: Agreement, on: date) -> AgreementPage:
    """An agreement as it stands on a day."""
    is_over = agreement.signed_on is not None or agreement.voided_on is not None
    return AgreementPage(
        agreement=agreement,
        items=documents.items(agreement.determination),
        deltas=() if agreement.amends is None else differences(agreement.amends.determination, agreement.determination),
        obstacle=None if is_over else standing.agreement_obstacle(agreement.determination, on),
    )


def case_file(household: Household) -> CaseFile:
    """Everything that was determined and agreed on for a household."""
    determinations = Determination.objects.filter(household=household).select_related("review", "maker")
    determinations = determinations.prefetch_related("adjustments__review")
    agreements = Agreement.objects.filter(household=household).select_related("amends", "maker")
    return CaseFile(
        current=standing.current(household),
        determinations=tuple(determinations.order_by("-pk")),
        agreements=tuple(agreements.order_by("-pk")),
    )


def progress(project: Project) -> Progress:
    """How far the households of a project are. Each is counted once, where it is furthest."""
    agreements = Agreement.objects.filter(household__project=project, voided_on__isnull=True)
    reviews = Review.objects.filter(household__project=project, determination__isnull=False)
    entries = PublicationEntry.objects.filter(publication__project=project)
    approved = _keys(reviews.filter(outcome=Review.Outcome.APPROVED).values_list("household"))
    steps = {
        "signed": _keys(agreements.filter(signed_on__isnull=False).values_list("household")),
        "drawn": _keys(agreements.values_list("household")),
        "in_review": _keys(reviews.filter(outcome=Review.Outcome.OPEN).values_list("household")),
        "public": approved & _keys(entries.values_list("determination__household")),
        "approved": approved,
    }
    left = households = _keys(Household.objects.filter(project=project).values_list("pk"))
    counts = {}
    for step, reached in steps.items():
        counts[step], left = len(left & reached), left - reached
    return Progress(households=len(households), undetermined=len(left), **counts)


def _keys(rows: Iterable[tuple[int]]) -> set[int]:
    return {key for (key,) in rows}


def _admits(review: Review, account: Account) -> bool:
    stage = standing.stage_of(review)
    return stage is not None and stage.admits(account.officer, account.powers, review.household)


def _is_publishable(determination: Determination) -> bool:
    if standing.current(determination.household) != determination:
        return False
    if determination.adjustments.filter(review__outcome=Review.Outcome.OPEN).exists():
        return False
    entry = standing.entry_of(determination)
    return entry is None or entry.amount != standing.payable(determination)
