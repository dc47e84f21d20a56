"""The report as a file: what it counts, what it leaves out, and that nothing a publisher wrote is more than words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.__main__ import main
from pipeline.query import connect
from pipeline.report.gather import gather, web_address
from pipeline.report.html import title, to_json, write_html
from pipeline.report.utterances import cut
from tests.pipeline.report_rows import ATTRIBUTE, LINKS, MARKUP, SCRIPT, TEMPLATE, hostile
from tests.roots import commit_plainly, rows_of_two_articles


class _Page(HTMLParser):
    """The elements of a page, and the text of its scripts and styles, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br", "input", "img"):
            self.open.append(tag)
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.inside:
            self.inside[self.open[-1]][-1] += data

    @property
    def policy(self) -> str:
        return next(it["content"] or "" for _, it in self.elements if it.get("http-equiv") == "Content-Security-Policy")


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bridge")
    commit_plainly(str(root), rows_of_two_articles(), "ab" * 16)
    return root


@pytest.fixture(scope="module")
def hurtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    hostile(root)
    return root


@cache
def _gather(root: Path, first: date | None = None, last: date | None = None, most: int = 99) -> dict[str, Any]:
    return gather(connect(str(root)), str(root), first, last, most)


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("articles", "SELECT count(*) FROM articles"),
        ("stories", "SELECT count(*) FROM latest_stories"),
        ("publishers", "SELECT count(DISTINCT publisher) FROM articles"),
        ("utterances", "SELECT count(DISTINCT utterance_id) FROM quotations"),
        ("entities", "SELECT count(DISTINCT known_as) FROM latest_entities"),
        ("outcomes", "SELECT count(*) FROM outcomes"),
        ("runs", "SELECT count(*) FROM runs"),
        ("feeds", "SELECT count(DISTINCT feed_url) FROM feeds"),
    ],
)
def test_every_count_is_the_one_that_sql_gives(bridge: Path, hurtful: Path, table: str, sql: str) -> None:
    for root in (bridge, hurtful):
        [(wanted,)] = connect(str(root)).sql(sql).fetchall()
        shown = _gather(root)[table]
        assert {len(column) for column in shown.values()} == {wanted}


def test_an_utterance_is_told_once_with_who_carried_it_and_how_it_was_cut(bridge: Path) -> None:
    shown = _gather(bridge)
    said = shown["utterances"]
    assert said["text"] == ["We will rebuild the bridge before winter"]
    assert [shown["entities"]["name"][place] for place in said["entity"]] == ["Ada Venn"]
    assert said["carriers"] == [[[0, None, None], [1, None, [2, 7, 7]]]]


def test_parts_that_a_cue_interrupts_are_one_quotation(hurtful: Path) -> None:
    assert "We will come … we will see … and go home" in _gather(hurtful)["utterances"]["text"]


def test_articles_of_a_merged_story_stand_in_the_one_it_was_merged_into(hurtful: Path) -> None:
    shown = _gather(hurtful)
    assert shown["articles"]["story"] == [0] * 5
    assert (shown["stories"]["articles"], shown["stories"]["voices"]) == ([5], [4])


def test_the_range_keeps_the_days_asked_for(bridge: Path) -> None:
    assert _gather(bridge, date(2026, 9, 1), date(2026, 9, 1))["about"]["articles"] == 2
    later = _gather(bridge, date(2026, 9, 2))
    assert later["about"]["articles"] == later["about"]["stories"] == 0
    assert "No news" in write_html(later)


def test_what_does_not_fit_is_counted(bridge: Path) -> None:
    assert _gather(bridge, most=2)["about"]["left_out"] == 0
    # the first story is shown however long it is
    assert _gather(bridge, most=1)["about"]["articles"] == 2


def test_two_reports_of_one_root_are_equal(bridge: Path) -> None:
    assert write_html(_gather.__wrapped__(bridge)) == write_html(_gather(bridge))


def test_nothing_that_a_publisher_wrote_becomes_an_element(bridge: Path, hurtful: Path) -> None:
    sound, hurt = _Page(write_html(_gather(bridge))), _Page(write_html(_gather(hurtful)))
    # the same elements, but for the rows of the plain table, of which both have one
    assert [tag for tag, _ in sound.elements] == [tag for tag, _ in hurt.elements]
    assert [list(attributes) for _, attributes in sound.elements] == [
        list(attributes) for _, attributes in hurt.elements
    ]
    rows = json.loads(hurt.inside["script"][0])
    assert {SCRIPT, MARKUP, ATTRIBUTE, TEMPLATE} <= set(rows["articles"]["title"])


