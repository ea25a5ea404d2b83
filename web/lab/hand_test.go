package lab

import (
	"testing"
	"time"

	"digitlab/web/hand"
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
