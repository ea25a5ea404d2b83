// Package augment varies images, at random for training or by a given change, in
// whole numbers: the same settings, seed and image give the same bits on every
// machine and in every build.
package augment
