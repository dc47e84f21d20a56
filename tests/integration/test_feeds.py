"""Live feeds, end to end, as a user starts them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.verify import verify
from tests.integration.conftest import REPO, Newsbeam
from tests.integration.rows import table
from tests.server.client import TestServer, serving
from transforms.text.feeds.feed_lists import ListedFeed, write_opml

_QUICK = ["--workers", "1", "--host-delay", "0", "--allow-private-hosts", "127.0.0.1"]


def command(server: TestServer, folder: Path, *more: str) -> list[str]:
    """Return the flags of a run on all feeds of a server."""
    feeds, hosts = server.write(folder)
    return ["--feeds", feeds, "--hosts", hosts, "--output", str(folder / "out"), *_QUICK, *more]


def links(root: Path) -> Counter[str]:
    """Return the links of the articles at a ROOT, counted."""
    return Counter(row["source_uri"] for row in table(root, "articles"))


def test_feeds_become_articles(newsbeam: Newsbeam, tmp_path: Path) -> None:
    with serving(publishers=5, feeds=1, stock=2) as server:
        flags = command(server, tmp_path)
        (tmp_path / "feeds.opml").write_text(write_opml([ListedFeed(url) for url in server.feed_urls]), "utf-8")
        flags[1] = str(tmp_path / "feeds.opml")
        done = newsbeam("run", *flags)
        assert done.returncode == 0, done.stderr
        articles = table(tmp_path / "out", "articles")
        assert len(articles) == 10
        for row in articles:
            assert row["source_kind"] == "feed"
            assert row["feed_url"] in server.feed_urls
            assert row["source_uri"] == row["url"]
            assert row["published_at_source"] == "feed"
            assert row["title"]
            assert row["fetched_at"]
        assert {row["status"] for row in table(tmp_path / "out", "feeds")} == {"ok"}
        assert verify(str(tmp_path / "out")) == 0


@pytest.mark.engine
def test_a_second_run_fetches_what_is_new(newsbeam: Newsbeam, tmp_path: Path) -> None:
    with serving(publishers=5, feeds=1, stock=2, period=60) as server:
        flags = command(server, tmp_path)
        assert newsbeam("run", *flags).returncode == 0
        server.advance(60)
        server.log()
        assert newsbeam("run", *flags).returncode == 0
        assert set(links(tmp_path / "out").values()) == {1}
        assert sum(links(tmp_path / "out").values()) == 15
        asked = [entry["path"] for entry in server.log()]
        assert Counter(path.split("/")[1] for path in asked) == Counter({"feed": 5, "news": 5, "robots.txt": 5})
        assert verify(str(tmp_path / "out")) == 0


@pytest.mark.engine
def test_watch_runs_again_and_stops_when_told(tmp_path: Path) -> None:
    with serving(publishers=2, feeds=1, stock=1, period=5, pace=1.0) as server:
        flags = command(server, tmp_path, "--poll", "all")
        watch = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "watch", "--every", "2s", "--grace", "200s", *flags],
            cwd=REPO,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert watch.stdout is not None
        lines = [watch.stdout.readline() for _ in range(2)]
        time.sleep(1.0)
        watch.send_signal(signal.SIGTERM)
        more, errors = watch.communicate(timeout=250)
        assert watch.returncode == 0, errors
        lines += more.splitlines()
        assert all("articles" in line and "feeds: 2 ok" in line for line in lines), lines
        assert len(table(tmp_path / "out", "runs")) == len(lines)
        assert set(links(tmp_path / "out").values()) == {1}
        assert verify(str(tmp_path / "out")) == 0


@pytest.mark.engine
def test_watch_leaves_nothing_of_a_run_that_it_ends(tmp_path: Path) -> None:
    with serving(publishers=1) as server:
        flags = command(server, tmp_path)
        command_line = [sys.executable, "-m", "pipeline", "watch", "--every", "1h", "--grace", "0.1s", *flags]
        watch = subprocess.Popen(command_line, cwd=REPO, stdout=subprocess.PIPE, text=True)
        time.sleep(5.0)
        watch.send_signal(signal.SIGTERM)
        told, _ = watch.communicate(timeout=60)
        assert watch.returncode == 0
        assert "told to stop" in told
        assert not list((tmp_path / "out").rglob("*.parquet"))


@pytest.mark.engine
def test_a_list_is_checked_found_and_converted(newsbeam: Newsbeam, tmp_path: Path) -> None:
    with serving(publishers=2, feeds=2) as server:
        feeds, hosts = server.write(tmp_path)
        flags = ["--hosts", hosts, "--allow-private-hosts", "127.0.0.1", "--host-delay", "0"]
        good = newsbeam("feeds", "check", feeds, *flags)
        assert good.returncode == 0, good.stdout + good.stderr
        assert good.stdout.count("\nok ") + good.stdout.startswith("ok ") == 4
        Path(feeds).write_text(f"{server.feed_urls[0]}\nhttp://missing.test:{server.port}/feed.xml\nnot an address\n")
        bad = newsbeam("feeds", "check", feeds, *flags)
        assert bad.returncode == 1
        assert "404" in bad.stdout
        assert "is no address" in bad.stdout
        found = newsbeam("feeds", "discover", f"http://publisher0.test:{server.port}/", *flags)
        assert [line.split("\t")[0] for line in found.stdout.splitlines()] == server.feed_urls[:2], found.stderr
        opml = newsbeam("feeds", "convert", feeds, "--format", "opml")
        assert f'xmlUrl="{server.feed_urls[0]}"' in opml.stdout
