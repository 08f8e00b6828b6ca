"""How well the passages were ranked, by ir-measures.

hit@5 is ``Success@5``, mrr@10 ``RR@10``, ndcg@10 ``nDCG@10`` with binary gains (Järvelin and
Kekäläinen 2002). recall@5 is ``P@5`` times 5 over min(|gold|, 5): with more than five right
places, five found are all that five ranks can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ir_measures
from ir_measures import RR, P, Qrel, ScoredDoc, Success, nDCG

from eval.places import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from eval.observation import Found
    from eval.places import Place

_DEPTH, _DEEPEST = 5, 10
_HIT, _PRECISION = Success @ _DEPTH, P @ _DEPTH
_RECIPROCAL_RANK, _GAIN = RR @ _DEEPEST, nDCG @ _DEEPEST


def retrieval_scores(
    gold: Mapping[str, Set[Place]], retrieved: Mapping[str, Sequence[Found]]
) -> dict[str, dict[str, float]]:
    """hit@5, recall@5, mrr@10 and ndcg@10 of every case, by case id.

    ``gold`` maps the id to its places, never none; ``retrieved`` to what was found, best first;
    nothing found scores 0. A place found twice keeps both ranks and earns only the first.
    """
    qrels = [Qrel(case, str(place), 1) for case, places in gold.items() for place in places]
    run = [doc for case in gold for doc in _ranking(case, retrieved.get(case, ()))]
    scores: dict[str, dict[str, float]] = {case: {} for case in gold}
    for found in ir_measures.iter_calc([_HIT, _PRECISION, _RECIPROCAL_RANK, _GAIN], qrels, run):
        case = scores[found.query_id]
        if found.measure == _HIT:
            case["hit@5"] = found.value
        elif found.measure == _PRECISION:
            places = len(gold[found.query_id])
            case["recall@5"] = found.value * _DEPTH / min(places, _DEPTH)
        elif found.measure == _RECIPROCAL_RANK:
            case["mrr@10"] = found.value
        else:
            case["ndcg@10"] = found.value
    return scores


def _ranking(case: str, retrieved: Sequence[Found]) -> list[ScoredDoc]:
    seen: set[Place] = set()
    ranking = []
    for rank, found in enumerate(retrieved[:_DEEPEST], start=1):
        place = place_of(found)
        name = f"{place} again at {rank}" if place in seen else str(place)
        seen.add(place)
        # Only the order is known to mean the same in every system.
        ranking.append(ScoredDoc(case, name, -rank))
    return ranking
