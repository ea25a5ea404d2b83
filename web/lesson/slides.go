package lesson

import "digitlab/web/form"

// Slide is a step of the lesson that is presented to an audience. Its texts are put
// into the page's language where they are shown.
type Slide struct {
	Title, Text string
	Loss        string // which the next run is to have, "" for whichever is set
}

// Slides are all of them: from what the network does to why the loss matters.
var Slides = []Slide{
	{
		Title: "This network reads digits",
		Text:  "Draw one. The drawing becomes 28 by 28 numbers, and ten outputs say how likely each digit is.",
	},
	{
		Title: "It has learned that from examples",
		Text:  "It has seen 50,000 drawings and what each of them is. Nobody has told it what a 7 looks like.",
	},
	{
		Title: "The loss: how wrong is it?",
		Text:  "One number: near 0 for an answer that is right and sure, large for a wrong one. To train is to make it smaller.",
	},
	{
		Title: "First try: squared error",
		Text: "The network has one output, and the loss is its distance from the label, squared. " +
			"So a 1 that is read as a 7 costs more than a 1 that is read as a 2, although both are wrong. Press Train and watch.",
		Loss: form.SquaredError,
	},
	{
		Title: "Better: cross-entropy",
		Text: "Ten outputs become ten probabilities, and the loss is minus the logarithm of the right digit's. " +
			"No digit is nearer to another one. Press Train and compare.",
		Loss: form.CrossEntropy,
	},
	{
		Title: "A common slip: softmax twice",
		Text: "Cross-entropy takes the softmax itself. Where the network ends in softmax too, the loss cannot fall below 1.46, " +
			"and training is slow. Press Train and see.",
		Loss: form.DoubleSoftmax,
	},
	{
		Title: "Now try to fool it",
		Text:  "Draw a letter, a slanted digit, a scribble. The network knows only what its examples have shown it.",
		Loss:  form.CrossEntropy,
	},
}
