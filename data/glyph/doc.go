// Package glyph draws digits as people all over the world write them, and letters,
// signs and scribbles that are none, in the form of data.Image.
//
// A Glyph is a skeleton: the points that a pen passes. Each drawing of it varies
// the points, the proportions, the slant, the curves, where strokes begin and end,
// and the pen. All is calculated in whole numbers, so that the same seed gives the
// same bits on every machine and in every build.
package glyph
