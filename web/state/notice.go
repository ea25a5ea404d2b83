package state

// NoticesKey holds the notices that are shown.
const NoticesKey Key[[]Notice] = "notices"

// Actions on notices.
const (
	ShowNotice    Action[Notice] = "/notices/show"
	DismissNotice Action[string] = "/notices/dismiss" // its scope, a string
	RetryWorkers  Signal         = "/notices/retry"   // starts the workers that are gone
	DeleteUnread  Signal         = "/notices/delete"  // deletes the records that cannot be read
)

// Notice is something that went wrong. There is at most one for each scope:
// those of worker.Failure and the ones below.
type Notice struct {
	Scope  string
	Text   string
	Retry  bool // with a button for RetryWorkers
	Unread bool // with a button for DeleteUnread
	// Dataset is the key of a kept one that is damaged, with a button for
	// DeleteDataset; "" for none.
	Dataset string
}

// Scopes of notices, beside those of worker.Failure.
const (
	ScopeSettings   = "settings"
	ScopeLink       = "link"
	ScopeFile       = "file"
	ScopeStorage    = "storage"
	ScopePreference = "preference"
	ScopeUnread     = "unread"
)
