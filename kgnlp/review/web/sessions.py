"""Sessions in a signed cookie, and the tokens that show that a form is our own."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import insert, select

from kgnlp.review.store.database import Database
from kgnlp.review.store.schema import about

COOKIE = "kgnlp_session"
LIFETIME_S = 12 * 3600  # a working day


@dataclass(frozen=True, slots=True)
class Session:
    """Who a browser is; ``account`` is None before login."""

    nonce: str
    account: str | None = None
    epoch: int = 0  # the account's when it logged in; another one now ends the session


@dataclass(frozen=True, slots=True)
class Sessions:
    """Signs and reads sessions."""

    secret: str

    def new(self, account: str | None = None, epoch: int = 0) -> Session:
        """A session that was not there before, so that no one can have set it."""
        return Session(secrets.token_urlsafe(16), account, epoch)

    def cookie(self, session: Session) -> str:
        """The cookie of a session."""
        signed: str = self._serializer().dumps([session.nonce, session.account, session.epoch])
        return signed

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where there is none, or it is forged or too old."""
        try:
            nonce, account, epoch = self._serializer().loads(cookie or "", max_age=LIFETIME_S)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(nonce, account, epoch)

    def form_token(self, session: Session) -> str:
        """What every form of the session carries."""
        return hmac.new(self.secret.encode(), f"form {session.nonce}".encode(), "sha256").hexdigest()

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode("utf-8", "replace"))

    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="kgnlp session")


def load_secret(database: Database) -> str:
    """The secret that sessions are signed with; made on first use, the same for all servers of a store."""
    with database.writing() as connection:
        found: str | None = connection.scalar(select(about.c.value).filter_by(key="secret"))
        if found is None:
            found = secrets.token_urlsafe(32)
            connection.execute(insert(about).values(key="secret", value=found))
    return found
