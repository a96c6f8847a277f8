package telegram

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"langkah/bot"
)

const token = "4711:AAgeheim-and_secret"

func newChannel(t testing.TB, cfg Config) *Channel {
	t.Helper()
	if cfg.Token == "" {
		cfg.Token = token
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// siti is what every update of hers begins with.
const (
	siti   = `"from":{"id":77,"is_bot":false,"first_name":"Siti","last_name":"Aminah","language_code":"id"}`
	sitis  = `"message_id":5,"date":1795000000,"chat":{"id":77,"type":"private"},` + siti
	photos = `"photo":[{"file_id":"small","width":90,"height":90,"file_size":900},{"file_id":"big","width":900,"height":900,"file_size":90000},{"file_id":"mid","width":320,"height":320}]`
)

func TestUpdates(t *testing.T) {
	t.Parallel()
	at := time.Unix(1795000000, 0)
	from := bot.Inbound{From: bot.Address{Channel: "telegram", Account: "4711", ID: "77"}, ExternalID: "m:77:5", Seq: 9, Name: "Siti Aminah", Lang: "id", At: at}
	with := func(change func(*bot.Inbound)) update {
		in := from
		change(&in)
		return update{id: 9, in: in}
	}
	text := func(s string) update { return with(func(in *bot.Inbound) { in.Kind, in.Text = bot.Text, s }) }
	file := func(k bot.Kind, m *bot.Media) update {
		return with(func(in *bot.Inbound) { in.Kind, in.Media = k, m })
	}
	for name, c := range map[string]struct {
		json string
		want update
	}{
		"text":         {`"message":{` + sitis + `,"text":"mau daftar 👍"}`, text("mau daftar 👍")},
		"start":        {`"message":{` + sitis + `,"text":"/start"}`, with(func(in *bot.Inbound) { in.Kind = bot.Start })},
		"deep link":    {`"message":{` + sitis + `,"text":"/start pusat-317406"}`, with(func(in *bot.Inbound) { in.Kind, in.Text = bot.Start, "pusat-317406" })},
		"command":      {`"message":{` + sitis + `,"text":"/data_saya@LangkahBot"}`, text("data saya")},
		"with more":    {`"message":{` + sitis + `,"text":"/ubah 3"}`, text("ubah 3")},
		"no command":   {`"message":{` + sitis + `,"text":"/2 atau 3"}`, text("/2 atau 3")},
		"a path":       {`"message":{` + sitis + `,"text":"/"}`, text("/")},
		"contact":      {`"message":{` + sitis + `,"contact":{"phone_number":"6281299000001","user_id":77}}`, with(func(in *bot.Inbound) { in.Kind, in.Phone = bot.Contact, "+6281299000001" })},
		"contact plus": {`"message":{` + sitis + `,"contact":{"phone_number":"+62 812 9900 0001"}}`, with(func(in *bot.Inbound) { in.Kind, in.Phone = bot.Contact, "+6281299000001" })},
		"photo": {`"message":{` + sitis + `,"caption":"warung saya",` + photos + `}`, with(func(in *bot.Inbound) {
			in.Kind, in.Text, in.Media = bot.Photo, "warung saya", &bot.Media{Ref: "big", MIME: "image/jpeg", Size: 90000}
		})},
		"document":   {`"message":{` + sitis + `,"document":{"file_id":"d","file_name":"nib.pdf","mime_type":"application/pdf","file_size":5}}`, file(bot.Document, &bot.Media{Ref: "d", Name: "nib.pdf", MIME: "application/pdf", Size: 5})},
		"animation":  {`"message":{` + sitis + `,"animation":{"file_id":"a"},"document":{"file_id":"a"}}`, file(bot.Other, &bot.Media{Ref: "a"})},
		"voice":      {`"message":{` + sitis + `,"voice":{"file_id":"v","mime_type":"audio/ogg","duration":3}}`, file(bot.Voice, &bot.Media{Ref: "v", MIME: "audio/ogg"})},
		"sticker":    {`"message":{` + sitis + `,"sticker":{"file_id":"s"}}`, file(bot.Sticker, &bot.Media{Ref: "s"})},
		"location":   {`"message":{` + sitis + `,"location":{"latitude":-6.2,"longitude":106.8}}`, file(bot.Location, nil)},
		"poll":       {`"message":{` + sitis + `,"poll":{"id":"1"}}`, file(bot.Other, nil)},
		"newer kind": {`"message":{` + sitis + `,"gift":{"id":"1"}}`, file(bot.Other, nil)},
		"edited": {`"edited_message":{` + sitis + `,"edit_date":1795000060,"text":"Siti Aminah"}`, with(func(in *bot.Inbound) {
			in.Kind, in.Text, in.ExternalID, in.At = bot.Edited, "Siti Aminah", "m:77:5:1795000060", at.Add(time.Minute)
		})},
		"moving place": {`"edited_message":{` + sitis + `,"edit_date":1795000060,"location":{"latitude":-6.2,"longitude":106.8}}`, update{id: 9}},
		"press": {`"callback_query":{"id":"99","data":"menu.home:daftar",` + siti + `,"message":{"message_id":4,"date":0,"chat":{"id":77,"type":"private"}}}`, update{id: 9, callback: "99",
			in: bot.Inbound{From: from.From, ExternalID: "c:99", Seq: 9, Kind: bot.Pick, Pick: "menu.home:daftar", Name: from.Name, Lang: "id"}}},
		"press of old":    {`"callback_query":{"id":"99","data":"x",` + siti + `}`, update{id: 9, callback: "99", in: bot.Inbound{From: from.From, ExternalID: "c:99", Seq: 9, Kind: bot.Pick, Pick: "x", Name: from.Name, Lang: "id"}}},
		"press elsewhere": {`"callback_query":{"id":"99","data":"x",` + siti + `,"message":{"message_id":4,"chat":{"id":-5,"type":"group"}}}`, update{id: 9, callback: "99"}},
		"blocked": {`"my_chat_member":{"chat":{"id":77,"type":"private"},` + siti + `,"date":1795000000,"new_chat_member":{"status":"kicked"}}`, with(func(in *bot.Inbound) {
			in.Kind, in.ExternalID = bot.Blocked, "b:77:1795000000:blocked"
		})},
		"unblocked": {`"my_chat_member":{"chat":{"id":77,"type":"private"},` + siti + `,"date":1795000000,"new_chat_member":{"status":"member"}}`, with(func(in *bot.Inbound) {
			in.Kind, in.ExternalID = bot.Reopened, "b:77:1795000000:reopened"
		})},
		"added to group":   {`"my_chat_member":{"chat":{"id":-5,"type":"group"},` + siti + `,"date":1,"new_chat_member":{"status":"member"}}`, update{id: 9, group: -5}},
		"left group":       {`"my_chat_member":{"chat":{"id":-5,"type":"group"},` + siti + `,"date":1,"new_chat_member":{"status":"left"}}`, update{id: 9}},
		"group":            {`"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"supergroup"},` + siti + `,"text":"halo"}`, update{id: 9, group: -5}},
		"group that moved": {`"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"group"},` + siti + `,"migrate_to_chat_id":-100}`, update{id: 9}},
		"channel":          {`"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"channel"},"text":"halo"}`, update{id: 9}},
		"another bot":      {`"message":{"message_id":5,"date":1,"chat":{"id":77,"type":"private"},"from":{"id":77,"is_bot":true,"first_name":"B"},"text":"halo"}`, update{id: 9}},
		"reaction":         {`"message_reaction":{"chat":{"id":77,"type":"private"}}`, update{id: 9}},
		"nothing":          {`"message":{"message_id":5}`, update{id: 9}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := newChannel(t, Config{}).read(json.RawMessage(`{"update_id":9,` + c.json + `}`))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(update{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An update that we cannot read holds up no other: its number is enough.
func TestUndecodableUpdate(t *testing.T) {
	t.Parallel()
	c := newChannel(t, Config{Log: zerolog.Nop()})
	for raw, id := range map[string]int{
		`{"update_id":12,"message":{"message_id":"five","text":7}}`: 12, `[]`: 0, `{"update_id":"x"}`: 0,
	} {
		if got, err := c.read(json.RawMessage(raw)); err == nil || got.id != id || got.in.Kind != "" {
			t.Errorf("%s: %+v, %v", raw, got, err)
		}
	}
}

func FuzzUpdate(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{` + sitis + `,"text":"halo"}}`))
	f.Add([]byte(`{"update_id":1,"callback_query":{"id":"1","message":{}}}`))
	f.Add([]byte(`{"update_id":1,"edited_message":{"message_id":5}}`))
	f.Add([]byte(`{"update_id":1,"my_chat_member":{}}`))
	c := newChannel(f, Config{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := c.read(raw)
		if err == nil && u.in.Kind != "" && (u.in.From.ID == "" || u.in.ExternalID == "" || strings.Contains(u.in.ExternalID, token)) {
			t.Errorf("%s: %+v", raw, u)
		}
	})
}

func TestTokenIsChecked(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "4711", ":x", "47x:abc", "4711:", "4711:a/b", "4711:a%41", "4711:a b"} {
		if _, err := New(Config{Token: bad, Now: time.Now}); err == nil || bad != "" && len(bad) > 4 && strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, bad := range []string{"ftp://x", "api.telegram.org", "http://x/%s", "://"} {
		if _, err := New(Config{Token: token, API: bad, Now: time.Now}); err == nil {
			t.Errorf("%q is taken as an address", bad)
		}
	}
	if a := newChannel(t, Config{}).Account(); a.String() != "telegram/4711" {
		t.Errorf("account %s", a)
	}
}
