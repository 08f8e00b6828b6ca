"""The address that has questions asked: ``./?q=What+needs+to+improve?&report=sandwell-2025-10``.

``q`` comes once for each question, in the order in which they are asked, so that a follow-up can
be sent with what it follows. ``report`` and ``section`` say where to search, where that was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.state.query_params_proxy import QueryParamsProxy

MOST_QUESTIONS = 20


class Scope(NamedTuple):
    """Where to search: report ids and titles of sections; empty means the default, and all."""

    reports: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


DEFAULT = Scope()


class Asked(NamedTuple):
    """What an address asks; nothing is asked where ``questions`` is empty."""

    questions: tuple[str, ...] = ()
    scope: Scope = DEFAULT


def address_of(questions: Sequence[str], scope: Scope = DEFAULT) -> str:
    """The link that asks these questions in this scope, relative to the Ask page."""
    named = [
        *(("q", each) for each in questions),
        *(("report", each) for each in scope.reports),
        *(("section", each) for each in scope.sections),
    ]
    return f"./?{urlencode(named)}"


def asked_in(query: QueryParamsProxy) -> Asked:
    """What the address of the page asks; questions beyond MOST_QUESTIONS are left out."""
    questions = [each for each in query.get_all("q") if each.strip()]
    scope = Scope(tuple(query.get_all("report")), tuple(query.get_all("section")))
    return Asked(tuple(questions[:MOST_QUESTIONS]), scope)
