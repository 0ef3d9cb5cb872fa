# Everything one does with Lifeboat's sources. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Warnings are errors in whatever is built here; Package.swift looks at it.
export LIFEBOAT_STRICT := 1

SWIFT ?= swift
PREFIX ?= /usr/local
PYTHON ?= python3
BINARY := .build/release/lifeboat

# What the build needs, and what the tests call besides.
BUILD_PACKAGES := zlib1g-dev libcurl4-openssl-dev libexpat1-dev
TEST_PACKAGES := jq zstd attr tar gzip python3 python3-venv openssl nghttp2-proxy
FORMATTED := Package.swift Sources Tests

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: build-packages ## build the release binary, .build/release/lifeboat, which runs on a bare node
	$(SWIFT) build -c release --product lifeboat --static-swift-stdlib -Xlinker -s

.PHONY: debug
debug: build-packages ## build everything for debugging, .build/debug/lifeboat
	$(SWIFT) build

.PHONY: test
test: test-build ## run every test
	.ci/test

.PHONY: check
check: test-build ## check the format, the imports and the tidiness of the sources; warnings are errors
	$(SWIFT) format lint --strict --parallel --recursive --configuration .swift-format $(FORMATTED)
	.ci/test --filter HygieneTests

.PHONY: fmt
fmt: ## bring the sources into their format
	$(SWIFT) format --in-place --parallel --recursive --configuration .swift-format $(FORMATTED)
	find $(FORMATTED) -name '*.swift' -print0 | xargs -0 .ci/wrap-comments

.PHONY: demo
demo: build test-packages ## lose a training run and bring it back, on this machine, with the release binary
	LIFEBOAT="$(CURDIR)/$(BINARY)" Tests/Demo/demo.sh

.PHONY: demo-s3
demo-s3: build test-packages ## the same over buckets in two regions, each a server of this machine, one of which is lost
	LIFEBOAT="$(CURDIR)/$(BINARY)" Tests/Demo/demo-s3.sh

.PHONY: fixtures
fixtures: ## train the fixtures of the tests anew (takes long; needs PyTorch, which it installs for itself)
	Tests/Fixtures/make-fixtures.sh

.PHONY: bench
bench: build ## measure against rclone, s5cmd, aws, restic and rsync, and write Benchmarks/RESULTS*.md; QUICK=1 for a short one
	$(PYTHON) Benchmarks/run.py $(if $(QUICK),--quick)

.PHONY: campaign
campaign: test-build ## run the tests with their long loops: crashes at every point, many seeds (hours)
	LIFEBOAT_CAMPAIGN=1 .ci/test

.PHONY: install
install: build ## install the release binary below PREFIX (/usr/local)
	install -D -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/lifeboat"

.PHONY: clean
clean: ## remove what was built
	rm -rf .build

.PHONY: test-build
test-build: build-packages test-packages
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

.PHONY: build-packages
build-packages:
	@.ci/packages $(BUILD_PACKAGES)

.PHONY: test-packages
test-packages:
	@.ci/packages $(TEST_PACKAGES)
