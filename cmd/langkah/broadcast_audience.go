package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/store"
	"langkah/templates/programme"
)

// audienceFlags say whom something is for: members for whom all of it holds.
type audienceFlags struct {
	Kota       []string `help:"Who live in one of these kota, by name or code."`
	Kecamatan  []string `help:"In one of these kecamatan, by name or code."`
	Kelurahan  []string `help:"In one of these kelurahan, by name or code."`
	Stage      []string `help:"Where they stand with a step: P4=done, P4=none (not begun), P4=undone (not done, however far), in_progress, stuck, not_needed; several hold together." placeholder:"P4=done"`
	Field      []string `help:"Of one of these fields of business: kuliner, fesyen …"`
	Has        []string `help:"Who have all of these papers: nib, halal …"`
	Lacks      []string `help:"Who have none of these papers."`
	Joined     string   `help:"Who had a place in an event." placeholder:"BZR-001"`
	NotJoined  string   `help:"Who had none in one." placeholder:"BZR-001"`
	SeenWithin *int     `help:"Who wrote within so many days." placeholder:"DAYS"`
	NotSeenFor *int     `help:"Who have not written for so many days." placeholder:"DAYS"`
	Channel    []string `help:"Who have a chat on one of these: telegram, whatsapp, webchat."`
	Warm       bool     `help:"Who wrote within 28 days."`
	Cold       bool     `help:"Who did not write within 28 days."`
	Segment    string   `help:"Who are of a saved segment, too: langkah broadcast segment."`
}

// twoAudiences are who is meant, but for whom.
type twoAudiences struct {
	audienceFlags `embed:"" group:"Whom it is for (all of it holds; of several values of a flag any):"`
	Except        audienceFlags `embed:"" prefix:"except-" group:"Who of these is left out:"`
}

// read reads both, as far as that goes without the database.
func (f twoAudiences) read() (store.Audience, error) {
	a, err := f.audience()
	if err != nil {
		return a, err
	}
	except, err := f.Except.audience()
	if err != nil {
		return a, fmt.Errorf("except: %w", err)
	}
	if !except.Zero() {
		a.Except = &except
	}
	return a, nil
}

func (f audienceFlags) audience() (a store.Audience, err error) {
	kinds, err := programme.Values("papers.csv", "kind")
	if err != nil {
		return a, err
	}
	papers := slices.Sorted(maps.Keys(kinds))
	var errs [11]error
	a.Kota, errs[0] = eachOf(f.Kota, kotaOne)
	a.Kecamatan, errs[1] = eachOf(f.Kecamatan, kecamatanOne)
	a.Kelurahan, errs[2] = eachOf(f.Kelurahan, kelurahanCode)
	a.Stages, errs[3] = eachOf(f.Stage, standIn)
	a.Fields, errs[4] = eachOf(f.Field, among("field", fieldsOfBusiness()))
	a.Has, errs[5] = eachOf(f.Has, among("paper", papers))
	a.Lacks, errs[6] = eachOf(f.Lacks, among("paper", papers))
	a.Channels, errs[7] = eachOf(f.Channel, among("channel", slices.Sorted(maps.Keys(abilities))))
	a.Seen, errs[8] = days(f.SeenWithin)
	a.Unseen, errs[9] = days(f.NotSeenFor)
	switch {
	case f.Warm && f.Cold:
		errs[10] = errors.New("nobody is warm and cold: give one of them")
	case a.Seen > 0 && a.Unseen >= a.Seen:
		errs[10] = fmt.Errorf("nobody wrote within %d days and has not written for %d", a.Seen, a.Unseen)
	}
	a.Joined, a.Skipped, a.Segment = upper(f.Joined), upper(f.NotJoined), segmentName(f.Segment)
	if f.Warm || f.Cold {
		a.Warm = &f.Warm
	}
	return a, cmp.Or(errors.Join(errs[:]...), contrary(a))
}

// days are so many; none are not everybody.
func days(n *int) (int, error) {
	switch {
	case n == nil:
		return 0, nil
	case *n < 1:
		return 0, errors.New("days are counted from 1")
	}
	return *n, nil
}

// contrary says what nobody can be.
func contrary(a store.Audience) error {
	for _, kind := range a.Has {
		if slices.Contains(a.Lacks, kind) {
			return fmt.Errorf("nobody has %s and lacks it", kind)
		}
	}
	if a.Joined != "" && a.Joined == a.Skipped {
		return fmt.Errorf("nobody had a place in %s and had none", a.Joined)
	}
	return nil
}

