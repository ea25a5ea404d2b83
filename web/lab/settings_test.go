package lab

import (
	"strings"
	"testing"

	"digitlab/web/worker"
)

func TestLinkChoosesTheKernel(t *testing.T) {
	l := &Lab{}
	if problem := l.useKernel("simd"); problem != "" || l.kernel != "simd" {
		t.Errorf("before there are workers, kernel=simd gives %q, problem %q", l.kernel, problem)
	}
	l.trainer, _ = worker.Pipe()
	if problem := l.useKernel("relaxed"); !strings.Contains(problem, "reload") || l.kernel != "simd" {
		t.Errorf("beside workers, kernel=relaxed gives %q, problem %q; want them to keep theirs", l.kernel, problem)
	}
	for _, kernel := range []string{"", "simd"} {
		if problem := l.useKernel(kernel); problem != "" || l.kernel != "simd" {
			t.Errorf("beside workers, kernel=%s gives %q, problem %q", kernel, l.kernel, problem)
		}
	}
}
