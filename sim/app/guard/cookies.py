"""Cookies that nobody can forge: signed with the server's key, for one purpose each, and for a limited time.

They are `HttpOnly`, so that no script reads them, and `SameSite=Strict`: every answer that depends on one is fetched by
a page of this server, which counts as the same site however the visitor came to the page, be it by a link in a chat
or a QR code. They are not encrypted; a value must be nothing that its holder may not read.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Protocol

from flask import Request
from flask import request as current
from itsdangerous import BadSignature, URLSafeTimedSerializer

from sim.app.guard.own import own

LIFETIME = 7 * 24 * 3600  # seconds; a workshop of several days, and a weekend
LONGEST = 2_000  # characters; browsers keep 4 kB


class Answer(Protocol):
    """A response of Flask, or the one of a Dash callback (`dash.ctx.response`)."""

    @property
    def set_cookie(self) -> Callable[..., None]:
        """Send a cookie along."""


def issue(response: Answer, name: str, value: str) -> None:
    """Send a cookie; its name is its purpose, and it is worth nothing under another one."""
    _send(response, name, str(_signer(name).dumps(value)), LIFETIME)


def withdraw(response: Answer, name: str) -> None:
    """Make the browser forget a cookie."""
    _send(response, name, "", 0)


def read(request: Request, name: str) -> str | None:
    """Value of a cookie that this server has issued for this purpose and that has not expired, or None."""
    sent = request.cookies.get(name, "")
    if not sent or len(sent) > LONGEST:
        return None
    try:
        value = _signer(name).loads(sent, max_age=LIFETIME)
    except BadSignature:
        return None
    return value if isinstance(value, str) else None


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(own().key, salt=f"cookie {purpose}", signer_kwargs={"digest_method": sha256})


def _send(response: Answer, name: str, value: str, lifetime: int) -> None:
    response.set_cookie(
        name, value, max_age=lifetime, path="/", secure=current.is_secure, httponly=True, samesite="Strict"
    )
