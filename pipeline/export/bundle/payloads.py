"""The calls of a service's API as files, in the order in which they are made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.export.dialect import Exported, Request
from pipeline.export.upload.address import URL, base
from pipeline.export.upload.calls import filled, filled_path, texts

FOLDER = "payloads"


def files(exported: Exported) -> dict[str, bytes]:
    """Each call as `payloads/01-<name>.json`, its body alone as `….body.json`, ready to be posted.

    Settings of the account stand in them; `{names}` that are left come from the answers before.
    """
    known = {name: value for name, value in exported.settings.items() if value}
    made: dict[str, bytes] = {}
    for number, request in enumerate(exported.dialect.requests(exported), 1):
        start = f"{FOLDER}/{number:02}-{request.name}"
        body = filled(request.body, known, texts(exported)) if request.body else request.body
        made[f"{start}.json"] = _json(_call(exported, request, known, body))
        if body is not None:
            made[f"{start}.body.json"] = _json(body)
    return made


def _call(
    exported: Exported, request: Request, known: Mapping[str, str], body: Any
) -> dict[str, Any]:
    api = exported.dialect.api
    start = _base(exported, known)
    return {
        "name": request.name,
        "method": request.method,
        "url": f"{start}{filled_path(request.path, known)}",
        "headers": dict(api.headers) if api else {},
        "keeps": dict(request.keeps),
        "body": body,
    }


def _base(exported: Exported, known: Mapping[str, str]) -> str:
    """The API's address; that of a server of one's own as the settings have it, or its name."""
    api = exported.dialect.api
    if api is None:
        return ""
    if api.address:
        return known.get(URL, api.base).rstrip("/")
    return base(exported.dialect, known, complete=False)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
