package worker

import "digitlab/data/failure"

// Messages between the page and the trainer about the networks one can choose.
type (
	// Describe asks for the Description of a network, with the same ID.
	Describe struct {
		message
		ID           int    `json:"id"`
		Architecture string `json:"architecture"` // as in Settings
		Loss         string `json:"loss"`
		ClassCount   int    `json:"class_count,omitempty"` // 0 = 10
	}

	// Description answers Describe.
	Description struct {
		message
		ID int `json:"id"`
		// Error says in words which layer is wrong, and why; the rest is empty.
		Error failure.Message `json:"error,omitzero"`
		// Architecture is the layers' canonical text, also for a preset's name.
		Architecture string  `json:"architecture"`
		Layers       []Layer `json:"layers"`
		Params       int     `json:"params"` // of all layers
	}

	// Layer is a layer of a network.
	Layer struct {
		Name   string `json:"name"`   // such as "conv1"
		Text   string `json:"text"`   // such as "conv 20 5"
		Shape  []int  `json:"shape"`  // of its output for an image: channels, height, width; or one number
		Params int    `json:"params"` // weights and biases
	}
)
