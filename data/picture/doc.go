// Package picture makes an image, as MNIST has them, of a picture of a digit or of
// the strokes of a pen: it finds the ink, brings the width of its lines near to
// MNIST's, scales and centres it.
package picture
