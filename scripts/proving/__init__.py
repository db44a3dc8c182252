"""The parts of scripts/prove: what a bill has to show, and the outside readers that are asked.

`bill` says what a record's document has to show; `pdf`, `symbols`, `portal` and `repeating` look whether
it does; `tally` counts; `tools` runs the programs.
"""