def test_only_web_addresses_are_kept(hurtful: Path) -> None:
    shown = _gather(hurtful)
    kept = {"https://news.example/a?b=<script>window.hurt=1</script>", "https://news.example/sound"}
    assert set(shown["articles"]["url"]) - {None} == set(shown["outcomes"]["url"]) - {None} == kept


def test_the_page_loads_nothing_and_runs_only_what_its_policy_names(hurtful: Path) -> None:
    page = _Page(write_html(_gather(hurtful)))
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith(("#", "data:image/svg+xml,")), tag
    assert "default-src 'none'" in page.policy
    assert "unsafe" not in page.policy
    for kind, text in (("script", page.inside["script"][1]), ("style", page.inside["style"][0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page.policy


def test_the_script_never_turns_words_into_markup() -> None:
    for part in files("pipeline.report").joinpath("page").iterdir():
        if part.name.endswith(".js"):
            found = re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|srcdoc|import\(",
                              part.read_text("utf-8"))  # fmt: skip
            assert found is None, part.name


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/b", True), ("http://a.example", True), ("HTTPS://a.example/", True),
        (None, False), ("", False),
        *((link, False) for link in LINKS), (" javascript:alert(1)", False), ("java\nscript:alert(1)", False),
        ("//a.example/b", False), ("/b", False), ("https://", False), ("https:///b", False), ("http://[::1", False),
        ("vbscript:x", False), ("file:///etc/passwd", False), ("https://a.example/ b", False),
    ],
)  # fmt: skip
def test_a_web_address_has_a_scheme_and_a_host(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)


@given(st.text())
def test_an_address_is_kept_as_it_is_or_not_at_all(url: str) -> None:
    assert web_address(url) in (url, None)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_says_the_same_and_cannot_end_its_element(text: str) -> None:
    written = to_json([text])
    assert json.loads(written) == [text]
    assert not set(written) & set("<>&\u2028\u2029")


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("We will rebuild the bridge", None),
        ("we will “rebuild” the bridge.", None),
        ("rebuild the bridge", [2, 5, 5]),
        ("We will", [0, 2, 5]),
        ("will rebuild", [1, 3, 5]),
        ("We will mend the bridge", "We will mend the bridge"),
        ("…", "…"),
    ],
)
def test_a_cut_is_told_by_the_words_kept(version: str, told: object) -> None:
    assert cut(version, "We will rebuild the bridge") == told


@given(st.lists(st.sampled_from(["a", "b", "Ça", "d’e"]), min_size=1), st.data())
def test_a_cut_names_a_stretch_of_the_words(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    told = cut(" ".join(words[first:last]), " ".join(words))
    assert told is None or (isinstance(told, list) and 0 <= told[0] < told[1] <= told[2])


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], "No news"),
        ([None], "News without dates"),
        ([1788264000, None], "The news of 1 September 2026"),
        ([1788264000, 1788436800], "The news of 1 to 3 September 2026"),
        ([1788264000, 1790856000], "The news of 1 September to 1 October 2026"),
        ([1788264000, 1798800000], "The news of 1 September 2026 to 1 January 2027"),
    ],
)
def test_the_title_names_the_days(days: list[int | None], told: str) -> None:
    assert title({"articles": {"at": days, "id": days}}) == told


def test_the_command_writes_the_file(bridge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "report.html"
    assert main(["report", str(bridge), "--out", str(target)]) == 0
    assert capsys.readouterr().out.startswith(f"{target}: 1 story, 2 articles, 0.")
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in target.parent.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--from", "2026-09-02", "--to", "2026-09-01"], "lies after"),
        (["--from", "yesterday"], "write it as 2026-09-01"),
        (["--out", "/dev/null/report.html"], "cannot be written"),
    ],
)
def test_bad_usage_is_told_with_its_remedy(
    bridge: Path, given: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["report", str(bridge), *given])
    except SystemExit as end:
        status = end.code
    assert status == 2
    assert told in capsys.readouterr().err


def test_a_folder_without_a_run_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "r.html")]) == 2
    assert "no run has committed" in capsys.readouterr().err
