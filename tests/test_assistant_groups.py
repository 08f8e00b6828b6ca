import pytest

from assistant.groups import by_group, without_groups


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Is health good for looked after children and care leavers?",
            ("Is health good for looked after children?", "Is health good for care leavers?"),
        ),
        (
            "health of UASC, disabled kids and of care leavers - sum it up",
            (
                "health of UASC - sum it up",
                "health of disabled kids - sum it up",
                "health of care leavers - sum it up",
            ),
        ),
        ("housing for LAC vs care leavers", ("housing for LAC", "housing for care leavers")),
    ],
)
def test_each_group_has_a_question_of_its_own(text, parts):
    assert by_group(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Is health good for care leavers?",
        "unaccompanied asylum-seeking children in care",
        "Do children in care become care leavers too early?",
        "What happens to care leavers when social workers and children in care move?",
        "",
    ],
)
def test_one_group_or_groups_apart_make_no_parts(text):
    assert by_group(text) == ()


def test_what_is_said_of_groups_stays_without_them():
    assert without_groups("education of care leavers in Tipton") == "education of in Tipton"
