package broadcast

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
)

var (
	leftOut  = regexp.MustCompile(`(?i)(?:^|[\s,;]+)(?:(?:dan|tapi|tetapi|yang|yg|and|but|who are)\s+)*(?:kecuali|selain|di ?luar|bukan|except(?: for)?|excluding|other than|not)\s+`)
	segment  = regexp.MustCompile(`^(?:(?:untuk|buat|pakai|pake|dari|for|use) )*(?:segmen|segment) (.+)$`)
	standing = regexp.MustCompile(`^(sudah|sdh|udah|selesai|lulus|done|finished|belum|blm)(?: (?:sudah|pernah|ikut|selesai|lulus|menyelesaikan|sampai|tahap|langkah|with|step))* (?:p ?([1-7])|(` + strings.Join(stepNames, "|") + `))$`)
	stepIs   = regexp.MustCompile(`^p ?([1-7]) (sudah|selesai|lulus|done|finished|belum|blm)(?: selesai| lulus)?$`)
	notYet   = regexp.MustCompile(`^(?:belum|blm)`)
)

// stepNames are P1 to P7 as staff write them in words.
var stepNames = []string{"pendaftaran", "pelatihan", "pendampingan", "perizinan", "pemasaran", "pelaporan", "permodalan"}

// leaveOut takes who is left out, of one sort only: behind "kecuali Tebet, kuliner"
// nobody knows whether all food is left out, or the rest is for food.
func (h *hearing) leaveOut(said string) {
	x := hear(said)
	switch {
	case len(x.unknown) > 0:
		h.unknown = append(h.unknown, x.unknown...)
	case !x.found || x.all || len(x.wider) > 0:
		h.unknown = append(h.unknown, said)
	case x.Except != nil || x.mixed || sorts(x.Audience) != 1:
		h.mixed = true
	default:
		h.Except, h.all = &x.Audience, h.all || !h.found && len(h.unknown) == 0
	}
}

// sorts counts of what an audience speaks. Of papers and steps all hold together, so
// that each is one by itself.
func sorts(a flows.Audience) (n int) {
	for _, is := range []bool{len(a.Kota) > 0, len(a.Kecamatan) > 0, len(a.Kelurahan) > 0, len(a.Fields) > 0, len(a.Channels) > 0,
		a.Joined != "", a.Skipped != "", a.Seen > 0, a.Unseen > 0, a.Segment != ""} {
		if is {
			n++
		}
	}
	return n + len(a.Has) + len(a.Lacks) + len(a.Stages)
}

// segment takes a saved audience by its name, which may be of several words.
func (h *hearing) segment(said string) bool {
	m := segment.FindStringSubmatch(said)
	if m == nil || h.Segment != "" {
		return false
	}
	h.Segment, h.found = m[1], true
	return true
}

// step takes where they stand with a step.
func (h *hearing) step(text string) bool {
	m, status := standing.FindStringSubmatch(text), "done"
	if m == nil {
		if m = stepIs.FindStringSubmatch(text); m != nil {
			m = []string{"", m[2], m[1], ""}
		}
	}
	if m == nil {
		return false
	}
	n, _ := strconv.Atoi(m[2])
	if n == 0 {
		n = slices.Index(stepNames, m[3]) + 1
	}
	if notYet.MatchString(m[1]) {
		status = "undone"
	}
	h.lacking, h.Stages = false, append(h.Stages, flows.Stand{Stage: n, Status: status})
	return true
}

// segments are those that an audience names.
func segments(a flows.Audience) (names []string) {
	if a.Segment != "" {
		names = append(names, a.Segment)
	}
	if a.Except != nil {
		names = append(names, segments(*a.Except)...)
	}
	return names
}

// known looks whether the segments are there that an audience names.
func known(got flows.Reading, a flows.Audience) flows.Reading {
	named := segments(a)
	if len(named) == 0 {
		return got
	}
	return flows.Reading{Act: flows.FindSegments{}, Then: func(v flows.View) flows.Reading {
		there, _ := v.Outcome.Args["Names"].([]string)
		for _, name := range named {
			if !slices.Contains(there, name) {
				return flows.Reading{Stay: true, Say: []flows.Say{{Key: "announce/no_segment", Args: flows.Args{"Segment": flows.Short(name, 40), "Names": flows.Short(strings.Join(there, ", "), 120)}}}}
			}
		}
		return got
	}}
}
