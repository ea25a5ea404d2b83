// Command trainer is the WebAssembly program of the Web Workers that train.
// web/static/worker.js starts it, and the worker's name holds its role:
//
//	role=trainer    owns dataset, weights and run; coordinates helpers
//	role=helper     computes shards for the trainer that started it
//
// Each speaks the messages of package worker with whoever started it.
package main

import (
	"context"
	"syscall/js"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data/failure"
	"digitlab/nn/simdblas"
	"digitlab/wasm/datasets"
	"digitlab/wasm/peers"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/session"
	"digitlab/web/worker"
)

func main() {
	blas32.Use(simdblas.Implementation{})
	owner := worker.Owner()
	ctx := context.Background()
	switch role := worker.Role(); role {
	case "trainer":
		store := savedrun.NewStore(owner)
		go store.Open(lockRun, runOpener())
		helpers := peers.New(peers.Options{Spawn: helperSpawner(), Cores: processorCores(), Share: worker.CanShare()})
		kept := datasets.New(owner, datasetOpener())
		kept.List()
		session.New(owner, session.Options{Peers: helpers, Store: store, Datasets: kept, Files: browser{}}).Serve(ctx)
	case "helper":
		peers.Serve(ctx, owner)
	default:
		owner.Send(&worker.Failure{Scope: worker.ScopeWorker, Message: failure.Say("a worker was started with the unknown role %q", role)})
	}
}

// helperSpawner returns a function that starts another worker of this program.
func helperSpawner() func() (worker.Port, error) {
	patience := new(worker.Patience)
	return func() (worker.Port, error) { return worker.SpawnAnother("helper", patience) }
}

// processorCores returns how many the browser tells of, 1 if it does not.
func processorCores() int {
	navigator := js.Global().Get("navigator")
	if navigator.IsUndefined() {
		return 1
	}
	return navigator.Get("hardwareConcurrency").Int()
}
