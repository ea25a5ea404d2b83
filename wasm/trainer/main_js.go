// Command trainer is the WebAssembly program of all Web Workers. web/static/worker.js
// starts it, and the worker's name holds its role:
//
//	role=trainer    owns dataset, weights and run; coordinates helpers
//	role=helper     computes shards for the trainer that started it
//	role=predictor  answers drawings and pictures
//
// Each speaks the messages of package worker with whoever started it.
package main

import (
	"context"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn/simdblas"
	"digitlab/web/worker"
)

func main() {
	blas32.Use(simdblas.Implementation{})
	owner := worker.Owner()
	ctx := context.Background()
	switch role := worker.Role(); role {
	case "trainer":
		s := newSession(owner, spawnHelper, openURL)
		go s.keeper.open(lockKept, openKept)
		s.serve(ctx)
	case "helper":
		newHelper(owner).serve(ctx)
	case "predictor":
		newPredictor(owner).serve(ctx)
	default:
		owner.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: "a worker was started with the unknown role " + role})
	}
}

// spawnHelper starts another worker of this program.
func spawnHelper() (worker.Port, error) {
	return worker.SpawnAnother("helper")
}
