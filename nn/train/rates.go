package train

// LearningRates returns the learning rates of a run with that many batches in
// an epoch, at count steps spread evenly from the first to the last; of all
// steps, if there are fewer. Those of the schedule "plateau" are the highest there
// can be.
func (s Settings) LearningRates(batches, count int) []float64 {
	schedule := s.scheduleFor(batches)
	count = min(count, schedule.steps)
	rates := make([]float64, count)
	for i := range rates {
		step := 0
		if count > 1 {
			step = i * (schedule.steps - 1) / (count - 1)
		}
		rates[i] = s.LearningRate * schedule.factor(step)
	}
	return rates
}

// scheduleFor returns the schedule of a run with that many batches in an epoch.
func (s Settings) scheduleFor(batches int) schedule {
	return schedule{ScheduleSettings: s.Schedule, steps: s.steps(batches), stepsPerEpoch: batches}
}
