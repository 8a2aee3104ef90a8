"""Settings, read once from `PARTY_…` environment variables and handed down as values."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from party.core.values import LIMITS


class Config(BaseSettings):
    """How this server runs. Command-line options overrule these."""

    model_config = SettingsConfigDict(env_prefix="PARTY_", frozen=True, env_ignore_empty=True)

    host: str = "0.0.0.0"  # noqa: S104  guests come from other machines: a party nobody can join is none
    port: int = 8765
    sessions: Path = Path("sessions")
    """Where parties leave their traces: write-ups in the open, database and artworks under `.party/`."""
    database: str = ""
    """An SQLAlchemy address; empty: SQLite under `sessions/.party/`."""
    artworks: str = ""
    """A folder or object-store address; empty: a folder under `sessions/.party/`."""
    model: str | None = None
    """A folder or hub id of a diffusers text-to-image checkpoint; unset: the shipped model."""
    threads: int | None = None
    """Threads the model process uses; unset: as it sees fit."""
    address: str = ""
    """The address guests reach this server at, such as `https://party.example`; empty: found on the network."""
    origins: tuple[str, ...] = ()
    """Further origins whose pages may talk to this server."""
    catalogue: Path | None = None
    """A folder of chips, question cards, themes and names that join the ones shipped; unset: those alone."""
    templates: Path | None = None
    """A folder of templates and sentences that are looked up before those shipped; unset: those alone."""
    host_key: SecretStr = SecretStr("")
    """What has to be said to open a party here; empty: anybody on this server may."""
    guests: Annotated[int, Field(ge=1, le=LIMITS.guests)] = 200
    """How many guests a party takes."""
    parties: Annotated[int, Field(ge=1)] = 50
    """How many parties there may be at once, closed ones aside."""
    log_level: str = "warning"
    log_json: bool = False

    @property
    def home(self) -> Path:
        """The server's own folder."""
        return self.sessions / ".party"

    @property
    def database_url(self) -> str:
        """The journal's address."""
        return self.database or f"sqlite:///{(self.home / 'party.db').absolute()}"

    @property
    def artworks_place(self) -> str:
        """The artworks' address."""
        return self.artworks or str(self.home / "artworks")
