// Command digitlab serves Digit Lab: the page, its WebAssembly and its data.
//
//	digitlab [-addr 127.0.0.1:8000] [-dist dist]
//	digitlab -export FOLDER [-dist dist]
//
// It hands out the files that `make build` left in the folder dist, and takes
// nothing in. It prints its address once it listens and stops on SIGINT and
// SIGTERM. With -export it serves nothing, but writes a folder that any other
// server can serve, below any path.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"digitlab/web"
	"digitlab/web/connections"
	"digitlab/web/site"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "digitlab:", err)
		os.Exit(1)
	}
}

// run does what the command line args ask for.
func run(ctx context.Context, args []string, stdout io.Writer) error {
	// A set of our own, because packages register flags of theirs in flag's.
	flags := flag.NewFlagSet("digitlab", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8000", "host:port to listen on; port 0 picks a free one")
	dist := flags.String("dist", "dist", "folder that make build fills")
	export := flags.String("export", "", "empty folder to write a static site to, in place of serving")
	// The flag package prints the manual for every mistake; a mistake is one
	// line here.
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(stdout)
		flags.Usage()
		return nil
	}
	if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			err = fmt.Errorf("-%s is empty: it is the %s", f.Name, f.Usage)
		}
	})
	switch {
	case err != nil:
		return err
	case *export != "":
		return writeSite(*export, *dist, stdout)
	}
	return serve(ctx, *addr, *dist, stdout)
}

// serve announces the address on stdout and answers requests until ctx ends.
func serve(ctx context.Context, addr, dist string, stdout io.Writer) error {
	if _, port, err := net.SplitHostPort(addr); err == nil && port == "" {
		return fmt.Errorf("-addr %q lacks a port", addr)
	}
	handler, err := site.New(dist, web.Page())
	if err != nil {
		return err
	}
	around, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("%w (-addr chooses another address)", err)
	}
	fmt.Fprintf(stdout, "Digit Lab: http://%s/\n", reachable(addr, around.Addr()))

	listener := connections.NewListener(around, connections.Limit())
	server := &http.Server{
		Handler:     handler,
		ReadTimeout: 10 * time.Second, // requests are short and have no body
		IdleTimeout: 2 * time.Minute,
		ConnState:   listener.ConnState,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()

	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// Downloads under way may end, but not hold up whoever waits.
	patience, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if server.Shutdown(patience) != nil {
		return server.Close()
	}
	return nil
}

// writeSite writes the static site to a folder and says so on stdout.
func writeSite(folder, dist string, stdout io.Writer) error {
	built, err := site.New(dist, web.Page())
	if err != nil {
		return err
	}
	size, err := built.Export(folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Digit Lab: %.1f MB in the folder %s\n", float64(size)/1e6, folder)
	return nil
}

// reachable is the host that was asked for with the port that was got. A
// server that listens everywhere is reached as localhost.
func reachable(asked string, got net.Addr) string {
	host, _, _ := net.SplitHostPort(asked)
	_, port, _ := net.SplitHostPort(got.String())
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
