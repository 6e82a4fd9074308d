# ruff: noqa: E501 - tables read better unbroken
"""Screens of pages that people designed: `python -m model.train.real_pages NPM OUT --looks 4 --seed 1`.

Whole pages of templates that npm has under the MIT licence: mail, calendars, boards, shops, forms, profiles, tables,
landing pages. Each is looked at in several sizes, scales and places of its height, at times after something that opens
was pressed. What they fetch from elsewhere comes from NPM or not at all: the browser gets no network. Shards are those
of pages.py; kinds and names are read from the page's own markup (`real_page.js`). Pages with icons of a held-out family
or a held-out library are passed over.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bridges.errors import DeviceLost
from model.train.chrome import Chrome
from model.train.held_out import held_out
from model.train.pages import TRUTH
from model.train.shards import write

MARKS: Final = (Path(__file__).parent / "real_page.js").read_text()
TEMPLATES: Final = (
    ("admin-lte", "3.2.0", "pages/*/*.html"), ("admin-lte", "3.2.0", "*.html"), ("gentelella", "4.2.0", "dist/production/*.html"), ("startbootstrap-sb-admin-2", "4.1.4", "*.html"),
    ("startbootstrap-sb-admin", "7.0.7", "dist/*.html"), ("startbootstrap-modern-business", "5.0.7", "dist/*.html"), ("startbootstrap-clean-blog", "6.0.9", "dist/*.html"),
    ("startbootstrap-agency", "7.0.12", "dist/*.html"), ("startbootstrap-creative", "7.0.7", "dist/*.html"), ("startbootstrap-freelancer", "7.0.7", "dist/*.html"),
    ("startbootstrap-grayscale", "7.0.6", "dist/*.html"), ("startbootstrap-new-age", "6.0.7", "dist/*.html"), ("startbootstrap-resume", "7.0.6", "dist/*.html"),
    ("startbootstrap-shop-homepage", "5.0.6", "dist/*.html"), ("startbootstrap-shop-item", "5.0.6", "dist/*.html"), ("material-dashboard", "3.1.0", "pages/*.html"),
    ("material-kit", "2.0.4", "**/*.html"), ("paper-dashboard", "1.1.0", "*.html"), ("black-dashboard", "1.0.0", "examples/*.html"), ("now-ui-dashboard", "1.0.1", "examples/*.html"),
    ("soft-ui-dashboard", "1.0.1", "pages/*.html"), ("notus-js", "1.1.0", "**/*.html"), ("argon-design-system-free", "1.2.0", "**/*.html"),
)  # fmt: skip
"""Packages of npm, all MIT, and where their pages lie."""
PASSED_OVER: Final = (
    "icons",
    "nucleo-icons",
    "rtl",
    "documentation",
    "map",
    "google-maps",
    "maps",
    "upgrade",
    "iframe",
    "iframe-dark",
)
"""Pages of nothing but icons, of another direction of writing, of maps that are not there."""
ELSEWHERE: Final = (
    (r"https?://use\.fontawesome\.com/[^\"']*/js/[^\"']*|https?://kit\.fontawesome\.com/[^\"']*", "@fortawesome/fontawesome-free/js/all.js"),
    (r"https?://[^\"']*font-?awesome[^\"']*\.css", "@fortawesome/fontawesome-free/css/all.css"),
    (r"https?://cdn\.jsdelivr\.net/npm/bootstrap@[^\"']*bundle[^\"']*js", "bootstrap/dist/js/bootstrap.bundle.min.js"),
    (r"https?://cdn\.jsdelivr\.net/npm/bootstrap-icons@[^\"']*css", "bootstrap-icons/font/bootstrap-icons.css"),
    (r"https?://fonts\.googleapis\.com/[^\"']*Material[+]Icons[^\"']*", "material-icons/iconfont/material-icons.css"),
    (r"https?://fonts\.googleapis\.com/[^\"']*Material[+]Symbols[^\"']*", "material-symbols/index.css"),
)  # fmt: skip
"""What pages fetch, and which file of NPM is that."""
SIZES: Final = ((1280, 800), (1366, 768), (1024, 768), (1440, 900), (1600, 900), (1920, 1080), (412, 915), (390, 844))
SHARES: Final = (6, 4, 3, 2, 2, 2, 2, 2)
OPENED: Final = ".dropdown-toggle, [data-toggle=dropdown], [data-bs-toggle=dropdown], [data-toggle=modal], [data-bs-toggle=modal], .nav-tabs .nav-link:not(.active), [role=tab]"
"""What is pressed before some of the looks."""


def pages(npm: Path) -> Iterator[tuple[str, Path]]:
    """Every page, and what it is called here: template/path."""
    for package, _, where in TEMPLATES:
        folder = npm / "node_modules" / package
        for path in sorted(folder.glob(where)):
            if path.stem not in PASSED_OVER and "documentation" not in path.parts and not foreign(path):
                yield f"{package}/{path.relative_to(folder).with_suffix('')}", path


def foreign(path: Path) -> bool:
    """Whether a page names a held-out family of icons or library."""
    text = path.read_text(encoding="utf-8", errors="replace").casefold()
    libraries = {library.split("/")[0].strip("@") for library in held_out("component_libraries")}
    named = {"feather", "lucide", "ionicons", "codicon", *libraries} - {"tabler", "carbon"}
    return any(re.search(rf"[\"'/\s]{re.escape(name)}[-./\"'@]", text) for name in named)


def local(html: str, npm: Path, root: Path) -> str:
    """A page that fetches from NPM what it fetched from elsewhere, and from the folder of its site what it names from the root."""
    for pattern, file in ELSEWHERE:
        html = re.sub(pattern, (npm / "node_modules" / file).as_uri(), html)
    html = re.sub(r"((?:src|href)=[\"'])/(?!/)", lambda found: f"{found[1]}{root.as_uri()}/", html)
    return re.sub(r"\s(?:integrity|crossorigin)=(?:\"[^\"]*\"|'[^']*')", "", html)


def looks(chrome: Chrome, name: str, path: Path, seed: int, count: int) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """So many looks at a page, each with its truth in the picture's pixels."""
    for number in range(count):
        own = f"real pages/{seed}/{name}/{number}"
        source = random.Random(own)
        width, height = source.choices(SIZES, SHARES)[0]
        scale = source.choice((1, 1, 1, 1, 1.25, 1.5) if width < 1400 else (1, 1, 0.75))
        chrome.size(width, height, scale, mobile=width < 500)
        chrome.navigate(path)
        chrome.evaluate("new Promise(done => setTimeout(done, 400))")
        chrome.evaluate(f"scrollTo(0, {source.choice((0, 0, source.random()))} * Math.max(0, document.documentElement.scrollHeight - innerHeight))")  # fmt: skip
        if source.random() < 0.4:
            drawn = source.random()
            chrome.evaluate(
                f"(() => {{ const all = [...document.querySelectorAll({json.dumps(OPENED)})].filter(el => {{ const box = el.getBoundingClientRect(); "
                f"return box.top > 0 && box.bottom < innerHeight && box.width > 0 }}); if (all.length) all[Math.floor({drawn} * all.length)].click() }})()"
            )
            chrome.evaluate("new Promise(done => setTimeout(done, 500))")
        if chrome.evaluate(MARKS) < 4:
            continue
        truth = chrome.evaluate(TRUTH)
        widgets = [[w[0], w[1], *(round(x * scale, 1) for x in w[2:6]), round(w[6], 2), w[7], w[8]] for w in truth["widgets"]]  # fmt: skip
        texts = [[*(round(x * scale, 1) for x in t[:4]), t[4]] for t in truth["texts"]]
        yield chrome.webp(), {"seed": own, "width": width, "height": height, "scale": scale, "dialect": f"template/{name.split('/', maxsplit=1)[0]}",
                              "sheets": [], "language": "en", "icons": "", "widgets": widgets, "texts": texts}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("npm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--looks", type=int, default=4, help="at each page")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=1000, help="pages")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for package in dict.fromkeys(package for package, _, _ in TEMPLATES):
        target = given.out / f"template_{given.seed}_{package}.tar"
        if target.exists():
            continue
        stored = 0
        with Chrome() as chrome, tarfile.open(target.with_suffix(".part"), "w") as tar:
            chrome.call("Network.enable")
            chrome.call("Network.setBlockedURLs", urls=["http://*", "https://*"])
            for name, page in [one for one in pages(given.npm) if one[0].split("/")[0] == package][: given.most]:
                own = page.with_name(f"mimic-{page.name}")
                root = given.npm / "node_modules" / package / ("dist" if "dist" in page.parts else "")
                html = local(page.read_text(encoding="utf-8", errors="replace"), given.npm, root)
                own.write_text(html, encoding="utf-8")
                try:
                    for picture, about in looks(chrome, name, own, given.seed, given.looks):
                        write(tar, f"{stored:06}.webp", picture)
                        write(tar, f"{stored:06}.json", json.dumps(about, ensure_ascii=False).encode())
                        stored += 1
                except DeviceLost as problem:
                    print(json.dumps({"failed": name, "why": str(problem)[:200]}), flush=True)
                finally:
                    own.unlink()
        target.with_suffix(".part").rename(target)
        print(json.dumps({"shard": target.name, "screens": stored}), flush=True)


if __name__ == "__main__":
    main()
