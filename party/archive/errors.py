"""Failures of the record. Each says whose fault it is and whether trying again may help."""

from party.core.errors import Fault, PartyError
from party.core.values import ArtworkId, Seq, SessionId


class ArchiveUnreachable(PartyError):
    """The place of the record cannot be opened or written."""


class NotAnArchive(PartyError):
    """The file or database holds something else."""


class ArchiveTooNew(PartyError):
    """The record was written by a newer release."""


class ArchiveFailed(PartyError):
    """A read or write failed; of a batch nothing was kept."""

    def __init__(self, message: str, *, temporary: bool = False) -> None:
        super().__init__(message)
        self.temporary = temporary


class CodeTaken(PartyError):
    """Another session has this code; draw a new one."""

    fault = Fault.HOUSE

    def __init__(self, code: str) -> None:
        super().__init__(f"The code {code} belongs to another session.")
        self.code = code


class SessionMissing(PartyError):
    """The record holds no such session."""

    fault = Fault.HOUSE

    def __init__(self, session: SessionId) -> None:
        super().__init__(f"There is no session {session} in this record.")
        self.session = session


class Overtaken(PartyError):
    """Somebody else wrote first: read the session again before writing."""

    fault = Fault.HOUSE

    def __init__(self, session: SessionId, after: Seq) -> None:
        super().__init__(f"Session {session} has gone on past entry {after}.")
        self.session = session
        self.after = after


class JournalCorrupt(PartyError):
    """An entry is not what was written; the other sessions are not touched by this."""

    def __init__(self, session: SessionId, seq: Seq, what: str) -> None:
        super().__init__(f"The journal of session {session} is damaged at entry {seq}: {what}.")
        self.session = session
        self.seq = seq
        self.what = what


class ArtworkMissing(PartyError):
    """No picture is stored under this id."""

    def __init__(self, artwork: ArtworkId) -> None:
        super().__init__(f"There is no picture {artwork}.")
        self.artwork = artwork


class ArtworkDamaged(PartyError):
    """The stored bytes are not those of this picture."""

    def __init__(self, artwork: ArtworkId) -> None:
        super().__init__(f"The stored picture {artwork} is damaged.")
        self.artwork = artwork


class BundleBroken(PartyError):
    """A bundle is not what was exported. `problems` are half sentences for whoever holds it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(f"The bundle cannot be trusted: {'; '.join(problems[:5])}.")
        self.problems = problems


class AlreadyHere(PartyError):
    """The session of a bundle is in this record."""

    fault = Fault.GUEST

    def __init__(self, code: str) -> None:
        super().__init__(f"This party is here already, as {code}.")
        self.code = code
