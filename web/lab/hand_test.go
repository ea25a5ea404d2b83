package lab

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"digitlab/web/hand"
	"digitlab/web/ownset"
)

func TestImportJoinsTheHand(t *testing.T) {
	l, ctx := newTestLab(t)
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
	l.changeHand(ctx, all[:1])
	if err := l.joinHand(ctx, file); err != nil {
		t.Fatal(err)
	}
	if got := len(l.hand.Set); got != 3 || l.hand.Added != 2 {
		t.Errorf("%d drawings after adding %d, want 3 after 2: one was there", got, l.hand.Added)
	}
	if err := l.joinHand(ctx, file[:100]); err == nil || len(l.hand.Set) != 3 {
		t.Errorf("half a file gives error %v and %d drawings, want an error and the 3", err, len(l.hand.Set))
	}
}

// A set of other classes is known by its file, whichever button opens it.
func TestImportJoinsTheOwnSet(t *testing.T) {
	l, ctx := newTestLab(t)
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
	if err := l.joinHand(ctx, file); err != nil {
		t.Fatal(err)
	}
	if got := l.ownSet.Set.Names([]int{0, 1}); !slices.Equal(got, []string{"sun", "moon"}) || len(l.ownSet.Set.Drawings) != 4 || !l.ownSet.Open {
		t.Errorf("the set has the classes %q and %d drawings, in sight: %t", got, len(l.ownSet.Set.Drawings), l.ownSet.Open)
	}
	if len(l.hand.Set) != 0 {
		t.Errorf("%d drawings are in the handwriting", len(l.hand.Set))
	}
	for i := range ownset.MaxClasses - 2 {
		drawing := hand.Drawing{Kept: time.Unix(9, 0), Image: make([]byte, hand.Pixels)}
		drawing.Image[100+i] = 255
		l.ownSet.Set = l.ownSet.Set.Add(strconv.Itoa(i)).With(drawing, 2+i)
	}
	if file, err = ownset.New("tree", "star").Export(); err != nil {
		t.Fatal(err)
	}
	if err := l.joinHand(ctx, file); err == nil || len(l.ownSet.Set.Classes) != ownset.MaxClasses {
		t.Errorf("an eleventh class gives error %v and %d classes", err, len(l.ownSet.Set.Classes))
	}
}
