package runs

import "math"

// BySeed returns the runs of each series that differ in nothing but their seeds, as
// far as there are several.
func (l List) BySeed() (groups []List) {
	taken := make([]bool, len(l))
	for i := range l {
		if taken[i] || l[i].Group == "" {
			continue
		}
		var group List
		for j := i; j < len(l); j++ {
			if !taken[j] && l[j].Group == l[i].Group && sameButSeed(&l[i], &l[j]) {
				taken[j] = true
				group = append(group, l[j])
			}
		}
		if len(group) > 1 && group[0].Settings.Seed != group[1].Settings.Seed {
			groups = append(groups, group)
		}
	}
	return groups
}

func sameButSeed(a, b *Run) bool {
	x, y := a.Settings, b.Settings
	x.Seed, x.Workers = y.Seed, y.Workers
	return x == y
}

// Spread returns the mean of values and their standard deviation, that of a sample: of
// n values it is divided by n-1. There have to be two or more.
func Spread(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	for _, v := range values {
		deviation += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(deviation / float64(len(values)-1))
}
