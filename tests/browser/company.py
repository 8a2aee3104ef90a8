"""Company for the pages: guests without a browser, who hold the party from a thread of their own."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from anyio.from_thread import BlockingPortal, start_blocking_portal
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from party.archive.journal import Journal
from party.client import PartyGuest, View, open_party
from party.core.commands import GuestCommand, ProposeRefinement
from party.core.events import Entry
from party.core.values import RefinementId, Role, Settings
from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.houses import QUIET

V = TypeVar("V")
Scheme = Literal["dark", "light"]

LISTEN = """addEventListener('securitypolicyviolation', event =>
  console.error('forbidden:', event.effectiveDirective, event.blockedURI))"""


@dataclass(frozen=True, slots=True)
class Company:
    """The host of a party, for tests that are busy with a browser."""

    portal: BlockingPortal
    host: PartyGuest

    @property
    def room(self) -> str:
        """The address of the room."""
        return f"{self.host.url}/p/{self.host.code}"

    def do(self, *commands: GuestCommand) -> None:
        """Have things done, one after the other."""
        for command in commands:
            self.portal.call(self.host.do, command)

    def until(self, wanted: Callable[[View], V | Literal[False] | None]) -> V:
        """What is looked for, once the host sees it."""

        async def wait() -> V:
            return await self.host.until(wanted)

        return self.portal.call(wait)

    def let_in(self, context: BrowserContext, name: str = "Ada", role: Role = Role.PARTICIPANT) -> str:
        """Make a browser a guest, by invite; gives the guest's id."""
        invite = self.portal.call(self.host.invites).links[role].split("invite=")[1]
        asked = {"name": name, "invite": invite, "screen": False}
        answer = context.request.post(f"{self.host.url}/api/sessions/{self.host.code}/guests", data=asked)
        assert answer.ok, answer.text()
        return str(answer.json()["guest"])

    def offer(self, *wordings: str) -> tuple[RefinementId, ...]:
        """Put wordings on offer, in the phase for it."""
        self.do(*(ProposeRefinement(text, "because") for text in wordings))
        found = self.until(lambda view: {node.text: node.id for node in view.refinements.values()})
        return tuple(RefinementId(found[text]) for text in wordings)

    def paint(self, *commands: GuestCommand) -> None:
        """Have something done that ends in a new picture, and wait for that."""
        before = len(self.host.view.artworks)
        self.do(*commands)
        self.until(lambda view: len(view.artworks) > before)


@contextmanager
def company(
    url: str, settings: Settings = QUIET, *, theme: str = "Loneliness", prompt: str = "an empty bench"
) -> Iterator[Company]:
    """A party and its host, who stays while the block runs."""
    opening = open_party(url, theme=theme, first_prompt=prompt, name="Hanna", settings=settings)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(opening) as host:
        yield Company(portal, host)


def recorded(sessions: Path, code: str) -> tuple[Entry, ...]:
    """The journal of a party as it lies on disk."""

    async def read() -> tuple[Entry, ...]:
        journal = Journal.open(f"sqlite:///{sessions}/.party/party.db")
        try:
            row = await journal.find(code)
            assert row
            return await journal.read(row.id)
        finally:
            journal.close()

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, read()).result()


@contextmanager
def somebody(
    browser: Browser,
    said: list[str],
    size: tuple[int, int] = PHONE,
    *,
    locale: str = "en-US",
    scheme: Scheme = "light",
    script: str = "",
) -> Iterator[BrowserContext]:
    """Somebody's own browser; every error, warning and violation on its pages is written down in `said`."""
    context = browser.new_context(
        viewport=ViewportSize(width=size[0], height=size[1]),
        reduced_motion="reduce",
        locale=locale,
        color_scheme=scheme,
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(LISTEN)
    if script:
        context.add_init_script(script)
    context.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    context.on("weberror", lambda problem: said.append(str(problem.error)))
    try:
        yield context
    finally:
        context.close()
