import asyncio
import base64
import hashlib

import pytest

from assistant.pages.headers import SecurityHeaders, content_security_policy, inline_script_hashes


def headers_of(host):
    sent = []

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "headers": [(b"host", host.encode())]}
    asyncio.run(SecurityHeaders(app)(scope, None, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_response_says_that_nothing_outside_may_be_fetched_or_may_frame_it():
    headers = headers_of("localhost:8501")
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self' ws://localhost:8501 wss://localhost:8501;" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_the_policy_names_no_other_host_and_allows_no_eval():
    policy = content_security_policy("localhost:8501")
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("host", ["", "evil; script-src *", "a b", "x'y"])
def test_a_strange_host_adds_nothing_to_the_policy(host):
    assert "connect-src 'self';" in content_security_policy(host)


def test_inline_scripts_are_allowed_by_their_hash():
    digest = base64.b64encode(hashlib.sha256(b"let a").digest()).decode()
    hashes = inline_script_hashes("<script>let a</script><script src='x.js'></script>")
    assert hashes == (f"sha256-{digest}",)
    assert f"'sha256-{digest}'" in content_security_policy("localhost", hashes)


def test_websockets_pass_untouched():
    seen = []

    async def app(scope, _receive, _send):
        seen.append(scope["type"])

    asyncio.run(SecurityHeaders(app)({"type": "websocket"}, None, None))
    assert seen == ["websocket"]
