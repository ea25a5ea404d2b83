// Package mnistjson reads and writes datasets as mnist.json.gz, the gzip of one
// JSON list, which is also read as it is:
//
//	[[train_images, train_labels], [valid_images, valid_labels], [test_images, test_labels]]
//
// An image is a list of 784 numbers from 0 to 1, a label an integer from 0 to
// 9. Two spellings of a pixel are in use. This package writes byte k as k/255
// to three decimals; the file that is known from the tutorials has k/256 as
// Python prints it. ReadText takes both, and gives back k for either. It takes
// numbers from 0 to 255 and from -1 to 1, too: which of them a file has, all its
// pixels tell.
//
// Where the classes are not the ten digits their names stand before the splits,
// and labels count them:
//
//	[["cat", "dog"], [train_images, train_labels], ...]
//
// The readers trust nothing: text, images and the length of a number are
// limited, so that memory stays bounded whatever arrives, and each error says
// in which image and at which byte.
package mnistjson
