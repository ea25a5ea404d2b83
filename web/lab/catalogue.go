package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func (l *Lab) recipeList(ctx app.Context, m *worker.RecipeList) {
	l.notify(ctx, worker.ScopeProgram, "") // it has come
	l.catalogue = form.NewCatalogue(m)
	state.CatalogueKey.Set(ctx, l.catalogue)
	l.runs.Publish(ctx) // runs are named after presets
	// A trainer that may be gone was asked the last questions.
	l.askedNetwork = worker.Describe{ID: l.askedNetwork.ID}
	l.askedRates = worker.PlanRates{}
	l.describeExport(ctx)
	if l.linkWaits {
		l.FollowLink(ctx)
		return
	}
	l.setForm(ctx, l.settings.Form)
}
