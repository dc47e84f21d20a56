"""Every kind of broken input that a folder of articles has been seen to hold, made on the spot."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

GOOD = (
    "The harbour council of Brell voted on Tuesday to close the old swing bridge for a year of repairs.\n\n"
    "“It has carried us for ninety years,” said Mayor Ilse Tander. “It has earned a rest.”\n\n"
    "Ferries will run every ten minutes from October, the council said."
)


def make_bad_inputs(folder: Path) -> dict[str, str | None]:
    """Fill a folder and return, for each input in it, the outcome it must have; None stands for kept or copy."""
    folder.mkdir(parents=True)
    expected: dict[str, str | None] = {}

    def put(name: str, data: bytes | str, outcome: str | None) -> None:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
        expected[name] = outcome

    page = f"<html><head><title>Bridge closes</title></head><body><article>{{}}<p>{GOOD}</p></article></body></html>"
    put("good.txt", "Bridge to close for a year\n\n" + GOOD, None)
    put("empty.txt", b"", "rejected")
    put("binary.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "rejected")
    put("truncated.html.gz", gzip.compress(page.format("").encode() * 50)[:200], "failed")
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"".join(bomb.compress(b" " * (1 << 20)) for _ in range(300)) + bomb.flush()
    put("bomb.html.gz", zeros, "rejected")
    put("huge.html", page.format("<p>filler words </p>" * 2_500_000), "rejected")
    put("nested.html", "<html><body>" + "<div>" * 100_000 + GOOD + "</div>" * 100_000, "rejected")
    good = json.dumps({"text": GOOD.replace("Brell", "Ostra"), "title": "Ostra bridge", "publisher": "Ostra Post"})
    lines = [good, "{broken", good.replace("Ostra", "Melin"), '["no object"]', '{"title": "no text"}', ""]
    (folder / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    for number, outcome in enumerate([None, "rejected", None, "rejected", "rejected"], 1):
        expected[f"lines.jsonl#{number}"] = outcome
    charset = '<html><head><meta charset="utf-8"><title>Café fermé</title></head><body><article><p>'
    put("charset.html", (charset + "Le café de Brell a fermé ses portes. " * 20 + "</p>").encode("cp1252"), None)
    (folder / "gone.html").symlink_to(folder / "nowhere.html")
    expected["gone.html"] = "failed"
    (folder / "loop.html").symlink_to(folder / "loop.html")
    expected["loop.html"] = "failed"
    put("title.jsonl", json.dumps({"text": GOOD.replace("Brell", "Vardo"), "title": "Long " * 200_000}), None)
    expected["title.jsonl#1"] = expected.pop("title.jsonl")
    put("characters.txt", "Nul title\n\n" + GOOD.replace("Brell", "N\x00ul\ud800ia"), None)
    year = {"text": GOOD.replace("Brell", "Farwell"), "published_at": "9999-01-01T00:00:00Z", "title": "Far"}
    put("year.jsonl", json.dumps(year), None)
    expected["year.jsonl#1"] = expected.pop("year.jsonl")
    return expected
