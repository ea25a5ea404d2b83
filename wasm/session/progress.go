package session

import (
	"io"
	"sync"
	"time"

	"digitlab/web/worker"
)

// progress tells the page how far the reading of a dataset is.
type progress struct {
	page worker.Port

	mu   sync.Mutex
	told worker.DatasetProgress
	at   time.Time // of the last report
}

// begin says how many bytes there are to come, 0 if nobody knows.
func (p *progress) begin(size int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told.Total = size
}

// count takes n more bytes.
func (p *progress) count(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told.Bytes += int64(n)
	p.report(p.told.Stalled && n > 0)
}

// read says how many images there are by now.
func (p *progress) read(images int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told.Images = images
	p.report(false)
}

// stall says that nothing comes.
func (p *progress) stall() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told.Stalled = true
	p.page.Send(&p.told)
}

// end says how far it came.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report(true)
}

// report tells the page that something has come, now or if it is time to.
func (p *progress) report(now bool) {
	if t := time.Now(); now || !p.told.Stalled && t.Sub(p.at) >= worker.ReportEvery {
		p.at, p.told.Stalled = t, false
		p.page.Send(&p.told)
	}
}

// countingReader calls count with the number of bytes of each Read.
type countingReader struct {
	io.ReadCloser
	count func(n int)
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.count(n)
	return n, err
}
