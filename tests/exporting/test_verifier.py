"""The page that checks daily files: one file, the same bytes everywhere, that asks nothing of anybody."""

import base64
import hashlib
import re
from pathlib import Path

from concierge_desk.exporting.verifier import _SCRIPTS, page

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "resources" / "verifier"


def sources(text: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL)


def test_its_sha256_stands_in_the_documentation() -> None:
    """Whoever was given the page apart compares it with what is told in public: it changes only on purpose."""
    told = re.findall(
        r"^SHA-256  ([0-9a-f]{64})$", (ROOT / "docs" / "verifier.md").read_text("utf-8"), re.MULTILINE
    )
    assert told == [hashlib.sha256(page()).hexdigest()]


def test_every_part_is_in_it_and_once() -> None:
    text = page().decode()
    assert sorted([*_SCRIPTS, "page.css", "page.html"]) == sorted(path.name for path in PARTS.iterdir())
    for name in (*_SCRIPTS, "page.css"):
        assert text.count((PARTS / name).read_text("utf-8")) == 1, name


def test_its_policy_allows_that_script_and_that_style_and_nothing_else() -> None:
    text = page().decode()
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    hashes = {
        f"{tag}-src": f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
        for tag in ("script", "style")
        for source in sources(text, tag)
    }
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    nothing = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert allowed == {**nothing, **hashes}


def test_it_takes_nothing_from_elsewhere_and_puts_no_text_in_as_markup() -> None:
    text = page().decode()
    for word in (
        "http:",
        "https:",
        "src=",
        "href=",
        "url(",
        "fetch(",
        "import ",
        "XMLHttpRequest",
        "WebSocket",
    ):
        assert word not in text, word
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert word not in text, word
    assert not re.search(r"\son[a-z]+=", text)
