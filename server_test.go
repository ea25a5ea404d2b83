package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	url := start(t)
	tests := []struct {
		path, accept        string
		contentType, coding string
		body                string
	}{
		{path: "/web/app.wasm", contentType: "application/wasm", body: dist["app.wasm"]},
		{path: "/web/app.wasm", accept: "gzip", contentType: "application/wasm", coding: "gzip", body: dist["app.wasm.gz"]},
		{path: "/web/app.wasm", accept: "gzip, br", contentType: "application/wasm", coding: "br", body: dist["app.wasm.br"]},
		{path: "/web/trainer.wasm", accept: "br", contentType: "application/wasm", body: dist["trainer.wasm"]},
		{path: "/web/mnist.json.gz", accept: "gzip, br", contentType: "application/gzip", body: dist["mnist.json.gz"]},
		{path: "/web/static/model.safetensors", contentType: "application/octet-stream", body: "weights"},
		{path: "/web/static/kernel.js", contentType: "text/javascript; charset=utf-8", body: dist["static/kernel.js"]},
		{path: "/web/static/licences.txt", contentType: "text/plain; charset=utf-8", body: "MIT"},
		{path: "/web/static/icon.svg", contentType: "image/svg+xml", body: "<svg/>"},
		{path: "/web/static/icon-192.png", accept: "gzip", contentType: "image/png", body: "PNG"},
		{path: "/wasm_exec.js", contentType: "text/javascript; charset=utf-8", body: "class Go {}"},
	}
	for _, test := range tests {
		t.Run(test.path+" "+test.accept, func(t *testing.T) {
			response, body := get(t, url+test.path, map[string]string{"Accept-Encoding": test.accept})
			if response.StatusCode != http.StatusOK {
				t.Fatalf("status = %d, want 200", response.StatusCode)
			}
			if got := response.Header.Get("Content-Type"); got != test.contentType {
				t.Errorf("Content-Type = %q, want %q", got, test.contentType)
			}
			if got := response.Header.Get("Content-Encoding"); got != test.coding {
				t.Errorf("Content-Encoding = %q, want %q", got, test.coding)
			}
			if body != test.body || response.ContentLength != int64(len(test.body)) {
				t.Errorf("body = %.20q, Content-Length %d, want %.20q", body, response.ContentLength, test.body)
			}
		})
	}
}

// The loader divides the bytes that arrive, decoded, by this length.
func TestLengthOfTheProgram(t *testing.T) {
	url := start(t)
	_, page := get(t, url+"/", nil)
	if want := fmt.Sprintf("var size = %d;", len(dist["app.wasm"])); !strings.Contains(page, want) {
		t.Errorf("the page lacks %s", want)
	}
}

// The script in the page is the only one that its policy lets run there.
func TestScriptInThePage(t *testing.T) {
	url := start(t)
	response, page := get(t, url+"/", nil)
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(scripts) != 1 {
		t.Fatalf("%d scripts stand in the page, want 1", len(scripts))
	}
	hash := sha256.Sum256([]byte(scripts[0][1]))
	want := "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
	if policy := response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, want) || strings.Contains(policy, "script-src 'unsafe-inline'") {
		t.Errorf("Content-Security-Policy = %q, want %s in it", policy, want)
	}
}

func TestTextIsGzipped(t *testing.T) {
	url := start(t)
	for _, path := range []string{"/", "/app.js", "/manifest.webmanifest", "/web/static/app.css"} {
		_, plain := get(t, url+path, nil)
		response, body := get(t, url+path, map[string]string{"Accept-Encoding": "gzip"})
		if response.Header.Get("Content-Encoding") != "gzip" || response.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: headers = %v, want gzip that varies with Accept-Encoding", path, response.Header)
			continue
		}
		r, err := gzip.NewReader(strings.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if decoded, err := io.ReadAll(r); err != nil || string(decoded) != plain {
			t.Errorf("%s: gzip holds %.40q (%v), want %.40q", path, decoded, err, plain)
		}
	}
}

