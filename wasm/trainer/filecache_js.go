package main

import "syscall/js"

// cacheCopy is a copy of a response that is to be kept in a cache of the
// browser, for visits without a network, once the file has proved to be good.
// The nil one is of nothing.
type cacheCopy struct {
	cache    js.Value
	url      string
	response js.Value
	hold     func() bool // keeps the end of the download from aborting the response
}

// copyForCache copies a response whose body nobody reads yet, for the cache of
// the given name. After hold the end of the download aborts the response no more.
// It returns nil if there is nothing to keep: the name is empty, the cache has
// the file, or the browser gives this page no caches.
func copyForCache(response js.Value, hold func() bool, url, name string) *cacheCopy {
	caches := js.Global().Get("caches")
	if name == "" || caches.IsUndefined() {
		return nil
	}
	cache, err := await(caches.Call("open", name))
	if err != nil {
		return nil
	}
	known, err := await(cache.Call("match", url))
	if err != nil || !known.IsUndefined() {
		return nil
	}
	return &cacheCopy{cache, url, response.Call("clone"), hold}
}

// keep puts the copy into the cache, in its own time. Where there is no room for
// it, the next visit needs the network again.
func (c *cacheCopy) keep() {
	if c != nil {
		c.hold()
		go await(c.cache.Call("put", c.url, c.response))
	}
}

// discard gives the copy up.
func (c *cacheCopy) discard() {
	if c != nil {
		go await(c.response.Get("body").Call("cancel"))
	}
}
