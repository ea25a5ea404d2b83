package main

import "syscall/js"

// cacheCopy is a copy of a file that is to be kept in a cache of the browser, for
// visits without a network, once the file has proved to be good. The nil one is
// of nothing.
type cacheCopy struct {
	cache js.Value
	url   string
	parts js.Value // an array of what has been read of the file
}

// copyForCache returns a copy of the file at a URL, which is empty yet, for the
// cache of the given name. It returns nil if there is nothing to keep: the name
// is empty, the cache has the file, or the browser gives this page no caches.
func copyForCache(url, name string) (c *cacheCopy) {
	defer func() {
		if recover() != nil { // some pages may not even look whether there are any
			c = nil
		}
	}()
	// An exception from Get itself would end the program.
	caches := js.Global().Get("Reflect").Call("get", js.Global(), "caches")
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
	return &cacheCopy{cache, url, js.Global().Get("Array").New()}
}

// add adds what has been read.
func (c *cacheCopy) add(p []byte) {
	if c != nil && len(p) > 0 {
		part := js.Global().Get("Uint8Array").New(len(p))
		js.CopyBytesToJS(part, p)
		c.parts.Call("push", part)
	}
}

// Keep puts the copy into the cache, in its own time. Where there is no room for
// it, the next visit needs the network again.
func (c *cacheCopy) Keep() {
	if c == nil {
		return
	}
	file := js.Global().Get("Blob").New(c.parts)
	headers := map[string]any{"Content-Length": file.Get("size")}
	response := js.Global().Get("Response").New(file, map[string]any{"headers": headers})
	go await(c.cache.Call("put", c.url, response))
}
