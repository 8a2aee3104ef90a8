"""Links a host hands out: the way in, and the moderator's private one."""

from party.app.claim import claim_path
from party.app.front import Front
from party.core.state import SessionState
from party.core.values import GuestId, Role
from party.live.stage import Stage


def way_in(front: Front, stage: Stage) -> str:
    """The address for guests."""
    return f"{front.join_url}/p/{stage.code}"


def moderator_link(front: Front, stage: Stage) -> str:
    """The private address that makes whoever opens it this party's moderator."""
    moderator = first_moderator(stage.state)
    return front.join_url + claim_path(front.tokens, stage.keeper.session, stage.code, moderator)


def first_moderator(state: SessionState) -> GuestId:
    """The moderator who came first; every party has one."""
    moderators = (guest for guest in state.guests.values() if Role.MODERATOR in guest.roles)
    return min(moderators, key=lambda guest: guest.seq).id
