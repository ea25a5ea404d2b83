package runs

import "slices"

// Max is how many runs are kept.
const Max = 50

// List holds runs, the oldest first.
type List []Run

// Index returns the place of a run, -1 if it is not there.
func (l List) Index(id string) int {
	return slices.IndexFunc(l, func(r Run) bool { return r.ID == id })
}

// Find returns a run, nil if it is not there.
func (l List) Find(id string) *Run {
	if i := l.Index(id); i >= 0 {
		return &l[i]
	}
	return nil
}

// Shown returns the runs that are on the chart.
func (l List) Shown() List { return l.filter(func(r *Run) bool { return r.Shown }) }

// OfGroup returns the runs of one round of a lesson.
func (l List) OfGroup(group string) List {
	return l.filter(func(r *Run) bool { return group != "" && r.Group == group })
}

func (l List) filter(keep func(*Run) bool) List {
	var kept List
	for i := range l {
		if keep(&l[i]) {
			kept = append(kept, l[i])
		}
	}
	return kept
}

// Add returns the list with a run at its end, which gets the next number and
// the first slot that is free; and the runs that had to go for it.
func (l List) Add(r Run) (List, []Run) {
	for _, other := range l {
		r.Number = max(r.Number, other.Number)
	}
	r.Number++
	r.Slot = l.freeSlot()
	extra := max(len(l)+1-Max, 0)
	gone := slices.Clone(l[:extra])
	return append(slices.Clone(l[extra:]), r), gone
}

// freeSlot returns the lowest slot that no run has.
func (l List) freeSlot() (slot int) {
	for slices.ContainsFunc(l, func(r Run) bool { return r.Slot == slot }) {
		slot++
	}
	return slot
}

// Without returns the list without a run.
func (l List) Without(id string) List {
	return l.filter(func(r *Run) bool { return r.ID != id })
}

// Insert returns the list with a run that was taken out of it, in its place
// again, and with another slot if its own has been given away.
func (l List) Insert(r Run) List {
	if slices.ContainsFunc(l, func(other Run) bool { return other.Slot == r.Slot }) {
		r.Slot = l.freeSlot()
	}
	i := slices.IndexFunc(l, func(other Run) bool { return other.Number > r.Number })
	if i < 0 {
		i = len(l)
	}
	return slices.Insert(slices.Clone(l), i, r)
}

// Join returns runs that were kept, in the order they were started, before
// those of the list, with numbers from 1. A kept run that was running when its
// page went away is interrupted.
func (l List) Join(kept []Run) List {
	kept = slices.Clone(kept)
	slices.SortFunc(kept, func(a, b Run) int { return a.Started.Compare(b.Started) })
	for i := range kept {
		if kept[i].State == Running {
			kept[i].State = Interrupted
		}
	}
	all := append(List(kept), l...)
	for i := range all {
		all[i].Number = i + 1
	}
	return all
}

// Speed returns how many images a second the newest run trained that had one,
// 0 if none had.
func (l List) Speed() float64 {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].Speed > 0 {
			return l[i].Speed
		}
	}
	return 0
}
