# Digit Lab needs Go 1.21 or newer and make: Go fetches the right version of
# itself. `make run` builds and serves, `make quick` looks at what has changed,
# `make test` runs every check.

export GOTOOLCHAIN = go1.27.4
export GOEXPERIMENT = simd

ADDR ?= 127.0.0.1:8000
# Quality 11 saves visitors an eighth of the download and takes a minute or two: for
# make run, on this machine, 9 will do.
BROTLI ?= 11

.DELETE_ON_ERROR:
.PHONY: build plain run site quick test test-wasm e2e soak bench fuzz figures vulncheck weights check clean

# The build, file by file, so that only what changed is made again.

sources = go.mod go.sum $(shell find $(1) '(' -name '*.go' -o -name '*.s' ')' ! -name '*_test.go' \
	! -path '*/cmd/*' ! -path 'web/e2e/*')
# What was compressed of the last one is not this one.
wasm = rm -f $@.br $@.gz && GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags="-s -w" -o $@
static = $(patsubst web/%,dist/%,$(wildcard web/static/*))

programs = dist/app.wasm dist/trainer.wasm dist/trainer-relaxed.wasm

build: plain $(programs:=.br) $(programs:=.gz)

# The browser tests need no more; compressing takes longer than building.
plain: dist/digitlab dist/wasm_exec.js dist/mnist.json.gz dist/static/licences.txt $(static) $(programs)

page = web data/decimal data/failure data/jsondepth

dist/app.wasm: $(filter-out web/site/%,$(call sources,wasm/app wasm/predictor wasm/weights web nn data))
	$(wasm) ./wasm/app

trainer = $(filter-out wasm/app/% wasm/predictor/%,$(call sources,wasm web/worker web/idb web/runs nn data))

dist/trainer.wasm: $(trainer)
	$(wasm) ./wasm/trainer

# For engines with relaxed SIMD.
dist/trainer-relaxed.wasm: $(trainer) $(wildcard nn/simdblas/cmd/relax/*.go)
	$(wasm) -tags relaxedsimd ./wasm/trainer
	go run ./nn/simdblas/cmd/relax $@

dist/%.wasm.br dist/%.wasm.gz: dist/%.wasm dist/.brotli-$(BROTLI)
	@go run ./wasm/cmd/precompress -quality $(BROTLI) $<

# Another quality has them compressed anew.
dist/.brotli-$(BROTLI):
	@mkdir -p $(@D) && rm -f dist/.brotli-* && touch $@

dist/digitlab: $(call sources,server.go $(page)) $(wildcard web/site/*.html web/site/*.js)
	go build -trimpath -buildvcs=false -o $@ .

dist/wasm_exec.js: go.mod Makefile
	@mkdir -p $(@D)
	install -m 644 "$$(go env GOROOT)/lib/wasm/wasm_exec.js" $@

# What is linked into the programs and the server changes with go.mod.
dist/static/licences.txt: go.mod go.sum LICENSE web/site/cmd/licences/main.go
	@mkdir -p $(@D)
	go run ./web/site/cmd/licences . js/wasm:./wasm/app js/wasm:./wasm/trainer >$@

dist/static/%: web/static/%
	@mkdir -p $(@D)
	cp $< $@

dist/mnist.json.gz: data/mnist.json.gz
	@mkdir -p $(@D)
	cp $< $@

run:
	@$(MAKE) --no-print-directory build BROTLI=9
	@dist/digitlab -addr $(ADDR)

# The folder site, for any server of files.
site: build
	@rm -rf site
	@dist/digitlab -export site

# Format, vet and the unit tests without the slowest; seconds when little has
# changed.
quick: check
	go test -short ./...

test:
	.ci/setup
	$(MAKE) check
	.ci/staticcheck
	go test ./...
	GOEXPERIMENT= go test ./...
	go test -race -short ./nn/internal/... ./nn/simdblas ./nn/train ./wasm/... ./web/worker ./web/idb
	$(MAKE) test-wasm e2e

# Once more where they run, as WebAssembly; the commands never do.
test-wasm:
	GOOS=js GOARCH=wasm go test -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" \
		-short $$(go list ./nn/... ./data/... | grep -v /cmd/) \
		./web/worker ./web/hand ./web/ownset ./web/runs ./web/plot ./web/state ./wasm/app ./wasm/trainer ./wasm/peers ./wasm/savedrun

# The whole page in a real Chromium, and a visit in other browsers.
e2e: plain
	.ci/e2e

# One run again and again while workers die, tabs are reloaded, the network is gone
# and the disk is full.
SOAK ?= 10m
SEED ?= 1
soak: plain
	cd web/e2e && SOAK=$(SOAK) SOAK_SEED=$(SEED) go test -count=1 -timeout 0 -v -run '^TestSoak$$' .

check:
	.ci/check

# With BASE=COMMIT, how many times as fast a step of training is as that commit's.
bench: build
	$(if $(BASE),.ci/compare $(BASE),.ci/bench)

fuzz:
	.ci/fuzz 20s

# Makes the figures that docs/benchmarks.md quotes from runs of the command, and
# writes those that differ into it; an hour or more. make test compares the quick
# ones.
figures: build
	go test -count=1 -v -timeout=12h -run=Figures ./nn/cmd/train -long -rewrite

# What is known of vulnerabilities, from vuln.go.dev.
vulncheck:
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...

# The weights the page starts with, and how the run that made them went. The recipe
# stands in the file as well.
weights:
	@mkdir -p dist
	go run ./nn/cmd/train -recipe best -eval test -log json -logevery 20 -out web/static/model.safetensors >dist/weights.log
	go run ./wasm/cmd/runrecord -recipe best <dist/weights.log >web/static/model.run

clean:
	rm -rf dist site
