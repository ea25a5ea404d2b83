package plot

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

var theme = Theme{
	Card: "#fff", Text: "#111", Soft: "#555", Line: "#ddd", Edge: "#888", Font: `"Segoe UI", sans-serif`,
	Runs: [Colours]string{"#00f", "#fa0", "#a0a", "#0af", "#060", "#f00", "#880", "#99a"},
}

func TestSVG(t *testing.T) {
	f := figure(testRun("a", "crossentropy", 150), testRun("b", "squarederror", 120))
	f.Names[1] = "<b> & \"c\" \x00"
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
	for _, want := range []string{"Two runs", "run a: 50.00 %", `<b> & "c" : 50.00 %`, "Accuracy"} {
		if !strings.Contains(texts, want) {
			t.Errorf("no text says %q: %s", want, texts)
		}
	}
}
