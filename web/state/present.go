package state

// PresentKey tells whether the page is presented to an audience: large, with the
// pad, the curves and a lesson, and little to press.
const PresentKey Key[bool] = "present"

// Present is the action that begins to present the page, or ends it.
const Present Action[bool] = "/present"
