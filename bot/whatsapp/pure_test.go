package whatsapp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	"pgregory.net/rapid"

	"langkah/bot"
)

func TestIDs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := newID()
		if !regexp.MustCompile(`^3EB0[0-9A-F]{17}0$`).MatchString(id) {
			t.Fatalf("made %s", id)
		}
		parts := rapid.IntRange(1, maxParts).Draw(t, "parts")
		seen := map[string]bool{}
		for i := range parts {
			part := partID(id, i, parts)
			whole, n := wholeID(part)
			if seen[part] || len(part) != len(id) || whole != id || n >= 0 && n != i || (n < 0) != (i == parts-1) {
				t.Fatalf("part %d of %d is %s, which is part %d of %s", i, parts, part, n, whole)
			}
			seen[part] = true
		}
	})
	for _, foreign := range []string{"", "x", "3A09F81B2C", strings.Repeat("0", 40)} {
		if whole, part := wholeID(foreign); whole != foreign || part != -1 {
			t.Errorf("%q is part %d of %q", foreign, part, whole)
		}
	}
}

func TestBubbles(t *testing.T) {
	t.Parallel()
	photo := handle(sample(bot.Photo, ""))
	long := strings.Repeat("kata ", 300)
	for name, c := range map[string]struct {
		out  bot.Outbound
		want []string // text or caption of each; a file begins with "!"
	}{
		"text":         {bot.Outbound{Text: "halo"}, []string{"halo"}},
		"menu":         {bot.Outbound{Text: "Setuju?", Choices: []bot.Choice{{Label: "Ya", Number: 1}, {Label: "Kenapa?", Number: -1}, {Label: "Menu"}}}, []string{"Setuju?\n1 Ya\n0 Menu"}},
		"photo":        {bot.Outbound{Media: photo}, []string{"!"}},
		"caption":      {bot.Outbound{Media: photo, Text: "ini", Choices: []bot.Choice{{Label: "Ya", Number: 1}}}, []string{"!ini\n1 Ya"}},
		"long caption": {bot.Outbound{Media: photo, Text: long}, []string{"!", long}},
		"voice":        {bot.Outbound{Media: handle(sample(bot.Voice, "")), Text: "ini"}, []string{"!", "ini"}},
		"nothing":      {bot.Outbound{}, []string{""}},
		"endless":      {bot.Outbound{Text: strings.Repeat(strings.Repeat("a", maxText), 20)}, append(repeat(strings.Repeat("a", maxText), 15), strings.Repeat("a", 5*maxText))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, err := messages(c.out)
			if err != nil || len(list) != len(c.want) {
				t.Fatalf("%d messages, %v", len(list), err)
			}
			for i, m := range list {
				got := m.GetConversation()
				if downloadable(m) != nil {
					got = "!" + caption(m)
				}
				if got != c.want[i] {
					t.Errorf("%d is %.60q, want %.60q", i, got, c.want[i])
				}
			}
		})
	}
}

func repeat(s string, n int) (list []string) {
	for range n {
		list = append(list, s)
	}
	return list
}

