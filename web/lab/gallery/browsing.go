package gallery

import (
	"digitlab/data/failure"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// browsing is the gallery, and what images are asked for by.
type browsing struct {
	state.Gallery
	sight   state.Span // the places in sight
	willing bool       // the split may be read without being asked for again
	renew   bool       // with the next question

	asked question // the last
	waits bool     // for the answer to it
}

// question is a Browse that has been sent.
type question struct {
	ID, Page int
	Renew    bool
}

func newBrowsing() browsing {
	return browsing{Gallery: state.NewGallery(), sight: state.Span{From: 0, To: state.PageSize}}
}

// next returns the next question: about the first images in sight that are not
// there, one at a time. It is nil if there is none.
func (g *browsing) next() *worker.Browse {
	if g.waits || g.Unread || g.Problem.Text != "" {
		return nil
	}
	page, ok := g.Pages.Missing(g.sight)
	if !ok {
		return nil
	}
	g.asked = question{ID: g.asked.ID + 1, Page: page, Renew: g.renew}
	g.waits, g.renew = true, false
	return &worker.Browse{
		ID:        g.asked.ID,
		Selection: g.Selection,
		From:      page * state.PageSize,
		Count:     state.PageSize,
		Renew:     g.asked.Renew,
	}
}

// answer takes an answer, and reports whether it is to the last question.
func (g *browsing) answer(m *worker.Images) bool {
	if m.ID != g.asked.ID {
		return false
	}
	g.waits, g.Unread = false, m.NotEvaluated
	if !m.NotEvaluated {
		g.Pages.Add(g.asked.Page, m)
		g.Chosen = min(g.Chosen, max(m.Total-1, 0))
	}
	return true
}

// fail gives up the question that is being waited for.
func (g *browsing) fail(problem failure.Message) {
	g.waits, g.Problem = false, problem
}

// empty forgets the images; what is in sight is to be asked for again. An answer
// that is still on its way is to none of the questions.
func (g *browsing) empty() {
	g.Pages.Empty()
	g.Unread, g.Problem = false, failure.Message{}
	g.waits = false
	g.asked.ID++
}

// selected takes another selection.
func (g *browsing) selected(s worker.Selection) {
	g.empty()
	g.Selection, g.Chosen, g.sight, g.willing = s, 0, state.Span{From: 0, To: state.PageSize}, true
}

// refresh lets the newest weights read.
func (g *browsing) refresh() {
	g.empty()
	g.renew, g.willing = true, true
}
