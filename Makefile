# Fatura: `make` alone lists what there is.
#
# Each target that compiles calls scripts/setup first; it does nothing when all is there.

PACK    ?= templates/telecom
COUNT   ?= 1000
SEED    ?= 1
OUT     := out
RELEASE := .build/release/fatura

.DEFAULT_GOAL := help
.PHONY: help setup build run test check bench bench-cycle bench-long peers format clean picture
.NOTPARALLEL:

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: ## Install what is missing (Debian 12; asks for root only then)
	@scripts/setup test

build: ## The engine, optimised, at .build/release/fatura
	@scripts/setup build
	swift build -c release --product fatura

run: build ## A synthetic cycle of COUNT bills (1000), rendered to out/bills
	@rm -rf $(OUT)/bills $(OUT)/cycle.ndjson
	@mkdir -p $(OUT)
	$(RELEASE) sample $(PACK) -n $(COUNT) --seed $(SEED) > $(OUT)/cycle.ndjson
	$(RELEASE) render $(PACK) $(OUT)/cycle.ndjson -o $(OUT)/bills
	@first=$$(find $(OUT)/bills -name '*.pdf' | sort | head -n 1); [ -n "$$first" ] && \
		echo "$$(find $(OUT)/bills -name '*.pdf' | wc -l) bills in $(OUT)/bills; look at $$first"

test: ## All tests, debug and optimised
	@scripts/setup test
	@scripts/test

check: ## What has to hold before a merge: format, build, tests, cost a bill, clean tree
	@scripts/setup test
	@scripts/check

bench: ## CPU time a bill by stage beside the floor, workers, memory; writes benchmarks/RESULTS.md
	@scripts/setup bench
	swift build -c release --product fatura
	swift build -c release --product meter
	@scripts/bench

bench-cycle: ## fatura batch over a million bills of one page: 45 GB for a quarter of an hour
	@scripts/setup bench
	swift build -c release --product fatura
	swift build -c release --product meter
	@scripts/bench cycle

bench-long: ## One run over a million bills: memory and time as it goes on
	@scripts/setup bench
	swift build -c release --product fatura
	swift build -c release --product meter
	@scripts/bench long

peers: build ## Other tools on the same bill (installs them)
	@benchmarks/peers/setup
	@benchmarks/peers/compare

format: ## Lay out all Swift sources as .swift-format says
	swift format -i -rp Sources Tests benchmarks Package.swift

clean: ## Remove what was built and rendered
	rm -rf .build $(OUT)

picture: build ## The picture in README, from the ordinary sample
	@scripts/setup test
	@mkdir -p $(OUT)
	$(RELEASE) render $(PACK) $(PACK)/samples/ordinary.json -o $(OUT)/ordinary.pdf
	pdftoppm -r 80 -png -f 1 -l 1 -singlefile $(OUT)/ordinary.pdf docs/bill
