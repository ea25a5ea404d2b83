package mnistjson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/data"
)

// decodeReference is the slow, obvious reader: encoding/json and one rounding.
func decodeReference(t *testing.T, text []byte, scale float64) *data.Dataset {
	t.Helper()
	var file [data.Splits][2]json.RawMessage
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	d := new(data.Dataset)
	for m, split := range file {
		var images [][]float64
		var labels []float64
		if err := json.Unmarshal(split[0], &images); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(split[1], &labels); err != nil {
			t.Fatal(err)
		}
		for i, pixels := range images {
			var image data.Image
			for j, v := range pixels {
				image[j] = byte(min(255, math.Round(v*scale)))
			}
			d.Images(data.Split(m)).Append(&image, byte(labels[i]))
		}
	}
	return d
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// randomDataset has images like those of MNIST, mostly blank, in all splits.
func randomDataset(rng *rand.Rand) *data.Dataset {
	d := new(data.Dataset)
	for split := range data.Splits {
		for range 1 + rng.IntN(4) {
			var image data.Image
			for j := range image {
				if rng.IntN(4) == 0 {
					image[j] = byte(rng.IntN(256))
				}
			}
			d.Images(split).Append(&image, byte(rng.IntN(data.Classes)))
		}
	}
	return d
}

// spellDataset writes a dataset with spell for its pixels and space between
// its tokens.
func spellDataset(d *data.Dataset, spell func(k byte) string, space func() string) []byte {
	var buf bytes.Buffer
	list := func(n int, element func(i int)) {
		buf.WriteString("[" + space())
		for i := range n {
			if i > 0 {
				buf.WriteString(space() + "," + space())
			}
			element(i)
		}
		buf.WriteString(space() + "]")
	}
	list(int(data.Splits), func(split int) {
		images := d.Images(data.Split(split))
		list(2, func(part int) {
			list(images.Len(), func(i int) {
				if part == 1 {
					buf.WriteString(strconv.Itoa(int(images.Label(i))))
					return
				}
				list(data.Pixels, func(j int) { buf.WriteString(spell(images.Image(i)[j])) })
			})
		})
	})
	return buf.Bytes()
}

// randomSpelling spells the value of s in one of the ways that JSON allows.
func randomSpelling(rng *rand.Rand, s string) string {
	v, _ := strconv.ParseFloat(s, 64)
	switch rng.IntN(6) {
	case 0:
		return strconv.FormatFloat(v, 'e', -1, 64)
	case 1:
		return strconv.FormatFloat(v, 'E', 17, 64)
	case 2:
		return strconv.FormatFloat(v, 'f', 12, 64)
	case 3:
		return fmt.Sprintf("%se%+d", strconv.FormatFloat(v*1000, 'f', -1, 64), -3)
	default:
		return s
	}
}

func TestReadJSONAgainstEncodingJSON(t *testing.T) {
	tests := []struct {
		name  string
		scale float64
		spell func(k byte) string
	}{
		{"ours", 255, func(k byte) string { return spellings[k] }},
		{"Python", 256, pythonSpelling},
	}
	for _, test := range tests {
		for _, wild := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s wild=%t", test.name, wild), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(7, 7))
				spell := test.spell
				space := func() string { return "" }
				if wild {
					spell = func(k byte) string { return randomSpelling(rng, test.spell(k)) }
					space = func() string { return strings.Repeat(" \n\t\r"[:1+rng.IntN(4)], rng.IntN(3)) }
				}
				for range 20 {
					source := randomDataset(rng)
					text := spellDataset(source, spell, space)
					got, err := ReadText(bytes.NewReader(text), Hooks{})
					if err != nil {
						t.Fatal(err)
					}
					if !equal(got, decodeReference(t, text, test.scale)) {
						t.Fatal("ReadText and encoding/json differ")
					}
					if !equal(got, source) {
						t.Fatal("ReadText and what was written differ")
					}
				}
			})
		}
	}
}

// FuzzReadJSON holds that a text is read the same in one go and byte by byte,
// that whatever is accepted is JSON, and that writing it and reading it again
// changes nothing.
func FuzzReadJSON(f *testing.F) {
	blank := imageText()
	for _, seed := range []string{
		fileText(blank, "7"),
		fileText(imageText("0.004", "0.875", "1", "0.5"), "0"),
		fileText(imageText("0.00390625", "0.625", "1.0"), "9.0"),
		fileText(imageText("0.625", "-0", "1e-2", "1E-3"), " 1e0 "),
		"[[[" + blank + "],[7]], [[" + blank + "],[1]], [[" + blank + "],[0]]]\n",
		fileText(blank, ""),
		"[[[[0,0]],[1]],[[],[]],[[],[]]]",
		"[[[[[[",
		fileText(imageText("254", "1", "0.5"), "7"),
		fileText(imageText("1", "0.5", "-1", "0"), "7"),
		"\xef\xbb\xbf[[\"cat\", \"d\\u00f6g\"]," + fileText(blank, "1")[1:],
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 64<<10 {
			t.Skip("larger files say no more")
		}
		first, err := ReadText(bytes.NewReader(text), Hooks{})
		slow, slowErr := ReadText(slowly(text, len(text)), Hooks{})
		if fmt.Sprint(err) != fmt.Sprint(slowErr) || err == nil && !equal(first, slow) {
			t.Fatalf("in one go: error %v, byte by byte: %v, or other images", err, slowErr)
		}
		if err != nil {
			return
		}
		if !json.Valid(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))) {
			t.Fatal("accepted, though it is no JSON")
		}
		var buf bytes.Buffer
		if err := WriteText(&buf, first); err != nil {
			t.Fatal(err)
		}
		second, err := ReadText(&buf, Hooks{})
		if err != nil {
			t.Fatalf("what WriteText wrote: %v", err)
		}
		if !equal(first, second) || !slices.Equal(first.ClassNames(), second.ClassNames()) {
			t.Error("writing and reading again changes the dataset")
		}
	})
}
