"""The closed lists of names that files and command lines use."""

from typing import Literal

Split = Literal["tuning", "test"]
SystemName = Literal["full", "dense", "keyword"]
Kind = Literal[
    "fact",
    "multi",
    "compare",
    "lookup",
    "grade",
    "improve",
    "summary",
    "followup",
    "unanswerable",
    "offtopic",
    "false_premise",
    "adversarial",
]
