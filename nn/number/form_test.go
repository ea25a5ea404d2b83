package number

import (
	"image"
	"image/color"
	"testing"

	"digitlab/data"
	"digitlab/data/picture"
	"digitlab/data/segment"
)

// TestReadForm reads digits in printed boxes and between printed lines.
func TestReadForm(t *testing.T) {
	m, images := shipped(t), mnist(t, data.Test)
	var rows [][][]byte
	want := ""
	for j := range 4 {
		rows = append(rows, nil)
		for i := range 6 {
			rows[j] = append(rows[j], images.Image(6*j+i))
			want += string('0' + rune(images.Label(6*j+i)))
		}
	}
	const pitch = 2 * (data.Side + 8)
	forms := []struct {
		name string
		draw func(page *image.Gray)
	}{
		{"plain", func(*image.Gray) {}},
		{"lines", func(page *image.Gray) {
			for y := 0; y < page.Rect.Dy(); y += pitch {
				line(page, image.Rect(0, y, page.Rect.Dx(), y+1), 150)
			}
		}},
		{"table", func(page *image.Gray) {
			for y := 0; y <= 4*pitch; y += pitch {
				line(page, image.Rect(0, y, 6*pitch, y+1), 100)
			}
			for x := 0; x <= 6*pitch; x += pitch {
				line(page, image.Rect(x, 0, x+1, 4*pitch), 100)
			}
		}},
		{"table inside", func(page *image.Gray) {
			for y := 0; y <= 4*pitch; y += pitch {
				line(page, image.Rect(4, y+2, 6*pitch-6, y+3), 100)
			}
			for x := 0; x <= 6*pitch; x += pitch {
				line(page, image.Rect(x+2, 4, x+3, 4*pitch), 100)
			}
		}},
		{"boxes", func(page *image.Gray) {
			for y := 0; y < 4*pitch; y += pitch {
				for x := 0; x < 6*pitch; x += pitch {
					for _, r := range []image.Rectangle{{image.Pt(x+3, y+3), image.Pt(x+pitch-3, y+4)}, {image.Pt(x+3, y+pitch-4), image.Pt(x+pitch-3, y+pitch-3)},
						{image.Pt(x+3, y+3), image.Pt(x+4, y+pitch-3)}, {image.Pt(x+pitch-4, y+3), image.Pt(x+pitch-3, y+pitch-3)}} {
						line(page, r, 100)
					}
				}
			}
		}},
		{"rows of boxes", func(page *image.Gray) {
			for y := 0; y < 4*pitch; y += pitch {
				line(page, image.Rect(4, y+4, 6*pitch-4, y+5), 100)
				line(page, image.Rect(4, y+pitch-4, 6*pitch-4, y+pitch-3), 100)
				for x := 0; x <= 6*pitch; x += pitch {
					line(page, image.Rect(max(x, 4), y+4, max(x, 4)+1, y+pitch-3), 100)
				}
			}
		}},
	}
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			page := sheet(rows, 2, 8)
			form.draw(page)
			if got := text(t, m, segment.Picture(page, picture.Options{})); got != want {
				t.Errorf("read %q, want %q", got, want)
			}
		})
	}
}

func line(page *image.Gray, r image.Rectangle, grey byte) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			page.SetGray(x, y, color.Gray{Y: min(grey, page.GrayAt(x, y).Y)})
		}
	}
}
