package source

import (
	"io"
	"path"
	"slices"
	"strings"

	"digitlab/data"
	"digitlab/data/csv"
	"digitlab/data/failure"
	"digitlab/data/idx"
	"digitlab/data/labelled"
	"digitlab/data/mnistjson"
	"digitlab/data/npy"
)

// readJSON reads a file that has all splits.
func (r *reader) readJSON(items []item) (*data.Dataset, error) {
	if len(items) > 1 {
		return nil, failure.New("%s and %s are both a whole dataset: give one of them", items[0].name, items[1].name)
	}
	in, err := items[0].open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	h := mnistjson.Hooks{Progress: r.options.Progress, Range: func(low, high int) { r.said.Low, r.said.High = low, high }}
	if r.options.Trainable != nil && !r.options.Invert {
		h.Trainable = func(part *data.Dataset) {
			r.nameJSON(part)
			r.options.Trainable(part)
		}
	}
	d, err := mnistjson.ReadText(in, h)
	if err != nil {
		return nil, failure.New("%s: %w", items[0].name, err)
	}
	r.nameJSON(d)
	return d, nil
}

// nameJSON names the classes of a file that names none.
func (r *reader) nameJSON(d *data.Dataset) {
	if d.ClassCount() < data.Classes || !d.AreDigits() {
		return
	}
	if names := r.family(); len(r.names) == data.Classes {
		d.NameClasses(r.names)
	} else if names != nil {
		d.NameClasses(names)
	}
}

// piece is what one file has of a dataset.
type piece struct {
	item
	set    *labelled.Set
	images bool // it has images; with labels, both
	labels bool
	split  data.Split
	known  bool // the split
}

// readPieces reads files that have a part of a dataset each.
func (r *reader) readPieces(items []item) (*data.Dataset, error) {
	var pieces []*piece
	unlabelled := ""
	for _, i := range items {
		before := r.images
		p := &piece{item: i, set: &labelled.Set{Progress: func(images int) { r.options.Progress(before + images) }}}
		p.split, p.known = splitOf(i.Name)
		err := p.read()
		if err == csv.ErrNoLabels && len(items) > 1 {
			r.skip([]item{i})
			unlabelled = i.name
			continue
		}
		if err != nil {
			return nil, failure.New("%s: %w", i.name, err)
		}
		r.images += p.set.Len()
		r.options.Progress(r.images)
		pieces = append(pieces, p)
	}
	if len(pieces) == 0 {
		return nil, failure.New("%s: %w", unlabelled, csv.ErrNoLabels)
	}
	sets, err := assemble(pieces)
	if err != nil {
		return nil, err
	}
	return r.join(sets)
}

// read reads the piece from its file.
func (p *piece) read() error {
	in, err := p.Open()
	if err != nil {
		return unwrapped(err)
	}
	defer in.Close()
	switch p.kind {
	case idxImages:
		p.images = true
		return idx.ReadImages(in, p.set.AppendBytes)
	case idxLabels:
		p.labels = true
		return idx.ReadLabels(in, func(label byte) error { return p.set.Labels.AddNumber(float64(label)) })
	case array:
		return p.readArray(in)
	default:
		p.images, p.labels = true, true
		return csv.Read(in, p.set)
	}
}

func (p *piece) readArray(in io.Reader) error {
	a, err := npy.Open(in)
	if err != nil {
		return err
	}
	if p.images = a.IsImages(); p.images {
		return a.ReadImages(p.set)
	}
	p.labels = true
	return a.ReadLabels(&p.set.Labels)
}

// splitWords are the words in names that say what images are for.
var splitWords = map[string]data.Split{
	"train": data.Train, "training": data.Train, "xtrain": data.Train, "ytrain": data.Train,
	"val": data.Valid, "valid": data.Valid, "validation": data.Valid, "dev": data.Valid, "xval": data.Valid, "yval": data.Valid,
	"test": data.Test, "testing": data.Test, "t10k": data.Test, "xtest": data.Test, "ytest": data.Test,
}

