package idb

import (
	"errors"
	"fmt"
	"syscall/js"
)

// Store is a database with one kind of records: bytes under names.
type Store struct{ db js.Value }

// records is the name of the only object store of a database.
const records = "records"

// Open opens the database of a name, which it makes if there is none.
func Open(name string) (s *Store, err error) {
	defer catch(&err)
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		return nil, ErrNone
	}
	request := factory.Call("open", name, 1)
	create := js.FuncOf(func(js.Value, []js.Value) any {
		request.Get("result").Call("createObjectStore", records)
		return nil
	})
	defer create.Release()
	request.Set("onupgradeneeded", create)
	if err := wait(request, "onsuccess", "onerror", "onblocked"); err != nil {
		return nil, fmt.Errorf("idb: open %s: %w", name, err)
	}
	return &Store{request.Get("result")}, nil
}

// All returns all records by their names.
func (s *Store) All() (all map[string][]byte, err error) {
	defer catch(&err)
	transaction := s.db.Call("transaction", records, "readonly")
	store := transaction.Call("objectStore", records)
	names, values := store.Call("getAllKeys"), store.Call("getAll")
	if err := settle(transaction); err != nil {
		return nil, fmt.Errorf("idb: read: %w", err)
	}
	names, values = names.Get("result"), values.Get("result")
	all = map[string][]byte{}
	for i := range names.Length() {
		value := values.Index(i)
		record := make([]byte, value.Length())
		js.CopyBytesToGo(record, value)
		all[names.Index(i).String()] = record
	}
	return all, nil
}

// Put keeps a record in the place of that of the same name.
func (s *Store) Put(name string, record []byte) error {
	value := js.Global().Get("Uint8Array").New(len(record))
	js.CopyBytesToJS(value, record)
	return s.change(name, "put", value, name)
}

// Delete forgets a record, if it is there.
func (s *Store) Delete(name string) error { return s.change(name, "delete", name) }

func (s *Store) change(name, method string, args ...any) (err error) {
	defer catch(&err)
	transaction := s.db.Call("transaction", records, "readwrite")
	transaction.Call("objectStore", records).Call(method, args...)
	if err := settle(transaction); err != nil {
		return fmt.Errorf("idb: %s %s: %w", method, name, err)
	}
	return nil
}

func settle(transaction js.Value) error {
	return wait(transaction, "oncomplete", "onerror", "onabort")
}

// wait waits for one of the events of a request or transaction. Any but the
// first is a failure.
func wait(target js.Value, events ...string) error {
	happened := make(chan string, len(events))
	for _, event := range events {
		listener := js.FuncOf(func(js.Value, []js.Value) any {
			happened <- event
			return nil
		})
		defer listener.Release()
		defer target.Set(event, nil)
		target.Set(event, listener)
	}
	event := <-happened
	if event == events[0] {
		return nil
	}
	if reason := target.Get("error"); reason.Truthy() {
		return errors.New(reason.Get("message").String())
	}
	return errors.New(event)
}

// catch turns an exception of JavaScript into an error.
func catch(err *error) {
	switch thrown := recover().(type) {
	case nil:
	case js.Error:
		*err = fmt.Errorf("idb: %w", thrown)
	default:
		panic(thrown)
	}
}
