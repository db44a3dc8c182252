"""A billing run on Spark: a task for each part, a row for each document.

  spark-submit deploy/spark.py TEMPLATE RECORDS RUN --parts 8 [--fatura PROGRAM] [--content]

Every executor sees TEMPLATE, RECORDS, RUN and the program under the same names. The rows (id, channel, record,
shard, sha256, bytes, pages, and where the document lies, or its bytes in base64 with --content) become
RUN/documents, JSON lines; the parts are joined into RUN/whole. A task whose executor dies is tried again by Spark: it
goes on in its part's folder and tells of all its documents, so that each row is there once.
"""

from __future__ import annotations

import argparse
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator

from pyspark.sql import SparkSession

# Some records are in the quarantine: 3.
DONE = (0, 3)
# The task before this one may still be at work on a machine that Spark has given up.
PATIENCE = 600


def main() -> None:
    arguments = parse()
    spark = SparkSession.builder.appName("fatura").getOrCreate()
    parts = range(arguments.parts)
    command = [
        arguments.fatura, "batch", arguments.template, arguments.records,
        "--workers", str(arguments.workers),
        "--emit", "ndjson=base64" if arguments.content else "ndjson",
    ]
    run, count = arguments.run, arguments.parts
    lines = spark.sparkContext.parallelize(parts, count).flatMap(
        lambda part: render(command + ["-o", f"{run}/part-{part}", "--shard", f"{part}/{count}"]))
    spark.read.json(lines, schema=SCHEMA).write.mode("overwrite").json(f"{run}/documents")
    folders = [f"{run}/part-{part}" for part in parts]
    merged = subprocess.run([arguments.fatura, "merge", *folders, "-o", f"{run}/whole"])
    spark.stop()
    if merged.returncode not in DONE:
        raise SystemExit(merged.returncode)


SCHEMA = (
    "id string, channel string, record long, shard long, sha256 string, bytes long, pages long, "
    "run string, pack string, name string, offset long, content string"
)


def render(command: list[str]) -> Iterator[str]:
    """Runs a part and gives a line for each document, as its shard is committed."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        ) as process:
            tail = follow(process.stderr)
            yield from (line for line in process.stdout)
        if process.returncode in DONE:
            return
        said = "".join(tail)
        if "[F701]" not in said or time.monotonic() > deadline:
            raise RuntimeError(f"fatura ended with {process.returncode}:\n{said}")
        time.sleep(2)


def follow(stream: Iterable[str]) -> deque[str]:
    """Keeps the last lines of a stream, which is read to its end meanwhile: a full pipe would stop the run."""
    tail: deque[str] = deque(maxlen=20)
    threading.Thread(target=lambda: tail.extend(stream), daemon=True).start()
    return tail


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("template")
    parser.add_argument("records")
    parser.add_argument("run")
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--fatura", default="fatura")
    parser.add_argument("--content", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
