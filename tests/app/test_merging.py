"""The wording that two would make, told to whoever is about to merge them."""

import httpx
import pytest

from party.cli.parts import Running
from party.core.commands import MergeRefinements, ProposeRefinement
from party.core.values import Role
from tests.houses import key, party

from .visitors import browser, joins, trouble

pytestmark = pytest.mark.anyio

ONE, OTHER = "an empty bench in the rain", "an empty bench, oil on canvas"


async def test_what_two_would_read_as_one_is_what_merging_them_makes(server: Running) -> None:
    """The prompt master is told the very words that merging puts on offer."""
    async with party(server) as host, browser(server) as master:
        await host.do(ProposeRefinement(ONE, ""))
        await host.do(ProposeRefinement(OTHER, ""))
        known = await host.until(lambda view: {node.text: node.id for node in view.refinements.values()})
        one, other = known[ONE], known[OTHER]
        await host.do(MergeRefinements(one, other))
        both = await host.until(lambda view: [node for node in view.refinements.values() if node.merged == other])
        await joins(master, host.code, "Mia", invite=await key(host, Role.PROMPT_MASTER))
        told = await master.get(f"/api/sessions/{host.code}/merged?one={one}&other={other}")
        assert told.json() == {"text": both[0].text}


async def test_only_the_prompt_master_is_told(server: Running, host: httpx.AsyncClient) -> None:
    """A guest is turned away, a stranger too; wordings that are not there are not found."""
    async with party(server) as held, browser(server) as master:
        asked = f"/api/sessions/{held.code}/merged?one=nothing&other=nothing"
        assert trouble(await host.get(asked)) == (403, "NotAGuest")
        await joins(host, held.code)
        assert trouble(await host.get(asked)) == (403, "NotAllowed")
        await joins(master, held.code, "Mia", invite=await key(held, Role.PROMPT_MASTER))
        assert trouble(await master.get(asked)) == (404, "UnknownRefinement")
