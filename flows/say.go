package flows

// Args fill a text. Values are plain: strings, numbers, times, lists of Say.
type Args map[string]any

// Say names a text and what fills it: never words. The key is
// ^[a-z_]+/[a-z0-9_]+$, a template of that name exists in every language.
type Say struct {
	Key    string
	Args   Args
	Bubble bool // begins a bubble of its own; otherwise joins the one before
	File   File // goes with the text; nil: none
}

// File is what a file is made of. The list is closed: the engine makes each.
type File interface{ file() }

// Named hands the text's name and arguments to whoever renders it.
func (s Say) Named() (key string, args map[string]any) { return s.Key, s.Args }

// Option is something that can be picked in a state.
type Option struct {
	Value  string   // the answer it stands for
	Label  Say      // what is shown
	Words  []string // what people also write for it
	Number int      // 0: numbered in order; Unnumbered: the text says how; see also Exit
}

// Unnumbered marks an option that the prompt itself explains; it is a button
// where there are buttons.
const Unnumbered = -1
