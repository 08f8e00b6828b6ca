from assistant.pages.wording import answer_label


def test_a_full_answer_has_no_label_and_everything_has_one():
    assert answer_label("answered", everything=False) == ""
    assert answer_label("answered", everything=True) == "Everything that was found"


def test_a_refusal_says_whether_the_whole_report_was_searched():
    whole = answer_label("not_in_report", everything=False)
    some = answer_label("not_in_report", everything=False, narrowed=True)
    assert (whole, some) == ("Not in the report", "Not in the sections searched")
