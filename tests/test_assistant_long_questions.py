from assistant.long_questions import MOST_WORDS, shortened

TOLD = "The family moved in March and the school rang twice. Mum said that nothing had changed. "


def test_a_question_of_usual_length_is_read_as_it_is():
    text = f"{TOLD}Are strategy meetings prompt?"
    assert shortened(text) == text


def test_of_a_pasted_note_the_question_about_the_report_is_read():
    text = f"{TOLD * 60}Was he at school? What did Ofsted say about strategy meetings? {TOLD * 60}"
    assert shortened(text) == "What did Ofsted say about strategy meetings?"


def test_without_one_about_the_report_the_last_questions_are_read_in_their_order():
    text = f"{TOLD * 30}Is early help timely? {TOLD * 30}Are visits regular enough?"
    assert shortened(text) == "Is early help timely? Are visits regular enough?"


def test_a_question_that_leans_on_the_sentence_before_brings_it_along():
    text = f"{TOLD * 30}We send parents long letters before court. Is that good enough?"
    assert shortened(text).startswith("We send parents long letters")


def test_a_request_without_a_question_mark_is_a_question():
    text = f"Please tell me what inspectors found on fostering. {TOLD * 60}"
    assert shortened(text) == "Please tell me what inspectors found on fostering."


def test_where_nothing_asks_or_nothing_stops_it_is_the_end_that_is_read():
    assert shortened(TOLD * 100).endswith("nothing had changed.")
    endless = "and then he said that " * 400 + "are placement plans complete?"
    assert shortened(endless).endswith("are placement plans complete?")
    for text in (endless, "a" * 15_000, "? " * 7_000 + "a", TOLD * 100):
        assert 0 < len(shortened(text)) <= 1000
        assert len(shortened(text).split()) <= MOST_WORDS
