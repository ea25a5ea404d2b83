package state

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// Actions on what is to be read.
const (
	ReadSubject Action[Subject] = "/drawing/read"
	// ReadExample is for what the pad draws before the visitor does anything.
	ReadExample    Action[Subject]   = "/drawing/example"
	RestoreSubject Action[Subject]   = "/drawing/restore" // the one before a picture that failed
	PrepareSubject Action[bool]      = "/drawing/prepare" // as MNIST's authors did
	OpenPicture    Action[app.Value] = "/drawing/open"    // a File of JavaScript
	OpenImage      Action[Subject]   = "/drawing/sample"  // an image of a dataset
	PictureFailed  Signal            = "/drawing/failed"
)

// States of the pad.
const (
	ExampleKey Key[bool] = "example"  // the pad may show one
	PenDownKey Key[bool] = "pen-down" // a stroke is being drawn
)

// Subject is what the network is to read: strokes, a picture or an image of a dataset.
type Subject struct {
	Strokes []worker.Stroke
	Example bool   // they are not the visitor's
	Name    string // of the picture or image
	Picture []byte // its file
	Redrawn bool   // the file is the browser's, made of another
	// Bitmap is a frame of the camera; what it has beside size and pixels is set
	// when it is asked about.
	Bitmap *worker.Bitmap
	Image  []byte // an image of a dataset: 28x28 pixels, 255 = ink
	// Label is the image's, if it is Labelled.
	Label    int
	Labelled bool
}

// Blank reports whether there is nothing to read.
func (s Subject) Blank() bool {
	return len(s.Strokes) == 0 && s.Picture == nil && s.Bitmap == nil && s.Image == nil
}

// The pad's own unit: it is PadSide wide and high whatever its size on the
// screen, and the pen draws PadPen wide. MNIST's strokes are two to three of
// 28 pixels wide.
const (
	PadSide = 280
	PadPen  = 24
)