// splitOf returns the split that a name says, or false: the last part of it that
// says one.
func splitOf(name string) (data.Split, bool) {
	parts := strings.Split(strings.ToLower(name), "/")
	for _, part := range slices.Backward(parts) {
		words := strings.FieldsFunc(part, func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') })
		for _, word := range words {
			if split, ok := splitWords[word]; ok {
				return split, true
			}
		}
	}
	return 0, false
}

// assemble puts pieces together to sets with images and labels each.
func assemble(pieces []*piece) (*[data.Splits]labelled.Set, error) {
	if err := assignImages(pieces); err != nil {
		return nil, err
	}
	if err := assignLabels(pieces); err != nil {
		return nil, err
	}
	var sets [data.Splits]labelled.Set
	var have [2][data.Splits]*piece // images and labels
	for _, p := range pieces {
		for i, has := range []bool{p.images, p.labels} {
			if !has {
				continue
			}
			if other := have[i][p.split]; other != nil {
				return nil, failure.New("%s and %s are both %s files of one kind: give those of one dataset", other.name, p.name, p.split)
			}
			have[i][p.split] = p
		}
	}
	for split := range data.Splits {
		images, labels := have[0][split], have[1][split]
		switch {
		case images == nil && labels == nil:
			continue
		case images == nil:
			return nil, failure.New("there are no images for the labels in %s", labels.name)
		case labels == nil:
			return nil, failure.New("there are no labels for the images in %s", images.name)
		case images.set.Len() != labels.set.Labels.Len():
			return nil, failure.New("%s has %d images, and %s %d labels", images.name, images.set.Len(), labels.name, labels.set.Labels.Len())
		}
		sets[split] = *images.set
		sets[split].Labels = labels.set.Labels
	}
	return &sets, nil
}

// assignImages finds the splits of images whose names do not say them: the larger
// part is to train on. What there is only one of is to train on too, whatever it
// is called.
func assignImages(pieces []*piece) error {
	var open, images []*piece
	for _, p := range pieces {
		if p.images {
			images = append(images, p)
			if !p.known {
				open = append(open, p)
			}
		}
	}
	slices.SortStableFunc(open, func(a, b *piece) int { return b.set.Len() - a.set.Len() })
	trains := slices.ContainsFunc(images, func(p *piece) bool { return p.known && p.split == data.Train })
	switch {
	case len(images) == 1 && !trains:
		for _, p := range pieces {
			p.split, p.known = data.Train, true
		}
	case len(open) == 0:
	case len(open) == 1 && trains:
		open[0].split = data.Test
	case len(open) == 1:
		open[0].split = data.Train
	case len(open) == 2 && !trains && open[0].set.Len() > open[1].set.Len():
		open[0].split, open[1].split = data.Train, data.Test
	default:
		return failure.New("it is not clear whether %s or %s is to train on: call them train and test", open[0].name, open[1].name)
	}
	for _, p := range open {
		p.known = true
	}
	return nil
}

// assignLabels finds the splits of labels whose names do not say them: as many
// images tell.
func assignLabels(pieces []*piece) error {
	for _, labels := range pieces {
		if labels.known {
			continue
		}
		var fitting []*piece
		for _, p := range pieces {
			taken := slices.ContainsFunc(pieces, func(l *piece) bool { return l.labels && l.known && l.split == p.split })
			if p.images && !taken && p.set.Len() == labels.set.Labels.Len() {
				fitting = append(fitting, p)
			}
		}
		if len(fitting) != 1 {
			return failure.New("it is not clear for which images the %d labels in %s are: call them train and test", labels.set.Labels.Len(), path.Base(labels.name))
		}
		labels.split, labels.known = fitting[0].split, true
	}
	return nil
}

// join makes a dataset of sets, and cuts off validation images if there are none.
func (r *reader) join(sets *[data.Splits]labelled.Set) (*data.Dataset, error) {
	if r.said.Form != "NumPy" && r.isTurned() {
		r.said.Turned = true
		for split := range sets {
			sets[split].Turn()
		}
	}
	d, err := labelled.Join(sets, r.classNames(sets))
	if err != nil {
		return nil, err
	}
	r.said.Low, r.said.High = sets[data.Train].Range()
	r.said.HeldOut = holdOut(d, r.options.Seed)
	return d, nil
}
