package script

// WithRestarts is the same conversation with the service rebuilt before
// everything that anybody does: nobody may notice. Bursts stay whole.
func (s Script) WithRestarts() Script {
	out := Script{File: s.File}
	up, burst := true, false
	for _, l := range s.lines {
		acts := false
		switch do := l.do.(type) {
		case database:
			up = do.up
		case say:
			acts, burst = !burst, do.more
		case act:
			acts, burst = true, false
		}
		if up && acts {
			out.lines = append(out.lines, line{l.no, restart{}})
		}
		out.lines = append(out.lines, l)
	}
	return out
}

// WithDuplicates is the same conversation with every message delivered a second
// time after its answer: nobody may notice. Bursts are left as they are.
func (s Script) WithDuplicates() Script {
	out := Script{File: s.File}
	for _, l := range s.lines {
		out.lines = append(out.lines, l)
		switch do := l.do.(type) {
		case say:
			if !do.more {
				out.lines = append(out.lines, line{l.no, act{who: do.who, kind: "again"}})
			}
		case act:
			if do.kind != "again" {
				out.lines = append(out.lines, line{l.no, act{who: do.who, kind: "again"}})
			}
		}
	}
	return out
}