func TestNotModified(t *testing.T) {
	url := start(t)
	tags := map[string]string{} // path and coding by tag
	for _, path := range []string{"/", "/app.js", "/web/app.wasm", "/web/static/app.css"} {
		for _, accept := range []string{"", "gzip"} {
			header := map[string]string{"Accept-Encoding": accept}
			response, _ := get(t, url+path, header)
			tag := response.Header.Get("ETag")
			if other, taken := tags[tag]; taken || tag == "" {
				t.Errorf("ETag of %s %s = %q, that of %s", path, accept, tag, other)
			}
			tags[tag] = path + " " + accept

			header["If-None-Match"] = tag
			if response, body := get(t, url+path, header); response.StatusCode != http.StatusNotModified || body != "" {
				t.Errorf("%s with its ETag: status %d, want 304", path, response.StatusCode)
			}
			header["If-None-Match"] = `"another"`
			if response, _ := get(t, url+path, header); response.StatusCode != http.StatusOK {
				t.Errorf("%s with another ETag: status %d, want 200", path, response.StatusCode)
			}
		}
	}
}

func TestRange(t *testing.T) {
	url := start(t)
	response, body := get(t, url+"/web/mnist.json.gz", map[string]string{"Range": "bytes=2-4", "Accept-Encoding": "gzip"})
	if response.StatusCode != http.StatusPartialContent || body != "234" || response.ContentLength != 3 {
		t.Errorf("bytes 2 to 4 = %q, status %d, length %d, want \"234\", 206, 3", body, response.StatusCode, response.ContentLength)
	}
}

func TestNotFound(t *testing.T) {
	url := start(t)
	for _, path := range []string{
		"/web/", "/web", "/web/static", "/web/static/", "/web/home.go", "/web/digitlab", "/web/app.wasm.br",
		"/web/app.wasm.gz", "/web/static/model.safetensors~", "/web/.hidden.js", "/web/static/.hidden/secret.js", "/web/../server.go", "/web/%2e%2e/server.go",
		"/robots.txt", "/index.html", "/nowhere",
	} {
		response, body := get(t, url+path, map[string]string{"Accept-Encoding": "br"})
		if response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d, %.40q, want 404", path, response.StatusCode, body)
		}
	}
}

func TestMethods(t *testing.T) {
	url := start(t)
	response, err := http.Post(url+"/", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: status %d, Allow %q, want 405", response.StatusCode, response.Header.Get("Allow"))
	}

	response, err = http.Head(url + "/web/mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK || response.ContentLength != 10 {
		t.Errorf("HEAD: status %d, length %d, want 200, 10", response.StatusCode, response.ContentLength)
	}
}

// Whoever announces a body is answered at once, and the body is not waited for.
func TestBodies(t *testing.T) {
	url := start(t)
	for _, test := range []struct {
		method, length string
		want           int
	}{
		{"POST", "Content-Length: 10", 405},
		{"GET", "Content-Length: 1000000000000", 413},
		{"GET", "Transfer-Encoding: chunked", 413},
	} {
		c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprintf(c, "%s / HTTP/1.1\r\nHost: host\r\n%s\r\n\r\n", test.method, test.length)
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != test.want || !response.Close {
			t.Errorf("%s with %s: status %d, closed = %t, want %d, and the connection closed", test.method, test.length, response.StatusCode, response.Close, test.want)
		}
	}
}

// What a condition keeps back comes without the headers of the whole.
func TestPreconditionFailed(t *testing.T) {
	url := start(t)
	for _, path := range []string{hashed("app.wasm"), "/"} {
		header := map[string]string{"If-Match": `"another"`, "Accept-Encoding": "gzip"}
		response, body := get(t, url+path, header)
		if response.StatusCode != http.StatusPreconditionFailed || body != "" || response.ContentLength != 0 {
			t.Errorf("%s with If-Match of another: status %d, %d bytes of %d, want 412 and nothing", path, response.StatusCode, len(body), response.ContentLength)
		}
		if response.Header.Get("Cache-Control") != "no-cache" || response.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s with If-Match of another: headers %v, want none of the whole", path, response.Header)
		}
		header["If-Match"] = response.Header.Get("ETag")
		if response, _ := get(t, url+path, header); response.StatusCode != http.StatusOK {
			t.Errorf("%s with If-Match of its own tag: status %d, want 200", path, response.StatusCode)
		}
	}
}

