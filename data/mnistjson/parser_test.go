package mnistjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"digitlab/data"
)

// imageText spells an image that begins with the given pixels and goes on with
// zeros.
func imageText(pixels ...string) string {
	for len(pixels) < data.Pixels {
		pixels = append(pixels, "0")
	}
	return "[" + strings.Join(pixels, ",") + "]"
}

// fileText is a file whose training split is given, and the others empty.
func fileText(images, labels string) string {
	return "[[[" + images + "],[" + labels + "]],[[],[]],[[],[]]]"
}

func TestReadJSONErrors(t *testing.T) {
	blank := imageText()
	pixel := func(spelling string) string { return fileText(imageText("0", spelling), "7") }
	tests := []struct {
		name string
		text string // ^ stands before the byte the error is about, and is left out
		want string
	}{
		{"empty", "^", "dataset: the text is cut short"},
		{"object", `^{"train": 1}`, "dataset: found '{', want ["},
		{"one number", "[^1]", "train: found '1', want ["},
		{"no splits", "[^]", "dataset: 0 splits, want 3: train, valid and test"},
		{"two splits", "[[[" + blank + "],[7]],[[],[]]^]", "dataset: 2 splits, want 3: train, valid and test"},
		{"four splits", "[[[" + blank + "],[7]],[[],[]],[[],[]]^,[[],[]]]", "dataset: more than 3 splits"},
		{"split of one list", "[[[" + blank + "]^],[[],[]],[[],[]]]", "train: no list of labels"},
		{"split of three lists", "[[[" + blank + "],[7]^,[]],[[],[]],[[],[]]]", "train: more than two lists, want images and labels"},
		{"empty split", "[[^],[[],[]],[[],[]]]", "train: no list of labels"},
		{"no training image", "[[[],[]^],[[],[]],[[],[]]]", "train: no images"},
		{"nesting too deep", fileText("[^[0]]", "7"), "train image 0: found '[', want a number"},
		{"nesting not deep enough", fileText("^0,0", "7"), "train image 0: found '0', want ["},
		{"endless nesting", "[[[[^[[[[[[[[[", "train image 0: found '[', want a number"},
		{"garbage at the end", fileText(blank, "7") + "\n^x", "dataset: found 'x' after its end"},
		{"second file at the end", fileText(blank, "7") + "^" + fileText(blank, "7"), "dataset: found '[' after its end"},

		{"no pixels", fileText("[^]", "7"), "train image 0: found ']', want a number"},
		{"783 pixels", fileText(blank+",["+strings.Repeat("0,", 782)+"0^]", "7,7"), "train image 1: 783 pixels, want 784"},
		{"785 pixels", fileText("["+strings.Repeat("0,", 783)+"0^,0]", "7"), "train image 0: more than 784 pixels"},
		{"above 1", pixel("^1.004"), "train image 0: pixel 1 is 1.004, want 0 to 1"},
		{"more than a byte", pixel("^256"), "train image 0: pixel 1 is 256, want 0 to 255"},
		{"more than a byte after bytes", fileText(imageText("254", "^255.5"), "7"), "train image 0: pixel 1 is 255.5, want 0 to 255"},
		{"below 0 after bytes", fileText(imageText("254", "^-0.5"), "7"), "train image 0: pixel 1 is -0.5, want 0 to 255"},
		{"below -1", pixel("^-1.5"), "train image 0: pixel 1 is -1.5, want -1 to 1"},
		{"above 1 after -1", fileText(imageText("-1", "^2"), "7"), "train image 0: pixel 1 is 2, want -1 to 1"},
		{"below 0 after a little above 1", fileText(imageText("1.5", "^-0.5"), "7"), "train image 0: pixel 1 is -0.5, want 0 to 1"},
		{"too large for 64 bits", pixel("^1e999"), "train image 0: pixel 1 is +Inf, want 0 to 255"},
		{"NaN", pixel("^NaN"), `train image 0: found "NaN", want a number`},
		{"Infinity", pixel("^Infinity"), `train image 0: found "Infinity", want a number`},
		{"-Infinity", pixel("^-Infinity"), `train image 0: found "-Infinity", want a number`},
		{"null", pixel("^null"), `train image 0: found "null", want a number`},
		{"true", pixel("^true"), `train image 0: found "true", want a number`},
		{"text", pixel(`^"0.5"`), `train image 0: found '"', want a number`},
		{"nothing", pixel("^"), "train image 0: found ',', want a number"},
		{"hexadecimal", pixel("^0x1p-2"), `train image 0: found "0x1p-2", want a number`},
		{"leading zero", pixel("^00.5"), `train image 0: found "00.5", want a number`},
		{"no digit before the point", pixel("^.5"), `train image 0: found ".5", want a number`},
		{"no digit after the point", pixel("^0."), `train image 0: found "0.", want a number`},
		{"65 characters", pixel("^0." + strings.Repeat("0", 63)), `train image 0: "0.0000000000"... has more than 64 characters, want a number`},
		{"no comma", pixel("0 ^0"), "train image 0: found '0' after pixel 1, want , or ]"},
		{"comma at the end", fileText(blank+",^", "7"), "train image 1: found ']', want ["},
		{"no comma between images", fileText(blank+" ^"+blank, "7"), "train image 0: found '[' after it, want , or ]"},

		{"label 10", fileText(blank, "^10"), "train label 0: 10 is not a digit, want an integer from 0 to 9"},
		{"label -1", fileText(blank, "^-1"), "train label 0: -1 is not a digit, want an integer from 0 to 9"},
		{"label 3.5", fileText(blank, "^3.5"), "train label 0: 3.5 is not a digit, want an integer from 0 to 9"},
		{"label 9.999", fileText(blank+","+blank, "5,^9.999"), "train label 1: 9.999 is not a digit, want an integer from 0 to 9"},
		{"label null", fileText(blank, "^null"), `train label 0: found "null", want a number`},
		{"label one-hot", fileText(blank, "^[0,1]"), `train label 0: found '[', want a number`},
		{"fewer labels", fileText(blank+","+blank, "7^]"), "train: length of images (2) should equal labels (1)"},
		{"more labels", fileText(blank, "7,7,7^]"), "train: length of images (1) should equal labels (3)"},
		{"no labels", fileText(blank, "^]"), "train: length of images (1) should equal labels (0)"},
		{"no images but a label", fileText("", "7^]"), "train: length of images (0) should equal labels (1)"},

		{"valid image", "[[[" + blank + "],[7]],[[" + imageText("^-2") + "],[7]],[[],[]]]", "valid image 0: pixel 0 is -2, want -1 to 1"},
		// Others may have been given the images before it.
		{"a byte in the test", "[[[" + blank + "],[7]],[[],[]],[[" + imageText("^2") + "],[7]]]", "test image 0: pixel 0 is 2, want 0 to 1"},

		{"one class", `[["a"^],` + fileText(blank, "0")[1:], "dataset: one class, want 2 to 10"},
		{"eleven classes", `[["0","1","2","3","4","5","6","7","8","9",^"10"],` + fileText(blank, "0")[1:], "class 10: more than 10 classes"},
		{"the same class again", `[["a",^"a"],` + fileText(blank, "0")[1:], `class 1: the name "a" is there twice`},
		{"a number for a class", `[["a",^7],` + fileText(blank, "0")[1:], `class 0: found '7', want a name in quotes`},
		{"an empty name", `[["a",^""],` + fileText(blank, "0")[1:], `class 1: the label is empty`},
		{"a long name", `[["a",^"` + strings.Repeat("b", 400) + `"],` + fileText(blank, "0")[1:], `class 1: the name has more than 64 bytes`},
		{"a name in no way of JSON's", `[["a",^"\x"],` + fileText(blank, "0")[1:], `class 1: the name is not JSON`},
		{"names again", `[["a","b"],[^"c"],` + fileText(blank, "0")[1:], `train images: found '"', want [`},
		{"names alone", `[["a","b"]^]`, "dataset: 0 splits, want 3: train, valid and test"},
		{"a label behind the classes", `[["a","b"],` + fileText(blank, "^2")[1:], "train label 0: 2 is not a class, want an integer from 0 to 1"},

		{"test label", "[[[" + blank + "],[7]],[[],[]],[[" + blank + "],[^11]]]", "test label 0: 11 is not a digit, want an integer from 0 to 9"},
		{"test count", "[[[" + blank + "],[7]],[[],[]],[[" + blank + "],[^]]]", "test: length of images (1) should equal labels (0)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			at := strings.IndexByte(test.text, '^')
			text := strings.Replace(test.text, "^", "", 1)
			want := fmt.Sprintf("%s (at byte %d)", test.want, at)
			_, err := ReadText(strings.NewReader(text), Hooks{})
			if err == nil || err.Error() != want {
				t.Errorf("ReadText: error %v\nwant %s", err, want)
			}
		})
	}
}

