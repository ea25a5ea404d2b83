package idb

import (
	"iter"
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
		values, all = values.Get("result"), map[string][]byte{}
		for i, name := range s.namesIn(names.Get("result")) {
			all[name] = bytesOf(values.Index(i))
		}
		return nil
	})
	return all, err
}

// Names returns the names of all records.
func (s *Store) Names() (names []string, err error) {
	err = s.use(func() error {
		keys, err := s.read("getAllKeys")
		if err == nil {
			names = s.namesIn(keys)
		}
		return err
	})
	return names, err
}

// Get returns the record of a name, nil if there is none. One that is not bytes is as
// none.
func (s *Store) Get(name string) (record []byte, err error) {
	err = s.use(func() error {
		value, err := s.read("get", s.key(name))
		if err == nil {
			record = bytesOf(value)
		}
		return err
	})
	return record, err
}

// read returns what a method of the object store that only reads results in.
func (s *Store) read(method string, args ...any) (js.Value, error) {
	transaction := s.db.Call("transaction", records, "readonly")
	request := transaction.Call("objectStore", records).Call(method, args...)
	if err := settle(transaction); err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// namesIn returns the names in an Array of JavaScript with all keys.
func (s *Store) namesIn(keys js.Value) (names []string) {
	s.odd = map[string]js.Value{}
	for i := range keys.Length() {
		name := js.Global().Call("String", keys.Index(i)).String()
		if keys.Index(i).Type() != js.TypeString {
			s.odd[name] = keys.Index(i)
		}
		names = append(names, name)
	}
	return names
}

// bytesOf returns a copy of a Uint8Array, nil of anything else.
func bytesOf(value js.Value) []byte {
	if !value.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil
	}
	record := make([]byte, value.Length())
	js.CopyBytesToGo(record, value)
	return record
}

// Change keeps records in the place of those of the same names, and forgets those whose
// record is nil, in one go: all of that is done, or nothing. Each is copied out of this
// program's memory before the next is asked for, and the database is touched when
// there are no more.
func (s *Store) Change(changes iter.Seq2[string, []byte]) error {
	var all []change
	for name, record := range changes {
		c := change{name: name}
		if record != nil {
			c.record = arrayOf(record)
		}
		all = append(all, c)
	}
	return s.use(func() error {
		transaction := s.db.Call("transaction", records, "readwrite")
		store := transaction.Call("objectStore", records)
		for _, c := range all {
			if c.record.IsUndefined() {
				store.Call("delete", s.key(c.name))
			} else {
				store.Call("put", c.record, c.name)
			}
		}
		return settle(transaction)
	})
}

// change is what is to be done to the record of a name.
type change struct {
	name   string
	record js.Value // a Uint8Array to keep, or undefined
}

// key returns what a record has as its key.
func (s *Store) key(name string) any {
	if key, odd := s.odd[name]; odd {
		return key
	}
	return name
}

// arrayOf returns a Uint8Array of the bytes.
func arrayOf(record []byte) js.Value {
	value := js.Global().Get("Uint8Array").New(len(record))
	js.CopyBytesToJS(value, record)
	return value
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