func TestFailuresAreToldApart(t *testing.T) {
	t.Parallel()
	server := func(code int) error { return fmt.Errorf("%w %d", whatsmeow.ErrServerReturnedError, code) }
	iq := func(code int) error { return fmt.Errorf("fetch: %w", &whatsmeow.IQError{Code: code}) }
	for _, c := range []struct {
		err   error
		class bot.SendClass
		code  string
	}{
		{server(463), bot.Held, "463 time_lock"},
		{server(429), bot.Throttled, "429 message"},
		{server(479), bot.Permanent, "479 not_understood"},
		{server(405), bot.Permanent, "405 message"},
		{server(500), bot.Retry, "500 message"},
		{whatsmeow.ErrServerReturnedError, bot.Unknown, "unclear"},
		{&whatsmeow.DisconnectedError{Action: "message send"}, bot.Unknown, "cut"},
		{&whatsmeow.DisconnectedError{Action: "message send (retry)"}, bot.Unknown, "cut"},
		{fmt.Errorf("devices: %w", &whatsmeow.DisconnectedError{Action: "info query"}), bot.Throttled, "not_connected"},
		{fmt.Errorf("send: %w", whatsmeow.ErrNotConnected), bot.Throttled, "not_connected"},
		{whatsmeow.ErrNotLoggedIn, bot.Throttled, "not_connected"},
		{whatsmeow.ErrMessageTimedOut, bot.Unknown, "no_answer"},
		{fmt.Errorf("keys: %w", whatsmeow.ErrIQTimedOut), bot.Retry, "no_answer_to_query"},
		{fmt.Errorf("keys: %w", whatsmeow.ErrIQRateOverLimit), bot.Throttled, "429 query"},
		{iq(429), bot.Throttled, "429 query"}, {iq(404), bot.Permanent, "404 query"}, {iq(503), bot.Retry, "503 query"}, {iq(0), bot.Retry, "0 query"},
		{errors.New("no LID found for 628@s.whatsapp.net from server"), bot.OptedOut, "not_on_whatsapp"},
		{errHandle, bot.Permanent, "not_sendable"},
		{fmt.Errorf("send: %w", context.DeadlineExceeded), bot.Unknown, "given_up"},
		{errChanged, bot.Retry, "sessions_changed"},
		{errors.New("what 6281299000001"), bot.Unknown, "unclear"},
	} {
		got := classify(c.err)
		if got.Class != c.class || got.Code != c.code {
			t.Errorf("%v: %s %q, want %s %q", c.err, got.Class, got.Code, c.class, c.code)
		}
		if text := got.Error(); strings.Contains(text, "628") {
			t.Errorf("it says %q", text)
		}
	}
}

// TestAdvice: staff are told what to do about whatever is not well.
func TestAdvice(t *testing.T) {
	t.Parallel()
	for _, code := range []string{Connecting, Away, LoggedOut, Replaced, Outdated, Banned, Locked, Refused, PhoneAway} {
		if Advice(code) == "" {
			t.Errorf("no words for %s", code)
		}
	}
	if Advice(OK) != "" {
		t.Error("something is to be done about nothing")
	}
}

// TestPasskey: WhatsApp's request goes out as WebAuthn has it, the answer comes
// back in.
func TestPasskey(t *testing.T) {
	t.Parallel()
	var asked map[string]any
	l := &linking{How: How{Passkey: func(_ context.Context, request json.RawMessage) (json.RawMessage, error) {
		if err := json.Unmarshal(request, &asked); err != nil {
			t.Error(err)
		}
		return json.RawMessage(`{"id":"AQID"`), nil
	}}}
	e := &events.PairPasskeyRequest{PublicKey: &types.WebAuthnPublicKey{RelyingPartID: "whatsapp.com", Challenge: []byte{1, 2, 3}}}
	err := l.step(t.Context(), e)
	if asked["rpId"] != "whatsapp.com" || asked["challenge"] != "AQID" {
		t.Errorf("asked for %v", asked)
	}
	if err == nil || !strings.Contains(err.Error(), "authenticator") {
		t.Errorf("a broken answer: %v", err)
	}
	none := &linking{}
	if err := none.step(t.Context(), e); !errors.Is(err, ErrPasskey) {
		t.Errorf("without a passkey: %v", err)
	}
	differs := &linking{How: How{Same: func(context.Context) bool { return false }}}
	if err := differs.step(t.Context(), &events.PairPasskeyConfirmation{Code: "ABCD-EFGH"}); !errors.Is(err, ErrDiffers) {
		t.Errorf("another code: %v", err)
	}
	var shown Step
	differs.Show = func(s Step) { shown = s }
	_ = differs.step(t.Context(), &events.PairPasskeyConfirmation{Code: "ABCD-EFGH"})
	if shown.Confirm != "ABCD-EFGH" {
		t.Errorf("shown %+v", shown)
	}
}

// TestPhoneAway: a phone that has not confirmed for days what we send.
func TestPhoneAway(t *testing.T) {
	t.Parallel()
	now := time.Unix(1795000000, 0)
	d, err := Open(Config{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	c := d.Channel(office)
	c.become(OK)
	c.status.PhoneSeen = now.Add(-phonePatience - time.Hour)
	if h := c.Health(); h.Code != OK {
		t.Errorf("nothing was sent, and it is %s", h.Code)
	}
	c.said(now.Add(-time.Hour))
	if h := c.Health(); h.Code != PhoneAway || !h.Since.Equal(now.Add(-time.Hour)) {
		t.Errorf("%+v", h)
	}
	c.status.PhoneSeen = now
	if h := c.Health(); h.Code != OK {
		t.Errorf("it is back, and %s", h.Code)
	}
}
