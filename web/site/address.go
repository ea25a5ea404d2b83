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

// addressed returns text in which each address of a file in quotes, /web/NAME
// or ../NAME, has become the one with the hash.
func (s *Site) addressed(text []byte) []byte {
	pairs := []string{`"/wasm_exec.js"`, `"/web/` + s.hashed["wasm_exec.js"] + `"`}
	for name, hashed := range s.hashed {
		pairs = append(pairs,
			`"/web/`+name+`"`, `"/web/`+hashed+`"`,
			`"../`+name+`"`, `"../`+hashed+`"`)
	}
	return []byte(strings.NewReplacer(pairs...).Replace(string(text)))
}
