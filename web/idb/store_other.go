//go:build !js

package idb

import "iter"

// Store is a database with one kind of records: bytes under names.
type Store struct{}

// Open fails: there is none outside a browser.
func Open(string, func()) (*Store, error) { return nil, ErrNone }

// All returns all records by their names.
func (*Store) All() (map[string][]byte, error) { return nil, ErrNone }

// Names returns the names of all records.
func (*Store) Names() ([]string, error) { return nil, ErrNone }

// Get returns the record of a name, nil if there is none.
func (*Store) Get(string) ([]byte, error) { return nil, ErrNone }

// Change keeps records, and forgets those that are nil, in one go.
func (*Store) Change(iter.Seq2[string, []byte]) error { return ErrNone }
