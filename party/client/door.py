"""What is asked over HTTP, and how the house says no."""

from collections.abc import Mapping

import httpx
from pydantic import TypeAdapter

from party.core.errors import Fault, PartyError
from party.core.refusals import Reason
from party.wire.codes import Close, Problem
from party.wire.door import Trouble

_TROUBLE = TypeAdapter(Trouble)


class Turned(PartyError):
    """The house said no: `reason` and `params` as on the wire."""

    fault = Fault.GUEST

    def __init__(self, reason: Reason | Problem, params: Mapping[str, str | float]) -> None:
        super().__init__(" ".join([reason.value, *(f"{key}={value}" for key, value in params.items())]))
        self.reason = reason
        self.params = dict(params)


class Away(PartyError):
    """The house closed the connection for good."""

    def __init__(self, close: int) -> None:
        name = Close(close).name if close in set(Close) else str(close)
        super().__init__(f"The house closed the connection: {name}.")
        self.close = close


async def request(method: str, url: str, cookies: httpx.Cookies, body: bytes | None = None) -> bytes:
    """The body of the answer; cookies that come with it are kept. Raises `Turned`."""
    async with httpx.AsyncClient(cookies=cookies, timeout=60, trust_env=False) as http:
        response = await http.request(method, url, content=body)
        cookies.update(response.cookies)
    if response.is_error:
        trouble = _TROUBLE.validate_json(response.content)
        raise Turned(trouble.reason, trouble.params)
    return response.content
