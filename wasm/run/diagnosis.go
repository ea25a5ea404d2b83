package run

import (
	"errors"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/nn/train/diagnosis"
	"digitlab/web/worker"
)

// beginJudging has a judge follow the run, who is told what it has reported before.
// Runs whose settings are not the visitor's have none.
func (r *Run) beginJudging() {
	if r.Trial || r.Hand != nil {
		return
	}
	r.judge = diagnosis.New(r.trainer.Settings(), r.Model, r.Dataset.Images(data.Train))
	told := &r.history.told
	if told.Diagnosis != nil && told.Diagnosis.Kind == string(diagnosis.Dead) {
		r.judge.WasDead() // what samples say beside loss and accuracy is not kept
	}
	evaluations := told.Evaluations
	for i, loss := range r.history.curve.Loss {
		r.judge.Step(float64(loss))
		for len(evaluations) > 0 && evaluations[0].Step <= (i+1)*r.history.curve.Stride {
			r.judge.Epoch(evaluations[0].Loss, evaluations[0].Accuracy)
			evaluations = evaluations[1:]
		}
	}
}

// diagnose tells the page what is the matter so far, if that has changed.
func (r *Run) diagnose() {
	if r.judge != nil {
		r.tell(r.judge.UnderWay())
	}
}

// diagnoseEnd tells it of a run that has ended with that error. One that was
// stopped may have needed but more time.
func (r *Run) diagnoseEnd(err error) error {
	switch {
	case r.judge == nil || errors.Is(err, train.ErrStopped):
		return err
	case errors.Is(err, train.ErrDiverged):
		r.tell(r.judge.Failed())
	case err == nil:
		s, ok, sampleErr := r.trainer.Sample()
		if sampleErr != nil {
			return sampleErr
		}
		if ok {
			r.judge.Sample(s)
		}
		r.tell(r.judge.AtEnd())
	}
	return err
}

// tell tells the page of a finding, nil for none, unless it knows of one of that
// kind.
func (r *Run) tell(f *diagnosis.Finding) {
	told := &r.history.told
	m := &worker.Diagnosis{}
	if f != nil {
		m.Kind, m.Nothing, m.Message = string(f.Kind), f.Kind.LearntNothing(), f.Text
		for _, c := range f.Changes {
			m.Changes = append(m.Changes, worker.SettingValue(c))
		}
	}
	if told.Diagnosis == nil && f == nil || told.Diagnosis != nil && told.Diagnosis.Kind == m.Kind {
		return
	}
	told.Diagnosis = m
	r.Page.Send(m)
}
