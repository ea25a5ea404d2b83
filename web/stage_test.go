package web

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// stage is a mounted page whose workers are the test: it says what they say and
// sees what they are sent.
type stage struct {
	t                  *testing.T
	page               *home
	disp               app.ClientDispatcher
	trainer, predictor <-chan worker.Message
}

func newStage(t *testing.T) *stage {
	page := &home{}
	s := &stage{t: t, page: page, disp: app.NewClientTester(page)}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() {
		cancel()
		s.disp.Close()
	})
	var far worker.Port
	page.lab.trainer, far = worker.Pipe()
	s.trainer = far.Listen(ctx)
	page.lab.predictor, far = worker.Pipe()
	s.predictor = far.Listen(ctx)
	// Outside a browser no worker starts, which the page has said by now.
	page.lab.notify(s.disp.Context(), worker.ScopeWorker, "")
	return s
}

// say delivers messages of the trainer.
func (s *stage) say(messages ...worker.Message) {
	for _, m := range messages {
		s.page.lab.receiveFromTrainer(s.disp.Context(), m)
	}
	s.consume()
}

// consume lets the page take in what has come, in as many turns as that takes.
func (s *stage) consume() {
	s.disp.Consume()
	for s.page.lab.turns.running {
		s.disp.Consume()
	}
}

func (s *stage) act(action string, value any) {
	s.disp.Context().NewActionWithValue(action, value)
	s.consume()
}

// sent returns the messages the trainer has been sent since the last call. A
// SaveWeights, sent behind them, marks the end. The names of runs, of which no
// two are the same, are left out.
func (s *stage) sent() []worker.Message {
	s.t.Helper()
	messages := until(s.t, s.page.lab.trainer, s.trainer)
	for _, m := range messages {
		if start, ok := m.(*worker.Start); ok {
			if start.Run == "" {
				s.t.Error("a run is asked for without a name")
			}
			start.Run = ""
		}
	}
	return messages
}

func until(t *testing.T, port worker.Port, in <-chan worker.Message) []worker.Message {
	t.Helper()
	if err := port.Send(&worker.SaveWeights{}); err != nil {
		t.Fatal(err)
	}
	var messages []worker.Message
	for m := range in {
		if _, end := m.(*worker.SaveWeights); end {
			break
		}
		messages = append(messages, m)
	}
	return messages
}

func (s *stage) expectSent(want ...worker.Message) {
	s.t.Helper()
	got := s.sent()
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		s.t.Errorf("the trainer was sent %s, want %s", describe(got), describe(want))
	}
}

func describe(messages []worker.Message) string {
	var kinds []string
	for _, m := range messages {
		kinds = append(kinds, m.Kind())
	}
	return "[" + strings.Join(kinds, " ") + "]"
}

// html returns the page, with its attributes in an order that changes.
func (s *stage) html() string { return app.HTMLString(s.page) }

// value returns the data-value of the element with an id.
func (s *stage) value(id string) string {
	s.t.Helper()
	return attribute(s.t, s.html(), id, "data-value")
}

// notices returns the texts in #error.
func (s *stage) notices() string {
	var texts []string
	for _, n := range s.page.lab.notices {
		texts = append(texts, n.Text)
	}
	return strings.Join(texts, " ")
}
