import pytest

from vectorstore.errors import nearest_ids, unknown_report

IDS = [f"place-{n}-2020-01" for n in range(200)]


@pytest.mark.parametrize(
    ("known", "named"),
    [
        ([], "none"),
        (["sandwell-2025-10"], "sandwell-2025-10"),
        (["leeds-2022-02", "sandwell-2022-05"], "sandwell-2022-05, leeds-2022-02"),
    ],
)
def test_what_is_there_is_named_nearest_first(known, named):
    assert nearest_ids("sandwell-2022-5", known) == named


def test_of_hundreds_a_few_are_named_and_the_rest_counted():
    assert nearest_ids("place-7-2020-1", IDS).startswith("place-7-2020-01, ")
    assert nearest_ids("place-7-2020-1", IDS).endswith(" and 195 more")
    assert len(str(unknown_report("leeds", IDS))) < 250
