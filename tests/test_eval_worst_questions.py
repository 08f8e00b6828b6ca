from eval_fixtures import case, observation, scored

from eval.worst_questions import worst_questions


def faults(rows, most=20):
    return [(worst.row.case.id, worst.fault) for worst in worst_questions(rows, most)]


def rows_of(*given):
    return scored([each for each, _ in given], [seen for _, seen in given if seen])


def refused(id_):
    return case(id_), observation(id_, outcome="not_in_report")


def answered(id_):
    return case(id_, "unanswerable", ()), observation(id_, cited=["p1"], retrieved=["p1"])


def not_found(id_, cited=("p1",)):
    return case(id_), observation(id_, cited=cited, retrieved=["p1"])


def badly_cited(id_, cited):
    return case(id_, gold=(12, 13)), observation(id_, cited=cited, retrieved=["p12"])


def right(id_):
    return case(id_), observation(id_, cited=["p12"], retrieved=["p12"])


def test_faults_come_in_their_order_and_what_is_right_or_not_scored_is_none():
    rows = rows_of(
        badly_cited("cited", ["p12"]),
        right("right"),
        not_found("lost"),
        (case("broken"), observation("broken", error="RuntimeError: it broke")),
        (case("never asked"), None),
        answered("open"),
        (case("silent", "offtopic", ()), observation("silent", outcome="off_topic")),
        refused("refused"),
    )
    assert faults(rows) == [
        ("refused", "refused wrongly"),
        ("open", "answered wrongly"),
        ("lost", "not found"),
        ("cited", "cited badly"),
    ]


def test_within_a_fault_the_lowest_recall_then_precision_comes_first_then_the_earlier():
    rows = rows_of(
        badly_cited("precise", ["p12"]),
        badly_cited("half", ["p12", "p1"]),
        badly_cited("none", ["p1"]),
        badly_cited("none too", ["p2"]),
        badly_cited("all and more", ["p12", "p13", "p1"]),
    )
    assert [id_ for id_, _ in faults(rows)] == [
        "none",
        "none too",
        "half",
        "precise",
        "all and more",
    ]


def test_every_fault_has_a_quarter_of_the_places_and_what_is_left_goes_on_in_order():
    rows = rows_of(
        *(refused(f"r{n}") for n in range(9)),
        *(answered(f"a{n}") for n in range(9)),
        not_found("n0"),
    )
    assert [fault for _, fault in faults(rows, 8)] == [
        *["refused wrongly"] * 5,
        *["answered wrongly"] * 2,
        "not found",
    ]
    assert len(faults(rows, 20)) == 19


def test_without_faults_there_are_none():
    assert faults(rows_of(right("right"))) == []
    assert faults(()) == []