// TestReadJSONTruncated cuts a file after every byte, also within a number: what
// is left of it may be none, such as "0." or "1e-".
func TestReadJSONTruncated(t *testing.T) {
	text := fileText(imageText("0.004", "1e-1", "-0", "1E+0"), "7")
	if _, err := ReadText(strings.NewReader(text), Hooks{}); err != nil {
		t.Fatalf("the whole file: %v", err)
	}
	for n := range len(text) {
		_, err := ReadText(strings.NewReader(text[:n]), Hooks{})
		if err == nil {
			t.Fatalf("the first %d bytes of %d are read as a file", n, len(text))
		}
		end := fmt.Sprintf("the text is cut short (at byte %d)", n)
		if !strings.HasSuffix(err.Error(), end) {
			t.Fatalf("the first %d bytes: %v, want %s", n, err, end)
		}
	}
}

// TestReadJSONBroken lets the source fail in the middle.
func TestReadJSONBroken(t *testing.T) {
	broken := errors.New("connection lost")
	text := "[[[" + imageText() + ",[0,0"
	_, err := ReadText(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), Hooks{})
	want := fmt.Sprintf("train image 1: connection lost (at byte %d)", len(text))
	if !errors.Is(err, broken) || err.Error() != want {
		t.Errorf("ReadText: error %v, want %s", err, want)
	}
}

