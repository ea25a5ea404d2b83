// Package train trains an nn.Model on a data.Dataset: epochs, batches, progress
// and evaluation, the same in a native program and in a browser.
//
// A batch is cut into shards of ShardSize samples. Workers compute the shards'
// gradients side by side, and Run adds them up in the order of the shards,
// whoever computed them and whenever they came. So the same seed gives the same
// bits for any number of workers.
package train
