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
	"digitlab/web/site"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	// A set of our own, because packages register flags of theirs in flag's.
	flags := flag.NewFlagSet("digitlab", flag.ExitOnError)
	addr := flags.String("addr", "127.0.0.1:8000", "host:port to listen on; port 0 picks a free one")
	dist := flags.String("dist", "dist", "folder that make build fills")
	export := flags.String("export", "", "empty folder to write a static site to, in place of serving")
	flags.Parse(os.Args[1:])
	if flags.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "digitlab: unexpected argument %q\n", flags.Arg(0))
		os.Exit(1)
	}

	web.Routes()
	var err error
	if *export != "" {
		err = writeSite(*export, *dist, os.Stdout)
	} else {
		err = serve(ctx, *addr, *dist, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "digitlab:", err)
		os.Exit(1)
	}
}

// serve announces the address on stdout and answers requests until ctx ends.
func serve(ctx context.Context, addr, dist string, stdout io.Writer) error {
	handler, err := site.New(dist)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("%w (-addr chooses another address)", err)
	}
	fmt.Fprintf(stdout, "Digit Lab: http://%s/\n", reachable(addr, listener.Addr()))

	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
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
	built, err := site.New(dist)
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
