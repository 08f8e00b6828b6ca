"""How well the support check does on its pairs: ``python -m eval.support_report``.

Of the unsupported sentences the share that is caught, by what was changed; of the supported ones
the share that passes; each with its 95% Wilson interval. ``--list`` shows what went wrong on the
tuning split; that of the test split is nobody's to look at. With ``--reports FOLDER``, which must
hold the reports of other authorities, the validation pairs about these are judged instead.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from scipy.stats import binomtest

from assistant.build import load_embedder
from assistant.errors import UserError
from assistant.settings import load_settings
from assistant.support import support_of
from eval.names import Split
from eval.support_cases import load_authority_pairs, load_pairs, passages_by_locator
from eval.training_reports import read_training_reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eval.support_cases import AuthorityPair, Pair
    from vectorstore.adaptation.questions import TrainingReport
    from vectorstore.embedding import Embedder


def judged(pairs: Sequence[Pair], embedder: Embedder) -> Iterator[tuple[Pair, bool]]:
    """Each pair with whether the check judged it rightly."""
    passages = passages_by_locator()
    for pair in pairs:
        support = support_of(pair.sentence, passages[pair.locator], embedder)
        yield pair, support.supported == pair.supported


def judged_elsewhere(
    pairs: Sequence[AuthorityPair], reports: Mapping[str, TrainingReport], embedder: Embedder
) -> Iterator[tuple[AuthorityPair, bool]]:
    """The same of pairs about other reports; raises UserError where one is not among them."""
    for pair in pairs:
        report = reports.get(pair.report)
        if report is None:
            raise UserError(
                f"The pair {pair.id} is about {pair.report}, which is not among the "
                f"{len(reports)} reports given. Give the folder that holds it."
            )
        passage = next(each for each in report.passages if each.locator == pair.locator)
        support = support_of(pair.sentence, passage, embedder)
        yield pair, support.supported == pair.supported


def table(results: Sequence[tuple[Pair | AuthorityPair, bool]]) -> Iterator[str]:
    """Lines of Markdown: shares of unsupported caught and supported passed."""
    groups: dict[str, list[bool]] = defaultdict(list)
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
    embedder = load_embedder(load_settings())
    if "--reports" in sys.argv:
        reports = read_training_reports(Path(sys.argv[sys.argv.index("--reports") + 1]))
        elsewhere = [pair for pair in load_authority_pairs() if pair.use == "validation"]
        print(*table(list(judged_elsewhere(elsewhere, reports, embedder))), sep="\n")
        return
    for split in get_args(Split):
        pairs = [pair for pair in load_pairs() if pair.split == split]
        results = list(judged(pairs, embedder))
        print(f"\n{split}\n", *table(results), sep="\n")
        if split == "tuning" and "--list" in sys.argv:
            wrong = (pair for pair, right in results if not right)
            print(
                *(f"{p.change or 'supported'} {p.locator}: {p.sentence}" for p in wrong), sep="\n"
            )


if __name__ == "__main__":
    main()
