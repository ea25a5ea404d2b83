package webdriver

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// StartFirefox starts Firefox without a window on the screen, with preferences
// such as "network.cookie.cookieBehavior". The error is exec.ErrNotFound where
// there is none. When the context ends, so does the browser.
func StartFirefox(ctx context.Context, preferences map[string]any) (*Session, error) {
	program, err := exec.LookPath("firefox-esr")
	if err != nil {
		if program, err = exec.LookPath("firefox"); err != nil {
			return nil, err
		}
	}
	s, err := newFolder()
	if err != nil {
		return nil, err
	}
	if err := s.startFirefox(ctx, program, preferences); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Session) startFirefox(ctx context.Context, program string, preferences map[string]any) error {
	if err := s.writePreferences(preferences); err != nil {
		return err
	}
	firefox := exec.CommandContext(ctx, program, "--headless", "--marionette", "--no-remote", "--profile", s.folder)
	firefox.Env = append(os.Environ(), "HOME="+s.folder)
	if err := firefox.Start(); err != nil {
		return err
	}
	s.atEnd(func() {
		firefox.Process.Kill()
		firefox.Wait()
	})
	port, err := readPort(ctx, filepath.Join(s.folder, "MarionetteActivePort"))
	if err != nil {
		return err
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", "127.0.0.1:"+port)
	if err != nil {
		return err
	}
	s.atEnd(func() { conn.Close() })
	if deadline, ok := ctx.Deadline(); ok {
		conn.SetDeadline(deadline)
	}
	m := &marionette{conn: conn, in: bufio.NewReader(conn)}
	if _, err := m.read(); err != nil { // the browser introduces itself
		return err
	}
	s.wire = m
	return s.do(newSession, parameters{}, nil)
}

// writePreferences writes the profile's user.js.
func (s *Session) writePreferences(preferences map[string]any) error {
	all := map[string]any{
		"marionette.port":             0, // a free one, which readPort reads
		"browser.download.folderList": 2, // the folder below
		"browser.download.dir":        s.Downloads,
	}
	maps.Copy(all, preferences)
	var lines strings.Builder
	for name, value := range all {
		literal, err := json.Marshal(value)
		if err != nil {
			return err
		}
		fmt.Fprintf(&lines, "user_pref(%q, %s);\n", name, literal)
	}
	return os.WriteFile(filepath.Join(s.folder, "user.js"), []byte(lines.String()), 0o600)
}

// readPort waits until Firefox has written the port that it listens on.
func readPort(ctx context.Context, file string) (port string, err error) {
	for {
		content, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if len(content) > 0 {
			return string(content), nil
		}
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("starting Firefox: %w", ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// marionette is Firefox's own way to carry commands: each message is a JSON
// array after its length in bytes and a colon.
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int // number of the last command
}

func (m *marionette) call(c command, p parameters) (json.RawMessage, error) {
	const request = 0
	m.last++
	message, err := json.Marshal([]any{request, m.last, "WebDriver:" + c.name, p})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(message), message); err != nil {
		return nil, err
	}
	if message, err = m.read(); err != nil {
		return nil, err
	}
	var kind, number int
	var problem *failure
	var result json.RawMessage
	if err := json.Unmarshal(message, &[]any{&kind, &number, &problem, &result}); err != nil {
		return nil, fmt.Errorf("%w in Firefox's answer %s", err, message)
	}
	if problem != nil {
		return nil, problem
	}
	return result, nil
}

func (m *marionette) read() ([]byte, error) {
	var length int
	if _, err := fmt.Fscanf(m.in, "%d:", &length); err != nil {
		return nil, err
	}
	message := make([]byte, length)
	_, err := io.ReadFull(m.in, message)
	return message, err
}
