package state

import (
	"digitlab/web/lesson"
)

// LessonsKey holds the Lessons.
const LessonsKey Key[Lessons] = "lesson"

// Actions on lessons.
const (
	OpenLesson  Action[string] = "/lesson/open"  // the name of an exercise, "" to close it
	GuessAnswer Action[Guess]  = "/lesson/guess" // a guess
	ChooseShare Action[int]    = "/lesson/share" // the index of one of shares
	StartLesson Action[string] = "/lesson/start" // its name
	StopLesson  Signal         = "/lesson/stop"
)

// Lessons is how far the visitor is with the lessons.
type Lessons struct {
	Open    string         // the lesson that is looked at, "" for none
	Guesses map[string]int // the index of the answer that was guessed, by exercise
	Share   int            // how much of the lesson about the losses to train
	Series  lesson.Series
}

// Guess is the value of GuessAnswer.
type Guess struct {
	Exercise string
	Answer   int
}
