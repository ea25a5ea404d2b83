package augment

// Effect is one way in which Settings vary images.
type Effect struct {
	Name  string  // in the text that Parse reads
	Limit float64 // the highest value there is
}

// Effects lists all effects, in the order that Settings.String has them.
func Effects() []Effect {
	var list []Effect
	for _, e := range new(Settings).effects() {
		list = append(list, Effect{e.name, e.limit})
	}
	return list
}
