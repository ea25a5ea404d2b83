// Package data holds handwritten digits and everything that turns other things
// into them: the reader and writer of mnist.json.gz, the reader of the IDX
// files it is made from, and the way from a picture or from strokes of a pen to
// one sample.
//
// A sample is an Image: 28 rows of 28 pixels, one byte a pixel, row by row,
// 0 = paper and 255 = ink. Datasets keep their images in that form, an eighth
// of what 64-bit numbers would take; only a batch on its way into the network
// becomes floating point.
//
// # The file format
//
// mnist.json.gz is the gzip of one JSON list, which is also read as it is:
//
//	[[train_images, train_labels], [valid_images, valid_labels], [test_images, test_labels]]
//
// An image is a list of 784 numbers from 0 to 1, a label an integer from 0 to
// 9. Two spellings of a pixel are in use. This package writes byte k as k/255
// to three decimals; the file that is known from the tutorials has k/256 as
// Python prints it. ReadJSON takes both, and gives back k for either.
//
// The readers trust nothing: text, images and the length of a number are
// limited, so that memory stays bounded whatever arrives, and each error says
// in which image and at which byte.
package data