// idle is a reader that never gives anything.
type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

func TestReadJSONNoProgress(t *testing.T) {
	if _, err := ReadText(idle{}, Hooks{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("ReadText of a reader that gives nothing: error %v, want %v", err, io.ErrNoProgress)
	}
}

// TestReadJSONSpellings reads one image in many spellings. The bytes are those
// of k/255 to three decimals.
func TestReadJSONSpellings(t *testing.T) {
	want := []byte{0, 1, 32, 128, 254, 255}
	tests := []struct {
		name   string
		pixels string
	}{
		{"ours", "0,0.004,0.125,0.502,0.996,1"},
		{"Python", "0.0, 0.004, 0.125, 0.502, 0.996, 1.0"},
		{"full precision", "0.0,0.00392156862745098,0.12549019607843137,0.5019607843137255,0.996078431372549,1.0"},
		{"nine decimals", "0.000000000,0.003921569,0.125490196,0.501960784,0.996078431,1.000000000"},
		{"eight decimals", "0.00000000,0.00392157,0.12549020,0.50196078,0.99607843,1.00000000"},
		{"four decimals", "0.0000,0.0039,0.1255,0.5020,0.9961,1.0000"},
		{"exponents", "0e0,4e-3,1.25e-1,502E-03,0.0996e+1,10e-1"},
		{"minus zero", "-0,0.004,0.125,0.502,0.996,1"},
		{"minus zero point zero", "-0.0,0.004,0.125,0.502,0.996,1"},
		{"a blank before the comma", "0 ,0.004 ,0.125 ,0.502 ,0.996 ,1 "},
		{"white space", "\n\t0\r\n,\n\n0.004\t,\t0.125  ,  0.502,\r0.996\n,\n1\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// The spelling stands at the front of one image, behind the known
			// scale in the second, and at the very end of the third.
			rest := strings.Repeat(",0", data.Pixels-len(want))
			text := fileText("["+test.pixels+rest+"],["+test.pixels+rest+"],["+rest[1:]+","+test.pixels+"]", "7, 8.0 ,9e0")
			for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
				d, err := ReadText(r, Hooks{})
				if err != nil {
					t.Fatal(err)
				}
				train := d.Images(data.Train)
				for i, got := range [][]byte{
					train.Image(0)[:len(want)],
					train.Image(1)[:len(want)],
					train.Image(2)[data.Pixels-len(want):],
				} {
					if !bytes.Equal(got, want) {
						t.Errorf("image %d: pixels %v, want %v", i, got, want)
					}
				}
				if !slices.Equal(train.Labels(), []byte{7, 8, 9}) {
					t.Errorf("labels %v, want [7 8 9]", train.Labels())
				}
			}
		})
	}
}

// TestReadJSONWhiteSpace puts white space wherever JSON allows it.
func TestReadJSONWhiteSpace(t *testing.T) {
	text := fileText(imageText("0.004", "0.5"), "7")
	spaced := " \n" + strings.NewReplacer("[", "[ ", "]", "\t] ", ",", "\r\n, ").Replace(text) + "\n"
	want, err := ReadText(strings.NewReader(text), Hooks{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadText(strings.NewReader(spaced), Hooks{})
	if err != nil {
		t.Fatal(err)
	}
	if !equal(got, want) {
		t.Error("white space changes what is read")
	}
}

func TestReadJSONProgress(t *testing.T) {
	image := imageText() + ","
	text := fileText(strings.Repeat(image, 2499)+imageText(), strings.Repeat("1,", 2499)+"1")
	var calls []int
	if _, err := ReadText(strings.NewReader(text), Hooks{Progress: func(n int) { calls = append(calls, n) }}); err != nil {
		t.Fatal(err)
	}
	if want := []int{1000, 2000, 2500}; !slices.Equal(calls, want) {
		t.Errorf("progress(%v), want %v", calls, want)
	}
}

// equal reports whether two datasets hold the same images and labels.
func equal(a, b *data.Dataset) bool {
	for split := range data.Splits {
		x, y := a.Images(split), b.Images(split)
		if x.Len() != y.Len() || !bytes.Equal(x.Labels(), y.Labels()) {
			return false
		}
		for i := range x.Len() {
			if !bytes.Equal(x.Image(i), y.Image(i)) {
				return false
			}
		}
	}
	return true
}
