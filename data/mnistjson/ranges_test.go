package mnistjson

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/data"
)

// Numbers of 0 to 255 and of -1 to 1 give the bytes back, whenever they show that
// they are such.
func TestRangesGiveTheByteBack(t *testing.T) {
	none := func() string { return "" }
	for name, spell := range map[string]func(k byte) string{
		"0 to 1":             func(k byte) string { return spellings[k] },
		"0 to 255":           func(k byte) string { return strconv.Itoa(int(k)) },
		"0 to 255 as floats": func(k byte) string { return strconv.Itoa(int(k)) + ".0" },
		"-1 to 1":            func(k byte) string { return strconv.FormatFloat(float64(k)/127.5-1, 'g', -1, 64) },
	} {
		for seed := range uint64(20) {
			want := randomDataset(seeded(seed))
			if seed%2 == 0 {
				// Each image begins with what could be of 0 to 1.
				for split := range data.Splits {
					for i := range want.Images(split).Len() {
						copy(want.Images(split).Image(i), []byte{1, 0, 1, 255, 1})
						if name == "-1 to 1" {
							copy(want.Images(split).Image(i), []byte{255, 128, 129, 200})
						}
					}
				}
			}
			text := "\xef\xbb\xbf" + string(spellDataset(want, spell, none))
			for _, text := range []string{text, strings.ReplaceAll(text, ",", ", ")} {
				var said string
				got, err := Read(strings.NewReader(text), Hooks{Range: func(low, high int) { said = fmt.Sprintf("%v to %v", low, high) }})
				if err != nil {
					t.Fatalf("%s, seed %d: %v", name, seed, err)
				}
				if !strings.HasPrefix(name, said) {
					t.Fatalf("%s, seed %d: said to be %s", name, seed, said)
				}
				if sum(got) != sum(want) {
					t.Fatalf("%s, seed %d: other bytes", name, seed)
				}
			}
		}
	}
}

func TestValuesInDoubt(t *testing.T) {
	image := func(text string) []byte {
		d, err := ReadText(strings.NewReader(text), Hooks{Trainable: func(*data.Dataset) { t.Error("images are handed out that may change") }})
		if err != nil {
			t.Fatal(err)
		}
		return d.Images(data.Train).Image(0)[:4]
	}
	inDoubt := imageText("0.25", "1.5", "1")
	text := "[[[" + inDoubt + "],[7]],[[],[]],[[" + imageText("200") + "],[1]]]"
	if got, want := image(text), []byte{0, 1, 1, 0}; !bytes.Equal(got, want) {
		t.Errorf("before a byte: %v, want %v", got, want)
	}
	want := "train image 0: pixel 1 is 1.5, want 0 to 1 (at byte 9)"
	if _, err := ReadText(strings.NewReader(fileText(inDoubt, "7")), Hooks{}); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestClassNames(t *testing.T) {
	for _, names := range [][]string{{"cat", "T-shirt/top", `a "dog"`, "き"}, {"0", "1", "2"}, {"7", "3"}} {
		var d data.Dataset
		d.NameClasses(names)
		for i := range names {
			d.Images(data.Train).Append(new(data.Image), byte(i))
		}
		var text bytes.Buffer
		if err := WriteText(&text, &d); err != nil {
			t.Fatal(err)
		}
		var part *data.Dataset
		got, err := ReadText(&text, Hooks{Trainable: func(d *data.Dataset) { part = d }})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.ClassNames(), names) || !slices.Equal(part.ClassNames(), names) {
			t.Errorf("classes %q, and %q to train on, want %q", got.ClassNames(), part.ClassNames(), names)
		}
		if !bytes.Equal(got.Images(data.Train).Labels(), d.Images(data.Train).Labels()) {
			t.Errorf("labels %v", got.Images(data.Train).Labels())
		}
	}
}
