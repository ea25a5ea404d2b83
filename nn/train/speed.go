package train

import "time"

// Speed measures samples a second over the last few seconds, and adds up all
// samples and the time they took. Its zero value is ready.
type Speed struct {
	marks   []mark
	samples int
	took    time.Duration
}

// mark is a point of time and the samples trained since the one before.
type mark struct {
	at      time.Time
	samples int
}

// speedWindow is how far back Speed looks: long enough to be read, short enough
// to follow a change.
const speedWindow = 3 * time.Second

// Resume takes over the sums of another Speed, before the first Start.
func (s *Speed) Resume(samples int, took time.Duration) {
	s.samples, s.took = samples, took
}

// Start begins anew at a point of time: at the start of a run, or after a pause,
// which takes no time in the sum.
func (s *Speed) Start(at time.Time) {
	s.marks = append(s.marks[:0], mark{at: at})
}

// Add counts samples that were done at a point of time, after a Start.
func (s *Speed) Add(at time.Time, samples int) {
	s.samples += samples
	s.took += at.Sub(s.marks[len(s.marks)-1].at)
	s.marks = append(s.marks, mark{at, samples})
	drop := 0
	for drop < len(s.marks)-2 && at.Sub(s.marks[drop+1].at) >= speedWindow {
		drop++
	}
	s.marks = append(s.marks[:0], s.marks[drop:]...)
}

// Skip leaves out what has passed since the last Add or Start, in which something
// else was done.
func (s *Speed) Skip(at time.Time) {
	lost := at.Sub(s.marks[len(s.marks)-1].at)
	for i := range s.marks {
		s.marks[i].at = s.marks[i].at.Add(lost)
	}
}

// Total returns all samples and the time they took.
func (s *Speed) Total() (samples int, took time.Duration) { return s.samples, s.took }

// PerSecond returns the samples a second, 0 before the first.
func (s *Speed) PerSecond() float64 {
	if len(s.marks) < 2 {
		return 0
	}
	samples := 0
	for _, m := range s.marks[1:] {
		samples += m.samples
	}
	took := s.marks[len(s.marks)-1].at.Sub(s.marks[0].at)
	if took <= 0 {
		return 0
	}
	return float64(samples) / took.Seconds()
}
