package site

import "strings"

// Values of Cache-Control.
const (
	askAgain = "no-cache" // keep, but ask whether the ETag still holds
	// A year, as good as for ever: another content has another address.
	forever = "public, max-age=31536000, immutable"
)

// hashedName puts the head of a content's hash into a file's name, before the
// ending that tells its type: trainer.wasm becomes trainer.3f2a9c1b.wasm.
func hashedName(name, hash string) string {
	end := publicEnding(name)
	return strings.TrimSuffix(name, end) + "." + hash[:8] + end
}

// addFile gives a public file two addresses: its name, and one with a hash of
// its content.
func (s *Site) addFile(name string, res *resource) {
	s.resources["/web/"+name] = res
	kept := *res
	kept.cacheControl = forever
	s.hashed[name] = hashedName(name, res.tag)
	s.resources["/web/"+s.hashed[name]] = &kept
}

// address returns the address of a file, the one with the hash, as the page and
// the service worker use it: relative to the folder that holds them, which may
// lie below any path.
func (s *Site) address(name string) string { return "web/" + s.hashed[name] }

// addresses returns the address of each file by its name.
func (s *Site) addresses() map[string]string {
	addresses := map[string]string{}
	for name := range s.hashed {
		addresses[name] = s.address(name)
	}
	return addresses
}

// addressed returns the text of a file in static in which each address in double
// quotes, "../NAME", has become the one with the hash.
func (s *Site) addressed(text []byte) []byte {
	var pairs []string
	for name, hashed := range s.hashed {
		pairs = append(pairs, `"../`+name+`"`, `"../`+hashed+`"`)
	}
	return []byte(strings.NewReplacer(pairs...).Replace(string(text)))
}
