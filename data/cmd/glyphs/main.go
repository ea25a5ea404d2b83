// Command glyphs draws a sheet of what package glyph makes of each way to write
// each digit, and of what is no digit: a row for each.
//
//	go run ./data/cmd/glyphs [-digit 7] [-columns 24] SHEET.png
package main

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"

	"digitlab/data"
	"digitlab/data/glyph"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "glyphs:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("glyphs", flag.ContinueOnError)
	digit := flags.Int("digit", -1, "only the ways to write this digit; 10 = what is none; -1 = all")
	columns := flags.Int("columns", 24, "drawings in a row")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *digit < -1 || *digit > data.Classes || *columns < 1 || *columns > 1000 {
		return fmt.Errorf("want one file to write, a digit up to %d and 1 to 1000 columns", data.Classes)
	}
	var rows []glyph.Glyph
	for d := range data.Classes {
		if *digit == -1 || *digit == d {
			rows = append(rows, glyph.Digits(d)...)
		}
	}
	if *digit == -1 || *digit == data.Classes {
		rows = append(rows, glyph.Others()...)
	}
	var pen glyph.Pen
	sheet := image.NewGray(image.Rect(0, 0, *columns*data.Side, len(rows)*data.Side))
	for y, g := range rows {
		for x := range *columns {
			var drawn data.Image
			pen.Draw(&drawn, g, uint64(x))
			for i, v := range drawn {
				sheet.Pix[(y*data.Side+i/data.Side)*sheet.Stride+x*data.Side+i%data.Side] = 255 - v
			}
		}
	}
	file, err := os.Create(flags.Arg(0))
	if err != nil {
		return err
	}
	defer file.Close()
	if err := png.Encode(file, sheet); err != nil {
		return err
	}
	return file.Close()
}
