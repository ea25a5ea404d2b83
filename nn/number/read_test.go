package number

import (
	"image"
	"image/draw"
	"os"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

var openMNIST = sync.OnceValues(func() (*data.Dataset, error) { return mnistjson.Open("../../data/mnist.json.gz") })

// mnist returns images of the real dataset.
func mnist(t testing.TB, s data.Split) *data.Images {
	t.Helper()
	d, err := openMNIST()
	if err != nil {
		t.Fatal(err)
	}
	return d.Images(s)
}

// shipped returns the network that the page begins with.
func shipped(t testing.TB) *nn.Model {
	t.Helper()
	file, err := os.ReadFile("../../web/static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	m, err := train.DecodeWeights(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// text reads the number.
func text(t testing.TB, m *nn.Model, l *segment.Lattice) string {
	t.Helper()
	digits, err := Read(m, l)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range digits {
		b.WriteByte(byte('0' + m.Loss.Predict(d.Outputs)))
	}
	return b.String()
}

// pad is the pad of the page: strokes of numbers are in shares of its side.
const penWidth = 24. / 280

// drawings are strokes as people draw them, in shares of the pad.
var drawings = []struct {
	name, want string
	strokes    [][]float64
}{
	{"two sevens", "77", [][]float64{{.16, .32, .40, .32, .25, .71}, {.58, .32, .82, .32, .67, .71}}},
	{"two ones", "11", [][]float64{{.35, .276, .35, .724}, {.65, .276, .65, .724}}},
	{"four in two strokes, and two", "42", [][]float64{
		{.26, .30, .18, .56, .42, .56}, {.36, .34, .35, .74},
		{.56, .40, .60, .32, .70, .31, .76, .38, .74, .48, .58, .72, .80, .72}}},
	{"five with a bar apart", "5", [][]float64{
		{.40, .30, .38, .50, .50, .46, .62, .54, .62, .68, .52, .78, .38, .74}, {.44, .24, .66, .23}}},
	{"five with a bar apart, and one", "51", [][]float64{
		{.24, .34, .22, .50, .34, .47, .42, .54, .42, .66, .33, .74, .22, .70}, {.27, .28, .46, .27}, {.68, .26, .67, .74}}},
	{"bars drawn last", "55", [][]float64{
		{.24, .34, .22, .50, .34, .47, .42, .54, .42, .66, .33, .74, .22, .70},
		{.60, .34, .58, .50, .70, .47, .78, .54, .78, .66, .69, .74, .58, .70},
		{.26, .30, .44, .29}, {.62, .30, .80, .29}}},
	{"two that touch", "30", [][]float64{
		{.22, .34, .32, .28, .42, .34, .40, .44, .30, .49, .42, .54, .45, .66, .34, .74, .22, .69},
		{.62, .30, .50, .38, .45, .54, .52, .70, .64, .74, .76, .64, .78, .46, .72, .34, .62, .30}}},
	{"eight from two circles", "8", [][]float64{
		{.50, .22, .40, .28, .40, .40, .50, .46, .60, .40, .60, .28, .50, .22},
		{.50, .46, .37, .54, .37, .72, .50, .80, .63, .72, .63, .54, .50, .46}}},
	{"two lines", "4217", [][]float64{
		{.24, .12, .16, .30, .38, .30}, {.33, .15, .32, .44},
		{.56, .18, .60, .12, .70, .12, .75, .18, .72, .26, .58, .42, .78, .42},
		{.27, .58, .26, .90},
		{.56, .60, .80, .60, .66, .90}}},
	{"a dot between", "23", [][]float64{
		{.18, .40, .22, .32, .32, .31, .38, .38, .36, .48, .20, .70, .42, .70}, {.50, .70},
		{.58, .34, .68, .30, .78, .36, .74, .46, .66, .49, .76, .54, .80, .64, .70, .73, .56, .69}}},
}

func TestReadDrawings(t *testing.T) {
	m := shipped(t)
	for _, d := range drawings {
		t.Run(d.name, func(t *testing.T) {
			if got := text(t, m, segment.Strokes(d.strokes, 1, penWidth)); got != d.want {
				t.Errorf("read %q, want %q", got, d.want)
			}
		})
	}
}

// sheet is paper with rows of images, enlarged.
func sheet(rows [][][]byte, scale, gap int) *image.Gray {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	pitch := (data.Side + gap) * scale
	page := image.NewGray(image.Rect(0, 0, columns*pitch+8, len(rows)*pitch+8))
	draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
	for j, row := range rows {
		for i, pixels := range row {
			for k, v := range pixels {
				at := image.Pt(4+i*pitch+k%data.Side*scale, 4+j*pitch+k/data.Side*scale)
				for y := range scale {
					for x := range scale {
						page.Pix[page.PixOffset(at.X+x, at.Y+y)] = 255 - v
					}
				}
			}
		}
	}
	return page
}

// TestReadSheet reads a grid of 20 by 10 digits, in order.
func TestReadSheet(t *testing.T) {
	m, images := shipped(t), mnist(t, data.Test)
	var rows [][][]byte
	want := ""
	for j := range 10 {
		rows = append(rows, nil)
		for i := range 20 {
			rows[j] = append(rows[j], images.Image(20*j+i))
			want += string('0' + rune(images.Label(20*j+i)))
		}
	}
	for scale := 1; scale <= 2; scale++ {
		got := text(t, m, segment.Picture(sheet(rows, scale, 0), picture.Options{}))
		if len(got) != len(want) {
			t.Fatalf("enlarged %d times: read %d digits, %s, want %d, %s", scale, len(got), got, len(want), want)
		}
		wrong := 0
		for i := range got {
			if got[i] != want[i] {
				wrong++
			}
		}
		if wrong > 4 { // the network reads 98.5 % of the test images
			t.Errorf("enlarged %d times: %d digits are wrong", scale, wrong)
		}
	}
}

// TestReadRow reads digits side by side, as they are cut from MNIST.
func TestReadRow(t *testing.T) {
	m, images := shipped(t), mnist(t, data.Test)
	for _, want := range []string{"58", "0042", "314159"} {
		var row [][]byte
		next := 0
		for _, label := range want {
			for images.Label(next) != byte(label-'0') {
				next++
			}
			row = append(row, images.Image(next))
			next++
		}
		if got := text(t, m, segment.Picture(sheet([][][]byte{row}, 1, 0), picture.Options{})); got != want {
			t.Errorf("read %q, want %q", got, want)
		}
	}
}

// TestReadOne holds that a digit is read as one, with the bits that it has alone.
func TestReadOne(t *testing.T) {
	m, images := shipped(t), mnist(t, data.Valid)
	count, split := 400, 0
	if !testing.Short() {
		count = 3000
	}
	for i := range count {
		page := sheet([][][]byte{{images.Image(i)}}, 1, 0)
		l := segment.Picture(page, picture.Options{})
		digits, err := Read(m, l)
		alone, want := picture.Normalize(page, picture.Options{})
		switch {
		case err != want:
			t.Errorf("image %d: %v, want %v", i, err, want)
		case len(digits) > 1:
			split++
		case err == nil:
			if got, _ := l.Image(digits[0].Candidate); got != alone {
				t.Errorf("image %d is prepared in another way", i)
			}
		}
	}
	if split > count/500 {
		t.Errorf("of %d digits %d are read as more than one", count, split)
	}
}
