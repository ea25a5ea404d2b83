package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"digitlab/data"
	"digitlab/data/labelled"
)

// pixels spells those of an image that begins with the given ones and goes on with
// zeros.
func pixels(first ...string) string {
	for len(first) < data.Pixels {
		first = append(first, "0")
	}
	return strings.Join(first, ",")
}

// names of the columns for pixels.
func names(prefix string, from int) string {
	var all []string
	for i := range data.Pixels {
		all = append(all, prefix+strconv.Itoa(from+i))
	}
	return strings.Join(all, ",")
}

func read(text string) (*data.Dataset, error) {
	var sets [data.Splits]labelled.Set
	if err := Read(strings.NewReader(text), &sets[data.Train]); err != nil {
		return nil, err
	}
	return labelled.Join(&sets, nil)
}

func TestRead(t *testing.T) {
	first, second := pixels("0", "7", "255"), pixels("0", "0", "12")
	swap := strings.NewReplacer(",", ";")
	tests := []struct{ name, text string }{
		{"label first", "3," + first + "\n5," + second + "\n"},
		{"label last", first + ",3\n" + second + ",5\n"},
		{"no end of the last line", "3," + first + "\n5," + second},
		{"lines of Windows", "3," + first + "\r\n5," + second + "\r\n"},
		{"blank lines", "\n3," + first + "\n\n5," + second + "\n \n"},
		{"Kaggle's header", "label," + names("pixel", 0) + "\n3," + first + "\n5," + second + "\n"},
		{"OpenML's header", names("pixel", 1) + ",class\n" + first + ",3\n" + second + ",5\n"},
		{"numbered columns", "label," + names("", 0) + "\n3," + first + "\n5," + second + "\n"},
		{"pandas without names", names("", 0) + ",784\n" + first + ",3\n" + second + ",5\n"},
		{"pandas with an index", ",label," + names("", 0) + "\n0,3," + first + "\n1,5," + second + "\n"},
		{"an index and the label last", "id," + names("p", 0) + ",label\n0," + first + ",3\n1," + second + ",5\n"},
		{"a byte order mark", "\xef\xbb\xbf" + "label," + names("pixel", 0) + "\n3," + first + "\n5," + second + "\n"},
		{"a byte order mark without a header", "\xef\xbb\xbf" + "3," + first + "\n5," + second + "\n"},
		{"quotes", `"3",` + strings.ReplaceAll(first, "7", `"7"`) + "\n\"5\"," + second + "\n"},
		{"semicolons", swap.Replace("3," + first + "\n5," + second + "\n")},
		{"tabs", strings.ReplaceAll("3,"+first+"\n5,"+second+"\n", ",", "\t")},
		{"blanks as separators", strings.ReplaceAll("3,"+first+"\n5,"+second+"\n", ",", " ")},
		{"blanks beside separators", strings.ReplaceAll("3,"+first+"\n5,"+second+"\n", ",", ", ")},
		{"np.savetxt", strings.ReplaceAll("3.000000000000000000e+00,"+pixels("0", "7.000000000000000000e+00", "2.55e+02")+"\n5.0e0,"+second+"\n", ",", " ")},
		{"0 to 1", "3," + pixels("0.0", "0.027450980392156862", "1.0") + "\n5," + pixels("0", "0", "0.04705882352941176") + "\n"},
		{"words", "three," + first + "\nzwei," + second + "\n"},
		{"words last", first + ",three\n" + second + ",zwei\n"},
		{"a class that is called y", "y," + first + "\nz," + second + "\n"},
		{"one-hot first", "0,1," + first + "\n1,0," + second + "\n"},
		{"one-hot last", first + ",0,1,0\n" + second + ",1,0,0\n"},
	}
	for _, test := range tests {
		d, err := read(test.text)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		train := d.Images(data.Train)
		if train.Len() != 2 || train.Label(0) == train.Label(1) {
			t.Errorf("%s: %d images with the labels %v, want 2 and two", test.name, train.Len(), train.Labels())
			continue
		}
		for i, want := range [][]byte{{0, 7, 255, 0}, {0, 0, 12, 0}} {
			if got := train.Image(i); !bytes.Equal(got[:4], want) || slices.Max(got[4:]) > 0 {
				t.Errorf("%s: image %d begins with %v, want %v", test.name, i, got[:4], want)
			}
		}
	}
}

