package inside

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/lab/queue"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// digitMap is the map of digits: the trainer picks images, and the predictor maps them.
type digitMap struct {
	Needs
	open   bool
	hidden bool // the page has been scrolled to where it cannot be seen
	shown  state.Map
	id     int      // of the last question to the predictor
	hand   hand.Set // that it was about
}

const (
	mapCount = 2000 // images
	mapSeed  = 1    // which decides on them
	// coreShare is how many times as long as a map took all cores together are to do
	// other things before the next one.
	coreShare = 25
	// leastRest is what that comes to at least on a single core.
	leastRest = 3
)

func newDigitMap(needs Needs) digitMap {
	return digitMap{Needs: needs, shown: state.Map{Method: worker.MapPCA}}
}

func (m *digitMap) handle(ctx app.Context) {
	state.OpenMap.Handle(ctx, m.openView)
	state.CloseMap.Handle(ctx, m.closeView)
	state.ChooseMapMethod.Handle(ctx, m.chooseMethod)
}

func (m *digitMap) openView(ctx app.Context) {
	m.open = true
	// What was there when it was closed is by other weights.
	m.shown.Frame, m.shown.Broken = nil, false
	state.MapPlaceKey.Set(ctx, worker.MapPlace{})
	m.show(ctx)
	m.ask(ctx)
}

func (m *digitMap) closeView(ctx app.Context) {
	m.open = false
	m.AskPredictor(ctx, &worker.MapImages{})
}

// show shows the map as it is, if anybody sees it: opening it shows it anew.
func (m *digitMap) show(ctx app.Context) {
	if m.open {
		queue.Set(ctx, m.Queue, state.PartMap, state.MapKey, m.shown)
	}
}

// see lets the predictor rest while the map is out of sight.
func (m *digitMap) see(ctx app.Context, seen bool) {
	changed := m.hidden == seen
	m.hidden = !seen
	switch {
	case !m.open || !changed:
	case m.hidden:
		m.AskPredictor(ctx, &worker.MapImages{})
	default:
		m.ask(ctx)
	}
}

func (m *digitMap) chooseMethod(ctx app.Context, method string) {
	m.shown.Method = method
	m.show(ctx)
	m.ask(ctx)
}

// ask asks for a map, or for the images of one, if it can be seen.
func (m *digitMap) ask(ctx app.Context) {
	switch dataset := m.Dataset(); {
	case !m.open || m.hidden:
	case m.shown.Picked != nil:
		m.id++
		m.hand = nil
		if dataset.Loaded.Classes.AreDigits() { // as the drawings are
			m.hand = m.Hand()
		}
		images := m.shown.Picked.Images[:len(m.shown.Picked.Images):len(m.shown.Picked.Images)]
		for _, drawing := range m.hand {
			images = append(images, drawing.Image...)
		}
		m.AskPredictor(ctx, &worker.MapImages{
			On: true, ID: m.id, Method: m.shown.Method, Rest: max(leastRest, coreShare/float64(max(m.Cores, 1))),
			Labels: m.shown.Picked.Labels, Images: images,
		})
	case dataset.Whole():
		m.AskTrainer(ctx, &worker.PickImages{Count: mapCount, Seed: mapSeed})
	}
}

// picked takes the images to be mapped.
func (m *digitMap) picked(ctx app.Context, images *worker.PickedImages) {
	m.shown.Picked = images
	m.show(ctx)
	m.ask(ctx)
}

// renew maps images of another dataset.
func (m *digitMap) renew(ctx app.Context) {
	m.shown.Picked, m.shown.Frame = nil, nil
	m.show(ctx)
	m.ask(ctx)
}

// follow maps the drawings of the visitor anew if they have changed.
func (m *digitMap) follow(ctx app.Context) {
	if !m.open {
		return
	}
	if change := m.hand.ChangeTo(m.Hand()); len(change.Put)+len(change.Gone) > 0 {
		m.ask(ctx)
	}
}

// take takes a map, if it is still asked for.
func (m *digitMap) take(ctx app.Context, frame *worker.ImageMap) {
	if !m.open || m.shown.Picked == nil || frame.ID != m.id {
		return
	}
	if m.shown.Broken = frame.Broken; !frame.Broken {
		m.shown.Frame, m.shown.Hand = frame, m.hand
	}
	m.show(ctx)
}

// place takes where the drawing lies.
func (m *digitMap) place(ctx app.Context, place *worker.MapPlace) {
	if m.open {
		queue.Set(ctx, m.Queue, state.PartMap, state.MapPlaceKey, *place)
	}
}
