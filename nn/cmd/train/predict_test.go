package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPredictNumber reads a bar, and two: a number has one line too.
func TestPredictNumber(t *testing.T) {
	folder := t.TempDir()
	var paths []string
	for bars := 1; bars <= 2; bars++ {
		page := image.NewGray(image.Rect(0, 0, 120, 60))
		draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
		for i := range bars {
			bar := image.Rect(30+50*i, 10, 35+50*i, 50)
			draw.Draw(page, bar, image.NewUniform(color.Gray{Y: 20}), image.Point{}, draw.Src)
		}
		var file bytes.Buffer
		if err := png.Encode(&file, page); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, strings.Repeat("1", bars)+".png")
		if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	var out, notes strings.Builder
	if err := run(append([]string{"-init", "../../../web/static/model.safetensors", "-predict"}, paths...), &out, &notes); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 2 {
		t.Fatalf("%q", lines)
	}
	for i, line := range lines {
		fields := strings.Split(line, "\t")
		if want := strings.Repeat("1", i+1); len(fields) != 2+10*(i+1) || fields[0] != paths[i] || fields[1] != want {
			t.Errorf("got %q, want a line of path, %s and ten probabilities for each digit", line, want)
		}
	}

	// Fresh weights are sure of nothing.
	fresh := filepath.Join(folder, "fresh.safetensors")
	dataset, _ := write(t, folder)
	command(t, "-data", dataset, "-epochs", "0", "-out", fresh)
	notes.Reset()
	if err := run(append([]string{"-init", fresh, "-predict"}, paths...), &out, &notes); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/1.png: not sure, maybe a ", "/11.png: not sure of digit 1 of 2, maybe a ", "/11.png: not sure of digit 2 of 2, maybe a "} {
		if !strings.Contains(notes.String(), want) {
			t.Errorf("notes %q, want %q among them", notes.String(), want)
		}
	}
}
