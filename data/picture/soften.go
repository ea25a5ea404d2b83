package picture

import "image"

// softened returns the page with each pixel the mean of the nine around it, as
// far as there are nine: grain becomes a third of it, edges a pixel wider.
func softened(page *image.Gray) *image.Gray {
	size := page.Rect.Size()
	out := image.NewGray(page.Rect)
	sums := make([]int, size.X+2) // of three pixels above one another, and nothing beside the page
	for y := range size.Y {
		top, bottom := max(y-1, 0), min(y+1, size.Y-1)
		clear(sums)
		for row := top; row <= bottom; row++ {
			for x, v := range page.Pix[row*page.Stride:][:size.X] {
				sums[x+1] += int(v)
			}
		}
		rows := bottom - top + 1
		for x := range out.Pix[y*out.Stride:][:size.X] {
			count := rows * (min(x+1, size.X-1) - max(x-1, 0) + 1)
			out.Pix[y*out.Stride+x] = byte((sums[x] + sums[x+1] + sums[x+2] + count/2) / count)
		}
	}
	return out
}
