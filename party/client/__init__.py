"""Joins a party from Python: for bots, notebooks and tests. Knows only wire and core.

async with open_party("http://127.0.0.1:8765", theme="loneliness", first_prompt="loneliness", name="Ada") as host:
await host.do(Associate("an empty bench"))
await host.until(lambda view: view.artworks)
"""

from party.client.door import Away, Turned
from party.client.guest import PartyGuest
from party.client.opening import join_party, open_party
from party.client.view import View

__all__ = ["Away", "PartyGuest", "Turned", "View", "join_party", "open_party"]
