package webdriver

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// StartWebKit starts WebKitGTK's MiniBrowser on a screen of its own, which is
// not seen, with variables of the environment such as "JSC_useWasmSIMD=0". The
// error is exec.ErrNotFound where its driver or Xvfb is missing. When the
// context ends, so does the browser.
func StartWebKit(ctx context.Context, environment ...string) (*Session, error) {
	for _, program := range []string{"WebKitWebDriver", "Xvfb"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, err
		}
	}
	s, err := newFolder()
	if err != nil {
		return nil, err
	}
	if err := s.startWebKit(ctx, environment); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Session) startWebKit(ctx context.Context, environment []string) error {
	folders := "XDG_DOWNLOAD_DIR=\"" + s.Downloads + "\"\n"
	if err := os.WriteFile(filepath.Join(s.folder, "user-dirs.dirs"), []byte(folders), 0o600); err != nil {
		return err
	}
	display, err := s.startScreen(ctx)
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	driver := exec.CommandContext(ctx, "WebKitWebDriver", "--host=127.0.0.1", "--port="+port)
	driver.Env = append(os.Environ(), "DISPLAY="+display, "GDK_BACKEND=x11",
		"HOME="+s.folder, "XDG_CONFIG_HOME="+s.folder,
		// Inside a container there are no namespaces to build a sandbox of.
		"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1")
	driver.Env = append(driver.Env, environment...)
	if err := driver.Start(); err != nil {
		return err
	}
	s.atEnd(func() {
		driver.Process.Kill()
		driver.Wait()
	})
	w := &overHTTP{ctx: ctx, session: "http://127.0.0.1:" + port + "/session"}
	if err := waitForPort(ctx, port); err != nil {
		return err
	}
	s.wire = w
	var made struct{ SessionID string }
	if err := s.do(newSession, parameters{"capabilities": parameters{}}, &made); err != nil {
		return err
	}
	w.session += "/" + made.SessionID
	s.atEnd(func() { s.do(deleteSession, nil, nil) })
	return nil
}

// startScreen starts an X server and returns the name of its display.
func (s *Session) startScreen(ctx context.Context) (display string, err error) {
	screen := exec.CommandContext(ctx, "Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1600x1200x24")
	out, err := screen.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := screen.Start(); err != nil {
		return "", err
	}
	s.atEnd(func() {
		screen.Process.Signal(os.Interrupt)
		screen.Wait()
	})
	number, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("starting Xvfb: %w", err)
	}
	return ":" + strings.TrimSpace(number), nil
}

// freePort returns a port that nothing listens on: the driver does not say which
// one it has chosen.
func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}

// waitForPort waits until something listens on a port.
func waitForPort(ctx context.Context, port string) error {
	for {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", "127.0.0.1:"+port)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("starting WebKitWebDriver: %w", ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// overHTTP is the standard's way to carry commands.
type overHTTP struct {
	ctx     context.Context
	session string // address
}

func (w *overHTTP) call(c command, p parameters) (json.RawMessage, error) {
	path := c.path
	if id, ok := p["id"].(string); ok {
		path = strings.Replace(path, "{id}", id, 1)
	}
	var body bytes.Buffer
	if c.method == http.MethodPost {
		if err := json.NewEncoder(&body).Encode(p); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(w.ctx, c.method, w.session+path, &body)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var result json.RawMessage
	if err := json.NewDecoder(response.Body).Decode(&result); err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		problem := struct{ Value *failure }{&failure{}}
		if err := json.Unmarshal(result, &problem); err != nil {
			return nil, err
		}
		return nil, problem.Value
	}
	return result, nil
}
