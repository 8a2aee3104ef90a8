"""Fixtures of the studio's tests."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
