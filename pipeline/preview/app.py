"""The preview's routes: the page, its files, its data, what happens, what can be done."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from pipeline.errors import LetterloomError
from pipeline.preview import acts, answers
from pipeline.preview.desk import Desk
from pipeline.preview.document import document, static_file
from pipeline.preview.events import Event
from pipeline.preview.guard import Guard
from pipeline.preview.live import Live, told
from pipeline.preview.workshop import aside

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    Endpoint = Callable[[Request], Awaitable[Response]]


def app(desk: Desk, names: frozenset[str], port: int, token: str) -> ASGIApp:
    """The application behind its guard; `names` are the hosts that it answers to."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    article = "/api/articles/{key}/"
    given, done = {**answers.GIVEN, **acts.GIVEN}, acts.DONE
    routes = [
        Route("/", _page(token)),
        Route("/static/{name}", _static),
        Route("/api/articles", _articles(desk)),
        Route("/api/events", _events(desk)),
        Route("/api/rules/NAME", _rule),
        Route("/api/open", _open(desk), methods=["POST"]),
        *(
            Route(article + name, _of(desk, do))
            for name, do in {**answers.GIVEN, **acts.GIVEN}.items()
        ),
        Route(article + "series", _series(desk)),
        *(Route(article + name, _of(desk, do)) for name, do in given.items()),
        *(Route(article + name, _of(desk, do), methods=["POST"]) for name, do in done.items()),
    ]
    return Guard(Starlette(routes=routes), names, port, token)


def _page(token: str) -> Endpoint:
    async def page(_request: Request) -> Response:
        from starlette.responses import HTMLResponse

        return HTMLResponse(document(token))

    return page


async def _static(request: Request) -> Response:
    from starlette.responses import Response

    found = static_file(request.path_params["name"])
    return Response(found[0], media_type=found[1]) if found else nothing()


def _articles(desk: Desk) -> Endpoint:
    async def articles(_request: Request) -> Response:
        listed = await aside(desk.articles)
        return as_json([answers.listed(live) for live in listed])

    return articles


def _series(desk: Desk) -> Endpoint:
    async def series(request: Request) -> Response:
        from starlette.responses import Response

        live = desk.find(request.path_params["key"])
        if not live:
            return nothing()
        if not live.tried:
            await aside(lambda: desk.workshop.wait(live))
        return Response(live.state.written, media_type="application/json")

    return series


def _events(desk: Desk) -> Endpoint:
    def first() -> list[Event]:
        return [event for live in desk.opened() for event in live.now()]

    async def events(_request: Request) -> Response:
        from starlette.responses import StreamingResponse

        return StreamingResponse(desk.events.stream(first), media_type="text/event-stream")

    return events


async def _rule(request: Request) -> Response:
    name = request.query_params.get("name", "")
    return await _answered(lambda: answers.rule(name))


def _open(desk: Desk) -> Endpoint:
    async def opened(request: Request) -> Response:
        given = await _given(request)
        live = desk.find(str(given.get("article", ""))) if given is not None else None
        if given is None or not live:
            return nothing()
        return await _answered(lambda: answers.opened(live, given))

    return opened


def _of(desk: Desk, do: answers.Answer) -> Endpoint:
    """What is answered about one article, once it was built."""

    async def endpoint(request: Request) -> Response:
        writes = request.method == "POST"
        given = await _given(request) if writes else dict(request.query_params)
        live = desk.find(request.path_params["key"])
        if given is None or not live:
            return nothing()
        return await _answered(lambda: _when_built(desk, live, given, do))

    return endpoint


def _when_built(desk: Desk, live: Live, given: dict[str, Any], do: answers.Answer) -> object:
    desk.workshop.wait(live)
    return do(desk, live, given)


async def _given(request: Request) -> dict[str, Any] | None:
    """The body of a request that writes: one JSON object, None for anything else."""
    try:
        given = json.loads(await request.body())
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


async def _answered(function: Callable[[], object]) -> Response:
    """What a function gives, as an answer; its error as one too."""
    from starlette.responses import Response

    try:
        given = await aside(function)
    except LetterloomError as error:
        return as_json(told(error), 422)
    if isinstance(given, answers.Whole):
        return Response(given.data, media_type=given.kind, headers=dict(given.headers))
    return as_json(given)


def as_json(data: object, status: int = 200) -> Response:
    """An answer in JSON."""
    from starlette.responses import Response

    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(written, status, media_type="application/json")


def nothing() -> Response:
    """The answer where there is nothing."""
    return as_json({"message": "there is nothing here", "hint": ""}, 404)
