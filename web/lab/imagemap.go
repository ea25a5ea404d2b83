package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// mapping is the map of digits: the trainer picks images, and the predictor maps them.
type mapping struct {
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

func (l *Lab) handleMap(ctx app.Context) {
	l.mapping.shown.Method = worker.MapPCA
	state.OpenMap.Handle(ctx, l.openMap)
	state.CloseMap.Handle(ctx, l.closeMap)
	state.ChooseMapMethod.Handle(ctx, l.chooseMapMethod)
}

func (l *Lab) openMap(ctx app.Context) {
	l.mapping.open = true
	// What was there when it was closed is by other weights.
	l.mapping.shown.Frame, l.mapping.shown.Broken = nil, false
	state.MapPlaceKey.Set(ctx, worker.MapPlace{})
	l.setMap(ctx)
	l.askMap(ctx)
}

func (l *Lab) closeMap(ctx app.Context) {
	l.mapping.open = false
	l.send(ctx, l.predictor, &worker.MapImages{})
}

// setMap shows the map as it is, if anybody sees it: opening it shows it anew.
func (l *Lab) setMap(ctx app.Context) {
	if !l.mapping.open {
		return
	}
	setQueued(ctx, l, state.PartMap, state.MapKey, l.mapping.shown)
}

// seeMap lets the predictor rest while the map is out of sight.
func (l *Lab) seeMap(ctx app.Context, seen bool) {
	m := &l.mapping
	changed := m.hidden == seen
	m.hidden = !seen
	switch {
	case !m.open || !changed:
	case m.hidden:
		l.send(ctx, l.predictor, &worker.MapImages{})
	default:
		l.askMap(ctx)
	}
}

func (l *Lab) chooseMapMethod(ctx app.Context, method string) {
	l.mapping.shown.Method = method
	l.setMap(ctx)
	l.askMap(ctx)
}

// askMap asks for a map, or for the images of one, if it can be seen.
func (l *Lab) askMap(ctx app.Context) {
	m := &l.mapping
	switch {
	case !m.open || m.hidden:
	case m.shown.Picked != nil:
		m.id++
		m.hand = nil
		if l.dataset.Loaded.Classes.AreDigits() { // as the drawings are
			m.hand = l.hand.Set
		}
		images := m.shown.Picked.Images[:len(m.shown.Picked.Images):len(m.shown.Picked.Images)]
		for _, drawing := range m.hand {
			images = append(images, drawing.Image...)
		}
		l.send(ctx, l.predictor, &worker.MapImages{
			On: true, ID: m.id, Method: m.shown.Method, Rest: max(leastRest, coreShare/float64(max(l.options.Cores, 1))),
			Labels: m.shown.Picked.Labels, Images: images,
		})
	case l.dataset.Whole():
		l.send(ctx, l.trainer, &worker.PickImages{Count: mapCount, Seed: mapSeed})
	}
}

// picked takes the images to be mapped.
func (l *Lab) picked(ctx app.Context, m *worker.PickedImages) {
	l.mapping.shown.Picked = m
	l.setMap(ctx)
	l.askMap(ctx)
}

// renewMap maps images of another dataset.
func (l *Lab) renewMap(ctx app.Context) {
	l.mapping.shown.Picked, l.mapping.shown.Frame = nil, nil
	l.setMap(ctx)
	l.askMap(ctx)
}

// mapHand maps the drawings of the visitor anew if they have changed.
func (l *Lab) mapHand(ctx app.Context) {
	if !l.mapping.open {
		return
	}
	if change := l.mapping.hand.ChangeTo(l.hand.Set); len(change.Put)+len(change.Gone) > 0 {
		l.askMap(ctx)
	}
}

// imageMap takes a map, if it is still asked for.
func (l *Lab) imageMap(ctx app.Context, frame *worker.ImageMap) {
	m := &l.mapping
	if !m.open || m.shown.Picked == nil || frame.ID != m.id {
		return
	}
	if m.shown.Broken = frame.Broken; !frame.Broken {
		m.shown.Frame, m.shown.Hand = frame, m.hand
	}
	l.setMap(ctx)
}

// mapPlace takes where the drawing lies.
func (l *Lab) mapPlace(ctx app.Context, place *worker.MapPlace) {
	if l.mapping.open {
		setQueued(ctx, l, state.PartMap, state.MapPlaceKey, *place)
	}
}
