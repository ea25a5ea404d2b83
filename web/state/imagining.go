package state

import "digitlab/web/worker"

// Imagining is a picture that the network imagines, or a disguise, as far as it is.
type Imagining struct {
	Asked   bool // a digit has been chosen
	Running bool // it goes on
	worker.Imagined
}

// ImaginingKey names the state that holds the Imagining of a kind, worker.Dream or
// worker.Disguise.
func ImaginingKey(kind string) Key[Imagining] { return Key[Imagining]("imagine-" + kind) }

// Imagining by request.
const (
	Imagine       Action[ImagineRequest] = "/imagine/begin"
	StopImagining Action[string]         = "/imagine/stop" // where it is; the kind
)

// ImagineRequest is the value of Imagine.
type ImagineRequest struct {
	Kind  string
	Digit int
	Image []byte // that is to be disguised
}

// Older reports whether a picture was made with other weights than the present ones.
func (i *Imagining) Older(source string, step int) bool {
	return i.Source != "" && (i.Source != source || i.Step != step)
}
