"""Counts of checks, and what failed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tally:
    """What was checked, by kind of check, and every failure with the bill's id."""

    checked: dict[str, int] = field(default_factory=dict)
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    def check(self, kind: str, identifier: str, holds: bool, message: str = "") -> bool:
        """Counts one check; a check that does not hold is kept with its message."""
        self.checked[kind] = self.checked.get(kind, 0) + 1
        if not holds:
            self.failures.append((kind, identifier, message))
        return holds

    def equal(self, kind: str, identifier: str, found: object, wanted: object) -> bool:
        """Counts the check that two values are the same."""
        return self.check(kind, identifier, found == wanted, f"{found!r}, not {wanted!r}")

    def add(self, other: Tally) -> None:
        """Takes over what another tally counted."""
        for kind, count in other.checked.items():
            self.checked[kind] = self.checked.get(kind, 0) + count
        self.failures += other.failures

    def report(self, most: int) -> bool:
        """Prints a line per kind and at most so many failures of each; whether all held."""
        for kind, count in self.checked.items():
            failed = [failure for failure in self.failures if failure[0] == kind]
            print(f"{'FAIL' if failed else 'ok':4}  {kind:34} {count - len(failed):7} of {count}")
            for _, identifier, message in failed[:most]:
                print(f"      {identifier}: {message}")
            if len(failed) > most:
                print(f"      … and {len(failed) - most} more")
        return not self.failures
