"""Which file a report comes from, where several say that they are it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Verdict = Literal["holds", "takes", "copy", "conflict", "yields"]


@dataclass(frozen=True)
class Claim:
    """A file that says it is ``report``; ``content`` is the digest of all that was parsed from it.

    ``file`` is its path for people to read. ``default`` marks the report that is included, when
    nobody named it.
    """

    name: str
    file: str
    sha256: str
    report: str
    content: str
    default: bool = False


@dataclass(frozen=True)
class Holder:
    """The file that the index has a report from; ``content`` None where that is not known."""

    name: str
    sha256: str
    content: str | None


@dataclass(frozen=True)
class Ruling:
    """What becomes of a claim; ``other`` names the file that the verdict is about.

    holds     it is the file that the index has already
    takes     the index is to have it, in place of ``other`` if that is not None
    copy      it says the same as ``other``, which the index has or gets
    conflict  it says something else than ``other``, which was given too
    yields    the included report stays out: the index has or gets ``other``
    """

    verdict: Verdict
    other: str | None = None


def settle(claims: Sequence[Claim], holders: Mapping[str, Holder]) -> list[Ruling]:
    """A ruling for each claim, in their order; ``holders`` are by report id.

    At most one claim to a report holds or takes it. The file that the index has wins, if it is
    among the claims, then one that says the same, then the first; so the index does not change to
    and fro between files that are given together.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    rulings: dict[Claim, Ruling] = {}
    for report, rivals in by_report.items():
        rulings |= _settle_one(rivals, holders.get(report))
    return [rulings[claim] for claim in claims]


def _settle_one(claims: Sequence[Claim], holder: Holder | None) -> dict[Claim, Ruling]:
    named = [claim for claim in claims if not claim.default]
    if not named:
        named = [claim for claim in claims if holder is None or _is_the_same_file(claim, holder)]
    winner = min(named, key=lambda claim: _rank(claim, holder), default=None)
    rulings = {}
    for claim in claims:
        if claim == winner:
            rulings[claim] = _ruling_for_the_winner(claim, holder)
        elif claim not in named:
            rulings[claim] = Ruling("yields", _stays(winner, holder))
        elif winner and claim.content == winner.content:
            rulings[claim] = Ruling("copy", winner.file)
        elif winner:
            rulings[claim] = Ruling("conflict", winner.file)
    return rulings


def _stays(winner: Claim | None, holder: Holder | None) -> str | None:
    if winner:
        return winner.file
    return holder.name if holder else None


def _is_the_same_file(claim: Claim, holder: Holder) -> bool:
    return claim.sha256 == holder.sha256 or claim.name == holder.name


def _rank(claim: Claim, holder: Holder | None) -> tuple[bool, bool]:
    if holder is None:
        return (False, False)
    return (claim.sha256 != holder.sha256, claim.content != holder.content)


def _ruling_for_the_winner(claim: Claim, holder: Holder | None) -> Ruling:
    if holder is None:
        return Ruling("takes")
    if claim.sha256 == holder.sha256:
        return Ruling("holds", holder.name)
    if claim.content == holder.content:
        return Ruling("copy", holder.name)
    return Ruling("takes", holder.name)
