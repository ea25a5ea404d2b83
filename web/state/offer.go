package state

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// OfferKey holds an Offer.
const OfferKey Key[Offer] = "dataset-offer"

// Actions on what was opened to train on.
const (
	OfferDataset Action[Files]     = "/dataset/offer"
	PrepareOffer Action[bool]      = "/dataset/offer/prepare"
	InvertOffer  Action[bool]      = "/dataset/offer/invert"
	NameClass    Action[ClassName] = "/dataset/offer/name"
	UseOffer     Signal            = "/dataset/offer/use"
	DropOffer    Signal            = "/dataset/offer/drop"
)

// Files are those that the visitor has opened, as dom.Files has them.
type Files struct {
	Names []string
	Sizes []int64
	Blobs app.Value // an Array of JavaScript
}

// OwnForm reports whether they are one file in the page's own form, which needs
// no questions.
func (f Files) OwnForm() bool { return len(f.Names) == 1 && IsOwnForm(f.Names[0]) }

// IsOwnForm reports whether a file's name is that of one in the page's own form.
func IsOwnForm(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".json.gz")
}

// Offer is what was opened to train on, and is not used yet.
type Offer struct {
	Open    bool
	Reading bool
	Name    string
	Images  int // read so far
	Prepare bool
	Invert  bool
	Problem string              // why they could not be prepared, "" if nothing is wrong
	Found   worker.DatasetOffer // what has come of it; no images before that
	// Names are those of the classes of Found, as the visitor has them.
	Names []string
}

// ClassName is the value of NameClass.
type ClassName struct {
	Label int
	Name  string
}

// Classes returns the classes with their names.
func (o Offer) Classes() worker.Classes { return worker.ClassesNamed(o.Names) }
