// Command precompress writes FILE.br and FILE.gz beside each FILE and prints
// the three sizes, so that the server need not compress while a visitor waits.
//
//	precompress [-quality 9] FILE...
//
// quality is that of Brotli, 0 to 11: 10 and 11 take about ten to twenty times
// as long as 9 and save another tenth.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/andybalholm/brotli"
)

func main() {
	quality := flag.Int("quality", 9, "Brotli quality, 0 to 11")
	flag.Parse()
	for _, name := range flag.Args() {
		if err := precompress(name, *quality); err != nil {
			fmt.Fprintln(os.Stderr, "precompress:", err)
			os.Exit(1)
		}
	}
}

func precompress(name string, quality int) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}

	var br, gz bytes.Buffer
	done := make(chan error)
	go func() { done <- compress(brotli.NewWriterLevel(&br, quality), raw) }()
	gzWriter, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err == nil {
		err = compress(gzWriter, raw)
	}
	if brErr := <-done; err == nil {
		err = brErr
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}

	const megabyte = 1e6
	fmt.Printf("%-25s %6.2f MB, brotli %5.2f MB, gzip %5.2f MB\n", name,
		float64(len(raw))/megabyte, float64(br.Len())/megabyte, float64(gz.Len())/megabyte)
	if err := os.WriteFile(name+".br", br.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(name+".gz", gz.Bytes(), 0o644)
}

func compress(w io.WriteCloser, raw []byte) error {
	if _, err := w.Write(raw); err != nil {
		return err
	}
	return w.Close()
}
