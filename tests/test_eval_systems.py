import pytest

from assistant.models import Question
from eval.systems import build_system, dense, keyword
from vectorstore.catalogue import open_catalogue

REPORT = "sandwell-2025-10"
HOMELESS = "What did inspectors say about homeless 16 and 17 year olds?"


@pytest.fixture(scope="module")
def catalogue(real_home):
    return open_catalogue(real_home)


@pytest.fixture(scope="module", params=["dense", "keyword"])
def plain(request, catalogue, real_embedder):
    if request.param == "dense":
        return dense(catalogue, real_embedder, REPORT)
    return keyword(catalogue, REPORT)


def test_a_plain_search_shows_the_first_four_whole_and_never_the_same_twice(
    plain, sandwell_passages
):
    answer = plain.answer(Question(HOMELESS))
    found = len(answer.retrieved)
    assert 4 < found <= 10
    assert [each.rank for each in answer.retrieved] == list(range(1, found + 1))
    assert [c.locator for c in answer.citations] == [r.locator for r in answer.retrieved[:4]]
    assert all(c.quote == sandwell_passages[c.locator].text for c in answer.citations)
    assert len({each.locator for each in answer.retrieved}) == found
    assert "p12" in [each.locator for each in answer.retrieved]


def test_a_plain_search_knows_nothing_of_earlier_questions(plain):
    alone = plain.answer(Question("And who runs it?"))
    after = plain.answer(Question("And who runs it?", history=(HOMELESS,)))
    assert after.retrieved == alone.retrieved


def test_dense_search_never_refuses_and_keywords_only_where_no_word_is_shared(
    catalogue, real_embedder
):
    nonsense = Question("xylophone quokka")
    assert not dense(catalogue, real_embedder, REPORT).answer(nonsense).refused
    refusal = keyword(catalogue, REPORT).answer(nonsense)
    assert (refusal.outcome, refusal.citations) == ("not_in_report", ())


def test_the_full_system_is_the_assistant_itself(real_settings, assistant):
    full = build_system("full", real_settings).answer(Question(HOMELESS))
    assert full.markdown == assistant.answer(Question(HOMELESS)).markdown
