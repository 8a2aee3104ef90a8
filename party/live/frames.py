"""Frames for a session's audiences: each encoded once, whatever the number of readers."""

from collections.abc import Iterable

from party.core.private import mine, radar
from party.core.state import SessionState
from party.core.things import Audience, Mine, Ref, Thing
from party.core.values import GuestId, Millis, Seq
from party.core.views import project
from party.live.outbox import ONLINE, PLACES, RADAR, STUDIO, Gauge
from party.wire.codec import write_to_guest
from party.wire.messages import PROTOCOL, Facts, Gauges, JobPlace, Private, StudioView, Welcome


def things(state: SessionState, refs: Iterable[Ref], audience: Audience) -> tuple[Thing, ...]:
    """Each thing once, in the order of first mention, as the audience may see it."""
    return tuple(project(state, ref, audience) for ref in dict.fromkeys(refs))


def facts(state: SessionState, first: Seq, refs: Iterable[Ref], audience: Audience) -> str:
    """The frame for entries `first` to the state's last."""
    return write_to_guest(Facts(first, state.seq, things(state, refs, audience)))


def private(seen: Mine) -> str:
    """The frame with what only this guest may see."""
    return write_to_guest(Private(seen))


def welcome(
    state: SessionState,
    address: tuple[str, str],
    now_ms: Millis,
    guest: GuestId,
    audience: Audience,
    refs: Iterable[Ref],
    *,
    resumed: bool,
) -> str:
    """The first frame of a connection; `address` is the session's code and epoch."""
    code, epoch = address
    return write_to_guest(
        Welcome(
            protocol=PROTOCOL,
            code=code,
            epoch=epoch,
            seq=state.seq,
            now_ms=now_ms,
            resumed=resumed,
            mine=mine(state, guest),
            things=things(state, refs, audience),
        )
    )


def gauges(
    state: SessionState,
    moved: frozenset[Gauge],
    audience: Audience,
    now_ms: Millis,
    *,
    online: tuple[GuestId, ...],
    places: tuple[JobPlace, ...],
    studio: StudioView,
) -> str:
    """The newest state of what moved."""
    refs = sorted((gauge for gauge in moved if isinstance(gauge, Ref)), key=lambda ref: (ref.kind, ref.id))
    return write_to_guest(
        Gauges(
            now_ms=now_ms,
            things=things(state, refs, audience),
            online=online if ONLINE in moved else None,
            places=places if PLACES in moved else None,
            studio=studio if STUDIO in moved else None,
            radar=radar(state) if RADAR in moved else None,
        )
    )
