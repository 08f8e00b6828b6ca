"""How well the support check does on its pairs: ``python -m eval.support_report``.

Of the unsupported sentences the share that is caught, by what was changed; of the supported ones
the share that passes, and the share that is caught beside a passage of the report that is like
their own; each with its 95% Wilson interval. ``--list`` shows what went wrong on the
tuning split; that of the test split is nobody's to look at. With ``--reports FOLDER``, which must
hold the reports of other authorities, the validation pairs about these are judged instead: those
written by hand, and those by a language model.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from scipy.stats import binomtest

from assistant.build import load_entailment
from assistant.settings import load_settings
from assistant.support import support_of
from eval.names import Split
from eval.support_cases import (
    MODEL_PAIRS,
    alike,
    load_authority_pairs,
    load_pairs,
    passage_of,
    passages_by_locator,
)
from eval.training_reports import read_training_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eval.support_cases import AuthorityPair, Pair
    from ingest.models import Passage
    from vectorstore.adaptation.questions import TrainingReport
    from vectorstore.entailment import Entailment


def judged(pairs: Sequence[Pair], entailment: Entailment) -> Iterator[tuple[Pair, bool]]:
    """Each pair with whether the check judged it rightly."""
    passages = passages_by_locator()
    for pair in pairs:
        support = support_of(pair.sentence, passages[pair.locator], entailment)
        yield pair, support.supported == pair.supported


def judged_elsewhere(
    pairs: Sequence[AuthorityPair], reports: Mapping[str, TrainingReport], entailment: Entailment
) -> Iterator[tuple[AuthorityPair, bool]]:
    """The same of pairs about other reports; raises UserError where one is not among them."""
    for pair in pairs:
        support = support_of(pair.sentence, passage_of(pair, reports), entailment)
        yield pair, support.supported == pair.supported


def caught_beside_others(
    sentences: Iterable[tuple[str, Passage, Sequence[Passage]]], entailment: Entailment
) -> list[bool]:
    """Whether each sentence is refused beside a passage that is like its own; they come together.

    The passages of the report it is about come third.
    """
    return [
        not support_of(sentence, alike(sentence, own, others)[0], entailment).supported
        for sentence, own, others in sentences
    ]


def table(
    results: Sequence[tuple[Pair | AuthorityPair, bool]], beside_others: Sequence[bool] = ()
) -> Iterator[str]:
    """Lines of Markdown: shares of unsupported caught and supported passed."""
    groups: dict[str, list[bool]] = defaultdict(list)
    if beside_others:
        groups["caught: beside a passage like its own"] = list(beside_others)
    for pair, right in results:
        groups["passed: supported" if pair.supported else "caught: unsupported"].append(right)
        if pair.change:
            groups[f"caught: {pair.change}"].append(right)
    yield "| | share | 95% interval | n |"
    yield "|---|---|---|---|"
    for name in sorted(groups, key=lambda group: (-len(groups[group]), group)):
        found = groups[name]
        count, share = len(found), sum(found) / len(found)
        low, high = binomtest(sum(found), count).proportion_ci(method="wilson")
        yield f"| {name} | {share:.3f} | {low:.3f} to {high:.3f} | {count} |"


def main() -> None:
    """Print a table for each split, or for the pairs about other reports."""
    entailment = load_entailment(load_settings())
    if "--reports" in sys.argv:
        reports = read_training_reports(Path(sys.argv[sys.argv.index("--reports") + 1]))
        elsewhere = [pair for pair in load_authority_pairs() if pair.use == "validation"]
        moved = caught_beside_others(
            (
                (pair.sentence, passage_of(pair, reports), reports[pair.report].passages)
                for pair in elsewhere
                if pair.supported
            ),
            entailment,
        )
        print(*table(list(judged_elsewhere(elsewhere, reports, entailment)), moved), sep="\n")
        written = [pair for pair in load_authority_pairs(MODEL_PAIRS) if pair.use == "validation"]
        print("", *table(list(judged_elsewhere(written, reports, entailment))), sep="\n")
        return
    passages = passages_by_locator()
    for split in get_args(Split):
        pairs = [pair for pair in load_pairs() if pair.split == split]
        results = list(judged(pairs, entailment))
        moved = caught_beside_others(
            (
                (pair.sentence, passages[pair.locator], list(passages.values()))
                for pair in pairs
                if pair.supported
            ),
            entailment,
        )
        print(f"\n{split}\n", *table(results, moved), sep="\n")
        if split == "tuning" and "--list" in sys.argv:
            wrong = (pair for pair, right in results if not right)
            print(
                *(f"{p.change or 'supported'} {p.locator}: {p.sentence}" for p in wrong), sep="\n"
            )


if __name__ == "__main__":
    main()
