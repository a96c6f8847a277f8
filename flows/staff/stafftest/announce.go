package stafftest

import (
	"time"

	"langkah/flows"
)

// What the announcements are like; all others are as SR-1. SR-6 to SR-11 cannot be
// started yet, each for another reason; SR-404 is gone, SR-405 is of elsewhere.
var announcements = map[string]string{"SR-1": "draft", "SR-2": "asked", "SR-3": "running", "SR-4": "paused", "SR-5": "asked"}

// announcement is one by its code; that of SR-2 is another's.
func announcement(code string) flows.Broadcast {
	b := flows.Broadcast{Code: code, State: announcements[code], Event: "BZR-001", Title: "Jakpreneur Goes to Mall, Lippo Plaza Kramat Jati", Photo: 1, Author: flows.Signature{Name: Officer.Name, Role: flows.Officer}, Mine: code != "SR-2",
		Texts:    map[string]string{"id": "Kak {{nama}}, Bazar Jakarta Pusat buka untuk 60 usaha.\nBalas STOP untuk berhenti dapat kabar dan pengingat.", "en": "Open"},
		Choices:  map[string][]flows.Choice{"id": {{Value: "invite:join:BZR-001", Label: "Ikut"}, {Value: "invite:show:BZR-001", Label: "Lihat syarat"}}},
		Audience: flows.Audience{Kecamatan: []string{"31.75.06", "31.01.02"}, Fields: []string{"kuliner"}, Lacks: []string{"halal"}}, Expires: time.Date(2026, 11, 30, 13, 0, 0, 0, time.UTC), Opens: 8, Closes: 20,
		Left: 1234, Queue: 5678, Failed: 3, Unsent: 12}
	if b.State == "" {
		b.State = "draft"
	}
	if code == "SR-3" {
		b.Audience = flows.Audience{}
	}
	if code == "SR-4" {
		b.Audience = flows.Audience{Kota: []string{"31.71"}, Kelurahan: []string{"31.71.07.1002"}, Has: []string{"nib"}, Skipped: "BZR-001", Seen: 30, Unseen: 60, Channels: []string{"telegram"}, More: true,
			Stages: []flows.Stand{{Stage: 2, Status: "done"}}, Segment: "kue basah jaksel", Except: &flows.Audience{Kecamatan: []string{"31.74.01"}}}
		b.Photo, b.Event, b.Title, b.Choices, b.Approver = 0, "", "", nil, flows.Signature{Name: "Budi", Role: flows.Admin}
	}
	return b
}

var foretold = flows.Forecast{People: 8765, OptedOut: 432, Now: 6543, Next: 1234, Calls: 56, Nowhere: 7, Full: 890, Unfilled: 35, Missing: []string{"kelurahan"}, Test: true, Approve: true,
	Example: flows.Addressed{Text: "Kak {{nama}}, Bazar Jakarta Pusat buka untuk 60 usaha.\nBalas STOP untuk berhenti dapat kabar dan pengingat.", Lang: "id", Name: "Siti Aminah"}}

// announce carries out what staff do about announcements.
func announce(a flows.Action) (out flows.Outcome, ok bool) {
	args := func(code string) flows.Args {
		return flows.Args{"Broadcast": announcement(code), "Forecast": foretold, "To": flows.Chat{MemberID: 9, AddressID: 9}, "Told": []flows.Chat{{MemberID: 9, AddressID: 9}},
			"From": time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC), "Stopped": 5678, "Left": 1234}
	}
	switch a := a.(type) {
	case flows.DraftBroadcast:
		if why := map[string]string{"BZR-404": "no_event", "BZR-405": "gone", "BZR-406": "refused", "BZR-407": "changed"}[a.Event]; why != "" {
			return flows.Outcome{Event: why}, true
		}
		return flows.Outcome{Event: "drafted", Args: args("SR-1")}, true
	case flows.StaffBroadcasts:
		if a.Skip > 5 {
			return flows.Outcome{Event: "none", Args: flows.Args{"Broadcasts": []flows.Broadcast{}}}, true
		}
		return flows.Outcome{Event: "some", Args: flows.Args{"Broadcasts": []flows.Broadcast{announcement("SR-3")}}}, true
	case flows.FindSegments:
		return flows.Outcome{Event: "found", Args: flows.Args{"Names": []string{"kue basah jaksel"}}}, true
	case flows.LookAtBroadcast:
		event := "found"
		if s := announcement(a.Code).State; s == "draft" || s == "asked" {
			event = "preview"
		}
		return outcome(a.Code, event, args(a.Code)), true
	case flows.TestBroadcast:
		return outcome(a.Code, "tested", args(a.Code)), true
	case flows.SteerBroadcast:
		event := map[string]string{"start": "started", "pause": "paused", "resume": "resumed", "cancel": "cancelled"}[a.To]
		if why := map[string]string{"SR-6": "asked", "SR-7": "untested", "SR-8": "nobody", "SR-9": "late", "SR-10": "off", "SR-11": "changed"}[a.Code]; why != "" && a.To == "start" {
			event = why
		}
		return outcome(a.Code, event, args(a.Code)), true
	case flows.JudgeBroadcast:
		event := "returned"
		switch {
		case a.Code == "SR-5":
			event = "own"
		case a.Code == "SR-3":
			event = "unasked"
		case a.Weighs:
			event = "may"
		case a.Approves:
			event = "approved"
		}
		return outcome(a.Code, event, args(a.Code)), true
	case flows.EditBroadcast:
		return outcome(a.Code, "edited", args(a.Code)), true
	}
	return out, false
}

// outcome goes by the code where it is one of these.
func outcome(code, event string, args flows.Args) flows.Outcome {
	if other := map[string]string{"SR-404": "gone", "SR-405": "refused"}[code]; other != "" {
		return flows.Outcome{Event: other}
	}
	return flows.Outcome{Event: event, Args: args}
}
