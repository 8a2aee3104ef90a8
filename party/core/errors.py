"""Failures: the world let us down. Refusals are values (`core.refusals`); defects are plain Python errors."""

from enum import StrEnum


class Fault(StrEnum):
    """Whose fault a failure or a closed connection is."""

    GUEST = "guest"
    HOUSE = "house"
    WORLD = "world"


class PartyError(Exception):
    """Root of all failures. The message is one plain sentence that may be shown to the host."""

    fault: Fault = Fault.WORLD
    temporary: bool = False
