package idb

import (
	"syscall/js"
)

// Store is a database with one kind of records: bytes under names. Where the
// browser has closed it, as when the visitor deletes the data of the site, the
// next use opens it again. One goroutine at a time may use it.
type Store struct {
	name    string
	emptied func()
	factory js.Value
	db      js.Value            // undefined while the database is closed
	known   bool                // it has been open before
	odd     map[string]js.Value // keys that are no texts, by what they are called
	onLost  js.Func             // closes db, for the browser or for another tab
}

// records is the name of the only object store of a database.
const records = "records"

// Open opens the database of a name, which it makes if there is none. Later on
// emptied is called when it turns out that the records that were in it have been
// deleted, not by this page. The store is nil if the error is ErrNone; after
// others, each use of it tries again.
func Open(name string, emptied func()) (*Store, error) {
	factory := global("indexedDB")
	if !factory.Truthy() {
		return nil, ErrNone
	}
	s := &Store{name: name, emptied: emptied, factory: factory}
	s.onLost = js.FuncOf(func(js.Value, []js.Value) any {
		s.close()
		return nil
	})
	err := s.use(func() error { return nil })
	if err == ErrNone {
		s.onLost.Release()
		return nil, err
	}
	return s, err
}

// global returns what the browser has under a name, or undefined where it
// forbids the page to look.
func global(name string) (value js.Value) {
	defer func() {
		if recover() != nil {
			value = js.Undefined()
		}
	}()
	// An exception from Get itself would end the program.
	return js.Global().Get("Reflect").Call("get", js.Global(), name)
}

// All returns all records by their names. One that is not bytes, which only
// another program can have put there, is as an empty one.
func (s *Store) All() (all map[string][]byte, err error) {
	err = s.use(func() error {
		transaction := s.db.Call("transaction", records, "readonly")
		store := transaction.Call("objectStore", records)
		names, values := store.Call("getAllKeys"), store.Call("getAll")
		if err := settle(transaction); err != nil {
			return err
		}
		names, values = names.Get("result"), values.Get("result")
		all, s.odd = map[string][]byte{}, map[string]js.Value{}
		for i := range names.Length() {
			var record []byte
			if value := values.Index(i); value.InstanceOf(js.Global().Get("Uint8Array")) {
				record = make([]byte, value.Length())
				js.CopyBytesToGo(record, value)
			}
			name := js.Global().Call("String", names.Index(i)).String()
			if names.Index(i).Type() != js.TypeString {
				s.odd[name] = names.Index(i)
			}
			all[name] = record
		}
		return nil
	})
	return all, err
}

// Put keeps a record in the place of that of the same name.
func (s *Store) Put(name string, record []byte) error {
	value := js.Global().Get("Uint8Array").New(len(record))
	js.CopyBytesToJS(value, record)
	return s.change("put", value, name)
}

// Delete forgets a record, if it is there.
func (s *Store) Delete(name string) error {
	if key, odd := s.odd[name]; odd {
		return s.change("delete", key)
	}
	return s.change("delete", name)
}

func (s *Store) change(method string, args ...any) error {
	return s.use(func() error {
		transaction := s.db.Call("transaction", records, "readwrite")
		transaction.Call("objectStore", records).Call(method, args...)
		return settle(transaction)
	})
}

// use does something with the open database, and once more if the browser has
// closed it meanwhile.
func (s *Store) use(do func() error) error {
	for again := true; ; again = false {
		if err := s.connect(); err != nil {
			return err
		}
		err := caught(do)
		if err == errClosed {
			s.close()
		}
		if err == nil || s.db.Truthy() || !again {
			return err
		}
	}
}

func (s *Store) close() {
	if s.db.Truthy() {
		s.db.Call("close")
		s.db = js.Undefined()
	}
}
