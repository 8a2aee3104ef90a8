"""A guest's words taken out of a party, by the house that runs it, if one is open at the port, or else here."""

import asyncio
import secrets
from dataclasses import dataclass

import httpx

from party.app.front import Front
from party.app.tokens import cookie_name
from party.app.writeups import press
from party.cli.keep import archive, is_house, stage_of
from party.cli.links import first_moderator
from party.cli.parts import local_url
from party.client import Away, PartyGuest, Turned
from party.config import Config
from party.core.commands import RemoveWordsOf
from party.core.errors import Fault, PartyError
from party.core.state import Guest, RefinementStatus, SessionState
from party.core.text import same
from party.core.values import GuestId
from party.live.keeper import Recorded
from party.live.stage import Stage
from party.wire.codes import Close, Problem
from party.wire.door import Joined
from party.wire.messages import Place


class GuestUnknown(PartyError):
    """Nobody, or more than one, is called so in this party."""

    fault = Fault.GUEST


class NotForgotten(PartyError):
    """The words are all still there."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a host is shown before a guest's words are removed. `said`: how many of each kind go; `kept`: wordings."""

    guest: GuestId
    name: str
    said: tuple[tuple[str, int], ...]
    kept: int


async def leaving(config: Config, code: str, who: str) -> Leaving:
    """What would go of a guest, found by name or id. Raises `CodeUnknown` and `GuestUnknown`."""
    async with archive(config) as front:
        stage = await stage_of(front, code)
        return _leaving(stage.state, _found(stage.state, who))


async def forget(config: Config, code: str, guest: GuestId) -> None:
    """Remove a guest's words; a write-up that is there is written again. Raises `NotForgotten`, `ArchiveFailed`."""
    async with archive(config) as front:
        stage = await stage_of(front, code)
        if not await _by_open_house(config, front, stage, guest):
            await _here(front, stage, guest)


async def _here(front: Front, stage: Stage, guest: GuestId) -> None:
    asked = RemoveWordsOf(guest)
    answer = await stage.keeper.ask(first_moderator(stage.state), secrets.token_urlsafe(12), asked)
    if not isinstance(answer, Recorded):
        raise NotForgotten("The record did not take it; nothing was removed.")
    if stage.state.write_up:
        await press(front, stage, by=None)


async def _by_open_house(config: Config, front: Front, stage: Stage, guest: GuestId) -> bool:
    """Ask the open house, as the party's moderator; false when none is open there or it is not this one."""
    url = local_url(config)
    if not await asyncio.to_thread(is_house, url):
        return False
    moderator = first_moderator(stage.state)
    cookies = httpx.Cookies({cookie_name(stage.code): front.tokens.resume(stage.keeper.session, moderator)})
    there = PartyGuest(url, Joined(stage.code, moderator, ()), cookies, Place.DESK)
    try:
        await there.come()
        await there.do(RemoveWordsOf(guest))
    except Away as away:
        if away.close in {Close.CODE_UNKNOWN, Close.NOT_A_GUEST}:
            return False
        raise NotForgotten(f"The house at {url} sent us away; nothing was removed.") from away
    except Turned as turned:
        if turned.reason is Problem.COMMIT_FAILED:
            raise NotForgotten(f"The house at {url} could not record it; look at its log.") from turned
        raise
    finally:
        await there.leave()
    return True


def _found(state: SessionState, who: str) -> Guest:
    if by_id := state.guests.get(GuestId(who)):
        return by_id
    called = [one for one in state.guests.values() if one.name and same(one.name, who)]
    match called:
        case [only]:
            return only
        case []:
            raise GuestUnknown(f"Nobody at this party is called {who}.")
        case _:
            ids = ", ".join(one.id for one in sorted(called, key=lambda one: one.seq))
            raise GuestUnknown(f"Several guests are called {who}; say which one: {ids}.")


def _leaving(state: SessionState, guest: Guest) -> Leaving:
    nodes = [node for node in state.refinements.values() if node.by == guest.id]
    kept = sum(node.status is RefinementStatus.ACCEPTED for node in nodes)
    said = (
        ("associations", sum(one.by == guest.id and bool(one.text) for one in state.associations.values())),
        ("proposals", len(nodes) - kept),
        ("comments", sum(one.by == guest.id and bool(one.text) for one in state.comments.values())),
        ("notes", sum(one.by == guest.id and bool(one.text) for one in state.notes.values())),
        ("captions", sum(one.captioned_by == guest.id and bool(one.caption) for one in state.artworks.values())),
        ("paragraphs", sum(one.by == guest.id for one in state.story.paragraphs.values())),
    )
    return Leaving(guest.id, guest.name, said, kept)
