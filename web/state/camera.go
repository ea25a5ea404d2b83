package state

// Actions on the camera.
const (
	OpenCamera  Action[string] = "/camera/open"  // the one with an ID, "" for the browser's choice
	CloseCamera Signal         = "/camera/close" // and back to what was on the pad
	UseFrame    Signal         = "/camera/use"   // puts the last frame on the pad as a picture
)

// ScopeCamera is that of notices about the camera.
const ScopeCamera = "camera"

// CameraKey holds a Camera.
const CameraKey Key[Camera] = "camera"

// Camera says where the camera stands.
type Camera struct {
	Phase   CameraPhase
	Devices []CameraDevice // empty while none may be used
	Device  string         // ID of the one that is live
}

// CameraDevice is a camera that the browser can open.
type CameraDevice struct {
	ID   string
	Name string // "" if the browser does not tell
}

// CameraPhase is how far a camera is.
type CameraPhase string

// The phases.
const (
	CameraClosed CameraPhase = ""
	CameraAsked  CameraPhase = "asked" // the browser may be asking the visitor
	CameraLive   CameraPhase = "live"
)
