package train

import (
	"encoding"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"digitlab/data/decimal"
	"digitlab/data/failure"
)

// Change gives one setting of a run another value from a step on.
type Change struct {
	Step    int    `json:"step"`    // batches trained before it
	Setting string `json:"setting"` // one that Changeable names
	From    string `json:"from"`    // told of changes that were made, and not read
	To      string `json:"to"`
}

// String is a log line in the style of Step's.
func (c Change) String() string {
	return fmt.Sprintf("step: %d, %s: %s -> %s", c.Step, c.Setting, c.From, c.To)
}

// changeable is a setting that can change while a run goes on.
type changeable struct {
	name string // of the command's flag
	get  func(*Settings) string
	set  func(s *Settings, text string) error
}

// changeables are all of them. A number that settings have as 0 where it was not
// given is told, and read, as what that stands for.
var changeables = []changeable{
	numberSetting("lr", func(s *Settings) *float64 { return &s.LearningRate }),
	numberSetting("momentum", func(s *Settings) *float64 { return &s.Optimizer.Momentum }),
	nesterovSetting,
	defaultedSetting("beta1", 0.9, func(s *Settings) *float64 { return &s.Optimizer.Beta1 }),
	defaultedSetting("beta2", 0.999, func(s *Settings) *float64 { return &s.Optimizer.Beta2 }),
	defaultedSetting("alpha", 0.99, func(s *Settings) *float64 { return &s.Optimizer.Alpha }),
	defaultedSetting("epsilon", 1e-8, func(s *Settings) *float64 { return &s.Optimizer.Epsilon }),
	numberSetting("weightdecay", func(s *Settings) *float64 { return &s.Optimizer.WeightDecay }),
	numberSetting("smoothing", func(s *Settings) *float64 { return &s.LabelSmoothing }),
	augmentSetting,
	wholeSetting("epochs", func(s *Settings) *int { return &s.Epochs }),
	wholeSetting("earlystop", func(s *Settings) *int { return &s.EarlyStop }),
}

// Changeable names the settings that can change while a run goes on, as the
// command's flags do.
func Changeable() (names []string) {
	for _, c := range changeables {
		names = append(names, c.name)
	}
	return names
}

func numberSetting(name string, of func(*Settings) *float64) changeable {
	return changeable{
		name: name,
		get:  func(s *Settings) string { return strconv.FormatFloat(*of(s), 'g', -1, 64) },
		set:  func(s *Settings, text string) error { return setNumber(of(s), text) },
	}
}

func setNumber(v *float64, text string) error {
	number, ok := decimal.Parse(text)
	if !ok {
		return failure.New("want a number, such as 0.5")
	}
	*v = number
	return nil
}

// defaultedSetting is numberSetting for one that settings have as 0 where they
// mean otherwise. A 0 that was given is the smallest number there is, which
// float32 takes for 0.
func defaultedSetting(name string, otherwise float64, of func(*Settings) *float64) changeable {
	c := numberSetting(name, of)
	c.get = func(s *Settings) string {
		switch v := *of(s); v {
		case 0:
			return strconv.FormatFloat(otherwise, 'g', -1, 64)
		case math.SmallestNonzeroFloat64:
			return "0"
		default:
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
	}
	c.set = func(s *Settings, text string) error {
		err := setNumber(of(s), text)
		if err == nil && *of(s) == 0 {
			*of(s) = math.SmallestNonzeroFloat64
		}
		return err
	}
	return c
}

func wholeSetting(name string, of func(*Settings) *int) changeable {
	return changeable{
		name: name,
		get:  func(s *Settings) string { return strconv.Itoa(*of(s)) },
		set: func(s *Settings, text string) error {
			v, err := strconv.Atoi(text)
			if err != nil {
				return failure.New("want a whole number")
			}
			*of(s) = v
			return nil
		},
	}
}

var nesterovSetting = changeable{
	name: "nesterov",
	get: func(s *Settings) string {
		if s.Optimizer.Nesterov {
			return "1"
		}
		return "0"
	},
	set: func(s *Settings, text string) (err error) {
		if s.Optimizer.Nesterov, err = strconv.ParseBool(text); err != nil {
			return failure.New("want 0 or 1")
		}
		return nil
	},
}

var augmentSetting = changeable{
	name: "augment",
	get:  func(s *Settings) string { return s.Augment.String() },
	set: func(s *Settings, text string) error {
		var augment encoding.TextUnmarshaler = &s.Augment
		return augment.UnmarshalText([]byte(text))
	},
}

func findChangeable(name string) (changeable, error) {
	i := slices.IndexFunc(changeables, func(c changeable) bool { return c.name == name })
	if i < 0 {
		return changeable{}, failure.New("setting %q cannot change during a run: want one of %s", name, strings.Join(Changeable(), ", "))
	}
	return changeables[i], nil
}

// changed returns s with the changes, and those of them that say something new,
// as made at a step. The error names the first that is wrong.
func (s Settings) changed(changes []Change, step int) (next Settings, made []Change, err error) {
	next = s
	for _, c := range changes {
		setting, err := findChangeable(c.Setting)
		if err != nil {
			return s, nil, err
		}
		from := setting.get(&next)
		if err := setting.set(&next, strings.TrimSpace(c.To)); err != nil {
			return s, nil, failure.New("%s %q: %w", c.Setting, c.To, err)
		}
		if to := setting.get(&next); to != from {
			made = append(made, Change{Step: step, Setting: c.Setting, From: from, To: to})
		}
	}
	return next, made, next.Check()
}

// ParseChanges reads changes at a step, as in "600: lr=0.01, augment=full". What
// follows an augmentation and is no setting is another effect of it.
func ParseChanges(text string) ([]Change, error) {
	at, list, found := strings.Cut(text, ":")
	step, err := strconv.Atoi(strings.TrimSpace(at))
	if !found || err != nil {
		return nil, failure.New("want a step and what changes there, such as \"600: lr=0.01, augment=full\"")
	}
	var changes []Change
	for part := range strings.SplitSeq(list, ",") {
		name, to, assigned := strings.Cut(strings.TrimSpace(part), "=")
		if n := len(changes); n > 0 && changes[n-1].Setting == augmentSetting.name && !slices.Contains(Changeable(), name) {
			changes[n-1].To += "," + strings.TrimSpace(part)
			continue
		}
		if !assigned {
			return nil, failure.New("%q: want a setting and its value, such as lr=0.01", strings.TrimSpace(part))
		}
		if _, err := findChangeable(name); err != nil {
			return nil, err
		}
		changes = append(changes, Change{Step: step, Setting: name, To: strings.TrimSpace(to)})
	}
	return changes, nil
}

// FormatChanges returns texts that ParseChanges reads, one for each step.
func FormatChanges(changes []Change) (texts []string) {
	for i, c := range changes {
		said := c.Setting + "=" + c.To
		if i > 0 && changes[i-1].Step == c.Step {
			texts[len(texts)-1] += ", " + said
		} else {
			texts = append(texts, strconv.Itoa(c.Step)+": "+said)
		}
	}
	return texts
}
