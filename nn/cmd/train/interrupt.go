package main

import (
	"context"
	"os/signal"
)

// interrupts returns a context that ends when the process is asked to. Of what it
// was started to ignore, as by nohup, it takes no notice.
func interrupts() (interrupt context.Context, stop func()) {
	asked := endings[:0:0]
	for _, s := range endings {
		if !signal.Ignored(s) {
			asked = append(asked, s)
		}
	}
	return signal.NotifyContext(context.Background(), asked...)
}
