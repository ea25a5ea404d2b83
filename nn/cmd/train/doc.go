// Command train trains a network on MNIST natively, SimpleNet or another,
// evaluates it, and reads digits and numbers from image files.
//
//	train -data data/mnist.json.gz -loss crossentropy -lr 0.01 -epochs 3 -eval test -out my.safetensors
//	train -recipe fast -seed 2 -eval test
//	train -findrate -optimizer adam
//	train -net "conv 16 3, bn, relu, pool, dropout 0.2, linear 50, relu, linear" -out other.safetensors
//	train -epochs 0 -init my.safetensors -eval test -report
//	train -recipe best -checkpoint run.safetensors
//	train -resume run.safetensors -checkpoint run.safetensors
//	train -lr 0.1 -change "600: lr=0.01, augment=light" -change "900: lr=0.001"
//	train -predict one.png two.jpg -init my.safetensors
//
// All flags may be left out. What goes wrong is said in one line on standard
// error, with exit status 1. A flag that has no effect beside the others is noted
// there. -h prints this text.
//
// # What is trained
//
//	-data FILE         dataset (default data/mnist.json.gz)
//	-prepare           find the digit in each picture of it, as -predict does
//	                   (default false)
//	-invert            make light of dark in it and dark of light (default false)
//	-loss NAME         crossentropy, doublesoftmax or squarederror (default: what -init was
//	                   trained with, else crossentropy)
//	-net LAYERS        network of fresh weights, or of a file that names none (default simplenet)
//	-initializer NAME  how fresh weights are drawn: pytorch or he (default pytorch)
//	-init FILE         safetensors file to start from, in PyTorch's layout or Paddle's
//
// A dataset is JSON, the IDX files of MNIST or of Fashion-MNIST, an npz such as
// Keras's, a CSV such as Kaggle's, or pictures in folders that are called what they
// show; or a zip of those. FILE may be a folder, or several files with commas between
// them. There may be two to ten classes, of any names. docs/formats.md says
// more. What a dataset that is not JSON was taken for is noted on standard error.
//
// The network is simplenet, mlp, modern, sprint, or a list of layers separated by commas:
//
//	normalize MEAN DEVIATION    first, for weights that were trained on normalised images
//	conv FILTERS SIDE           convolution; of an odd side, it keeps the size
//	... [pad N] [stride N]      padded with so many zeros, in steps of so many pixels
//	relu, gelu, sigmoid         activations
//	pool                        2x2 max pooling, of even sides
//	avgpool SIDE                average pooling, of sides that it divides
//	bn                          batch normalisation, over eight images at a time
//	dropout RATE                dropout in training
//	linear OUTPUTS              fully connected layer; the last layer is linear without a number
//
// A weights file says what network it holds, in the entry "architecture" of its
// metadata, so that -init needs no -net; one from PyTorch does not. Weights that were
// trained with transforms.Normalize need it here:
// -net "normalize 0.1307 0.3081, conv 20 5, relu, pool, conv 20 5, relu, pool, linear".
//
// # How it is trained
//
// -recipe begins with other settings than the tutorial's, which are the defaults
// here; the other flags change them.
//
//	-recipe NAME       settings to begin with: tutorial, fast, best, oneepoch
//	                   or sprint (default tutorial)
//	-lr RATE           learning rate, the highest of a schedule (default 0.01)
//	-schedule NAME     how the learning rate changes: constant, step, linear, cosine,
//	                   onecycle or plateau (default constant)
//	-warmup EPOCHS     in which the learning rate rises to the schedule's first (default 0)
//	-stepevery EPOCHS  between two steps of the step schedule (default 1)
//	-stepfactor X      what the step and plateau schedules multiply by (default 0.1)
//	-patience EPOCHS   without a lower validation loss that the plateau schedule lets pass
//	                   before it multiplies (default 2)
//	-optimizer NAME    sgd, adam, adamw or rmsprop (default sgd)
//	-momentum X        momentum of sgd and rmsprop (default 0)
//	-nesterov          Nesterov's momentum (default false)
//	-beta1 X           decay of adam's mean of gradients (default 0.9)
//	-beta2 X           decay of adam's mean of squared gradients (default 0.999)
//	-alpha X           decay of rmsprop's mean of squared gradients (default 0.99)
//	-epsilon X         what adam and rmsprop add to their divisor (default 1e-08)
//	-weightdecay X     L2 penalty; with adamw apart from the gradient (default 0)
//	-ema X             decay of the moving average of the weights, which is evaluated and
//	                   written; 0 is none (default 0)
//	-smoothing X       share of the label spread over all digits, with crossentropy
//	                   (default 0)
//	-augment EFFECTS   how training images are varied: none, light, full, world, or effects,
//	                   such as shift=2,rotate=12,scale=0.15,shear=0.15,elastic=0.9,
//	                   thickness=0.4,pen=0.25,styles=0.2,nodigit=0.03; styles is the share
//	                   of digits written in other ways, nodigit that of letters, signs and
//	                   scribbles, for which no digit is to be more probable than another
//	                   (default none)
//	-batch N           samples in a batch (default 100)
//	-epochs N          passes over the training images (default 3)
//	-steps N           stop after that many batches; 0 is no limit (default 0)
//	-keep WHICH        weights that a run ends with: the last, or the best, of the epoch
//	                   that has read most validation images rightly (default last)
//	-earlystop N       stop when so many epochs in turn have read no more validation
//	                   images rightly than the best before; 0 is never (default 0)
//	-shuffle           visit the training images in a new order each epoch (default true)
//	-seed N            seed of weights and order (default 1)
//	-workers N         goroutines that compute; 0 is one a core (default 0)
//	-change CHANGES    what changes after so many batches, such as "600: lr=0.01, epochs=5";
//	                   may be given several times
//
// Step i = 0, 1, ... of a warm-up of w has (i+1)/(w+1) of the schedule's first rate.
// What follows goes over all other steps of the run: linear and cosine fall to 0;
// onecycle begins with 1/25 of -lr, rises to it in 30 % of the steps, ends with
// 1/10000 of what it began with, and leaves the momentum as it is. The average of
// the weights is debiased: those that the run began with have no part in it.
//
// What can change are lr, momentum, nesterov, beta1, beta2, alpha, epsilon,
// weightdecay, smoothing, augment, epochs and earlystop. It counts from the next batch
// on. A schedule multiplies the new rate as it did the old one; another number of
// epochs gives it that length, as if the run had had it from the start. A log line
// tells of each change.
//
// A batch is computed in shards of eight images, each by itself, whose gradients are
// added in order: so the same seed gives the same weights for any number of workers.
// Batch normalisation therefore takes its means over eight images, whatever -batch
// is ("ghost batches").
//
// SIGINT, SIGTERM and SIGHUP, and a log that nobody reads any more, end training
// after the batch under way; -out and -checkpoint are written all the same. A run
// that diverges leaves them as they are, unless -keep best has something to write.
// What is the matter with a run that goes nowhere, or overfits, is said in one line
// on standard error, with what to change.
//
// # Which learning rate
//
//	-findrate          look for a learning rate, and do not train (default false)
//
// -findrate trains on 175 batches with learning rates that grow from 0.00001 to 100,
// until the loss explodes (Smith, "Cyclical Learning Rates", 2015), and prints each
// rate, the loss of its batch and the average of the last losses, then a suggestion: the
// first rate at which that average had fallen two thirds of the way to its lowest. All
// but -lr, the schedule and the length of the run is as it would be trained. With -log
// json it prints {"rate","loss","smoothed"} a batch and at last {"suggestion","exploded"}; the
// suggestion is null if no rate has lowered the loss clearly.
//
// # What is printed
//
//	-log FORMAT        text or json (default text)
//	-logevery N        batches between two log lines (default 200)
//	-eval SPLIT        split to evaluate at the end: test, valid or train
//	-report            with -eval: more than loss and accuracy (default false)
//	-health            after each epoch, how the layers fare (default false)
//
// The text is the tutorial's log. JSON is an object a line:
// {"epoch","batch","step","loss","samples_per_second","accuracy","learning_rate"}
// every -logevery batches, {"epoch","val_loss","val_accuracy"} at the end of each
// epoch, {"step","setting","from","to"} for a change, and with -eval test at last
// {"test_loss","test_accuracy"}. If anything is the
// matter with the run, {"diagnosis":{"kind","text","changes":[{"setting","value"}]}}
// says so before that: settings are flags, and kind is exploded, dead, chance,
// overfitting or plateau (see nn/train/diagnosis). Loss and accuracy
// of a batch are from before its step, of the images as they were augmented.
//
// The health of a layer with parameters is the length of its gradient; the size of the
// last step over that of the weights (root mean squares; about 1e-3 is healthy); the
// share of units that the ReLU behind lets nothing of through for 64 images; and how far
// weights and outputs reach. With -log json it is {"epoch","step","health":[{"layer",
// "gradient","update","dead","weights","activations"}]}, the last two as histograms
// {"low","high","counts"}; dead is null without a ReLU.
//
// A report is the confusion matrix, precision, recall and F1 of each digit, the
// calibration (see nn.Calibration; squarederror has none) with the temperature of
// the weights and without, and the ten most wrong images by their index in the
// split, from 0. With -log json it is one line, {"report":{...}}. A digit that was
// never predicted has no precision: that is - as text and null in JSON.
//
// # What is written
//
//	-out FILE          weights: an ONNX model if the name ends in .onnx, else safetensors
//	-layout NAME       names and shapes in a safetensors file: pytorch or paddle
//	                   (default pytorch)
//	-checkpoint FILE   where the run stands, after each epoch and at the end
//	-resume FILE       checkpoint of a run to continue
//
// With the weights goes the temperature that makes their probabilities fit the
// validation images. -epochs 0 -init FILE -out FILE fits it to weights that have
// none, and leaves that of others.
//
// A file takes the place of the one before in one move, and keeps its mode. Links
// are followed; pipes and devices are written to. While a run lives, no other can
// write its files: .NAME.lock stands beside each.
//
// A checkpoint holds the weights, the best so far with -keep best, what the
// optimizer and the average of the weights remember, the settings, what is yet to
// change, and the place in the epoch. -resume goes on from there, with the same bits
// as if the run had never been interrupted. It needs the same dataset, and takes no
// flag that says what is trained and how, but for more changes. A checkpoint is a
// weights file too, for -init and -predict.
//
// # Reading digits
//
//	-predict IMAGE...  read the digits in these image files, and do not train
//	-plain             with -predict: only resize and invert, as the tutorial does
//	                   (default false)
//
// -predict prints one line an image, separated by tabs: path, number, and for each
// of its digits in turn the probabilities of 0 to 9. A number is one digit or
// several, of one line or more, from the top. With -plain it is one. A line on
// standard error says so where the network is not sure of a digit, as it seldom is
// of pictures of something else.
//
// Of classes that are no digits it prints the names, and reads each image whole, as
// the page does and as with -plain; -plain=false finds them as it finds a digit.
package main
