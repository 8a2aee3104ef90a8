"""Recipes and orders to ask for, and a listener that can be waited on."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from party.core.values import GuestId, JobId, SessionId, TextRecipe, Words
from party.studio.engine import Finished, Order, Update

U = TypeVar("U", bound=Update)
RECIPE = TextRecipe(
    engine="",
    model="",
    revision="",
    scheduler="",
    prompt=Words("two old people looking at each other"),
    negative=Words(""),
    seed=7,
    width_px=256,
    height_px=256,
    steps=4,
    guidance=3.0,
)


def recipe(seed: int = 7, *, steps: int = 4) -> TextRecipe:
    """A picture to ask for."""
    return replace(RECIPE, seed=seed, steps=steps)


def order(job: str, *recipes: TextRecipe, session: str = "s", guest: str | None = None) -> Order:
    """An order for those recipes, or for one picture."""
    return Order(SessionId(session), JobId(job), GuestId(guest) if guest else None, recipes or (RECIPE,))


class Heard:
    """Everything the studio said, in order."""

    def __init__(self) -> None:
        self.updates: list[Update] = []
        self._changed = asyncio.Event()
        self._read = 0

    def __call__(self, update: Update) -> None:
        """Take an update in: this is the listener."""
        self.updates.append(update)
        self._changed.set()

    async def next(self, kind: type[U], accept: Callable[[U], bool] = lambda _: True) -> U:
        """The next update of that kind which was not waited for yet; those before it count as read."""
        while True:
            for index in range(self._read, len(self.updates)):
                update = self.updates[index]
                if isinstance(update, kind) and accept(update):
                    self._read = index + 1
                    return update
            self._changed.clear()
            await self._changed.wait()

    def finished(self) -> list[str]:
        """The jobs finished so far, in order."""
        return [update.order.job for update in self.updates if isinstance(update, Finished)]
