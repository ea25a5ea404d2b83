//go:build !js

package idb

// Store is a database with one kind of records: bytes under names.
type Store struct{}

// Open fails: there is none outside a browser.
func Open(string, func()) (*Store, error) { return nil, ErrNone }

// All returns all records by their names.
func (*Store) All() (map[string][]byte, error) { return nil, ErrNone }

// Put keeps a record in the place of that of the same name.
func (*Store) Put(string, []byte) error { return ErrNone }

// Delete forgets a record, if it is there.
func (*Store) Delete(string) error { return ErrNone }
