# Digit Lab needs Go 1.21 or newer and make: Go fetches the right version of
# itself. `make run` builds and serves, `make test` runs every check.

export GOTOOLCHAIN = go1.27.4
export GOEXPERIMENT = simd

ADDR ?= 127.0.0.1:8000
# Quality 11 saves an eighth of the download and takes a minute or more.
BROTLI ?= 9

.DELETE_ON_ERROR:
.PHONY: build run site test test-wasm e2e bench fuzz weights check clean

# The build, file by file, so that only what changed is made again.

sources = go.mod go.sum $(shell find $(1) '(' -name '*.go' -o -name '*.s' ')' ! -name '*_test.go' \
	! -path '*/cmd/*' ! -path 'web/e2e/*')
wasm = GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags="-s -w" -o $@
static = $(patsubst web/%,dist/%,$(wildcard web/static/*))

programs = dist/app.wasm dist/trainer.wasm dist/trainer-relaxed.wasm

build: dist/digitlab dist/wasm_exec.js dist/mnist.json.gz $(static) \
	$(programs:=.br) $(programs:=.gz)

dist/app.wasm: $(filter-out web/site/%,$(call sources,wasm/app web))
	$(wasm) ./wasm/app

trainer = $(call sources,wasm/trainer web/worker nn data)

dist/trainer.wasm: $(trainer)
	$(wasm) ./wasm/trainer

# For engines with relaxed SIMD.
dist/trainer-relaxed.wasm: $(trainer) $(wildcard nn/simdblas/cmd/relax/*.go)
	$(wasm) -tags relaxedsimd ./wasm/trainer
	go run ./nn/simdblas/cmd/relax $@

dist/%.wasm.br dist/%.wasm.gz: dist/%.wasm
	@go run ./wasm/cmd/precompress -quality $(BROTLI) $<

dist/digitlab: $(call sources,server.go web) web/site/serviceworker.js
	go build -trimpath -buildvcs=false -o $@ .

dist/wasm_exec.js: go.mod Makefile
	@mkdir -p $(@D)
	install -m 644 "$$(go env GOROOT)/lib/wasm/wasm_exec.js" $@

dist/static/%: web/static/%
	@mkdir -p $(@D)
	cp $< $@

dist/mnist.json.gz: data/mnist.json.gz
	@mkdir -p $(@D)
	cp $< $@

run: build
	@dist/digitlab -addr $(ADDR)

# The folder site, for any server of files.
site: build
	@rm -rf site
	@dist/digitlab -export site

test:
	.ci/setup
	$(MAKE) check
	go test ./...
	GOEXPERIMENT= go test ./...
	$(MAKE) test-wasm e2e

# Once more where they run, as WebAssembly; the commands never do.
test-wasm:
	GOOS=js GOARCH=wasm go test -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" \
		-short $$(go list ./nn/... ./data/... | grep -v /cmd/) ./web/worker ./wasm/app ./wasm/trainer

# The whole page in a real Chromium.
e2e: build
	.ci/e2e

check:
	.ci/check

bench: build
	.ci/bench

fuzz:
	.ci/fuzz 20s

# The weights the page starts with; the recipe stands in the file as well.
weights:
	go run ./nn/cmd/train -recipe best -eval test -out web/static/model.safetensors

clean:
	rm -rf dist site
