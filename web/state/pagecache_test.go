package state

import (
	"testing"

	"digitlab/web/worker"
)

// cachedPage is a page of a selection of total images, each a place's number.
func cachedPage(page, total int) *worker.Images {
	m := &worker.Images{Total: total, Source: "pretrained"}
	for place := page * PageSize; place < min((page+1)*PageSize, total); place++ {
		m.Indices = append(m.Indices, place)
	}
	return m
}

func TestPageCacheAsksForWhatIsInSight(t *testing.T) {
	var a PageCache
	if page, ok := a.Missing(Span{0, PageSize}); page != 0 || !ok {
		t.Errorf("of an empty cache page %d, %t is missing, want the first", page, ok)
	}
	a.Add(0, cachedPage(0, 3*PageSize+1))
	for _, test := range []struct {
		sight Span
		page  int
		ok    bool
	}{
		{Span{0, PageSize}, 0, false},
		{Span{0, PageSize + 1}, 1, true},
		{Span{2*PageSize - 1, 2 * PageSize}, 1, true},
		{Span{3 * PageSize, 9 * PageSize}, 3, true},
		{Span{4 * PageSize, 9 * PageSize}, 0, false}, // behind the last
	} {
		if page, ok := a.Missing(test.sight); page != test.page || ok != test.ok {
			t.Errorf("of %v page %d, %t is missing, want %d, %t", test.sight, page, ok, test.page, test.ok)
		}
	}
	a.Empty()
	if page, ok := a.Missing(Span{4 * PageSize, 9 * PageSize}); page != 4 || !ok {
		t.Errorf("while it is not known how many images there are, page %d, %t is missing, want 4", page, ok)
	}
}

func TestPageCacheFindsImages(t *testing.T) {
	var a PageCache
	a.Add(1, cachedPage(1, PageSize+7))
	for place, there := range map[int]bool{0: false, PageSize - 1: false, PageSize: true, PageSize + 6: true, PageSize + 7: false} {
		page, i, ok := a.Find(place)
		if ok != there || ok && page.Indices[i] != place {
			t.Errorf("image %d is there: %t, want %t, and none but itself", place, ok, there)
		}
	}
}

func TestPageCacheKeepsWhatIsNear(t *testing.T) {
	var a PageCache
	for page := range 3 * maxPages {
		a.Add(page, cachedPage(page, 1e5))
	}
	if len(a.pages) != maxPages || a.pages[3*maxPages-1] == nil || a.pages[2*maxPages-1] != nil {
		t.Errorf("%d pages are kept, want the last %d", len(a.pages), maxPages)
	}
	a.Add(0, cachedPage(0, 1e5))
	if a.pages[0] == nil || a.pages[3*maxPages-1] != nil {
		t.Error("what was added last is forgotten for what is far away")
	}
}
