package site

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

type blank struct{ app.Compo }

func (b *blank) Render() app.UI { return app.Main() }

func TestMain(m *testing.M) {
	app.Route("/", &blank{})
	os.Exit(m.Run())
}

// writeDist makes a folder of the given files and of those New insists on.
func writeDist(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, body string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("app.wasm", "\x00asm")
	write("wasm_exec.js", "class Go {}")
	write("static/kernel.js", "function bestKernel() {}")
	write("static/version.js", "watchVersions()")
	for name, body := range files {
		write(name, body)
	}
	return dir
}

func newSite(t *testing.T, files map[string]string) *Site {
	t.Helper()
	s, err := New(writeDist(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewWithoutBuild(t *testing.T) {
	halfBuilt := writeDist(t, nil)
	if err := os.Remove(filepath.Join(halfBuilt, "app.wasm")); err != nil {
		t.Fatal(err)
	}
	for _, dist := range []string{halfBuilt, filepath.Join(t.TempDir(), "none")} {
		_, err := New(dist)
		if err == nil || !strings.Contains(err.Error(), "make build") || strings.Contains(err.Error(), "\n") {
			t.Errorf("New(%q) = %v, want one line that says to run make build", dist, err)
		}
	}
}

// The version names the service worker's cache and tags the page.
func TestVersionFollowsContent(t *testing.T) {
	base := map[string]string{"static/app.css": "p{}", "digitlab": "binary"}
	version := newSite(t, base).version
	tests := []struct {
		name  string
		files map[string]string
		same  bool
	}{
		{name: "same content", files: base, same: true},
		{name: "other style", files: map[string]string{"static/app.css": "q{}", "digitlab": "binary"}},
		{name: "other server", files: map[string]string{"static/app.css": "p{}", "digitlab": "yranib"}},
		{name: "other name", files: map[string]string{"static/lab.css": "p{}", "digitlab": "binary"}},
		{name: "one file more", files: map[string]string{"static/app.css": "p{}", "digitlab": "binary", "x.js": ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := newSite(t, test.files).version; (got == version) != test.same {
				t.Errorf("version = %s beside %s, want same = %t", got, version, test.same)
			}
		})
	}
}

func TestHashedName(t *testing.T) {
	const hash = "0123456789abcdef"
	tests := []struct{ name, want string }{
		{name: "app.wasm", want: "app.01234567.wasm"},
		{name: "mnist.json.gz", want: "mnist.01234567.json.gz"},
		{name: "static/icon-192.png", want: "static/icon-192.01234567.png"},
		{name: "static/v1.2/lab.min.js", want: "static/v1.2/lab.min.01234567.js"},
	}
	for _, test := range tests {
		if got := hashedName(test.name, hash); got != test.want {
			t.Errorf("hashedName(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

// A visitor fetches anew what has changed and what names it, and nothing else.
func TestChangedFileChangesAddresses(t *testing.T) {
	files := map[string]string{
		"trainer.wasm": "one", "trainer-relaxed.wasm": "other", "static/app.css": "p{}",
		"static/worker.js": `start("../trainer.wasm")`,
	}
	before := newSite(t, files)
	files["trainer.wasm"] = "two"
	after := newSite(t, files)
	for name, hashed := range before.hashed {
		want := name == "trainer.wasm" || name == "static/worker.js"
		if name == startScript {
			want = true // it tells the page where the others are
		}
		if got := after.hashed[name] != hashed; got != want {
			t.Errorf("%s becomes %s: changed = %t, want %t", hashed, after.hashed[name], got, want)
		}
	}
	if before.Has("/web/"+after.hashed["trainer.wasm"]) || after.Has("/web/"+before.hashed["trainer.wasm"]) {
		t.Error("a site answers at the address of another version's file")
	}
}

// The service worker keeps all that it is told of, or nothing when one is
// missing.
func TestServiceWorkerNamesEveryFile(t *testing.T) {
	s := newSite(t, map[string]string{
		"trainer.wasm": "", "mnist.json.gz": "", "static/worker.js": "", "static/app.css": "", "static/new.css": "",
		"static/new.css~": "", "digitlab": "", "trainer.wasm.br": "",
	})
	worker := string(s.resources[serviceWorkerPath].body)
	list := regexp.MustCompile(`const files = (\[.*\]);`).FindStringSubmatch(worker)
	if list == nil {
		t.Fatalf("no list of files in %s", worker)
	}
	var got, want []string
	if err := json.Unmarshal([]byte(list[1]), &got); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"app.css", "app.js", "app.wasm", "static/app.css", "static/kernel.js", "static/new.css", "static/version.js",
		"static/worker.js", "trainer.wasm", "wasm_exec.js",
	} {
		want = append(want, s.address(name))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the service worker keeps %q, want %q", got, want)
	}
	for _, address := range append(got, s.address("mnist.json.gz")) {
		if !s.Has("/" + address) {
			t.Errorf("the site has no answer for %s", address)
		}
		if !strings.Contains(worker, `"`+address+`"`) {
			t.Errorf("the service worker lacks the address %s", address)
		}
	}
}

func TestServiceWorkerWithoutDataset(t *testing.T) {
	if worker := string(newSite(t, nil).resources[serviceWorkerPath].body); !strings.Contains(worker, `const dataset = "";`) {
		t.Errorf("the service worker names a dataset that is not there: %s", worker)
	}
}

func TestBestCoding(t *testing.T) {
	tests := []struct {
		name      string
		accept    string
		available string
		want      string
	}{
		{name: "no header", accept: "", available: "br gzip", want: ""},
		{name: "a browser", accept: "gzip, deflate, br, zstd", available: "br gzip", want: "br"},
		{name: "a browser without TLS", accept: "gzip, deflate", available: "br gzip", want: "gzip"},
		{name: "only gzip there", accept: "gzip, br", available: "gzip", want: "gzip"},
		{name: "nothing there", accept: "gzip, br", available: "", want: ""},
		{name: "weights", accept: "br;q=0.5, gzip;q=0.8", available: "br gzip", want: "gzip"},
		{name: "equal weights", accept: "br;q=0.5, gzip;q=0.5", available: "br gzip", want: "br"},
		{name: "spaces and case", accept: " GZIP ; Q = 0.9 ,BR;q=0", available: "br gzip", want: "gzip"},
		{name: "refused", accept: "br;q=0, gzip;q=0.0", available: "br gzip", want: ""},
		{name: "anything", accept: "*", available: "br gzip", want: "br"},
		{name: "anything else", accept: "br;q=0, *;q=0.1", available: "br gzip", want: "gzip"},
		{name: "rather plain", accept: "identity, br;q=0.5", available: "br gzip", want: ""},
		{name: "rather not plain", accept: "identity;q=0.1, br;q=0.5", available: "br gzip", want: "br"},
		{name: "no number", accept: "br;q=x, gzip;q=NaN", available: "br gzip", want: ""},
		{name: "other codings", accept: "zstd, xbr", available: "br gzip", want: ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			available := map[string][]byte{}
			for coding := range strings.FieldsSeq(test.available) {
				available[coding] = []byte{}
			}
			if got := bestCoding(test.accept, available); got != test.want {
				t.Errorf("bestCoding(%q, %q) = %q, want %q", test.accept, test.available, got, test.want)
			}
		})
	}
}
