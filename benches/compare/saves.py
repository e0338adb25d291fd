#!/usr/bin/env python3
"""From a save to the new page: how long the preview takes, at any size.

    python3 benches/compare/saves.py SITE [--saves 200] [--program target/release/carepress]

Starts `carepress serve` on a copy of the site, then changes one article after another, in turn its body and its title,
and asks for its page until the change is there. Prints the median and the 99th percentile, in milliseconds, and the
program's memory before and after. Python's own library is all it needs.
"""

import argparse
import http.client
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time


def memory(pid):
    """Resident memory of a process, in MiB; Linux only."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def page(connection, address):
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
    except (http.client.RemoteDisconnected, ConnectionError):
        # No connection lives longer than a minute.
        connection.close()
        return page(connection, address)
    return answer.status, answer.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--program", default="target/release/carepress")
    parser.add_argument("--today", default="2027-01-02")
    parser.add_argument("--copy", type=pathlib.Path, help="where the copy is made; a folder on a fast disk")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    with tempfile.TemporaryDirectory(dir=arguments.copy) as folder:
        site = pathlib.Path(folder) / "site"
        shutil.copytree(arguments.site, site)
        command = [program, "--root", str(site), "serve", "--port", "0", "--today", arguments.today]
        served = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            measure(served, site, arguments.saves)
        finally:
            served.terminate()
            served.wait()


def measure(served, site, saves):
    port = None
    while port is None:
        line = served.stdout.readline()
        if not line:
            raise SystemExit("the preview did not start")
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        port = found and int(found[1])
    # It says something of each save, and would wait for a reader.
    threading.Thread(target=served.stdout.read, daemon=True).start()
    articles = sorted((site / "content").rglob("*.md"))
    articles = [article for article in articles if article.name != "index.md"]
    step = max(1, len(articles) // saves)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, begun = [], memory(served.pid)
    for number in range(saves):
        article = articles[number * step % len(articles)]
        mark = f"seen{number:06}"
        text = article.read_text()
        if number % 2:
            text = re.sub(r'(?m)^title: "?([^"\n]{0,40})[^"\n]*"?$', rf'title: "\1 {mark}"', text, count=1)
        else:
            text += f"\nYou can rest, {mark}.\n"
        address = "/" + article.relative_to(site / "content").with_suffix("").as_posix() + "/"
        article.write_text(text)
        saved = time.perf_counter()
        while True:
            status, body = page(connection, address)
            if mark.encode() in body:
                break
            if time.perf_counter() - saved > 30:
                raise SystemExit(f"{address} never showed save {number} (status {status})")
            time.sleep(0.001)
        times.append((time.perf_counter() - saved) * 1000)
        time.sleep(0.03)
    times.sort()
    ninety_nine = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{len(articles)} articles, {saves} saves: median {statistics.median(times):.0f} ms, "
          f"99th percentile {ninety_nine:.0f} ms, longest {times[-1]:.0f} ms")
    print(f"memory: {begun:.0f} MiB before, {memory(served.pid):.0f} MiB after")


main()
