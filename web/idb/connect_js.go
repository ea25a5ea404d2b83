package idb

import (
	"syscall/js"
	"time"

	"digitlab/data/failure"
)

// answerWithin is how long a database may take to be opened. Longer than it ever
// takes is it held by another tab.
const answerWithin = 20 * time.Second

// connect opens the database if it is closed.
func (s *Store) connect() error {
	if s.db.Truthy() {
		return nil
	}
	return caught(func() error {
		request := s.factory.Call("open", s.name, 1)
		var late, created bool
		opened := make(chan error, 1)
		var onEvent js.Func
		onEvent = js.FuncOf(func(_ js.Value, args []js.Value) any {
			switch args[0].Get("type").String() {
			case "upgradeneeded":
				created = true
				request.Get("result").Call("createObjectStore", records)
			case "success":
				onEvent.Release()
				if late {
					request.Get("result").Call("close")
				}
				opened <- nil
			case "error":
				onEvent.Release()
				opened <- refusal(request.Get("error"))
			}
			return nil
		})
		for _, event := range []string{"onupgradeneeded", "onsuccess", "onerror"} {
			request.Set(event, onEvent)
		}
		select {
		case err := <-opened:
			if err != nil {
				return err
			}
		case <-time.After(answerWithin):
			late = true
			return failure.New("another tab holds the database: close the other tabs of this page")
		}
		s.db = request.Get("result")
		s.db.Set("onclose", s.onLost)
		s.db.Set("onversionchange", s.onLost) // another tab deletes it, or needs another version
		if s.known && created {
			s.emptied()
		}
		s.known = true
		return nil
	})
}

// refusal returns why a database is not opened.
func refusal(exception js.Value) error {
	switch exception.Get("name").String() {
	case "SecurityError", "InvalidStateError": // the latter Firefox's, in private windows
		return ErrNone
	case "UnknownError":
		if exception.Get("message").String() == "The user denied permission to access the database." { // Chromium's
			return ErrNone
		}
	case "VersionError":
		return failure.New("a newer version of this page has kept data in another form: reload")
	}
	return reason(exception)
}
