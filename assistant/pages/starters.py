"""Questions to start with: one for each of the people who use the assistant."""

from __future__ import annotations

from typing import NamedTuple


class Starter(NamedTuple):
    """A question and who might ask it. Any inspection report has an answer to most of them."""

    role: str
    question: str


STARTERS = (
    Starter("Social worker", "What did inspectors say about homeless 16 and 17 year olds?"),
    Starter("Personal adviser", "Are personal advisers allocated early enough?"),
    Starter("Team manager", "How good is management oversight and supervision?"),
    Starter("Quality assurance officer", "What do inspectors say about auditing and learning?"),
    Starter("Head of service", "What needs to improve?"),
    Starter("Councillor", "What grade did each area get?"),
)
