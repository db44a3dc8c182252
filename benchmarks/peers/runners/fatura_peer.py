#!/usr/bin/env python3
"""Fatura as it is run: records in, one tar out, one worker.

Two processes, one on the peers' bills and one on these and as many more: the difference of their
CPU time is that of the bills, without start-up, as with the peers. Each bill is read from its
record, with all that the peers are not asked for (its QR code is encoded, notices and groups of
details are printed)."""

import os
import subprocess
import tarfile
from pathlib import Path

import bill
import measure

ROOT = bill.HERE.parent.parent
FATURA = os.environ.get("FATURA", str(ROOT / ".build" / "release" / "fatura"))
PACK = str(ROOT / "templates" / "telecom")


def render(records: Path, tar: Path) -> float:
    """Renders all records; returns the CPU seconds of the process."""
    command = [FATURA, "render", PACK, str(records), "-o", str(tar), "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(said.decode())
    return usage.ru_utime + usage.ru_stime


def keep_some(tar: Path, count: int) -> None:
    """Puts the first, middle and last document beside the tar, named by number, to be looked at."""
    with tarfile.open(tar) as archive:
        documents = [m for m in archive.getmembers() if m.name.endswith(".pdf")]
        if len(documents) != count:
            raise SystemExit("%d documents of %d records" % (len(documents), count))
        for number in (0, count // 2, count - 1):
            data = archive.extractfile(documents[number]).read()
            (tar.parent / ("%05d.pdf" % number)).write_bytes(data)


if __name__ == "__main__":
    options = measure.arguments()
    records, out = Path(options.data).with_suffix(".records"), Path(options.out)
    count = records.read_bytes().count(b"\n")
    once, twice = out / "once.tar", out / "twice.tar"
    cpu = render(records.with_suffix(".twice"), twice)
    octets = twice.stat().st_size
    twice.unlink()
    cpu -= render(records, once)
    octets -= once.stat().st_size
    keep_some(once, count)
    once.unlink()
    told = subprocess.run([FATURA, "--version"], capture_output=True, text=True)
    measure.report("fatura", told.stdout.strip(), options.size, count, cpu, octets)
