// Package e2e tests the page as a visitor meets it: the server and the programs
// that make builds, in a real Chromium, with real pointer events and the real
// dataset.
//
// With SHOTS=folder each test leaves screenshots there.
package e2e

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// address is where the server under test listens, with a slash at the end.
var address string

// browser is the context of the one Chromium that all tests open tabs in.
var browser context.Context

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) int {
	var err error
	var stopServer, stopBrowser func()
	if address, stopServer, err = startServer(dist); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer stopServer()
	if browser, stopBrowser, err = startBrowser(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e: cannot start Chromium:", err)
		return 1
	}
	defer stopBrowser()
	return m.Run()
}

// dist is what `make build` made.
const dist = "../../dist"

// startServer serves a folder and waits until the server prints its address,
// which has a slash at the end.
func startServer(folder string) (address string, stop func(), err error) {
	server := exec.Command(dist+"/digitlab", "-addr", "127.0.0.1:0", "-dist", folder)
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := server.Start(); err != nil {
		return "", nil, fmt.Errorf("%w: run make build first", err)
	}
	stop = func() {
		server.Process.Signal(os.Interrupt)
		server.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("the server printed no address: %w", err)
	}
	_, address, _ = strings.Cut(strings.TrimSpace(line), ": ")
	return address, stop, nil
}

func startBrowser() (context.Context, func(), error) {
	ctx, stop := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		// A file gets an eighth at most: the dataset has 15 MB.
		chromedp.Flag("disk-cache-size", "268435456"),
	))
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}
