package idb

import (
	"syscall/js"

	"digitlab/data/failure"
)

var errClosed = failure.New("the browser has closed the database")

// settle waits for the end of a transaction.
func settle(transaction js.Value) error {
	ended := make(chan string, 2) // an error comes before its abort
	onEnd := js.FuncOf(func(_ js.Value, args []js.Value) any {
		ended <- args[0].Get("type").String()
		return nil
	})
	defer onEnd.Release()
	for _, event := range []string{"oncomplete", "onabort"} {
		defer transaction.Set(event, nil)
		transaction.Set(event, onEnd)
	}
	if <-ended == "complete" {
		return nil
	}
	return reason(transaction.Get("error"))
}

// caught is what do returns, or the exception of JavaScript that it ends with.
func caught(do func() error) (err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			err = reason(thrown.Value)
		default:
			panic(thrown)
		}
	}()
	return do()
}

// reason returns what an exception says, which may be null or have no message.
func reason(exception js.Value) error {
	if exception.Type() != js.TypeObject {
		return errClosed // nothing else ends a transaction without a reason
	}
	switch name, message := exception.Get("name").String(), exception.Get("message").String(); {
	case name == "QuotaExceededError":
		return full()
	case name == "SecurityError":
		return ErrNone
	case name == "InvalidStateError", name == "AbortError":
		return errClosed
	case name == "NotFoundError":
		return failure.New("another program keeps a database of the same name here")
	case message == "":
		return failure.New("the browser reports %s", name)
	default:
		return failure.New("the browser reports: %s", message)
	}
}

// full says how much is used, if the browser tells.
func full() error {
	without := failure.New("the browser has no room left for this page: deleting runs, drawings or kept datasets makes some")
	storage := js.Global().Get("navigator").Get("storage")
	// Safari before 17 does not tell.
	if !storage.Truthy() || storage.Get("estimate").Type() != js.TypeFunction {
		return without
	}
	told := make(chan js.Value, 1)
	tell := js.FuncOf(func(_ js.Value, args []js.Value) any {
		told <- args[0]
		return nil
	})
	defer tell.Release()
	storage.Call("estimate").Call("then", tell, tell)
	used := (<-told).Get("usage")
	if used.Type() != js.TypeNumber {
		return without
	}
	return failure.New("the browser has no room left for this page, which uses %.1f MB: deleting runs, drawings or kept datasets makes some", used.Float()/1e6)
}
