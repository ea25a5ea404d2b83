package main

import (
	"net/url"
	"testing"
)

func TestEscapePercents(t *testing.T) {
	tests := []struct{ fragment, want string }{
		{"lr=0.1&batch=100", "lr=0.1&batch=100"},
		{"lr=0.1%", "lr=0.1%25"},
		{"100%", "100%25"},
		{"%zz%2", "%25zz%252"},
		{"a%20b%e4", "a%20b%e4"},
		{"%%41", "%25%41"},
	}
	for _, test := range tests {
		got := escapePercents(test.fragment)
		if got != test.want {
			t.Errorf("escapePercents(%q) = %q, want %q", test.fragment, got, test.want)
		}
		if _, err := url.Parse("http://host/#" + got); err != nil {
			t.Errorf("an address with #%s: %v", got, err)
		}
	}
}
