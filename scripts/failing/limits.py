"""Too little of what a process needs, and a clock that jumps."""

from __future__ import annotations

import os
import resource

from failing.cases import Case, Skipped, Trial
from failing.power import shim
from failing.runs import FINISHED, Failed, contents, differences

# Swift ends a process that gets no memory: SIGILL, SIGTRAP, SIGABRT or SIGSEGV; 127 where not even the
# libraries fit.
NO_MEMORY = (0, 3, 6, 127, -4, -5, -6, -11)
# Seconds after which a command is one that hangs.
PATIENCE = 120
# A user who has no other process.
OTHERS = 64_123


def open_files(trial: Trial) -> None:
    """Whatever the number, a message or a run."""
    messages = set()
    for most in range(5, 24):
        result = trial.runs.run(
            trial.run, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
        if result.code in FINISHED:
            break
        trial.runs.expect(result, (2, 6, 127))
        messages.add(f"{result.code}: {result.words}")
    messages = sorted(message for message in messages if "Too many open files" in message)
    if not messages:
        raise Failed("no number of open files was too small")
    trial.messages += messages[:3]
    trial.note(f"{most} open files are enough")
    trial.runs.goes_on(trial.run)


def memory(trial: Trial) -> None:
    """Said before the run, or the process ends as by a kill: ledger and packs are whole, and nothing hangs."""
    for megabytes in (80, 100, 120, 130, 140, 160, 200, 240):
        limit = megabytes << 20
        result = trial.runs.run(
            trial.run, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
            env=os.environ | {"SWIFT_BACKTRACE": "enable=no"}, timeout=PATIENCE)
        trial.runs.expect(result, NO_MEMORY)
        trial.note(f"{megabytes} MB of addresses: {result.code}: {result.words[:100]}")
    trial.runs.goes_on(trial.run)


def processes(trial: Trial) -> None:
    """As a user who may have no more threads: ulimit -u counts those of all processes."""
    if os.geteuid() != 0:
        raise Skipped("taking the rights of another user needs root")
    trial.runs.work.chmod(0o711)
    trial.run.mkdir()
    os.chown(trial.run, OTHERS, OTHERS)
    how = {"user": OTHERS, "group": OTHERS, "extra_groups": []}
    result = trial.runs.run(
        trial.run, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NPROC, (2, 2)),
        timeout=PATIENCE, **how)
    trial.see(result, (6,), "F769", "no room for 2 workers")
    trial.runs.goes_on(trial.run, **how)


def file_size(trial: Trial) -> None:
    """ulimit -f: SIGXFSZ is ignored, so that the call fails."""
    trial.see(
        trial.runs.run(
            trial.run, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))),
        (6,), "File too large", "F761")
    trial.runs.goes_on(trial.run)


def clock(trial: Trial) -> None:
    environment = os.environ | {"LD_PRELOAD": str(shim("clock", trial.work))}
    trial.runs.goes_on(trial.run, env=environment)
    wrong = differences(trial.runs.undisturbed(), contents(trial.run))
    trial.note(f"the same bytes, {len(wrong)} differences")


CASES = [
    Case("too few open files", open_files),
    Case("too little memory", memory),
    Case("too few threads", processes),
    Case("files that may not grow", file_size),
    Case("a clock that jumps by decades", clock),
]
