"""Posts for Ghost, held against the schemas that Ghost publishes for its Admin API on npm."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from javascript import package
from referencing import Registry, Resource
from three_letters import series


def validator(name: str) -> Any:
    """A validator of one of the schemas, which refer to each other by name."""
    folder = package("@tryghost/admin-api-schema") / "lib" / "schemas"
    loaded = [json.loads(path.read_bytes()) for path in folder.glob("posts*.json")]
    registry: Registry[Any] = Registry().with_resources(
        (one["$id"], Resource.from_contents(one)) for one in loaded
    )
    wanted = next(one for one in loaded if one["$id"] == name)
    return jsonschema.Draft7Validator(wanted, registry=registry)


@pytest.mark.parametrize("sensitive", [False, True])
def test_posts_are_as_ghost_publishes_them(sensitive: bool) -> None:
    exported = series("ghost", {"url": "https://blog.example.org"}, sensitive=sensitive)
    requests = exported.dialect.requests(exported)
    assert len(requests) == 3
    for request in requests:
        validator("posts.add").validate(request.body)
        assert request.again is not None
        validator("posts.edit").validate(request.again.body)


def test_ghosts_schemas_refuse_what_is_no_post() -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator("posts.add").validate({"posts": [{"title": "A", "email_subject": "x" * 301}]})
