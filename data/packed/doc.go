// Package packed writes datasets in few bytes, to be kept for later, and reads them
// again.
//
// A packed dataset is a head, which says what it is, and a body, which is gzip of the
// three splits one after the other: all images of a split, a byte a pixel, then all
// of its labels, a byte each. The body is cut into parts of PartSize bytes, so that
// nobody has to hold all of it.
package packed
