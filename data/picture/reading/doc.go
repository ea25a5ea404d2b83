// Package reading has tests alone: pictures of MNIST's test images and of drawn
// strokes, made as scans, screenshots and photographs are, go through package
// picture, and are read by the weights that the page starts with.
package reading
