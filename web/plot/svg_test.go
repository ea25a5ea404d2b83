package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"digitlab/web/runs"
)

var theme = Theme{
	Card: "#fff", Text: "#111", Soft: "#555", Line: "#ddd", Edge: "#888", Font: `"Segoe UI", sans-serif`,
	Runs: [Colours]string{"#00f", "#fa0", "#a0a", "#0af", "#060", "#f00", "#880", "#99a"},
}

func TestSVG(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 150), testRun("b", "squarederror", 120))
	f.Names[1] = "<b> & \"c\" '\x00\x08\x1b]]>\r\ufffe\uffff\xff\xed\xa0\x80"
	f.Legend = true
	file := string(NewPlotter().Layout(f).SVG(&theme, "Two runs"))

	count := map[string]int{}
	texts := ""
	for decoder := xml.NewDecoder(strings.NewReader(file)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, file)
		}
		switch token := token.(type) {
		case xml.StartElement:
			count[token.Name.Local]++
			for _, a := range token.Attr {
				if a.Name.Local == "stroke" || a.Name.Local == "fill" {
					count[a.Value]++
				}
			}
		case xml.CharData:
			texts += string(token) + "|"
		}
	}
	if count["clipPath"] != 3 {
		t.Errorf("%d panels, want 3", count["clipPath"])
	}
	// Of each run: losses and their average, validations, the average of the
	// accuracies and theirs; and in the legend.
	for _, colour := range theme.Runs[:2] {
		if count[colour] < 6 {
			t.Errorf("%d things have the colour %s, want 6 or more", count[colour], colour)
		}
	}
	for _, want := range []string{"Two runs", "run a: 50.00 %", `<b> & "c" ']]>: 50.00 %`, "Accuracy"} {
		if !strings.Contains(texts, want) {
			t.Errorf("no text says %q: %s", want, texts)
		}
	}
}

// Any run that can be read can be drawn, over each unit.
func FuzzRun(f *testing.F) {
	for _, steps := range []int{0, 1, 150} {
		record, err := runs.Encode(testRun("a", "crossentropy", steps))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(record)
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		run, err := runs.Decode(record)
		if err != nil {
			return
		}
		for _, unit := range []XUnit{Steps, Epochs, Seconds} {
			fig := Figure{Width: 600, Height: 500, Runs: runs.List{run}, Names: []string{run.Name}}
			fig.X, fig.Legend, fig.Smoothing = unit, true, 0.9
			file := NewPlotter().Layout(fig).SVG(&theme, run.Name)
			for decoder := xml.NewDecoder(bytes.NewReader(file)); ; {
				token, err := decoder.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("over %s: no XML: %v", unit, err)
				}
				element, _ := token.(xml.StartElement)
				for _, a := range element.Attr {
					if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
						t.Errorf("over %s: %s has a coordinate that is no number: %.100s", unit, element.Name.Local, a.Value)
					}
				}
			}
		}
	})
}
