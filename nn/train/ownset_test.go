package train

import "testing"

// No effect mirrors, and those that draw digits are for digits alone.
func TestOwnSetSettings(t *testing.T) {
	s := OwnSetSettings()
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	if s.Augment.Styles != 0 || s.Augment.NoDigit != 0 || !s.Shuffle {
		t.Errorf("the settings are %+v, want no digits drawn, and all shuffled", s)
	}
}
