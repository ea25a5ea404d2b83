// Package e2e tests the page as a visitor meets it: the server and the programs
// that make builds, in a real Chromium, with real pointer events and the real
// dataset; TestOtherBrowsers in Firefox and WebKitGTK.
//
// With SHOTS=folder each test leaves screenshots there.
package e2e

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
	if dist, err = copyBuild(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer os.RemoveAll(dist)
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

// dist is a copy of what `make plain` made. The programs are served as they are:
// compressed ones, which are made from them, may be of another build.
var dist string

func copyBuild() (folder string, err error) {
	if folder, err = os.MkdirTemp("", "digitlab-"); err != nil {
		return "", err
	}
	if err := os.CopyFS(folder, os.DirFS("../../dist")); err != nil {
		return folder, err
	}
	for _, pattern := range []string{"*.wasm.br", "*.wasm.gz"} {
		compressed, _ := filepath.Glob(filepath.Join(folder, pattern)) // the pattern is right
		for _, file := range compressed {
			if err := os.Remove(file); err != nil {
				return folder, err
			}
		}
	}
	return folder, nil
}

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
		return "", nil, fmt.Errorf("%w: run make e2e", err)
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

// startBrowser starts a Chromium, with more options if any are given.
func startBrowser(more ...chromedp.ExecAllocatorOption) (context.Context, func(), error) {
	options := append([]chromedp.ExecAllocatorOption{
		chromedp.Flag("disable-gpu", true),
		// WebGL all the same: the processor draws it.
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		// A file gets an eighth at most: the dataset has 15 MB.
		chromedp.Flag("disk-cache-size", "268435456"),
	}, more...)
	ctx, stop := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(options...))
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}
