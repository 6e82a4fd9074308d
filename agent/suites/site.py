"""A small web site on loopback for the suites: pages made here, and a record of what the browser did."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

from agent.suites.base import World


@contextmanager
def site() -> Iterator[World]:
    """Serve the pages of ``data/site``; facts: "visited" (paths in order) and "posted" (forms as dictionaries)."""
    facts: dict[str, Any] = {"visited": [], "posted": []}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(facts))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield World({"site": f"http://127.0.0.1:{server.server_address[1]}"}, facts)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(facts: dict[str, Any]) -> type[BaseHTTPRequestHandler]:
    pages = files("agent.suites").joinpath("data/site")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path.strip("/") or "index.html"
            page = pages.joinpath(path)
            if "/" in path or not page.is_file():
                self._reply(404, b"<p>There is no such page.</p>")
                return
            facts["visited"].append(path)
            self._reply(200, page.read_bytes())

        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 100_000)).decode()
            form = parse_qs(body, keep_blank_values=True)
            facts["posted"].append({name: values[-1] for name, values in form.items()})
            self._reply(200, pages.joinpath("thanks.html").read_bytes())

        def _reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
