package text

import (
	"errors"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/mnistjson"
	"digitlab/data/picture"
	"digitlab/nn"
	"digitlab/nn/safetensors"
	"digitlab/nn/train"
	"digitlab/web/hand"
	"digitlab/web/worker"
)

// The errors of broken files go the way from a worker to the page.
func TestMessage(t *testing.T) {
	t.Cleanup(func() { Speak(English) })
	tests := []struct {
		err        error
		said, want string
		ok         bool
	}{
		{dataset(""), "the file is empty", "文件是空的", true},
		{named("mnist.json.gz", dataset("")), "mnist.json.gz: the file is empty", "mnist.json.gz：文件是空的", true},
		{named("b.gz", failure.New("download: the server answers %d %s", 404, "Not Found")),
			"b.gz: download: the server answers 404 Not Found", "b.gz：下载失败：服务器返回 404 Not Found", true},
		{named("b.gz", failure.New("download: %w", errors.New("Failed to fetch"))),
			"b.gz: download: Failed to fetch", "b.gz：下载失败：无法连接网络", true},
		{named("my.gz", dataset(`[[[[0,0,0,0 "x"`)), `my.gz: train image 0: found '"' after pixel 3, want , or ] (at byte 12)`,
			`my.gz：train image 0：在像素 3 之后遇到 '"'，应为 , 或 ]（第 12 字节处）`, true},
		{failure.New("%w at step %d: the loss is no longer a number; try a smaller learning rate", train.ErrDiverged, 12),
			"training diverged at step 12: the loss is no longer a number; try a smaller learning rate",
			"训练发散（第 12 步）：损失已经不是数了；请试试更小的学习率", true},
		{named("w.safetensors", weights(9)), "w.safetensors: weights: fc.bias has shape [9], want [10]",
			"w.safetensors：权重 fc.bias 的形状是 [9]，应为 [10]", true},
		{decoded(""), "the file is empty; only PNG, JPEG, GIF, WebP and BMP pictures are read",
			"文件是空的；只能读取 PNG、JPEG、GIF、WebP 和 BMP 图片", true},
		{layers("conv 8 4, linear"), "layer 1: filters of an even side, 4, need a pad, such as conv 8 4 pad 0",
			"第 1 层：边长为偶数 4 的滤波器需要写明 pad，例如 conv 8 4 pad 0", true},
		{samples(`{"format":`), "it is cut short", "文件不完整", true},
		{failure.New("the run was trained on another dataset: %s; here are %s", data.Fingerprint{Train: 5, Sum: 1}, data.Fingerprint{Valid: 1, Sum: 2}),
			"the run was trained on another dataset: 5 training and 0 validation images, checksum 0000000000000001; here are 0 training and 1 validation images, checksum 0000000000000002",
			"这次训练用的是另一个数据集：训练图像 5 张，验证图像 0 张，校验和 0000000000000001；现在的是：训练图像 0 张，验证图像 1 张，校验和 0000000000000002", true},
		// Not known, as a whole or in its innermost part.
		{errMoon, "the moon is full", "the moon is full", false},
		{named("a.gz", errMoon), "a.gz: the moon is full", "a.gz: the moon is full", false},
		{failure.New("weights: %w", errMoon), "weights: the moon is full", "weights: the moon is full", false},
		{errors.New(""), "", "", false},
	}
	for _, test := range tests {
		m := received(t, test.err)
		if m.Text != test.said {
			t.Errorf("the error is %q, want %q", m, test.said)
		}
		Speak(Chinese)
		if got, ok := Message(m); got != test.want || ok != test.ok {
			t.Errorf("Message(%q) = %q, %t, want %q, %t", m, got, ok, test.want, test.ok)
		}
		Speak(English)
		if got, ok := Message(m); got != test.said || !ok {
			t.Errorf("in English Message(%q) = %q, %t, want it as it is", m, got, ok)
		}
	}
}

var errMoon = errors.New("the moon is full")

// received sends what an error says as workers do, and returns what arrives.
func received(t *testing.T, err error) failure.Message {
	t.Helper()
	frame, err := worker.Encode(&worker.Failure{Scope: worker.ScopeRun, Message: failure.Of(err)})
	if err != nil {
		t.Fatal(err)
	}
	m, err := worker.Decode(frame)
	if err != nil {
		t.Fatal(err)
	}
	return m.(*worker.Failure).Message
}

func named(file string, err error) error { return failure.New("%s: %w", file, err) }

// dataset returns the error of reading a file, as all below.
func dataset(file string) error {
	_, err := mnistjson.Read(strings.NewReader(file), mnistjson.Hooks{})
	return err
}

func decoded(file string) error {
	_, err := picture.Decode(strings.NewReader(file))
	return err
}

// weights is for those of a network with so many outputs.
func weights(outputs int) error {
	f := safetensors.File{Metadata: map[string]string{"architecture": "linear"}, Tensors: []safetensors.Tensor{
		{Name: "fc.weight", DType: "F32", Shape: []int{10, 784}, Data: make([]byte, 4*10*784)},
		{Name: "fc.bias", DType: "F32", Shape: []int{outputs}, Data: make([]byte, 4*outputs)},
	}}
	file, err := f.Bytes()
	if err != nil {
		return err
	}
	_, err = train.DecodeWeights(file, nil)
	return err
}

func layers(text string) error {
	_, err := nn.ParseArchitecture(text)
	return err
}

func samples(file string) error {
	_, _, err := hand.Import([]byte(file))
	return err
}
