"""Who is watching a session, and what they are told: facts at once, counters once a tick, previews as they come."""

import asyncio
from collections.abc import Sequence
from itertools import chain

from party.core import events as e
from party.core.events import Entry, Event
from party.core.private import mine_each
from party.core.sight import may_watch
from party.core.state import SessionState
from party.core.steps.heard import is_heard
from party.core.things import Audience, Ref
from party.core.touched import everything, is_gauge, touched
from party.core.values import GuestId, JobId, Kind, Seq
from party.core.views import audience_of
from party.live import frames
from party.live.chance import Chance
from party.live.concerned import concerned
from party.live.keeper import Keeper
from party.live.outbox import ONLINE, PLACES, RADAR, STUDIO, Connection, Gauge, Outbox
from party.wire.codes import Close
from party.wire.messages import JobPlace, Place, StudioStatus, StudioView

TICK_S = 0.025
BEAT_S = 15.0
"""How long it may be quiet: then everybody hears the places in the queue again, and knows that the house is there."""

EVERY_GAUGE: frozenset[Gauge] = frozenset({ONLINE, PLACES, STUDIO, RADAR})


class Stage:
    """One session as its watchers see it. Listens to its keeper; The easel sets `places` and `studio`."""

    def __init__(self, keeper: Keeper, code: str, epoch: str, chance: Chance) -> None:
        self.keeper = keeper
        self.code = code
        self.epoch = epoch
        self.places: tuple[JobPlace, ...] = ()
        self.online: tuple[GuestId, ...] = ()
        """Guests with an open connection."""
        self.studio = StudioView(StudioStatus.LOADING, "")
        self._chance = chance
        self._history: list[tuple[Ref, ...]] = []
        self._told = keeper.state.seq
        self._connections: set[Connection] = set()
        self._moved: set[Gauge] = set()
        self._tick: asyncio.TimerHandle | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._preview: tuple[JobId, bytes] | None = None
        self._encoded: dict[tuple[object, ...], str] = {}
        keeper.listen(self._on_commit)
        keeper.at_end(lambda: self.dismiss(Close.PARTY_BROKEN))

    @property
    def state(self) -> SessionState:
        """The party as it is recorded."""
        return self.keeper.state

    def remember(self, entries: Sequence[Entry]) -> None:
        """Learn from the journal what each entry touched, so that returning guests get just what they missed."""
        self._history = [touched(entry.event, self.state) for entry in entries]

    def attach(self, guest: GuestId, place: Place, epoch: str | None, seq: Seq | None) -> Connection:
        """A new connection with its welcome waiting in the outbox; `epoch` and `seq` as the guest remembers them."""
        outbox = Outbox(place, lambda moved: self._gauges(moved, _audience(self.state, guest, place)))
        connection = Connection(guest, place, _audience(self.state, guest, place), outbox)
        self._show_to(connection)
        self._greet(connection, self._missed(guest, epoch, seq))
        outbox.gauge(EVERY_GAUGE)
        self._connections.add(connection)
        self._count()
        self._go_on_beating()
        if not self.keeper.running:
            connection.dismiss(Close.PARTY_BROKEN)
        return connection

    def detach(self, connection: Connection) -> None:
        """A connection is gone."""
        self._connections.discard(connection)
        self._count()

    def dismiss(self, close: Close) -> None:
        """Close every connection."""
        for connection in self._connections:
            connection.dismiss(close)

    def move(self, *gauges: Gauge) -> None:
        """Have the newest state of these sent at the next tick."""
        self._moved.update(gauges)
        if self._tick is None:
            self._tick = asyncio.get_running_loop().call_later(TICK_S, self._flush)

    def show(self, job: JobId, preview: bytes) -> None:
        """The newest preview frame of the job being painted, to those who may watch it."""
        self._preview = job, preview
        for connection in self._connections:
            self._show_to(connection)

    def take_down(self) -> None:
        """Nothing is being painted any more."""
        self._preview = None

    def _on_commit(self, state: SessionState, entries: tuple[Entry, ...]) -> None:
        self._show_out(state, entries)
        refs = [touched(entry.event, state) for entry in entries]
        self._history.extend(refs)
        if all(is_gauge(entry.event) for entry in entries):
            self.move(*chain.from_iterable(refs))
        else:
            self._tell_facts(state)
        if any(_moves_radar(entry.event) for entry in entries):
            self.move(RADAR)
        self._tell_privately(state, {guest for entry in entries for guest in concerned(state, entry)})

    def _show_out(self, state: SessionState, entries: tuple[Entry, ...]) -> None:
        """Those the moderator removed hear that, nothing more, and are sent away."""
        named = {entry.event.guest for entry in entries if isinstance(entry.event, e.GuestRemoved)}
        gone = {guest for guest in named if state.guests[guest].removed}
        self._tell_privately(state, gone)
        theirs = {connection for connection in self._connections if connection.guest in gone}
        for connection in theirs:
            connection.dismiss(Close.REMOVED)
        if theirs:
            self._connections -= theirs
            self._count()

    def _tell_facts(self, state: SessionState) -> None:
        """Everything the untold entries touched, counters too: who has the frame and goes has missed nothing of it."""
        refs = tuple(chain.from_iterable(self._history[self._told :]))
        self._moved.difference_update(refs)
        first, self._told = Seq(self._told + 1), state.seq
        encoded: dict[Audience, str] = {}
        watching = {audience for audience in Audience if self._may_watch(audience)}
        for connection in self._connections:
            audience = _audience(state, connection.guest, connection.place)
            if audience is not connection.audience:
                connection.audience = audience
                self._show_to(connection)
                self._greet(connection, None)
                connection.outbox.gauge(EVERY_GAUGE)
                continue
            if audience not in encoded:
                encoded[audience] = frames.facts(state, first, refs, audience)
            if audience not in watching:
                connection.outbox.withhold()
            connection.outbox.fact(encoded[audience])

    def _show_to(self, connection: Connection) -> None:
        if self._preview is not None and self._may_watch(connection.audience):
            connection.outbox.preview(self._preview[1])
        else:
            connection.outbox.withhold()

    def _may_watch(self, audience: Audience) -> bool:
        return self._preview is not None and may_watch(self.state, self._preview[0], audience)

    def _tell_privately(self, state: SessionState, guests: set[GuestId]) -> None:
        theirs = [connection for connection in self._connections if connection.guest in guests]
        if not theirs:
            return
        views = mine_each(state, {connection.guest for connection in theirs})
        encoded = {guest: frames.private(view) for guest, view in views.items()}
        for connection in theirs:
            connection.outbox.fact(encoded[connection.guest])

    def _greet(self, connection: Connection, missed: tuple[Ref, ...] | None) -> None:
        frame = frames.welcome(
            self.state,
            (self.code, self.epoch),
            self._chance.now(),
            connection.guest,
            connection.audience,
            everything(self.state) if missed is None else missed,
            resumed=missed is not None,
        )
        connection.outbox.fact(frame)

    def _missed(self, guest: GuestId, epoch: str | None, seq: Seq | None) -> tuple[Ref, ...] | None:
        """What a returning guest has not seen; `None` when everything must be sent."""
        if epoch != self.epoch or seq is None or not 0 < seq <= self.state.seq:
            return None
        missed = tuple(chain.from_iterable(self._history[seq:]))
        return None if Ref(Kind.GUEST, guest) in missed else missed

    def _count(self) -> None:
        self.online = tuple(sorted({connection.guest for connection in self._connections}))
        self.move(ONLINE)

    def _go_on_beating(self) -> None:
        if self._beat is None and self._connections:
            self._beat = asyncio.get_running_loop().call_later(BEAT_S, self._sound)

    def _sound(self) -> None:
        self._beat = None
        self.move(PLACES)
        self._go_on_beating()

    def _flush(self) -> None:
        self._tick = None
        moved, self._moved = frozenset(self._moved), set()
        for connection in self._connections:
            connection.outbox.gauge(moved)
        self._encoded = {}

    def _gauges(self, moved: frozenset[Gauge], audience: Audience) -> str | None:
        """The frame for one audience, encoded once for all that ask in the same tick; the radar is the moderators'."""
        moved = moved if audience is Audience.MODERATOR else moved - {RADAR}
        if not moved:
            return None
        key = (moved, audience, self.state.seq, self.places, self.studio, self.online)
        if key not in self._encoded:
            self._encoded[key] = frames.gauges(
                self.state,
                moved,
                audience,
                self._chance.now(),
                online=self.online,
                places=self.places,
                studio=self.studio,
            )
        return self._encoded[key]


def _audience(state: SessionState, guest: GuestId, place: Place) -> Audience:
    """A wall shows what everybody may see, whoever opened it."""
    return Audience.SCREEN if place is Place.WALL else audience_of(state.guests[guest].roles)


def _moves_radar(event: Event) -> bool:
    """Whether somebody was heard, or came or went."""
    people = e.GuestJoined | e.GuestRemoved | e.GuestReadmitted | e.RoleGranted | e.RoleRevoked
    return is_heard(event) or isinstance(event, people)
