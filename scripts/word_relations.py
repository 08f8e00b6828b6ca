"""Makes assistant/data/word_relations.txt; run by hand, seldom.

    python scripts/word_relations.py WORDNET

WORDNET is the folder dict/ of WordNet 3.0 (https://wordnet.princeton.edu), which Debian's package
wordnet-base has, too. Kept are common words only. A line is a word and what it is related to:
"=" for words that may say the same, "!" for opposites.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parents[1] / "assistant" / "data"
_FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# Similar adjectives, and forms of one word in several parts of speech.
_SAME = frozenset("&+")
_FEWEST_LETTERS = 3

Key = tuple[str, str]
Pointer = tuple[str, Key, int, int]


def relations(wordnet: Path, common: frozenset[str]) -> tuple[dict[str, set[str]], ...]:
    """Synonyms and opposites of each common word."""
    synsets = dict(line for file in _FILES for line in _synsets(wordnet, file))
    same: dict[str, set[str]] = defaultdict(set)
    opposite: dict[str, set[str]] = defaultdict(set)

    def relate(found: dict[str, set[str]], one: str, other: str) -> None:
        if one != other and {one, other} <= common:
            found[min(one, other)].add(max(one, other))

    for (part, _), (words, pointers) in synsets.items():
        for one in words:
            for other in words:
                relate(same, one, other)
        for sign, key, source, target in pointers:
            others = synsets[key][0]
            if sign == "!":
                relate(opposite, words[source - 1], others[target - 1])
            elif sign == "+":
                relate(same, words[source - 1], others[target - 1])
            elif sign == "&" or (sign == "@" and part == "v"):
                for one in words:
                    for other in others:
                        relate(same, one, other)
    for file in _FILES:
        for line in (wordnet / f"{file}.exc").read_text(encoding="utf-8").splitlines():
            relate(same, *line.split()[:2])
    relate(same, "person", "people")
    return same, opposite


def _synsets(wordnet: Path, file: str) -> list[tuple[Key, tuple[list[str], list[Pointer]]]]:
    found = []
    for line in (wordnet / f"data.{file}").read_text(encoding="utf-8").splitlines():
        # The licence stands at the top, indented.
        if line.startswith(" "):
            continue
        fields = line.partition("|")[0].split()
        count = int(fields[3], 16)
        words = [re.sub(r"\(.*\)", "", word).lower() for word in fields[4 : 4 + 2 * count : 2]]
        place = 5 + 2 * count
        pointers = []
        for start in range(place, place + 4 * int(fields[place - 1]), 4):
            sign, offset, part, ends = fields[start : start + 4]
            key = ("a" if part == "s" else part, offset)
            pointers.append((sign, key, int(ends[:2], 16), int(ends[2:], 16)))
        found.append(((_FILES[file], fields[0]), (words, pointers)))
    return found


if __name__ == "__main__":
    listed = (DATA / "common_words.txt").read_text(encoding="utf-8").split()
    known = frozenset(word for word in listed if len(word) >= _FEWEST_LETTERS)
    signs = zip("=!", relations(Path(sys.argv[1]), known), strict=True)
    lines = [
        f"{word} {sign} {' '.join(sorted(others))}"
        for sign, found in signs
        for word, others in sorted(found.items())
    ]
    (DATA / "word_relations.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
