package web

import (
	"testing"

	"digitlab/web/worker"
)

// albumPart is a part of a selection of total images, each a place's number.
func albumPart(part, total int) *worker.Images {
	m := &worker.Images{Total: total, Source: "pretrained"}
	for place := part * partSize; place < min((part+1)*partSize, total); place++ {
		m.Indices = append(m.Indices, place)
	}
	return m
}

func TestAlbumAsksForWhatIsInSight(t *testing.T) {
	var a album
	if part, ok := a.missing(span{0, partSize}); part != 0 || !ok {
		t.Errorf("of an empty album part %d, %t is missing, want the first", part, ok)
	}
	a.add(0, albumPart(0, 3*partSize+1))
	for _, test := range []struct {
		sight span
		part  int
		ok    bool
	}{
		{span{0, partSize}, 0, false},
		{span{0, partSize + 1}, 1, true},
		{span{2*partSize - 1, 2 * partSize}, 1, true},
		{span{3 * partSize, 9 * partSize}, 3, true},
		{span{4 * partSize, 9 * partSize}, 0, false}, // behind the last
	} {
		if part, ok := a.missing(test.sight); part != test.part || ok != test.ok {
			t.Errorf("of %v part %d, %t is missing, want %d, %t", test.sight, part, ok, test.part, test.ok)
		}
	}
	a.empty()
	if part, ok := a.missing(span{4 * partSize, 9 * partSize}); part != 4 || !ok {
		t.Errorf("while it is not known how many images there are, part %d, %t is missing, want 4", part, ok)
	}
}

func TestAlbumFindsImages(t *testing.T) {
	var a album
	a.add(1, albumPart(1, partSize+7))
	for place, there := range map[int]bool{0: false, partSize - 1: false, partSize: true, partSize + 6: true, partSize + 7: false} {
		part, i, ok := a.find(place)
		if ok != there || ok && part.Indices[i] != place {
			t.Errorf("image %d is there: %t, want %t, and none but itself", place, ok, there)
		}
	}
}

func TestAlbumKeepsWhatIsNear(t *testing.T) {
	var a album
	for part := range 3 * mostParts {
		a.add(part, albumPart(part, 1e5))
	}
	if len(a.parts) != mostParts || a.parts[3*mostParts-1] == nil || a.parts[2*mostParts-1] != nil {
		t.Errorf("%d parts are kept, want the last %d", len(a.parts), mostParts)
	}
	a.add(0, albumPart(0, 1e5))
	if a.parts[0] == nil || a.parts[3*mostParts-1] != nil {
		t.Error("what was added last is forgotten for what is far away")
	}
}
