package hand

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func drawnSet() Set {
	s := gather(4, 9, 9, 9, 9)
	s[1].Strokes = Strokes{Side: 280, Pen: 24, Lines: [][]float64{{1, 2, 3.5, 4}, {7, 8}}}
	return s
}

func TestExportIsImported(t *testing.T) {
	for _, want := range []Set{nil, drawnSet()} {
		text, err := Export(want)
		if err != nil {
			t.Fatal(err)
		}
		got, classes, err := Import(text)
		if err != nil || classes != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Import(Export(s)) = %+v, %v, want %+v", got, err, want)
		}
	}
}

// The format is what its description says, for those who read it elsewhere.
func TestFormat(t *testing.T) {
	text, err := Export(drawnSet()[1:2])
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	drawings := got["samples"].([]any)
	first := drawings[0].(map[string]any)
	pixels := first["pixels"]
	delete(first, "pixels")
	want := map[string]any{
		"format": "digitlab-hand", "version": 1.,
		"samples": []any{map[string]any{
			"label": 9., "kept": "2023-11-14T22:13:21Z", "test": false, "side": 280., "pen": 24.,
			"strokes": []any{[]any{1., 2., 3.5, 4.}, []any{7., 8.}},
		}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the file is %v, want %v", got, want)
	}
	if p := pixels.(string); !strings.HasPrefix(p, "AAH/AAAA") || len(p) != (Pixels+2)/3*4 {
		t.Errorf("the pixels are %q, want base64 of 784 bytes", pixels)
	}
}

func TestRecordIsDecoded(t *testing.T) {
	want := drawnSet()[1]
	text, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(text)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Decode(Encode(s)) = %+v, %v, want %+v", got, err, want)
	}
}

func TestImportRefuses(t *testing.T) {
	text, err := Export(drawnSet())
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) string { return strings.Replace(string(text), old, new, 1) }
	tests := []struct{ name, text, want string }{
		{"nothing", "", "the file is empty"},
		{"half of it", string(text[:len(text)/2]), "it is cut short"},
		{"with more behind", string(text) + "{}", "there is more after its end"},
		{"words", "nothing but words", "it is no handwriting"},
		{"another file", `[[[[0]]]]`, "it is no handwriting"},
		{"another format", change("digitlab-hand", "digitlab-foot"), "it is no handwriting"},
		{"another version", change(`"version":1`, `"version":3`), "it has version 3, this program reads version 2"},
		{"a mistake", change(`"version":1`, `"version";1`), "it is damaged: no JSON from byte 35 on"},
		{"depths", change(`"version"`, `"more":`+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`,"version"`), "JSON is nested more than 20 deep at byte 52"},
		{"depths in a drawing", change(`[[1,2`, strings.Repeat("[", 5000)+`1,2`), "JSON is nested more than 20 deep at byte "},
		{"samples that are none", `{"format":"digitlab-hand","version":1,"samples":[7]}`, "drawing 0: it is no handwriting"},
		{"another label", change(`"label":9`, `"label":10`), "drawing 1: label 10, want 0 to 9"},
		{"a label that is no digit", change(`"label":9`, `"label":1.5`), `drawing 1: "label" is of the wrong kind: number 1.5`},
		{"too few pixels", change(`"pixels":"AAAA`, `"pixels":"`), "781 pixels, want 784"},
		{"pixels in hexadecimal", change(`"pixels":"AAAA`, `"pixels":"00-0`), "the pixels are not in base64"},
		{"a time in words", change(`"kept":"2023`, `"kept":"today, 2023`), `drawing 0: kept at "today, 2023-`},
		{"no time", change(`"kept"`, `"lost"`), "drawing 0: the time when it was kept is missing"},
		{"half a point", change("3.5,", ""), "drawing 1: stroke 0 has 3 numbers"},
		{"no pad", change(`"side":280`, `"side":0`), "drawing 1: a pad of side 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if s, _, err := Import([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Import gives %d drawings and error %v, want %q", len(s), err, test.want)
			}
		})
	}
}

// What Import takes can be kept and exported.
func FuzzImport(f *testing.F) {
	text, err := Export(drawnSet())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	if text, err = ExportNamed(drawnSet(), shapes()); err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		s, classes, err := Import(text)
		if err != nil {
			return
		}
		for _, drawing := range s {
			kept, err := Encode(drawing)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := Decode(kept); err != nil || again.ID() != drawing.ID() {
				t.Errorf("a drawing that was read cannot be read again: %v", err)
			}
		}
		again := Set{}.With(s...)
		file, err := Export(again)
		if classes != nil {
			file, err = ExportNamed(again, classes)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, named, err := Import(file); err != nil || !slices.Equal(named, classes) {
			t.Errorf("what was exported again is read as classes %q: %v", named, err)
		}
	})
}

// A file of the first version, of November 2026, is read for good.
func TestOldFileIsImported(t *testing.T) {
	file, err := os.ReadFile("testdata/version1.json")
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := Import(file); err != nil || !reflect.DeepEqual(got, drawnSet()[:2]) {
		t.Errorf("Import = %+v, %v, want %+v", got, err, drawnSet()[:2])
	}
}

// shapes are as many names as drawnSet has labels.
func shapes() []string {
	return []string{"a", "b", "c", "d", "e", "f", "g", "h", "house \"of\" cards", "🌟"}
}

func TestNamedExportIsImported(t *testing.T) {
	text, err := ExportNamed(drawnSet(), shapes())
	if err != nil {
		t.Fatal(err)
	}
	got, classes, err := Import(text)
	if err != nil || !reflect.DeepEqual(got, drawnSet()) || !slices.Equal(classes, shapes()) {
		t.Errorf("Import(ExportNamed(s)) = %+v, %q, %v", got, classes, err)
	}
	if !Exported(text[:100]) {
		t.Error("a file's beginning is not known again")
	}
}

func TestNamedImportRefuses(t *testing.T) {
	text, err := ExportNamed(drawnSet(), shapes())
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) string { return strings.Replace(string(text), old, new, 1) }
	tests := []struct{ name, text, want string }{
		{"one class", change(`["a","b","c","d","e","f","g","h","house \"of\" cards","🌟"]`, `["a"]`), "1 classes, want 2 to 10"},
		{"too many classes", change(`["a"`, `["z","a"`), "11 classes, want 2 to 10"},
		{"a name twice", change(`"a","b"`, `"a","a"`), `the name "a" is there twice`},
		{"no name", change(`"a","b"`, `"a",""`), "class 1 has no name"},
		{"a line in a name", change(`"a","b"`, `"a","b\n"`), "class 1 has no name"},
		{"names that are none", change(`["a","b"`, `[1,"b"`), "of the wrong kind"},
		{"a label beyond the classes", change(`,"🌟"]`, `]`), "drawing 1: label 9, want 0 to 8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, _, err := Import([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Import gives error %v, want %q", err, test.want)
			}
		})
	}
}
