"""The parts of scripts/bench and scripts/gate.

`programs` runs the engine and the meter; `callgrind` counts instructions; `cost` and `thresholds` are the gate's;
`rounds`, `growth`, `endurance` and `results` the benchmark's; `machine` says what it ran on.
"""
