package worker

import (
	"context"
	"sync"
)

// Port is one end of a two-way channel of messages.
type Port interface {
	// Send posts a copy of m to the other end and does not wait for it.
	Send(m Message) error
	// Listen returns the messages that arrive, in order, those included that
	// came before the call. The channel is closed when ctx ends or the port
	// is closed. There is one listener a port.
	Listen(ctx context.Context) <-chan Message
	// Close ends the port; a worker at its other end is terminated.
	Close()
}

// inbox is an unbounded queue between a sender that must not wait (a
// JavaScript event handler) and a listener.
type inbox struct {
	mu     sync.Mutex
	queue  []Message
	signal chan struct{} // holds a token while there is something to take
	closed chan struct{}
	once   sync.Once
}

func newInbox() *inbox {
	return &inbox{signal: make(chan struct{}, 1), closed: make(chan struct{})}
}

func (in *inbox) put(m Message) {
	in.mu.Lock()
	in.queue = append(in.queue, m)
	in.mu.Unlock()
	select {
	case in.signal <- struct{}{}:
	default:
	}
}

func (in *inbox) take() []Message {
	in.mu.Lock()
	defer in.mu.Unlock()
	taken := in.queue
	in.queue = nil
	return taken
}

func (in *inbox) close() {
	in.once.Do(func() { close(in.closed) })
}

func (in *inbox) listen(ctx context.Context) <-chan Message {
	out := make(chan Message)
	go func() {
		defer close(out)
		for {
			for _, m := range in.take() {
				select {
				case out <- m:
				case <-in.closed:
					return
				case <-ctx.Done():
					return
				}
			}
			select {
			case <-in.signal:
			case <-in.closed:
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Pipe returns the two ends of an in-memory port. Messages pass through Encode
// and Decode, as they do between a page and its workers.
func Pipe() (Port, Port) {
	a, b := newInbox(), newInbox()
	return &pipe{in: a, out: b}, &pipe{in: b, out: a}
}

type pipe struct {
	in, out *inbox
}

func (p *pipe) Send(m Message) error {
	frame, err := Encode(m)
	if err != nil {
		return err
	}
	received, err := Decode(frame)
	if err != nil {
		return err
	}
	if s, ok := m.(sharer); ok {
		*received.(sharer).shared() = *s.shared()
	}
	p.out.put(received)
	return nil
}

func (p *pipe) Listen(ctx context.Context) <-chan Message { return p.in.listen(ctx) }

func (p *pipe) Close() {
	p.in.close()
	p.out.close()
}
