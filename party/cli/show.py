"""The live display of a demo: the prompt, the vote, the picture's progress, what people say."""

from types import TracebackType

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from party.client import PartyGuest, View
from party.core.state import RoundStatus
from party.core.things import RoundView

ASSOCIATIONS_SHOWN = 12
REFRESHES_A_SECOND = 8


class Show:
    """Draws the party as its big screen sees it, while the block runs; `where` it can be joined. `quiet`: nothing."""

    def __init__(self, console: Console, screen: PartyGuest, where: str, *, quiet: bool) -> None:
        self._screen = screen
        self._where = where
        self._live = (
            None
            if quiet
            else Live(
                console=console, refresh_per_second=REFRESHES_A_SECOND, get_renderable=self._draw, transient=False
            )
        )

    def __enter__(self) -> None:
        if self._live:
            self._live.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def _draw(self) -> RenderableType:
        view = self._screen.view
        if view.mine is None:
            return Text("…")
        parts = [_prompt(view), _associations(view), *(_vote(view, vote) for vote in _latest(view)), _picture(view)]
        title = f"{view.session.theme} · {view.session.phase.value} · {self._screen.code}"
        return Panel(Group(*parts), title=title, subtitle=f"watch and join: {self._where}", padding=(1, 2))


def _prompt(view: View) -> RenderableType:
    return Text(f"“{view.refinements[view.session.head].text}”\n", style="bold", justify="center")


def _associations(view: View) -> RenderableType:
    loudest = sorted(view.associations.values(), key=lambda said: -said.support)[:ASSOCIATIONS_SHOWN]
    line = " · ".join(f"{said.text} {said.support}" if said.support > 1 else said.text for said in loudest)
    return Text(line + "\n", style="dim", justify="center")


def _latest(view: View) -> tuple[RoundView, ...]:
    return (view.rounds[view.session.round],) if view.session.round in view.rounds else ()


def _vote(view: View, vote: RoundView) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for count in vote.tally:
        node = view.refinements[count.refinement]
        author = view.guests[node.by].name if node.by in view.guests else ""
        won = vote.status is not RoundStatus.OPEN and count.refinement in vote.winners
        bar = Text("■" * count.votes, "magenta")
        table.add_row("★" if won else " ", node.text, Text(author, "dim"), bar, str(count.votes))
    return table


def _picture(view: View) -> RenderableType:
    now = next((place for place in view.places if place.place == 0), None)
    made = Text(f"\n{len(view.artworks)} pictures, {len(view.online)} connected", "dim")
    if now is None or not now.steps:
        return made
    return Group(made, ProgressBar(total=now.steps, completed=now.step, width=40))
