// Package data holds datasets of handwritten digits: labelled images in three
// splits, and the batches that a run goes through them in.
//
// An Image is 28 rows of 28 pixels, one byte a pixel, row by row, 0 = paper and
// 255 = ink. Datasets keep their images in that form, an eighth of what 64-bit
// numbers would take; only a batch on its way into the network becomes floating
// point.
//
// The rooms below turn other things into images, and images into others:
// mnistjson reads and writes datasets, idx reads and writes the files that MNIST is
// published in, csv reads tables and npy arrays of NumPy, with what labelled holds
// until values and classes are clear, and source recognises any of those; picture
// makes an image of a picture or of strokes of a pen, segment cuts those into
// digits, augment varies images for training, nearest finds those most like
// another.
package data
