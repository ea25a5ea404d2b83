package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets a test run the command, as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("DIGITLAB_RUNS") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// command returns the command with arguments, run by a shell after some words.
func command(t *testing.T, words string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("sh", append([]string{"-c", words + ` exec "$0" "$@"`, self}, args...)...)
	c.Env = append(os.Environ(), "DIGITLAB_RUNS=1")
	return c
}

// A mistake is one line on stderr and exit status 1.
func TestMistakes(t *testing.T) {
	empty := t.TempDir()
	tests := []struct {
		args string
		want string
	}{
		{args: "-addr=", want: "-addr is empty"},
		{args: "-dist=", want: "-dist is empty"},
		{args: "-export=", want: "-export is empty"},
		{args: "-addr=127.0.0.1:0 more", want: `"more"`},
		{args: "-port=80", want: "-port"},
		{args: "-addr", want: "-addr"},
		{args: "-dist=" + empty, want: "make build"},
	}
	for _, test := range tests {
		c := command(t, "", strings.Fields(test.args)...)
		var stdout, stderr bytes.Buffer
		c.Stdout, c.Stderr = &stdout, &stderr
		err := c.Run()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 {
			t.Errorf("digitlab %s ends with %v, want status 1", test.args, err)
		}
		line, more, _ := strings.Cut(stderr.String(), "\n")
		if !strings.HasPrefix(line, "digitlab: ") || !strings.Contains(line, test.want) || more != "" || stdout.Len() > 0 {
			t.Errorf("digitlab %s prints %q and %q, want one line with %q", test.args, &stdout, &stderr, test.want)
		}
	}
}

func TestManual(t *testing.T) {
	out, err := command(t, "", "-h").Output()
	if err != nil || !strings.Contains(string(out), "-addr") {
		t.Errorf("digitlab -h = %q, %v, want the flags", out, err)
	}
}

// A server that may have few files open goes on beside more visitors than those
// who say nothing, and who ask and do not read.
func TestManyVisitors(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, dist)
	write(t, dir, map[string]string{"trainer.wasm": strings.Repeat("x", 16<<20)})
	server := command(t, "ulimit -n 64;", "-addr=127.0.0.1:0", "-dist="+dir)
	var stderr bytes.Buffer
	server.Stderr = &stderr
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Signal(os.Interrupt)
		if err := server.Wait(); err != nil || stderr.Len() > 0 {
			t.Errorf("the server ends with %v and %q", err, &stderr)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSuffix(strings.TrimPrefix(line, "Digit Lab: "), "/\n")

	for i := range 100 {
		c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if i%5 == 0 { // twenty, fewer than there is room for
			io.WriteString(c, "GET /web/trainer.wasm HTTP/1.1\r\nHost: host\r\n\r\n")
		}
	}
	for range 100 {
		if response, body := get(t, url+"/web/app.wasm", nil); response.StatusCode != http.StatusOK || body != dist["app.wasm"] {
			t.Fatalf("status %d, %.20q, want app.wasm", response.StatusCode, body)
		}
	}
}
