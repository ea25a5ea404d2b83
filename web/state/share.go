package state

// SharingKey holds a Sharing.
const SharingKey Key[Sharing] = "share"

// ShareLink is the action of handing the page's address on. It has no value.
const ShareLink Signal = "/share"

// Sharing is what became of the last attempt.
type Sharing struct {
	Copied bool
	Fresh  bool   // the link says what the run starts from: fresh weights
	Link   string // for the visitor to copy by hand, "" if that is not needed
}
