"""The address that has questions asked: ``./?q=What+needs+to+improve?&report=sandwell-2025-10``.

``q`` comes once for each question, in the order in which they are asked, so that a follow-up can
be sent with what it follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.state.query_params_proxy import QueryParamsProxy

_QUESTION, _REPORT = "q", "report"
MOST_QUESTIONS = 20


@dataclass(frozen=True)
class Asked:
    """What an address asks; nothing is asked where ``questions`` is empty."""

    questions: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


def address_of(questions: Sequence[str], reports: Sequence[str] = ()) -> str:
    """The link that asks these questions of these reports, relative to the Ask page."""
    named = [*((_QUESTION, each) for each in questions), *((_REPORT, each) for each in reports)]
    return f"./?{urlencode(named)}"


def asked_in(query: QueryParamsProxy) -> Asked:
    """What the address of the page asks; questions beyond MOST_QUESTIONS are left out."""
    questions = [each for each in query.get_all(_QUESTION) if each.strip()]
    return Asked(tuple(questions[:MOST_QUESTIONS]), tuple(query.get_all(_REPORT)))
