package state

import (
	"digitlab/web/worker"
)

const (
	// PageSize is how many images are asked for at a time.
	PageSize = 60
	// maxPages bounds what is kept: 1.1 MB of pixels, and four times that
	// painted.
	maxPages = 24
)

// Span is a range of places, the first and the one behind the last.
type Span struct{ From, To int }

// PageCache holds images of a selection, as far as they have been loaded.
type PageCache struct {
	Total  int    // images in the selection
	Known  bool   // that number is the present selection's
	Source string // of the weights that read them, "" if there were none
	Step   int

	pages map[int]*worker.Images // page i begins at place i*PageSize
}

// Empty forgets the images. Their number stays until there is another, so that
// nothing on the page jumps.
func (c *PageCache) Empty() { c.Known, c.pages = false, nil }

// Add puts a page in. If there are too many now, the one that is farthest away
// goes.
func (c *PageCache) Add(page int, m *worker.Images) {
	c.Total, c.Known, c.Source, c.Step = m.Total, true, m.Source, m.Step
	if c.pages == nil {
		c.pages = map[int]*worker.Images{}
	}
	c.pages[page] = m
	if len(c.pages) <= maxPages {
		return
	}
	farthest := page
	for i := range c.pages {
		if distance(i, page) > distance(farthest, page) {
			farthest = i
		}
	}
	delete(c.pages, farthest)
}

func distance(i, j int) int { return max(i-j, j-i) }

// Missing returns the first page of what is in sight that is not there, false
// if all of it is.
func (c *PageCache) Missing(sight Span) (page int, ok bool) {
	to := sight.To
	if c.Known {
		to = min(to, c.Total)
	}
	for page := sight.From / PageSize; page*PageSize < to; page++ {
		if c.pages[page] == nil {
			return page, true
		}
	}
	return 0, false
}

// Find returns the page that has the image at a place, and which of its images
// that is; false if it is not there.
func (c *PageCache) Find(place int) (page *worker.Images, i int, ok bool) {
	page, i = c.pages[place/PageSize], place%PageSize
	return page, i, page != nil && i < len(page.Indices)
}

// Holds reports whether a page is there.
func (c *PageCache) Holds(page *worker.Images) bool {
	for _, m := range c.pages {
		if m == page {
			return true
		}
	}
	return false
}
