package mnistjson

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"digitlab/data"
)

// TestSpellingsGiveTheByteBack holds both spellings of all bytes against both
// ways of reading them: as a float through byteOf, and fast.
func TestSpellingsGiveTheByteBack(t *testing.T) {
	for k := range 256 {
		for _, spelled := range []struct {
			scale scale
			text  string
		}{
			{ourScale, spellings[k]},
			{pythonScale, pythonSpelling(byte(k))},
		} {
			v, err := strconv.ParseFloat(spelled.text, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got := spelled.scale.byteOf(v); int(got) != k {
				t.Errorf("scale %d: byteOf(%s) = %d, want %d", spelled.scale, spelled.text, got, k)
			}
			n, got := fastLevel(spelled.text, spelled.scale)
			if n != 1 || int(got) != k {
				t.Errorf("scale %d: levels(%s,) read %d pixels, %d, want 1, %d", spelled.scale, spelled.text, n, got, k)
			}
			if s := scaleOf(v); s != spelled.scale && s != unknownScale {
				t.Errorf("scaleOf(%s) = %d, want %d or unknown", spelled.text, s, spelled.scale)
			}
		}
	}
}

// TestSpellingsAreShort holds that no spelling ends in a zero or could do with
// fewer decimals of k/255.
func TestSpellingsAreShort(t *testing.T) {
	for k, s := range spellings {
		if k > 0 && strings.HasSuffix(s, "0") || len(s) > len("0.123") {
			t.Errorf("spellings[%d] = %s", k, s)
		}
		if v, _ := strconv.ParseFloat(s, 64); fmt.Sprintf("%.3f", v) != fmt.Sprintf("%.3f", float64(k)/255) {
			t.Errorf("spellings[%d] = %s, want %.3f", k, s, float64(k)/255)
		}
	}
}

// pythonSpelling is how the original file has byte k: Python's repr of k/256.
func pythonSpelling(k byte) string {
	s := strconv.FormatFloat(float64(k)/256, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// fastLevel reads one number with levels alone.
func fastLevel(number string, s scale) (int, byte) {
	buf := []byte(number + "," + strings.Repeat(" ", 2*lookahead))
	w := window{buf: buf, end: len(buf)}
	pixels := make([]byte, 1)
	n := w.levels(pixels, s)
	return n, pixels[0]
}

// TestFastAgreesWithSlow compares levels with ParseFloat and byteOf for all
// numbers of up to four decimals and some longer ones, ties among them: 0.1,
// 0.3, 0.5, 0.7 and 0.9 lie half way between two bytes of scale 255.
func TestFastAgreesWithSlow(t *testing.T) {
	check := func(number string) {
		for _, s := range []scale{ourScale, pythonScale} {
			v, err := strconv.ParseFloat(number, 64)
			if err != nil {
				t.Fatal(err)
			}
			want := s.byteOf(v)
			if n, got := fastLevel(number, s); n != 1 || got != want {
				t.Errorf("scale %d: levels(%s,) read %d pixels, %d, want 1, %d", s, number, n, got, want)
			}
		}
	}
	for decimals := 1; decimals <= 4; decimals++ {
		power := 1
		for range decimals {
			power *= 10
		}
		for n := range power {
			check(fmt.Sprintf("0.%0*d", decimals, n))
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for decimals := 5; decimals <= 8; decimals++ {
		for range 2000 {
			check(fmt.Sprintf("%.*f", decimals, rng.Float64()*0.9999))
		}
		check("0." + strings.Repeat("9", decimals))
	}
}

// TestScaleIsFoundLate reads a file in the original spelling whose first
// images hold only multiples of 1/8, in which the two spellings look the same.
func TestScaleIsFoundLate(t *testing.T) {
	eighths := make([]string, 9)
	for i := range eighths {
		eighths[i] = strconv.FormatFloat(float64(i)/8, 'f', 3, 64)
	}
	text := func(last string) string {
		image := imageText(eighths...)
		return "[[[" + image + "],[0]],[[" + image + "," + imageText(append(eighths, last)...) + "],[0,0]],[[" + image + "],[0]]]"
	}
	tests := []struct {
		name string
		last string // the pixel that tells
		want [10]byte
	}{
		{"k/256", "0.01171875", [10]byte{0, 32, 64, 96, 128, 160, 192, 224, 255, 3}},
		{"k/255", "0.012", [10]byte{0, 32, 64, 96, 128, 159, 191, 223, 255, 3}},
		{"never", "0", [10]byte{0, 32, 64, 96, 128, 159, 191, 223, 255, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, err := ReadText(strings.NewReader(text(test.last)), Hooks{})
			if err != nil {
				t.Fatal(err)
			}
			for m, i := range map[data.Split]int{data.Train: 0, data.Valid: 1, data.Test: 0} {
				got := [9]byte(d.Images(m).Image(i))
				if got != [9]byte(test.want[:9]) {
					t.Errorf("%v image %d: %v, want %v", m, i, got, test.want[:9])
				}
			}
			if got := d.Images(data.Valid).Image(1)[9]; got != test.want[9] {
				t.Errorf("pixel %s = %d, want %d", test.last, got, test.want[9])
			}
		})
	}
}

// TestScaleIsFoundOnce holds that the first pixel that tells decides for good.
func TestScaleIsFoundOnce(t *testing.T) {
	tests := []struct {
		name   string
		pixels []string
		want   [2]byte
	}{
		{"255 first", []string{"0.996", "0.99609375"}, [2]byte{254, 254}},
		{"256 first", []string{"0.99609375", "0.996"}, [2]byte{255, 255}},
		{"256 and 1", []string{"0.99609375", "1.0"}, [2]byte{255, 255}},
	}
	for _, test := range tests {
		d, err := ReadText(strings.NewReader(fileText(imageText(test.pixels...), "0")), Hooks{})
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if got := [2]byte(d.Images(data.Train).Image(0)); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// FuzzIsNumber compares isNumber with encoding/json.
func FuzzIsNumber(f *testing.F) {
	for _, s := range []string{
		"0", "-0", "0.0", "1", "10", "1e5", "1E+05", "1.5e-3", "-1.25",
		"", "-", "+1", "00", "01", "-01", ".5", "1.", "1.e5", "1e", "1e+", "e5", "1e5.0", "1-", "0x10", "1_0", "NaN", "inf",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i := range len(s) {
			if c := s[i]; !isDigit(c) && !isLetter(c) && c != '.' && c != '-' && c != '+' {
				t.Skip("no word")
			}
		}
		// Of the words, only numbers and these three are JSON.
		want := json.Valid([]byte(s)) && s != "null" && s != "true" && s != "false"
		if got := isNumber([]byte(s)); got != want {
			t.Errorf("isNumber(%q) = %t, want %t", s, got, want)
		}
	})
}
