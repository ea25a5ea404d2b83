package page_test

import (
	"context"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab"
	"digitlab/web/page"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// stage is a mounted page whose workers are the test: it says what they say and
// sees what they are sent.
type stage struct {
	t       *testing.T
	page    *page.Home
	disp    app.ClientDispatcher
	receive map[string]func(app.Context, worker.Message) // by the worker's role
	near    map[string]worker.Port
	far     map[string]<-chan worker.Message
	unread  []worker.Message // sent to the trainer, and looked at before
	browsed int              // ID of the last question about images
	written int              // that of the last one about a drawing
	address string           // the fragment that the page has put into its address
	entries []string         // those that it has put there as entries of the history
	went    string           // the fragment of the entry that the browser has gone to, "" before
	waiting int              // states that are still to be set
}

// newStage mounts a page, at an address with a fragment if one is given.
func newStage(t *testing.T, fragment ...string) *stage { return newStageOn(t, 0, fragment...) }

// newStageOn is newStage on a device with so many cores, 0 if it does not tell.
func newStageOn(t *testing.T, cores int, fragment ...string) *stage {
	return newStageWith(t, lab.Options{Cores: cores}, fragment...)
}

// newStageWith is newStage with other options of the lab.
func newStageWith(t *testing.T, options lab.Options, fragment ...string) *stage {
	ctx, cancel := context.WithCancel(context.Background())
	s := &stage{
		t:       t,
		receive: map[string]func(app.Context, worker.Message){},
		near:    map[string]worker.Port{},
		far:     map[string]<-chan worker.Message{},
	}
	spawn := func(_ app.Context, role, _ string, receive func(app.Context, worker.Message)) (worker.Port, error) {
		near, far := worker.Pipe()
		s.receive[role], s.near[role], s.far[role] = receive, near, far.Listen(ctx)
		return near, nil
	}
	options.Spawn = spawn
	options.Fragment = func() string {
		if s.went != "" {
			return s.went
		}
		return strings.Join(fragment, "&")
	}
	options.SetFragment = func(fragment string) { s.address = fragment }
	options.PushFragment = func(fragment string) { s.address, s.entries = fragment, append(s.entries, fragment) }
	options.Waiting = func(states int) { s.waiting = states }
	if options.Redraw == nil { // as a browser that decodes nothing
		options.Redraw = func(ctx app.Context, _ []byte, done func(app.Context, []byte)) { done(ctx, nil) }
	}
	s.page = &page.Home{Options: options}
	s.disp = app.NewClientTester(s.page)
	t.Cleanup(func() {
		cancel()
		s.disp.Close()
	})
	s.sent() // what every page begins with
	s.sentToPredictor()
	return s
}

// get returns a state as components see it.
func get[T any](s *stage, key state.Key[T]) (value T) {
	s.disp.Context().GetState(string(key), &value)
	return value
}

// say delivers messages of the trainer.
func (s *stage) say(messages ...worker.Message) { s.sayAs("trainer", messages...) }

// sayAs delivers messages of a worker.
func (s *stage) sayAs(role string, messages ...worker.Message) {
	for _, m := range messages {
		s.receive[role](s.disp.Context(), m)
	}
	s.consume()
}

// lose has a worker die, and those that take its place, so many times.
func (s *stage) lose(role string, times int) {
	for range times {
		s.sayAs(role, &worker.Failure{Scope: worker.ScopeWorker, Text: "panic: out of memory"})
	}
}

// consume lets the page take in what has come, until no state waits to be set.
func (s *stage) consume() {
	s.disp.Consume()
	for s.waiting > 0 {
		s.disp.Consume()
	}
}

// act raises an action, as a component does.
func act[T any](s *stage, action state.Action[T], value T) {
	action.Raise(s.disp.Context(), value)
	s.consume()
}

func (s *stage) raise(signal state.Signal) {
	signal.Raise(s.disp.Context())
	s.consume()
}

// sent returns the messages the trainer has been sent since the last call. A
// SaveWeights, sent behind them, marks the end. The names of runs, of which no
// two are the same, are left out.
func (s *stage) sent() []worker.Message {
	s.t.Helper()
	messages := append(s.unread, until(s.t, s.near["trainer"], s.far["trainer"])...)
	s.unread = nil
	for _, m := range messages {
		if start, ok := m.(*worker.Start); ok {
			if start.Run == "" {
				s.t.Error("a run is asked for without a name")
			}
			start.Run = ""
		}
		if browse, ok := m.(*worker.Browse); ok {
			s.browsed = browse.ID
		}
	}
	return messages
}

func (s *stage) sentToPredictor() []worker.Message {
	s.t.Helper()
	return until(s.t, s.near["predictor"], s.far["predictor"])
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
		kinds = append(kinds, worker.Kind(m))
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
	for _, n := range get(s, state.NoticesKey) {
		texts = append(texts, n.Text)
	}
	return strings.Join(texts, " ")
}

// checked reports whether the box with an id is ticked.
func (s *stage) checked(id string) bool {
	tag := regexp.MustCompile(`<input [^>]*\bid="` + id + `"[^>]*>`).FindString(s.html())
	return regexp.MustCompile(` checked(="true")?[ >]`).MatchString(tag)
}
