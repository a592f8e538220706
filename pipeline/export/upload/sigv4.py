"""Amazon's way to sign a request: Signature Version 4, by its documentation.

The secret never leaves: it makes a key for one day, region and service, and that signs the call.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"


class AwsKeys(NamedTuple):
    """An account's keys; `token` belongs to those that are lent for some hours."""

    access: str
    secret: str
    token: str = ""

    def __repr__(self) -> str:
        return "AwsKeys(***)"


class Scope(NamedTuple):
    """What a signature holds for."""

    region: str
    service: str
    moment: datetime

    @property
    def stamp(self) -> str:
        """The time to the second, in UTC."""
        return self.moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

    @property
    def words(self) -> str:
        """Day, region and service, as a signature names them."""
        return f"{self.stamp[:8]}/{self.region}/{self.service}/aws4_request"


def signed(keys: AwsKeys, scope: Scope, method: str, url: str, body: bytes) -> dict[str, str]:
    """The headers that a request needs to be believed; `url` is percent-encoded already."""
    parts = urlsplit(url)
    headers = {"host": parts.netloc, "x-amz-date": scope.stamp}
    if keys.token:
        headers["x-amz-security-token"] = keys.token
    listed = ";".join(sorted(headers))
    canonical = "\n".join(
        [
            method,
            quote(parts.path or "/", safe="/~"),  # encoded once more, as all but S3 want it
            _query(parts.query),
            *(f"{name}:{headers[name]}" for name in sorted(headers)),
            "",
            listed,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    words = f"{ALGORITHM}\n{scope.stamp}\n{scope.words}\n{digest}"
    signature = hmac.new(_key(keys.secret, scope), words.encode(), hashlib.sha256).hexdigest()
    shown = f"Credential={keys.access}/{scope.words}, SignedHeaders={listed}, Signature={signature}"
    return {**_titled(headers), "Authorization": f"{ALGORITHM} {shown}"}


def _titled(headers: Mapping[str, str]) -> dict[str, str]:
    """Those to add: the client writes Host itself."""
    return {name.title(): value for name, value in headers.items() if name != "host"}


def _query(query: str) -> str:
    """A query in Amazon's order and encoding."""
    pairs = parse_qsl(query, keep_blank_values=True)
    encoded = sorted((quote(name, safe="~"), quote(value, safe="~")) for name, value in pairs)
    return "&".join(f"{name}={value}" for name, value in encoded)


def _key(secret: str, scope: Scope) -> bytes:
    """The key that a day, a region and a service have."""
    key = f"AWS4{secret}".encode()
    for word in scope.words.split("/"):
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return key
