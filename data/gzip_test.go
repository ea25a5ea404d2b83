package data

import (
	"bytes"
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
	if err := WriteJSON(&text, d); err != nil {
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
		{"magic alone", file[:2], "unexpected end of the file, in the gzip header"},
		{"part of a header", file[:5], "unexpected end of the file, in the gzip header"},
		{"half", file[:len(file)/2], "unexpected end of the file (at byte "},
		{"without the checksum", file[:len(file)-8], "dataset: unexpected end of the file (at byte "},
		{"wrong checksum", string(wrongSum), "dataset: gzip: invalid checksum (at byte "},
		{"garbage at the end", file + "garbage at the end", "dataset: gzip: invalid header (at byte "},
		{"corrupt", file[:20] + strings.Repeat("\xff", 100) + file[120:], "flate: corrupt input before offset "},
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
	if err := WriteJSON(&full{1000}, d); err != os.ErrClosed {
		t.Errorf("WriteJSON: error %v, want that of the writer", err)
	}
	if err := WriteGzip(&full{1000}, d); err != os.ErrClosed {
		t.Errorf("WriteGzip: error %v, want that of the writer", err)
	}
}
