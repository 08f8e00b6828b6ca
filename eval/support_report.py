"""How well the support check does on its pairs: ``python -m eval.support_report``.

Of the unsupported sentences the share that is caught, by what was changed; of the supported ones
the share that passes; each with its 95% Wilson interval. ``--list`` shows what went wrong on the
tuning split; that of the test split is nobody's to look at.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from scipy.stats import binomtest

from assistant.build import load_embedder
from assistant.settings import load_settings
from assistant.support import support_of
from eval.names import Split
from eval.support_cases import load_pairs, passages_by_locator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.support_cases import Pair
    from vectorstore.embedding import Embedder


def judged(pairs: Sequence[Pair], embedder: Embedder) -> Iterator[tuple[Pair, bool]]:
    """Each pair with whether the check judged it rightly."""
    passages = passages_by_locator()
    for pair in pairs:
        support = support_of(pair.sentence, passages[pair.locator], embedder)
        yield pair, support.supported == pair.supported


def table(results: Sequence[tuple[Pair, bool]]) -> Iterator[str]:
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
    """Print a table for each split."""
    embedder = load_embedder(load_settings())
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
