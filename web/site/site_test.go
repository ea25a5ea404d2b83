package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
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

// writeDist makes a folder of the files that New insists on and the given ones.
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
	for _, name := range needed {
		write(name, "needed: "+name)
	}
	for name, body := range files {
		write(name, body)
	}
	return dir
}

func newSite(t *testing.T, files map[string]string) *Site {
	t.Helper()
	s, err := New(writeDist(t, files), &blank{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A build that is not whole is noticed at the start.
func TestNewWithoutBuild(t *testing.T) {
	folders := map[string]string{filepath.Join(t.TempDir(), "none"): program}
	for _, name := range needed {
		missing, empty := writeDist(t, nil), writeDist(t, map[string]string{name: ""})
		if err := os.Remove(filepath.Join(missing, name)); err != nil {
			t.Fatal(err)
		}
		folders[missing], folders[empty] = "no "+name, "empty "+name
	}
	folders[writeDist(t, map[string]string{"static/more.css": ""})] = "empty static/more.css"
	for dist, want := range folders {
		_, err := New(dist, &blank{})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "make build") || strings.Contains(err.Error(), "\n") {
			t.Errorf("New(%q) = %v, want one line with %q that says to run make build", dist, err, want)
		}
	}
}

// A compressed file that has come to nothing is not sent in place of the whole.
func TestEmptyEncoding(t *testing.T) {
	s := newSite(t, map[string]string{"app.wasm.br": "", "trainer.wasm.br": "brotli"})
	if got := s.resources["/web/app.wasm"].encoded; got["br"] != nil {
		t.Errorf("app.wasm is sent as %q where br is accepted", got["br"])
	}
	if got := s.resources["/web/trainer.wasm"].encoded; string(got["br"]) != "brotli" {
		t.Errorf("trainer.wasm is sent as %q where br is accepted", got["br"])
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
		{name: "one file more", files: map[string]string{"static/app.css": "p{}", "digitlab": "binary", "x.js": "x()"}},
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
// missing, and knows each file by its hash.
func TestServiceWorkerNamesEveryFile(t *testing.T) {
	s := newSite(t, map[string]string{
		"static/new.css": "p{}", "static/new.css~": "p{}", "digitlab": "binary", "trainer.wasm.br": "brotli",
	})
	worker := string(s.resources[serviceWorkerPath].body)
	list := regexp.MustCompile(`const hashes = (\{.*\});`).FindStringSubmatch(worker)
	if list == nil {
		t.Fatalf("no hashes in %s", worker)
	}
	var got map[string]string
	if err := json.Unmarshal([]byte(list[1]), &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"manifest.webmanifest"}
	for _, name := range append([]string{"app.js"}, needed...) {
		want = append(want, s.address(name))
	}
	slices.Sort(want)
	if addresses := slices.Sorted(maps.Keys(got)); !slices.Equal(addresses, want) {
		t.Errorf("the service worker keeps %q, want %q", addresses, want)
	}
	for address, hash := range got {
		res := s.resources["/"+address]
		if res == nil {
			t.Fatalf("the site has no answer for %s", address)
		}
		sum := sha256.Sum256(res.body)
		if want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); hash != want {
			t.Errorf("the hash of %s is %s, want %s", address, hash, want)
		}
	}
	if !strings.Contains(worker, `const dataset = "`+s.address(datasetFile)+`"`) {
		t.Errorf("the service worker does not know which is the dataset")
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
