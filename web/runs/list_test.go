package runs

import (
	"slices"
	"strconv"
	"testing"
	"time"
)

func ids(l List) (list []string) {
	for _, r := range l {
		list = append(list, r.ID)
	}
	return list
}

func TestListIsBounded(t *testing.T) {
	var l List
	for i := range Max {
		l, _ = l.Add(Run{ID: strconv.Itoa(i)})
	}
	before := l
	l, gone := l.Add(Run{ID: "new"})
	if len(l) != Max || len(gone) != 1 || gone[0].ID != "0" || l[Max-1].ID != "new" {
		t.Errorf("%d runs, %v gone, the last is %s; want %d, the oldest gone, and the new one last", len(l), gone, l[Max-1].ID, Max)
	}
	if before[0].ID != "0" {
		t.Error("the list from before has changed")
	}
	if got := l[Max-1]; got.Number != Max+1 || got.Slot != Max {
		t.Errorf("the new run has number %d and slot %d, want %d and %d", got.Number, got.Slot, Max+1, Max)
	}
}

func TestDeleteAndUndo(t *testing.T) {
	var l List
	for _, id := range []string{"a", "b", "c"} {
		l, _ = l.Add(Run{ID: id})
	}
	b := *l.Find("b")
	without := l.Without("b")
	if want := []string{"a", "c"}; !slices.Equal(ids(without), want) || without.Find("b") != nil {
		t.Fatalf("without b: %v, want %v", ids(without), want)
	}
	with, _ := without.Add(Run{ID: "d"})
	if got := with.Find("d"); got.Slot != 1 || got.Number != 4 {
		t.Errorf("the next run has slot %d and number %d, want b's slot 1 and number 4", got.Slot, got.Number)
	}
	with = with.Insert(b)
	if got, want := ids(with), []string{"a", "b", "c", "d"}; !slices.Equal(got, want) {
		t.Errorf("after the undo: %v, want %v", got, want)
	}
	if got := with.Find("b").Slot; got != 3 {
		t.Errorf("b has slot %d, want 3, the first that is free", got)
	}
	if got, want := ids(without[:1].Insert(b)), []string{"a", "b"}; !slices.Equal(got, want) {
		t.Errorf("after the undo: %v, want %v", got, want)
	}
}

func TestJoinKept(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 1, 1, 0, minute, 0, 0, time.UTC) }
	now := List{{ID: "now", Started: at(9), State: Running, Number: 1}}
	l := now.Join([]Run{{ID: "second", Started: at(2), State: Running}, {ID: "first", Started: at(1), State: Finished}})
	if want := []string{"first", "second", "now"}; !slices.Equal(ids(l), want) {
		t.Fatalf("%v, want %v", ids(l), want)
	}
	for i, want := range []string{Finished, Interrupted, Running} {
		if l[i].State != want || l[i].Number != i+1 {
			t.Errorf("run %d is %s and has number %d, want %s", i, l[i].State, l[i].Number, want)
		}
	}
}

func TestFilters(t *testing.T) {
	l := List{{ID: "a", Shown: true}, {ID: "b", Group: "g"}, {ID: "c", Group: "g", Shown: true}}
	if got, want := ids(l.Shown()), []string{"a", "c"}; !slices.Equal(got, want) {
		t.Errorf("shown: %v, want %v", got, want)
	}
	if got, want := ids(l.OfGroup("g")), []string{"b", "c"}; !slices.Equal(got, want) {
		t.Errorf("of group g: %v, want %v", got, want)
	}
	if got := l.OfGroup(""); len(got) != 0 {
		t.Errorf("of no group: %v, want none", ids(got))
	}
}
