package state

import (
	"math/rand/v2"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// LanguageGroups is the number of groups in which components change their language,
// one group a frame: all at once would keep the page from answering.
const LanguageGroups = 6

// LanguageKey names the state that holds the tag of the page's language, for
// the components of a group.
func LanguageKey(group int) Key[string] { return Key[string]("language-" + strconv.Itoa(group)) }

// ChooseLanguage is the action of changing the page's language; its value is
// the tag.
const ChooseLanguage Action[string] = "/language/choose"

// FollowLanguage renders a component anew when the page's language changes.
// Each component calls it when it is mounted. Nothing else of it changes: what
// is drawn, unfolded, typed or scrolled to stays as it is.
func FollowLanguage(ctx app.Context) {
	// Observing is all that it takes; what is shown comes from package text. By
	// chance the groups get about as many components each.
	LanguageKey(rand.IntN(LanguageGroups)).Observe(ctx, new(string))
}
