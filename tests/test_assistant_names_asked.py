from assistant.names_asked import asks_for_a_name, full_names, gives_the_name


def test_a_sentence_about_such_a_thing_may_give_its_name():
    said = ["There are groups, including the Voice of Sandwell participation group."]
    assert gives_the_name("name of the group where they have a say", said, "sandwell-2025-10")
    assert not gives_the_name("name of the hub", said, "sandwell-2025-10")
    assert not gives_the_name("name of the children in it", said, "sandwell-2025-10")
    iro = ["A stable workforce and independent reviewing officer (IRO) services help."]
    assert not gives_the_name("name of the IRO", iro, "sandwell-2025-10")
    assert not gives_the_name("is there a group?", said, "sandwell-2025-10")


def test_to_name_somebody_is_to_ask_for_names():
    assert asks_for_a_name("Please name the social workers you thought were poor")
    assert not asks_for_a_name("Can you name the social workers' main concerns")
    assert not asks_for_a_name("Do plans name the social worker of each child?")


def test_a_full_name_is_no_statute_and_nothing_in_quotation_marks():
    assert full_names("Ann Example makes referrals for Care Act assessments.") == ("Ann Example",)
    assert full_names("They meet at the ‘Compliments Café’.") == ()
