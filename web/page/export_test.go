package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

const simpleNetText = "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"

// simpleNetDescription answers question id.
func simpleNetDescription(id int) *worker.Description {
	return &worker.Description{ID: id, Architecture: simpleNetText, Layers: []worker.Layer{
		{Name: "conv1", Text: "conv 20 5", Shape: []int{20, 28, 28}},
		{Name: "relu1", Text: "relu", Shape: []int{20, 28, 28}},
		{Name: "pool1", Text: "pool", Shape: []int{20, 14, 14}},
		{Name: "conv2", Text: "conv 20 5", Shape: []int{20, 14, 14}},
		{Name: "relu2", Text: "relu", Shape: []int{20, 14, 14}},
		{Name: "pool2", Text: "pool", Shape: []int{20, 7, 7}},
		{Name: "fc", Text: "linear", Shape: []int{10}},
	}}
}

// expectPage checks what the page says and does not say.
func (s *stage) expectPage(says, saysNot []string) {
	s.t.Helper()
	html := s.html()
	for _, want := range says {
		if !strings.Contains(html, want) {
			s.t.Errorf("the page does not say %q", want)
		}
	}
	for _, unwanted := range saysNot {
		if strings.Contains(html, unwanted) {
			s.t.Errorf("the page says %q", unwanted)
		}
	}
}

func TestProgramsFollowTheWeights(t *testing.T) {
	s := newStage(t)
	s.say(&worker.RecipeList{Networks: []worker.Preset{{Name: "simplenet", Text: simpleNetText}}})
	mine := &worker.Weights{Architecture: simpleNetText, Loss: "crossentropy", Source: "mine", Step: 3}
	s.say(mine)
	s.expectSent() // nobody has asked
	act(s, state.UnfoldExport, true)
	s.expectSent(&worker.Describe{ID: -1, Architecture: simpleNetText, Loss: "crossentropy"})
	s.say(simpleNetDescription(7), simpleNetDescription(-1))
	s.expectPage([]string{
		"class SimpleNet(nn.Module)", "self.fc = nn.Linear(980, 10)", "load_file(&#34;weights.safetensors&#34;)",
		"class SimpleNet(nn.Layer)", "load_file(&#34;weights-paddle.safetensors&#34;)",
		"InferenceSession(&#34;weights.onnx&#34;)",
	}, nil)

	// Saved files are named, until the weights are of another network.
	s.say(mine,
		&worker.WeightsFile{Name: "a-paddle.safetensors", Format: "paddle", Architecture: simpleNetText, Loss: "crossentropy"},
		&worker.WeightsFile{Name: "a.onnx", Format: "onnx", Architecture: simpleNetText, Loss: "crossentropy"},
		&worker.WeightsFile{Name: "other.safetensors", Format: "pytorch", Architecture: "linear", Loss: "crossentropy"})
	s.expectPage([]string{"&#34;a-paddle.safetensors&#34;", "&#34;a.onnx&#34;", "&#34;weights.safetensors&#34;"},
		[]string{"weights-paddle.safetensors", "other.safetensors"})
	s.expectSent()

	s.say(&worker.Weights{Architecture: "linear", Loss: "squarederror", Source: "this run", Step: 1})
	s.expectSent(&worker.Describe{ID: -2, Architecture: "linear", Loss: "squarederror"})
	s.say(simpleNetDescription(-1)) // late
	s.expectPage(nil, []string{"class SimpleNet", "a.onnx"})
	s.say(&worker.Description{ID: -2, Architecture: "linear", Layers: []worker.Layer{{Name: "fc", Text: "linear", Shape: []int{1}}}})
	s.expectPage([]string{"class Net(nn.Module)", "nn.Linear(784, 1)", "round(output.item())", "&#34;weights.onnx&#34;"}, []string{"F.softmax(output)", "probabilities = session"})

	// So does another number of classes.
	names := worker.Classes{"ant", "bee"}
	s.say(&worker.Weights{Architecture: "linear", Loss: "squarederror", ClassCount: 2, Classes: names, Source: "this run", Step: 1})
	s.expectSent(&worker.Describe{ID: -3, Architecture: "linear", Loss: "squarederror", ClassCount: 2})
	s.say(&worker.Description{ID: -3, Architecture: "linear", Layers: []worker.Layer{{Name: "fc", Text: "linear", Shape: []int{1}}}})
	s.expectPage([]string{"names = [&#34;ant&#34;, &#34;bee&#34;]"}, []string{"digit.png"})

	act(s, state.UnfoldExport, false)
	s.expectPage(nil, []string{"class Net"})
	act(s, state.UnfoldExport, true)
	s.expectSent() // it is known
}

func TestSaveFormats(t *testing.T) {
	s := newStage(t)
	s.say(&worker.Weights{Architecture: simpleNetText, Loss: "crossentropy", Source: "pretrained"})
	for _, format := range []string{"pytorch", "paddle", "onnx"} {
		act(s, state.SaveWeights, format)
		m, ok := (<-s.far["trainer"]).(*worker.SaveWeights)
		if !ok || m.Format != format {
			t.Errorf("the trainer was asked for %+v, want a file for %s", m, format)
		}
		if !get(s, state.WeightsKey).Saving {
			t.Error("one can save while a file is on its way")
		}
		s.say(&worker.Failure{Scope: worker.ScopeWeights, Text: "no"})
		if get(s, state.WeightsKey).Saving {
			t.Error("one cannot save after a failure")
		}
	}
}
