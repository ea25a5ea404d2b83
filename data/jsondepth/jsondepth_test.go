package jsondepth_test

import (
	"bytes"
	"encoding/json/jsontext"
	"io"
	"strings"
	"testing"

	"digitlab/data/jsondepth"
)

func TestCheck(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // "" for none
	}{
		{"nothing", ``, ""},
		{"a number", `12`, ""},
		{"as deep as allowed", `{"a":[{"b":1},[]],"c":{"d":[]}}`, ""},
		{"side by side", `[[],[],[],[],[[]],{}]`, ""},
		{"arrays", `[[[[]]]]`, "JSON is nested more than 3 deep at byte 3"},
		{"objects", `{"a":{"a":{"a":{}}}}`, "at byte 15"},
		{"behind others", `[[[]],[[]],[[[]]]]`, "at byte 13"},
		{"brackets in a string", `["[[[[","{{{{"]`, ""},
		{"a quote in a string", `["\"[[[[\\"]`, ""},
		{"behind an escaped backslash", `["\\",[[[]]]]`, "at byte 8"},
		{"cut short in a string", `["[[[[\`, ""},
		{"very deep", strings.Repeat("[", 1e6), "at byte 3"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := jsondepth.Check([]byte(test.text), 3)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("Check(%.40q, 3) = %v, want %q", test.text, err, test.want)
			}
		})
	}
}

// JSON is found to be as deep as its tokens are.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(`{"a":[{"b":"]\"}"},[]]}`))
	f.Add([]byte(`"\\"`))
	f.Fuzz(func(t *testing.T, text []byte) {
		deepest, tokens := 0, jsontext.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := tokens.ReadToken(); err == io.EOF {
				break
			} else if err != nil {
				return
			}
			deepest = max(deepest, tokens.StackDepth())
		}
		if err := jsondepth.Check(text, deepest); err != nil {
			t.Errorf("Check(%q, %d) = %v", text, deepest, err)
		}
		if err := jsondepth.Check(text, deepest-1); err == nil && deepest > 0 {
			t.Errorf("Check(%q, %d) = nil, it is nested %d deep", text, deepest-1, deepest)
		}
	})
}
