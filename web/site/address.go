package site

import (
	"slices"
	"strings"
)

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

// addressed returns text in which each address in quotes has become relative:
// of a file, /web/NAME or ../NAME, to the one with the hash, and of what lies
// beside the page, which has none.
func (s *Site) addressed(text []byte) []byte {
	var pairs []string
	for name, hashed := range s.hashed {
		pairs = append(pairs,
			`"/web/`+name+`"`, `"web/`+hashed+`"`,
			`"/web/`+hashed+`"`, `"web/`+hashed+`"`,
			`"../`+name+`"`, `"../`+hashed+`"`)
		if slices.Contains(packageFiles, name) {
			pairs = append(pairs, `"/`+name+`"`, `"web/`+hashed+`"`)
		}
	}
	for _, path := range []string{serviceWorkerPath, manifestPath} {
		pairs = append(pairs, `"`+path+`"`, `"`+strings.TrimPrefix(path, "/")+`"`)
	}
	return []byte(strings.NewReplacer(pairs...).Replace(string(text)))
}
