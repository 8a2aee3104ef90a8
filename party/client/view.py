"""The party as one guest sees it, kept up to date by what the house says."""

from dataclasses import dataclass, field
from typing import assert_never, cast

from party.core.things import (
    ArtworkView,
    AssociationView,
    CommentView,
    Gone,
    GuestView,
    Heard,
    JobView,
    Mine,
    NoteView,
    PromptView,
    RefinementView,
    RoundView,
    SessionView,
    Thing,
)
from party.core.values import GuestId, Kind, Seq
from party.wire.messages import (
    Declined,
    Done,
    Facts,
    Gauges,
    JobPlace,
    Private,
    StudioView,
    ToGuest,
    Welcome,
)


@dataclass(slots=True)
class View:
    """The party as this guest sees it; kept up to date while the guest is connected."""

    things: dict[Kind, dict[str, Thing]] = field(default_factory=dict)
    mine: Mine | None = None
    online: tuple[GuestId, ...] = ()
    places: tuple[JobPlace, ...] = ()
    studio: StudioView | None = None
    radar: tuple[Heard, ...] = ()
    """Who has been heard; empty for everybody but moderators."""
    epoch: str | None = None
    seq: Seq | None = None

    @property
    def session(self) -> SessionView:
        """The party as a whole: the question card, the agenda and what the wall shows are in it."""
        return cast("SessionView", self.things[Kind.SESSION][""])

    @property
    def prompt(self) -> PromptView:
        """The working prompt's phrases and how they are pushed."""
        return cast("PromptView", self.things[Kind.PROMPT][""])

    @property
    def guests(self) -> dict[str, GuestView]:
        """People by id; here and below, what has not been seen is not there."""
        return cast("dict[str, GuestView]", self.things.get(Kind.GUEST, {}))

    @property
    def associations(self) -> dict[str, AssociationView]:
        """Associations by id."""
        return cast("dict[str, AssociationView]", self.things.get(Kind.ASSOCIATION, {}))

    @property
    def refinements(self) -> dict[str, RefinementView]:
        """The prompt tree by id."""
        return cast("dict[str, RefinementView]", self.things.get(Kind.REFINEMENT, {}))

    @property
    def rounds(self) -> dict[str, RoundView]:
        """Votes by id."""
        return cast("dict[str, RoundView]", self.things.get(Kind.ROUND, {}))

    @property
    def jobs(self) -> dict[str, JobView]:
        """Jobs by id."""
        return cast("dict[str, JobView]", self.things.get(Kind.JOB, {}))

    @property
    def artworks(self) -> dict[str, ArtworkView]:
        """Finished pictures by id."""
        return cast("dict[str, ArtworkView]", self.things.get(Kind.ARTWORK, {}))

    @property
    def notes(self) -> dict[str, NoteView]:
        """What the expert said, by id."""
        return cast("dict[str, NoteView]", self.things.get(Kind.NOTE, {}))

    @property
    def comments(self) -> dict[str, CommentView]:
        """What guests said of refinements and pictures, by id."""
        return cast("dict[str, CommentView]", self.things.get(Kind.COMMENT, {}))

    def apply(self, message: ToGuest) -> None:
        """Take a message of the house in."""
        match message:
            case Welcome():
                if not message.resumed:
                    self.things, self.radar = {}, ()
                self.mine, self.epoch, self.seq = message.mine, message.epoch, message.seq
                self._put(message.things)
            case Facts():
                self.seq = message.last
                self._put(message.things)
            case Gauges():
                self._put(message.things)
                self.online = self.online if message.online is None else message.online
                self.places = self.places if message.places is None else message.places
                self.studio = message.studio or self.studio
                self.radar = self.radar if message.radar is None else message.radar
            case Private():
                self.mine = message.mine
            case Done() | Declined():
                pass
            case _:
                assert_never(message)

    def _put(self, things: tuple[Thing, ...]) -> None:
        for thing in things:
            if isinstance(thing, Gone):
                self.things.get(thing.of, {}).pop(thing.id, None)
            else:
                self.things.setdefault(thing.kind, {})[thing.id] = thing
