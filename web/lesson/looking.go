package lesson

import (
	"digitlab/web/runs"
	"digitlab/web/text"
)

// looking are the exercises that train nothing: what they ask about is to be seen in
// the view of the inside.
var looking = []Exercise{
	{
		Name:  "edge",
		Title: "How does a convolution see an edge?",
		Ask: "A filter is 5 × 5 weights. It is laid on each place of the picture, every pixel is multiplied by the weight above it, and the products are added up. " +
			"Say that the left half of a filter has negative weights and the right half positive ones. Paper is 0, ink is 1. Where is the sum largest?",
		Guesses: []string{"Where all is ink", "Where all is paper", "Where paper is on the left and ink on the right", "Where ink is on the left and paper on the right"},
		Part:    "sum",
		Look:    "In “The sum”, choose conv1 and press “Slide over the picture”: watch where the sum is large, and where it is not.",
		Judge:   known(2, "paper below the negative weights takes nothing off, and ink below the positive ones adds"),
		Lessons: []string{
			"Where all is ink, both halves cancel out. With ink on the left the sum is below zero, which ReLU turns into 0. So this filter answers to the left edges of strokes.",
			"Nobody has told the network to look for edges. Its filters begin as noise, and edges are what training finds useful for telling digits apart.",
		},
	},
	{
		Name:    "pooling",
		Title:   "Why pooling?",
		Ask:     "Max pooling keeps the largest of each 2 × 2 numbers and drops the other three. What is that good for?",
		Guesses: []string{"It makes the picture sharper", "The exact place matters less, and there is less to compute", "It averages noise away", "It gives the network more weights"},
		Part:    "sum",
		Look:    "In “The sum”, choose pool1: the last step shows the four numbers of which one goes on.",
		Judge:   known(1, "what a filter has found stays the largest even if the stroke moves a little, and three of four numbers are gone"),
		Lessons: []string{
			"It also lets later filters see more. Those of the second layer are 5 × 5 as well, but of pooled numbers, and so they look at 14 × 14 pixels of the picture.",
			"The place is not lost altogether: the last layer has a weight of its own for each of 7 × 7 places. Shift the drawing in “What if” to see how far the answer holds.",
		},
	},
	{
		Name:  "clouds",
		Title: "What do ten clouds mean?",
		Ask: "Inside the network each image is a list of numbers. A map shows every image as a point, with similar lists close together, and has a colour for each label. " +
			"What do the points of a network that reads well look like?",
		Guesses: []string{"One cloud, in which all colours mix", "A cloud for each digit, and they touch where digits look alike", "A line from 0 to 9", "Ten clouds that are all equally far apart"},
		Part:    "map",
		Look:    "Look at the map of digits in “Look inside”, and find the images that lie between two clouds.",
		Judge:   known(1, "training moves images with the same label together, but a 4 and a 9 share most of their strokes"),
		Lessons: []string{
			"A cloud is what the network takes for the same thing. Between two clouds it is unsure, and that is where many of its mistakes lie.",
			"The network has many more directions than the two of the map: what lies on top of each other there may be apart in another one.",
		},
	},
	{
		Name:    "fool",
		Title:   "Why does a picture fool it?",
		Ask:     "The network is sure that a drawing is a 3. It can be changed so that the network is as sure of an 8. What has to change for that?",
		Guesses: []string{"The missing strokes have to be drawn", "A few pixels, completely", "Many pixels, each a little: people still see a 3", "It cannot be done with a clear 3"},
		Part:    "disguise",
		Look:    "Draw a 3, go to “Make a 3 an 8” in “Look inside”, and choose the 8.",
		Judge:   known(2, "every pixel moves a little in the direction that its gradient gives, and the network adds all of them up"),
		Lessons: []string{
			"People see shapes. The network has sums, and a sum grows just as well by a little of everything. The gradient that trains the weights says as well where each pixel has to go.",
			"Such pictures are called adversarial examples. A network that is trained with them is harder to fool, but it still can be.",
		},
	},
}

// known answers an exercise of which no run has to tell.
func known(right int, because string) func(runs.List) (int, string) {
	return func(runs.List) (int, string) { return right, text.T(because) }
}
