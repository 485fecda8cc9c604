# Truceline. Each target installs what it needs of the system first; see scripts/need.
#
#   make run       builds the program and opens it on the built-in story
#   make test      everything that must hold, the real window on a virtual display too
#   make bench     the benchmarks; speed and memory as ratios
#   make build     only builds ./truceline
#   make windows   builds truceline.exe, where a compiler for Windows is installed
#   make wasm      builds truceline.wasm, for the browser
#   make packages  builds what people install, into dist/: for Linux and for Windows
#   make app       on a Mac: builds Truceline.app (not tried: no Mac was at hand)
#   make test-packages  installs, starts and removes the packages
#   make shots     pictures of the window, into shots/
#   make clean     removes what was built

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := build

# Fyne's calls come back on one goroutine; the tag says that this program knows.
# Nothing draws the toolkit's emoji face.
TAGS := migrated_fynedo,no_emoji
export TAGS
GO_SMALL := -ldflags "-s -w"
WINDOWS_CC := x86_64-w64-mingw32-gcc
PROGRAM := truceline$(shell go env GOEXE 2>/dev/null)

.PHONY: run build test bench windows wasm packages deb app test-packages shots clean \
	need-build need-test check-format check-vet check-static check-wasm check-deb check-tests

run: build
	./$(PROGRAM)

build: need-build
	go build -tags $(TAGS) $(GO_SMALL) -o $(PROGRAM) .

need-build:
	@scripts/need build

need-test:
	@scripts/need test

test: need-test check-format check-vet check-static check-wasm check-deb check-tests
	@echo "make test: all is well"

check-format:
	@echo "gofmt"
	@unformatted=$$(gofmt -l .); if [[ -n $$unformatted ]]; then \
		echo "these files are not as gofmt writes them:"; echo "$$unformatted"; exit 1; fi

check-vet:
	go vet -tags $(TAGS) ./...

check-static:
	go tool staticcheck -tags $(TAGS) ./...

check-wasm:
	GOOS=js GOARCH=wasm go build -tags $(TAGS) -o /dev/null .

# Where there is no dpkg, there is no .deb to try.
check-deb:
	@if command -v dpkg-deb >/dev/null; then scripts/package check; else echo "no dpkg-deb here: the .deb is not tried"; fi

# Vet has run by itself. All tests run as they are, those of the real window first, since
# they mostly wait while others work beside them; then again under the race detector,
# but for long walks on one goroutine, and of the real window only what drives a program
# built with the detector. TRUCELINE_SHOTS may name a folder for pictures of windows.
check-tests:
	go test -vet=off -tags $(TAGS) -p 2 -timeout 12m ./test/window $$(go list -tags $(TAGS) ./... | grep -v /test/window)
	go test -race -short -vet=off -tags $(TAGS) -p 2 -timeout 12m $$(go list -tags $(TAGS) ./... | grep -v /test/window)
	go test -race -vet=off -tags $(TAGS) -timeout 12m -run hasNoDataRace ./test/window

# First what takes no window; then whole programs, each start an operation.
bench: need-test
	go test -tags $(TAGS) -run '^$$' -bench . -benchmem ./charts/... ./data/... ./app/widgets/picture ./app/find ./app/talk ./app/present
	go test -tags $(TAGS) -run '^$$' -bench . -benchtime 9x -timeout 20m ./test/window

windows: need-build
	@command -v $(WINDOWS_CC) >/dev/null || { \
		echo "A C compiler for Windows is missing. On Debian and Ubuntu: sudo apt-get install gcc-mingw-w64-x86-64" >&2; exit 1; }
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=$(WINDOWS_CC) \
		go build -tags $(TAGS) -ldflags "-s -w -H windowsgui" -o truceline.exe .

wasm:
	GOOS=js GOARCH=wasm go build -tags $(TAGS) $(GO_SMALL) -o truceline.wasm .

packages:
	@scripts/need packages
	scripts/package linux
	scripts/package windows
	scripts/package sums

deb: need-build
	scripts/package linux

test-packages: packages
	scripts/test-packages

app: need-build
	@[[ $$(uname -s) == Darwin ]] || { echo "Truceline.app can only be built on a Mac" >&2; exit 1; }
	go build -trimpath -tags $(TAGS) $(GO_SMALL) -o $(PROGRAM) .
	packaging/mac/bundle $(PROGRAM)

shots: need-test
	mkdir -p shots
	TRUCELINE_SHOTS=$(CURDIR)/shots go test -count=1 -tags $(TAGS) -run 'TestShots' -v ./test/window ./app/export

clean:
	rm -rf truceline truceline.exe truceline.wasm Truceline.app dist shots
