"""Private resume tokens and invite links: signed, bound to one session, worthless when guessed or altered."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer
from starlette.responses import Response

from party.core.errors import PartyError
from party.core.values import GuestId, Role, SessionId

INVITE_DAYS = 7
_DAY_S = 86_400
_YEAR_S = 365 * _DAY_S


class SecretUnreadable(PartyError):
    """The signing secret cannot be read or made."""


def signing_secret(file: Path) -> str:
    """The server's secret, made on first use with rights for its owner alone. Raises `SecretUnreadable`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _read(file)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(32))
        return _read(file)
    except OSError as error:
        raise SecretUnreadable(f"The signing secret {file} cannot be used: {error.strerror}.") from error


def _read(file: Path) -> str:
    secret = file.read_text().strip()
    if not secret:
        raise SecretUnreadable(f"The signing secret {file} is empty; delete it and all guests join anew.")
    return secret


class Tokens:
    """Makes and reads tokens under one secret."""

    def __init__(self, secret: str) -> None:
        self._resume = URLSafeSerializer(secret, salt="resume")
        self._invite = URLSafeTimedSerializer(secret, salt="invite")
        self._claim = URLSafeTimedSerializer(secret, salt="claim")

    def claim(self, session: SessionId, guest: GuestId) -> str:
        """A key that makes whoever opens it this guest, for `INVITE_DAYS` days."""
        return self._claim.dumps([session, guest])

    def claimed(self, session: SessionId, key: str) -> GuestId | None:
        """Who a key makes its bearer; `None` when it is altered, too old, or another session's."""
        return _guest_in(lambda: self._claim.loads(key, max_age=INVITE_DAYS * _DAY_S), session)

    def resume(self, session: SessionId, guest: GuestId) -> str:
        """A token that is this guest in this session."""
        return self._resume.dumps([session, guest])

    def guest(self, session: SessionId, token: str | None) -> GuestId | None:
        """Whose token it is; `None` when it is absent, altered, or another session's."""
        return _guest_in(lambda: self._resume.loads(token or ""), session)

    def invite(self, session: SessionId, *roles: Role) -> str:
        """A key that lets somebody in with these roles for `INVITE_DAYS` days."""
        return self._invite.dumps([session, *roles])

    def invited(self, session: SessionId, key: str) -> tuple[Role, ...] | None:
        """What a key grants; `None` when it is altered, too old, or another session's."""
        try:
            whose, *roles = self._invite.loads(key, max_age=INVITE_DAYS * _DAY_S)
            granted = tuple(Role(role) for role in roles)
        except (BadData, ValueError, TypeError):
            return None
        return granted if whose == session else None


def _guest_in(load: Callable[[], object], session: SessionId) -> GuestId | None:
    try:
        loaded = load()
    except BadData:
        return None
    match loaded:
        case [str(whose), str(guest)] if whose == session:
            return GuestId(guest)
        case _:
            return None


def remember(
    response: Response, tokens: Tokens, session: SessionId, code: str, guest: GuestId, *, secure: bool
) -> None:
    """Have the browser keep the guest's resume token, out of reach of scripts."""
    token = tokens.resume(session, guest)
    response.set_cookie(cookie_name(code), token, max_age=_YEAR_S, httponly=True, samesite="lax", secure=secure)


def cookie_name(code: str) -> str:
    """One cookie for each party, so that one browser can be at several."""
    return f"party_{code}"


def token_in(cookies: Mapping[str, str], code: str) -> str | None:
    """The resume token a browser or client brings along."""
    return cookies.get(cookie_name(code))
