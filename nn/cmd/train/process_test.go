//go:build !js

package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// asCommand, in the environment, makes the test's program the command itself.
const asCommand = "TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// process is the command in a process of its own.
type process struct {
	*exec.Cmd
	stdout *bufio.Reader
	pipe   io.Closer // which stdout reads
	stderr bytes.Buffer
}

// start starts the command by a program before it, or none.
func start(t *testing.T, before []string, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	line := append(append(before, self), args...)
	p := &process{Cmd: exec.Command(line[0], line[1:]...)}
	p.Env = append(os.Environ(), asCommand+"=1")
	p.Stderr = &p.stderr
	pipe, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.stdout, p.pipe = bufio.NewReader(pipe), pipe
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Process.Kill() })
	return p
}

// line returns the next line of the log.
func (p *process) line(t *testing.T) string {
	t.Helper()
	line, err := p.stdout.ReadString('\n')
	if err != nil {
		p.Wait()
		t.Fatalf("the command has ended: %s", p.stderr.String())
	}
	return line
}

// end returns the exit status and what was said on standard error.
func (p *process) end(t *testing.T) (status int, said string) {
	t.Helper()
	io.Copy(io.Discard, p.stdout) // Wait is not to be called before
	p.Wait()
	return p.ProcessState.ExitCode(), p.stderr.String()
}

// longRun are the arguments of a run that does not end before it is told to.
func longRun(dataset string) []string {
	return []string{"-data", dataset, "-net", "linear 400, relu, linear", "-epochs", "1000000", "-logevery", "1", "-workers", "1"}
}

// However a run is asked to end, it leaves a checkpoint of the step it was at,
// also within its first epoch, and its weights.
func TestSignalsLeaveACheckpoint(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			if signal.Ignored(s) {
				t.Skip("it is ignored here, as under nohup, and so in the processes started from here")
			}
			dir := t.TempDir()
			dataset, _ := write(t, dir)
			checkpoint, weights := filepath.Join(dir, "run"), filepath.Join(dir, "weights")
			args := append(longRun(dataset), "-batch", "1", "-checkpoint", checkpoint, "-out", weights)
			p := start(t, nil, args...)
			p.line(t)
			if err := p.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			status, said := p.end(t)
			if want := "train: training was stopped: " + s.String() + " signal received\n"; status != 1 || said != want {
				t.Errorf("exit status %d, said %q, want 1 and %q", status, said, want)
			}
			kept := command(t, "-data", dataset, "-epochs", "0", "-init", checkpoint, "-eval", "test")
			if again := command(t, "-data", dataset, "-epochs", "0", "-init", weights, "-eval", "test"); again[0] != kept[0] {
				t.Errorf("the checkpoint gives %q, the weights %q", kept, again)
			}
			if _, err := readCheckpoint(checkpoint); err != nil {
				t.Error(err)
			}
		})
	}
}

// A log that nobody reads any more ends a run as a signal does.
func TestClosedLogLeavesACheckpoint(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	checkpoint := filepath.Join(dir, "run")
	p := start(t, nil, append(longRun(dataset), "-checkpoint", checkpoint)...)
	p.line(t)
	p.pipe.Close()
	p.Wait()
	if status, said := p.ProcessState.ExitCode(), p.stderr.String(); status != 1 || !strings.Contains(said, "broken pipe") {
		t.Errorf("exit status %d, said %q", status, said)
	}
	if _, err := readCheckpoint(checkpoint); err != nil {
		t.Error(err)
	}
}

// nohup is the shell's way of doing so, too.
func TestIgnoredSignalIsIgnored(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	p := start(t, []string{"/bin/sh", "-c", `trap "" HUP; exec "$0" "$@"`}, longRun(dataset)...)
	p.line(t)
	if err := p.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		p.line(t)
	}
	if err := p.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if _, said := p.end(t); !strings.Contains(said, "interrupt signal") {
		t.Errorf("said %q", said)
	}
}

// A run keeps others from its files as long as it lives, and no longer.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	checkpoint := filepath.Join(dir, "run")
	first := start(t, nil, append(longRun(dataset), "-checkpoint", checkpoint)...)
	first.line(t)
	second := start(t, nil, "-data", dataset, "-steps", "1", "-checkpoint", checkpoint)
	want := "train: -checkpoint: " + checkpoint + ": another process is about to write it\n"
	if status, said := second.end(t); status != 1 || said != want {
		t.Errorf("a second run: exit status %d, said %q, want 1 and %q", status, said, want)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.end(t)
	command(t, "-data", dataset, "-steps", "1", "-checkpoint", checkpoint)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s is left", e.Name())
		}
	}
}
