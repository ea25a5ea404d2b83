package drawings

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/lab/records"
	"digitlab/web/ownset"
)

// blank is a page on which nothing is to be seen.
type blank struct{ app.Compo }

// Render shows nothing.
func (*blank) Render() app.UI { return app.Div() }

// newTestDrawings returns those of a page where nothing is kept.
func newTestDrawings(t *testing.T) (*Drawings, app.Context) {
	disp := app.NewClientTester(&blank{})
	t.Cleanup(disp.Close)
	nothing := func(app.Context) {}
	d := New(disp.Context(), Needs{
		Records:     records.New(records.Needs{Emptied: nothing}),
		Tell:        func(app.Context, string) {},
		HandChanged: nothing,
		SetOpened:   nothing,
	})
	disp.Consume()
	return d, disp.Context()
}

func TestImportJoinsTheHand(t *testing.T) {
	d, ctx := newTestDrawings(t)
	var all hand.Set
	for i, label := range []int{4, 9, 4} {
		drawing := hand.Drawing{Label: label, Kept: time.Unix(int64(i+1), 0), Image: make([]byte, hand.Pixels)}
		drawing.Image[i] = 255
		all = all.With(drawing)
	}
	file, err := hand.Export(all)
	if err != nil {
		t.Fatal(err)
	}
	d.changeHand(ctx, all[:1])
	if err := d.join(ctx, file); err != nil {
		t.Fatal(err)
	}
	if got := len(d.hand.Set); got != 3 || d.hand.Added != 2 {
		t.Errorf("%d drawings after adding %d, want 3 after 2: one was there", got, d.hand.Added)
	}
	if err := d.join(ctx, file[:100]); err == nil || len(d.hand.Set) != 3 {
		t.Errorf("half a file gives error %v and %d drawings, want an error and the 3", err, len(d.hand.Set))
	}
}

// A set of other classes is known by its file, whichever button opens it.
func TestImportJoinsTheOwnSet(t *testing.T) {
	d, ctx := newTestDrawings(t)
	set := ownset.New("sun", "moon")
	for i := range 4 {
		drawing := hand.Drawing{Kept: time.Unix(int64(i+1), 0), Image: make([]byte, hand.Pixels)}
		drawing.Image[i] = 255
		set = set.With(drawing, i%2)
	}
	file, err := set.Export()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.join(ctx, file); err != nil {
		t.Fatal(err)
	}
	if got := d.own.Set.Names([]int{0, 1}); !slices.Equal(got, []string{"sun", "moon"}) || len(d.own.Set.Drawings) != 4 || !d.own.Open {
		t.Errorf("the set has the classes %q and %d drawings, in sight: %t", got, len(d.own.Set.Drawings), d.own.Open)
	}
	if len(d.hand.Set) != 0 {
		t.Errorf("%d drawings are in the handwriting", len(d.hand.Set))
	}
	for i := range ownset.MaxClasses - 2 {
		drawing := hand.Drawing{Kept: time.Unix(9, 0), Image: make([]byte, hand.Pixels)}
		drawing.Image[100+i] = 255
		d.own.Set = d.own.Set.Add(strconv.Itoa(i)).With(drawing, 2+i)
	}
	if file, err = ownset.New("tree", "star").Export(); err != nil {
		t.Fatal(err)
	}
	if err := d.join(ctx, file); err == nil || len(d.own.Set.Classes) != ownset.MaxClasses {
		t.Errorf("an eleventh class gives error %v and %d classes", err, len(d.own.Set.Classes))
	}
}
