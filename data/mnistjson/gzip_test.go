package mnistjson

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteGzip(t *testing.T) {
	d := randomDataset(seeded(3))
	var first, second bytes.Buffer
	for _, buf := range []*bytes.Buffer{&first, &second} {
		if err := WriteGzip(buf, d); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same dataset gives two files")
	}
	got, err := Read(&first, Hooks{})
	if err != nil {
		t.Fatal(err)
	}
	if !equal(got, d) {
		t.Error("writing and reading changes the dataset")
	}
}

func TestReadWhatIsNotCompressed(t *testing.T) {
	d := randomDataset(seeded(3))
	var text bytes.Buffer
	if err := WriteText(&text, d); err != nil {
		t.Fatal(err)
	}
	for _, before := range []string{"", " ", "\r\n\t"} {
		got, err := Read(strings.NewReader(before+text.String()), Hooks{})
		if err != nil {
			t.Fatalf("Read with %q before the JSON: %v", before, err)
		}
		if !equal(got, d) {
			t.Errorf("Read with %q before the JSON: another dataset than was written", before)
		}
	}
}

// A gzip file may be several put together.
func TestReadMembers(t *testing.T) {
	d := randomDataset(seeded(3))
	var text, file bytes.Buffer
	if err := WriteText(&text, d); err != nil {
		t.Fatal(err)
	}
	for text.Len() > 0 {
		z := gzip.NewWriter(&file)
		z.Write(text.Next(1000))
		z.Close()
	}
	if got, err := Read(&file, Hooks{}); err != nil || !equal(got, d) {
		t.Errorf("Read of a file of several members: error %v, want the dataset that was written", err)
	}
}

// Wherever a file is cut, the error says so and nothing else.
func TestReadCutShort(t *testing.T) {
	var file bytes.Buffer
	if err := WriteGzip(&file, randomDataset(seeded(3))); err != nil {
		t.Fatal(err)
	}
	for n := 2; n < file.Len(); n += 13 {
		_, err := Read(bytes.NewReader(file.Bytes()[:n]), Hooks{})
		if err == nil || !strings.Contains(err.Error(), ": the file is cut short (at byte ") {
			t.Fatalf("the first %d bytes of %d: error %v, want the end of the file", n, file.Len(), err)
		}
	}
}

func TestReadErrors(t *testing.T) {
	var buf bytes.Buffer
	if err := WriteGzip(&buf, randomDataset(seeded(3))); err != nil {
		t.Fatal(err)
	}
	file := buf.String()
	wrongSum := []byte(file)
	wrongSum[len(file)-5] ^= 1 // in the CRC-32, which stands before the length, 4 bytes each
	tests := []struct {
		name string
		file string
		want string // contained in the error
	}{
		{"empty", "", "the file is empty"},
		{"neither", "label,pixel\n", "neither JSON nor gzip"},
		{"neither, one byte", "\x1f", "neither JSON nor gzip"},
		{"another list of JSON", "[1, 2]", "train: found '1', want [ (at byte 1)"},
		{"an object of JSON", " {}", "dataset: found '{', want [ (at byte 1)"},
		{"magic alone", file[:2], "dataset: the file is cut short (at byte 0)"},
		{"part of a header", file[:5], "dataset: the file is cut short (at byte 0)"},
		{"no gzip after all", "\x1f\x8b" + file[3:], "dataset: the gzip data is damaged (at byte 0)"},
		{"half", file[:len(file)/2], "the file is cut short (at byte "},
		{"without the checksum", file[:len(file)-8], "dataset: the file is cut short (at byte "},
		{"wrong checksum", string(wrongSum), "dataset: the gzip data is damaged (at byte "},
		{"garbage at the end", file + "garbage at the end", "dataset: the gzip data is damaged (at byte "},
		{"corrupt", file[:20] + strings.Repeat("\xff", 100) + file[120:], "the gzip data is damaged (at byte "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(test.file), Hooks{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Read: error %v, want %s", err, test.want)
			}
		})
	}
}

func TestOpenErrors(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.json.gz")
	if err := os.WriteFile(broken, []byte("broken"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{broken, broken + ".missing", t.TempDir()} {
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("Open(%q): error %v, want one that names the file", path, err)
		}
	}
}

// full is a disk with room for n bytes.
type full struct{ n int }

func (f *full) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, os.ErrClosed
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	d := randomDataset(seeded(3))
	if err := WriteText(&full{1000}, d); err != os.ErrClosed {
		t.Errorf("WriteText: error %v, want that of the writer", err)
	}
	if err := WriteGzip(&full{1000}, d); err != os.ErrClosed {
		t.Errorf("WriteGzip: error %v, want that of the writer", err)
	}
}

// FuzzGunzip changes a gzip file: what is read of it is what compress/gzip reads,
// and errors speak of the file.
func FuzzGunzip(f *testing.F) {
	member := func(text string) []byte {
		var file bytes.Buffer
		z := gzip.NewWriter(&file)
		z.Write([]byte(text))
		z.Close()
		return file.Bytes()
	}
	f.Add(member("[[[0"))
	f.Add(append(member("[[["), member("0]]")...))
	f.Fuzz(func(t *testing.T, file []byte) {
		const most = 1 << 20
		got, err := io.ReadAll(io.LimitReader(Gunzip(bytes.NewReader(file)), most))
		var want []byte
		z, wantErr := gzip.NewReader(bytes.NewReader(file))
		if wantErr == nil {
			want, wantErr = io.ReadAll(io.LimitReader(z, most))
		}
		if !bytes.Equal(got, want) || (err == nil) != (wantErr == nil) {
			t.Errorf("read %q, error %v, want %q, error %v", got, err, want, wantErr)
		}
		if err != nil && err != io.ErrUnexpectedEOF && err.Error() != "the gzip data is damaged" {
			t.Errorf("the error is %q", err)
		}
	})
}