func TestHeaders(t *testing.T) {
	url := start(t)
	for _, path := range []string{"/", "/web/static/worker.js", "/web/app.wasm", "/nowhere"} {
		response, _ := get(t, url+path, nil)
		for name, want := range map[string]string{
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Permissions-Policy":           "camera=(self), microphone=(), geolocation=()",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Embedder-Policy": "require-corp",
		} {
			if got := response.Header.Get(name); got != want {
				t.Errorf("%s: %s = %q, want %q", path, name, got, want)
			}
		}
		if policy := response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "'wasm-unsafe-eval'") {
			t.Errorf("%s: Content-Security-Policy = %q, want one that lets WebAssembly run", path, policy)
		}
	}
}

func TestPage(t *testing.T) {
	url := start(t)
	_, page := get(t, url+"/?<script>", nil)
	for _, want := range []string{
		"<title>Digit Lab</title>",
		`content="width=device-width, initial-scale=1, viewport-fit=cover"`,
		`id="app-wasm-loader-icon" alt=""`,
		`<link rel="stylesheet" type="text/css" href="web/static/app.`,
		`href="` + relative("static/icon.svg") + `"`,
		`src="` + relative("static/icon.svg") + `"`,
		`href="` + relative("static/licences.txt") + `"`,
		`{"address":"` + relative("wasm_exec.js") + `"`,
		`href="manifest.webmanifest"`,
		"<noscript>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, unwanted := range []string{"user-scalable", "maximum-scale", "og:url", "http://", "https://", `<meta name="author"`, "?<script>"} {
		if strings.Contains(page, unwanted) {
			t.Errorf("the page has %s", unwanted)
		}
	}
	if got := strings.Count(page, `"theme-color"`); got != 2 {
		t.Errorf("the page has %d theme colours, want one for each scheme", got)
	}
	if t.Failed() {
		t.Log(page)
	}
}

func TestServeErrors(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	empty := t.TempDir()
	built := t.TempDir()
	write(t, built, dist)

	tests := []struct{ name, addr, dist, want string }{
		{name: "no build", addr: "127.0.0.1:0", dist: empty, want: "run `make build`"},
		{name: "port in use", addr: taken.Addr().String(), dist: built, want: "-addr"},
		{name: "no address", addr: "nonsense", dist: built, want: "nonsense"},
		{name: "no port", addr: "127.0.0.1:", dist: built, want: "port"},
		{name: "nothing but a colon", addr: ":", dist: built, want: "port"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout bytes.Buffer
			err := serve(t.Context(), test.addr, test.dist, &stdout)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("serve() = %v, want one line with %q", err, test.want)
			}
			if stdout.Len() > 0 {
				t.Errorf("serve printed %q, want nothing before it listens", &stdout)
			}
		})
	}
}

func TestWriteSite(t *testing.T) {
	built := t.TempDir()
	write(t, built, dist)
	folder := filepath.Join(t.TempDir(), "site")
	var stdout bytes.Buffer
	if err := writeSite(folder, built, &stdout); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(stdout.String(), folder) {
		t.Errorf("writeSite printed %q, want where the site is", &stdout)
	}
	page, err := os.ReadFile(filepath.Join(folder, "index.html"))
	if err != nil || !strings.Contains(string(page), `"`+relative("wasm_exec.js")+`"`) {
		t.Errorf("index.html = %.200q, %v, want the page", page, err)
	}
	if err := writeSite(folder, t.TempDir(), &stdout); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("without a build writeSite() = %v, want how to make one", err)
	}
}

func TestReachable(t *testing.T) {
	got := &net.TCPAddr{IP: net.IPv6unspecified, Port: 8123}
	tests := []struct{ asked, want string }{
		{asked: "127.0.0.1:0", want: "127.0.0.1:8123"},
		{asked: "localhost:0", want: "localhost:8123"},
		{asked: ":8123", want: "localhost:8123"},
		{asked: "0.0.0.0:8123", want: "localhost:8123"},
		{asked: "[::]:8123", want: "localhost:8123"},
		{asked: "[::1]:8123", want: "[::1]:8123"},
	}
	for _, test := range tests {
		if host := reachable(test.asked, got); host != test.want {
			t.Errorf("reachable(%q) = %q, want %q", test.asked, host, test.want)
		}
	}
}
