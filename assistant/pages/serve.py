"""The server: `streamlit run` finds ``app`` here and serves app.py with it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware

from assistant.pages import warmup
from assistant.pages.headers import SecurityHeaders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SCRIPT = Path(__file__).resolve().parents[2] / "app.py"


@asynccontextmanager
async def _warm_from_the_start(_: st.App) -> AsyncIterator[dict[str, Any]]:
    warmup.shared.start()
    yield {}


app = st.App(SCRIPT, lifespan=_warm_from_the_start, middleware=[Middleware(SecurityHeaders)])
