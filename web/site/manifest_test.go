package site

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestManifest(t *testing.T) {
	s := newSite(t, nil)
	res := s.resources[manifestPath]
	if res.contentType != "application/manifest+json" {
		t.Errorf("Content-Type = %q, want application/manifest+json", res.contentType)
	}
	var got manifest
	if err := json.Unmarshal(res.body, &got); err != nil {
		t.Fatal(err)
	}
	if got.ID == "" || got.Name != "Digit Lab" || got.ShortName == "" || got.Display != "standalone" {
		t.Errorf("id %q, name %q, short name %q, display %q, want all set, and an app of its own", got.ID, got.Name, got.ShortName, got.Display)
	}

	// As a browser resolves them, which finds the manifest below some path.
	base, err := url.Parse("https://host/some/folder/manifest.webmanifest")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{got.StartURL, got.Scope} {
		if resolved, err := base.Parse(address); err != nil || resolved.Path != "/some/folder/" {
			t.Errorf("%q leads to %v, want the folder", address, resolved)
		}
	}
	var purposes []string
	for _, icon := range got.Icons {
		purposes = append(purposes, icon.Sizes+" "+icon.Purpose)
		resolved, err := base.Parse(icon.Src)
		if err != nil || !s.Has(strings.TrimPrefix(resolved.Path, "/some/folder")) {
			t.Errorf("the site has no answer for the icon %s", icon.Src)
		}
	}
	want := []string{"any any", "192x192 any", "512x512 any", "512x512 maskable"}
	if !slices.Equal(purposes, want) {
		t.Errorf("icons %q, want %q", purposes, want)
	}
}
