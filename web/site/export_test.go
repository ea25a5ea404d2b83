package site

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// exported writes a site of the given files and returns what is in the folder.
func exported(t *testing.T, files map[string]string) map[string][]byte {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "below", "site")
	size, err := newSite(t, files).Export(folder)
	if err != nil {
		t.Fatal(err)
	}
	written, err := readFiles(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, body := range written {
		sum += len(body)
	}
	if size != sum {
		t.Errorf("Export() = %d bytes, the files have %d", size, sum)
	}
	return written
}

// There is one file of each content, under the address that names it.
func TestExportedFiles(t *testing.T) {
	got := exported(t, map[string]string{
		"mnist.json.gz.br": "brotli", "app.wasm.br": "brotli", "digitlab": "binary", "static/chart.css": "p{}",
	})
	names := []string{"app-worker.js", "index.html", "manifest.webmanifest"}
	withHash := regexp.MustCompile(`^web/(.+)\.[0-9a-f]{8}(\.\D.*)$`)
	for name := range got {
		if match := withHash.FindStringSubmatch(name); match != nil {
			names = append(names, match[1]+match[2])
		} else if !slices.Contains(names, name) {
			t.Errorf("%s is written, which has no hash", name)
		}
	}
	slices.Sort(names)
	want := append([]string{"app-worker.js", "app.js", "index.html", "manifest.webmanifest"}, needed...)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("written: %q, want %q", names, want)
	}
}

// The addresses in the page, and in what it starts with, lead to files of the
// folder wherever that lies.
func TestExportedAddresses(t *testing.T) {
	got := exported(t, map[string]string{"static/worker.js": `start("../trainer.wasm")`})
	relative := regexp.MustCompile(`"((?:web|\.\.)/[^"]+|app-worker\.js|manifest\.webmanifest)"`)
	absolute := regexp.MustCompile(`"/(?:web|app|wasm_exec|manifest)[^"]*"`)
	named := map[string]bool{}
	for name, body := range got {
		if !slices.Contains([]string{".html", ".js", ".webmanifest"}, path.Ext(name)) {
			continue
		}
		for _, address := range absolute.FindAll(body, -1) {
			t.Errorf("%s names %s, which is right in one folder only", name, address)
		}
		for _, match := range relative.FindAllSubmatch(body, -1) {
			file := string(match[1])
			if strings.HasPrefix(file, "../") {
				file = path.Join(path.Dir(name), file)
			}
			if got[file] == nil {
				t.Errorf("%s names %s, which is no file", name, match[1])
			}
			named[file] = true
		}
	}
	for name := range got {
		if name != "index.html" && !named[name] {
			t.Errorf("nothing leads to %s", name)
		}
	}
}

func TestExportKeepsWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "index.html")
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := newSite(t, nil).Export(folder)
	if err == nil || !strings.Contains(err.Error(), folder) || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("Export() = %v, want that %s is not empty", err, folder)
	}
	entries, err := os.ReadDir(folder)
	if body, _ := os.ReadFile(file); err != nil || len(entries) != 1 || string(body) != "mine" {
		t.Errorf("the folder holds %d files, index.html is %q, want it as it was", len(entries), body)
	}
}
