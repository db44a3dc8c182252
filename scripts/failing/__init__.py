"""The parts of scripts/test-kills and scripts/test-failures.

`runs` makes records and runs and compares what came out; `cases` is the list of what can go wrong, which `disks`,
`signals`, `inputs`, `settings`, `damage`, `limits` and `cuts` try; `power` undoes what was not synced.
"""
