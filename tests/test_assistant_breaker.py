from assistant.breaker import Breaker


def test_it_opens_after_failures_on_end_and_lets_one_call_through_after_its_rest():
    now = [0.0]
    breaker = Breaker(failures_on_end=2, rest_seconds=10, clock=lambda: now[0])
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now[0] = 10.0
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.failed()
    now[0] = 19.0
    assert not breaker.allows()
    now[0] = 20.0
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows(), breaker.allows()] == [True, True]
