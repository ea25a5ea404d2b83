package data

// Effect is one way in which an Augmentation varies images.
type Effect struct {
	Name  string  // in the text that ParseAugmentation reads
	Limit float64 // the highest value there is
}

// Effects lists all effects, in the order that Augmentation.String has them.
func Effects() []Effect {
	var list []Effect
	for _, e := range new(Augmentation).effects() {
		list = append(list, Effect{e.name, e.limit})
	}
	return list
}