// A corner that is not always blank may look like a label, and many labels are
// what tells.
func TestLabelsAreWhereTheirNumberIs(t *testing.T) {
	var first, last strings.Builder
	for i := range 40 {
		corner := "0"
		if i == 7 {
			corner = "200"
		}
		fmt.Fprintf(&first, "%d,%s\n", i%5, strings.TrimSuffix(pixels("1"), "0")+corner)
		fmt.Fprintf(&last, "%s,%d\n", pixels(corner, "1"), i%5)
	}
	for name, text := range map[string]string{"first": first.String(), "last": last.String()} {
		d, err := read(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.ClassCount(); got != 5 {
			t.Errorf("labels %s: %d classes, want 5", name, got)
		}
	}
}

func TestReadErrors(t *testing.T) {
	good := "3," + pixels() + "\n"
	header := "label," + names("pixel", 0) + "\n"
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "the table is empty"},
		{"blank", " \n\r\n", "the table is empty"},
		{"a header alone", header, "the table has no line after the names of its columns"},
		{"no labels", names("pixel", 0) + "\n" + pixels(), "the table has 784 columns, all for pixels: there is none with labels"},
		{"a short table", "name,age\nann,7\n", "line 1: 2 columns, want 785: a label and 784 pixels"},
		{"a wide table", good[:len(good)-1] + strings.Repeat(",0", 10) + "\n", "line 1: 795 columns, want 785: a label and 784 pixels"},
		{"a word for a pixel", good + "5," + pixels("0", "white"), `line 2, column 3: found "white", want a number`},
		{"nothing for a pixel", header + good + "5," + pixels("0", ""), `line 3, column 3: found "", want a number`},
		{"a pixel too few", good + "5," + strings.TrimSuffix(pixels(), ",0"), "line 2: 784 columns, the first line has 785"},
		{"a line cut short", good + "5", "line 2: fewer columns than the 785 of the first line"},
		{"a pixel too many", good + "5," + pixels() + ",0,0,0", "line 2: 786 columns, the first line has 785"},
		{"a pixel of 256", good + "5," + pixels("0", "256"), "line 2: pixel 1 is 256, where the values go from 0 to 256: want 0 to 1, 0 to 255 or -1 to 1"},
		{"no number", good + "5," + pixels("NaN"), "line 2: pixel 0 is not a number"},
		{"no label", good + "," + pixels(), "line 2: the label is empty"},
		{"half a label", good + "3.5," + pixels(), "line 2: the label is 3.5, want a whole number"},
		{"no end of a line", header[:len(header)-1] + strings.Repeat(" ", maxLine), "line 1: more than 65536 bytes, want 785 columns: a label and 784 pixels"},
		{"two ones in a label", "0,1," + pixels() + "\n0,1," + pixels() + "\n1,1," + pixels() + "\n", "line 3: value 1 of the one-hot label is 1, want one 1 and zeros"},
	} {
		_, err := read(test.text)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
	}
}

func TestElevenClasses(t *testing.T) {
	text := "label," + names("pixel", 0) + "\n"
	for i := range 11 {
		text += fmt.Sprintf("%d,%s\n", i, pixels("1", "2"))
	}
	want := `line 12: the label "10" is that of an eleventh class, want at most 10`
	if _, err := read(text); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// What the source fails with is said, and where.
func TestReadBroken(t *testing.T) {
	broken := errors.New("connection lost")
	text := "label," + names("pixel", 0) + "\n3," + pixels() + "\n4,0"
	err := Read(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), new(labelled.Set))
	if !errors.Is(err, broken) || err.Error() != "line 3: connection lost" {
		t.Errorf("error %v", err)
	}
}

func TestIsTable(t *testing.T) {
	for _, test := range []struct {
		head string
		want bool
	}{
		{"3," + pixels(), true},
		{"label," + names("pixel", 0) + "\n3,0,0", true},
		{pixels(), true}, // of which Read says that it has no labels
		{"ImageId,Label\n1,0\n2,0\n", false},
		{strings.Repeat("a\n,", 2000), false},
		{"", false},
	} {
		if got := IsTable([]byte(test.head)); got != test.want {
			t.Errorf("IsTable(%.20q) = %t", test.head, got)
		}
	}
}

// parse is ParseFloat, and fast.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"0", "255", "0.5", ".5", "5.", "-1", "1e3", "0.0039215686274509803", "1234567890123456", "0.1.2", "+3", "nan"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := parse([]byte(text))
		want, wantErr := strconv.ParseFloat(text, 64)
		if (err == nil) != (wantErr == nil) || got != want && got == got {
			t.Errorf("parse(%q) = %v, %v, want %v, %v", text, got, err, want, wantErr)
		}
	})
}

// As many images are read as there are labels, and never more than lines.
func FuzzRead(f *testing.F) {
	f.Add([]byte("label," + names("pixel", 0) + "\n3," + pixels("1") + "\n"))
	f.Add([]byte(pixels("0.5") + ",cat\n" + pixels() + ",dog\n"))
	f.Add([]byte("0,1," + pixels("7") + "\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var set labelled.Set
		err := Read(bytes.NewReader(text), &set)
		if lines := bytes.Count(text, []byte("\n")) + 1; set.Len() > lines {
			t.Errorf("%d images in %d lines", set.Len(), lines)
		}
		if err == nil && set.Len() != set.Labels.Len() {
			t.Errorf("%d images and %d labels", set.Len(), set.Labels.Len())
		}
	})
}

// BenchmarkRead reads MNIST's size of lines, most of it blank as there.
func BenchmarkRead(b *testing.B) {
	var text bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&text, "%d", i%10)
		for j := range data.Pixels {
			v := 0
			if (j/28+i)%5 == 0 {
				v = j * 31 % 256
			}
			fmt.Fprintf(&text, ",%d", v)
		}
		text.WriteByte('\n')
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if err := Read(bytes.NewReader(text.Bytes()), new(labelled.Set)); err != nil {
			b.Fatal(err)
		}
	}
}