func eachOf[T any](words []string, read func(string) (T, error)) (list []T, err error) {
	for _, w := range words {
		one, err := read(strings.TrimSpace(w))
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// kotaOne is one kota: all of them are meant where none is named.
func kotaOne(words string) (string, error) {
	code, err := kotaIn(words)
	switch {
	case err == nil && code == "":
		return "", errors.New("all of Jakarta is meant where no kota is named")
	case err == nil:
		return code, nil
	}
	if begins := strings.ToLower(words + "   ")[:3]; begins == "jak" || begins == "jkt" || begins == "kep" {
		code = region.KotaIn(words) // it hears "timur" in Bekasi Timur, too
	}
	if code == "" {
		return "", fmt.Errorf("%q is no kota of Jakarta: write it as Jakarta Pusat, jakpus or 31.71", words)
	}
	return code, nil
}

func kecamatanOne(words string) (string, error) {
	k, err := kecamatanBy(words)
	return k.Code, err
}

// kelurahanCode is that of one by its name or code. Some share a name.
func kelurahanCode(words string) (string, error) {
	if l, ok := region.KelurahanByCode(words); ok {
		return l.Code, nil
	}
	var found []string
	for _, k := range region.AllKecamatan() {
		for _, l := range region.KelurahanOf(k.Code) {
			if strings.EqualFold(l.Name, words) {
				found = append(found, l.Code)
			}
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("%q is no kelurahan of Jakarta: write its name, as Bendungan Hilir, or its code", words)
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("%q is the name of several kelurahan: write the code, one of %s", words, strings.Join(found, ", "))
}

// standings are where somebody may stand with a step.
var standings = []string{"done", "in_progress", "none", "not_needed", "stuck", "undone"}

func standIn(words string) (s store.Stand, err error) {
	step, status, _ := strings.Cut(strings.ToLower(words), "=")
	if !stageForm.MatchString(step) || !slices.Contains(standings, status) {
		return s, fmt.Errorf("%q is no step and where one stands with it: write it as P4=done, with one of %s", words, strings.Join(standings, ", "))
	}
	s.Stage, err = stageIn(step)
	s.Status = status
	return s, err
}

func among(what string, known []string) func(string) (string, error) {
	return func(word string) (string, error) {
		if word = strings.ToLower(word); !slices.Contains(known, word) {
			return "", fmt.Errorf("there is no %s %q, only %s", what, word, strings.Join(known, ", "))
		}
		return word, nil
	}
}

func segmentName(words string) string { return strings.ToLower(strings.TrimSpace(words)) }

// knownIn looks whether there are the events and segments that an audience names.
func knownIn(s *surroundings, st *store.Store, a store.Audience) error {
	events, err := st.Events(s.ctx, "", true, s.clock()())
	if err != nil {
		return err
	}
	for _, code := range []string{a.Joined, a.Skipped} {
		if code != "" && !slices.ContainsFunc(events, func(e flows.Event) bool { return e.Code == code }) {
			return fmt.Errorf("there is no event %s; langkah event list --all shows those that there are", code)
		}
	}
	segments, err := st.Segments(s.ctx)
	if err != nil {
		return err
	}
	if a.Segment != "" && !slices.ContainsFunc(segments, func(g store.Segment) bool { return g.Name == a.Segment }) {
		return fmt.Errorf("there is no segment %q; langkah broadcast segment list shows those that there are", a.Segment)
	}
	if a.Except != nil {
		return knownIn(s, st, *a.Except)
	}
	return nil
}

// audienceInWords says whom an audience means.
func audienceInWords(a store.Audience) string {
	var parts []string
	add := func(what string, list []string) {
		if len(list) > 0 {
			parts = append(parts, what+" "+strings.Join(list, ", "))
		}
	}
	add("of", namesOf(a.Kota, region.KotaName))
	add("of Kecamatan", namesOf(a.Kecamatan, region.KecamatanName))
	add("of Kelurahan", namesOf(a.Kelurahan, func(code string) string { l, _ := region.KelurahanByCode(code); return l.Name }))
	for _, s := range a.Stages {
		parts = append(parts, fmt.Sprintf("P%d %s", s.Stage, s.Status))
	}
	add("in", a.Fields)
	add("with", a.Has)
	add("without", a.Lacks)
	if a.Joined != "" {
		parts = append(parts, "who were in "+a.Joined)
	}
	if a.Skipped != "" {
		parts = append(parts, "who were not in "+a.Skipped)
	}
	if a.Seen > 0 {
		parts = append(parts, fmt.Sprintf("who wrote within %d days", a.Seen))
	}
	if a.Unseen > 0 {
		parts = append(parts, fmt.Sprintf("who have not written for %d days", a.Unseen))
	}
	add("on", a.Channels)
	if a.Warm != nil {
		parts = append(parts, map[bool]string{true: "who wrote within 28 days", false: "who have not written for 28 days"}[*a.Warm])
	}
	if a.Segment != "" {
		parts = append(parts, "of the segment "+a.Segment)
	}
	words := cmp.Or(strings.Join(parts, "; "), "all members")
	if a.Except != nil {
		words += "; but for those " + audienceInWords(*a.Except)
	}
	return words
}

func namesOf(codes []string, name func(string) string) (list []string) {
	for _, code := range codes {
		list = append(list, cmp.Or(name(code), code))
	}
	return list
}
