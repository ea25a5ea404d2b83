package worker

// Messages between the page and the trainer about what the trainer knows by
// name, so that its numbers stand in one place.
type (
	// Recipes asks for a RecipeList.
	Recipes struct{ message }

	// RecipeList answers Recipes.
	RecipeList struct {
		message
		Recipes  []Recipe `json:"recipes"`  // the tutorial's first
		Networks []Preset `json:"networks"` // the default first
		Augments []Preset `json:"augments"` // none first
		Effects  []Effect `json:"effects"`  // of augmentation
		Hand     Settings `json:"hand"`     // of a Learn
		Own      Settings `json:"own"`      // of a run on a few dozen drawings of one's own
	}

	// Recipe is settings that go well together. The seed is any, the number of
	// workers is left open.
	Recipe struct {
		Name     string   `json:"name"`
		Settings Settings `json:"settings"`
	}

	// Effect is one way in which augmentation varies images.
	Effect struct {
		Name  string  `json:"name"`  // in the text of Settings.Augment
		Limit float64 `json:"limit"` // the highest value there is
	}

	// Preset is a name for a text in the settings.
	Preset struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}
)
